import pytest

from frontline.reading.byline import parse_byline


@pytest.mark.parametrize(
    ("line", "names", "agency"),
    [
        (
            "By Maya Example, Suleiman Al-Sample and Parisa Specimen",
            ("Maya Example", "Suleiman Al-Sample", "Parisa Specimen"),
            None,
        ),
        ("By JANE DOE and JOHN ROE", ("JANE DOE", "JOHN ROE"), None),
        ("BY JANE DOE", ("JANE DOE",), None),
        ("By Jane Doe, Reuters", ("Jane Doe",), "Reuters"),
        ("By Agence France-Presse", (), "AFP"),
        ("By Jane Doe in Port Sudan", ("Jane Doe",), None),
        ("By Jane Doe, East Africa correspondent", ("Jane Doe",), None),
        ("By Ludwig van der Berg & José Núñez", ("Ludwig van der Berg", "José Núñez"), None),
        ("By J.K. O’Brien", ("J.K. O’Brien",), None),
        ("By Ahmed bin Salem al-Harbi", ("Ahmed bin Salem al-Harbi",), None),
        ("By our correspondents in Nairobi and Addis Ababa", (), None),
        ("By Jane Doe in Nairobi and John Roe in Addis Ababa", ("Jane Doe", "John Roe"), None),
        ("By Jane Doe in Nairobi and Addis Ababa", ("Jane Doe",), None),
        ("By staff writers", (), None),
        ("By Олена Приклад", ("Олена Приклад",), None),
    ],
)
def test_a_byline_gives_its_people_and_its_agency(line, names, agency):
    found = parse_byline(line)
    assert found is not None
    assert (found.names, found.agency) == (names, agency)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, rebels had taken the town",
        "By Friday Morning",
        "By then the army had left.",
        "By the time they came, 40 people were dead",
        "By air and sea",
        "By sending troops, Tehran hopes to turn the war",
        "Jane Doe",
        "By",
    ],
)
def test_prose_that_begins_with_by_is_no_byline(line):
    assert parse_byline(line) is None

"""The sources of the gazetteer, and the file that is written of their rows."""

import json

import pytest

from frontline.errors import KnowledgeError
from frontline.knowledge.gazetteer import Gazetteer
from frontline.training.gazetteer import weight, write
from frontline.training.gazetteer_sources import (
    Row,
    add_aliases,
    admin_rows,
    area_rows,
    place_rows,
    read_countries,
    read_units,
)

PLACES = {
    "1": {"geonameid": 1, "name": "Kalvena", "latitude": 10.0, "longitude": 20.0, "countrycode": "SY",
          "population": 120_000, "admin1code": "11", "alternatenames": ["KLV", "Kalwena", "калвена", "كلفينا", "Syria"]},
    "2": {"geonameid": 2, "name": "Orvik", "latitude": 10.2, "longitude": 20.0, "countrycode": "SY",
          "population": 600, "admin1code": "11", "alternatenames": ["Орвик", "Old Harbour"]},
    "3": {"geonameid": 3, "name": "Tessun", "latitude": 10.2, "longitude": 20.3, "countrycode": "SY",
          "population": 0, "admin1code": "11", "alternatenames": []},
    "4": {"geonameid": 4, "name": "Nowhere", "latitude": 0.0, "longitude": 0.0, "countrycode": "ZZ",
          "population": 10, "admin1code": "", "alternatenames": []},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cities500.json").write_text(json.dumps(PLACES), encoding="utf-8")
    cells = [
        "SY",
        "SYR",
        "760",
        "SY",
        "Syria",
        "Orvik",
        "1",
        "17000000",
        "AS",
        ".sy",
        "SYP",
        "Pound",
        "963",
        "",
        "",
        "ar",
    ]
    (tmp_path / "countryInfo.txt").write_text("#comment\n" + "\t".join([*cells, "163843", "", ""]) + "\n")
    (tmp_path / "admin1CodesASCII.txt").write_text("SY.11\tKalva Province\tKalva Province\t77\n")
    (tmp_path / "admin2Codes.txt").write_text(
        "SY.11.1\tOrvik District\tOrvik District\t78\nSY.11.2\tBarra\tBarra\t79\n"
    )
    return tmp_path


@pytest.fixture
def places(folder):
    facts, units = read_countries(folder), read_units(folder)
    return place_rows(folder / "cities500.json", facts, units, frozenset({"syria"}))


def test_places_have_ids_units_and_sorts(places):
    assert [(row.name, row.geonameid, row.sort, row.admin1) for row in places] == [
        ("Kalvena", 1, "city", "Kalva Province"),
        ("Orvik", 2, "capital", "Kalva Province"),
        ("Tessun", 3, "town", "Kalva Province"),
    ]


def test_other_names_are_kept_where_they_help(places):
    assert places[0].other == ("Kalwena", "калвена", "كلفينا")
    assert places[1].other == ("Old Harbour",)


def test_units_have_a_middle_or_the_point_of_their_seat(folder, places):
    province, district, loose = admin_rows(folder, read_countries(folder), places)
    assert (province.name, province.also, province.population) == ("Kalva Province", ["Kalva"], 120_600)
    assert province.point == pytest.approx((10.13, 20.1), abs=0.01)
    assert (district.name, district.sort, district.point) == ("Orvik", "second-order unit", (10.2, 20.0))
    assert (loose.sort, loose.point) == ("second-order unit without a seat", province.point)


def test_an_area_has_a_point_only_where_it_is_small():
    rows = area_rows({"peaks": {"Mount Orv": {"point": [1, 2]}}, "seas": {"Kalva Sea": {"also": ["Kalva Bay"]}}})
    assert [(row.sort, row.point) for row in rows] == [("peak", (1.0, 2.0)), ("sea", None)]
    with pytest.raises(KnowledgeError, match=r"\[seas\] Kalva Sea: point cannot stand there"):
        area_rows({"seas": {"Kalva Sea": {"point": [1, 2]}}})
    with pytest.raises(KnowledgeError, match=r"\[bays\] is unknown"):
        area_rows({"bays": {}})


def test_an_alias_of_no_place_is_refused(places):
    with pytest.raises(KnowledgeError, match=r"\[places.SYR\] Karvena"):
        add_aliases(places, {"places": {"SYR": {"Karvena": ["Kervena"]}}})


def test_another_file_is_no_file_of_places(folder):
    (folder / "cities500.json").write_text("[1, 2]")
    with pytest.raises(KnowledgeError, match=r"is no cities500\.json"):
        place_rows(folder / "cities500.json", read_countries(folder), {}, frozenset())


def test_a_capital_weighs_more_than_a_city_and_a_city_more_than_a_village():
    capital, city, village = (Row("X", sort, "SYR", population=people) for sort, people in
                              (("capital", 0), ("city", 200_000), ("village", 500)))  # fmt: skip
    assert 255 == weight(capital) > weight(city) > weight(village) > 0


def test_what_is_written_can_be_looked_up(folder, places, tmp_path):
    out = tmp_path / "small.bin"
    rows = [*admin_rows(folder, read_countries(folder), places), *places]
    add_aliases(rows, {"places": {"SYR": {"Kalvena": ["Silver Town"]}}})
    words = {"SYR": {"iso2": "SY", "name": "Syria", "also": [], "adjectives": ["Syrian"], "people": ["Syrians"]}}
    size = write(rows, {"sources": ["made up"], "words": words, "units": {}}, out)
    assert out.stat().st_size == size
    gazetteer = Gazetteer.load(out)
    assert gazetteer.find("Silver Town")[0].name == "Kalvena"
    assert gazetteer.find("كلفينا")[0].geonameid == 1
    assert gazetteer.find("Kalwena")[0][:2] == ("Kalvena", 1)
    assert gazetteer.find("Old Harbour")[0].likeness == pytest.approx(0.97)
    assert [each.sort for each in gazetteer.find("Orvik")] == ["capital", "second-order unit"]
    assert gazetteer.country("Syrian") == "SYR"
    assert sorted(path.name for path in tmp_path.glob("small*")) == ["small.bin"]

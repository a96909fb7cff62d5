from frontline.reading.dateline import parse_dateline, parse_dateline_alone


def test_datelines_of_the_world_and_what_only_looks_like_one(cases):
    wrong = []
    for case in cases("datelines.yml"):
        line, found = case["line"], parse_dateline(case["line"])
        if "places" not in case:
            if found is not None:
                wrong.append((line, found))
            continue
        expected = (
            tuple(case["places"]),
            case.get("agency"),
            case.get("published"),
            case.get("yearless"),
            case["prose"],
        )
        got = (found.places, found.agency, found.published, found.yearless, line[found.end :]) if found else None
        if got != expected:
            wrong.append((line, got))
    assert wrong == []


def test_a_dateline_may_fill_its_own_line():
    found = parse_dateline_alone("KABUL, Afghanistan (Aug. 13, 2011) –")
    assert found is not None
    assert (found.places, str(found.published)) == (("KABUL", "Afghanistan"), "2011-08-13")


def test_a_place_alone_on_a_line_is_no_dateline():
    assert parse_dateline_alone("ISTANBUL") is None
    assert parse_dateline_alone("Joint Command Operational Update, Jan. 24, 2011") is None

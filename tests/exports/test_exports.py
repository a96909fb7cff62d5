from __future__ import annotations

import csv
import io
import json

import pytest

from frontline.exports import write_csv, write_json, write_jsonl
from frontline.exports.tables import COLUMNS, row


def record(**changes: object) -> dict[str, object]:
    return {
        "claim": "c1", "report": {"id": "r1", "path": "a.txt", "published": "2024-12-06", "outlet": None, "agency": "Reuters"},
        "kind": "capture", "stance": "claimed", "polarity": True, "trigger": {"start": 4, "end": 8, "text": "took"},
        "evidence": {"start": 0, "end": 20, "text": "They took the town."},
        "actor": [{"name": "rebels", "id": None}, {"name": "army", "id": "x-army"}], "recipient": [],
        "place": [{"name": "Homs", "geonameid": 1, "lat": 34.7, "lon": 36.7, "country": "SYR", "admin1": "Homs", "precision": "exact"}],
        "origin": [], "destination": [], "time": None, "counts": {"killed": {"low": 3, "best": None, "high": None}},
        "sources": [{"text": "two sources", "kind": "unnamed"}],
        "codes": {"plover": "ASSAULT", "plover_mode": None, "acled": None, "cameo": None, "ucdp": None}, "confidence": 0.8,
        **changes,
    }  # fmt: skip


def test_jsonl_is_one_object_a_line() -> None:
    out = io.StringIO()
    write_jsonl([record(), record(kind="withdraw")], out)
    assert [json.loads(line)["kind"] for line in out.getvalue().splitlines()] == ["capture", "withdraw"]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_is_one_array(number: int) -> None:
    out = io.StringIO()
    write_json([record()] * number, out)
    assert json.loads(out.getvalue()) == [record()] * number


def test_csv_has_every_column_and_leaves_the_unknown_empty() -> None:
    out = io.StringIO()
    write_csv([record()], out)
    (cells,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert tuple(cells) == COLUMNS
    assert cells["actor"] == "rebels; army"
    assert cells["actor_id"] == "x-army"
    assert (cells["killed_low"], cells["killed_best"], cells["wounded_low"]) == ("3", "", "")
    assert (cells["date_start"], cells["outlet"], cells["lat"]) == ("", "", "34.7")


def test_a_cell_is_never_a_formula() -> None:
    out = io.StringIO()
    write_csv([record(actor=[{"name": '=HYPERLINK("x")', "id": None}])], out)
    (cells,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert cells["actor"].startswith("'=")


def test_numbers_stay_numbers_even_when_negative() -> None:
    place = {
        "name": "Goma",
        "geonameid": None,
        "lat": -1.67,
        "lon": 29.2,
        "country": "COD",
        "admin1": None,
        "precision": "exact",
    }
    assert row(record(place=[place]))["lat"] == -1.67
    out = io.StringIO()
    write_csv([record(place=[place])], out)
    assert "'-1.67" not in out.getvalue()


def test_counts_beyond_the_five_have_a_column() -> None:
    counts = {"killed": {"low": 3, "best": None, "high": None}, "released": {"low": 12, "best": 12, "high": None}}
    assert row(record(counts=counts))["other_counts"] == "released=12/12/-"

from __future__ import annotations

import csv
import io
import json
from datetime import date

from frontline.exports.control import control_geojson, write_control_csv, write_control_geojson, write_control_jsonl
from frontline.records.control import Control, ControlPlace, ControlState, Evidence, Holder

DAY = date(2024, 12, 6)
HAMA = Control(
    ControlPlace("Hama", 170017, 35.13, 36.75, "city", "SYR", "Hama"), Holder("syria-rebels", "rebels (Syria)"),
    ControlState.HELD, 0.91, DAY, DAY, date(2024, 12, 5), (Evidence("c1", 2.0), Evidence("c2", -1.0)),
)  # fmt: skip
NOWHERE = Control(ControlPlace("=Upper Village", feature="village"), None, ControlState.UNKNOWN, 0.5, DAY, DAY)


def test_geojson_has_a_point_or_none_a_record() -> None:
    first, second = control_geojson([HAMA, NOWHERE])["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.75, 35.13]}
    assert first["properties"]["holder_id"] == "syria-rebels"
    assert (first["properties"]["for"], first["properties"]["against"]) == (["c1"], ["c2"])
    assert second["geometry"] is None


def test_csv_has_a_row_a_record_and_runs_no_formula() -> None:
    out = io.StringIO()
    write_control_csv([HAMA, NOWHERE], out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [row["place"] for row in rows] == ["Hama", "'=Upper Village"]
    assert (rows[0]["state"], rows[0]["since"], rows[1]["holder"]) == ("held", "2024-12-05", "")


def test_jsonl_and_geojson_are_json() -> None:
    lines, whole = io.StringIO(), io.StringIO()
    write_control_jsonl([HAMA, NOWHERE], lines)
    write_control_geojson([HAMA], whole)
    assert [json.loads(line)["place"]["name"] for line in lines.getvalue().splitlines()] == ["Hama", "=Upper Village"]
    assert json.loads(whole.getvalue())["type"] == "FeatureCollection"

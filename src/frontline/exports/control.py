"""Control in the forms that other programs read: JSON Lines, CSV, GeoJSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from frontline.exports.tables import safe
from frontline.records.control import Control, control_to_json
from frontline.records.wire import Json

COLUMNS = (
    "place", "geonameid", "lat", "lon", "feature", "country", "admin1", "holder", "holder_id", "state", "probability",
    "start", "end", "since", "for", "against", "partly",
)  # fmt: skip
"""The columns of the CSV form, in order. Lists are joined with "; "."""


def write_control_jsonl(records: Iterable[Control], out: TextIO) -> None:
    """Write one JSON object a record."""
    out.writelines(json.dumps(control_to_json(record), ensure_ascii=False) + "\n" for record in records)


def write_control_csv(records: Iterable[Control], out: TextIO) -> None:
    """Write a header and one row a record; what a spreadsheet would run as a formula gets an apostrophe before it."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({column: safe(value) for column, value in _row(record).items()})


def write_control_geojson(records: Iterable[Control], out: TextIO) -> None:
    """Write the collection that `control_geojson` returns."""
    json.dump(control_geojson(records), out, ensure_ascii=False)
    out.write("\n")


def control_geojson(records: Iterable[Control]) -> Json:
    """Return a GeoJSON FeatureCollection (RFC 7946): a point a record, null geometry where no point is honest."""
    return {"type": "FeatureCollection", "features": [_feature(record) for record in records]}


def _feature(record: Control) -> Json:
    row = _row(record)
    properties = {key: value for key, value in row.items() if key not in {"lat", "lon"}}
    place = record.place
    point = None if place.lat is None or place.lon is None else {"type": "Point", "coordinates": [place.lon, place.lat]}
    lists = {"for": list(record.for_), "against": list(record.against), "partly": [one.id for one in record.partly]}
    return {"type": "Feature", "geometry": point, "properties": {**properties, **lists}}


def _row(record: Control) -> Json:
    whole, holder = control_to_json(record), record.holder
    place = whole["place"]
    return {
        "place": place.pop("name"),
        **place,
        "holder": holder.name if holder else None,
        "holder_id": holder.id if holder else None,
        **{key: whole[key] for key in ("state", "probability", "start", "end", "since")},
        "for": "; ".join(record.for_),
        "against": "; ".join(record.against),
        "partly": "; ".join(one.id for one in record.partly),
    }

"""CSV: one row a claim, for a spreadsheet. Lists are joined with "; ", unknown cells are empty."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from frontline.records.wire import Json

_COUNTS = ("killed", "wounded", "displaced", "detained", "participants")
_BOUNDS = ("low", "best", "high")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

COLUMNS = (
    "claim", "report", "path", "published", "outlet", "agency", "kind", "stance", "polarity", "actor", "actor_id", "recipient",
    "recipient_id", "place", "geonameid", "lat", "lon", "country", "admin1", "place_precision", "place_radius_km",
    "place_relation", "origin", "destination", "date_start", "date_end", "date_precision",
    *(f"{name}_{bound}" for name in _COUNTS for bound in _BOUNDS), "other_counts",
    "sources", "source_kinds", "plover", "plover_mode", "acled", "cameo", "ucdp", "acled_geo_precision",
    "ucdp_where_prec", "confidence", "trigger", "trigger_start", "trigger_end", "evidence", "evidence_start", "evidence_end",
)  # fmt: skip
"""The columns, in order."""


def write_csv(records: Iterable[Json], out: TextIO) -> None:
    """Write a header and one row a claim.

    A cell of text that a spreadsheet would run as a formula is written with an apostrophe before it.
    """
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({column: safe(value) for column, value in row(record).items()})


def row(record: Json) -> dict[str, Any]:
    """Return the cells of one claim by column. The place columns are those of its first place."""
    place: Mapping[str, Any] = record["place"][0] if record["place"] else {}
    time: Mapping[str, Any] = record["time"] or {}
    report, codes = record["report"], record["codes"]
    cells = {
        "claim": record["claim"], "report": report["id"], "path": report["path"], "published": report["published"],
        "outlet": report["outlet"], "agency": report["agency"], "kind": record["kind"], "stance": record["stance"],
        "polarity": "affirmative" if record["polarity"] else "negative",
        "actor": _joined(record["actor"], "name"), "actor_id": _joined(record["actor"], "id"),
        "recipient": _joined(record["recipient"], "name"), "recipient_id": _joined(record["recipient"], "id"),
        "place": _joined(record["place"], "name"), "geonameid": place.get("geonameid"), "lat": place.get("lat"),
        "lon": place.get("lon"), "country": place.get("country"), "admin1": place.get("admin1"),
        "place_precision": place.get("precision"), "place_radius_km": place.get("radius_km"),
        "place_relation": (place.get("relation") or {}).get("kind"), "origin": _joined(record["origin"], "name"),
        "destination": _joined(record["destination"], "name"), "date_start": time.get("start"),
        "date_end": time.get("end"), "date_precision": time.get("precision"),
        "sources": _joined(record["sources"], "text"), "source_kinds": _joined(record["sources"], "kind"), **codes,
        "confidence": record["confidence"],
    }  # fmt: skip
    for name in _COUNTS:
        counted = record["counts"].get(name, {})
        cells.update({f"{name}_{bound}": counted.get(bound) for bound in _BOUNDS})
    others = {name: counted for name, counted in record["counts"].items() if name not in _COUNTS}
    cells["other_counts"] = "; ".join(f"{name}={_bounds(counted)}" for name, counted in others.items())
    for name in ("trigger", "evidence"):
        span = record[name]
        cells.update({name: span["text"], f"{name}_start": span["start"], f"{name}_end": span["end"]})
    return cells


def _bounds(counted: Mapping[str, Any]) -> str:
    """Return low, best and high as "6/6/-", "-" for unknown."""
    return "/".join("-" if counted[bound] is None else str(counted[bound]) for bound in _BOUNDS)


def _joined(items: Iterable[Mapping[str, Any]], key: str) -> str:
    return "; ".join(str(item[key]) for item in items if item[key] is not None)


def safe(value: object) -> object:
    """Return a cell as a spreadsheet shows it: text that it would run as a formula with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

"""JSON Lines and JSON: one object a claim, as the contract (records/data/claim.schema.json) asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from frontline.records.wire import Json


def write_jsonl(records: Iterable[Json], out: TextIO) -> None:
    """Write one line a claim, as soon as it is known."""
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        out.flush()


def write_json(records: Iterable[Json], out: TextIO) -> None:
    """Write one JSON array, a claim an element."""
    opened = False
    for record in records:
        out.write(",\n" if opened else "[\n")
        out.write(json.dumps(record, ensure_ascii=False))
        opened = True
    out.write("\n]\n" if opened else "[]\n")

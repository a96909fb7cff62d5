"""Moving feasts: the days that the compiled table gives them, and which year's is meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from frontline.errors import KnowledgeError
from frontline.extraction.times.days import DAY, add_days
from frontline.extraction.times.expression import Expression
from frontline.extraction.times.setting import Setting, Told, Value
from frontline.knowledge.tables import DATA, read_table

SOON_DAYS = 14
"""A feast without a year and without a tense is the next one where it is so near, else the last. A house rule."""


@dataclass(frozen=True, slots=True)
class Feasts:
    """By feast: the days it lasts, by how many days its date may be off, and its first days in order."""

    days: Mapping[str, int]
    spread: Mapping[str, int]
    starts: Mapping[str, Sequence[date]]


@cache
def feasts() -> Feasts:
    """Return the table that ships with the package. Raises KnowledgeError where it lacks a part of a feast."""
    raw = read_table(DATA / "feasts.toml")
    days, spread, starts = (raw.get(name, {}) for name in ("days", "spread", "starts"))
    if not starts or not days.keys() == spread.keys() == starts.keys():
        msg = "feasts.toml: [days], [spread] and [starts] must name the same feasts; compile it anew"
        raise KnowledgeError(msg)
    return Feasts(days, spread, starts)


def of_feast(said: Expression, setting: Setting) -> Value:
    """Resolve "Ramadan", "the last Orthodox Easter", "Eid al-Fitr 2023"; unknown beyond the table's years."""
    table, key = feasts(), said.part
    start = _start(said, setting, table.starts[key])
    if start is None:
        return Value(None, None, "days", relative=setting.published is None and said.year is None)
    days, spread = table.days[key], table.spread[key]
    first, last = add_days(start, -spread), add_days(start, days - 1 + spread)
    precision = "day" if days == 1 and not spread else "days"
    return Value(first, last, precision, start.isoformat(), Told(start, DAY))


def _start(said: Expression, setting: Setting, starts: Sequence[date]) -> date | None:
    year = said.year
    if year is None and setting.chronicle:
        year = None if setting.told is None else setting.told.day.year
        if year is None:
            return None
    if year is not None:
        return next((day for day in starts if day.year == year), None)
    if setting.published is None:
        return None
    place = bisect_right(starts, setting.published)
    past, ahead = starts[place - 1] if place else None, starts[place] if place < len(starts) else None
    near = ahead is not None and (ahead - setting.published).days <= SOON_DAYS
    return ahead if said.which == "next" or setting.future or (near and not setting.past) else past

"""What an expression is read against, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from frontline.extraction.times.days import (
    DAY,
    MONTH,
    PRECISION,
    WEEK,
    YEAR,
    Interval,
    add_days,
    part_of,
    timex,
)
from frontline.extraction.times.expression import Expression


class Told(NamedTuple):
    """A date told in the text, to the `unit` that the words gave."""

    day: date
    unit: int


class Value(NamedTuple):
    """What an expression comes to: days (None where not known), precision, TIMEX3 value, and the date told.

    `relative` is true where a day of publication would have told more.
    """

    start: date | None
    end: date | None
    precision: str
    timex: str = ""
    told: Told | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against.

    `published` is the day of publication; `told` the date told last, `inside` the same sentence or not; `future` says
    that the clause speaks of what is to come, `past` of what was; `chronicle` that the report tells dates long past, one after another.
    """

    published: date | None
    told: Told | None = None
    future: bool = False
    chronicle: bool = False
    inside: bool = False
    past: bool = False

    @property
    def anchor(self) -> date | None:
        """The day that "two days later" starts from: the day told last, else the day of publication."""
        if self.told is not None and self.told.unit == DAY:
            return self.told.day
        return None if self.chronicle else self.published

    @property
    def news_day(self) -> date | None:
        """The day of publication, where the report speaks from it."""
        return None if self.chronicle else self.published

    @property
    def reference(self) -> date | None:
        """The day that "last March" and "next summer" are seen from."""
        if self.chronicle and self.published is not None:
            return None if self.told is None else self.told.day
        return self.published


UNKNOWN = Value(None, None, "unknown")


def whole(days: Interval | None, unit: int, said: Expression, value: str = "") -> Value:
    """The value of a calendar unit, narrowed by "early", "mid" or "late"."""
    if days is None:
        return Value(None, None, PRECISION[unit], value)
    narrowed = part_of(days, said.mod) if said.mod and unit != DAY else days
    told = value or timex(days.start, unit)
    if unit == YEAR and said.mod[:1] in ("H", "Q"):
        last = "2" if said.mod[0] == "H" else "4"
        told = f"{told}-{said.mod[0]}{last if said.mod[1:] == 'L' else said.mod[1:]}"
    if unit == MONTH and said.mod[:1] == "W":
        told = timex(narrowed.start + (narrowed.end - narrowed.start) // 2, WEEK)
    return Value(narrowed.start, narrowed.end, PRECISION[unit], told, Told(days.start, unit))


def one_day(day: date | None, said: Expression) -> Value:
    """One day, or a part of it; "overnight" is the night that begins on it, "into" the night that ends on it."""
    if day is None:
        return Value(None, None, "hour" if said.part.startswith("T") else "day", relative=True)
    if said.part in ("overnight", "into"):
        start = day if said.part == "overnight" else add_days(day, -1)
        end = add_days(day, 1) if said.part == "overnight" else day
        return Value(start, end, "days", f"{(start or day).isoformat()}TNI", Told(day, DAY))
    suffix = "" if not said.part else said.part if said.part.startswith("T") else f"T{said.part}"
    return Value(day, day, "hour" if said.part.startswith("T") else "day", day.isoformat() + suffix, Told(day, DAY))

"""Arithmetic of days: months, weeks, seasons and their intervals. Years 1 to 9999; None where a day would not exist."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

MINUTE, HOUR, DAY, WEEK, MONTH, YEAR, DECADE, CENTURY, WEEKEND, FORTNIGHT, QUARTER = range(11)
"""The units of time, as knowledge/data/times.toml numbers them."""
PRECISION = {
    MINUTE: "hour",
    HOUR: "hour",
    DAY: "day",
    WEEK: "week",
    MONTH: "month",
    YEAR: "year",
    DECADE: "vague",
    CENTURY: "vague",
    WEEKEND: "days",
    FORTNIGHT: "days",
    QUARTER: "month",
}
TIMEX = {
    MINUTE: "TM",
    HOUR: "TH",
    DAY: "D",
    WEEK: "W",
    MONTH: "M",
    YEAR: "Y",
    DECADE: "DE",
    CENTURY: "CE",
    WEEKEND: "WE",
    FORTNIGHT: "W",
    QUARTER: "Q",
}
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_LAST_YEAR = 9999


class Interval(NamedTuple):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


def day_of(year: int, month: int, day: int) -> date | None:
    """Return that day, None where the calendar has none."""
    if not 1 <= year <= _LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def add_days(day: date, days: int) -> date | None:
    """Return the day `days` later, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_interval(year: int, month: int) -> Interval | None:
    """Return the days of a month."""
    first = day_of(year, month, 1)
    return None if first is None else Interval(first, date(year, month, monthrange(year, month)[1]))


def years_interval(first: int, last: int) -> Interval | None:
    """Return the days of a run of years."""
    return Interval(date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= _LAST_YEAR else None


def season_interval(year: int, month: int) -> Interval | None:
    """Return the three months of the season that begins with `month`; a winter is told by the year it begins in."""
    end = year + 1 if month == 12 else year
    first, last = month_interval(year, month), month_interval(end, (month + 2 - 1) % 12 + 1)
    return Interval(first.start, last.end) if first and last else None


def quarter_interval(year: int, number: int) -> Interval | None:
    """Return the days of quarter 1 to 4 of a calendar year."""
    first, last = month_interval(year, 3 * number - 2), month_interval(year, 3 * number)
    return Interval(first.start, last.end) if first and last else None


def week_interval(day: date) -> Interval | None:
    """Return the week, Monday to Sunday, that holds `day`."""
    start = add_days(day, -day.weekday())
    end = None if start is None else add_days(start, 6)
    return Interval(start, end) if start and end else None


def unit_interval(day: date, unit: int) -> Interval | None:
    """Return the day, week, month, quarter, year, decade or century that holds `day`."""
    whole: dict[int, Interval | None] = {
        WEEK: week_interval(day),
        MONTH: month_interval(day.year, day.month),
        QUARTER: quarter_interval(day.year, (day.month - 1) // 3 + 1),
        YEAR: years_interval(day.year, day.year),
        DECADE: years_interval(max(day.year // 10 * 10, 1), day.year // 10 * 10 + 9),
        CENTURY: years_interval(max(day.year // 100 * 100, 1), day.year // 100 * 100 + 99),
    }
    return whole.get(unit, Interval(day, day))


def shift(day: date, unit: int, number: int) -> date | None:
    """Return `day` moved by `number` units, to the last day of a month that is too short."""
    if unit in (DAY, WEEK, FORTNIGHT, WEEKEND):
        return add_days(day, number * {DAY: 1, FORTNIGHT: 14}.get(unit, 7))
    if unit in (HOUR, MINUTE):
        return day
    months = number * {MONTH: 1, QUARTER: 3, YEAR: 12, DECADE: 120, CENTURY: 1200}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= _LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def timex(day: date, unit: int) -> str:
    """Return the TIMEX3 value of the unit that holds `day`."""
    year, iso = f"{day.year:04d}", day.isocalendar()
    values = {
        WEEK: f"{iso.year:04d}-W{iso.week:02d}",
        MONTH: f"{year}-{day.month:02d}",
        QUARTER: f"{year}-Q{(day.month - 1) // 3 + 1}",
        YEAR: year,
        DECADE: year[:3],
        CENTURY: year[:2],
    }
    return values.get(unit, day.isoformat())


def weekday_from(day: date, weekday: int, direction: int) -> date | None:
    """Return the nearest such weekday at or before (`direction` -1) or at or after (1) `day`."""
    distance = (day.weekday() - weekday) % 7 if direction < 0 else (weekday - day.weekday()) % 7
    return add_days(day, direction * distance)


def part_of(interval: Interval, mod: str) -> Interval:
    """Return the part of an interval that words name.

    START, MID, END are its thirds ("early March", "late 2023"); OPEN and CLOSE its first and last sixth ("the end of
    the year"). A letter and a number, or L for the last, are a half (H1), a quarter (Q3), a week counted from the first
    day (W2), a day (D1). Anything else leaves it whole. The shares are house rules, not measured figures.
    """
    length = (interval.end - interval.start).days + 1
    third, sixth = max(length // 3, 1), max(length // 6, 1)
    edges = {
        "START": (0, third),
        "MID": (third, length - third),
        "END": (length - third, length),
        "OPEN": (0, sixth),
        "CLOSE": (length - sixth, length),
    }
    if mod in edges:
        return _cut(interval, *edges[mod])
    count = mod[1:]
    if mod[:1] in ("W", "D") and count:
        size = 7 if mod[0] == "W" else 1
        first = length - size if count == "L" else (int(count) - 1) * size
        return _cut(interval, first, first + size)
    pieces = {"H": 2, "Q": 4}.get(mod[:1], 0)
    return _piece(interval, pieces, pieces if count == "L" else int(count)) if pieces and count else interval


def _piece(interval: Interval, pieces: int, number: int) -> Interval:
    """The `number`th of equal pieces; of a year, by whole months."""
    if not 1 <= number <= pieces:
        return interval
    year = interval.start.year
    if interval == years_interval(year, year):
        months = 12 // pieces
        first, last = month_interval(year, (number - 1) * months + 1), month_interval(year, number * months)
        return Interval(first.start, last.end) if first and last else interval
    size = ((interval.end - interval.start).days + 1) // pieces
    return _cut(interval, (number - 1) * size, number * size)


def _cut(interval: Interval, first: int, end: int) -> Interval:
    """Days `first` up to `end` (not included) of an interval; whole where that is no part of it."""
    if not 0 <= first < end:
        return interval
    start, last = add_days(interval.start, first), add_days(interval.start, end - 1)
    return (
        interval if start is None or last is None or start > interval.end else Interval(start, min(last, interval.end))
    )

"""Expressions to intervals of days.

A report of news is read against its day of publication: "in March" is the most recent March. A chronicle (a report
that mostly tells dates long past, or has no date) is read against the date told last: after "November 1941",
"January" is that of 1942. `Setting` says which, and what was told before.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import replace
from datetime import date

from frontline.extraction.times import lengths
from frontline.extraction.times.days import (
    CENTURY,
    DAY,
    DECADE,
    MONTH,
    PRECISION,
    SEASONS,
    WEEK,
    YEAR,
    add_days,
    day_of,
    month_interval,
    part_of,
    season_interval,
    shift,
    timex,
    unit_interval,
    week_interval,
    weekday_from,
    years_interval,
)
from frontline.extraction.times.expression import Expression
from frontline.extraction.times.feasts import of_feast
from frontline.extraction.times.setting import UNKNOWN, Setting, Told, Value, one_day, whole

SOON_DAYS = 45
"""A date without a year and without a tense is the next one where it lies so near, else the last. A house rule."""


def resolve(said: Expression, setting: Setting) -> Value:
    """Return what `said` comes to. Never guesses: an end that nothing fixes is None."""
    readers = {
        "date": _date,
        "decade": _decade,
        "century": _decade,
        "day": _day,
        "overnight": _overnight,
        "unit": _unit,
        "weekend": _weekend,
        "shift": lengths.of_shift,
        "window": lengths.of_window,
        "duration": lengths.of_duration,
        "nth": lengths.of_nth,
        "part": lengths.of_part,
        "range": _range,
        "vague": lengths.of_vague,
        "set": lengths.of_vague,
        "feast": of_feast,
        "quarter": lengths.of_quarter,
        "again": lengths.of_again,
    }
    reader = readers.get(said.kind)
    return UNKNOWN if reader is None else reader(said, setting)


def _date(said: Expression, setting: Setting) -> Value:
    if said.year is not None and said.year < 0:
        return Value(None, None, "year", f"BC{-said.year:04d}" + (f"-{said.month:02d}" if said.month else ""))
    dated = said.day is not None and said.month is not None
    reader = _month_day if dated else _weekday if said.weekday is not None else _day_of_month
    if said.day is not None or said.weekday is not None:
        return reader(said, setting)
    if said.month is not None or said.season is not None:
        return _month(said, setting)
    year = said.year or 0
    return whole(years_interval(year, year), YEAR, said, f"{year:04d}")


def _year_for(month: int, day: int, setting: Setting) -> int | None:
    """The year of a month, or a day of it, that is told without one."""
    if setting.chronicle:
        return None if setting.told is None else _year_in_story(month, setting.told)
    reference = setting.published
    if reference is None:
        return None
    later = (month, day) > (reference.month, reference.day)
    if setting.future:
        return reference.year + (0 if later or month == reference.month else 1)
    ahead = day_of(reference.year + (0 if later else 1), month, day)
    if not setting.past and ahead is not None and (ahead - reference).days <= SOON_DAYS:
        return ahead.year
    return reference.year - (1 if later else 0)


def _year_in_story(month: int, told: Told) -> int:
    """The year told last, or the next or the one before where the month lies far from the one told last."""
    if told.unit in (YEAR, DECADE, CENTURY):
        return told.day.year
    gap = month - told.day.month
    return told.day.year + (1 if gap < -6 else -1 if gap > 8 else 0)


def _month_day(said: Expression, setting: Setting) -> Value:
    month, day = said.month or 0, said.day or 0
    if said.which == "ambiguous" and setting.published is not None and said.year is not None:
        day_first, month_first = day_of(said.year, month, day), day_of(said.year, day, month)
        known = [d for d in (day_first, month_first) if d is not None and d <= setting.published]
        return one_day(max(known, default=day_first), said)
    if said.which == "ambiguous":
        return Value(None, None, "day")
    year = said.year if said.year is not None else _year_told(said, setting) or _year_for(month, day, setting)
    if year is not None and (month, day) == (2, 29):
        year = next((leap for leap in (year, year - 1, year + 1, year - 2, year - 3) if isleap(leap)), year)
    if year is None:
        suffix = f"XXXX-{month:02d}-{day:02d}"
        return Value(None, None, "day", suffix, relative=True)
    found = day_of(year, month, day)
    return Value(None, None, "unknown") if found is None else one_day(found, said)


def _month(said: Expression, setting: Setting) -> Value:
    first = said.month or said.season or 1
    unit_value = f"{first:02d}" if said.month else SEASONS.get(first, "")
    year = said.year if said.year is not None else _year_told(said, setting)
    if year is None and said.which in ("last", "next", "this", "past", "coming", "previous"):
        year = _year_which(first, said.which, setting)
    elif year is None:
        year = _year_for(first, 1, setting)
    if year is None:
        return Value(None, None, "month", f"XXXX-{unit_value}", relative=True)
    days = month_interval(year, first) if said.month else season_interval(year, first)
    value = f"{year:04d}-{unit_value}"
    if days is not None and not said.month:
        narrowed = part_of(days, said.mod)
        return Value(narrowed.start, narrowed.end, "month", value, Told(days.start, MONTH))
    return whole(days, MONTH, said, value)


def _year_told(said: Expression, setting: Setting) -> int | None:
    """The year of "July of that year" and "March of last year"; None for other words."""
    if not said.which.endswith(" year"):
        return None
    if said.which in ("last year", "next year", "this year") and not setting.chronicle:
        step = {"last year": -1, "next year": 1}.get(said.which, 0)
        return None if setting.published is None else setting.published.year + step
    step = {"last year": -1, "next year": 1}.get(said.which, 0)
    return None if setting.told is None else setting.told.day.year + step


def _year_which(month: int, which: str, setting: Setting) -> int | None:
    reference = setting.reference
    if reference is None:
        return None
    if which in ("next", "coming"):
        return reference.year + (0 if month > reference.month else 1)
    if which == "this":
        return reference.year
    return reference.year - (0 if month < reference.month else 1)


def _weekday(said: Expression, setting: Setting) -> Value:
    reference, weekday = setting.published, said.weekday or 0
    if setting.chronicle and reference is not None:
        reference = setting.told.day if setting.told is not None and setting.told.unit == DAY else None
    if reference is None or said.which == "every":
        return Value(None, None, "day", relative=said.which != "every")
    if said.which.endswith("week"):
        moved = shift(reference, WEEK, {"last week": -1, "next week": 1}.get(said.which, 0))
        week = None if moved is None else week_interval(moved)
        return one_day(None if week is None else add_days(week.start, weekday), said)
    if said.which in ("next", "following", "coming"):
        return one_day(weekday_from(add_days(reference, 1) or reference, weekday, 1), said)
    if said.which in ("last", "past", "previous"):
        return one_day(weekday_from(add_days(reference, -1) or reference, weekday, -1), said)
    ahead = setting.future or setting.chronicle
    return one_day(weekday_from(reference, weekday, 1 if ahead else -1), said)


def _day_of_month(said: Expression, setting: Setting) -> Value:
    """Resolve "the 27th": of the month told last; without one, the most recent such day."""
    day = said.day or 1
    if setting.told is not None and setting.told.unit in (DAY, MONTH) and (setting.chronicle or setting.inside):
        return one_day(day_of(setting.told.day.year, setting.told.day.month, day), said)
    reference = setting.published
    if reference is None:
        return Value(None, None, "day", relative=True)
    found = day_of(reference.year, reference.month, day)
    if (found is None or found > reference) and not setting.future:
        before = shift(reference, MONTH, -1)
        found = None if before is None else day_of(before.year, before.month, day)
    return one_day(found, said)


def _decade(said: Expression, _: Setting) -> Value:
    year = said.year or 0
    unit = CENTURY if said.kind == "century" else DECADE
    length = 100 if unit == CENTURY else 10
    return whole(
        years_interval(max(year, 1), year + length - 1), unit, said, f"{year:04d}"[: 2 if length == 100 else 3]
    )


def _day(said: Expression, setting: Setting) -> Value:
    day = None if setting.published is None else add_days(setting.published, said.number or 0)
    return one_day(day, said)


def _overnight(_: Expression, setting: Setting) -> Value:
    """The night that ends on the day of publication, over both of its dates; the next one under "will"."""
    day = setting.published
    if day is None:
        return Value(None, None, "days", relative=True)
    start = day if setting.future else add_days(day, -1)
    end = add_days(day, 1) if setting.future else day
    return Value(start, end, "days", f"{(start or day).isoformat()}TNI", Told(day, DAY))


def _unit(said: Expression, setting: Setting) -> Value:
    """Count "last week" from publication; "the previous week", "that day" from the date told last."""
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(said.which, 0)
    if said.which == "the" and (setting.told is None or setting.told.unit > said.unit):
        base = None if setting.chronicle else setting.published
        days = None if base is None else unit_interval(base, said.unit)
        return whole(days, said.unit, said) if said.unit != DAY else one_day(base, said)
    told = said.which in ("the", "previous", "following", "that", "same") or (
        setting.chronicle and said.which == "this"
    )
    base = setting.reference
    if told and setting.told is not None and (said.unit != DAY or setting.told.unit == DAY):
        base = setting.told.day
    elif told and said.unit == DAY and step == 0:
        base = None
    moved = None if base is None else shift(base, said.unit, step)
    if moved is None:
        return Value(None, None, PRECISION[said.unit], relative=setting.published is None)
    if said.unit == DAY:
        return one_day(moved, said)
    return whole(unit_interval(moved, said.unit), said.unit, said)


def _weekend(said: Expression, setting: Setting) -> Value:
    if setting.published is None:
        return Value(None, None, "days", relative=True)
    saturday = weekday_from(setting.published, 5, -1) or setting.published
    weeks = -1 if said.which in ("last", "previous", "past") and setting.published.weekday() >= 5 else 0
    if said.which in ("next", "coming", "this", "") and setting.future:
        weeks = 1
    start = add_days(saturday, 7 * weeks)
    end = None if start is None else add_days(start, 1)
    return Value(
        start,
        end,
        "days",
        "" if start is None else f"{timex(start, WEEK)}-WE",
        None if start is None else Told(start, WEEK),
    )


def _before(low: Expression, start: date, setting: Setting) -> Value:
    """The beginning of a range that runs over the end of a week or a year: "from December to March 2023"."""
    if low.weekday is not None:
        return one_day(add_days(start, -7), low)
    return resolve(replace(low, year=start.year - 1), setting)


def _range(said: Expression, setting: Setting) -> Value:
    if said.low is None or said.high is None:
        return UNKNOWN
    high = resolve(said.high, setting)
    low = resolve(said.low, setting)
    if low.start is not None and high.start is not None and low.start > high.start:
        low = _before(said.low, low.start, setting)
    if low.start is not None and high.end is not None and low.start > high.end:
        return UNKNOWN
    precision = "days" if "day" in (low.precision, high.precision) else high.precision
    return Value(low.start, high.end, precision, low.timex, high.told, low.relative or high.relative)

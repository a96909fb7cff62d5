"""Stretches of time to intervals: "two days ago", "the past week", "for a month", "at dawn"."""

from __future__ import annotations

from datetime import date

from frontline.extraction.times.days import (
    DAY,
    FORTNIGHT,
    HOUR,
    MINUTE,
    MONTH,
    PRECISION,
    QUARTER,
    TIMEX,
    WEEK,
    YEAR,
    add_days,
    quarter_interval,
    shift,
    unit_interval,
)
from frontline.extraction.times.expression import Expression
from frontline.extraction.times.setting import Setting, Value, one_day, whole


def of_shift(said: Expression, setting: Setting) -> Value:
    """Count "N units ago" from publication; "earlier" and "later" from the day told last."""
    if said.which.startswith("event"):
        return Value(None, None, PRECISION[said.unit] if said.number else "vague", _timex_length(said))
    base = setting.published if said.which == "ago" else setting.anchor
    direction = 1 if said.which == "later" else -1
    if base is None and setting.told is not None and said.unit >= setting.told.unit and said.which != "ago":
        base = setting.told.day
    if base is None:
        return Value(None, None, PRECISION[said.unit] if said.number else "vague", relative=setting.published is None)
    if said.number is None:
        known = (base, None) if direction > 0 else (None, base)
        return Value(known[0], known[1], "vague", "FUTURE_REF" if direction > 0 else "PAST_REF")
    if said.unit in (HOUR, MINUTE):
        return _hours(base, direction, said.number if said.unit == HOUR else 0)
    moved = shift(base, said.unit, direction * said.number)
    if said.half and said.unit == YEAR and moved is not None:
        moved = shift(moved, MONTH, direction * 6)
    return whole(None if moved is None else unit_interval(moved, said.unit), said.unit, said)


def _hours(base: date, direction: int, hours: int) -> Value:
    """Hours from a day whose hour is not known: the two days that they can end on."""
    near, far = add_days(base, direction * (hours // 24)), add_days(base, direction * (hours // 24 + 1))
    start, end = (near, far) if direction > 0 else (far, near)
    return Value(start, end, "hour", base.isoformat())


def of_window(said: Expression, setting: Setting) -> Value:
    """Resolve "the past three weeks", which ends on the day of publication; "recent days" has no known beginning."""
    base = setting.anchor if said.which == "following" else setting.news_day
    value = _timex_length(said)
    precision = "days" if said.unit in (DAY, HOUR, MINUTE) else PRECISION[said.unit]
    if base is None:
        return Value(None, None, precision if said.number else "vague", value, relative=setting.published is None)
    if said.number is None:
        return Value(None, base, "vague", value) if said.which == "past" else Value(base, None, "vague", value)
    far = _moved(base, said.unit, said.number if said.which != "past" else -said.number)
    return Value(far, base, precision, value) if said.which == "past" else Value(base, far, precision, value)


def _moved(base: date, unit: int, number: int) -> date | None:
    """`base` moved by `number` units; hours round up to days."""
    if unit in (HOUR, MINUTE):
        hours = abs(number) if unit == HOUR else 1
        return add_days(base, (1 if number > 0 else -1) * -(-hours // 24))
    return shift(base, unit, number)


def _timex_length(said: Expression) -> str:
    number = "X" if said.number is None else str(said.number * (2 if said.unit == FORTNIGHT else 1)) + ".5" * said.half
    symbol = TIMEX[said.unit]
    return f"PT{number}{symbol[1]}" if symbol[0] == "T" else f"P{number}{symbol}"


def of_duration(said: Expression, setting: Setting) -> Value:
    """A length without a place in time, but for "in a week" and "within 24 hours": up to, or from, publication."""
    value = _timex_length(said)
    precision = "vague" if said.number is None else "days" if said.unit in (DAY, HOUR, MINUTE) else PRECISION[said.unit]
    if said.which != "within" or said.number is None:
        return Value(None, None, precision, value)
    base = setting.news_day
    if base is None:
        return Value(None, None, precision, value, relative=True)
    far = _moved(base, said.unit, said.number if setting.future else -said.number)
    return Value(base, far, precision, value) if setting.future else Value(far, base, precision, value)


def of_nth(said: Expression, setting: Setting) -> Value:
    """Resolve "for a third straight day": three days that end on the day of publication."""
    number = said.number or 1
    value = f"P{number}{TIMEX[said.unit]}"
    if said.which != "running":
        return Value(None, None, PRECISION[said.unit])
    if setting.published is None:
        return Value(None, None, "days", value, relative=True)
    back = number - 1 if said.unit == DAY else number
    return Value(shift(setting.published, said.unit, -back), setting.published, "days", value)


def of_part(said: Expression, setting: Setting) -> Value:
    """A clock time or a part of the day alone: on the day told last in the same sentence, else on that of publication."""
    if said.which == "habit":
        return Value(None, None, "vague", f"XXXX-XX-XXT{said.part}")
    told = setting.told.day if setting.told is not None and setting.told.unit == DAY else None
    if setting.chronicle:
        return one_day(told, said)
    return one_day(told if told is not None and setting.inside else setting.published, said)


def of_vague(said: Expression, setting: Setting) -> Value:
    """Return a value without days: "now" and "recently" place nothing."""
    value = ("PRESENT_REF" if setting.chronicle else "PAST_REF") if said.part == "at the time" else said.part
    return Value(None, None, "vague", value)


def of_quarter(said: Expression, setting: Setting) -> Value:
    """Resolve "the fourth quarter" to the last one that had begun, under "will" to the next; "last quarter" likewise."""
    reference = setting.reference
    if said.number is None:
        step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(said.which, 0)
        moved = None if reference is None else shift(reference, QUARTER, step)
        return whole(None if moved is None else unit_interval(moved, QUARTER), QUARTER, said)
    year = said.year
    if year is None and setting.chronicle:
        year = None if setting.told is None else setting.told.day.year
    elif year is None and reference is not None:
        step = {"last year": -1, "past year": -1, "previous year": -1, "next year": 1}.get(said.which, 0)
        begun = 3 * said.number - 2 <= reference.month
        asked = said.which.endswith("year")
        year = reference.year + (step if asked else 0 if begun and not setting.future else 0 if setting.future else -1)
    return whole(None if year is None else quarter_interval(year, said.number), QUARTER, said)


def of_again(said: Expression, setting: Setting) -> Value:
    """Resolve "the same period last year": what was told last, or else the month of publication, so many years back."""
    told = setting.told
    base = told.day if told is not None else setting.reference
    moved = None if base is None else shift(base, YEAR, -(said.number or 1))
    unit = told.unit if told is not None and told.unit in (WEEK, QUARTER) and said.unit != MONTH else MONTH
    return whole(None if moved is None else unit_interval(moved, unit), unit, said)

"""Readings of what TimeML marks although it seldom dates a happening: rates, ages, "the day", "recent", quarters."""

from __future__ import annotations

from frontline.extraction.numbers import words_to_number
from frontline.extraction.times.days import DAY, DECADE, HOUR, MINUTE, MONTH, QUARTER, TIMEX, WEEK, YEAR
from frontline.extraction.times.expression import WHICH, Expression, Row, guard, is_noun, kinds, word
from frontline.extraction.times.spans import amount

_WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_RATED_WITHIN = 6
_ENDS_PHRASE = (
    "comma",
    "dot",
    "close",
    "and",
    "dash",
    "in",
    "to",
    "from",
    "until",
    "before",
    "after",
    "for",
    "at",
    "on",
)


def _length(number: int | None, unit: int) -> str:
    if unit == DAY and number == 1:
        return "XXXX-XX-XX"
    symbol = TIMEX[unit]
    said = "X" if number is None else str(number)
    return f"PT{said}{symbol[1]}" if symbol[0] == "T" else f"P{said}{symbol}"


def read_every(row: Row, first: int, end: int) -> Expression | None:
    """Read "every day", "each of the two years", "every Friday", "per month": a set of times; a rate dates nothing."""
    last = row[end - 1]
    dating = row[first].kind != "per"
    if last.kind in ("unit", "units"):
        value = _length(amount(row, first, end) or 1, last.number) if dating else _rate(last.number)
    elif last.kind in ("weekday", "weekdayabbr"):
        value = f"XXXX-WXX-{last.number + 1}"
    elif last.kind == "month":
        value = f"XXXX-{last.number:02d}"
    else:
        value = f"XXXX-XX-XXT{last.value}"
    return Expression(first, end, "set", part=value, dating=dating)


def read_weekdays(row: Row, first: int, end: int) -> Expression | None:
    """Read "on Fridays"."""
    atom = row[first]
    if not atom.text.endswith("days") or atom.text[0].islower():
        return None
    return Expression(first, end, "set", part=f"XXXX-WXX-{atom.number + 1}", dating=False)


def read_often(row: Row, first: int, end: int) -> Expression | None:
    """Read "daily", "annual"; a capital within a sentence makes it a name ("the Daily Star")."""
    if row[first].text[0].isupper() and first and row[first - 1].kind != "dot":
        return None
    return Expression(first, end, "set", part=str(row[first].value), dating=False)


def read_rate(row: Row, first: int, end: int) -> Expression | None:
    """Read the "a day" of "30 attacks a day": a number stands before it, and no preposition between."""
    unit = row[end - 1].number
    if row[first].kind != "a" or not first or row[first - 1].kind in ("comma", "dot", "dash"):
        return None
    near = row[max(first - _RATED_WITHIN, 0) : first]
    counted = [at for at, atom in enumerate(near) if atom.kind in ("day", "num", "wordnum", "year", "often")]
    if word(row, first - 1) in ("once", "twice", "times"):
        return Expression(first, end, "set", part=_rate(unit), dating=False)
    if not counted or guard("before_length", word(row, first - 1)):
        return None
    between = near[counted[-1] + 1 :]
    if any(atom.kind in ("comma", "dot") or guard("before_length", atom.text.lower()) for atom in between):
        return None
    return Expression(first, end, "set", part=_rate(unit), dating=False)


def _rate(unit: int) -> str:
    return f"P1{TIMEX[unit]}" if TIMEX[unit][0] != "T" else f"PT1{TIMEX[unit][1]}"


def read_bare_unit(row: Row, first: int, end: int) -> Expression | None:
    """Read "a week", a length, and "the day", the one that is being told."""
    unit, before, after = row[end - 1].number, word(row, first - 1), word(row, end)
    if unit not in (DAY, WEEK, MONTH, YEAR, HOUR, MINUTE, DECADE) or word(row, end - 1) == "second":
        return None
    if (rated := read_rate(row, first, end)) is not None:
        return rated
    if after in ("-", "old", "long"):
        return None
    if row[first].kind == "a":
        return Expression(first, end, "duration", number=1, unit=unit, dating=guard("before_length", before))
    if unit in (HOUR, MINUTE, DECADE) or guard("after_unit", after):
        return None
    return Expression(first, end, "unit", unit=unit, which="the", dating=before != "of")


def read_age(row: Row, first: int, end: int) -> Expression | None:
    """Read "13-year-old", "18 years old", "25 years of age"."""
    unit = kinds(row, first, end, "unit", "units")[0].number
    place = next(i for i in range(first, end) if row[i].kind in ("unit", "units"))
    article = row[first].kind == "a" and place > first + 1
    number = amount(row, first, place)
    return Expression(first + article, end, "duration", number=number, unit=unit, dating=False)


def read_quarter(row: Row, first: int, end: int) -> Expression | None:
    """Read "the fourth quarter", "last quarter", "the third quarter of this year"."""
    place = next(i for i in range(first, end) if row[i].kind == "quarter")
    ordinal = kinds(row, first, place, "ordnum", "ordword")
    number = ordinal[-1].number if ordinal else 4 if kinds(row, first, place, "final") else 0
    if number > 4 or (word(row, end) == "of" and end < len(row) - 1 and row[end + 1].kind in ("other", "the")):
        return None
    which = next((atom.kind for atom in row[first:place] if atom.kind in WHICH), "")
    later = next((atom.kind for atom in row[place:end] if atom.kind in WHICH), "")
    years = kinds(row, place, end, "year")
    if not number and not which:
        return None
    return Expression(
        first,
        end,
        "quarter",
        year=years[0].number if years else None,
        number=number or None,
        which=f"{later} year" if later else which,
    )


def read_halves(row: Row, first: int, end: int) -> Expression | None:
    """Read "half a year", "a month and a half"."""
    unit = kinds(row, first, end, "unit", "units")[0].number
    if row[first].kind == "half":
        small = {YEAR: (6, MONTH), HOUR: (30, MINUTE), DAY: (12, HOUR), DECADE: (5, YEAR)}.get(unit)
        return None if small is None else Expression(first, end, "duration", number=small[0], unit=small[1])
    number = amount(row, first, end) or 1
    return Expression(first, end, "duration", number=number, unit=unit, half=True)


def read_again(row: Row, first: int, end: int) -> Expression | None:
    """Read "the same period last year", "the same month a year ago", "this time last year"."""
    counted = words_to_number([a.text for a in row[first:end] if a.kind in ("day", "wordnum")])
    unit = kinds(row, first, end, "unit")
    months = [atom for atom in unit if atom.number == MONTH]
    return Expression(first, end, "again", number=counted or 1, unit=MONTH if months else QUARTER)


def read_attribute(row: Row, first: int, end: int) -> Expression | None:
    """Read "current", "recent", "future" before a noun: they place it, and date nothing."""
    said = str(row[end - 1].value) or "PAST_REF"
    value = "PAST_REF" if said == "FORMER" else said
    if row[first].kind == "the":
        free = end == len(row) or row[end].kind in (*_ENDS_PHRASE, "of")
        return Expression(first, end, "vague", part=value, dating=False) if free else None
    if row[first].text[0].isupper() and first and row[first - 1].kind != "dot":
        return None
    if end == len(row) or row[end].kind in (*_ENDS_PHRASE, "quarter"):
        return None
    return Expression(first, end, "vague", part=value, which="former" if said == "FORMER" else "", dating=False)


def read_reference(row: Row, first: int, end: int) -> Expression | None:
    """Read "the future", "the past", "these days", "the time being", "present-day" and their like."""
    kind = {atom.kind for atom in row[first:end]}
    if "past" in kind:
        free = end == len(row) or row[end].kind in _ENDS_PHRASE
        return Expression(first, end, "vague", part="PAST_REF", dating=False) if free else None
    if kind & {"term"}:
        return Expression(first, end, "vague", part="FUTURE_REF", dating=False)
    return Expression(first, end, "vague", part="PRESENT_REF", dating=False)


def read_current_unit(row: Row, first: int, end: int) -> Expression | None:
    """Read "the current year", and "present-day", which places nothing."""
    unit = row[end - 1].number
    if unit == DAY:
        return Expression(first, end, "vague", part="PRESENT_REF", dating=False)
    marks = kinds(row, first, end, "attribute")
    if unit not in (WEEK, MONTH, YEAR) or not marks or marks[0].value != "PRESENT_REF":
        return None
    return Expression(first, end, "unit", unit=unit, which="this")


def read_that_time(row: Row, first: int, end: int) -> Expression | None:
    """Read "at that time", "during this period": the time that is being told, as far as that is known."""
    before, which = word(row, first - 1), row[first].kind
    if row[end - 1].kind == "time" and not guard("before_time", before):
        return None
    if which == "the" and (before != "at" or word(row, end) in ("of", "when", "that", "the")):
        return None
    if which == "the" and row[end - 1].kind != "time":
        return None
    value = {"this": "PRESENT_REF", "the": "at the time"}.get(which, "")
    return Expression(first, end, "vague", part="" if row[end - 1].kind == "period" else value, dating=False)


def read_period(row: Row, first: int, end: int) -> Expression | None:
    """Read "a sixty-day period", "the same 28-day period": the length, and the noun with it."""
    unit = kinds(row, first, end, "unit", "units")[0].number
    number = amount(row, first, end)
    return None if number is None else Expression(first, end, "duration", number=number, unit=unit)


def read_d_day(row: Row, first: int, end: int) -> Expression:
    """Read "D-Day", "D+3": days from a day that the report must tell."""
    return Expression(first, end, "dday", number=row[first].number)


def read_end_of(row: Row, first: int, end: int) -> Expression | None:
    """Read "month's end", "year-end", "midweek"."""
    if row[first].number not in (WEEK, MONTH, YEAR):
        return None
    modifier = kinds(row, first, end, "modifier")[0]
    return Expression(first, end, "unit", unit=row[first].number, which="same", mod=str(modifier.value))


def read_fiscal(row: Row, first: int, end: int) -> Expression | None:
    """Read "fiscal 2013": a book-keeping year begins in a month that differs, so no days are told."""
    year = kinds(row, first, end, "year")
    return Expression(first, end, "vague", part=f"FY{year[0].number}", dating=False) if year else None


def read_described(row: Row, first: int, end: int) -> Expression | None:
    """Read "ten brutal months", "the past five trading days"."""
    place = next(i for i in range(first, end) if row[i].kind == "other")
    number = amount(row, first, place)
    if number is None or not is_noun(row, place) or row[end - 1].number == QUARTER:
        return None
    return Expression(first, end, "duration", number=number, unit=row[end - 1].number)


def read_one_part(row: Row, first: int, end: int) -> Expression | None:
    """Read "one night", "the third evening": parts of days that only a story places."""
    if row[first].kind == "wordnum" and row[first].number != 1:
        return None
    return Expression(first, end, "vague", part=f"XXXX-XX-XXT{row[end - 1].value}", dating=False)

"""Readings of calendar dates: days, months, years, seasons, decades, weekdays."""

from __future__ import annotations

import re

from frontline.extraction.times.days import YEAR
from frontline.extraction.times.expression import WHICH, Expression, Row, guard, is_noun, kinds, word


def _year_of(row: Row, first: int, end: int) -> int | None:
    if years := kinds(row, first, end, "year"):
        return years[-1].number
    if len(short := kinds(row, first, end, "apostrophe")) and (days := kinds(row, first, end, "day")):
        place = row.index(short[-1], first, end)
        return 1900 + row[place + 1].number if days and place + 1 < end else None
    return None


def read_iso(row: Row, first: int, end: int) -> Expression:
    """Read "2024-12-06"."""
    year, month, day = (int(part) for part in row[first].text.split("-"))
    return Expression(first, end, "date", year=year, month=month, day=day)


def read_slashed(row: Row, first: int, end: int) -> Expression | None:
    """Day first after dots, as Europe writes; otherwise by which number can be a month, day first where both can."""
    left, middle, year = (int(part) for part in re.split(r"[./]", row[first].text))
    if 0 in (left, middle) or max(left, middle) > 31 or min(left, middle) > 12:
        return None
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    day, month = (middle, left) if middle > 12 else (left, middle)
    ambiguous = "ambiguous" if left != middle and max(left, middle) <= 12 and "/" in row[first].text else ""
    return Expression(first, end, "date", year=year, month=month, day=day, which=ambiguous)


def read_dated(row: Row, first: int, end: int) -> Expression | None:
    """A day and a month, in either order, with or without a year."""
    month = kinds(row, first, end, "month", "monthabbr")[0]
    if month.text.islower() and not kinds(row, first, end, "day", "ordnum"):
        return None
    day = kinds(row, first, end, "day", "ordnum", "ordword")[0]
    counted = word(row, first - 1) == "in" and word(row, end - 1) == day.text and guard("number_after", word(row, end))
    named = day.kind == "ordword" and day.text[0].isupper() and _capital(row, end)
    if day.number > 31 or counted or named:
        return None
    year = _year_of(row, first, end)
    first += _is_beside(row, first, end) and year is None
    return Expression(first, end, "date", year=year, month=month.number, day=day.number)


def read_month_year(row: Row, first: int, end: int) -> Expression | None:
    """Read "March 2022"."""
    month = kinds(row, first, end, "month", "monthabbr")[0]
    return Expression(first, end, "date", year=_year_of(row, first, end), month=month.number)


def read_month(row: Row, first: int, end: int) -> Expression | None:
    """A month alone: its name must not be a person's, a verb's or a march's."""
    place = next(i for i in range(first, end) if row[i].kind in ("month", "monthabbr"))
    month, before, after = row[place], word(row, first - 1), word(row, place + 1)
    which = row[place - 1].kind if place > first else ""
    if month.text.islower():
        return None
    beside = (
        is_noun(row, place + 1)
        and row[place + 1].text.islower()
        and (before in ("a", "the") or is_noun(row, place - 1))
    )
    ranged = after in ("-", "\u2013") and place + 2 < len(row) and row[place + 2].kind in ("month", "monthabbr")
    called = guard("month_before", before) or bool(which) or (beside and place > 0) or ranged
    if month.kind == "monthabbr":
        dotted = word(row, place + 1) == "."
        if not called or not (dotted or guard("month_before", before)):
            return None
    elif not called and guard("month_ambiguous", month.text.lower()):
        return None
    if month.text == "March" and after in ("on", "for", "to", "of") and not called:
        return None
    if month.text == "May" and place == 0:
        return None
    return Expression(first, end, "date", month=month.number, which=which)


def read_of_that_year(row: Row, first: int, end: int) -> Expression | None:
    """Read "July of that year", "10 May of the same year"."""
    if row[end - 1].number != YEAR:
        return None
    month, day = kinds(row, first, end, "month", "monthabbr"), kinds(row, first, end, "day", "ordnum", "ordword")
    season = kinds(row, first, end, "season")
    which = next(atom.kind for atom in row[first:end] if atom.kind in ("same", "that", "this", "next", "last"))
    return Expression(
        first,
        end,
        "date",
        month=month[0].number if month else None,
        day=day[0].number if day else None,
        season=season[0].number if season else None,
        which=f"{which} year",
    )


def read_lone_year(row: Row, first: int, end: int) -> Expression | None:
    """Read a year alone, unless the words beside it make it a quantity."""
    year = kinds(row, first, end, "year")[0]
    before, after = word(row, first - 1), word(row, end)
    modern = 1900 <= year.number <= 2100
    called = guard("year_before", before)
    opened = word(row, end) in ("-", "\u2013") and end + 1 < len(row) and row[end + 1].kind in ("year", "day")
    if guard("number_before", before) and not (before == "to" and modern):
        return None
    if guard("number_after", after) or (after in ("-", "\u2013") and word(row, end + 1) in ("strong", "year", "man")):
        return None
    adjective = (
        end < len(row) and row[end].kind == "other" and row[end].text.isalpha() and before not in ("in", "since")
    )
    counting = adjective and not guard("not_noun", after) and not row[end].text.endswith("ed")
    if counting and guard("number_after", word(row, end + 1)):
        return None
    if not called and not modern and not opened and word(row, end) not in (":", ")", ""):
        return None
    return Expression(first, end, "date", year=year.number, which="noun" if before == "the" else "")


def read_named_year(row: Row, first: int, end: int) -> Expression | None:
    """Read "the year 1950", and the first of "the years 1955-1957"."""
    if kinds(row, first, end, "unit", "units")[0].number != YEAR:
        return None
    return Expression(first, end, "date", year=row[end - 1].number)


def read_before_christ(row: Row, first: int, end: int) -> Expression | None:
    """Read "480 BC", told as a year below zero."""
    number = kinds(row, first, end, "day", "num", "year", "wordnum")
    month = kinds(row, first, end, "month")
    year = number[-1].number if number else 0
    return Expression(first, end, "date", year=-year, month=month[0].number if month else None) if year else None


def read_years(row: Row, first: int, end: int) -> Expression | None:
    """Read "1915-16", "the years 1947-54"; the second year is later in the same century."""
    low, high = row[end - 3].number, row[end - 1].number
    full = low - low % 100 + high
    unit = kinds(row, first, end, "unit")
    joined = row[end - 3].end == row[end - 2].start and row[end - 2].end == row[end - 1].start
    if unit or row[first].kind == "the" or not joined or full <= low or len(row[end - 1].text) != 2:
        return None
    start = Expression(first, first + 1, "date", year=low)
    return Expression(first, end, "range", low=start, high=Expression(end - 1, end, "date", year=full))


def read_years_before_christ(row: Row, first: int, end: int) -> Expression | None:
    """Read "499-493 BC"."""
    low, high = row[first].number or 0, row[first + 2].number
    if not low > high > 0:
        return None
    start = Expression(first, first + 1, "date", year=-low)
    return Expression(first, end, "range", low=start, high=Expression(first + 2, end, "date", year=-high))


def read_short_year(row: Row, first: int, end: int) -> Expression | None:
    """Read "'99"."""
    number = row[first + 1].number
    if len(row[first + 1].text) != 2:
        return None
    joined = row[first].end == row[first + 1].start
    return Expression(first, end, "date", year=1900 + number if number > 30 else 2000 + number) if joined else None


def read_decade(row: Row, first: int, end: int) -> Expression | None:
    """Read "the 1990s", "the nineties"."""
    number = kinds(row, first, end, "decade", "decadenum")[0].number
    if row[end - 1].kind == "decade" and row[first].kind != "the":
        return None
    return Expression(first, end, "decade", year=number if number > 99 else 1900 + number)


def read_century(row: Row, first: int, end: int) -> Expression | None:
    """Read "the 19th century"."""
    number = kinds(row, first, end, "ordnum", "ordword")[-1].number
    tens = kinds(row, first, end, "wordnum")
    value = number + sum(atom.number for atom in tens)
    return Expression(first, end, "century", year=(value - 1) * 100) if value > 1 and row[end - 1].number == 7 else None


def read_season(row: Row, first: int, end: int) -> Expression | None:
    """Read a season; alone it must be called for, since "spring" and "fall" are verbs too."""
    season = kinds(row, first, end, "season")[0]
    end -= row[end - 1].kind == "of"
    year, which = _year_of(row, first, end), row[first].kind if row[first].kind in WHICH else ""
    if year is None and not which:
        before, after = word(row, first - 1), word(row, end)
        called = guard("month_before", before) or row[first].kind == "the"
        if season.text.lower() == "fall" and (not called or after in ("of", "in", "from") or before == "to"):
            return None
        if season.text[0].isupper() and first and row[first - 1].text[0].isupper() and not _capital(row, end):
            return None
    return Expression(first + _is_beside(row, first, end), end, "date", year=year, season=season.number, which=which)


def _capital(row: Row, place: int) -> bool:
    return place < len(row) and row[place].text[0].isupper()


def _is_beside(row: Row, first: int, end: int) -> bool:
    """Whether "the" belongs to the noun that follows, and not to the date: "the summer offensive"."""
    return row[first].kind == "the" and is_noun(row, end)


def read_feast(row: Row, first: int, end: int) -> Expression | None:
    """Read a feast: one with a fixed day is a date, one that moves keeps its key in `part`."""
    feast = kinds(row, first, end, "feast")[0]
    if isinstance(feast.value, str):
        which = next((atom.kind for atom in row[first:end] if atom.kind in WHICH), "")
        return Expression(first, end, "feast", year=_year_of(row, first, end), part=feast.value, which=which)
    month, day = divmod(kinds(row, first, end, "feast")[0].number, 100)
    return Expression(first, end, "date", year=_year_of(row, first, end), month=month, day=day)


def read_weekday(row: Row, first: int, end: int) -> Expression | None:
    """Read a weekday, with the week where it is told."""
    atom = kinds(row, first, end, "weekday", "weekdayabbr")[0]
    if atom.kind == "weekdayabbr" and word(row, first - 1) != "on" and word(row, end) not in (",", "."):
        return None
    if atom.text[0].islower() or atom.text.endswith("days"):
        return None
    if guard("named_day", word(row, first - 1)):
        return None
    marks = [a.kind for a in row[first:end] if a.kind in WHICH]
    week = bool(kinds(row, first, end, "unit"))
    which = f"{marks[0]} week" if marks and week else marks[0] if marks else ""
    return Expression(first, end, "date", weekday=atom.number, which=which)


def read_ordinal_day(row: Row, first: int, end: int) -> Expression | None:
    """Read "on the 27th": no noun may follow, for a brigade can be the 27th too."""
    ordinal = kinds(row, first, end, "ordnum")[0]
    called = word(row, first - 1) in ("on", "by", "until", "since", "from", "and", "to", "of", "before", "after")
    after = row[end] if end < len(row) else None
    free = after is None or after.kind in (
        "comma",
        "dot",
        "and",
        "to",
        "in",
        "at",
        "by",
        "of",
        "close",
        "dash",
        "until",
        "for",
    )
    if not called or not free or row[first].kind != "the" or ordinal.number > 31 or (after and after.kind == "dash"):
        return None
    return Expression(first, end, "date", day=ordinal.number)

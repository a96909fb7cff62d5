"""Readings of everything that is no calendar date: today, last week, two days ago, for a month, at dawn."""

from __future__ import annotations

from frontline.extraction.numbers import words_to_number
from frontline.extraction.times.days import DAY, DECADE, HOUR, MINUTE, MONTH, QUARTER, WEEK, WEEKEND, YEAR
from frontline.extraction.times.expression import STOPS, WHICH, Expression, Row, guard, kinds, word

_BARE_BEFORE = ("for", "of", "after", "in", "spent", "over", "within", "than", "many", "took", "takes", "lasted", "(")
_LENGTH_BEFORE = ("in", "for", "within", "of", "than", "over", "spent", "about", "after", "under")
_PART_BEFORE = (
    "at",
    "by",
    "before",
    "after",
    "since",
    "until",
    "around",
    "about",
    "from",
    "between",
    "to",
    "toward",
    "towards",
    "till",
    "near",
    "early",
    "late",
    "shortly",
    "-",
)


def read_day(row: Row, first: int, end: int) -> Expression | None:
    """Read "today", "the day before yesterday"."""
    atom = kinds(row, first, end, "today")[0]
    moved = kinds(row, first, end, "before", "after")
    number = atom.number + (0 if not moved else -1 if moved[0].kind == "before" else 1)
    if moved and (number == 0 or atom.number == 0):
        return None
    return Expression(first, end, "day", number=number)


def read_tonight(_: Row, first: int, end: int) -> Expression | None:
    """Read "tonight"."""
    return Expression(first, end, "day", number=0, part="NI")


def read_overnight(_: Row, first: int, end: int) -> Expression | None:
    """Read "overnight"."""
    return Expression(first, end, "overnight")


def read_this_part(row: Row, first: int, end: int) -> Expression | None:
    """Read "this morning", "last night", "that evening", "the night before", "the same night"."""
    part, marks = str(kinds(row, first, end, "part")[0].value), {atom.kind for atom in row[first:end]}
    if marks & {"last", "previous", "before"}:
        return Expression(
            first, end, "overnight" if part == "NI" and "last" in marks else "unit", which="previous", part=part
        )
    if marks & {"that", "same"}:
        return Expression(first, end, "unit", which="same", part=part)
    if marks & {"next", "following", "after"}:
        return Expression(first, end, "unit", which="following", part=part)
    return Expression(first, end, "day", number=0, part=part) if "this" in marks else None


def read_unit(row: Row, first: int, end: int) -> Expression | None:
    """Read "last week", "the same day", "the following year", "the day before"."""
    unit = kinds(row, first, end, "unit")[0].number
    marks = [atom.kind for atom in row[first:end] if atom.kind in (*WHICH, "before", "after", "modifier")]
    which = marks[0] if marks else ""
    if which == "modifier":
        which = "before" if word(row, end - 1) == "earlier" else "after" if word(row, end - 1) == "later" else ""
    which = {"before": "previous", "after": "following"}.get(which, which)
    if row[end - 1].kind in ("before", "after") and end < len(row) and row[end].kind not in STOPS:
        return None
    if word(row, end) == "of" and which in ("last", "next", "past"):
        return None
    if unit in (HOUR, MINUTE) or not which or (unit == WEEKEND and which == "past" and row[first].kind != "the"):
        return None
    if which in ("last", "past") and row[first].kind == "the" and unit != WEEKEND:
        return Expression(first, end, "window", number=1, unit=unit, which="past")
    if which == "next" and row[first].kind == "the":
        which = "following"
    return Expression(first, end, "weekend" if unit == WEEKEND else "unit", unit=unit, which=which)


def read_edge(row: Row, first: int, end: int) -> Expression | None:
    """Read "the end of the year", "later in the week": of the unit that is being told."""
    unit, mod = row[end - 1].number, str(kinds(row, first, end, "modifier")[0].value)
    if unit not in (DAY, WEEK, MONTH, YEAR, DECADE):
        return None
    return Expression(first, end, "unit", unit=unit, which="same", mod=mod)


def read_weekend(row: Row, first: int, end: int) -> Expression | None:
    """Read "the weekend"."""
    return Expression(first, end, "weekend", unit=WEEKEND) if row[end - 1].number == WEEKEND else None


def amount(row: Row, first: int, end: int) -> int | None:
    """Return the number before a unit; None for "several days", "a few weeks", "days"."""
    if kinds(row, first, end, "few"):
        return None
    words = [atom.text for atom in row[first:end] if atom.kind in ("day", "num", "year", "wordnum")]
    return words_to_number(words) if words else 1 if kinds(row, first, end, "a") else None


def read_shift(row: Row, first: int, end: int) -> Expression | None:
    """Read "two days ago", "hours later"; before what happened then, it says no date by itself."""
    unit = kinds(row, first, end, "unit", "units")[0].number
    last = row[end - 1]
    which = (
        "ago"
        if last.kind == "ago"
        else "earlier"
        if last.text.lower() in ("earlier", "before", "previously")
        else "later"
    )
    if last.kind == "modifier" and last.text.lower() not in ("earlier", "later", "previously"):
        return None
    if last.kind in ("before", "after") and end < len(row) and row[end].kind not in STOPS:
        end, which = end - 1, f"event {last.kind}"
    vague = bool(kinds(row, first, end, "few")) or row[first].kind == "units"
    number = None if vague else amount(row, first, end)
    half = number is not None and bool(kinds(row, first, end, "half"))
    return Expression(first, end, "shift", number=number, unit=unit, which=which, half=half)


def read_window(row: Row, first: int, end: int) -> Expression | None:
    """Read "the past week", "recent days", "the next two months"."""
    unit = kinds(row, first, end, "unit", "units")[-1].number
    if word(row, end) == "of" and _dated(row, end + 1):
        return None
    ahead = bool(kinds(row, first, end, "next", "coming", "following"))
    marks = {atom.kind for atom in row[first:end]}
    number = amount(row, first, end) if marks & {"day", "num", "wordnum"} else None
    if number is None and row[end - 1].kind == "unit":
        number = 1
    which = "following" if "following" in marks else "future" if ahead else "past"
    return Expression(first, end, "window", number=number, unit=unit, which=which)


def _dated(row: Row, place: int) -> bool:
    """Whether a month, a year or "the year" follows: then the words before "of" cut a part out of it."""
    here = place + (word(row, place) == "the")
    return here < len(row) and row[here].kind in ("month", "monthabbr", "year", "season", "unit")


def _is_no_length(row: Row, first: int, end: int, place: int) -> bool:
    """Whether the words with a unit at `place` are an age, a rate, a part of a date, or "three quarters of"."""
    unit, after = row[place].number, row[end].kind if end < len(row) else ""
    aged = after == "old" or (after == "dash" and word(row, end + 1) in ("old", "olds"))
    part = after == "of" and _dated(row, end + 1) and first > 0 and row[first - 1].kind in ("ordword", "last", "final")
    share = unit == QUARTER and (after == "of" or not kinds(row, first, end, "consecutive"))
    return aged or part or share or unit == WEEKEND or row[first].kind == "half" or word(row, first - 1) in ("per", "$")


def read_duration(row: Row, first: int, end: int) -> Expression | None:
    """Read a length of time, unless it is an age or a rate."""
    place = next(i for i in range(first, end) if row[i].kind in ("unit", "units"))
    unit = row[place].number
    if _is_no_length(row, first, end, place):
        return None
    if row[end - 1].kind == "long":
        first += row[first].kind == "a"
        number = amount(row, first, end) or (1 if row[place].kind == "unit" else None)
        return Expression(first, end, "duration", number=number, unit=unit)
    bare = place == first or all(atom.kind in ("a", "the", "final") for atom in row[first:place])
    before, single = word(row, first - 1), row[place].kind == "unit"
    if bare and (row[place].text.lower() in ("minute", "second") or (single and before not in _LENGTH_BEFORE)):
        return None
    number = amount(row, first, end)
    half = number is not None and not bare and bool(kinds(row, first, place, "half"))
    beside = single and row[first].kind in ("a", "the") and place > first + 1
    dating = not bare or single or before in _BARE_BEFORE or word(row, end) == "of"
    return Expression(first + beside, end, "duration", number=number, unit=unit, half=half, dating=dating)


def read_nth(row: Row, first: int, end: int) -> Expression | None:
    """Read "for a third straight day": the days that end now; "the third day" says no date by itself."""
    number = kinds(row, first, end, "ordnum", "ordword")[0].number
    unit = kinds(row, first, end, "unit")[0].number
    if word(row, end) == "of" and any(
        atom.kind in ("month", "monthabbr", "year", "season", "unit") for atom in row[end + 1 : end + 3]
    ):
        return None
    running = (
        bool(kinds(row, first, end, "consecutive"))
        or word(row, end) == "running"
        or [word(row, end + i) for i in range(3)] == ["in", "a", "row"]
    )
    called = word(row, first - 1) in ("for", "on", "entered", "its", "their", "in", "into")
    if unit not in (DAY, WEEK, MONTH, YEAR) or not (running or called):
        return None
    running = running or (word(row, first - 1) == "for" and row[first].kind == "a")
    return Expression(first, end, "nth", number=number, unit=unit, which="running" if running else "")


def read_clock(row: Row, first: int, end: int) -> Expression | None:
    """Read a clock time."""
    atom = kinds(row, first, end, "clock", "day", "year", "num", "part")[0]
    half = kinds(row, first, end, "meridiem")
    if atom.kind == "part":
        return Expression(first, end, "part", part=str(atom.value))
    digits = (
        atom.text.split(":")
        if ":" in atom.text
        else [atom.text, "00"]
        if len(atom.text) < 3
        else [atom.text[:-2], atom.text[-2:]]
    )
    if not all(part.isdecimal() for part in digits) or len(digits[0]) > 2:
        return None
    hour, minute = int(digits[0]), int(digits[1])
    if half and hour <= 12:
        hour = hour % 12 + half[0].number
    if hour > 24 or minute > 59 or (half and half[0].text.lower() == "am" and half[0].start > atom.end + 1):
        return None
    zones = kinds(row, first, end, "zone")
    zulu = "Z" if zones and zones[0].text.lower() in ("gmt", "utc") else ""
    return Expression(first, end, "part", part=f"T{hour:02d}:{minute:02d}{zulu}")


def read_part(row: Row, first: int, end: int) -> Expression | None:
    """A part of the day: "at dawn", "in the evening"; one that nothing calls for ("night raids") dates nothing."""
    part, before = kinds(row, first, end, "part")[0], word(row, first - 1)
    after_day = first and row[first - 1].kind in ("weekday", "weekdayabbr", "today", "day", "ordnum")
    called = row[first].kind == "the" or before in _PART_BEFORE or bool(after_day)
    plural = part.text.lower().endswith("s")
    if not called and (part.value not in ("MO", "AF", "EV", "NI", "DT") or guard("part_called", part.text.lower())):
        return None
    if part.text[0].isupper() and not called and first:
        return None
    beside = part.value in ("NI", "DT") and row[first].kind != "the" and not after_day
    habit = plural or (beside and before not in _PART_BEFORE) or (beside and before in ("at", "by"))
    dating = called and not plural
    return Expression(first, end, "part", part=str(part.value), which="habit" if habit else "", dating=dating)


def read_small_hours(row: Row, first: int, end: int) -> Expression | None:
    """Read "the early hours", "the late evening hours"."""
    named = kinds(row, first, end, "part")
    part = str(named[0].value) if named else "MO"
    called = bool(named) or word(row, end - 2) in ("early", "small")
    return Expression(first, end, "part", part=part) if row[end - 1].text.lower() == "hours" and called else None


def read_vague(row: Row, first: int, end: int) -> Expression | None:
    """Read "now", "recently", "the same time"."""
    present = kinds(row, first, end, "present")
    return Expression(first, end, "vague", part=str(present[0].value) if present else "")

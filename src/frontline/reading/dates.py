"""Dates as newspapers and machines write them. A date is read whole or not at all: nothing is filled in.

English names of months; ISO 8601; year-first figures; RFC 2822. "06/12/2024" is refused, because half of the
world reads it as June. A clock time counts only with UTC, GMT, Z or an offset, because EST and IST are not one
time each; without one the day alone is kept.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from frontline.errors import ReadingError

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = rf"(?:{'|'.join(_MONTHS)})\b\.?"
WEEKDAY = (
    r"(?:Mon(?:day)?|Tues?(?:day)?|Wed(?:nesday)?|Thu(?:r|rs|rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\b\.?,?"
)
FULL_DATE = (
    rf"(?:\b{WEEKDAY}\s+)?\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH},?\s+(?:19|20)\d\d"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\b"
)
"""A regular expression for a day with its year, inside other text. Use it with re.IGNORECASE."""
DAY_WITHOUT_YEAR = (
    rf"(?:\b{WEEKDAY}\s+)?\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?\b)"
    r"(?:\s+'?\d\d\b)?(?!,?\s*\d{4})"
)
"""The same for a day whose year does not stand with it, or stands there with two figures only."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d|\d{8}(?:T|$)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?({MONTH}),?[\s-]+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\b(\d{4})([/.-])(\d{1,2})\2(\d{1,2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_WEEKDAY = re.compile(rf"\b{WEEKDAY}", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:\bat\s+)?\b(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap]\.?m\b\.?))?"
    r"(?:\s*\(?(?P<zone>UTC(?:[+-]\d{1,2}(?::?\d\d)?)?|GMT(?:[+-]\d{1,2}(?::?\d\d)?)?|Z|[+-]\d\d:?\d\d|[A-Z]{2,5})\b\)?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;|•·@()\u2013—-]|\b(?:on|at|local time)\b", re.IGNORECASE)
_EARLIEST, _LATEST = 1800, 2200


def read_date(words: str | float) -> date | datetime:
    """Return the day, or the instant with its time zone, that `words` says; a number is seconds or ms since 1970.

    Raises:
        ReadingError: `words` is no date, is ambiguous, is not a whole date, or contradicts itself. The message
            is a phrase without place or remedy.
    """
    if isinstance(words, bool) or not isinstance(words, str):
        return _since_1970(words)
    shown = words.strip()
    if _ISO.match(shown):
        return _plausible(_iso(shown), shown)
    day, rest = _day(shown)
    stated = _WEEKDAY.search(rest)
    if stated:
        _check_weekday(day, stated.group(), shown)
        rest = rest[: stated.start()] + " " + rest[stated.end() :]
    clock = _CLOCK.search(rest)
    remainder = rest[: clock.start()] + " " + rest[clock.end() :] if clock else rest
    if _BETWEEN.sub("", remainder):
        raise ReadingError(f'"{shown}" is not only a date')
    return _plausible(_instant(day, clock) if clock else day, shown)


def _since_1970(number: float) -> datetime:
    if isinstance(number, bool) or not 1e8 <= abs(number) < 1e14:
        raise ReadingError(f'"{number}" is no date (a number must be seconds or milliseconds since 1970)')
    return datetime.fromtimestamp(number / 1000 if abs(number) >= 1e11 else number, UTC)


def _iso(words: str) -> date | datetime:
    try:
        if len(words) <= 10:
            return date.fromisoformat(words)
        moment = datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "Z", words))
    except ValueError as error:
        raise ReadingError(f'"{words}" is no date') from error
    return moment if moment.tzinfo else moment.date()


def _plausible(day: date | datetime, words: str) -> date | datetime:
    if not _EARLIEST <= day.year <= _LATEST:
        raise ReadingError(f'"{words}" is no plausible date')
    return day


def _day(words: str) -> tuple[date, str]:
    """Return the day in `words` and the words around it."""
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_YEAR_FIRST, (1, 3, 4))):
        if found := pattern.search(words):
            year, month, day = (found.group(index) for index in order)
            return _date(year, month, day, words), words[: found.start()] + " " + words[found.end() :]
    if found := _FIGURES.search(words):
        first, second = int(found.group(1)), int(found.group(3))
        if first <= 12 and second <= 12 and first != second:
            raise ReadingError(f'"{words}" may be day or month first')
        day, month = (first, second) if second <= 12 else (second, first)
        rest = words[: found.start()] + " " + words[found.end() :]
        return _date(found.group(4), str(month), str(day), words), rest
    if re.search(DAY_WITHOUT_YEAR, words, re.IGNORECASE):
        raise ReadingError(f'"{words}" has no year')
    raise ReadingError(f'"{words}" is no date')


def _date(year: str, month: str, day: str, words: str) -> date:
    number = int(month) if month.isdigit() else _MONTHS[month.rstrip(".").lower()]
    try:
        return date(int(year), number, int(day))
    except ValueError as error:
        raise ReadingError(f'"{words}" is no day of the calendar') from error


def _check_weekday(day: date, stated: str, words: str) -> None:
    if not stated.lower().startswith(_WEEKDAYS[day.weekday()]):
        raise ReadingError(f'"{words}" contradicts itself: {day.isoformat()} was a {day:%A}')


def _instant(day: date, clock: re.Match[str]) -> date | datetime:
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    zone = _zone((clock["zone"] or "").upper())
    if zone is None:
        return day
    return datetime(day.year, day.month, day.day, hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=zone)


def _zone(name: str) -> timezone | None:
    """Return the zone that a name fixes; None for a name that several zones share, or none."""
    if name in ("UTC", "GMT", "Z"):
        return UTC
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", name)
    if not offset:
        return None
    minutes = int(offset.group(2)) * 60 + int(offset.group(3) or 0)
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if offset.group(1) == "-" else minutes))

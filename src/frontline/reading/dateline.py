"""Datelines: "KYIV, Ukraine (AP) —", "Goma, 27 January 2025 (AFP) -", "GENEVA, March 3 -", "(Beirut) —".

A dateline is known by its layout: places in capitals, or places beside a known agency or a day, before a dash,
a colon or a closing credit. A place in ordinary letters with a dash alone ("Hamas — the group …") is none.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from frontline.errors import ReadingError
from frontline.reading.dates import DAY_WITHOUT_YEAR, FULL_DATE, WEEKDAY, read_date
from frontline.reading.layout import layout

_WINDOW = 160
_END = re.compile(
    r"(?<=[)\]/])(?:[.:]?\s*(?:--+|[-\u2013—―\u2212])\s*|[.:]?\s+)"
    r"|\s*(?:--+|[\u2013—―\u2212])\s*|\s+-\s+|(?<=[A-Z])-\s+|\s*:\s+"
)
_OPENING = re.compile(r"[^\W\d_a-z]|[\d\"'“\u2018«(\[]")
_CREDIT = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,60})\]|(?<!\w)/([A-Za-z][A-Za-z -]{1,18})/(?!\w)")
_WORD = re.compile(r"[^\W\d_][^\W\d_.'\u2019\u02bc`\u00b4-]*(?:[.'\u2019\u02bc`\u00b4-]+[^\W\d_]*)*")


class Dateline(NamedTuple):
    """What the start of a line says. `end` is where the prose begins.

    `places` are as written, in their order; what qualifies a place ("KYIV, Ukraine") follows it as its own item.
    `published` is the day when its year stands there; `yearless` is the day as written when it does not.
    """

    end: int
    places: tuple[str, ...]
    agency: str | None
    published: date | None
    yearless: str | None


class _Head(NamedTuple):
    """The parts of what stands before the dash."""

    rest: str
    qualifiers: tuple[str, ...]
    agency: str | None
    published: date | None
    yearless: str | None

    @property
    def strong(self) -> bool:
        return bool(self.agency or self.published or self.yearless)


def parse_dateline(line: str) -> Dateline | None:
    """Return the dateline that `line` begins with, None when it begins with none."""
    for ending in _END.finditer(line, 0, _WINDOW):
        head = line[: ending.start()]
        if ending.end() >= len(line) or not _OPENING.match(line[ending.end()]):
            continue
        mark = ending.group().strip(" .")
        found = _parse_head(head, dash=mark not in ("", ":"))
        if found and (mark or found.agency):
            return found._replace(end=ending.end())
    return None


def parse_dateline_alone(line: str) -> Dateline | None:
    """Return the dateline that fills the whole `line`: a place with an agency or a day; None otherwise."""
    if len(line) > _WINDOW:
        return None
    found = _parse_head(re.sub(r"\s*[-\u2013—―\u2212:.,]+\s*$", "", line), dash=True)
    if not found or not found.places or not (found.agency or found.published or found.yearless):
        return None
    return found._replace(end=len(line))


def _parse_head(head: str, *, dash: bool) -> Dateline | None:
    wrapped = re.fullmatch(r"\s*\(([^()]+)\)\s*", head)
    parts = _take_apart(wrapped.group(1) if wrapped else head)
    if wrapped and layout().agency(parts.rest):
        return Dateline(0, (), layout().agency(parts.rest), parts.published, parts.yearless)
    pieces, agency = _pieces(parts)
    if pieces is None or not (pieces or (agency and wrapped)):
        return None
    parts = parts._replace(agency=agency)
    if not _accepted(pieces, parts, wrapped=bool(wrapped) and dash, dash=dash):
        return None
    return Dateline(0, (*pieces, *parts.qualifiers), agency, parts.published, parts.yearless)


def _take_apart(head: str) -> _Head:
    """Take credits and days out of `head`."""
    agency, published, yearless = None, None, None
    asides: list[tuple[str, bool]] = []
    for found in _CREDIT.finditer(head):
        words = (found.group(1) or found.group(2) or found.group(3)).strip()
        known = _agency(words)
        agency = agency or known
        if not known:
            asides.append((words, bool(found.group(2))))
    rest = _CREDIT.sub(" ", head)
    qualifiers = []
    for words, square in asides:
        if re.search(r"\d", words):
            rest += f", {words}"
        elif square or agency:
            qualifiers.append(words)
    if full := re.search(FULL_DATE, rest, re.IGNORECASE):
        published = _whole_day(full.group())
        rest = rest[: full.start()] + " " + rest[full.end() :]
    elif partial := re.search(DAY_WITHOUT_YEAR, rest, re.IGNORECASE):
        yearless = partial.group().strip(" ,")
        rest = rest[: partial.start()] + " " + rest[partial.end() :]
    return _Head(rest.strip(" \t,.;:\u2013—-"), tuple(qualifiers), agency, published, yearless)


def _agency(words: str) -> str | None:
    """Return the agency that a credit names; one that is not listed as it is written."""
    known = (layout().agency(part) for part in re.split(r"\s*[/,&]\s*", words))
    listed = layout().agency(words) or next((name for name in known if name), None)
    return listed or (words if words.casefold().rpartition(" ")[2] in layout().credits else None)


def _whole_day(words: str) -> date | None:
    try:
        day = read_date(words)
    except ReadingError:
        return None
    return day.date() if isinstance(day, datetime) else day


def _pieces(parts: _Head) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the places named in `parts.rest` (None when something in it is no place) and the agency."""
    agency, places = parts.agency, []
    for piece in re.split(r"\s*/\s*|\s*[,;]\s*", parts.rest):
        words = piece.strip()
        if not words or re.fullmatch(WEEKDAY, words, re.IGNORECASE):
            continue
        if (known := layout().agency(words)) and (agency is None or known == agency):
            agency = known
            continue
        halves = re.split(r"\s+(?:and|AND|&)\s+", words)
        for half in halves if all(_in_capitals(part) for part in halves) else [words]:
            if not _like_a_place(half):
                return None, agency
            places.append(half)
    return tuple(places), agency


def _like_a_place(words: str) -> bool:
    tokens = words.split()
    if not 1 <= len(tokens) <= 5 or tokens[0].casefold() in layout().openers:
        return False
    if not all(_WORD.fullmatch(token) for token in tokens):
        return False
    small = layout().particles | {"of", "and", "the", "es", "ez", "ed", "as", "ash", "ar", "at", "an", "sur", "en"}
    return all(token[0].isupper() or token.split("-")[0].casefold() in small for token in tokens)


def _in_capitals(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) >= 2 and sum(letter.isupper() for letter in letters) >= 0.7 * len(letters)


def _accepted(pieces: tuple[str, ...], parts: _Head, *, wrapped: bool, dash: bool) -> bool:
    capitals = not pieces or _in_capitals(pieces[0])
    if parts.strong and capitals:
        return True
    if any(_names_no_place(piece) for piece in pieces):
        return False
    return parts.strong or wrapped or (capitals and (dash or all(_in_capitals(piece) for piece in pieces)))


def _names_no_place(piece: str) -> bool:
    known = layout()
    tokens = [token.casefold().strip(".") for token in piece.split()]
    return (
        known.agency(piece) is not None
        or any(token in known.labels or token in known.bodies for token in tokens)
        or (piece.isupper() and len(tokens) == 1 and (len(piece) < 4 or not re.search(r"[aeiouyà-ü]", tokens[0])))
    )

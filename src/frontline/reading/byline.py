"""Bylines: "By Maya Gebeily, Suleiman Al-Khalidi and Parisa Hafezi", "By Reuters staff"."""

from __future__ import annotations

import re
from typing import NamedTuple

from frontline.reading.layout import layout

_BYLINE = re.compile(r"(?:(?:words|story|report|written|text)\s+)?by\b\s*:?\s+(\S.*)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;|•·]\s*(?:and\s+)?|\s+(?:and|AND|&|with)\s+")
_ASIDE = re.compile(r"\s*\([^()]*\)|\s+\|.*$|\s+\S+@\S+")
_WHERE = re.compile(r"\s+(?:in|for|at|of|reporting from|near)\s+(?:the\s+)?[A-Z].*$")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'\u2019\u02bc-]*(?:[.'\u2019\u02bc-]+[^\W\d_]*)*")
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december|morning|noon|night|midnight|evening",
    re.IGNORECASE,
)
_LONGEST = 200


class Byline(NamedTuple):
    """`names` of people as written, in their order; `agency` where a known one stands among them."""

    names: tuple[str, ...]
    agency: str | None


def parse_byline(line: str) -> Byline | None:
    """Return the byline that fills `line`, None when it is none: every part must be a name, an outlet or a duty."""
    found = _BYLINE.fullmatch(line.strip())
    if not found or len(line) > _LONGEST or re.search(r"[^\s.]{4,}\.$|[!?;:]$", line):
        return None
    return parse_names(found.group(1))


def parse_names(words: str) -> Byline | None:
    """Return the people and the agency that a list of names gives, None when a part of it is neither."""
    names, agency, desks, placed = [], None, 0, False
    for part in _BETWEEN.split(_ASIDE.sub("", words)):
        whole = re.sub(r"^by\s+", "", part.strip(), flags=re.IGNORECASE)
        person = _WHERE.sub("", whole)
        # "Jane Doe in Nairobi and Addis Ababa": what follows a place without one of its own may be another place.
        placed, after_place = person != whole, placed
        if known := layout().agency(person):
            agency = agency or known
        elif _is_desk(person):
            desks += 1
        elif after_place and not placed:
            placed = True
        elif _is_name(person):
            names.append(person)
        elif person:
            return None
    return Byline(tuple(names), agency) if names or agency or desks else None


def _is_desk(words: str) -> bool:
    """True for an outlet, a desk or a duty: "BBC News", "Middle East correspondent", "CNN"."""
    known = layout()
    tokens = [token.casefold().strip(".") for token in words.split()]
    if len(tokens) > 6 or not tokens:
        return False
    return any(token in known.outlets or token in known.duties for token in tokens) or (
        len(tokens) == 1 and words.isupper() and len(words) <= 5
    )


def _is_name(words: str) -> bool:
    tokens = words.split()
    if not 2 <= len(tokens) <= 6:
        return False
    if not all(_NAME_WORD.fullmatch(token) and not _CALENDAR.fullmatch(token) for token in tokens):
        return False
    if tokens[-1].islower():
        return False
    particles = layout().particles
    return all(not token[0].islower() or token.split("-")[0].casefold() in particles for token in tokens)

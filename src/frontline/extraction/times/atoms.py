"""Words by class: the alphabet of the grammar of times.

The sentence is cut afresh into atoms, whatever the tokens are, so that "3-7 March", "mid-March" and "2-day" read
the same under any tokeniser. Every class has one character of its own; a sentence becomes a string of them and the
grammar is regular expressions over that string.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from frontline.errors import KnowledgeError
from frontline.extraction.numbers import quantities
from frontline.knowledge.tables import DATA, read_table

_WHERE = "knowledge/data/times.toml"
_VALUED = (
    "month",
    "monthabbr",
    "weekday",
    "weekdayabbr",
    "season",
    "unit",
    "units",
    "today",
    "tonight",
    "overnight",
    "part",
    "decade",
    "modifier",
    "meridiem",
    "present",
    "often",
    "attribute",
)
_COMPUTED = (
    "other",
    "iso",
    "slashdate",
    "clock",
    "decadenum",
    "ordnum",
    "day",
    "num",
    "year",
    "wordnum",
    "ordword",
    "comma",
    "dot",
    "dash",
    "slash",
    "open",
    "close",
    "genitive",
    "apostrophe",
    "feast",
    "dday",
)
_SHAPES = (
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))|(?P<slashdate>\d{1,2}(?P<parting>[./])\d{1,2}(?P=parting)(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<dday>\bD-Day\b|\bD[-+]\d{1,2}\b)|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)|(?P<decadenum>\d{3}0s\b|['\u2019]?\d0s\b)|(?P<ordnum>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)|(?P<dotted>[ap]\.\s?m\b\.?|b\.c\b\.?(?:e\.)?|a\.d\b\.?)"
    r"|(?P<genitive>['\u2019]s\b)|(?P<word>o['\u2019]clock|[^\W\d_]+)|(?P<mark>[^\w\s]|_)"
)
_MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "dash",
    "\u2010": "dash",
    "\u2011": "dash",
    "\u2013": "dash",
    "\u2014": "dash",
    "\u2212": "dash",
    "/": "slash",
    "(": "open",
    ")": "close",
    "'": "apostrophe",
    "\u2019": "apostrophe",
    "\u2018": "apostrophe",
}
_YEARS = range(1000, 2101)


class Atom(NamedTuple):
    """`text` at `start:end` of the report, of class `kind`; `value` is a number, a TIMEX3 letter or empty."""

    start: int
    end: int
    text: str
    kind: str
    value: int | str

    @property
    def number(self) -> int:
        """The value as a number, 0 where it is none."""
        return self.value if isinstance(self.value, int) else 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of times: `classes` maps a lower-case word to its class and value; `guards` are word lists.

    `feasts` maps the name of a feast to its month * 100 + day, or to its key in knowledge/data/feasts.toml.
    """

    classes: Mapping[str, tuple[str, int | str]]
    guards: Mapping[str, frozenset[str]]
    symbols: Mapping[str, str]
    feasts: Mapping[str, int | str]


@cache
def lexicon() -> Lexicon:
    """Return the words of times that ship with the package.

    Raises KnowledgeError where the file lacks a table or holds a value of the wrong type.
    """
    raw = read_table(DATA / "times.toml")
    classes: dict[str, tuple[str, int | str]] = {}
    for word, number in quantities().units.items():
        classes[word] = ("wordnum", number)
    for word, number in quantities().ordinals.items():
        classes[word] = ("ordword", number)
    for word in ("hundred", "thousand", "dozen"):
        classes[word] = ("wordnum", quantities().scales[word])
    listed = _lists(raw, "words")
    for name, words in listed.items():
        classes.update((word, (name, "")) for word in words)
    for name in _VALUED:
        table = raw.get(name)
        if not isinstance(table, dict) or not all(isinstance(value, int | str) for value in table.values()):
            msg = f"{_WHERE}: [{name}] must be a table of words, each with a number or a letter code"
            raise KnowledgeError(msg)
        classes.update((word, (name, value)) for word, value in table.items())
    guards = {name: frozenset(words) for name, words in _lists(raw, "guards").items()}
    names = dict.fromkeys((*_COMPUTED, *_VALUED, *listed))
    feasts = raw.get("feast", {})
    if not all(isinstance(value, int | str) for value in feasts.values()):
        msg = f"{_WHERE}: [feast] must give each name month * 100 + day, or a key of feasts.toml"
        raise KnowledgeError(msg)
    return Lexicon(classes, guards, {name: chr(0x100 + place) for place, name in enumerate(names)}, feasts)


def _lists(raw: Mapping[str, object], table: str) -> dict[str, list[str]]:
    held = raw.get(table)
    if not isinstance(held, dict) or not all(isinstance(words, list) for words in held.values()):
        msg = f"{_WHERE}: [{table}] must hold lists of words"
        raise KnowledgeError(msg)
    return held


def atoms(text: str, offset: int) -> list[Atom]:
    """Cut `text`, which stands at `offset` of the report, into atoms."""
    classes = lexicon().classes
    found = []
    for match in _pattern().finditer(text):
        group, word = match.lastgroup, match[0]
        if group in ("word", "dotted"):
            kind, value = classes.get(word.lower().replace(". ", "."), ("other", ""))
            if kind in ("month", "monthabbr", "weekdayabbr") and word[0].islower():
                kind = "other" if kind != "month" or word in ("may", "march") else kind
        elif group == "feast":
            kind, value = "feast", lexicon().feasts[" ".join(word.split())]
        elif group == "dday":
            kind, value = "dday", 0 if word[-1].isalpha() else int(word[1:])
        elif group == "number":
            kind, value = _number(word)
        elif group == "mark":
            kind, value = _MARKS.get(word, "other"), ""
        else:
            kind, value = group or "other", _digits(word) if group in ("decadenum", "ordnum") else ""
        found.append(Atom(offset + match.start(), offset + match.end(), word, kind, value))
    return found


def _digits(word: str) -> int:
    return int("".join(c for c in word if c.isdecimal()))


def _number(word: str) -> tuple[str, int | str]:
    if not word.isascii() or "." in word:
        return "num", ""
    value = _digits(word)
    if len(word) <= 2 and 1 <= value <= 31:
        return "day", value
    if len(word) == 4 and value in _YEARS:
        return "year", value
    return "num", value


@cache
def _pattern() -> re.Pattern[str]:
    """The shapes of atoms, the names of feasts first: those are several words, with the capitals of the list."""
    names = sorted(lexicon().feasts, key=len, reverse=True)
    feasts = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    return re.compile(rf"(?P<feast>(?-i:\b(?:{feasts})\b))|{_SHAPES}", re.IGNORECASE)


def symbols(row: list[Atom]) -> str:
    """Return the string of class characters of a row of atoms."""
    table = lexicon().symbols
    return "".join([table[atom.kind] for atom in row])

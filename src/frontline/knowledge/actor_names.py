"""Names of actors, folded so that the spellings of one name meet, and found in running words.

A name is cut into pieces at everything that is not a letter or digit. Marks, apostrophes and the Arabic
article go, so "Hay'at Tahrir al-Sham", "Hayat Tahrir Al Sham" and "HAYAT TAHRIR AL-SHAM" are one name.
Capitals are kept beside the piece, because they tell "US" from "us" and "Base" from "base".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

_PIECE = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}[A-Za-z]?")
_POSSESSIVE = re.compile("['\u2019]s\\b")
_DROPPED = str.maketrans("", "", "'`\u2019\u2018\u02bc\u02bf\u02be\u00b4")
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "an", "az"})
_BARE_ARTICLES = frozenset({"al", "el"})
_SHORTEST_TITLED = 4
_T = TypeVar("_T")


class Piece(NamedTuple):
    """One folded piece of a name and how its capitals stand: "lower", "title" or "upper"."""

    text: str
    capitals: str


class Hit(NamedTuple, Generic[_T]):
    """Pieces `start:end` (end exclusive) that spell a name, and all that bear it."""

    start: int
    end: int
    bearers: tuple[_T, ...]


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return the folded pieces of a word or a name. A lone article ("al", "el") leaves nothing."""
    plain = text
    if not text.isalnum():
        plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), _POSSESSIVE.sub("", text).translate(_DROPPED))
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("\u0131", "i")
    found = []
    for match in _PIECE.finditer(plain):
        word = match[0]
        folded = word.lower()
        joined = plain[match.end() : match.end() + 1] in {"-", "\u2010", "\u2011"}
        if folded in _BARE_ARTICLES or (joined and folded in _ARTICLES):
            continue
        upper = len(word) > 1 and word.isupper()
        found.append(Piece(folded, "upper" if upper else "title" if word[0].isupper() else "lower"))
    return tuple(found)


def key(name: str) -> tuple[str, ...]:
    """Return what two spellings of one name have in common."""
    return tuple(piece.text for piece in pieces(name))


def fits(written: Sequence[Piece], name: Sequence[Piece]) -> bool:
    """Say whether the capitals of `written` allow it to be `name`.

    Acronyms want their capitals (from four letters on "Nato" will do), names want an initial capital,
    and what is lower-case in the name may be written either way.
    """
    for here, there in zip(written, name, strict=True):
        if there.capitals == "upper" and here.capitals != "upper":
            if here.capitals == "lower" or len(there.text) < _SHORTEST_TITLED:
                return False
        elif there.capitals == "title" and here.capitals == "lower":
            return False
    return True


class NameIndex(Generic[_T]):
    """Finds names, the longest first, in a row of pieces."""

    __slots__ = ("_bearers", "_longest")

    def __init__(self, names: Iterable[tuple[str, _T]]) -> None:
        bearers: dict[tuple[str, ...], list[tuple[tuple[Piece, ...], _T]]] = defaultdict(list)
        longest: dict[str, int] = {}
        for name, bearer in names:
            spelled = pieces(name)
            if not spelled:
                continue
            bearers[tuple(piece.text for piece in spelled)].append((spelled, bearer))
            first = spelled[0].text
            longest[first] = max(longest.get(first, 0), len(spelled))
        self._bearers = dict(bearers)
        self._longest = longest

    def exact(self, name: str) -> tuple[_T, ...]:
        """Return all that bear this very name, whatever its capitals."""
        return _once(bearer for _, bearer in self._bearers.get(key(name), ()))

    def scan(self, row: Sequence[Piece]) -> list[Hit[_T]]:
        """Return the names in a row of pieces, left to right, none over another."""
        hits: list[Hit[_T]] = []
        longest, texts, start = self._longest, [piece.text for piece in row], 0
        while start < len(texts):
            hit = self._at(row, texts, start) if texts[start] in longest else None
            if hit is not None:
                hits.append(hit)
            start = hit.end if hit is not None else start + 1
        return hits

    def _at(self, row: Sequence[Piece], texts: Sequence[str], start: int) -> Hit[_T] | None:
        for end in range(min(len(texts), start + self._longest[texts[start]]), start, -1):
            entries = self._bearers.get(tuple(texts[start:end]))
            if entries:
                fitting = _once(bearer for spelled, bearer in entries if fits(row[start:end], spelled))
                if fitting:
                    return Hit(start, end, fitting)
        return None


def _once(found: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(found))

"""What the encoder sees of a word: its pieces and its cased features.

The encoder is uncased, so everything that capitals say is given beside the pieces: a word's shape, its
first and last letters and the word itself, each as a stable hash (zlib's CRC-32) into one small table.
The same code prepares the words in training and at run time, so the two cannot drift apart.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

FEATURES = 11
"""Feature slots of a word: a flag for its place in the sentence, then ten hashes."""
BUCKETS = 8192
"""Rows of the table of features; rows below `RESERVED` are never hashed into."""
RESERVED = 8
MAX_PIECES = 8
"""Pieces kept of one word (an address on the web can have fifty)."""
CACHE_WORDS = 200_000
"""Words remembered before the cache of a `WordEncoder` starts afresh (about 100 MB at worst)."""

_FLAT = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "--", "\u2026": "..."}
)


class Encoded(NamedTuple):
    """A word for the encoder: piece ids, and its hashed features without the flag of its place."""

    pieces: tuple[int, ...]
    features: tuple[int, ...]


def flat(word: str) -> str:
    """The word with typographic quotes, dashes and dots as the training data writes them."""
    return word if word.isascii() else word.translate(_FLAT)


def shape(word: str) -> str:
    """`X` for capitals, `x` for small letters, `d` for digits, other characters as they are; no run over 3."""
    out: list[str] = []
    for char in word:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        if out[-3:] != [kind] * 3:
            out.append(kind)
    return "".join(out)[:12]


def short_shape(word_shape: str) -> str:
    """A shape with every run made one: `Xxxx` and `Xx` are both `Xx`."""
    return "".join(kind for kind, before in zip(word_shape, " " + word_shape, strict=False) if kind != before)


def features(word: str) -> tuple[int, ...]:
    """The ten hashed features of a word, each in `RESERVED..BUCKETS-1`."""
    word_shape = shape(word)
    keys = (
        "S" + word_shape,
        "T" + short_shape(word_shape),
        "1" + word[:1],
        "2" + word[:2],
        "3" + word[:3],
        "a" + word[-1:],
        "b" + word[-2:],
        "c" + word[-3:],
        "d" + word[-4:],
        "W" + word,
    )
    return tuple(RESERVED + zlib.crc32(key.encode("utf-8", "surrogatepass")) % (BUCKETS - RESERVED) for key in keys)


def sentence_flags(words: Sequence[str]) -> list[int]:
    """For every word 1 to 4: is it the first word, and is the sentence written in capitals."""
    letters = [word for word in words if word[:1].isalpha()]
    capitals = sum(word.isupper() and len(word) > 1 for word in letters)
    shouted = len(letters) > 1 and capitals * 10 >= len(letters) * 7
    rest = 4 if shouted else 2
    return [rest - 1] + [rest] * (len(words) - 1) if words else []


class WordEncoder:
    """Words to pieces and features, remembering the words it has seen.

    `tokenize` gives the piece ids of one word, without special ones; `unknown` stands for a word with none.
    """

    def __init__(self, tokenize: Callable[[str], Sequence[int]], unknown: int) -> None:
        self._tokenize = tokenize
        self._unknown = unknown
        self._seen: dict[str, Encoded] = {}

    def encode(self, word: str) -> Encoded:
        """Pieces (1 to `MAX_PIECES`) and hashed features of a word."""
        known = self._seen.get(word)
        if known is not None:
            return known
        plain = flat(word)
        pieces = tuple(self._tokenize(plain)[:MAX_PIECES]) or (self._unknown,)
        encoded = Encoded(pieces, features(plain))
        if len(self._seen) >= CACHE_WORDS:
            self._seen.clear()
        self._seen[word] = encoded
        return encoded

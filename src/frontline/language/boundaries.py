"""Where sentences begin: a learned yes or no at every place where one might.

Places are the gaps after a full stop, question or exclamation mark, abbreviation, closing quote or bracket, colon,
semicolon, dash or bullet; every line end; and a gap before a capital or a digit. A logistic regression over hashed
features of the gap decides (`frontline.training.boundaries` makes the weights). A blank line always ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
from zlib import crc32

import numpy as np

from frontline.errors import LanguageError

SIZE = 1 << 15
"""How many weights there are; a feature's weight is that of its hash."""

_WEIGHTS = "data/boundaries.npz"
_FINALS = frozenset(".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}\N{ARABIC QUESTION MARK}")
_CLOSERS = frozenset("\"'`)]}\u2019\u201d\u00bb\u203a\u201f")
_OPENERS = frozenset("([{\u201c\u2018\u201e\u00ab\u2039$#\u00a3\u20ac")
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_QUOTES = {"\u201c": 1, "\u201e": 1, "\u00ab": 1, "\u201d": -1, "\u00bb": -1}
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LOWER_START = re.compile(r"[a-z][.!?]+[^\S\n]+[a-z]")
_ANY_START = re.compile(r"[a-z][.!?]+[^\S\n]+[A-Za-z]")
_LOWER_LINE = re.compile(r"[.!?][ \t]{0,9}\n\s{0,99}[a-z]|\n[ \t]{0,9}\n\s{0,99}[a-z]|\A\s{0,99}[a-z]")
_LOWER_I = re.compile(r"\bi\b(?![.])")
_WIDTHS = (48, 64, 80, 96, 120)
_STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)

Decide = Callable[[int, Sequence[int]], bool]
"""From the index of the word after the gap and the gap's features (below `SIZE`), whether a sentence begins there."""


class _Look(NamedTuple):
    """What a word looks like: its text for comparison, its shape, and what it may end."""

    norm: str
    shape: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the whole text says of its line ends and its habits."""

    width: int
    wide: int
    full: bool
    lower: str
    ends: tuple[int, ...]


@dataclass(slots=True)
class _State:
    """What has been read of the sentence under way."""

    length: int = 0
    paragraph: int = 0
    quote: int = 0
    straight: int = 0
    bracket: int = 0
    capitals: bool = True
    first: str = "^"

    def read(self, word: str, look: _Look) -> None:
        if not self.length:
            self.first = look.shape
        self.length += 1
        self.paragraph += 1
        if look.shape in "lTx":
            self.capitals = False
        if word in _BRACKETS:
            self.bracket = max(0, self.bracket + _BRACKETS[word])
        elif word in _QUOTES:
            self.quote = max(0, min(1, self.quote + _QUOTES[word]))
        elif word == '"':
            self.straight ^= 1

    def begin_sentence(self) -> None:
        self.length = 0
        self.bracket = 0
        self.capitals = True

    def begin_paragraph(self) -> None:
        self.begin_sentence()
        self.paragraph = self.quote = self.straight = 0


def sentence_starts(text: str, offsets: Sequence[tuple[int, int]], decide: Decide) -> list[int]:
    """Return the indexes of the words that begin a sentence; `decide` is asked at every place that is not clear."""
    if not offsets:
        return []
    words = [text[start:end] for start, end in offsets]
    looks = [_look(word) for word in words]
    ahead = _ahead(looks)
    layout = _layout(text)
    state = _State()
    starts = [0]
    for i in range(1, len(words)):
        state.read(words[i - 1], looks[i - 1])
        end, start = offsets[i - 1][1], offsets[i][0]
        gap = _gap(text[end:start])
        if gap == "b":
            state.begin_paragraph()
            starts.append(i)
            continue
        if gap != "n" and not _may_begin(looks[i - 1], looks[i]):
            continue
        features = _features(looks, i, gap, ahead[i], state)
        if gap == "n":
            features += _line_features(text, (end, start), (words[i], looks[i - 1], looks[i]), layout, state)
        shapes = f"{looks[i - 1].shape}|{looks[i].shape}"
        features += [
            f"A|{layout.lower}|{shapes}",
            f"B|{layout.lower}|{state.first}|{shapes}",
            f"C|{state.first}|{shapes}",
        ]
        if decide(i, [crc32(feature.encode("utf-8", "replace")) % SIZE for feature in features]):
            state.begin_sentence()
            if gap == "n":
                state.paragraph = 0
            starts.append(i)
    return starts


def _may_begin(before: _Look, after: _Look) -> bool:
    if before.kind:
        return before.kind in "FACD"
    return after.shape in "TUIdm" and before.shape not in "TI"


@lru_cache(maxsize=1 << 16)
def _look(word: str) -> _Look:
    if word.isalpha():
        if word.islower():
            return _Look(word, "l", "")
        shape = "I" if len(word) == 1 else "U" if word.isupper() else "T" if word[1:].islower() else "x"
        return _Look(word.lower(), shape, "")
    return _look_mixed(word) if any(map(str.isalnum, word)) else _look_symbol(word)


def _look_mixed(word: str) -> _Look:
    if word[-1] in _FINALS:
        return _Look(word.lower()[:20], "A" if word[0].isupper() else "a", "A")
    if word[0] in "'\u2019":
        return _Look(word.lower(), "c", "")
    if any(map(str.isdigit, word)):
        return _Look("0", "m" if any(map(str.isalpha, word)) else "d", "")
    return _Look(word.lower()[:20], "T" if word[0].isupper() else "l", "")


def _look_symbol(word: str) -> _Look:
    first, norm = word[0], word[:2]
    if first in _FINALS or (first in ":;=" and len(word) > 1):
        return _Look(norm, norm, "F")
    return _Look(norm, norm, "C" if first in _CLOSERS else "O" if first in _OPENERS or first == "," else "D")


def _gap(space: str) -> str:
    """Name the space between two words: 0 none, 1 one, 2 more, n a line end, b a blank line."""
    if space in ("", " "):
        return "1" if space else "0"
    ends = len(_LINE_END.findall(space))
    if ends > 1 or "\u2029" in space:
        return "b"
    return "n" if ends else "2"


def _step(number: int) -> int:
    return next((i for i, limit in enumerate(_STEPS) if number <= limit), len(_STEPS))


def _ahead(looks: list[_Look]) -> list[int]:
    """Count for every word how many words come before the next full stop or its like."""
    counts = [0] * len(looks)
    count = 0
    for i in range(len(looks) - 1, -1, -1):
        count = 0 if looks[i].kind == "F" else count + 1
        counts[i] = count
    return counts


def _layout(text: str) -> _Layout:
    ends = (*(match.start() for match in _LINE_END.finditer(text)), len(text))
    lengths = sorted(b - a for a, b in zip((0, *ends), ends, strict=False) if b - a > 1)
    width = lengths[-1] if lengths else 0
    long = sum(length > width * 0.75 for length in lengths)
    wide = sum(width > limit for limit in _WIDTHS)
    starts = len(_ANY_START.findall(text))
    share = len(_LOWER_START.findall(text)) / max(starts, 4)
    habits = f"{sum(share > limit for limit in (0.02, 0.12, 0.3, 0.6))}"
    lower = f"{habits}{bool(_LOWER_I.search(text)):d}{bool(_LOWER_LINE.search(text)):d}"
    return _Layout(width, wide, long * 2 > len(lengths), lower, ends)


def _features(looks: list[_Look], i: int, gap: str, ahead: int, state: _State) -> list[str]:
    """Describe the gap before word `i`."""
    before, after = looks[i - 1], looks[i]
    earlier = looks[i - 2] if i > 1 else _EDGE
    third = looks[i - 3] if i > 2 else _EDGE
    later = looks[i + 1] if i + 1 < len(looks) else _EDGE
    kind = f"{before.kind}{gap}"
    p, n = before.norm if before.kind else "w", after.shape
    length, rest = _step(state.length), _step(ahead)
    quoted = f"{state.quote}{state.straight}{min(state.bracket, 1)}"
    paragraph = _step(state.paragraph)
    return [
        f"a|{kind}",
        f"b|{kind}|{p}|{n}",
        f"c|{kind}|{before.norm}",
        f"d|{kind}|{before.norm}|{n}",
        f"e|{kind}|{after.norm}",
        f"f|{kind}|{p}|{after.norm}",
        f"g|{kind}|{earlier.norm}",
        f"h|{kind}|{earlier.norm}|{p}|{n}",
        f"i|{kind}|{earlier.shape}|{p}|{n}",
        f"j|{kind}|{n}|{later.shape}|{p}",
        f"k|{kind}|{later.norm}",
        f"l|{kind}|{after.norm}|{later.norm}",
        f"m|{kind}|{third.shape}|{earlier.shape}|{before.shape}|{n}|{later.shape}",
        f"n|{kind}|{length}|{p}",
        f"o|{kind}|{length}|{rest}|{n}",
        f"p|{kind}|{quoted}|{p}|{n}",
        f"q|{kind}|{quoted}|{earlier.shape}|{after.norm}",
        f"r|{kind}|{paragraph}|{p}|{n}",
        f"s|{kind}|{len(earlier.norm)}|{earlier.shape}|{p}|{n}",
        f"t|{kind}|{state.capitals}|{min(length, 5)}|{n}|{later.shape}",
        f"u|{kind}|{third.norm}|{p}|{n}",
        f"v|{kind}|{rest}|{p}|{n}",
    ]


_EDGE = _Look("", "^", "")


def _line_features(
    text: str, gap: tuple[int, int], words: tuple[str, _Look, _Look], layout: _Layout, state: _State
) -> list[str]:
    """Describe a line end: would the next word have fitted, is the text hard-wrapped, is this a heading."""
    word, before, after = words
    line = bisect_left(layout.ends, gap[0])
    length = gap[0] - (layout.ends[line - 1] + 1 if line else 0)
    next_length = layout.ends[bisect_left(layout.ends, gap[1])] - gap[1]
    fits = length + 1 + len(word) <= layout.width
    indented = text[gap[1] - 1] in " \t"
    base = f"{layout.wide}|{fits}"
    ratio = min(4, length * 5 // max(layout.width, 1))
    return [
        f"w|{base}|{before.kind}|{after.shape}",
        f"x|{base}|{before.kind}|{indented}|{ratio}",
        f"y|{layout.wide}|{state.capitals}|{after.shape}|{_step(state.length)}",
        f"z|{layout.full}|{ratio}|{min(4, next_length * 5 // max(layout.width, 1))}|{before.kind}|{after.shape}",
        f"z2|{base}|{before.norm}|{after.shape}",
        f"z3|{_step(length // 4)}|{before.kind}|{after.shape}",
        f"z4|{layout.wide}|{layout.full}|{fits}|{before.kind or before.shape}|{after.shape}",
    ]


@lru_cache(maxsize=1)
def learned() -> Decide:
    """Return the decision of the shipped weights. Raises `LanguageError` when they are missing or misshapen."""
    try:
        with files("frontline.language").joinpath(_WEIGHTS).open("rb") as file:
            weights: list[float] = np.load(file, allow_pickle=False)["weights"].astype(np.float64).tolist()
    except (OSError, KeyError, ValueError) as error:
        message = f"{_WEIGHTS}: the sentence boundary weights cannot be loaded ({error}); reinstall frontline."
        raise LanguageError(message) from error
    if len(weights) != SIZE:
        message = f"{_WEIGHTS}: {len(weights)} weights where {SIZE} are expected; reinstall frontline."
        raise LanguageError(message)

    def decide(_: int, features: Sequence[int]) -> bool:
        return sum([weights[feature] for feature in features]) > 0

    return decide

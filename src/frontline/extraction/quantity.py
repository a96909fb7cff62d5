"""The grammar of quantities: "at least three", "two or three", "tens of thousands", "several", "no"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from frontline.extraction.numbers import digits_to_number, quantities, words_to_number
from frontline.extraction.times.atoms import lexicon
from frontline.language.annotation import Token

LONGEST_NUMBER = 8
"""The most tokens that a number may have: "two hundred and fifty thousand three hundred" has seven."""
_NONE = frozenset({"no", "none", "nobody", "zero", "nil"})
_BARE = frozenset({"several", "multiple", "various", "numerous"})
_CURRENCY = frozenset("$€£¥₽")
_YEARS = range(1900, 2101)
_DATING = frozenset(["in", "since", "by", "until", "from", "during", "before", "after"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `start:end` that state a number: "at least three". `core` is the first token of the number itself."""

    start: int
    core: int
    end: int
    low: int | None
    best: int | None
    high: int | None


def quantity_at(tokens: Sequence[Token], start: int) -> Quantity | None:
    """Return the quantity that begins exactly at token `start`, with its bounds ("at least three"), None for none."""
    words = [token.text.lower() for token in tokens[start : start + 3 * LONGEST_NUMBER]]
    if not words:
        return None
    bound, skip = _bound_before(words)
    core = _core(words, skip)
    if core is None or _is_measure(tokens, start + skip, start + core.end) or _is_cut(tokens, start + skip):
        return None
    low, best, high, end = core.low, core.best, core.high, core.end
    bound, end = _bound_after(words, bound, end)
    low, best, high = _bounded(bound, low, best, high)
    first = start + skip if bound == "exact" else start
    return Quantity(first, start + skip, start + end, low, best, high)


class _Core(NamedTuple):
    low: int | None
    best: int | None
    high: int | None
    end: int


def _bound_before(words: Sequence[str]) -> tuple[str, int]:
    """The sort of bound that opens `words`, and how many words it takes."""
    for name, phrase in _openings().get(words[0], ()) if words else ():
        if tuple(words[: len(phrase)]) == phrase:
            again, more = _bound_before(words[len(phrase) :]) if name == "exact" else ("", 0)
            return again or name, len(phrase) + more
    return "", 0


@cache
def _openings() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The bounds that stand before a number, by their first word, in the order to try."""
    found = defaultdict(list)
    for name, phrases in quantities().bounds.items():
        for phrase in phrases if not name.startswith("after_") else ():
            found[phrase[0]].append((name, phrase))
    return dict(found)


def _bound_after(words: Sequence[str], bound: str, end: int) -> tuple[str, int]:
    if bound not in ("", "exact"):
        return bound, end
    for name in ("after_floor", "after_ceiling", "after_about"):
        for phrase in quantities().bounds[name]:
            if tuple(words[end : end + len(phrase)]) == phrase:
                return name.removeprefix("after_"), end + len(phrase)
    return bound, end


def _bounded(
    bound: str, low: int | None, best: int | None, high: int | None
) -> tuple[int | None, int | None, int | None]:
    """A quantity under a bound. What is already an interval keeps the end that the bound does not touch."""
    figure = best if best is not None else low
    if bound == "floor":
        return figure, best, None
    if bound == "ceiling":
        top = high if high is not None else figure
        return None, None, top
    if bound == "almost" and best is not None:
        return None, best, best
    if bound == "about" and best is not None:
        return None, best, None
    return low, best, high


def _core(words: Sequence[str], skip: int) -> _Core | None:
    """The number itself, from word `skip` on: a range, a plural of a scale, a vague word or a numeral."""
    if skip >= len(words):
        return None
    if words[skip] == "between":
        return _span(words, skip + 1, ("and",))
    if words[skip] == "from":
        return _span(words, skip + 1, ("to",))
    return (
        _span(words, skip, ("to", "or", "-", "\u2013", "\u2014"))
        or _plural(words, skip)
        or _word(words, skip)
        or _numeral(words, skip)
    )


def _span(words: Sequence[str], start: int, links: tuple[str, ...]) -> _Core | None:
    """Read "10 to 15", "two or three", "10-15" in one token or three."""
    left, between, right = words[start].replace("\u2013", "-").partition("-") if start < len(words) else ("", "", "")
    if between and right and left[:1].isdigit() and right[:1].isdigit():
        low, high = digits_to_number(left), digits_to_number(right)
        return _Core(low, None, high, start + 1) if low is not None and high is not None and low < high else None
    first = _longest(words, start)
    if first is None or first[1] >= len(words) or words[first[1]] not in links:
        return None
    second = _longest(words, first[1] + 1)
    if second is None:
        return None
    low, high = first[0], second[0]
    scale = _scale_of(words[second[1] - 1])
    if low < high and scale > 1 and low * scale < high + 1 and _scale_of(words[first[1] - 1]) == 1:
        low *= scale
    return _Core(low, None, high, second[1]) if low < high else None


def _scale_of(word: str) -> int:
    return quantities().scales.get(word, 1)


def _plural(words: Sequence[str], start: int) -> _Core | None:
    """Read "dozens", "tens of thousands", "several hundred", "a few dozen", "many hundreds"."""
    known = quantities()
    place, number = start, 1
    if words[place] in ("many", "several", "a") and place + 1 < len(words) and words[place + 1] in known.plurals:
        place += 1
    if words[place] in known.plurals:
        number = 2 * known.plurals[words[place]]
        place += 1
        while words[place : place + 1] == ["of"] and place + 1 < len(words) and words[place + 1] in known.plurals:
            number *= known.plurals[words[place + 1]]
            place += 2
        return _Core(number, None, None, place)
    place = start + (words[start] == "a")
    if place + 1 < len(words) and words[place] in known.vague and words[place + 1] in known.scales:
        return _Core(known.vague[words[place]] * known.scales[words[place + 1]], None, None, place + 2)
    return None


def _word(words: Sequence[str], start: int) -> _Core | None:
    """Read "several", "a few", "a couple", "no", "none", "a dozen", "half a dozen", "two dozen"."""
    known = quantities()
    if words[start] in _NONE or words[start : start + 2] == ["no", "one"]:
        return _Core(0, 0, 0, start + (2 if words[start : start + 2] == ["no", "one"] else 1))
    place = start + (words[start] in ("a", "the"))
    if place < len(words) and words[place] in known.vague and (words[place] in _BARE or place > start):
        return _Core(known.vague[words[place]], None, None, place + 1)
    if words[start] == "both":
        return _Core(2, 2, 2, start + 1)
    return None


def _numeral(words: Sequence[str], start: int) -> _Core | None:
    found = _longest(words, start)
    if found is None:
        return None
    number, end = found
    row = words[start:end]
    rounded = any("." in word for word in row) or row[-1] in ("dozen", "score") or row[0] == "half"
    rounded = rounded or (row[0] in ("a", "an") and len(row) > 1)
    return _Core(None, number, None, end) if rounded else _Core(number, number, number, end)


def _longest(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The longest numeral at `start`: its number and where it ends."""
    if start >= len(words) or not _may_begin(words, start):
        return None
    if grouped := _grouped(words, start):
        return grouped
    for end in range(min(start + LONGEST_NUMBER, len(words)), start, -1):
        row = [word for word in words[start:end] if word != "-"]
        if row and words[end - 1] not in ("and", "-", "a", "an") and (number := words_to_number(row)) is not None:
            return number, end
    return None


def _grouped(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """Read "1 200" and "12 000 000": digits in groups of three with spaces between."""
    end = start + 1
    while _is_group(words[start]) and end < len(words) and words[end].isdecimal() and len(words[end]) == 3:
        end += 1
    return None if end == start + 1 else (int("".join(words[start:end])), end)


def _may_begin(words: Sequence[str], start: int) -> bool:
    word, known = words[start], quantities()
    first = word.partition("-")[0]
    if word in ("a", "an", "half"):
        following = words[start + 1 : start + 3]
        return any(part in known.scales for part in following[: 1 if word != "half" else 2])
    return word[:1].isdigit() or first in known.units or (word in known.scales and word != "score")


def _is_measure(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the number measures money, a share, an age, an order or a day of a month, and so counts nobody."""
    before = tokens[start - 1].text if start else ""
    after = tokens[end].text.lower() if end < len(tokens) else ""
    if _is_month(tokens, end) and _is_group(tokens[end - 1].text.rpartition("-")[2]):
        return True
    if before[-1:] in _CURRENCY or after in quantities().measures:
        return True
    if after in ("-", "\u2013") and end + 1 < len(tokens):
        return tokens[end + 1].start == tokens[end].end
    return False


def _is_cut(tokens: Sequence[Token], core: int) -> bool:
    """Whether the number at `core` is the rest of a longer one ("million" of "3 million"), or a year ("in 2016")."""
    word = tokens[core].text.lower()
    before = tokens[core - 1].text.lower() if core else ""
    if word in quantities().scales and (before[:1].isdigit() or before in quantities().units):
        return True
    if len(word) == 3 and word.isdecimal() and _is_group(before) and core > 1 and not _dates(tokens, core - 1):
        return True
    dated = before in _DATING or _is_month(tokens, core - 1) or (before == "," and _dates(tokens, core - 2))
    if word.isdecimal() and int(word) in _YEARS and dated:
        return True
    return _dates(tokens, core)


def _is_group(word: str) -> bool:
    return word.isdecimal() and len(word) <= 3 and word[0] != "0"


def _dates(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number at `place` is the day of a month: "March 12"."""
    return _is_month(tokens, place - 1) and _is_group(tokens[place].text)


def _is_month(tokens: Sequence[Token], place: int) -> bool:
    if 0 < place < len(tokens) and tokens[place].text == ".":
        place -= 1
    if not 0 <= place < len(tokens) or not tokens[place].text[0].isupper():
        return False
    return lexicon().classes.get(tokens[place].text.lower().rstrip("."), ("", ""))[0] in ("month", "monthabbr")

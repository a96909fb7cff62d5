"""Is a text English? Told by its script and its function words; the commoner other languages are named.

The measure is the share of a text's words that are function words of a language (tongues.toml). English prose
has 0.25 to 0.45 of them by the English list. A text passes when its English share is near the best, so a report
that quotes at length in another language passes, and so does one too short to tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache

from frontline.errors import KnowledgeError
from frontline.reading.datafiles import load_lists

ENGLISH = "English"
UNNAMED = ""
SHORTEST = 20
"""Texts of fewer words, or with fewer than three times as many letters of another script, are not judged."""
# Set by hand and measured, not fitted: docs/reading.md gives what they refuse.
_ENOUGH_ENGLISH = 0.12
_NEAR_BEST = 0.6
_LEAST_ENGLISH = 0.05
_NAMED = 0.12
_WINDOW = 50_000
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Tongues:
    words: dict[str, dict[str, frozenset[str]]]
    starts: tuple[int, ...]
    ranges: tuple[tuple[int, int, str], ...]

    def script(self, letter: str) -> str:
        code = ord(letter)
        index = bisect_right(self.starts, code) - 1
        if index < 0 or code > self.ranges[index][1]:
            return "Latin"
        return self.ranges[index][2]


@cache
def _tongues() -> _Tongues:
    raw = load_lists("tongues.toml", ("latin", "cyrillic", "arabic", "scripts"))
    ranges = []
    for script, blocks in raw.pop("scripts").items():
        for block in blocks:
            if not re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", block):
                raise KnowledgeError(
                    f'frontline/reading/tongues.toml, [scripts] "{script}": "{block}"; write 0400-052F'
                )
            first, last = (int(part, 16) for part in block.split("-"))
            ranges.append((first, last, script))
    ranges.sort()
    words = {script: {name: frozenset(listed) for name, listed in table.items()} for script, table in raw.items()}
    return _Tongues(words, tuple(first for first, _, _ in ranges), tuple(ranges))


def tongue_of(text: str) -> str | None:
    """Return the language of a text: ENGLISH, another's name, UNNAMED for one that is neither, None if too short."""
    sample = text[:_WINDOW]
    letters: Counter[str] = Counter()
    for letter, times in Counter(sample).items():
        if letter.isalpha():
            letters[_tongues().script(letter)] += times
    script = max(letters, key=letters.__getitem__, default="Latin")
    words = _WORD.findall(sample.lower())
    if script == "Latin":
        return _by_words(words, "latin") if len(words) >= SHORTEST else None
    if letters[script] < 3 * SHORTEST:
        return None
    if script.lower() in _tongues().words:
        return _by_words(words, script.lower()) or f"a language in {script} script"
    return "Japanese" if letters["Japanese"] > 0.1 * letters.total() else script


def _by_words(words: list[str], script: str) -> str:
    counted = Counter(words)
    shares = {
        name: sum(counted[word] for word in listed) / len(words) for name, listed in _tongues().words[script].items()
    }
    english = shares.pop(ENGLISH, 0.0)
    name, best = max(shares.items(), key=lambda item: item[1])
    if english >= _LEAST_ENGLISH and (english >= best or (english >= _ENOUGH_ENGLISH and english >= _NEAR_BEST * best)):
        return ENGLISH
    if best >= _NAMED and best > english:
        return name
    return ENGLISH if english >= _LEAST_ENGLISH else UNNAMED

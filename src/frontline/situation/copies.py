"""Copies: the same words in another report are no second witness.

A claim is a copy of an earlier one when both are of one kind and stance, their days overlap or lie within three days of
each other, and the sentences that carry them share at least 60 % of their three-word shingles (Jaccard). Sentences, not
whole reports, are compared: agencies' copy is cut, joined and padded by whoever reprints it, and the sentence is all that
a written claim keeps of its report. Only claims of one kind about one place are compared with each other, so no sketch
(MinHash) is needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from frontline.situation.testimony import Testimony

LIKE = 0.6
"""The share of shingles from which two sentences are copies. A house rule: one word changed in fifteen keeps above it."""
NEAR = timedelta(days=3)
_WORDS = 3
_WORD = re.compile(r"\w+")


def originals(testimonies: Iterable[Testimony]) -> tuple[Testimony, ...]:
    """Return testimonies about one place without copies of one another, by publication, then by id.

    The first published is the original, whatever the order here. Two claims of one report are never copies: a report
    repeats a sentence for a reason.
    """
    kept: list[Testimony] = []
    seen: dict[tuple[object, ...], list[Testimony]] = defaultdict(list)
    for one in sorted(testimonies, key=lambda one: (one.filed, one.report, one.claim)):
        block = seen[one.kind, one.form, one.holder]
        if not any(_copies(one, other) for other in block):
            block.append(one)
            kept.append(one)
    return tuple(kept)


def _copies(one: Testimony, other: Testimony) -> bool:
    if one.report == other.report or one.first - other.day > NEAR or other.first - one.day > NEAR:
        return False
    return likeness(shingles(one.words), shingles(other.words)) >= LIKE


@lru_cache(maxsize=65536)
def shingles(text: str) -> frozenset[str]:
    """Return the runs of three words of a sentence, without case and signs; the whole of a shorter one."""
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = (" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1))
    return frozenset(runs) if len(words) > _WORDS else frozenset([" ".join(words)])


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of shingles that two sentences have in common (Jaccard), 0 to 1."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared)

"""Raw text to sentences of words, with exact offsets."""

from __future__ import annotations

from itertools import pairwise

from frontline.language.boundaries import learned, sentence_starts
from frontline.language.words import word_offsets


def split(text: str) -> list[list[tuple[int, int]]]:
    """Return the sentences of a text, each as the start and end of its words in code points of `text`.

    Every non-space character is in exactly one word, words are in order and do not overlap, and no sentence is
    empty. Words follow the English Universal Dependencies treebanks ("do|n't", "U.S.|-|backed", "24|km").
    """
    offsets = word_offsets(text)
    starts = sentence_starts(text, offsets, learned())
    return [offsets[start:end] for start, end in pairwise([*starts, len(offsets)])]

"""What the language core says of a text: sentences of tokens with tags, a tree, names and predicates.

Offsets are code points of the whole report. Indexes of tokens count within the sentence, from 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Token(NamedTuple):
    """One word: `report.text[start:end] == text`.

    `upos` and `deprel` are Universal Dependencies v2, `xpos` is Penn Treebank, `lemma` is lower-case
    but for proper nouns. `head` is the index of the governor in the sentence, -1 for the root.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start:end` (end exclusive) that name a PER, ORG, LOC or NORP (nationality, religion)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Argument:
    """Tokens `start:end` that fill the PropBank role `label` of a predicate; `head` is their head token."""

    label: str
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that speaks of a happening or a state, with its arguments."""

    token: int
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """Token `head` heads what fills `label` of a happening: a role of claims, "source", or who is counted as what.

    `share` is how sure the model is, between 0 and 1.
    """

    label: str
    head: int
    share: float


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that may tell of a happening, as the model reads it.

    `share` is how likely it tells of one at all. `kinds` are kinds of the codebook, the likeliest first, with their
    shares, which sum to `share` at most; `stances` are shares of stances, the likeliest first, `negative` the share of
    a negation. `edges` are to what fills its roles, `counts` to those whom a number counts.
    """

    token: int
    share: float
    kinds: tuple[tuple[str, float], ...]
    stances: tuple[tuple[str, float], ...]
    negative: float
    edges: tuple[Edge, ...]
    counts: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text[start:end]` of the report, first token to last.

    `tellings` is None where an annotator does not look for any; `facts` (the factuality of each token, from -3, did not
    happen, to 3, did) is empty then. `vectors` has a row for each token, its states in the encoder (what the word is,
    what it is in its sentence, what it tells of); None where they were not asked for. They are no part of equality.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    predicates: tuple[Predicate, ...]
    tellings: tuple[Telling, ...] | None = None
    facts: tuple[float, ...] = ()
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)


Annotator = Callable[[str, int], tuple[Sentence, ...]]
"""The seam of the language core: a block of text and its offset in the report, to its sentences.

Anything callable like this may take the model's place.
"""

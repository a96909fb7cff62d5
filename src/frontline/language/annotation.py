"""What the language core says of a text: sentences of tokens with tags, a tree, names and predicates.

Offsets are code points of the whole report. Indexes of tokens count within the sentence, from 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
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
class Sentence:
    """One sentence. `text[start:end]` of the report, first token to last."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    predicates: tuple[Predicate, ...]


Annotator = Callable[[str, int], tuple[Sentence, ...]]
"""The seam of the language core: a block of text and its offset in the report, to its sentences.

Anything callable like this may take the model's place.
"""

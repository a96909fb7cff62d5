"""The scores of the CoNLL 2018 shared task on raw text, written from their definition.

Definition: https://universaldependencies.org/conll18/evaluation.html. The characters of gold and system text are
numbered with white space left out, so that neither side's spaces matter. A sentence is right when both its ends are.
A system word is aligned with the gold word that covers the same characters. The share of right words is F1: twice
the right ones by gold and system words together, so that words cut wrongly count against every score. For LAS the
governors must be aligned with each other (or both be the root) and the relations equal without their subtypes;
punctuation counts.

One thing is simpler than in the task's own program: words of a contraction that do not spell it are aligned in their
order, not by longest common subsequence. No contraction of EWT or GUM is of that kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from frontline.errors import UsageError
from frontline.language.annotation import Sentence
from frontline.language.conllu import Document

ROOT = -1


@dataclass(frozen=True, slots=True)
class ScoredWord:
    """A word with its offsets in the text; `head` is the index of its governor in the whole text, -1 for a root."""

    start: int
    end: int
    head: int
    deprel: str
    upos: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text with its sentences, as start and end, and the words of all of them."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    words: tuple[ScoredWord, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many are right, and how many there are in gold and in the system's answer."""

    right: int = 0
    gold: int = 0
    system: int = 0

    def __add__(self, other: Count) -> Count:
        """Return the sums."""
        return Count(self.right + other.right, self.gold + other.gold, self.system + other.system)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, a share; 0 where there is nothing at all."""
        return 2 * self.right / (self.gold + self.system) if self.gold + self.system else 0.0


@dataclass(frozen=True, slots=True)
class RawScores:
    """The counts of one or more texts."""

    sentences: Count = Count()
    words: Count = Count()
    upos: Count = Count()
    uas: Count = Count()
    las: Count = Count()

    def __add__(self, other: RawScores) -> RawScores:
        """Return the sums."""
        return RawScores(
            self.sentences + other.sentences,
            self.words + other.words,
            self.upos + other.upos,
            self.uas + other.uas,
            self.las + other.las,
        )


def from_gold(document: Document) -> Analysis:
    """Return a treebank document as an analysis."""
    words: list[ScoredWord] = []
    for offset, sentence in document.sentences:
        base = len(words)
        words.extend(
            ScoredWord(offset + w.start, offset + w.end, base + w.head if w.head >= 0 else ROOT, w.deprel, w.upos)
            for w in sentence.words
        )
    spans = tuple((offset, offset + len(sentence.text)) for offset, sentence in document.sentences)
    return Analysis(document.text, spans, tuple(words))


def from_sentences(text: str, sentences: Iterable[Sentence]) -> Analysis:
    """Return what the language core says of a text as an analysis."""
    words: list[ScoredWord] = []
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        base = len(words)
        spans.append((sentence.start, sentence.end))
        words.extend(
            ScoredWord(token.start, token.end, base + token.head if token.head >= 0 else ROOT, token.deprel, token.upos)
            for token in sentence.tokens
        )
    return Analysis(text, tuple(spans), tuple(words))


def score(gold: Analysis, system: Analysis) -> RawScores:
    """Compare two analyses of one text. Raises `UsageError` when they differ in more than white space."""
    if "".join(gold.text.split()) != "".join(system.text.split()):
        raise UsageError("conll18: gold and system texts differ in more than white space; analyse the gold's own text.")
    gold_at, system_at = _positions(gold.text), _positions(system.text)
    gold_sentences = {(gold_at[start], gold_at[end]) for start, end in gold.sentences}
    system_sentences = {(system_at[start], system_at[end]) for start, end in system.sentences}
    sentences = Count(len(gold_sentences & system_sentences), len(gold.sentences), len(system.sentences))
    partner = _aligned(_keys(gold, gold_at), _keys(system, system_at))
    right = Counter[str]()
    for index, word in enumerate(gold.words):
        other = partner.get(index)
        if other is None:
            continue
        answer = system.words[other]
        attached = answer.head == (partner.get(word.head, -2) if word.head >= 0 else ROOT)
        right["words"] += 1
        right["upos"] += word.upos == answer.upos
        right["uas"] += attached
        right["las"] += attached and universal(word.deprel) == universal(answer.deprel)
    sizes = len(gold.words), len(system.words)
    return RawScores(sentences, *(Count(right[name], *sizes) for name in ("words", "upos", "uas", "las")))


def universal(deprel: str) -> str:
    """Return a relation without its subtype."""
    return deprel.partition(":")[0]


def _positions(text: str) -> list[int]:
    """For every offset, how many characters other than white space come before it."""
    return list(accumulate((not character.isspace() for character in text), initial=0))


def _keys(analysis: Analysis, positions: Sequence[int]) -> list[tuple[int, int, int]]:
    """Name every word by its characters, and by its order among the words that share them."""
    seen = Counter[tuple[int, int]]()
    keys: list[tuple[int, int, int]] = []
    for word in analysis.words:
        span = positions[word.start], positions[word.end]
        keys.append((*span, seen[span]))
        seen[span] += 1
    return keys


def _aligned(gold: Iterable[tuple[int, int, int]], system: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """From the index of a gold word to that of the system word of the same characters."""
    index = {key: number for number, key in enumerate(system)}
    return {number: index[key] for number, key in enumerate(gold) if key in index}

"""Likeness: a user's kinds found by examples, with what the encoder makes of a word and the word itself.

A kind is learned from the triggers of its examples, and from words that are not of it: those of the codebook's own
examples (the background) and of the kind's counterexamples. A word's score for a kind is a weighted sum of named
signals; from the kind's threshold on the word tells of it. docs/codebook.md says how well that goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontline.errors import KnowledgeError
from frontline.knowledge.codebook import PARTS, Kind, Part
from frontline.knowledge.own_kinds import Marked, OwnKind
from frontline.language.annotation import Sentence
from frontline.language.inflection import base_of
from frontline.language.tree import head_of

Rows = NDArray[np.float32]
VectorAnnotator = Callable[[str], Sequence[Sentence]]
"""A text to its sentences, their vectors kept."""

STATES = (384, 384, 256)
"""The widths of the encoder's three states of a word, side by side in `Sentence.vectors`."""
WEIGHTS = np.array([0.5, 1.0, 1.0, 1.5], dtype=np.float32)
"""What the signals weigh, in the order of `Signals`; chosen on core kinds taken as a user's (docs/codebook.md)."""
DEVIATIONS, TOWARDS = 3.0, 0.25
"""A threshold stands so many standard deviations above the background's mean, and this share of the way from there to
the examples; chosen as the weights were."""
NEAREST = 2
"""A word is compared with so many examples, those that are nearest."""
TELLS = 0.1
"""The share from which the model's telling makes a word one that may be of a kind."""
SURELY = 0.5
"""The share from which the model surely takes a word for a core kind."""
_NEVER = frozenset({"PROPN", "AUX", "PRON", "DET", "ADP", "NUM", "CCONJ", "SCONJ", "PART", "PUNCT"})


class Signals(NamedTuple):
    """What speaks for a word, each 1 at most: its lemma is an example's, and how like its states are to theirs.

    The states are what the word is, what it is in its sentence, and what it tells of.
    """

    lemma: float
    word: float
    place: float
    telling: float


class Alike(NamedTuple):
    """A word that is like a kind's examples: its score, and the signals that the score sums up."""

    token: int
    kind: OwnKind
    part: Part
    score: float
    signals: Signals


class Words(NamedTuple):
    """Words as they are compared: their lemmas, and their states, centred and of length 1, side by side."""

    lemmas: tuple[str, ...]
    states: Rows


@dataclass(frozen=True, slots=True)
class Learned:
    """One kind as it was learned.

    From `threshold` on a word's score makes it one of the kind. `alone` are the scores of the examples' triggers, each
    by the other examples alone; `contrary` those of the counterexamples, each its best word's. `mistaken` is the share
    of the background that would be taken. `near` is the core kind whose examples have the best words for the kind, with
    the mean of their scores. `told` are the core kinds
    that the model gives the examples' triggers, None where none; `kin` all that it thinks likely of any, `near`, the one
    that the kind is like, and itself.
    """

    kind: OwnKind
    examples: Words
    threshold: float
    alone: tuple[float, ...]
    contrary: tuple[float, ...]
    mistaken: float
    near: tuple[str, float]
    told: tuple[str | None, ...]
    kin: frozenset[str]

    def forbids(self, told: str | None) -> bool:
        """Say whether a core kind that the model surely gives a word keeps it from this kind: none that is its kin."""
        return told is not None and told not in self.kin

    @property
    def found(self) -> int:
        """How many examples are found leaving each out of what it is found by."""
        return sum(score >= self.threshold for score in self.alone)


class Background(NamedTuple):
    """Words of the codebook's examples, the kind of each one's sentence, and the mean of all words' states."""

    words: Words
    kinds: tuple[str, ...]
    mean: Rows


@dataclass(frozen=True, slots=True)
class Likeness:
    """A user's kinds as they were learned, and the mean that states are centred by."""

    learned: tuple[Learned, ...]
    mean: Rows

    @classmethod
    def learn(cls, own: Iterable[OwnKind], core: Iterable[Kind], annotate: VectorAnnotator) -> Likeness:
        """Learn the kinds that are found by likeness; `core` are the codebook's kinds, which give the background.

        Raises:
            KnowledgeError: an example's trigger is no word of its sentence.
        """
        kinds = [one for one in own if one.by_likeness]
        if not kinds:
            return cls((), np.zeros(sum(STATES), dtype=np.float32))
        background = background_of(core, annotate)
        return cls(tuple(_learned(kind, background, annotate) for kind in kinds), background.mean)

    def find(self, sentence: Sentence) -> tuple[Alike, ...]:
        """Return the words of a sentence that tell of a kind, each of the kind that it passes by most."""
        rows = candidates(sentence) if self.learned else []
        if not rows:
            return ()
        words = words_of(sentence, rows, self.mean)
        signals = [signals_of(words, one.examples) for one in self.learned]
        scores = np.stack([rows_of @ WEIGHTS for rows_of in signals])
        above = scores - np.array([[one.threshold] for one in self.learned], dtype=np.float32)
        best = above.argmax(axis=0)
        return tuple(
            Alike(
                token,
                self.learned[best[at]].kind,
                PARTS.get(sentence.tokens[token].upos, "noun"),
                float(scores[best[at], at]),
                Signals(*map(float, signals[best[at]][at])),
            )
            for at, token in enumerate(rows)
            if above[best[at], at] >= 0 and not self.learned[best[at]].forbids(_told(sentence, token, SURELY))
        )


def candidates(sentence: Sentence) -> list[int]:
    """The words that may tell of something: predicates and tellings of the model, less names and words without content."""
    told = {telling.token for telling in sentence.tellings or () if telling.share >= TELLS}
    told |= {predicate.token for predicate in sentence.predicates}
    return sorted(at for at in told if sentence.tokens[at].upos not in _NEVER)


def words_of(sentence: Sentence, rows: Sequence[int], mean: Rows) -> Words:
    """Some words of a sentence that has vectors, as they are compared."""
    assert sentence.vectors is not None, "annotate with vectors=True"
    return Words(tuple(_lemma(sentence, at) for at in rows), _unit(sentence.vectors[list(rows)] - mean))


def signals_of(words: Words, examples: Words, left_out: Sequence[int] | None = None) -> Rows:
    """The signals (words, 4) of words by some examples; `left_out` gives for each word an example not to ask."""
    same = np.array([[lemma == other for other in examples.lemmas] for lemma in words.lemmas], dtype=np.float32)
    starts = np.cumsum((0, *STATES))
    parts = [words.states[:, start:end] @ examples.states[:, start:end].T for start, end in pairwise(starts)]
    if left_out is not None:
        at = np.arange(len(words.lemmas)), np.array(left_out)
        for part in (same, *parts):
            part[at] = -1.0
    nearest = min(NEAREST, len(examples.lemmas) - (left_out is not None))
    likeness = [np.sort(part, axis=1)[:, -nearest:].mean(axis=1) for part in parts]
    return np.stack([same.max(axis=1).clip(0.0), *likeness], axis=1).astype(np.float32)


def background_of(core: Iterable[Kind], annotate: VectorAnnotator) -> Background:
    """The words of the examples and counterexamples of the codebook's kinds that may tell of something."""
    kinds = tuple(core)
    texts = [(kind.key, text) for kind in kinds for text in kind.examples]
    texts += [(one.instead or "", one.text) for kind in kinds for one in kind.counterexamples]
    rows = [(key, sentence, candidates(sentence)) for key, text in texts for sentence in annotate(text)]
    mean = np.concatenate([one.vectors[at] for _, one, at in rows if at and one.vectors is not None]).mean(axis=0)
    words = [words_of(sentence, at, mean) for _, sentence, at in rows if at]
    keys = tuple(key for key, _, at in rows for _ in at)
    return Background(_joined(words), keys, mean)


def _learned(own: OwnKind, background: Background, annotate: VectorAnnotator) -> Learned:
    triggers = [_trigger(marked, own, annotate) for marked in own.examples]
    examples = _joined([words_of(sentence, [at], background.mean) for sentence, at in triggers])
    told = tuple(_told(sentence, at) for sentence, at in triggers)
    alone = signals_of(examples, examples, range(len(examples.lemmas))) @ WEIGHTS
    contrary = tuple(_contrary(marked, examples, background.mean, annotate) for marked in own.contraries)
    scores = signals_of(background.words, examples) @ WEIGHTS
    keys = np.array(background.kinds)
    others = scores[keys != (own.core.key if own.core is not None else "")]
    threshold = threshold_of(alone, others)
    core = sorted(set(background.kinds) - {""})
    near = {key: float(np.sort(scores[keys == key])[-NEAREST:].mean()) for key in core}
    closest = max(near, key=lambda key: near[key])
    mistaken = float((others >= threshold).mean())
    likely = (key for sentence, at in triggers for key in _likely(sentence, at))
    kin = frozenset((own.kind.key, own.core.key if own.core is not None else closest, closest, *likely))
    found = tuple(map(float, alone))
    return Learned(own, examples, threshold, found, contrary, mistaken, (closest, near[closest]), told, kin)


def threshold_of(alone: Rows, others: Rows) -> float:
    """The score from which a word is of a kind: high above the background's, and some way on to the examples' own.

    `alone` are the examples' scores without themselves, of which the best third counts: the rest may be odd ones.
    """
    floor = float(others.mean() + DEVIATIONS * others.std())
    best = float(np.sort(alone)[-max(1, len(alone) // 3) :].mean())
    return floor + TOWARDS * max(0.0, best - floor)


def _likely(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The kinds that the model thinks likely of a word."""
    return tuple(key for one in sentence.tellings or () if one.token == at for key, _ in one.kinds)


def _told(sentence: Sentence, at: int, least: float = 0.0) -> str | None:
    """The kind that the model gives a word that tells of some kind more likely than not; `least` is its own share."""
    found = next((telling for telling in sentence.tellings or () if telling.token == at), None)
    if found is None or found.share < 0.5 or not found.kinds or found.kinds[0][1] < least:
        return None
    return found.kinds[0][0]


def _trigger(marked: Marked, own: OwnKind, annotate: VectorAnnotator) -> tuple[Sentence, int]:
    """The sentence of an example and the head word of its trigger."""
    for sentence in annotate(marked.text):
        head = head_of(sentence, marked.start, marked.end)
        if head is not None:
            return sentence, head
    raise KnowledgeError(f"line {marked.line}: {own.kind.key}: no word between the asterisks; mark a whole word")


def _contrary(marked: Marked, examples: Words, mean: Rows, annotate: VectorAnnotator) -> float:
    """The best score of a counterexample's words, or of the marked ones."""
    best = -1.0
    for sentence in annotate(marked.text):
        rows = [at for at in candidates(sentence) if not marked.end or _within(sentence, at, marked)]
        if rows:
            best = max(best, float((signals_of(words_of(sentence, rows, mean), examples) @ WEIGHTS).max()))
    return best


def _within(sentence: Sentence, at: int, marked: Marked) -> bool:
    return sentence.tokens[at].start < marked.end and marked.start < sentence.tokens[at].end


def _lemma(sentence: Sentence, at: int) -> str:
    token = sentence.tokens[at]
    return base_of(token.text, token.xpos, token.lemma.lower()).lower()


def _unit(states: Rows) -> Rows:
    """Each state of each word at length 1."""
    parts = np.split(states, np.cumsum(STATES)[:-1], axis=1)
    scaled = [part / (np.linalg.norm(part, axis=1, keepdims=True) + 1e-6) for part in parts]
    return np.concatenate(scaled, axis=1).astype(np.float32)


def _joined(words: Sequence[Words]) -> Words:
    return Words(tuple(lemma for one in words for lemma in one.lemmas), np.concatenate([one.states for one in words]))

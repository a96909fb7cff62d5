"""Scores of predicted layers against gold ones, on gold words.

Every figure is a share between 0 and 1. LAS counts all words, punctuation too, and relations with their subtypes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from frontline.language.decode import Labelled
from frontline.training.augment import name_spans
from frontline.training.corpora import Example, Told


class Predicted(NamedTuple):
    """What a model says of one sentence. Heads count from 0, -1 is the root."""

    upos: Sequence[str]
    xpos: Sequence[str]
    lemmas: Sequence[str]
    heads: Sequence[int]
    deprels: Sequence[str]
    names: Sequence[Labelled]
    frames: Sequence[tuple[int, Sequence[Labelled]]]
    claims: Sequence[Told] = ()


@dataclass(slots=True)
class Counts:
    """True positives, predicted and gold, of spans."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, predicted: set[object], gold: set[object]) -> None:
        """Count one sentence's sets of spans."""
        self.right += len(predicted & gold)
        self.predicted += len(predicted)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where there is nothing."""
        return 2 * self.right / max(1, self.predicted + self.gold)


@dataclass(slots=True)
class Scores:
    """Running sums over a treebank."""

    words: int = 0
    hits: dict[str, int] = field(default_factory=dict)
    names: Counts = field(default_factory=Counts)
    by_type: dict[str, Counts] = field(default_factory=dict)
    predicates: Counts = field(default_factory=Counts)
    roles: Counts = field(default_factory=Counts)
    triggers: Counts = field(default_factory=Counts)
    kinds: Counts = field(default_factory=Counts)
    edges: Counts = field(default_factory=Counts)
    stances: Counts = field(default_factory=Counts)

    def add(self, example: Example, said: Predicted) -> None:
        """Count one sentence."""
        self.words += len(example.words)
        if example.upos is not None:
            self._tags(example, said)
        if example.claims is not None:
            self._claims(said.claims, example.claims)
        if example.names is not None and example.layer == "uner":
            gold = {span for span in name_spans(example) if span.label != "NORP"}
            self._names({(*span,) for span in said.names if span.label != "NORP"}, {(*span,) for span in gold})
        if example.frames is not None:
            self.predicates.add({at for at, _ in said.frames}, {frame.predicate for frame in example.frames})
            self.roles.add(
                {(at, role.label, role.start, role.end) for at, roles in said.frames for role in roles},
                {(f.predicate, r.label, r.start, r.end) for f in example.frames for r in f.roles},
            )

    def _tags(self, example: Example, said: Predicted) -> None:
        heads, deprels = example.heads or [], example.deprels or []
        attached = [head == own for head, own in zip(said.heads, heads, strict=True)]
        labelled = [ok and a == b for ok, a, b in zip(attached, said.deprels, deprels, strict=True)]
        for key, values in (
            ("upos", _same(said.upos, example.upos)), ("xpos", _same(said.xpos, example.xpos)),
            ("lemma", _same(map(str.lower, said.lemmas), map(str.lower, example.lemmas or []))), ("uas", sum(attached)), ("las", sum(labelled)),
        ):  # fmt: skip
            self.hits[key] = self.hits.get(key, 0) + values

    def _claims(self, said: Sequence[Told], gold: Sequence[Told]) -> None:
        self.triggers.add({one.word for one in said}, {one.word for one in gold})
        self.kinds.add({(one.word, one.kind) for one in said}, {(one.word, one.kind) for one in gold})
        self.edges.add(
            {(one.word, *edge) for one in said for edge in one.edges},
            {(one.word, *edge) for one in gold for edge in one.edges},
        )
        self.stances.add({(one.word, one.stance) for one in said}, {(one.word, one.stance) for one in gold})

    def _names(self, said: set[tuple[int, int, str]], gold: set[tuple[int, int, str]]) -> None:
        self.names.add(set(said), set(gold))
        for kind in ("PER", "ORG", "LOC"):
            counts = self.by_type.setdefault(kind, Counts())
            counts.add({span for span in said if span[2] == kind}, {span for span in gold if span[2] == kind})

    def figures(self) -> dict[str, float]:
        """The shares, by name."""
        found: dict[str, float] = {key: count / max(1, self.words) for key, count in self.hits.items()}
        if self.names.gold:
            found |= {"names": self.names.f1} | {f"names.{kind}": counts.f1 for kind, counts in self.by_type.items()}
        if self.roles.gold:
            found |= {"predicates": self.predicates.f1, "roles": self.roles.f1}
        if self.kinds.gold:
            found |= {
                "triggers": self.triggers.f1, "kinds": self.kinds.f1, "edges": self.edges.f1,
                "stances": self.stances.f1,
            }  # fmt: skip
        return {key: round(value, 4) for key, value in found.items()}


def _same(said: Iterable[str], gold: Iterable[str] | None) -> int:
    return sum(left == right for left, right in zip(said, gold or [], strict=False))


def score(examples: Sequence[Example], said: Iterable[Predicted]) -> dict[str, float]:
    """The figures of a treebank."""
    scores = Scores()
    for example, predicted in zip(examples, said, strict=True):
        scores.add(example, predicted)
    return scores.figures()

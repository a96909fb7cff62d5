"""Remarks on a user's kinds: what will not work as its author means it, and what would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from frontline.extraction.likeness import WEIGHTS, Learned, Likeness, signals_of


class Remark(NamedTuple):
    """What may be wrong with a kind, on which line of its file, and what would work."""

    line: int
    kind: str
    text: str


def remarks(likeness: Likeness) -> tuple[Remark, ...]:
    """Return the remarks on the kinds that are found by likeness, in the order of the file."""
    found = [remark for one in likeness.learned for remark in (*_sentences(one), *_covered(one))]
    return tuple(sorted((*found, *_near(likeness)), key=lambda remark: remark.line))


def _sentences(one: Learned) -> Iterator[Remark]:
    """Yield the examples that the others do not find, and the counterexamples that they do."""
    key = one.kind.kind.key
    for example, score in zip(one.kind.examples, one.alone, strict=True):
        if score < one.threshold:
            yield Remark(
                example.line,
                key,
                f"the other examples do not find this one (score {score:.2f}, threshold {one.threshold:.2f}); add one or "
                "two examples worded like it, or leave it out",
            )
    for contrary, score in zip(one.kind.contraries, one.contrary, strict=True):
        if score >= one.threshold:
            yield Remark(
                contrary.line,
                key,
                f"this counterexample would be taken (score {score:.2f}, threshold {one.threshold:.2f}); make the "
                "examples more alike, or give the kind triggers",
            )


def _covered(one: Learned) -> Iterator[Remark]:
    """Yield a core kind that tells of most examples already, unless the kind is like it."""
    key, number = Counter(one.told).most_common(1)[0]
    known = one.kind.core.key if one.kind.core is not None else None
    if key is not None and key != known and number * 2 > len(one.told):
        yield Remark(
            one.kind.line,
            one.kind.kind.key,
            f"the core kind {key!r} covers {number} of {len(one.told)} examples already; write `like: {key}` to take over "
            f"its roles and codes, or `key: {key}` to change that kind",
        )


def _near(likeness: Likeness) -> Iterator[Remark]:
    """Yield pairs of kinds of which one takes most examples of the other."""
    for one in likeness.learned:
        for other in likeness.learned:
            scores = signals_of(one.examples, other.examples) @ WEIGHTS
            taken = int((scores >= other.threshold).sum())
            if one is not other and taken * 2 > len(scores):
                yield Remark(
                    one.kind.line,
                    one.kind.kind.key,
                    f"{other.kind.kind.key!r} would take {taken} of its {len(scores)} examples; merge the two, or give "
                    "each the other's examples as counterexamples",
                )

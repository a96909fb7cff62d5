"""How far two annotators agree: Krippendorff's alpha for kinds and stances, F1 for spans.

Units are triggers: those of one annotator that share a character with one of the other's are one unit, any other is a
unit that the other left unmarked ("none" is a value of the kind, and counts as disagreement). Stance is compared on
units that both marked. Source: Krippendorff, Content Analysis (2004), chapter 11, nominal data, two coders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from frontline.corpus.document import ROLES, Document, MarkedClaim

Pair = tuple[MarkedClaim | None, MarkedClaim | None]
NONE = "none"


class Agreement(NamedTuple):
    """Figures of two annotations of the same texts. Alphas run from -1 to 1, F1s from 0 to 1."""

    documents: int
    claims: tuple[int, int]
    trigger_f1: float
    kind_alpha: float
    kind_alpha_matched: float
    stance_alpha: float
    role_f1: float
    role_overlap_f1: float
    source_f1: float
    count_f1: float


def alpha(pairs: Iterable[tuple[str, str]]) -> float:
    """Krippendorff's alpha of nominal values that two coders gave to units; 1 where there is nothing to differ in."""
    units = list(pairs)
    values = Counter(value for pair in units for value in pair)
    total = sum(values.values())
    expected = sum(count * (total - count) for count in values.values())
    if not expected:
        return 1.0
    observed = 2 * sum(left != right for left, right in units)
    return 1 - (total - 1) * observed / expected


def agreement(first: Sequence[Document], second: Sequence[Document]) -> Agreement:
    """Compare two annotations; documents are paired by key. Raises KeyError where the second lacks one of the first."""
    others = {document.key: document for document in second}
    pairs = [pair for one in first for pair in _units(one.claims, others[one.key].claims)]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    sides = [[pair[side] for pair in pairs if pair[side] is not None] for side in (0, 1)]
    return Agreement(
        documents=len(first),
        claims=(len(sides[0]), len(sides[1])),
        trigger_f1=2 * len(both) / max(1, len(sides[0]) + len(sides[1])),
        kind_alpha=alpha((one.kind if one else NONE, other.kind if other else NONE) for one, other in pairs),
        kind_alpha_matched=alpha((one.kind, other.kind) for one, other in both),
        stance_alpha=alpha((one.stance, other.stance) for one, other in both),
        role_f1=_span_f1(both, ROLES, exact=True),
        role_overlap_f1=_span_f1(both, ROLES, exact=False),
        source_f1=_span_f1(both, ("source",), exact=False),
        count_f1=_count_f1(both),
    )


def _units(first: Sequence[MarkedClaim], second: Sequence[MarkedClaim]) -> list[Pair]:
    left = list(second)
    pairs: list[Pair] = []
    for one in first:
        touching = [other for other in left if other.start < one.end and one.start < other.end]
        best = max(
            touching,
            key=lambda two: (two.kind == one.kind, two.start == one.start, two.stance == one.stance),
            default=None,
        )
        if best is not None:
            left.remove(best)
        pairs.append((one, best))
    return pairs + [(None, other) for other in left]


def _span_f1(pairs: Sequence[tuple[MarkedClaim, MarkedClaim]], roles: Sequence[str], *, exact: bool) -> float:
    """F1 of marks on the claims that both have: of the same characters, or sharing one."""
    right = found = 0
    for one, other in pairs:
        for role in roles:
            mine, theirs = one.of(role), list(other.of(role))
            found += len(mine) + len(theirs)
            for mark in mine:
                same = [
                    two for two in theirs if (mark == two if exact else mark.start < two.end and two.start < mark.end)
                ]
                if same:
                    theirs.remove(same[0])
                    right += 1
    return 2 * right / found if found else 1.0


def _count_f1(pairs: Sequence[tuple[MarkedClaim, MarkedClaim]]) -> float:
    mine = Counter((at, c.name, c.low, c.best, c.high) for at, (one, _) in enumerate(pairs) for c in one.counts)
    theirs = Counter((at, c.name, c.low, c.best, c.high) for at, (_, two) in enumerate(pairs) for c in two.counts)
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 1.0

"""Suite `claims`: what frontline makes of the annotated corpus, against what people marked in it.

A claim is found where one of the same kind has a trigger that shares a character with its own. A mark is found by its
head where the head words of both are one word, exactly where both are the same characters. Roles are compared within the
trigger's sentence, as docs/annotation.md marks them; what is told of a time or a party beyond it is not judged here. A
marked claim whose words negate it counts as denied: that is how a claim says so. Who issued a statement counts as its
outlet, as there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from frontline.corpus import UNSEEN, Document, MarkedClaim, split_of
from frontline.corpus.document import ROLES
from frontline.corpus.sentences import report_of, sentence_at
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.language.annotation import Sentence
from frontline.language.tree import head_of
from frontline.pipeline.run import Reading, blocks, run
from frontline.records import Claim, Span, Stance

JUDGED = tuple(role for role in ROLES if role != "reason")
"""The roles that a whole claim must have right; where a cause begins and ends is nobody's certainty."""
_FOLDED = {
    **dict.fromkeys(("abducted", "captured", "released", "convicted"), "detained"),
    **dict.fromkeys(("evacuated", "returned", "expelled"), "displaced"),
    **dict.fromkeys(("deployed", "mobilised", "surrendered", "defected"), "participants"),
}
"""The annotation has five counts, all of people; those that frontline tells apart besides are folded into them."""
Bounds = tuple[int | None, int | None, int | None]


class Extent(NamedTuple):
    """Characters `start:end`, and the first character of their head word."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of either side, made comparable."""

    kind: str
    stance: str
    start: int
    end: int
    roles: Mapping[str, frozenset[Extent]]
    sources: tuple[Extent, ...]
    counts: Mapping[str, Bounds]


class Pair(NamedTuple):
    """A marked claim and the one found for it; one of them may be missing."""

    gold: Told | None
    found: Told | None


def run_claims(corpus: Sequence[Document], split: str, annotate: Annotator, knowledge: Knowledge) -> dict[str, float]:
    """The figures of the documents of a split.

    Passages of real texts stand apart as `standoff.*`, and, on `test`, wars never trained on as `unseen.*`.
    """
    documents = [one for one in corpus if split_of(one) == split]
    pairs = {document.key: tuple(compared(document, annotate, knowledge)) for document in documents}
    own = [one for one in documents if not one.source and one.war not in UNSEEN]
    figures = {"documents": float(len(documents)), **_figures(_all(pairs, own))}
    unseen = [one for one in documents if one.war in UNSEEN]
    real = [one for one in documents if one.source]
    for name, members in (("unseen", unseen), ("standoff", real)):
        figures |= {f"{name}.{key}": value for key, value in _figures(_all(pairs, members)).items()}
    for name in ("war", "style"):
        groups = defaultdict(list)
        for document in documents:
            groups[getattr(document, name)].append(document)
        for group, members in sorted(groups.items()):
            of_group = _figures(_all(pairs, members))
            figures |= {f"{name}.{group}.{key}": of_group[key] for key in ("kind_f1", "whole_claim") if key in of_group}
    return figures


def compared(document: Document, annotate: Annotator, knowledge: Knowledge) -> Iterator[Pair]:
    """The marked claims of a document beside those that frontline makes of it."""
    report = report_of(document)
    sentences = [one for start, end in blocks(report) for one in annotate(report.text[start:end], start)]
    reading = next(one for one in run([report], annotate, knowledge) if isinstance(one, Reading))
    gold = [one for claim in document.claims if (one := _of_marks(claim, sentences)) is not None]
    found = [one for coded in reading.claims if (one := _of_claim(coded.claim, sentences)) is not None]
    yield from _paired(gold, found)


def _paired(gold: Sequence[Told], found: Sequence[Told]) -> Iterator[Pair]:
    left = list(found)
    for one in gold:
        same = [other for other in left if other.kind == one.kind and other.start < one.end and one.start < other.end]
        best = max(same, key=lambda other: _agreeing(one, other), default=None)
        if best is not None:
            left.remove(best)
        yield Pair(one, best)
    for other in left:
        yield Pair(None, other)


def _agreeing(one: Told, other: Told) -> int:
    return sum(len(_heads(one.roles[role]) & _heads(other.roles[role])) for role in ROLES) + (
        one.counts == other.counts
    )


def _of_marks(claim: MarkedClaim, sentences: Sequence[Sentence]) -> Told | None:
    sentence = sentence_at(sentences, claim.start)
    if sentence is None:
        return None
    roles = {role: frozenset(_extents(sentence, ((mark.start, mark.end) for mark in claim.of(role)))) for role in ROLES}
    sources = [
        extent
        for mark in claim.of("source")
        if (where := sentence_at(sentences, mark.start)) is not None
        for extent in _extents(where, [(mark.start, mark.end)])
    ]
    counts = {count.name: (count.low, count.best, count.high) for count in claim.counts}
    stance = "denied" if claim.negative and claim.stance in {Stance.ASSERTED, Stance.CLAIMED} else claim.stance
    return Told(claim.kind, stance, claim.start, claim.end, roles, tuple(sources), counts)


def _of_claim(claim: Claim, sentences: Sequence[Sentence]) -> Told | None:
    sentence = sentence_at(sentences, claim.trigger.start)
    if sentence is None:
        return None
    roles = {role: frozenset(_extents(sentence, _ends(_spans(claim, role)))) for role in ROLES}
    named = [source for source in claim.sources if source.kind not in {"outlet", "agency", "issuer"}]
    issued = claim.stance is Stance.CLAIMED and not named and any(source.kind == "issuer" for source in claim.sources)
    sources = [
        extent
        for source in named
        if source.span is not None and (where := sentence_at(sentences, source.span.start)) is not None
        for extent in _extents(where, _ends([source.span]))
    ]
    people = ((_FOLDED.get(name, name), count) for name, count in claim.counts if name != "destroyed")
    counts = {name: (count.low, count.best, count.high) for name, count in people}
    stance = Stance.ASSERTED if issued else claim.stance
    return Told(claim.kind, stance, claim.trigger.start, claim.trigger.end, roles, tuple(sources), counts)


def _spans(claim: Claim, role: str) -> list[Span]:
    if role == "time":
        return [claim.roles.time.span] if claim.roles.time is not None and claim.roles.time.span is not None else []
    return [one if isinstance(one, Span) else one.span for one in getattr(claim.roles, role)]


def _ends(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _extents(sentence: Sentence, ends: Iterable[tuple[int, int]]) -> Iterator[Extent]:
    for start, end in ends:
        head = head_of(sentence, start, end) if sentence.start <= start < sentence.end else None
        if head is not None:
            yield Extent(start, end, sentence.tokens[head].start)


@dataclass(slots=True)
class Tally:
    """What is right, found and marked."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: frozenset[object], gold: frozenset[object]) -> None:
        """Count two sets."""
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


@dataclass(slots=True)
class Sums:
    """Running sums over pairs."""

    kinds: Tally = field(default_factory=Tally)
    heads: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    counts: Tally = field(default_factory=Tally)
    by_role: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})
    stances: Counter[tuple[str, str]] = field(default_factory=Counter)
    matched: int = 0
    sources: int = 0
    whole: int = 0


def _all(pairs: Mapping[str, Sequence[Pair]], documents: Iterable[Document]) -> list[Pair]:
    return [pair for document in documents for pair in pairs[document.key]]


def _figures(pairs: Sequence[Pair]) -> dict[str, float]:
    if not pairs:
        return {}
    sums = Sums()
    for pair in pairs:
        _count(sums, pair)
    return {
        "claims": float(sums.kinds.gold),
        "kind_precision": sums.kinds.right / max(1, sums.kinds.found),
        "kind_recall": sums.kinds.right / max(1, sums.kinds.gold),
        "kind_f1": sums.kinds.f1,
        "role_f1": sums.heads.f1,
        "role_exact_f1": sums.exact.f1,
        **{f"role.{role}_f1": tally.f1 for role, tally in sums.by_role.items() if tally.gold},
        "counts_f1": sums.counts.f1,
        "stance_f1": _macro(sums.stances),
        "stance_accuracy": sum(n for (a, b), n in sums.stances.items() if a == b) / max(1, sums.matched),
        "source_accuracy": sums.sources / max(1, sums.matched),
        "whole_claim": sums.whole / max(1, sums.kinds.gold),
    }


def _count(sums: Sums, pair: Pair) -> None:
    gold, found = pair
    both = gold is not None and found is not None
    sums.kinds.right += both
    sums.kinds.gold += gold is not None
    sums.kinds.found += found is not None
    for role in ROLES:
        said = found.roles[role] if found else frozenset()
        asked = gold.roles[role] if gold else frozenset()
        _add(sums, role, (said, asked), both=both)
    _add_counts(sums.counts, gold, found)
    if gold is not None and found is not None:
        sums.matched += 1
        sums.stances[gold.stance, found.stance] += 1
        sources = [one.head for one in gold.sources] == [one.head for one in found.sources]
        sums.sources += sources
        sums.whole += sources and _whole(gold, found)


def _add(sums: Sums, role: str, sides: tuple[frozenset[Extent], frozenset[Extent]], *, both: bool) -> None:
    """Count a role's marks; those of a claim that has no partner are all missed or all in vain."""
    said, asked = sides
    for tally in (sums.heads, sums.by_role[role]):
        tally.right += len(_heads(said) & _heads(asked)) if both else 0
        tally.found += len(_heads(said))
        tally.gold += len(_heads(asked))
    ends = [frozenset((one.start, one.end) for one in side) for side in sides]
    sums.exact.right += len(ends[0] & ends[1]) if both else 0
    sums.exact.found += len(ends[0])
    sums.exact.gold += len(ends[1])


def _add_counts(tally: Tally, gold: Told | None, found: Told | None) -> None:
    tally.add(
        frozenset(found.counts.items()) if found else frozenset(),
        frozenset(gold.counts.items()) if gold else frozenset(),
    )


def _heads(extents: Iterable[Extent]) -> set[int]:
    return {extent.head for extent in extents}


def _whole(gold: Told, found: Told) -> bool:
    return (
        gold.stance == found.stance
        and dict(gold.counts) == dict(found.counts)
        and all(_heads(gold.roles[role]) == _heads(found.roles[role]) for role in JUDGED)
    )


def _macro(stances: Mapping[tuple[str, str], int]) -> float:
    """F1 of each stance that is marked anywhere, averaged."""
    shares = []
    for stance in map(str, Stance):
        right = stances.get((stance, stance), 0)
        gold = sum(count for (marked, _), count in stances.items() if marked == stance)
        found = sum(count for (_, said), count in stances.items() if said == stance)
        if gold:
            shares.append(2 * right / (gold + found))
    return sum(shares) / max(1, len(shares))

"""What news does and web text does not, made from the training sentences: each function returns a new example.

Capitals (headings), names swapped for others of their kind, quantity phrases before counted nouns, datelines.
All choices come from the random generator given, so a seed fixes them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from frontline.training.corpora import ANY, OUTSIDE, Example, Frame, NameSpan, Role, Told, allowed_labels


class Inserted(NamedTuple):
    """A word to put in: its governor as a place among the inserted words, or `TARGET` for the word after them."""

    word: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


TARGET = -9
QUANTITIES = (
    (Inserted("at", "at", "ADP", "IN", 1, "case"), Inserted("least", "least", "ADJ", "JJS", TARGET, "nmod")),
    (Inserted("at", "at", "ADP", "IN", 1, "case"), Inserted("least", "least", "ADJ", "JJS", TARGET, "nmod")),
    (Inserted("up", "up", "ADP", "IN", TARGET, "advmod"), Inserted("to", "to", "ADP", "IN", 0, "fixed")),
    (Inserted("more", "more", "ADJ", "JJR", TARGET, "advmod"), Inserted("than", "than", "ADP", "IN", 0, "fixed")),
    (Inserted("nearly", "nearly", "ADV", "RB", TARGET, "advmod"),),
    (Inserted("about", "about", "ADV", "RB", TARGET, "advmod"),),
    (Inserted("at", "at", "ADP", "IN", 1, "case"), Inserted("most", "most", "ADJ", "JJS", TARGET, "nmod")),
)
DATELINE_AGENCIES = ("Reuters", "AP", "AFP", "BBC", "Xinhua", "EFE", "DPA", "TASS", "Anadolu")


@dataclass(frozen=True, slots=True)
class Shares:
    """How often each change is made to a sentence that it fits."""

    upper: float = 0.03
    lower: float = 0.03
    title: float = 0.02
    swap: float = 0.30
    quantity: float = 0.25
    dateline: float = 0.015


class Augmenter:
    """Changes examples at random; names come from `pools`: type to lists of names by number of words."""

    def __init__(self, pools: dict[tuple[str, int], list[tuple[str, ...]]], shares: Shares, seed: int) -> None:
        self._pools = pools
        self._shares = shares
        self._rng = random.Random(seed)

    def change(self, example: Example) -> Example:
        """The example, perhaps changed; the very same object where nothing was."""
        rng, shares = self._rng, self._shares
        if rng.random() < shares.swap:
            example = swap_names(example, self._pools, rng)
        if rng.random() < shares.quantity:
            example = with_quantity(example, rng)
        if rng.random() < shares.dateline:
            example = with_dateline(example, self._pools, rng)
        draw = rng.random()
        if draw < shares.upper:
            return recased(example, str.upper)
        if draw < shares.upper + shares.lower:
            return recased(example, str.lower)
        if draw < shares.upper + shares.lower + shares.title:
            return recased(example, _title)
        return example


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def recased(example: Example, case: Callable[[str], str]) -> Example:
    """The example with every word in another case; the lemmas of names keep theirs, which the form no longer tells."""
    return replace(example, words=[case(word) for word in example.words], lemmas=None)


def name_spans(example: Example) -> list[NameSpan]:
    """The names whose labels are certain."""
    spans: list[NameSpan] = []
    start = 0
    for index, allowed in enumerate(example.names or []):
        if len(allowed) > 1:
            continue
        label = next(iter(allowed))
        if label[0] in "BS":
            start = index
        if label[0] in "SE":
            spans.append(NameSpan(start, index + 1, label[2:]))
    return spans


def name_pools(
    examples: Sequence[Example], more: Mapping[str, Sequence[str]]
) -> dict[tuple[str, int], list[tuple[str, ...]]]:
    """Names of the examples, once each, and more given as text, by type and number of words."""
    pools: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for example in examples:
        for start, end, kind in name_spans(example):
            words = tuple(example.words[start:end])
            if example.layer == "uner" and all(word[:1].isupper() or word == "-" for word in words):
                pools[kind, end - start].add(words)
    for kind, names in more.items():
        for name in names:
            words = tuple(name.replace("-", " - ").split())
            pools[kind, len(words)].add(words)
    return {key: sorted(names) for key, names in sorted(pools.items())}


def swap_names(example: Example, pools: dict[tuple[str, int], list[tuple[str, ...]]], rng: random.Random) -> Example:
    """Each capitalised name gives way, half the time, to another of its type and length."""
    words, lemmas = list(example.words), list(example.lemmas or [])
    for start, end, kind in name_spans(example):
        pool = pools.get((kind, end - start), [])
        fits = all(tag == "PROPN" for tag in (example.upos or [])[start:end])
        if not pool or not fits or kind == "NORP" or not words[start][:1].isupper() or rng.random() < 0.5:
            continue
        words[start:end] = rng.choice(pool)
        if lemmas:
            lemmas[start:end] = words[start:end]
    return replace(example, words=words, lemmas=lemmas or None)


def with_quantity(example: Example, rng: random.Random) -> Example:
    """A quantity phrase before one number that counts a noun and has none yet."""
    upos, deprels, heads = example.upos or [], example.deprels or [], example.heads or []
    places = [
        index
        for index, tag in enumerate(upos)
        if tag == "NUM" and deprels[index] == "nummod" and heads[index] > index and index not in heads
        and not (index and upos[index - 1] in ("NUM", "SYM", "DET", "PRON", "ADV", "PROPN"))
    ]  # fmt: skip
    return inserted(example, rng.choice(places), rng.choice(QUANTITIES)) if places else example


def with_dateline(example: Example, pools: dict[tuple[str, int], list[tuple[str, ...]]], rng: random.Random) -> Example:
    """A dateline before the sentence: "ALEPPO ( Reuters ) - …"; its words hang on the place, the place on the root."""
    place = rng.choice(pools.get(("LOC", 1), [("Geneva",)]))[0]
    upper = rng.random() < 0.6
    word = place.upper() if upper else place
    agency = rng.choice(DATELINE_AGENCIES)
    dash = rng.choice(("-", "--"))
    root = Inserted(word, word, "PROPN", "NNP", TARGET, "dep")
    end = Inserted(dash, dash, "PUNCT", ":", 0, "punct")
    if rng.random() < 0.5:
        row: tuple[Inserted, ...] = (root, end)
        kinds = [NameSpan(0, 1, "LOC")]
    else:
        row = (
            root,
            Inserted("(", "(", "PUNCT", "-LRB-", 2, "punct"),
            Inserted(agency, agency, "PROPN", "NNP", 0, "dep"),
            Inserted(")", ")", "PUNCT", "-RRB-", 2, "punct"),
            end,
        )
        kinds = [NameSpan(0, 1, "LOC"), NameSpan(2, 3, "ORG")]
    return inserted(example, 0, row, kinds)


def inserted(example: Example, place: int, row: Sequence[Inserted], names: Sequence[NameSpan] | None = None) -> Example:
    """The example with words put in before `place`.

    With `names` the new words bring their own names and hang on the root; else they hang on the word after them, and
    a role or a name that starts or goes on there takes them in.
    """
    count = len(row)
    heads = example.heads or []
    target = heads.index(-1) if names is not None and -1 in heads else place
    old = [_moved(head, place, count) for head in heads]
    own = [_moved(target, place, count) if one.head == TARGET else place + one.head for one in row]
    return replace(
        example,
        words=example.words[:place] + [one.word for one in row] + example.words[place:],
        lemmas=_put(example.lemmas, place, [one.lemma for one in row]),
        upos=_put(example.upos, place, [one.upos for one in row]),
        xpos=_put(example.xpos, place, [one.xpos for one in row]),
        deprels=_put(example.deprels, place, [one.deprel for one in row]),
        heads=None if example.heads is None else old[:place] + own + old[place:],
        names=_names_around(example, place, count, names),
        frames=_frames_around(example, place, count, names is not None),
        claims=_claims_around(example, place, count),
        facts=example.facts and {_moved(word, place, count): value for word, value in example.facts.items()},
    )


def _moved(index: int, place: int, count: int) -> int:
    """Where a token is after the insertion."""
    return index + count if index >= place else index


def _put(values: list[str] | None, place: int, new: list[str]) -> list[str] | None:
    return None if values is None else values[:place] + new + values[place:]


def _names_around(
    example: Example, place: int, count: int, names: Sequence[NameSpan] | None
) -> list[frozenset[str]] | None:
    if example.names is None:
        return None
    added = [_between(example.names, place)] * count if names is None else allowed_labels(count, list(names))
    return example.names[:place] + added + example.names[place:]


def _frames_around(example: Example, place: int, count: int, shift: bool) -> list[Frame] | None:
    if example.frames is None:
        return None
    frames = []
    for predicate, roles in example.frames:
        moved = tuple(
            Role(role.label, _start(role.start, place, count, shift), _moved(role.end - 1, place, count) + 1)
            for role in roles
        )
        frames.append(Frame(_moved(predicate, place, count), moved))
    return frames


def _claims_around(example: Example, place: int, count: int) -> list[Told] | None:
    if example.claims is None:
        return None
    return [
        told._replace(
            word=_moved(told.word, place, count),
            edges=tuple((label, _moved(word, place, count)) for label, word in told.edges),
        )
        for told in example.claims
    ]


def _start(start: int, place: int, count: int, shift: bool) -> int:
    """Where a role starts after the insertion: one that started at the place takes the new words in, unless shifted."""
    return start + count if start > place or (shift and start == place) else start


def _between(names: list[frozenset[str]], place: int) -> frozenset[str]:
    """What words put in here may be: outside, or anything where a name goes on over the place."""
    return ANY if any(label[0] in "IE" for label in names[place]) and len(names[place]) == 1 else OUTSIDE

"""Examples as arrays, and arrays as padded batches of nearly equal length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frontline.language.features import FEATURES, WordEncoder, sentence_flags
from frontline.language.lemmas import script_of
from frontline.language.manifest import Labels
from frontline.training.corpora import Example
from frontline.training.encoder import POSITIONS

IGNORE = -100
MAX_WORDS = 120
FEATURE_DROPS = np.array([0.0, 0.05, 0.05, 0.1, 0.15, 0.25, 0.1, 0.15, 0.25, 0.25, 0.5])
"""How often each feature of a word is hidden in training; the word itself most, or names are learned by heart."""
Array = NDArray[np.int64]


class Claimed(NamedTuple):
    """The claims of one example: `triggers` (claims,), `edges` and `counts` (claims, words), the rest (claims,)."""

    triggers: Array
    edges: Array
    counts: Array
    stances: Array
    negative: NDArray[np.float32]


class Prepared(NamedTuple):
    """One example as arrays; a layer that is not annotated is full of `IGNORE` (names: empty, frames: None).

    `tags` is (4, words): upos, xpos, lemma script, deprel. `heads` counts from 1, 0 is the root. `allowed` is
    (words, names) of bool. `roles` is (predicates, words) beside `predicates`. `kinds` is (words,), 0 for a word that
    tells of nothing; `facts` is (words,), not a number where unknown.
    """

    ids: Array
    first: Array
    hashes: Array
    tags: Array
    heads: Array
    allowed: NDArray[np.bool_]
    uner: bool
    predicates: Array | None
    roles: Array | None
    kinds: Array
    claims: Claimed | None
    facts: NDArray[np.float32]


class Batch(NamedTuple):
    """Padded arrays; `words` (batch, words) is true where there is a word."""

    ids: Tensor
    first: Tensor
    hashes: Tensor
    pieces: Tensor
    words: Tensor
    tags: Tensor
    heads: Tensor
    allowed: Tensor
    named: Tensor
    uner: Tensor
    framed: Tensor
    is_predicate: Tensor
    rows: Tensor
    predicates: Tensor
    roles: Tensor
    kinds: Tensor
    claim_rows: Tensor
    triggers: Tensor
    edges: Tensor
    counts: Tensor
    stances: Tensor
    negative: Tensor
    facts: Tensor


@dataclass(slots=True)
class Preparer:
    """Examples to arrays by the labels and the word encoder."""

    labels: Labels
    words: WordEncoder
    first_piece: int
    last_piece: int

    def __post_init__(self) -> None:
        self._numbers = {key: {label: at for at, label in enumerate(row)} for key, row in self.labels.as_dict().items()}

    _numbers: dict[str, dict[str, int]] = None  # type: ignore[assignment]

    def prepare(self, example: Example) -> Prepared | None:
        """The arrays of an example; `None` where it is too long for the network."""
        ids, first, hashes = encode_words(self.words, example.words, (self.first_piece, self.last_piece))
        if len(ids) > POSITIONS or len(first) > MAX_WORDS:
            return None
        predicates, roles = self._frames(example)
        return Prepared(
            ids, first, hashes, self._tags(example), self._heads(example), self._allowed(example),
            example.layer == "uner", predicates, roles, *self._claims(example), _facts(example),
        )  # fmt: skip

    def _tags(self, example: Example) -> Array:
        size = len(example.words)
        tags = np.full((4, size), IGNORE, dtype=np.int64)
        layers = (("upos", example.upos), ("xpos", example.xpos), ("deprels", example.deprels))
        for row, (key, values) in zip((0, 1, 3), layers, strict=True):
            if values is not None:
                tags[row] = [self._numbers[key].get(value, IGNORE) for value in values]
        if example.lemmas is not None:
            scripts = map(script_of, example.words, example.lemmas)
            tags[2] = [self._numbers["lemmas"].get(script, IGNORE) for script in scripts]
        return tags

    def _heads(self, example: Example) -> Array:
        if example.heads is None:
            return np.full(len(example.words), IGNORE, dtype=np.int64)
        return np.array([head + 1 if head >= -1 else IGNORE for head in example.heads], dtype=np.int64)

    def _allowed(self, example: Example) -> NDArray[np.bool_]:
        if example.names is None:
            return np.zeros((0, len(self.labels.names)), dtype=np.bool_)
        return np.array([[label in allowed for label in self.labels.names] for allowed in example.names])

    def _frames(self, example: Example) -> tuple[Array | None, Array | None]:
        if example.frames is None:
            return None, None
        number = self._numbers["roles"]
        roles = np.zeros((len(example.frames), len(example.words)), dtype=np.int64)
        for row, frame in enumerate(example.frames):
            for role in frame.roles:
                begin = number.get(f"B-{role.label}", 0)
                roles[row, role.start : role.end] = begin + 1 if begin else 0
                roles[row, role.start] = begin
        return np.array([frame.predicate for frame in example.frames], dtype=np.int64), roles

    def _claims(self, example: Example) -> tuple[Array, Claimed | None]:
        """Each word's kind, and the claims; edges, counts and kinds count from 1, 0 is none."""
        size = len(example.words)
        if example.claims is None:
            return np.full(size, IGNORE, dtype=np.int64), None
        kinds = np.zeros(size, dtype=np.int64)
        edges, counts = np.zeros((2, len(example.claims), size), dtype=np.int64)
        for row, told in enumerate(example.claims):
            kinds[told.word] = self._numbers["kinds"][told.kind] + 1
            for label, word in told.edges:
                if label in self._numbers["edges"]:
                    edges[row, word] = self._numbers["edges"][label] + 1
                else:
                    counts[row, word] = self._numbers["counts"][label] + 1
        return kinds, Claimed(
            np.array([told.word for told in example.claims], dtype=np.int64),
            edges,
            counts,
            np.array([self._numbers["stances"][told.stance] for told in example.claims], dtype=np.int64),
            np.array([told.negative for told in example.claims], dtype=np.float32),
        )


def _facts(example: Example) -> NDArray[np.float32]:
    found = np.full(len(example.words), np.nan, dtype=np.float32)
    for word, value in (example.facts or {}).items():
        found[word] = value
    return found


def encode_words(encoder: WordEncoder, words: Sequence[str], edges: tuple[int, int]) -> tuple[Array, Array, Array]:
    """Piece ids with `edges` around them, the place of each word's first piece, and the hashes of each word."""
    ids, first, hashes = [edges[0]], [], []
    for word in words:
        pieces, features = encoder.encode(word)
        first.append(len(ids))
        ids.extend(pieces)
        hashes.append(features)
    ids.append(edges[1])
    table = np.empty((len(first), FEATURES), dtype=np.int64)
    table[:, 1:] = hashes
    table[:, 0] = sentence_flags(words)
    return np.array(ids, dtype=np.int64), np.array(first, dtype=np.int64), table


def buckets(prepared: Sequence[Prepared], pieces: int, rng: random.Random) -> list[list[int]]:
    """Places of examples, of like length together, so that a padded batch holds about `pieces` pieces; shuffled."""
    order = sorted(range(len(prepared)), key=lambda at: (len(prepared[at].ids) + rng.random() * 3, at))
    groups: list[list[int]] = []
    current: list[int] = []
    for at in order:
        if current and (len(current) + 1) * len(prepared[at].ids) > pieces:
            groups.append(current)
            current = []
        current.append(at)
    if current:
        groups.append(current)
    rng.shuffle(groups)
    return groups


def collate(chosen: Sequence[Prepared], mask_piece: int = 0, share: float = 0.0, seed: int = 0) -> Batch:
    """Pad examples into one batch; a `share` of the words is hidden behind `mask_piece` (training only)."""
    size, pieces, words = len(chosen), max(len(one.ids) for one in chosen), max(len(one.first) for one in chosen)
    names = chosen[0].allowed.shape[1]
    ids, mask = np.zeros((size, pieces), dtype=np.int64), np.zeros((size, pieces), dtype=np.bool_)
    first, there = np.zeros((size, words), dtype=np.int64), np.zeros((size, words), dtype=np.bool_)
    hashes = np.zeros((size, words, FEATURES), dtype=np.int64)
    tags, heads = np.full((4, size, words), IGNORE), np.full((size, words), IGNORE)
    allowed = np.ones((size, words, names), dtype=np.bool_)
    is_predicate = np.zeros((size, words), dtype=np.float32)
    for at, one in enumerate(chosen):
        length = len(one.first)
        ids[at, : len(one.ids)], mask[at, : len(one.ids)] = one.ids, True
        first[at, :length], there[at, :length], hashes[at, :length] = one.first, True, one.hashes
        tags[:, at, :length], heads[at, :length] = one.tags, one.heads
        if len(one.allowed):
            allowed[at, :length] = one.allowed
        if one.predicates is not None:
            is_predicate[at, one.predicates] = 1.0
    if share:
        _hide(ids, hashes, [one.first for one in chosen], [len(one.ids) for one in chosen], (mask_piece, share, seed))
    kinds, facts = np.full((size, words), IGNORE), np.full((size, words), np.nan, dtype=np.float32)
    for at, one in enumerate(chosen):
        kinds[at, : len(one.first)], facts[at, : len(one.first)] = one.kinds, one.facts
    rows, predicates, roles = _roles(chosen, words)
    arrays = (
        ids, first, hashes, mask, there, tags, heads, allowed,
        np.array([len(one.allowed) > 0 for one in chosen]), np.array([one.uner for one in chosen]),
        np.array([one.predicates is not None for one in chosen]), is_predicate, rows, predicates, roles,
        kinds, *_claim_rows(chosen, words), facts,
    )  # fmt: skip
    return Batch(*(torch.from_numpy(array) for array in arrays))


def _hide(ids: Array, hashes: Array, first: Sequence[Array], ends: Sequence[int], how: tuple[int, float, int]) -> None:
    """Hide whole words, and some features of the others, in place."""
    mask_piece, share, seed = how
    rng = np.random.default_rng(seed)
    hashes[rng.random(hashes.shape) < FEATURE_DROPS] = 0
    for at, starts in enumerate(first):
        stops = np.append(starts[1:], ends[at] - 1)
        for word in np.flatnonzero(rng.random(len(starts)) < share):
            ids[at, starts[word] : stops[word]] = mask_piece
            hashes[at, word] = 0


def _roles(chosen: Sequence[Prepared], words: int) -> tuple[Array, Array, Array]:
    rows, predicates, roles = [], [], []
    for at, one in enumerate(chosen):
        if one.predicates is None or one.roles is None:
            continue
        for predicate, labels in zip(one.predicates, one.roles, strict=True):
            rows.append(at)
            predicates.append(int(predicate))
            roles.append(np.pad(labels, (0, words - len(labels)), constant_values=IGNORE))
    table = np.stack(roles) if roles else np.zeros((0, words), dtype=np.int64)
    return np.array(rows, dtype=np.int64), np.array(predicates, dtype=np.int64), table


def _claim_rows(
    chosen: Sequence[Prepared], words: int
) -> tuple[Array, Array, Array, Array, Array, NDArray[np.float32]]:
    """Rows, triggers, padded edges and counts, stances and negations of all claims."""
    there = [(at, one.claims) for at, one in enumerate(chosen) if one.claims is not None and len(one.claims.triggers)]
    if not there:
        empty, none = np.zeros(0, dtype=np.int64), np.zeros((0, words), dtype=np.int64)
        return empty, empty, none, none, empty, np.zeros(0, dtype=np.float32)
    claimed = [claims for _, claims in there]
    return (
        np.concatenate([np.full(len(claims.triggers), at) for at, claims in there]),
        np.concatenate([claims.triggers for claims in claimed]),
        np.concatenate([_padded(claims.edges, words) for claims in claimed]),
        np.concatenate([_padded(claims.counts, words) for claims in claimed]),
        np.concatenate([claims.stances for claims in claimed]),
        np.concatenate([claims.negative for claims in claimed]),
    )


def _padded(labels: Array, words: int) -> Array:
    return np.pad(labels, ((0, 0), (0, words - labels.shape[1])), constant_values=IGNORE)


def epoch(prepared: Sequence[Prepared], pieces: int, mask: tuple[int, float], seed: int) -> Iterator[Batch]:
    """The batches of one pass over the examples, in an order that `seed` fixes."""
    rng = random.Random(seed)
    for number, group in enumerate(buckets(prepared, pieces, rng)):
        yield collate([prepared[at] for at in group], mask[0], mask[1], seed * 100_003 + number)

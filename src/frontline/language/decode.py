"""From scores to structures: a tree with one root, names and roles that do not overlap.

Everything here is exact: the tree is the best single-rooted one (Chu and Liu 1965, Edmonds 1967), the names and roles
are the best label sequences (Viterbi).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Indexes = NDArray[np.int64]

FAR = np.float32(-1e9)
SOLE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})
"""Roles that a predicate fills once at most; a piece that belongs to one is C-ARG1 and the like."""

LEANING = frozenset({
    "advmod", "amod", "aux", "aux:pass", "case", "cc", "cc:preconj", "compound", "cop", "det", "det:predet", "mark",
    "nmod:desc", "nmod:poss", "nummod", "punct",
})  # fmt: skip
"""Relations of words that belong to what follows: a role hardly ever ends between such a word and its governor."""
CUT = np.float32(2.0)
"""What it costs a role to end there, in log odds. Of 0.5 to 4 the best on dev, and all within 0.3 of it."""


class Labelled(NamedTuple):
    """Words `start:end` with a label."""

    start: int
    end: int
    label: str


def log_softmax(scores: Scores) -> Scores:
    """Log shares along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def softmax(scores: Scores) -> Scores:
    """Shares along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def tree_heads(arcs: Scores) -> Indexes:
    """The best tree with one root: each word's governor, 0 for the root, n for word n-1.

    `arcs` is (words, 1 + words): how well each candidate governs each word.
    """
    scores, words = arcs.copy(), np.arange(len(arcs))
    scores[words, words + 1] = FAR
    heads: Indexes = scores.argmax(axis=1)
    if is_tree(heads):
        return heads
    return _best_single_root(log_softmax(scores))


def is_tree(heads: Indexes) -> bool:
    """Whether exactly one word hangs on the root and every word reaches it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    up = [0, *heads.tolist()]
    reaching = [True] + [False] * len(heads)
    for word in range(1, len(up)):
        path: list[int] = []
        here = word
        while not reaching[here]:
            if len(path) == len(heads):
                return False
            path.append(here)
            here = up[here]
        for here in path:
            reaching[here] = True
    return True


def _best_single_root(scores: Scores) -> Indexes:
    """The best arborescence with one child of the root.

    Words are tried as that child in the order of what they gain by it, until no other can do better: no tree under a
    word scores more than every other word's best governor and the word's own score under the root.
    """
    size = len(scores)
    free = scores[:, 1:].max(axis=1).astype(np.float64)
    gains = scores[:, 0] - free
    best, best_total = np.zeros(size, dtype=np.int64), -np.inf
    for child in np.argsort(-gains, kind="stable"):
        if free.sum() + gains[child] <= best_total:
            break
        full = np.full((size + 1, size + 1), FAR, dtype=np.float64)
        full[1:, 1:] = scores[:, 1:]
        full[child + 1] = FAR
        full[child + 1, 0] = scores[child, 0]
        heads = edmonds(full)[1:]
        total = float(scores[np.arange(size), heads].sum())
        if total > best_total:
            best, best_total = heads, total
    return best


def edmonds(scores: NDArray[np.float64]) -> Indexes:
    """The best arborescence from node 0: each node's governor. `scores[child, governor]`; row 0 is not read."""
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads: Indexes = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle.size:
        return heads
    size = scores.shape[0]
    outside = np.setdiff1d(np.arange(size), cycle)
    kept = scores[cycle, heads[cycle]]
    joined = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    joined[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - kept[:, None]
    joined[-1, :-1] = into.max(axis=0)
    out = scores[np.ix_(outside, cycle)]
    joined[:-1, -1] = out.max(axis=1)
    solved = edmonds(joined)
    return _opened(heads, solved, cycle, outside, (into.argmax(axis=0), out.argmax(axis=1)))


def _opened(
    heads: Indexes, solved: Indexes, cycle: Indexes, outside: Indexes, doors: tuple[Indexes, Indexes]
) -> Indexes:
    """The solution of the contracted graph with the cycle opened where the solution enters it."""
    entries, exits = doors
    result = heads.copy()
    last = len(outside)
    for place, node in enumerate(outside):
        if node:
            governor = solved[place]
            result[node] = cycle[exits[place]] if governor == last else outside[governor]
    result[cycle[entries[solved[last]]]] = outside[solved[last]]
    return result


def _cycle(heads: Indexes) -> Indexes:
    """The nodes of one cycle, or none."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(sorted(path[path.index(node) :]), dtype=np.int64)
        state[path] = 2
    return np.zeros(0, dtype=np.int64)


def viterbi(emissions: Scores, transitions: Scores) -> Indexes:
    """The best label sequence. `emissions` (words, labels); `transitions[before, after]`, forbidden ones `FAR`."""
    best = emissions[0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    labels = np.arange(emissions.shape[1])
    for index in range(1, len(emissions)):
        paths = best[:, None] + transitions
        back[index] = choice = paths.argmax(axis=0)
        best = paths[choice, labels] + emissions[index]
    sequence = np.zeros(len(emissions), dtype=np.int64)
    sequence[-1] = best.argmax()
    for index in range(len(emissions) - 1, 0, -1):
        sequence[index - 1] = back[index, sequence[index]]
    return sequence


def bioes_transitions(labels: tuple[str, ...], learned: Scores) -> Scores:
    """Learned transition scores with the impossible ones forbidden ("B-PER" after "B-PER", "I-ORG" after "O")."""
    allowed = np.zeros((len(labels), len(labels)), dtype=bool)
    for before, left in enumerate(labels):
        for after, right in enumerate(labels):
            inside = right[0] in "IE"
            opened = left[0] in "BI"
            allowed[before, after] = inside == opened and (not inside or left[2:] == right[2:])
    return np.where(allowed, learned, FAR).astype(np.float32)


def bioes_edges(labels: tuple[str, ...]) -> tuple[Scores, Scores]:
    """What is added to the first and the last word's scores: a name neither starts inside nor ends open."""
    first = np.array([FAR if label[0] in "IE" else 0.0 for label in labels], dtype=np.float32)
    last = np.array([FAR if label[0] in "BI" else 0.0 for label in labels], dtype=np.float32)
    return first, last


def bioes_spans(sequence: Indexes, labels: tuple[str, ...]) -> list[Labelled]:
    """The names of a sound label sequence."""
    spans: list[Labelled] = []
    start = 0
    for index in np.flatnonzero(sequence).tolist():
        label = labels[sequence[index]]
        if label[0] in "BS":
            start = index
        if label[0] in "ES":
            spans.append(Labelled(start, index + 1, label[2:]))
    return spans


def role_sequences(scores: Scores) -> Indexes:
    """The best sound BIO sequences of many predicates at once.

    `scores` is (predicates, words, labels) with label 0 O, odd labels B, and each B's I right after it. An I may only
    follow its own B or I; everything else is free. So a row whose best labels are sound as they stand is done, and in
    the others a step costs the number of labels and not its square. A role that beats O at no word cannot be in a
    best sequence, so most roles are left out before.
    """
    best: Indexes = scores.argmax(axis=2)
    inside = (best > 0) & (best % 2 == 0)
    before = np.zeros_like(best)
    before[:, 1:] = best[:, :-1]
    loose = inside & (before != best) & (before != best - 1)
    broken = np.flatnonzero(loose.any(axis=1))
    if len(broken):
        left = scores[broken]
        above = np.flatnonzero((left > left[:, :, :1]).any(axis=(0, 1)))
        chances = np.unique((above - 1) // 2)
        kept = np.concatenate(([0], np.stack((2 * chances + 1, 2 * chances + 2), axis=1).ravel()))
        best[broken] = kept[[_bio_viterbi(row) for row in left[:, :, kept].tolist()]]
    return best


def _bio_viterbi(row: list[list[float]]) -> list[int]:
    """One row's best sound sequence, all its labels considered. Plain lists are faster here than arrays of a few labels."""
    best = [value if number % 2 or not number else -math.inf for number, value in enumerate(row[0])]
    steps: list[list[int]] = []
    for here in row[1:]:
        top = best.index(max(best))
        step, following = [top], [best[top] + here[0]]
        for begun in range(1, len(here), 2):
            inner = begun if best[begun] >= best[begun + 1] else begun + 1
            step += (top, inner)
            following += (best[top] + here[begun], best[inner] + here[begun + 1])
        steps.append(step)
        best = following
    sequence = [best.index(max(best))]
    for step in reversed(steps):
        sequence.append(step[sequence[-1]])
    return sequence[::-1]


def bio_spans(sequence: Indexes, labels: tuple[str, ...]) -> list[Labelled]:
    """The roles of one sound BIO sequence."""
    spans: list[Labelled] = []
    for index, number in enumerate(sequence.tolist()):
        if number % 2:
            spans.append(Labelled(index, index + 1, labels[number][2:]))
        elif number:
            spans[-1] = Labelled(spans[-1].start, index + 1, spans[-1].label)
    return spans


def held_together(scores: Scores, predicates: Indexes, heads: Indexes, leaning: NDArray[np.bool_]) -> Scores:
    """Scores of roles under which a role pays `CUT` to end after a word that leans on a later one ("those pockets of").

    `scores` as for `role_sequences`, of the words `predicates`; `heads` counts from 0; `leaning` is true for words
    whose relation is in `LEANING`. A word that leans on the predicate, or across it, is free to end a role. The price
    is taken at the word and given back where the role goes on, so that the sequences stay plain ones to decode.
    """
    words = np.arange(len(heads))
    at = np.flatnonzero(leaning & (heads > words))
    rows, places = np.nonzero((predicates[:, None] < at) | (predicates[:, None] > heads[at]))
    held = scores.copy()
    held[rows, at[places], 1:] -= CUT
    held[rows, at[places] + 1, 2::2] += CUT
    return held


def role_spans(scores: Scores, labels: tuple[str, ...]) -> list[list[Labelled]]:
    """The roles of many predicates, no role of `SOLE` twice: `scores` and order as for `role_sequences`.

    Where the best sequence has a role twice, the weaker spans are barred from it and the row is read again.
    """
    return [
        _once(row, bio_spans(sequence, labels), labels)
        for row, sequence in zip(scores, role_sequences(scores), strict=True)
    ]


def _once(row: Scores, spans: list[Labelled], labels: tuple[str, ...]) -> list[Labelled]:
    """The spans of one predicate, read again until no role of `SOLE` is there twice."""
    while weaker := _weaker(row, spans, labels):
        row = row.copy()
        for span in weaker:
            begin = labels.index(f"B-{span.label}")
            row[span.start : span.end, begin : begin + 2] = FAR
        spans = bio_spans(role_sequences(row[None])[0], labels)
    return spans


def _weaker(row: Scores, spans: list[Labelled], labels: tuple[str, ...]) -> list[Labelled]:
    """Every span whose role of `SOLE` another span fills better."""
    best: dict[str, tuple[float, Labelled]] = {}
    weaker: list[Labelled] = []
    for span in spans:
        if span.label in SOLE:
            begin = labels.index(f"B-{span.label}")
            inside = row[span.start + 1 : span.end, begin + 1].sum() + row[span.start, begin]
            gain = float(inside - row[span.start : span.end, 0].sum())
            if span.label in best:
                weaker.append(min(best[span.label], (gain, span))[1])
            best[span.label] = max(best.get(span.label, (gain, span)), (gain, span))
    return weaker

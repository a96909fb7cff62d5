"""Predictions by the torch network: the same decoding as at run time, for scores while training and for parity."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from frontline.language.decode import (
    LEANING,
    Labelled,
    bioes_edges,
    bioes_spans,
    bioes_transitions,
    held_together,
    role_spans,
    tree_heads,
    viterbi,
)  # fmt: skip
from frontline.language.lemmas import apply_script
from frontline.language.manifest import Labels
from frontline.training.batches import Batch, Prepared, buckets, collate
from frontline.training.corpora import Example, Told
from frontline.training.evaluate import Predicted
from frontline.training.network import Network, Words, kinship


@torch.no_grad()
def predict(
    network: Network, labels: Labels, examples: Sequence[Example], prepared: Sequence[Prepared], pieces: int = 3000
) -> list[Predicted]:
    """What the network says of each example, in their order."""
    network.eval()
    said: dict[int, Predicted] = {}
    for group in buckets(prepared, pieces, random.Random(0)):
        said |= zip(group, _batch(network, labels, [(examples[at], prepared[at]) for at in group]), strict=True)
    return [said[at] for at in range(len(prepared))]


def _batch(network: Network, labels: Labels, rows: Sequence[tuple[Example, Prepared]]) -> Iterator[Predicted]:
    """What the network says of examples that are read together."""
    device = next(network.parameters()).device
    batch = Batch(*(array.to(device) for array in collate([one for _, one in rows])))
    states = network.words(batch.ids, batch.first, batch.hashes, batch.pieces)
    tags = [head(states.tags).argmax(2).cpu().numpy() for head in (network.upos, network.xpos, network.lemmas)]
    arcs = network.arcs(states.tree).masked_fill(~functional.pad(batch.words, (1, 0), value=True).unsqueeze(1), -1e4)
    heads = _heads(arcs.cpu().numpy(), [len(example.words) for example, _ in rows])
    deprels = network.relation_scores(states.tree, torch.from_numpy(heads).to(device)).argmax(2).cpu().numpy()
    names = _names(network, labels, network.name_scores(states)[0].cpu().numpy(), rows)
    kin = kinship(arcs, batch.words)
    leaning = np.isin(deprels, [number for number, deprel in enumerate(labels.deprels) if deprel in LEANING])
    frames = _frames(network, labels, batch, (states.roles, kin), (heads - 1, leaning))
    claims = _claims(network, labels, batch, (states, kin))
    for row, (example, _) in enumerate(rows):
        size = len(example.words)
        yield Predicted(
            [labels.upos[tag] for tag in tags[0][row, :size]],
            [labels.xpos[tag] for tag in tags[1][row, :size]],
            [apply_script(labels.lemmas[tag], word) for tag, word in zip(tags[2][row], example.words, strict=False)],
            [int(head) - 1 for head in heads[row, :size]],
            [labels.deprels[tag] for tag in deprels[row, :size]],
            names[row],
            frames[row],
            claims[row],
        )


def _heads(arcs: NDArray[np.float32], sizes: Sequence[int]) -> NDArray[np.int64]:
    """The governors of each sentence, padded with the root."""
    heads = np.zeros(arcs.shape[:2], dtype=np.int64)
    for row, size in enumerate(sizes):
        heads[row, :size] = tree_heads(arcs[row, :size, : size + 1])
    return heads


def _names(
    network: Network, labels: Labels, scores: NDArray[np.float32], rows: Sequence[tuple[Example, Prepared]]
) -> list[list[Labelled]]:
    transitions = bioes_transitions(labels.names, network.transitions.detach().cpu().numpy())
    first, last = bioes_edges(labels.names)
    found = []
    for row, (example, _) in enumerate(rows):
        emissions = scores[row, : len(example.words)]
        emissions[0] += first
        emissions[-1] += last
        found.append(bioes_spans(viterbi(emissions, transitions), labels.names))
    return found


def _frames(
    network: Network,
    labels: Labels,
    batch: Batch,
    given: tuple[Tensor, Tensor],
    trees: tuple[NDArray[np.int64], NDArray[np.bool_]],
) -> list[list[tuple[int, Sequence[Labelled]]]]:
    """The predicates of each sentence with their roles.

    `given` is the words' states for roles and their kinship, `trees` the governors and which words lean on them.
    """
    states, kin = given
    heads, leaning = trees
    places = ((network.predicates(states).squeeze(2) > 0) & batch.words).nonzero()
    hidden = network.rows(states, kin, places[:, 0], places[:, 1], batch.words)
    scores = network.role_out(hidden).cpu().numpy()
    sizes = batch.words.sum(1).tolist()
    frames: list[list[tuple[int, Sequence[Labelled]]]] = [[] for _ in sizes]
    for at, (row, predicate) in enumerate(places.tolist()):
        size = sizes[row]
        held = held_together(scores[at : at + 1, :size], np.array([predicate]), heads[row, :size], leaning[row, :size])
        frames[row].append((predicate, role_spans(held, labels.roles)[0]))
    return frames


def _claims(network: Network, labels: Labels, batch: Batch, given: tuple[Words, Tensor]) -> list[list[Told]]:
    """The words that tell of happenings, with their kinds, stances and edges."""
    states, kin = given
    triggers = network.triggers(states)
    kinds = network.kind_out(triggers).argmax(2)
    places = ((kinds > 0) & batch.words).nonzero()
    rows, words = places[:, 0], places[:, 1]
    hidden = network.rows(states.roles, kin, rows, words, batch.words)
    own = hidden[torch.arange(len(hidden), device=hidden.device), words]
    stances = network.stance_scores(triggers[rows, words], own)
    none = ~batch.words[rows]
    edges, counts = (
        out(hidden).argmax(2).masked_fill(none, 0).cpu().numpy() for out in (network.edge_out, network.count_out)
    )
    found: list[list[Told]] = [[] for _ in range(len(batch.words))]
    for at, (row, word) in enumerate(places.tolist()):
        marked = [(labels.edges[edges[at, other] - 1], int(other)) for other in edges[at].nonzero()[0]]
        marked += [(labels.counts[counts[at, other] - 1], int(other)) for other in counts[at].nonzero()[0]]
        stance = labels.stances[int(stances[at, :-1].argmax())]
        kind = labels.kinds[int(kinds[row, word]) - 1]
        found[row].append(Told(word, kind, stance, bool(stances[at, -1] > 0), tuple(marked)))
    return found

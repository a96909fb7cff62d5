"""The loss of every head, and their weighted sum."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from frontline.training.batches import IGNORE, Batch
from frontline.training.network import Network

WEIGHTS = {
    "upos": 0.5, "xpos": 0.5, "lemmas": 0.4, "arcs": 1.0, "deprels": 0.7, "names": 3.0, "names_gum": 1.0,
    "predicates": 1.0, "roles": 2.0,
}  # fmt: skip
"""How much each head weighs; set by short probes on the dev splits (see MODEL_CARD.md)."""


def partial_crf(emissions: Tensor, transitions: Tensor, allowed: Tensor, words: Tensor) -> Tensor:
    """Minus log share of the label paths that `allowed` permits among all sound ones, summed over the batch.

    `emissions` (batch, words, labels), `transitions` (labels, labels) with forbidden pairs very low, `allowed` like
    the emissions, of bool, `words` (batch, words) true where there is a word. A word with several allowed labels is a
    word whose label is not known (Täckström et al. 2013).
    """
    free = _log_paths(emissions, transitions, words)
    held = _log_paths(emissions.masked_fill(~allowed, -1e4), transitions, words)
    return (free - held).sum()


def _log_paths(emissions: Tensor, transitions: Tensor, words: Tensor) -> Tensor:
    """Log of the summed weight of all label paths, a sentence."""
    alpha = emissions[:, 0]
    for index in range(1, emissions.shape[1]):
        following = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + emissions[:, index]
        alpha = torch.where(words[:, index, None], following, alpha)
    return torch.logsumexp(alpha, dim=1)


def all_losses(network: Network, batch: Batch, forbidden: Tensor) -> dict[str, Tensor]:
    """Each head's loss on a batch, a mean over what is annotated. `forbidden` is added to the name transitions."""
    states = network.words(batch.ids, batch.first, batch.hashes, batch.pieces)
    tags = network.dropout(states.tags)
    arcs = network.arcs(states.tree).masked_fill(~functional.pad(batch.words, (1, 0), value=True).unsqueeze(1), -1e4)
    known = batch.heads.clamp(min=0)
    found = {
        "upos": _entropy(network.upos(tags), batch.tags[0]),
        "xpos": _entropy(network.xpos(tags), batch.tags[1]),
        "lemmas": _entropy(network.lemmas(tags), batch.tags[2]),
        "arcs": _entropy(arcs, batch.heads),
        "deprels": _entropy(network.relation_scores(states.tree, known), batch.tags[3]),
    }
    transitions = network.transitions + forbidden
    for key, scores, rows in zip(
        ("names", "names_gum"), network.name_scores(states), (batch.uner, ~batch.uner), strict=True
    ):
        chosen = rows & batch.named
        if chosen.any():
            there = batch.words[chosen]
            loss = partial_crf(scores[chosen], transitions, batch.allowed[chosen], there)
            found[key] = loss / there.sum()
    if batch.framed.any():
        there = batch.words & batch.framed.unsqueeze(1)
        scores = network.predicates(network.dropout(states.roles)).squeeze(2)
        found["predicates"] = functional.binary_cross_entropy_with_logits(scores[there], batch.is_predicate[there])
    if len(batch.rows):
        mask = batch.words.to(states.roles.dtype)
        scores = network.role_scores(states.roles, batch.rows, batch.predicates, mask)
        found["roles"] = _entropy(scores, batch.roles)
    return found


def _entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy over known labels; 0 where a batch has none."""
    flat = labels.reshape(-1)
    known = (flat != IGNORE).nonzero().squeeze(1)
    if not len(known):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1])[known], flat[known])

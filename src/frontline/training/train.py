"""Train the language core: `python -m frontline.training.train --data DIR --out DIR`.

One command, seeded, resumable: a checkpoint after every epoch, and a run that finds one goes on from it. About an hour
on two CPU cores, minutes on a GPU (`--device cuda`).
"""

from __future__ import annotations

import argparse
import csv
import ctypes
import ctypes.util
import json
import logging
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from frontline.corpus import read_all, split_of
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.language.decode import bioes_transitions
from frontline.language.features import WordEncoder
from frontline.language.manifest import Labels
from frontline.training.augment import Augmenter, Shares, name_pools
from frontline.training.batches import Batch, Prepared, Preparer, epoch
from frontline.training.claims import add_facts, claim_examples
from frontline.training.corpora import Example, read_ewt, read_gum
from frontline.training.encoder import encoder_folder, load_pretrained, piece_ids
from frontline.training.evaluate import score
from frontline.training.labels import learn_labels
from frontline.training.losses import WEIGHTS, all_losses
from frontline.training.network import Network, sizes
from frontline.training.newsnames import news, news_sentences, person
from frontline.training.predict import predict

LOG = logging.getLogger("frontline.training")
BIG_PLACE = 250_000
"""Inhabitants from which a place of the gazetteer may take another's place in a training sentence."""

CLAIM_HEADS = frozenset({"trigger_hidden", "kind_out", "fact_out", "edge_out", "count_out", "stance_out"})
"""The parts of the network that learn at a rate of their own: their corpus is small, and passes by quickly."""
MADE_UP = 600
"""Made-up people among the names that may take another's place."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line sets. `hidden` is the share of words hidden in training but for the last `settle` epochs.

    `at_step` is where the schedule of rates is taken up when a run goes on, by itself where it stopped.
    """

    data: Path
    out: Path
    encoder: Path | None = None
    epochs: int = 8
    threads: int = 2
    device: str = "cpu"
    seed: int = 7
    pieces: int = 2000
    encoder_rate: float = 5e-4
    head_rate: float = 1e-3
    claim_rate: float = 2e-3
    hidden: float = 0.04
    settle: int = 2
    news: int = 900
    start: Path | None = None
    stop_after: int = 0
    limit: int = 0
    corpus: Path | None = None
    annotator: Path | None = None
    claims_times: int = 2
    share: float = 1.0
    at_step: int = 0


@dataclass(slots=True)
class Corpus:
    """Training and dev examples, and the dev ones as arrays."""

    train: list[Example]
    dev: dict[str, list[Example]]
    prepared: dict[str, list[Prepared]] = field(default_factory=dict)


def gazetteer_names(data: Path) -> tuple[str, ...]:
    """Names of large places from GeoNames facts, for name swaps; none where the folder is not there."""
    path = data / "geodata" / "geonames_cities1000.tsv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as rows:
        return tuple(
            row["name"] for row in csv.DictReader(rows, delimiter="\t") if int(row["population"] or 0) >= BIG_PLACE
        )


def read_examples(options: Options) -> tuple[Corpus, Augmenter]:
    """All examples, and the augmenter with its pools of names."""
    train = read_ewt(options.data, "train") + read_gum(options.data, "train")
    dev = {"ewt": read_ewt(options.data, "dev"), "gum": read_gum(options.data, "dev")}
    places = gazetteer_names(options.data)
    rng = random.Random(options.seed)
    more: dict[str, list[str]] = {
        "ORG": [*news().organisations],
        "LOC": [*news().places, *places],
        "PER": [person(rng) for _ in range(MADE_UP)],
    }
    pools = name_pools(train, more)
    LOG.info(
        "%d training sentences, %d with names, %d with frames; dev %s; %d kinds of names in the pools",
        len(train), sum(one.names is not None for one in train), sum(one.frames is not None for one in train),
        {key: len(rows) for key, rows in dev.items()}, len(pools),
    )  # fmt: skip
    train += news_sentences(options.news, places, options.seed)
    facts = data_facts(options.data)
    if facts is not None:
        LOG.info("%d sentences with factuality", add_facts(train, facts))
    if options.corpus is not None:
        documents = read_all(options.corpus, options.data, shipped().codebook)
        annotate = load(options.annotator)
        claimed = {
            split: claim_examples([one for one in documents if split_of(one) == split], annotate)
            for split in ("train", "dev")
        }
        train += claimed["train"] * options.claims_times
        dev["claims"] = claimed["dev"]
        LOG.info("claims: %s sentences", {split: len(rows) for split, rows in claimed.items()})
    if options.limit:
        train = train[:: max(1, len(train) // options.limit)]
        dev = {key: rows[: options.limit] for key, rows in dev.items()}
    return Corpus(train, dev), Augmenter(pools, Shares(), options.seed)


def data_facts(data: Path) -> Path | None:
    """The file of UDS-IH2's factuality on EWT, where the folder has it."""
    path = data / "factuality" / "UDS_IH2" / "train.jsonl"
    return path if path.exists() else None


def forbidden_transitions(labels: Labels) -> torch.Tensor:
    """What is added to the name transitions: 0 where sound, very low where not."""
    zeros = np.zeros((len(labels.names), len(labels.names)), dtype=np.float32)
    return torch.from_numpy(bioes_transitions(labels.names, zeros)).clamp(min=-1e4)


class Trainer:
    """The network, its optimiser, and where the run stands."""

    def __init__(self, options: Options) -> None:
        self.options = options
        random.seed(options.seed)
        torch.manual_seed(options.seed)
        self.corpus, self.augmenter = read_examples(options)
        self.labels = self._labels()
        pretrained = load_pretrained(encoder_folder(options.encoder))
        self.tokenizer_json = pretrained.tokenizer
        tokenizer = Tokenizer.from_str(pretrained.tokenizer)
        special = piece_ids(tokenizer, "[CLS]", "[SEP]", "[MASK]", "[UNK]")
        self.mask_piece = special["[MASK]"]
        encoder = WordEncoder(lambda word: tokenizer.encode(word, add_special_tokens=False).ids, special["[UNK]"])
        self.preparer = Preparer(self.labels, encoder, special["[CLS]"], special["[SEP]"])
        self.network = Network(sizes(self.labels, tokenizer.get_vocab_size())).to(options.device)
        self.network.encoder.load(pretrained.tensors)
        if options.start is not None:
            self._start_from(options.start)
        self.forbidden = forbidden_transitions(self.labels).to(options.device)
        self.optimiser = self._optimiser()
        self.step = self.done = 0
        self._prepare_dev()
        self.plain = [self.preparer.prepare(one) for one in self.corpus.train]
        pieces = sum(
            len(one.ids) * (1.0 if example.claims is not None else options.share)
            for example, one in zip(self.corpus.train, self.plain, strict=True)
            if one is not None
        )
        self.steps = math.ceil(pieces * 1.06 / options.pieces) * options.epochs

    def _labels(self) -> Labels:
        """The labels of the training examples, or of the checkpoint that the run starts from."""
        if self.options.start is None:
            return learn_labels(self.corpus.train)
        state = torch.load(self.options.start, map_location="cpu", weights_only=True)
        rows = learn_labels([]).as_dict() | state["labels"]
        return Labels(**{key: tuple(values) for key, values in rows.items()})

    def _start_from(self, path: Path) -> None:
        """Take over the weights of another run's checkpoint."""
        state = torch.load(path, map_location=self.options.device, weights_only=True)
        own = self.network.state_dict()
        known = {key: value for key, value in state["network"].items() if value.shape == own[key].shape}
        missing, _ = self.network.load_state_dict(known, strict=False)
        LOG.info("starting from %s; new: %s", path, ", ".join(missing) or "nothing")

    def _optimiser(self) -> torch.optim.AdamW:
        rates = {"encoder": self.options.encoder_rate, "claims": self.options.claim_rate}
        groups: dict[str, list[torch.nn.Parameter]] = {"encoder": [], "claims": [], "heads": []}
        for name, one in self.network.named_parameters():
            part = name.split(".")[0]
            groups[part if part == "encoder" else "claims" if part in CLAIM_HEADS else "heads"].append(one)
        rows = [
            {"params": members, "rate": rates.get(name, self.options.head_rate)} for name, members in groups.items()
        ]
        return torch.optim.AdamW(rows, lr=1.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def _prepare_dev(self) -> None:
        for key, rows in self.corpus.dev.items():
            pairs = [(row, self.preparer.prepare(row)) for row in rows]
            self.corpus.dev[key] = [row for row, one in pairs if one is not None]
            self.corpus.prepared[key] = [one for _, one in pairs if one is not None]

    def _set_rate(self) -> None:
        """Linear warm-up over a sixteenth of the run, then a cosine down to nearly nothing."""
        share = self.step / max(1, self.steps)
        warm = min(1.0, (self.step + 1) / max(1, self.steps / 16))
        scale = warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * scale

    def changed(self) -> list[Prepared]:
        """The training arrays of one epoch: those of changed examples anew."""
        found = []
        rng = random.Random(self.step)
        for example, plain in zip(self.corpus.train, self.plain, strict=True):
            if example.claims is None and rng.random() >= self.options.share:
                continue
            other = self.augmenter.change(example)
            one = plain if other is example else self.preparer.prepare(other)
            if one is not None:
                found.append(one)
        return found

    def run_epoch(self, number: int) -> None:
        """One pass over the training examples."""
        self.network.train()
        sums: dict[str, float] = {}
        start, words = time.monotonic(), 0
        seed = self.options.seed * 1000 + number
        hidden = self.options.hidden if number <= self.options.epochs - self.options.settle else 0.0
        self.augmenter = Augmenter(self.augmenter._pools, Shares(), seed)  # noqa: SLF001
        for count, batch in enumerate(epoch(self.changed(), self.options.pieces, (self.mask_piece, hidden), seed), 1):
            losses = self._train_step(batch)
            words += int(batch.words.sum())
            for key, value in losses.items():
                sums[key] = 0.98 * sums.get(key, value) + 0.02 * value
            if count % 25 == 0:
                speed = words / (time.monotonic() - start)
                shown = " ".join(f"{key} {value:.3f}" for key, value in sums.items())
                LOG.info("epoch %d step %d/%d %.0f words/s: %s", number, self.step, self.steps, speed, shown)
            if self.options.stop_after and count >= self.options.stop_after:
                break

    def _train_step(self, batch: Batch) -> dict[str, float]:
        self._set_rate()
        moved = Batch(*(array.to(self.options.device) for array in batch))
        losses = all_losses(self.network, moved, self.forbidden)
        total = sum((WEIGHTS[key] * value for key, value in losses.items()), torch.zeros((), device=moved.ids.device))
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        return {key: float(value.detach()) for key, value in losses.items()}

    def measure(self, every: int) -> dict[str, dict[str, float]]:
        """The figures on every so-manieth sentence of the dev splits, in fp32."""
        return {
            key: score(
                rows[::every], predict(self.network, self.labels, rows[::every], self.corpus.prepared[key][::every])
            )
            for key, rows in self.corpus.dev.items()
        }

    def save(self, number: int, figures: dict[str, dict[str, float]]) -> None:
        """Write the checkpoint of an epoch; the last one is where a run resumes."""
        out = self.options.out
        state = {
            "network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step,
            "epoch": number, "labels": self.labels.as_dict(), "tokenizer": self.tokenizer_json, "figures": figures,
            "seed": self.options.seed, "epochs": self.options.epochs,
        }  # fmt: skip
        partial = out / "last.pt.partial"
        torch.save(state, partial)
        partial.replace(out / "last.pt")
        del state["optimiser"]
        torch.save(state, out / f"epoch-{number}.pt")
        (out / f"epoch-{number}.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one."""
        path = self.options.out / "last.pt"
        if path.exists():
            state = torch.load(path, map_location=self.options.device, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.done = self.options.at_step or state["step"], state["epoch"]
            LOG.info("going on after epoch %d", self.done)

    def run(self) -> None:
        """All epochs that are left."""
        self.options.out.mkdir(parents=True, exist_ok=True)
        self.resume()
        for number in range(self.done + 1, self.options.epochs + 1):
            start = time.monotonic()
            self.run_epoch(number)
            trained = time.monotonic() - start
            figures = self.measure(1 if number + 1 >= self.options.epochs else 4)
            LOG.info(
                "epoch %d: %.0f s, then %.0f s on dev: %s", number, trained, time.monotonic() - start - trained, figures
            )
            self.save(number, figures)


def parse(arguments: Sequence[str] | None = None) -> Options:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m frontline.training.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud_ewt, ud_gum, uner_ewt, propbank_ewt")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--encoder", type=Path, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--start", type=Path, help="a checkpoint to start from; parts it lacks start anew")
    parser.add_argument("--corpus", type=Path, help="folder of annotated documents (docs/annotation.md)")
    parser.add_argument("--annotator", type=Path, help="folder of the model that gives the corpus its trees")
    parser.add_argument("--device", default="cpu")
    for name in (
        "epochs",
        "threads",
        "seed",
        "pieces",
        "news",
        "settle",
        "stop_after",
        "limit",
        "claims_times",
        "at_step",
    ):
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, type=int, default=getattr(Options(Path(), Path()), name))
    for name in ("encoder_rate", "head_rate", "claim_rate", "share"):
        flag = "--" + name.replace("_", "-")
        parser.add_argument(flag, type=float, default=getattr(Options(Path(), Path()), name))
    return Options(**vars(parser.parse_args(arguments)))


def keep_memory() -> None:
    """Tell glibc to keep freed memory rather than hand it back: half the time of a step on a CPU went there."""
    library = ctypes.util.find_library("c")
    mallopt = getattr(ctypes.CDLL(library), "mallopt", None) if library else None
    if mallopt is not None:
        trim_threshold, mmap_threshold, one_gigabyte = -1, -3, 1 << 30
        mallopt(mmap_threshold, one_gigabyte)
        mallopt(trim_threshold, 2 * one_gigabyte - 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train as the command line says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    options = parse(arguments)
    torch.set_num_threads(options.threads)
    keep_memory()
    Trainer(options).run()


if __name__ == "__main__":
    main()

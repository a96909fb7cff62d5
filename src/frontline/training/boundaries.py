"""Train the sentence boundary decision: `python -m frontline.training.boundaries --data DIR [--out FILE]`.

DIR holds `ud_ewt/` and `ud_gum/` with CoNLL-U files whose names contain `train`. Every document is rebuilt as raw
text once as it is and several times as `frontline.training.layouts` lays it out: line ends, headings, datelines,
titles, quotations, and full stops put in mid-sentence. Needs numpy only; takes two to three minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from frontline.language import conllu
from frontline.language.boundaries import SIZE, sentence_starts
from frontline.language.words import word_offsets
from frontline.training.layouts import Laid, lay_out, plain

COPIES = 6
ROUNDS = 100
RATE = 0.05
DECAY = 5e-6
_COLUMNS = 34
_DEFAULT = Path(__file__).parent.parent / "language" / "data" / "boundaries.npz"


class Samples(NamedTuple):
    """The features of every place asked about, padded with `SIZE`, and whether a sentence begins there."""

    features: npt.NDArray[np.int32]
    labels: npt.NDArray[np.float32]


def collect(texts: Iterable[Laid]) -> Samples:
    """Walk through the texts with the right answers, as the decision will with its own."""
    rows: list[Sequence[int]] = []
    labels: list[bool] = []
    for text, gold in texts:
        offsets = word_offsets(text)

        def teach(
            i: int, features: Sequence[int], gold: frozenset[int] = gold, at: list[tuple[int, int]] = offsets
        ) -> bool:
            rows.append(features)
            labels.append(at[i][0] in gold)
            return labels[-1]

        sentence_starts(text, offsets, teach)
    matrix = np.full((len(rows), _COLUMNS), SIZE, dtype=np.int32)
    for number, row in enumerate(rows):
        matrix[number, : len(row)] = row
    return Samples(matrix, np.array(labels, dtype=np.float32))


def fit(samples: Samples, rounds: int = ROUNDS) -> npt.NDArray[np.float32]:
    """Return the weights of a logistic regression, by full-batch Adam with weight decay."""
    weights, first, second = (np.zeros(SIZE + 1, dtype=np.float64) for _ in range(3))
    flat = samples.features.ravel()
    width = samples.features.shape[1]
    for step in range(1, rounds + 1):
        logits = weights[samples.features].sum(axis=1)
        error = (1 / (1 + np.exp(-logits)) - samples.labels) / len(samples.labels)
        gradient = np.bincount(flat, np.repeat(error, width), SIZE + 1) + DECAY * weights
        first += 0.1 * (gradient - first)
        second += 0.01 * (gradient**2 - second)
        rate = RATE * (1 - step / (rounds + 1))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
        weights[SIZE] = 0.0
    return weights[:SIZE].astype(np.float32)


def training_texts(documents: Sequence[conllu.Document], copies: int, seed: int) -> Iterator[Laid]:
    """Yield every document as it is, and in `copies` other layouts."""
    chance = random.Random(seed)
    for document in documents:
        yield plain(document)
        for _ in range(copies):
            yield lay_out(document, chance)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m frontline.training.boundaries", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds ud_ewt/ and ud_gum/")
    parser.add_argument(
        "--out", type=Path, default=_DEFAULT, help="file of weights to write (default: the shipped one)"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    paths = sorted(path for name in ("ud_ewt", "ud_gum") for path in (options.data / name).glob("*train*.conllu"))
    if not paths:
        parser.error(f"{options.data}: no ud_ewt/*train*.conllu or ud_gum/*train*.conllu in it")
    documents = [document for path in paths for document in conllu.documents(conllu.read(path))]
    samples = collect(training_texts(documents, COPIES, options.seed))
    weights = fit(samples)
    padded = np.append(weights, 0.0)
    right = ((padded[samples.features].sum(axis=1) > 0) == (samples.labels > 0)).mean()
    np.savez_compressed(options.out, weights=weights.astype(np.float16))
    size = options.out.stat().st_size
    sys.stdout.write(
        f"{len(samples.labels):,} places, {right:.4f} right on them; wrote {options.out} ({size:,} bytes)\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

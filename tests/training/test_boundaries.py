"""Training the sentence boundaries, on a treebank of a few sentences."""

from __future__ import annotations

import numpy as np

from frontline.language.boundaries import SIZE, sentence_starts
from frontline.language.words import word_offsets
from frontline.training.boundaries import collect, fit
from frontline.training.layouts import Laid

TEXT = "Dr. Ray left. Dr. Kim came. We met Dr. Lee there. They left."
GOLD = Laid(TEXT, frozenset({0, 14, 28, 50}))


def test_what_is_trained_is_what_decides():
    weights = fit(collect([GOLD] * 5), rounds=60)
    assert weights.shape == (SIZE,)
    offsets = word_offsets(TEXT)
    starts = sentence_starts(TEXT, offsets, lambda _, features: bool(weights[list(features)].sum() > 0))
    assert {offsets[i][0] for i in starts} == GOLD.starts


def test_places_are_labelled_and_padded():
    samples = collect([GOLD])
    assert samples.labels.sum() == 3
    assert len(samples.labels) > 3
    assert samples.features.max() == SIZE
    assert np.all(samples.features >= 0)

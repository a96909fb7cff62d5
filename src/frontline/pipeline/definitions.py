"""The type whose definition and words are nearest to some words: the last resort of relating, by shared words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from frontline.knowledge.plover import Plover, load_plover

_STEM = 5
"""Letters by which words are compared: "sanctioned" and "sanctions" are one."""


def nearest_type(lemmas: Iterable[str], plover: Plover) -> str:
    """Return the type whose words share the most with these, rare words counting more; CONSULT where none shares any.

    Consulting is what CAMEO codes where parties deal with each other and nothing more is told.
    """
    weights = _weights() if plover is load_plover() else _weighed(plover)
    stems = {lemma[:_STEM].lower() for lemma in lemmas}
    scores = {name: sum(of_type.get(stem, 0.0) for stem in stems) for name, of_type in weights.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else "CONSULT"


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return _weighed(load_plover())


def _weighed(plover: Plover) -> Mapping[str, Mapping[str, float]]:
    """Return tf-idf weights of unit length by type and stem."""
    counts = {
        name: Counter(word.strip(".,:;")[:_STEM].lower() for word in plover.definitions[name].split())
        + Counter(word[:_STEM] for (word, _), of_type in plover.words.items() if of_type == name)
        for name in plover.types
    }
    spread = Counter(stem for found in counts.values() for stem in found)
    weights = {name: {stem: math.log(len(counts) / spread[stem]) for stem in found} for name, found in counts.items()}
    return {name: _unit(of_type) for name, of_type in weights.items()}


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}

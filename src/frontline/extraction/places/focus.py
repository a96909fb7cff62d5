"""Focus: which countries a report speaks of, and how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from frontline.knowledge.gazetteer import Gazetteer
from frontline.language.annotation import Sentence
from frontline.records import Report

_HINT = 0.5
"""What a dateline, or an actor's name, counts beside a word for the country itself."""
_WINDOWS = (4, 3, 2, 1)
Key = TypeVar("Key")


def countries_in_focus(
    report: Report, sentences: Sequence[Sentence], gazetteer: Gazetteer, homes: Mapping[str, int]
) -> dict[str, float]:
    """Return the share of each country, by alpha-3 code, among the words of a report that name one.

    Names, adjectives and nouns for people count one each; a dateline counts half, since it is where the report was
    written, and so does each mention of an actor of a war there (`homes`), since actors fight abroad too. The shares sum
    to 1; the result is empty when the report names no country.
    """
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(_named(sentence, gazetteer))
    weights: dict[str, float] = dict(counts)
    for line in report.dateline:
        best = gazetteer.known(line)
        country = gazetteer.country(line) or (best.country if best is not None and best.likeness > 0.9 else None)
        if country:
            weights[country] = weights.get(country, 0.0) + _HINT
    for country, times in homes.items():
        weights[country] = weights.get(country, 0.0) + _HINT * times
    return shares(weights)


def shares(weights: Mapping[Key, float]) -> dict[Key, float]:
    """Return the weights divided by their sum; empty when there are none."""
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()} if total else {}


def _named(sentence: Sentence, gazetteer: Gazetteer) -> Counter[str]:
    people = {at for name in sentence.names if name.label == "PER" for at in range(name.start, name.end)}
    tokens = sentence.tokens
    found: Counter[str] = Counter()
    at = 0
    while at < len(tokens):
        step = 1
        if at not in people and tokens[at].text[:1].isupper():
            for length in _WINDOWS:
                text = " ".join(token.text for token in tokens[at : at + length])
                code = gazetteer.country(text) or (gazetteer.country(text.split("-")[0]) if length == 1 else None)
                if code:
                    found[code] += 1
                    step = length
                    break
        at += step
    return found

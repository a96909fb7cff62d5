"""Distances as texts state them: "40 km (24 miles)", "15 to 20 kilometres", "less than two miles", "a few miles".

A figure is a rounded one. How far: half of the step that its last digit shows (40 is a 40 among tens, 45 one among
fives, 42 one among units), at most an eighth of it and at least a twenty-fifth. Twice that after "about".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from frontline.extraction.numbers import quantities, words_to_number
from frontline.knowledge.relation_words import load_relation_words

KILOMETRES = {"kilometre": 1.0, "mile": 1.609344, "nautical_mile": 1.852, "metre": 0.001, "yard": 0.0009144}
"""Kilometres in a unit: the international mile, yard and nautical mile."""

_RANGES = {
    "a_few": (2.0, 7.0), "several": (3.0, 12.0), "a_couple": (1.5, 3.0), "dozens": (20.0, 99.0), "hundreds": (200.0, 999.0),
}  # fmt: skip
_METRIC = frozenset({"kilometre", "metre"})
_WIDEST = 0.125
_NARROWEST = 0.04
_SMALL = 8.0
"""Below this many units a figure is a count of whole ones, however it ends."""
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,2})?(?![\d.,]*\d)"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with its unit, in kilometres: `low` and `high` are None where the text leaves that side open."""

    text: str
    unit: str
    km: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Distance:
    """A stated distance: code points `start:end` of the text searched, the figure, and the same in another unit."""

    start: int
    end: int
    first: Measure
    second: Measure | None = None

    @property
    def km(self) -> float:
        """Return the figure in kilometres."""
        return self.first.km

    @property
    def low(self) -> float | None:
        """Return the least that the figure allows, in kilometres; None where it is a bound from above only."""
        return self.first.low

    @property
    def high(self) -> float | None:
        """Return the most that the figure allows, in kilometres; None where it is a bound from below only."""
        return self.first.high

    @property
    def disagrees(self) -> bool:
        """Say whether the two figures cannot be the same distance: "40 km (34 miles)"."""
        if self.second is None:
            return False
        low, high = _closed(self.first)
        other_low, other_high = _closed(self.second)
        return other_low > high or low > other_high


class _Figure(NamedTuple):
    low: float
    value: float
    high: float


def distances(text: str) -> tuple[Distance, ...]:
    """Return the distances that a text states, in order; areas and speeds ("400 km2", "80 km per hour") are none."""
    found: list[Distance] = []
    if not _unit().search(text.lower()):
        return ()
    for match in _distance().finditer(text):
        measure = _measure(match, "")
        if measure is not None and not _is_rate(text, match.end()):
            found.append(
                Distance(match.start(), match.end(), measure, _measure(match, "2") if match["unit2"] else None)
            )
    return tuple(found)


def rounded(value: float) -> float:
    """Return by how much a rounded figure may be off on either side, in its own unit.

    The step of a figure is that of its last digit that is not 0, or 5 where it ends in 5.
    """
    if value <= 0:
        return 0.0
    if value < _SMALL:
        return 0.5 if value == int(value) else max(0.05, value * _NARROWEST)
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    if value % (step * 5) == 0 and step == 1.0:
        step = 5.0
    return min(max(step / 2, value * _NARROWEST), value * _WIDEST)


def _closed(measure: Measure) -> tuple[float, float]:
    """Return the range of the figure itself, whatever bound the words make of it."""
    unit = KILOMETRES[measure.unit]
    off = rounded(measure.km / unit) * unit
    low = measure.low or measure.km - off
    high = measure.high or measure.km + off
    return min(low, measure.km - off), max(high, measure.km + off)


def _measure(match: re.Match[str], which: str) -> Measure | None:
    unit = _units()[" ".join(match[f"unit{which}"].lower().split())]
    figure = _figure(match[f"number{which}"])
    if figure is None or figure.value <= 0:
        return None
    scale = KILOMETRES[unit]
    upper = _figure(match[f"upper{which}"]) if match[f"upper{which}"] else None
    low, high = figure.low, figure.high
    value = figure.value
    if upper is not None and upper.value > value:
        low, high, value = figure.value, upper.value, (figure.value + upper.value) / 2
    bound = _bound(match[f"bound{which}"])
    if bound == "about":
        low, high = value - 2 * (value - low), value + 2 * (high - value)
    text = " ".join(match[0].split()) if not which else f"{match['number2']} {match['unit2']}"
    return Measure(
        text=text,
        unit=unit,
        km=value * scale,
        low=None if bound == "at_most" else low * scale,
        high=None if bound == "at_least" else high * scale,
    )


def _figure(text: str) -> _Figure | None:
    """Return the number that words or digits say, with how far rounding lets it be off."""
    words = " ".join(text.lower().replace("-", " ").split())
    for key, forms in ((part, forms) for (section, part), forms in load_relation_words().items() if section == "range"):
        if words in forms:
            low, high = _RANGES[key]
            return _Figure(low, (low + high) / 2, high)
    half = words.endswith(" and a half") or words in {"half a", "half"}
    words = words.removesuffix(" and a half")
    value: float | None
    if words in {"half a", "half"}:
        return _Figure(0.35, 0.5, 0.65)
    if words[:1].isdigit():
        value = _decimal(words)
    elif words in {"a", "an"}:
        value = 1.0
    else:
        whole = words_to_number(words.removesuffix(" of").split())
        value = None if whole is None else float(whole)
    if value is None:
        return None
    value += 0.5 * half
    return _Figure(value - rounded(value), value, value + rounded(value))


def _decimal(text: str) -> float | None:
    plain = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _bound(text: str | None) -> str | None:
    words = " ".join((text or "").lower().split())
    lists = load_relation_words()
    return next((part for part in ("at_most", "at_least", "about") if words in lists["bound", part]), None)


def _is_rate(text: str, end: int) -> bool:
    """Say whether what follows a unit makes an area or a speed of it."""
    return re.match(r"[23²³]|\s*/\s*h|\s*(?:per|an|a)\s+(?:hour|second)\b|\s*-\s*per\b", text[end:]) is not None


@cache
def _units() -> dict[str, str]:
    return {
        word: part for (section, part), words in load_relation_words().items() if section == "unit" for word in words
    }


@cache
def _unit() -> re.Pattern[str]:
    """A unit alone, in small letters: few sentences have one, and the whole pattern is slow to find nothing."""
    return re.compile(rf"{_either(_units())}\b")


@cache
def _distance() -> re.Pattern[str]:
    lists = load_relation_words()
    unit = _either(_units())
    bounds = _either(word for (section, _), words in lists.items() if section == "bound" for word in words)
    ranges = _either(word for (section, _), words in lists.items() if section == "range" for word in words)
    table = quantities()
    digit = _either([*table.units, *table.scales, "half a"])
    spoken = rf"(?:(?:an?|half\s+a)[\s-]+)?{digit}(?:[\s-]+(?:and\s+)?{digit})*(?:\s+and\s+a\s+half)?"
    number = rf"(?:{ranges}|{spoken}|{_DIGITS}|\ban?(?=\s+(?:mile|kilomet|metre|meter)))"
    bound = rf"(?:\b{bounds}\s+)?"

    def named(which: str) -> str:
        to = rf"(?:\s*(?:-|\u2013|to|or|and)\s*{bound}(?P<upper{which}>{number}))?"
        return (
            rf"(?P<bound{which}>\b{bounds}\s+)?(?<![\w.,$€£])(?P<number{which}>{number}){to}"
            rf"(?:\s|-)*(?P<unit{which}>{unit})\b"
        )

    other = rf"(?:\s*(?:\(|\[|/|,?\s+or\s+|[\u2013-]+\s+)\s*{named('2')}\s*[)\]]?)?"
    return re.compile(named("") + other, re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    longest = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest) + ")"

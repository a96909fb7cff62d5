"""Numbers as texts write them, in digits and in words.

English news writes "1,200", "1 200" (a space that does not break), "2,00,000" (the Indian grouping), "2.3 million",
"twenty-four" and "two hundred and six". The words are data: `frontline/knowledge/data/quantities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from frontline.errors import KnowledgeError
from frontline.knowledge.tables import DATA, read_table

_WHERE = "knowledge/data/quantities.toml"
_TABLES = ("units", "scales", "plurals", "vague", "ordinals")
_BOUNDS = ("floor", "ceiling", "almost", "about", "exact", "after_floor", "after_ceiling", "after_about")
_NOUNS = ("collective", "measures", "persons")
_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+")
_DECIMAL = re.compile(r"(\d+)\.(\d+)")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantities:
    """The words that say how many; `bounds` maps a sort of bound to its phrases, longest first."""

    units: Mapping[str, int]
    scales: Mapping[str, int]
    plurals: Mapping[str, int]
    vague: Mapping[str, int]
    ordinals: Mapping[str, int]
    bounds: Mapping[str, tuple[tuple[str, ...], ...]]
    collective: frozenset[str]
    measures: frozenset[str]
    persons: frozenset[str]


@cache
def quantities() -> Quantities:
    """Return the quantity words that ship with the package.

    Raises KnowledgeError where the file lacks a table or a value has the wrong type.
    """
    raw = read_table(DATA / "quantities.toml")
    units, scales, plurals, vague, ordinals = (_integers(raw, name) for name in _TABLES)
    collective, measures, persons = (frozenset(_strings(raw, "nouns", name)) for name in _NOUNS)
    bounds = {
        name: tuple(sorted((tuple(p.split()) for p in _strings(raw, "bounds", name)), key=len, reverse=True))
        for name in _BOUNDS
    }
    return Quantities(units, scales, plurals, vague, ordinals, bounds, collective, measures, persons)


def _integers(raw: Mapping[str, object], name: str) -> dict[str, int]:
    table = raw.get(name)
    if not isinstance(table, dict) or not all(isinstance(value, int) for value in table.values()):
        raise KnowledgeError(f"{_WHERE}: [{name}] must be a table of words and whole numbers")
    return table


def _strings(raw: Mapping[str, object], table: str, key: str) -> list[str]:
    held = raw.get(table)
    value = held.get(key) if isinstance(held, dict) else None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise KnowledgeError(f"{_WHERE}: [{table}] {key} must be a list of phrases")
    return value


def digits_to_number(text: str) -> int | None:
    """Return the whole number that `text` writes in digits, with any grouping; None for anything else.

    A part after a decimal point is not whole: see `words_to_number`, which scales it ("2.3 million").
    """
    if not _DIGITS.fullmatch(text):
        return None
    return int("".join(c for c in text if c.isdecimal()))


def ordinal_to_number(text: str) -> int | None:
    """Return the number of an ordinal ("27th", "third", "twenty-first"); None for anything else."""
    if found := _ORDINAL.fullmatch(text):
        return int(found[1])
    words = quantities()
    tens, _, last = text.lower().rpartition("-")
    value = words.ordinals.get(last)
    if value is None or not tens:
        return value
    whole = words.units.get(tens)
    return None if whole is None or whole < 20 or value > 9 else whole + value


def words_to_number(words: Sequence[str]) -> int | None:
    """Return the whole number that `words` say, or None where they are no number.

    Digits and words may mix: ["2.3", "million"], ["twenty-four"], ["two", "hundred", "and", "six"],
    ["half", "a", "million"], ["a", "dozen"]. A fraction that does not come out whole gives None.
    """
    parts = [part for word in words for part in _split(word)]
    if parts[:2] in (["half", "a"], ["half", "an"]):
        whole = words_to_number(parts[2:])
        return whole // 2 if whole is not None else None
    if parts and parts[0] in ("a", "an"):
        parts = ["1", *parts[1:]] if len(parts) > 1 else []
    return _add_up(parts)


def _split(word: str) -> Iterable[str]:
    lowered = word.lower()
    return lowered.split("-") if "-" in lowered and not any(c.isdigit() for c in lowered) else (lowered,)


def _add_up(parts: Sequence[str]) -> int | None:
    """Sum `parts` in the way of English numerals: a scale multiplies the group before it."""
    scales = quantities().scales
    total, fraction = 0, 1
    group: int | None = None
    for place, part in enumerate(parts):
        if part == "and":
            if group is None or group % 100 or place == len(parts) - 1:
                return None
        elif (scale := scales.get(part)) is not None:
            if group is None and place:
                return None
            group = scale if group is None else group * scale
            if scale > 100 and place < len(parts) - 1:
                total, group = total + group, 0
        elif (found := _DECIMAL.fullmatch(part)) and not place:
            fraction, group = 10 ** len(found[2]), int(found[1] + found[2])
        elif (value := _small(part)) is not None and _fits(group, value, digits=part[0].isdigit()):
            group = (group or 0) + value
        else:
            return None
    if group is None:
        return None
    whole, rest = divmod(total + group, fraction)
    return whole if rest == 0 else None


def _small(part: str) -> int | None:
    value = quantities().units.get(part)
    return digits_to_number(part) if value is None else value


def _fits(group: int | None, value: int, *, digits: bool) -> bool:
    """Whether `value` may follow a group of words that stands at `group`: "twenty four", "two hundred six"."""
    if group is None:
        return True
    if digits or not value:
        return False
    tens = group % 100
    return (not tens and value < 100) or (20 <= tens < 100 and not tens % 10 and value < 10)

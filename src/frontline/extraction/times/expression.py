"""What a time expression says before it is resolved, and what its readings look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontline.extraction.times.atoms import Atom, lexicon
from frontline.extraction.times.days import DAY


@dataclass(frozen=True, slots=True)
class Expression:
    """What atoms `first:end` say, before it is resolved.

    `kind` is date, decade, century, day (`number` days from publication), overnight, weekend, unit ("last year"),
    shift ("two days ago"), window ("the past week"), duration, nth ("the third day"), part (of the day, or a clock
    time in `part`), vague, era ("the start of the war") or range (from `low` to `high`).
    """

    first: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    number: int | None = None
    unit: int = DAY
    which: str = ""
    mod: str = ""
    part: str = ""
    low: Expression | None = None
    high: Expression | None = None


Row = Sequence[Atom]
Reading = Callable[[Row, int, int], Expression | None]
"""Says what atoms `first:end` of a row mean; None where they only look like a time."""

WHICH = ("last", "past", "previous", "next", "coming", "following", "this", "that", "same", "these", "every")
"""The classes that say which of several units is meant."""
STOPS = ("comma", "dot", "close", "and", "dash", "in")
"""The classes that may follow "the day before" where nothing else does."""


def kinds(row: Row, first: int, end: int, *names: str) -> list[Atom]:
    """Return the atoms of `first:end` that are of one of these classes."""
    return [atom for atom in row[first:end] if atom.kind in names]


def word(row: Row, place: int) -> str:
    """Return the atom at `place` in small letters, "" beyond the row."""
    return row[place].text.lower() if 0 <= place < len(row) else ""


def guard(name: str, text: str) -> bool:
    """Return whether `text` is in the word list of that name (knowledge/data/times.toml, guards)."""
    return text in lexicon().guards[name]

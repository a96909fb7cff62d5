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
    time in `part`), quarter, feast (its key in `part`), dday ("D+3": `number` days after it), again ("the same period last year": `number` years back), set ("every day", its value in
    `part`), vague (its value in `part`), era ("the start of the war") or range (from `low` to `high`). `half` adds a
    half to `number`. `dating` is false where the words say no time of a happening: an age, a rate, "former".
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
    half: bool = False
    dating: bool = True
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


def is_noun(row: Row, place: int) -> bool:
    """Return whether the atom at `place` looks like a noun or an adjective: a word that is on no list of others."""
    here = row[place] if place < len(row) else None
    if here is None or here.kind != "other" or not here.text.isalpha():
        return False
    return not guard("not_noun", here.text.lower()) and not here.text.endswith(("ed", "ly", "ing"))


def guard(name: str, text: str) -> bool:
    """Return whether `text` is in the word list of that name (knowledge/data/times.toml, guards)."""
    return text in lexicon().guards[name]

"""What the registry holds: actors, their ties and leaders, theatres, and what descriptions mean in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


def within(day: date | None, start: date | None, end: date | None) -> bool:
    """Say whether a day lies in an interval, both ends included; an unknown day lies in every one."""
    return day is None or ((start is None or start <= day) and (end is None or day <= end))


@dataclass(frozen=True, slots=True)
class Tie:
    """A bond of an actor within dates, both ends included: `to` is an actor id, or the name of a side."""

    to: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who stands for an actor within dates."""

    name: str
    aliases: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One party. `called` are the nouns that refer back to it ("alliance"); `theatre` is None for general ones."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    members_of: tuple[Tie, ...] = ()
    allies: tuple[Tie, ...] = ()
    sides: tuple[Tie, ...] = ()
    leaders: tuple[Leader, ...] = ()
    called: frozenset[str] = frozenset()
    theatre: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What nouns mean in a theatre within dates; with `modifiers`, only beside one of those words.

    `nouns` are singular; `classes` are names of classes of people_words.toml.
    """

    means: str
    nouns: frozenset[str]
    classes: frozenset[str]
    modifiers: frozenset[str]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Theatre:
    """One war: its countries (alpha-3), its dates, its own actors, and what descriptions mean in it."""

    id: str
    name: str
    countries: frozenset[str]
    start: date | None
    end: date | None
    actors: frozenset[str]
    descriptions: tuple[Description, ...]

    def meaning(self, noun: str, group: str, modifiers: frozenset[str], day: date | None) -> str | None:
        """Return the id of the actor that a noun of a class means beside one of `modifiers` (lower case)."""
        for entry in self._entries(noun, group, day):
            if entry.modifiers & modifiers:
                return entry.means
        return None

    def plain_meaning(self, noun: str, group: str, day: date | None) -> str | None:
        """Return the id of the actor that a noun of a class means with nothing beside it that tells it apart."""
        for entry in self._entries(noun, group, day):
            if not entry.modifiers:
                return entry.means
        return None

    def _entries(self, noun: str, group: str, day: date | None) -> Iterator[Description]:
        for entry in self.descriptions:
            if (noun in entry.nouns or group in entry.classes) and within(day, entry.start, entry.end):
                yield entry

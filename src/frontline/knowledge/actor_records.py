"""What the registry holds: actors, their ties and leaders, theatres, and what descriptions mean in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_STATE_FORCES = 1
_ABROAD = 8


def within(day: date | None, start: date | None, end: date | None) -> bool:
    """Say whether a day lies in an interval, both ends included; an unknown day lies in every one."""
    return day is None or ((start is None or start <= day) and (end is None or day <= end))


@dataclass(frozen=True, slots=True)
class Tie:
    """A bond of an actor within dates, both ends included: `to` is an actor id, or the name of a side.

    A side is one of a theatre's: two wars may have a "government" each.
    """

    to: str
    start: date | None = None
    end: date | None = None
    theatre: str | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who stands for an actor within dates.

    `surnames` are names that many people bear: believed only where a report speaks of the actor or its country.
    """

    name: str
    aliases: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """One party. `called` are the nouns that refer back to it ("alliance"); `theatre` is None for general ones.

    `sectors` are PLOVER's codes of what it is, `acled` its actor type with ACLED ("inter" code, 1 to 8) at home.
    """

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
    backers: tuple[Tie, ...] = ()
    sectors: tuple[str, ...] = ()
    acled: int | None = None

    def sides_in(self, theatre: str, day: date | None) -> tuple[str, ...]:
        """Return the sides of a theatre (its id) that the actor is on, on a day."""
        return tuple(tie.to for tie in self.sides if tie.theatre == theatre and within(day, tie.start, tie.end))

    def inter(self, country: str | None) -> int | None:
        """Return ACLED's actor type in a country (alpha-3): forces of a state abroad are 8; None where unknown."""
        abroad = country is not None and self.country is not None and country != self.country
        return _ABROAD if self.acled == _STATE_FORCES and abroad else self.acled


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
    """One war: its countries (alpha-3), its dates, its own actors, and what descriptions mean in it.

    `places` are names of regions and towns that tell it from the other wars of its countries.
    """

    id: str
    name: str
    countries: frozenset[str]
    start: date | None
    end: date | None
    actors: frozenset[str]
    descriptions: tuple[Description, ...]
    places: tuple[str, ...] = ()

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

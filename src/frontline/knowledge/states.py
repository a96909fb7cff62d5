"""Countries as actors: names, adjectives, people and capitals from one table (data/actors/countries.tsv).

The government, the armed forces, the police and the intelligence services of a state are made from its row when they are asked for,
so "the Nepali army" is known although nobody wrote it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontline.errors import KnowledgeError
from frontline.knowledge.actor_records import Actor
from frontline.knowledge.party_types import coded

COUNTRIES_PATH = Path(__file__).parent / "data" / "actors" / "countries.tsv"
BRANCHES: Mapping[str, tuple[str, str]] = {
    "government": ("government", "{} government"),
    "forces": ("state-forces", "{} armed forces"),
    "police": ("police", "{} police"),
    "intelligence": ("government", "{} intelligence services"),
}
"""The parts of a state that act: the party type of each, and what it is called after the adjective."""
_SECTORS = {"intelligence": ("SPY",)}

_HEADER = ("alpha3", "name", "adjective", "people", "capital", "other names", "other adjectives")
_ALPHA3_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Country:
    """One row: `alpha3` is ISO 3166-1 (XKX for Kosovo), the other members are words of English reports."""

    alpha3: str
    name: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The first part of the ids of the state's actors: "united-states"."""
        return self.name.lower().replace(" ", "-")

    def actor_id(self, branch: str) -> str:
        """Return the id of one branch: "syria-forces"."""
        return f"{self.slug}-{branch}"


def state_actor(country: Country, branch: str) -> Actor:
    """Return one branch of a state as an actor."""
    kind, pattern = BRANCHES[branch]
    name = pattern.format(country.adjectives[0])
    return coded(Actor(country.actor_id(branch), name, kind, country=country.alpha3, sectors=_SECTORS.get(branch, ())))


@cache
def load_countries(path: Path = COUNTRIES_PATH) -> tuple[Country, ...]:
    """Read and check the table.

    Raises:
        KnowledgeError: the file cannot be read, or a row has the wrong number of columns or a wrong code.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error}); restore it") from error
    if not lines or tuple(lines[0].split("\t")) != _HEADER:
        raise KnowledgeError(f"{path.name}:1: the first line must be the columns {', '.join(_HEADER)}, tabs between")
    found: dict[str, Country] = {}
    for number, line in enumerate(lines[1:], start=2):
        country = _row(line, f"{path.name}:{number}")
        if country.alpha3 in found:
            raise KnowledgeError(f"{path.name}:{number}: {country.alpha3} has a row already; join the two")
        found[country.alpha3] = country
    return tuple(found.values())


def _row(line: str, where: str) -> Country:
    cells = line.split("\t")
    if len(cells) != len(_HEADER):
        raise KnowledgeError(f"{where}: {len(cells)} columns; give {len(_HEADER)}, tabs between, empty ones too")
    alpha3, name, adjective, people, capital, names, adjectives = cells
    if len(alpha3) != _ALPHA3_LENGTH or not (alpha3.isalpha() and alpha3.isupper()):
        raise KnowledgeError(f"{where}: alpha3 {alpha3!r} is not a country code; use three capital letters such as SYR")
    if not name or not adjective:
        raise KnowledgeError(f"{where}: name and adjective must not be empty; use the words of English reports")
    return Country(
        alpha3, name, (adjective, *_several(adjectives)), _several(people), _several(capital), (name, *_several(names))
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())

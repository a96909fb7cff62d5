"""The registry of actors: who they are, what they are called, and what "the rebels" means where and when.

Data files: `countries.tsv` (states), `general.yml` (actors of no one theatre) and one file a theatre of war.
docs/actors.md tells how to add one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from frontline.knowledge.actor_files import load_files
from frontline.knowledge.actor_names import Hit, NameIndex, Piece, key
from frontline.knowledge.actor_records import Actor, Description, Leader, Theatre, Tie, within
from frontline.knowledge.people import PARTY_TYPES, load_people_words
from frontline.knowledge.states import BRANCHES, Country, load_countries, state_actor

__all__ = ["PARTY_TYPES", "Actor", "Bearer", "Description", "Leader", "Registry", "Theatre", "Tie", "within"]

DATA_FOLDER = Path(__file__).parent / "data" / "actors"
_BRANCH_OF_GROUP = {
    "soldiers": "forces", "armies": "forces", "forces": "forces", "platforms": "forces", "weapons": "forces",
    "governments": "government", "officials": "government", "police": "police",
}  # fmt: skip
_FORCE_WORDS = frozenset({"army", "military", "air", "navy", "armed", "defence", "defense", "security"})
_OWN_ACTOR = 2
_SHARED_ACTOR = 1
_LEAST_SCORE = 2


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a name stands for: `kind` is name, alias, leader, country, adjective, people or capital.

    `id` is an actor id for the first three and a country code for the others. `shared` marks a leader's surname
    that many people bear.
    """

    kind: str
    id: str
    leader: Leader | None = None
    shared: bool = False


class Registry:
    """All actors, looked up by name and by id."""

    __slots__ = ("_actors", "_by_slug", "_countries", "_index", "_places", "theatres")

    def __init__(self, actors: Iterable[Actor], theatres: Iterable[Theatre], countries: Iterable[Country]) -> None:
        self.theatres: tuple[Theatre, ...] = tuple(theatres)
        self._countries: Mapping[str, Country] = {country.alpha3: country for country in countries}
        self._by_slug = {
            country.actor_id(branch): (country.alpha3, branch) for country in countries for branch in BRANCHES
        }
        self._actors: dict[str, Actor] = {actor.id: actor for actor in actors}
        self._index: NameIndex[Bearer] = NameIndex(self._names())
        self._places: NameIndex[str] = NameIndex((name, one.id) for one in self.theatres for name in one.places)

    @classmethod
    def load(cls, paths: Sequence[Path] = ()) -> Registry:
        """Load the shipped files and those of `paths` beside them; a file's actor may extend a shipped one.

        Raises:
            KnowledgeError: a file is missing or wrong; the message names file, line, key and what would work.
        """
        return _load(tuple(paths))

    def _names(self) -> Iterable[tuple[str, Bearer]]:
        for actor in self._actors.values():
            yield actor.name, Bearer("name", actor.id)
            for alias in actor.aliases:
                yield alias, Bearer("alias", actor.id)
            for leader in actor.leaders:
                for name in (leader.name, *leader.aliases):
                    yield name, Bearer("leader", actor.id, leader)
                for name in leader.surnames:
                    yield name, Bearer("leader", actor.id, leader, shared=True)
        for country in self._countries.values():
            kinds = (
                ("country", country.names), ("adjective", country.adjectives),
                ("people", country.people), ("capital", country.capitals),
            )  # fmt: skip
            for kind, names in kinds:
                for name in names:
                    yield name, Bearer(kind, country.alpha3)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors that the files make or add to; states' branches that no file mentions are made when asked for."""
        return tuple(self._actors.values())

    def bearers(self, name: str) -> tuple[Bearer, ...]:
        """Return all that bear this very name, whatever its capitals."""
        return self._index.exact(name)

    def get(self, actor: str) -> Actor | None:
        """Return the actor with an id, None where there is none."""
        found = self._actors.get(actor)
        if found is None and actor in self._by_slug:
            return self.state(*self._by_slug[actor])
        return found

    def country(self, alpha3: str) -> Country | None:
        """Return the country with a code, None where the table has none."""
        return self._countries.get(alpha3)

    def state(self, alpha3: str, branch: str) -> Actor | None:
        """Return the government, forces, police or intelligence of a country; None for a country that the table lacks."""
        country = self._countries.get(alpha3)
        if country is None:
            return None
        known = self._actors.get(country.actor_id(branch))
        return known or state_actor(country, branch)

    def scan(self, row: Sequence[Piece]) -> list[Hit[Bearer]]:
        """Return the names in a row of folded pieces."""
        return self._index.scan(row)

    def regions(self, rows: Iterable[Sequence[Piece]]) -> Counter[str]:
        """Return how often rows of folded pieces speak of places of each theatre, by theatre."""
        return Counter(theatre for row in rows for hit in self._places.scan(row) for theatre in hit.bearers)

    def find(self, name: str) -> tuple[Actor, ...]:
        """Return the actors that a name, an alias, a spelling, a leader or a state's force ("Syrian army") means.

        Several where a name is shared; none where nobody bears it.
        """
        found: dict[str, Actor] = {}
        for bearer in self._index.exact(name):
            actor = (
                self.get(bearer.id)
                if bearer.kind in {"name", "alias", "leader"}
                else self.state(bearer.id, "government")
            )
            if actor is not None:
                found[actor.id] = actor
        if not found:
            found = {actor.id: actor for actor in self._states_named(key(name))}
        return tuple(found.values())

    def _states_named(self, parts: tuple[str, ...]) -> Iterable[Actor]:
        parts = parts[1:] if parts[:1] == ("the",) else parts
        for length in range(len(parts) - 1, 0, -1):
            rest = parts[length + 1 :] if parts[length : length + 1] == ("s",) else parts[length:]
            for bearer in self._index.exact(" ".join(parts[:length])):
                branch = _branch(rest)
                if bearer.kind in {"country", "adjective"} and branch:
                    actor = self.state(bearer.id, branch)
                    if actor is not None:
                        yield actor

    def theatre_of(
        self,
        countries: Counter[str],
        names: Iterable[str],
        day: date | None,
        regions: Mapping[str, int] = MappingProxyType({}),
        least: int = _LEAST_SCORE,
    ) -> Theatre | None:
        """Return the theatre that a report is about; None where none stands out.

        `countries` counts mentions by alpha-3 code, `names` are ids of actors found, `day` is the day of
        the report, `regions` counts mentions of places by the theatre that has them. A theatre scores one for each
        mention of its countries and places, two for each of an actor that its file makes, one for each of an
        actor that it shares with others. It must reach `least` and be above all others, and by countries alone only
        with one that no other is mentioned more than. Of two for an undated report the one still going on is taken.
        """
        found = Counter(names)
        scores = []
        for number, theatre in enumerate(self.theatres):
            if not within(day, theatre.start, theatre.end):
                continue
            actors = sum(count * self._weight(name, theatre) for name, count in found.items())
            spoken = sum(countries[code] for code in theatre.countries) + regions.get(theatre.id, 0)
            if actors or regions.get(theatre.id) or _leads(countries, theatre.countries):
                scores.append((actors + spoken, day is None and theatre.end is None, -number))
        scores.sort(reverse=True)
        if not scores or scores[0][0] < least or (len(scores) > 1 and scores[0][:2] == scores[1][:2]):
            return None
        return self.theatres[-scores[0][2]]

    def _weight(self, name: str, theatre: Theatre) -> int:
        if name not in theatre.actors:
            return 0
        actor = self.get(name)
        return _OWN_ACTOR if actor is not None and actor.theatre == theatre.id else _SHARED_ACTOR


def _leads(countries: Counter[str], among: Iterable[str]) -> bool:
    """Say whether one of some countries is mentioned as often as any."""
    most = max(countries.values(), default=0)
    return any(countries[code] == most for code in among)


def _branch(words: tuple[str, ...]) -> str | None:
    noun = load_people_words().noun(words[-1]) if words else None
    if noun is None:
        return None
    if noun.group == "forces" and len(words) > 1 and words[0] not in _FORCE_WORDS:
        return None
    return _BRANCH_OF_GROUP.get(noun.group)


@cache
def _load(paths: tuple[Path, ...]) -> Registry:
    countries = load_countries()
    actors, theatres = load_files((*sorted(DATA_FOLDER.glob("*.yml")), *paths), countries)
    return Registry(actors, theatres, countries)

"""What a report's actors are looked up against: the theatre, the day, the countries spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from frontline.extraction.name_spotting import Spot
from frontline.knowledge.actors import Actor, Bearer, Registry, Theatre, within

_SHORT_ACRONYM = 5
_RANKS = {"name": 0, "alias": 1, "leader": 2, "country": 3, "adjective": 4, "people": 5, "capital": 6}
_COUNTRY_KINDS = frozenset({"country", "adjective", "people", "capital"})


@dataclass(frozen=True, slots=True)
class Stage:
    """One report's setting. `focus` is the country that it speaks of most, None where none leads."""

    registry: Registry
    theatre: Theatre | None
    day: date | None
    countries: Counter[str]
    focus: str | None
    named: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        registry: Registry,
        spots: Iterable[Sequence[Spot]],
        day: date | None,
        regions: Mapping[str, int] = MappingProxyType({}),
        places: Mapping[str, int] = MappingProxyType({}),
    ) -> Stage:
        """Set the stage from the names found in a report and its day.

        `regions` counts words for places of theatres, by theatre. `places` counts the places that the report speaks of, by
        country: where its other words tell of no theatre these do, and one will do ("Rebels captured Saraqib"); where no
        country leads among its words, the one of most places does.
        """
        countries: Counter[str] = Counter()
        names: list[str] = []
        for spot in (spot for row in spots for spot in row):
            for bearer in spot.bearers[:1] if spot.bearers[0].kind in _COUNTRY_KINDS else spot.bearers:
                if bearer.kind in _COUNTRY_KINDS:
                    countries[bearer.id] += 1
                elif not (bearer.shared or spot.plain):
                    names.append(bearer.id)
        there = Counter(places)
        theatre = registry.theatre_of(countries, names, day, regions)
        if theatre is None and there:
            theatre = registry.theatre_of(countries + there, names, day, regions, least=1)
        within_theatre = theatre.countries if theatre else countries.keys()
        focus = _leading(countries, within_theatre) or _leading(there, theatre.countries if theatre else there)
        if focus is None and theatre is not None and len(theatre.countries) == 1:
            focus = next(iter(theatre.countries))
        return cls(registry, theatre, day, countries, focus, frozenset(names))

    def choose(self, spot: Spot, word: str) -> Bearer | None:
        """Return who bears the name here: the theatre's own before general ones, and those before other wars'.

        Another war's acronyms, names without a capital and leaders' surnames are not believed, nor a leader outside his dates. Of
        several countries with one adjective ("Congolese") the one spoken of most is meant.
        """
        ranked = [(self._rank(bearer, word, plain=spot.plain), bearer) for bearer in spot.bearers]
        believed = [(rank, bearer) for rank, bearer in ranked if rank is not None]
        if not believed:
            return None
        rank, best = min(believed, key=lambda pair: pair[0])
        same = {bearer.id for other, bearer in believed if other == rank}
        return best if len(same) == 1 or best.kind in _COUNTRY_KINDS else None

    def _rank(self, bearer: Bearer, word: str, *, plain: bool) -> tuple[int, int, int] | None:
        if bearer.kind in _COUNTRY_KINDS:
            return 1, _RANKS[bearer.kind], -self.countries[bearer.id]
        actor = self.registry.get(bearer.id)
        if actor is None:
            return None
        if bearer.leader and not within(self.day, bearer.leader.start, bearer.leader.end):
            return None
        own = self.theatre is not None and actor.id in self.theatre.actors
        if bearer.shared and not own and not self._spoken_of(actor):
            return None
        weak = plain or self._weak(bearer, word)
        if not own and actor.theatre is not None and weak and not self.countries[actor.country or ""]:
            return None
        return 0 if own else 1 if actor.theatre is None else 2, _RANKS[bearer.kind], 0

    def _spoken_of(self, actor: Actor) -> bool:
        return bool(self.countries[actor.country or ""]) or actor.id in self.named

    def _weak(self, bearer: Bearer, word: str) -> bool:
        single = " " not in word
        return single and (len(word) <= _SHORT_ACRONYM or bearer.kind == "leader")


def _leading(countries: Counter[str], among: Iterable[str]) -> str | None:
    ranked = sorted(((countries[code], code) for code in among), reverse=True)
    if not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]

"""Resolution: a name in its report to one place, the unambiguous names first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontline.extraction.places.focus import shares
from frontline.extraction.places.page import Toponym
from frontline.extraction.places.signals import Context, Weighed, weigh
from frontline.knowledge.gazetteer import Candidate, Gazetteer
from frontline.knowledge.names import fold

_CANDIDATES = 30
_CLEAR_LEAD = 0.9
"""How far the first candidate leads the first one of another country for a name to be clear before its neighbours are."""
_UNITS = frozenset({"admin1", "admin2"})
_OBSCURE = 0.6
"""Below this importance (about 15,000 people) a namesake needs support from the report."""
_SEAT_IMPORTANCE = 0.5
_LARGE_UNIT = 0.7
"""Importance of a first-order unit of about a million people."""
_UNSURE = 0.75
"""What a proper noun that the model did not call a place must have, when its country is not in the report."""
_LOOSE = frozenset({"skeleton", "edit"})
_SENTENCES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place chosen for a name, and all candidates with their reasons, best first."""

    chosen: Candidate
    weighed: tuple[Weighed, ...]


class Resolver:
    """Resolves the names of one report. `containers` give the toponym that the text puts another one into."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        focus: Mapping[str, float],
        containers: Mapping[Toponym, tuple[Toponym, bool]],
    ) -> None:
        self._gazetteer = gazetteer
        self._focus = focus
        self._containers = containers
        self._settled: dict[Toponym, Resolution] = {}
        self._rows: dict[str, int] = {}
        self._company: Counter[str] = Counter()
        self._in_sentence: dict[int, list[Toponym]] = defaultdict(list)

    def resolve(self, names: Sequence[Toponym], parts: Sequence[Toponym]) -> dict[Toponym, Resolution]:
        """Return the resolution of every name that has one.

        First the names whose leading candidate is far ahead on its own, then the rest in text order, then `parts`,
        the names within descriptions. What is settled speaks for what follows.
        """
        waiting = []
        for toponym in names:
            weighed = self._weigh(toponym)
            if weighed and _is_clear(weighed):
                self._settle(toponym, weighed)
            else:
                waiting.append(toponym)
        for toponym in (*waiting, *parts):
            weighed = self._weigh(toponym)
            if weighed and self._is_supported(weighed[0].candidate, toponym):
                self._settle(toponym, weighed)
        return self._settled

    def _weigh(self, toponym: Toponym) -> tuple[Weighed, ...]:
        candidates = _as_asked(self._gazetteer.find(toponym.name, _CANDIDATES), toponym)
        context = self._context(toponym, candidates)
        return tuple(sorted((weigh(each, context) for each in candidates), key=lambda each: -each.total))

    def _context(self, toponym: Toponym, candidates: Sequence[Candidate]) -> Context:
        outer, stated = self._containers.get(toponym, (None, False))
        around = [
            other
            for number in range(toponym.sentence - _SENTENCES_AROUND, toponym.sentence + _SENTENCES_AROUND + 1)
            for other in self._in_sentence.get(number, ())
        ]
        near = {self._settled[other].chosen.row: self._settled[other].chosen for other in around}
        here = [self._settled[other].chosen for other in self._in_sentence.get(toponym.sentence, ())]
        container = self._settled[outer].chosen if outer in self._settled else self._outer(outer)
        return Context(
            toponym=toponym,
            focus=self._focus,
            company=shares(self._company),
            settled=tuple(near.values()),
            container=container,
            stated=stated,
            units=frozenset((place.country, place.admin1) for place in here if place.precision == "admin1"),
            before=self._rows.get(fold(toponym.name)),
            shared=any(
                each.precision == "admin1" and each.match == "exact" and each.importance > _LARGE_UNIT
                for each in candidates
            ),
            seats=frozenset(
                (each.country, each.admin1)
                for each in candidates
                if each.precision == "exact" and each.importance >= _SEAT_IMPORTANCE and each.match not in _LOOSE
            ),
        )

    def _outer(self, outer: Toponym | None) -> Candidate | None:
        """Return the country or province that an unsettled container most likely is."""
        if outer is None:
            return None
        wide = [each for each in self._gazetteer.find(outer.name, 5) if each.precision in {"country", "admin1"}]
        return wide[0] if wide and wide[0].likeness > 0.9 else None

    def _settle(self, toponym: Toponym, weighed: tuple[Weighed, ...]) -> None:
        chosen = weighed[0].candidate
        key = fold(toponym.name)
        if chosen.country and chosen.feature != "country" and key not in self._rows:
            self._company[chosen.country] += 1
        self._rows.setdefault(key, chosen.row)
        self._settled[toponym] = Resolution(chosen, weighed)
        self._in_sentence[toponym.sentence].append(toponym)

    def _is_supported(self, candidate: Candidate, toponym: Toponym) -> bool:
        """Say whether a candidate may be taken: a loose spelling or an obscure namesake needs the report's support."""
        known = candidate.country in self._focus or candidate.country in self._company or candidate.country is None
        container = self._containers.get(toponym)
        if container and container[0] in self._settled:
            known = known or self._settled[container[0]].chosen.country == candidate.country
        if known:
            return True
        speaks = bool(self._focus or self._company)
        if candidate.match in _LOOSE:
            return False
        if candidate.match == "spelling" or not toponym.sure:
            return candidate.importance >= (_OBSCURE if toponym.sure else _UNSURE)
        return candidate.importance >= _OBSCURE or not speaks


def _is_clear(weighed: tuple[Weighed, ...]) -> bool:
    """Say whether the first candidate is sure without its neighbours: an exact name, far ahead of other countries."""
    best = weighed[0]
    if best.candidate.feature == "country":
        return best.candidate.match == "exact" and not any(
            other.candidate.importance > 0.7
            and other.candidate.match == "exact"
            and other.candidate.precision == "admin1"
            for other in weighed[1:]
        )
    if best.candidate.likeness < 0.93 or best.candidate.importance < _OBSCURE:
        return False
    rivals = [other.total for other in weighed[1:] if other.candidate.country != best.candidate.country]
    return not rivals or best.total - rivals[0] >= _CLEAR_LEAD


def _as_asked(candidates: Sequence[Candidate], toponym: Toponym) -> list[Candidate]:
    """Return the candidates that can be what the text calls the place, all when none can.

    A unit ("Herak district") that the gazetteer has only as a settlement becomes the unit around the settlement.
    """
    asked = toponym.asked
    if asked is None:
        return list(candidates)
    if asked not in _UNITS:
        fitting = [each for each in candidates if each.precision == "exact"]
        return fitting or list(candidates)
    fitting = [each for each in candidates if each.feature in {"region", "country"}]
    near = [each for each in fitting if each.likeness >= max(each.likeness for each in candidates) - 0.2]
    if near:
        return near
    return [each._replace(feature="region", precision=asked) for each in candidates if each.precision == "exact"]

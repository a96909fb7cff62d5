"""Resolution: a name in its report to one place, the unambiguous names first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontline.extraction.places.focus import shares
from frontline.extraction.places.page import Toponym
from frontline.extraction.places.signals import Away, Container, Context, Weighed, distance_between, weigh
from frontline.extraction.places.ties import Ties
from frontline.knowledge.gazetteer import Candidate, Gazetteer
from frontline.knowledge.names import fold

_CANDIDATES = 30
_CLEAR_LEAD = 0.9
"""How far the first candidate leads the first one elsewhere for a name to be clear before its neighbours are."""
_SAME_KM = 100.0
"""Candidates of one country within this many kilometres are a town, its province and its parts, not rivals."""
_SAME_SPELLING = 0.9
_TIMES_LARGER = 5
_UNITS = frozenset({"admin1", "admin2"})
_OBSCURE = 0.6
"""Below this importance (about 15,000 people) a namesake needs support from the report."""
_SEAT_IMPORTANCE = 0.5
_LARGE_UNIT = 0.7
"""Importance of a first-order unit of about a million people."""
_UNSURE = 0.75
"""What a proper noun that the model did not call a place must have, when its country is not in the report."""
_LOOSE = frozenset({"skeleton"})
_LOOSE_KM = 300.0
"""A loose spelling must lie this near to another place of the report in its country, where the report has one."""
_KNOWN_ABROAD = 0.8
"""Importance of a city (about 400,000 people) that another spelling may mean in a country that the report does not name."""
_LONG_ENOUGH = 6
"""Letters from which another spelling may mean a place abroad: of four letters some large city is always one spelling."""
_SENTENCES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place chosen for a name, and all candidates with their reasons, best first."""

    chosen: Candidate
    weighed: tuple[Weighed, ...]


class Resolver:
    """Resolves the names of one report, by what it says between them (`ties`) and by what else it speaks of."""

    def __init__(self, gazetteer: Gazetteer, focus: Mapping[str, float], ties: Ties) -> None:
        self._gazetteer = gazetteer
        self._focus = focus
        self._ties = ties
        self._holding = frozenset(each.outer for each in ties.containments.values() if not each.stated)
        self._contained = {fold(inner.name): each.outer for inner, each in ties.containments.items()}
        self._settled: dict[Toponym, Resolution] = {}
        self._senses: dict[str, Counter[int]] = defaultdict(Counter)
        self._places: dict[int, Candidate] = {}
        self._in_sentence: dict[int, list[Toponym]] = defaultdict(list)

    def resolve(self, names: Sequence[Toponym], parts: Sequence[Toponym]) -> dict[Toponym, Resolution]:
        """Return the resolution of every name that has one.

        First the names whose leading candidate is far ahead on its own, then those that the text puts into another
        place, then the rest in text order, then `parts`, the names within descriptions. What is settled speaks for
        what follows; and when all are, each but a clear country is looked at again, since what comes later in the text
        may speak for another place.
        """
        waiting = []
        for toponym in names:
            weighed = self._weigh(toponym)
            if weighed and _is_clear(weighed):
                self._settle(toponym, weighed)
            else:
                waiting.append(toponym)
        for toponym in sorted(waiting, key=lambda toponym: toponym not in self._ties.containments):
            self._try(toponym)
        for toponym in names:
            if not self._is_country(toponym):
                self._unsettle(toponym)
                self._try(toponym)
        for toponym in parts:
            self._try(toponym)
        return self._settled

    def _is_country(self, toponym: Toponym) -> bool:
        resolution = self._settled.get(toponym)
        return resolution is not None and resolution.chosen.feature == "country" and _is_clear(resolution.weighed)

    def _try(self, toponym: Toponym) -> None:
        """Settle a name on the best candidate that is supported and spelled no worse than the best of all."""
        weighed = self._weigh(toponym)
        least = weighed[0].candidate.likeness if weighed else 0.0
        for number, one in enumerate(weighed):
            if one.candidate.likeness >= least and self._is_supported(one.candidate, toponym):
                self._settle(toponym, (one, *weighed[:number], *weighed[number + 1 :]))
                return

    def _weigh(self, toponym: Toponym) -> tuple[Weighed, ...]:
        candidates = _as_asked(self._gazetteer.find(toponym.name, _CANDIDATES), toponym)
        context = self._context(toponym, candidates)
        return tuple(sorted((weigh(each, context) for each in candidates), key=lambda each: -each.total))

    def _context(self, toponym: Toponym, candidates: Sequence[Candidate]) -> Context:
        near = {
            self._settled[other].chosen.row: self._settled[other].chosen
            for number in range(toponym.sentence - _SENTENCES_AROUND, toponym.sentence + _SENTENCES_AROUND + 1)
            for other in self._in_sentence.get(number, ())
        }
        here = [self._settled[other].chosen for other in self._in_sentence.get(toponym.sentence, ())]
        own = [place for place in self._places.values() if place.feature != "country"]
        senses = self._senses.get(fold(toponym.name))
        return Context(
            toponym=toponym,
            focus=self._focus,
            company=shares(Counter(place.country for place in own if place.country)),
            units=shares(Counter([(None, None), *((place.country, place.admin1) for place in own if place.admin1)])),
            settled=tuple(near.values()),
            container=self._container(toponym),
            away=self._away(toponym),
            named=frozenset((place.country, place.admin1) for place in here if place.precision == "admin1"),
            before=senses.most_common(1)[0][0] if senses else None,
            holds=toponym in self._holding,
            peers=tuple(
                self._settled[other].chosen for other in self._ties.lists.get(toponym, ()) if other in self._settled
            ),
            shared=_is_shared(candidates),
            city=self._city(toponym, candidates),
            seats=frozenset(
                (each.country, each.admin1)
                for each in candidates
                if each.precision == "exact" and each.importance >= _SEAT_IMPORTANCE and each.match not in _LOOSE
            ),
        )

    def _container(self, toponym: Toponym) -> Container | None:
        """Return the place that the text puts a name into, here or where it has the same name before."""
        own = self._ties.containments.get(toponym)
        outer, stated = (own.outer, own.stated) if own else (self._contained.get(fold(toponym.name)), False)
        if outer is None or outer == toponym:
            return None
        if outer in self._settled:
            return Container(self._settled[outer].chosen, stated)
        found = self._gazetteer.find(outer.name, 5)
        wide = next((each for each in found if each.precision in {"country", "admin1"}), None)
        if wide is None or wide.likeness <= _SAME_SPELLING:
            return None
        return Container(wide, stated, sure=stated or wide is found[0])

    def _city(self, toponym: Toponym, candidates: Sequence[Candidate]) -> int | None:
        """Return the row of a town that is called a city to tell it from the far larger unit of its name: Quebec City."""
        town = self._gazetteer.known(f"{toponym.name} City")
        if town is None or town.match != "exact" or town.precision != "exact":
            return None
        people = _TIMES_LARGER * (town.population or 0)
        around = (each for each in candidates if each.precision != "exact" and each.country == town.country)
        wide = any((each.population or 0) > people and each.admin1 in {town.admin1, None} for each in around)
        return town.row if wide else None

    def _away(self, toponym: Toponym) -> Away | None:
        """Return the distance that the text states from a place that is settled."""
        ground, distance = self._ties.measured.get(toponym, (None, None))
        if ground is None or distance is None or ground not in self._settled:
            return None
        low, high = distance.low or 0.0, distance.high or 2 * distance.km
        return Away(self._settled[ground].chosen, low, high)

    def _settle(self, toponym: Toponym, weighed: tuple[Weighed, ...]) -> None:
        chosen = weighed[0].candidate
        self._senses[fold(toponym.name)][chosen.row] += 1
        self._places[chosen.row] = chosen
        self._settled[toponym] = Resolution(chosen, weighed)
        self._in_sentence[toponym.sentence].append(toponym)

    def _unsettle(self, toponym: Toponym) -> None:
        """Forget what a name came to, so that it does not speak for itself."""
        resolution = self._settled.pop(toponym, None)
        if resolution is None:
            return
        row = resolution.chosen.row
        self._in_sentence[toponym.sentence].remove(toponym)
        senses = self._senses[fold(toponym.name)]
        senses[row] -= 1
        if not senses[row]:
            del senses[row]
        if not any(counts[row] for counts in self._senses.values()):
            self._places.pop(row, None)

    def _is_supported(self, candidate: Candidate, toponym: Toponym) -> bool:
        """Say whether a candidate may be taken: another spelling or an obscure namesake needs the report's support."""
        own = [place for place in self._places.values() if place.feature != "country"]
        if candidate.match in _LOOSE and _is_far(candidate, own):
            return False
        company = {place.country for place in own}
        known = candidate.country in self._focus or candidate.country in company or candidate.country is None
        container = self._ties.containments.get(toponym)
        if container and container.outer in self._settled:
            known = known or self._settled[container.outer].chosen.country == candidate.country
        if known:
            return True
        speaks = bool(self._focus or company)
        if candidate.match in _LOOSE:
            return False
        if candidate.match == "spelling" and speaks:
            return candidate.importance >= _KNOWN_ABROAD and len(toponym.name) >= _LONG_ENOUGH
        if candidate.match == "spelling" or not toponym.sure:
            return candidate.importance >= (_OBSCURE if toponym.sure else _UNSURE)
        return candidate.importance >= _OBSCURE or not speaks


def _is_far(candidate: Candidate, places: Sequence[Candidate]) -> bool:
    """Say whether the report speaks of other places, and a candidate is near none of those in its country."""
    apart = [distance_between(candidate, place) for place in places if place.country == candidate.country]
    known = [one for one in apart if one is not None]
    return min(known) > _LOOSE_KM if known else bool(places)


def _is_shared(candidates: Sequence[Candidate]) -> bool:
    """Say whether a country shares its name with a large province of another country: Georgia."""
    countries = {each.country for each in candidates if each.feature == "country"}
    return any(
        each.precision == "admin1"
        and each.match == "exact"
        and each.importance > _LARGE_UNIT
        and each.country not in countries
        for each in candidates
    )


def _is_clear(weighed: tuple[Weighed, ...]) -> bool:
    """Say whether the first candidate is sure without its neighbours: an exact name, far ahead of others elsewhere."""
    best = weighed[0]
    if best.candidate.feature == "country":
        return best.candidate.match == "exact" and not _is_shared([each.candidate for each in weighed])
    if best.candidate.likeness < 0.93 or best.candidate.importance < _OBSCURE:
        return False
    rivals = [other.total for other in weighed[1:] if _is_elsewhere(other.candidate, best.candidate)]
    return not rivals or best.total - rivals[0] >= _CLEAR_LEAD


def _is_elsewhere(other: Candidate, best: Candidate) -> bool:
    """Say whether a candidate is another place, and not the same one as a unit or a part."""
    apart = distance_between(other, best)
    return other.country != best.country or (apart is not None and apart > _SAME_KM)


def _as_asked(candidates: Sequence[Candidate], toponym: Toponym) -> list[Candidate]:
    """Return the candidates that can be what the text calls the place, all when none can.

    A settlement whose name only a unit has is the unit's seat, which the gazetteer lacks ("the town of
    Masisi"): it has the point and the precision of the unit.
    A unit ("Herak district") that the gazetteer has only as a settlement becomes the unit around the settlement.
    """
    asked = toponym.asked
    if asked is None:
        return list(candidates)
    if asked not in _UNITS:
        fitting = [each for each in candidates if each.precision == "exact"]
        if not any(each.match == "exact" for each in fitting):
            seats = (each for each in candidates if each.feature == "region" and each.match == "exact")
            fitting += [each._replace(feature=asked) for each in seats]
        return fitting or list(candidates)
    fitting = [each for each in candidates if each.feature in {"region", "country"}]
    near = [each for each in fitting if each.likeness >= max(each.likeness for each in candidates) - 0.2]
    if near:
        return near
    return [each._replace(feature="region", precision=asked) for each in candidates if each.precision == "exact"]

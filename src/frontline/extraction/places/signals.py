"""The signals by which a place is chosen among its namesakes: named, weighted, and shown to the user.

The weights are judgement; a few were tried against the figures on TR-News and GeoVirus (Gritta and others 2020), so that these
figures are of development.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from frontline.extraction.places.page import Toponym
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.names import fold
from frontline.knowledge.sphere import kilometres

_SETTLEMENTS = frozenset({"city", "town", "village"})
_NEAR_KM = 150.0
_INSIDE_KM = 60.0
_ROAD_FACTOR = 1.5
_SHARED = 0.8
_TOWN_KM = 10.0


Unit = tuple[str | None, str | None]
"""A first-order unit: alpha-3 code and name."""


class Container(NamedTuple):
    """The place that the text puts another one into: "Herak, in Deraa province", "Springfield, Ohio".

    `stated` says that it does so in words and not by a comma alone; `sure` is False where the name of the container
    itself may rather be that of a town ("Homs, Hama and Damascus").
    """

    place: Candidate
    stated: bool
    sure: bool = True


class Away(NamedTuple):
    """A stated distance from a place: between `low` and `high` kilometres, rounding allowed for."""

    place: Candidate
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a name is resolved: the report's countries, and the places settled so far.

    `focus` and `company` are shares by alpha-3 code, `units` by first-order unit; `settled` are the places of the
    sentences around; `named` the first-order units named in the sentence; `before` is the row that the same name mostly
    has elsewhere in the report; `seats` are the units in which a town of any size bears the name; `shared` says that a
    large province of another country bears it; `holds` that the text puts another name into this one after a comma; `city`
    is the row of a town that is called "X City" where a far larger unit is called X; `peers` are the settled
    places of the list that the name stands in.
    """

    toponym: Toponym
    focus: Mapping[str, float]
    company: Mapping[str, float]
    units: Mapping[Unit, float] = field(default_factory=dict)
    settled: Sequence[Candidate] = ()
    container: Container | None = None
    away: Away | None = None
    named: frozenset[Unit] = frozenset()
    before: int | None = None
    seats: frozenset[Unit] = frozenset()
    shared: bool = False
    holds: bool = False
    city: int | None = None
    peers: Sequence[Candidate] = ()


class Signal(NamedTuple):
    """One reason for a candidate: its name, its weight, and the function that measures it."""

    name: str
    weight: float
    measure: Callable[[Candidate, Context], float]


class Reason(NamedTuple):
    """What one signal said of one candidate; `points` is weight times value."""

    signal: str
    value: float
    points: float


class Weighed(NamedTuple):
    """A candidate with its total and its reasons."""

    candidate: Candidate
    total: float
    reasons: tuple[Reason, ...]


def spelling(candidate: Candidate, context: Context) -> float:
    """How near the spelling of the text is to the name of the place, from 0 to 1."""
    del context
    return candidate.likeness


def prominence(candidate: Candidate, context: Context) -> float:
    """How often news means this place: capitals and large cities near 1, hamlets near 0.3.

    A country that shares its name with a large province counts as no more than that.
    """
    if candidate.feature == "country" and context.shared:
        return _SHARED * candidate.importance
    return candidate.importance


def focus(candidate: Candidate, context: Context) -> float:
    """How much the report speaks of the country: the share of its names, adjectives and people words.

    A country itself has 1, or 0.5 where a large province elsewhere shares its name (Georgia).
    """
    if candidate.feature == "country":
        return 0.5 if context.shared else 1.0
    return math.sqrt(context.focus.get(candidate.country or "", 0.0))


def company(candidate: Candidate, context: Context) -> float:
    """How many of the places that are certain in the report lie in the same country; 1 for a country, as above."""
    if candidate.feature == "country":
        return 0.0 if context.shared else 1.0
    return math.sqrt(context.company.get(candidate.country or "", 0.0))


def neighbours(candidate: Candidate, context: Context) -> float:
    """How near the place is to the nearest place already settled in the sentences around, 1 for the same spot."""
    if candidate.precision == "country":
        return 0.0
    others = (other for other in context.settled if other.precision != "country" and other.row != candidate.row)
    distances = [away for other in others if (away := distance_between(candidate, other)) is not None]
    return 1.0 / (1.0 + min(distances) / _NEAR_KM) if distances else 0.0


def province(candidate: Candidate, context: Context) -> float:
    """How many of the places of the report lie in the same first-order unit: a report of one province stays there."""
    if candidate.precision in {"country", "admin1"}:
        return 0.0
    return math.sqrt(context.units.get((candidate.country, candidate.admin1), 0.0))


def containment(candidate: Candidate, context: Context) -> float:
    """Whether the place lies where the text puts it ("Herak, in Deraa province"): 1 yes, -1 no, 0 nothing said.

    Within a town or a district is what is at most 60 km from its middle. Half as much where the container may be a
    town in a list.
    """
    if context.container is None or candidate.feature == "country":
        return 0.0
    outer, stated, sure = context.container
    if outer.row == candidate.row:
        return 0.0
    if outer.country and candidate.country != outer.country:
        return -1.0 if stated else 0.0
    if outer.precision == "admin1" and outer.admin1:
        same = fold(candidate.admin1 or "") == fold(outer.admin1)
        return (1.0 if sure else 0.5) if same else -0.7 if stated else -0.5 if sure else 0.0
    if outer.precision in {"exact", "admin2"}:
        away = distance_between(candidate, outer)
        return float(stated and away is not None and away <= _INSIDE_KM)
    return 1.0 if outer.country and outer.precision == "country" else 0.0


def stated_distance(candidate: Candidate, context: Context) -> float:
    """Whether the place is as far from another one as the text says ("40 km south of Hama"): 1 yes, -1 not nearly.

    A road is up to half as long again as the line on the map, and a town has a size: 10 km are always let pass.
    """
    if context.away is None:
        return 0.0
    kilometres_off = distance_between(candidate, context.away.place)
    if kilometres_off is None or candidate.row == context.away.place.row:
        return 0.0
    low, high = context.away.low / _ROAD_FACTOR - _TOWN_KM, context.away.high + _TOWN_KM
    return 1.0 if low <= kilometres_off <= high else -1.0 if kilometres_off > 2 * high else 0.0


def stated_unit(candidate: Candidate, context: Context) -> float:
    """Whether the sentence names the province that the place lies in."""
    return float((candidate.country, candidate.admin1) in context.named and candidate.precision != "admin1")


def asked_feature(candidate: Candidate, context: Context) -> float:
    """Whether the place is what the text calls it ("town of", "province"): 1 yes, 0.7 nearly, -1 no, 0 not said."""
    asked = context.toponym.asked
    if asked is None:
        return 0.0
    if asked in _SETTLEMENTS:
        return 1.0 if candidate.feature == asked else 0.7 if candidate.feature in _SETTLEMENTS else -1.0
    return 1.0 if candidate.precision == asked else 0.3 if candidate.feature == "region" else -1.0


def plain_name(candidate: Candidate, context: Context) -> float:
    """A bare name that a city and its province share means the city: -1 for the province, unless a part is meant.

    It means the province where the city is told from it as "Quebec City": -2 for the city.
    """
    if context.toponym.asked is not None:
        return 0.0
    if context.city is not None:
        return -2.0 if candidate.row == context.city else 0.0
    if context.toponym.direction or candidate.precision not in {"admin1", "admin2"}:
        return 0.0
    return -float((candidate.country, candidate.admin1) in context.seats)


def office(candidate: Candidate, context: Context) -> float:
    """Whether the place has the office that is named with it: a province its governor, a town its mayor."""
    named = context.toponym.office
    return 0.0 if named is None else float(candidate.precision == ("exact" if named == "city" else named))


def holds(candidate: Candidate, context: Context) -> float:
    """Whether it is a unit or a country, where the text puts another place into it: "Gatineau, Quebec"."""
    return float(context.holds and candidate.precision in {"country", "admin1"})


def listed(candidate: Candidate, context: Context) -> float:
    """How many of the names that it is listed with are of its sort: countries, units of a country, or towns."""
    if not context.peers:
        return 0.0
    same = sum(
        each.precision == candidate.precision and (each.precision != "admin1" or each.country == candidate.country)
        for each in context.peers
    )
    return same / len(context.peers)


def said_before(candidate: Candidate, context: Context) -> float:
    """Whether the same name means this place elsewhere in the report: one sense in one text."""
    return float(context.before == candidate.row)


SIGNALS: tuple[Signal, ...] = (
    Signal("spelling", 5.0, spelling),
    Signal("prominence", 3.0, prominence),
    Signal("focus", 1.2, focus),
    Signal("company", 0.5, company),
    Signal("province", 0.8, province),
    Signal("neighbours", 0.9, neighbours),
    Signal("containment", 2.5, containment),
    Signal("stated distance", 1.5, stated_distance),
    Signal("stated unit", 0.8, stated_unit),
    Signal("asked feature", 1.0, asked_feature),
    Signal("plain name", 0.4, plain_name),
    Signal("office", 0.8, office),
    Signal("holds another", 0.8, holds),
    Signal("listed", 1.0, listed),
    Signal("said before", 1.0, said_before),
)


def weigh(candidate: Candidate, context: Context) -> Weighed:
    """Return a candidate with what every signal says of it."""
    reasons = []
    for signal in SIGNALS:
        value = signal.measure(candidate, context)
        if value:
            reasons.append(Reason(signal.name, round(value, 3), round(signal.weight * value, 3)))
    return Weighed(candidate, sum(reason.points for reason in reasons), tuple(reasons))


def distance_between(left: Candidate, right: Candidate) -> float | None:
    """Return the kilometres between two places, None where one has no point."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    return kilometres((left.lat, left.lon), (right.lat, right.lon))

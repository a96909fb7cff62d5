"""The signals by which a place is chosen among its namesakes: named, weighted, and shown to the user.

The weights were set on the toponyms of TR-News and GeoVirus (Gritta and others 2019) read as a development check.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from frontline.extraction.places.page import Toponym
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.names import fold

_SETTLEMENTS = frozenset({"city", "town", "village"})
_NEAR_KM = 150.0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a name is resolved: the report's countries, and the places settled before.

    `focus` and `company` are shares by alpha-3 code; `settled` the places of the sentences around; `container` the
    place that the text puts this one into, `stated` whether it says so in words; `units` the first-order units named
    in the sentence; `before` the row that the same name had earlier in the report; `seats` the units in which a town
    of any size bears the name; `shared` says that a large province bears it.
    """

    toponym: Toponym
    focus: Mapping[str, float]
    company: Mapping[str, float]
    settled: Sequence[Candidate] = ()
    container: Candidate | None = None
    stated: bool = False
    units: frozenset[tuple[str | None, str | None]] = frozenset()
    before: int | None = None
    seats: frozenset[tuple[str | None, str | None]] = frozenset()
    shared: bool = False


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
    """How often news means this place: capitals and large cities near 1, hamlets near 0.3."""
    del context
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
    if candidate.lat is None or candidate.lon is None or candidate.precision == "country":
        return 0.0
    distances = [
        kilometres((candidate.lat, candidate.lon), (other.lat, other.lon))
        for other in context.settled
        if other.lat is not None and other.lon is not None
    ]
    return 1.0 / (1.0 + min(distances) / _NEAR_KM) if distances else 0.0


def containment(candidate: Candidate, context: Context) -> float:
    """Whether the place lies where the text puts it ("Herak, in Deraa province"): 1 yes, -1 no, 0 nothing said."""
    outer = context.container
    if outer is None or outer.row == candidate.row or candidate.feature == "country":
        return 0.0
    if outer.country and candidate.country != outer.country:
        return -1.0 if context.stated else 0.0
    if outer.precision == "admin1" and outer.admin1:
        same = fold(candidate.admin1 or "") == fold(outer.admin1)
        return 1.0 if same else -0.7 if context.stated else 0.0
    return 1.0 if outer.country and outer.precision == "country" else 0.0


def stated_unit(candidate: Candidate, context: Context) -> float:
    """Whether the sentence names the province that the place lies in."""
    return float((candidate.country, candidate.admin1) in context.units and candidate.precision != "admin1")


def asked_feature(candidate: Candidate, context: Context) -> float:
    """Whether the place is what the text calls it ("town of", "province"): 1 yes, 0.7 nearly, -1 no, 0 not said."""
    asked = context.toponym.asked
    if asked is None:
        return 0.0
    if asked in _SETTLEMENTS:
        return 1.0 if candidate.feature == asked else 0.7 if candidate.feature in _SETTLEMENTS else -1.0
    return 1.0 if candidate.precision == asked else 0.3 if candidate.feature == "region" else -1.0


def plain_name(candidate: Candidate, context: Context) -> float:
    """A bare name that a city and its province share means the city: -1 for the province, unless a part is meant."""
    if (
        context.toponym.asked is not None
        or context.toponym.direction
        or candidate.precision not in {"admin1", "admin2"}
    ):
        return 0.0
    return -float((candidate.country, candidate.admin1) in context.seats)


def said_before(candidate: Candidate, context: Context) -> float:
    """Whether the same name meant this place earlier in the report."""
    return float(context.before == candidate.row)


SIGNALS: tuple[Signal, ...] = (
    Signal("spelling", 5.0, spelling),
    Signal("prominence", 1.8, prominence),
    Signal("focus", 1.2, focus),
    Signal("company", 0.8, company),
    Signal("neighbours", 0.8, neighbours),
    Signal("containment", 2.5, containment),
    Signal("stated unit", 0.6, stated_unit),
    Signal("asked feature", 1.0, asked_feature),
    Signal("plain name", 0.4, plain_name),
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


def kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude in degrees) in kilometres."""
    north, south = math.radians(left[0]), math.radians(right[0])
    east = math.radians(right[1] - left[1])
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))

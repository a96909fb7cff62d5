"""Checking: whether places lie where a text says, and whether its two units say the same distance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontline.extraction.places.compass import apart
from frontline.extraction.places.distances import Distance
from frontline.extraction.places.geometry import (
    LOOSE_DEGREES,
    ROAD_FACTOR,
    Disagreement,
    bearing_between,
    disagreement,
    town_radius,
)
from frontline.extraction.places.relations import Statement
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.names import plain
from frontline.knowledge.sphere import kilometres
from frontline.records import Span

KNOWN = 0.55
"""Importance of a town of about 7,000 people: a smaller one that lies elsewhere than stated is rather a namesake."""
_SURE = frozenset({"exact", "article", "spelling"})
_SAME_NAME = 0.88
_ABROAD_KM = 300.0
_BESIDE_KM = 150.0
_MANY = 5
_CITY = 0.75
"""Importance of a city of about 150,000 people."""
_TOWNS = frozenset({"city", "town", "village"})
_WAYS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words of a report that do not fit the map, or each other: what they say, and what is measured."""

    span: Span
    what: str
    remedy: str


def agreement(statement: Statement, ground: Candidate, figure: Candidate) -> float:
    """Return how well `figure` lies where a statement puts it from `ground`: 1 as stated, falling to -1; 0 for no measure.

    This tells namesakes apart: "Rastan, 20 km north of Homs".
    """
    points = _points(ground, figure)
    if points is None or (statement.distance is None and statement.bearing is None):
        return 0.0
    room = town_radius(figure.population) + town_radius(ground.population)
    measured, distance, way = kilometres(*points), statement.distance, statement.bearing
    values = []
    if distance is not None:
        least = distance.low if distance.low is not None else 0.0
        most = distance.high if distance.high is not None else math.inf
        off = max(0.0, measured - room - most, least - measured * ROAD_FACTOR - room)
        values.append(1.0 - 2.0 * min(1.0, off / max(distance.km, room)))
    if way is not None and measured > room:
        turned = max(0.0, apart(bearing_between(*points), way.degrees) - way.spread)
        values.append(1.0 - 2.0 * min(1.0, turned / (2 * LOOSE_DEGREES)))
    return min(values, default=0.0)


def fits(statement: Statement, ground: Candidate, figure: Candidate) -> Disagreement | None:
    """Return how two places fail to lie as stated; None where they fit, or cannot be measured."""
    points = _points(ground, figure)
    if points is None:
        return None
    towns = (town_radius(ground.population), town_radius(figure.population))
    return disagreement(points, statement.distance, statement.bearing, towns)


def fits_some(statement: Statement, grounds: Sequence[Candidate], figures: Sequence[Candidate]) -> bool:
    """Say whether the chosen places, or one of them with a namesake of the other, lie as stated.

    Both are the candidates of a name, the chosen one first.
    """
    pairs = [(grounds[0], other) for other in _namesakes(figures)]
    pairs.extend((other, figures[0]) for other in _namesakes(grounds))
    return any(fits(statement, *pair) is None for pair in pairs)


def is_namesake(statement: Statement, grounds: Sequence[Candidate], figures: Sequence[Candidate]) -> bool:
    """Say whether a figure does not lie as stated because the gazetteer has only a namesake of what is meant.

    That is so for a little-known place beside a known one, for one far away in another country, and for a town that is
    farther than texts tell of a place by the direction from another one.
    """
    ground, figure = grounds[0], figures[0]
    points = _points(ground, figure)
    if points is None or fits_some(statement, grounds, figures):
        return False
    away = kilometres(*points)
    abroad = figure.country != ground.country and away > _ABROAD_KM
    far = statement.distance is None and away > _BESIDE_KM and figure.importance < _CITY
    return abroad or far or figure.importance < KNOWN <= ground.importance


def units_disagree(distance: Distance, span: Span) -> Contradiction:
    """Return the contradiction between the two units of a stated distance: "40 km (34 miles)"."""
    assert distance.second is not None
    other = distance.second
    what = (
        f"“{' '.join(span.text.split())}” gives two distances: "
        f"{other.text} are {_kilometres(other.km)}, not {_kilometres(distance.km)}"
    )
    return Contradiction(span, what, "compare the report with its original; frontline reads the first of the two")


def map_disagrees(
    statement: Statement, grounds: Sequence[Candidate], figures: Sequence[Candidate], span: Span
) -> Contradiction | None:
    """Return the contradiction between a statement and the gazetteer; None where there is none that can be trusted.

    Both places must be known under the name that the text gives, and no namesake of either may lie as stated. Of a name
    that several places bear, only a city is trusted: the one that is meant may be missing. `grounds` and `figures` are
    as for `fits_some`.
    """
    known = (grounds[0], figures[0])
    if not statement.sure or known[0].row == known[1].row:
        return None
    if any(each.match not in _SURE or each.importance < KNOWN or each.feature not in _TOWNS for each in known):
        return None
    if _is_common(grounds) or _is_common(figures):
        return None
    found = fits(statement, *known)
    if found is None or fits_some(statement, grounds, figures) or is_namesake(statement, grounds, figures):
        return None
    way = _WAYS[round(found.measured_degrees / 45.0) % len(_WAYS)]
    names = [f"{plain(each.name, each.country)} (GeoNames {each.geonameid or 'none'})" for each in known]
    what = (
        f"“{' '.join(span.text.split())}” does not fit the gazetteer: {names[1]} lies "
        f"{_kilometres(found.measured_km)} {way} of {names[0]}"
    )
    return Contradiction(
        span, what, "check both on a map: the report may be wrong, or one of the names may mean another place"
    )


def _namesakes(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    yield candidates[0]
    for candidate in candidates[1:]:
        if candidate.precision == "exact" and candidate.likeness >= _SAME_NAME:
            yield candidate


def _is_common(candidates: Sequence[Candidate]) -> bool:
    """Say whether a place that is no city shares its name with another one of its country, or with many elsewhere."""
    chosen = candidates[0]
    others = {
        other.row: other
        for other in candidates[1:]
        if other.row != chosen.row and other.feature in _TOWNS and other.likeness >= _SAME_NAME
    }
    at_home = any(other.country == chosen.country for other in others.values())
    return chosen.importance < _CITY and (at_home or len(others) >= _MANY)


def _points(left: Candidate, right: Candidate) -> tuple[tuple[float, float], tuple[float, float]] | None:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    return (left.lat, left.lon), (right.lat, right.lon)


def _kilometres(km: float) -> str:
    return f"{km:,.0f} km" if km >= 10 else f"{km:.1f} km"

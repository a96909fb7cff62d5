"""Geometry of relations: points at a distance and bearing, and whether two places lie as a text says they do.

The earth is a sphere of 6,371 km here, good to half a per cent, which is far below the rounding of what texts state.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from frontline.extraction.places.compass import Bearing, apart
from frontline.extraction.places.distances import Distance
from frontline.knowledge.sphere import EARTH_KM, kilometres

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

ROAD_FACTOR = 2.0
"""How much longer than the straight line a stated distance may be, since texts mean the road as often: of 113 stated
distances between towns of the gazetteer (Wikipedia on two wars, wire reports), 95 of a hundred are at most 1.7 times the
straight line, and those up to 1.9 are roads through mountains."""
_USUAL_ROAD = 1.15
"""How much longer than the straight line a stated distance usually is, in the same texts."""
LOOSE_DEGREES = 22.5
"""How far a stated direction is off in news without being wrong, beyond the arc of its word."""
_TOWN_KM = ((5_000_000, 25.0), (1_000_000, 15.0), (300_000, 8.0), (100_000, 5.0), (20_000, 3.0), (0, 1.5))
"""The radius of a town by its population: between the built-up areas that Demographia's urban density gives (about 5,000
people a square kilometre) and the limits of the municipality."""


class Disagreement(NamedTuple):
    """What is stated and what is measured: kilometres, and degrees where a direction is stated.

    `distance` and `direction` say which of the two is off.
    """

    stated: str
    measured_km: float
    measured_degrees: float
    distance: bool
    direction: bool


def town_radius(population: int | None) -> float:
    """Return how far from its point a town of so many people may reach, in kilometres; 1.5 where it is not known."""
    return next(radius for least, radius in _TOWN_KM if (population or 0) >= least)


def destination(start: Point, degrees: float, km: float) -> Point:
    """Return the point `km` kilometres from `start` in a bearing of so many degrees clockwise from north."""
    latitude, longitude, bearing = math.radians(start[0]), math.radians(start[1]), math.radians(degrees)
    angle = km / EARTH_KM
    north = math.asin(math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(bearing))
    east = longitude + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * math.sin(north),
    )
    return math.degrees(north), (math.degrees(east) + 540.0) % 360.0 - 180.0


def bearing_between(start: Point, end: Point) -> float:
    """Return the first bearing of the way from `start` to `end`, in degrees clockwise from north."""
    south, north = math.radians(start[0]), math.radians(end[0])
    east = math.radians(end[1] - start[1])
    across = math.sin(east) * math.cos(north)
    along = math.cos(south) * math.sin(north) - math.sin(south) * math.cos(north) * math.cos(east)
    return math.degrees(math.atan2(across, along)) % 360.0


def reach(distance: Distance, bearing: Bearing | None, town_km: float) -> float:
    """Return how far from the computed point the place may lie, in kilometres.

    Along the way that is what rounding leaves open, the size of the town, and a tenth or so by which a road is longer;
    across it, what the direction word mostly leaves open. Without a direction it is the whole distance, all around.
    """
    high = distance.high if distance.high is not None else distance.km * ROAD_FACTOR
    if bearing is None:
        return high + town_km
    low = distance.low / _USUAL_ROAD if distance.low is not None else 0.0
    along = max(high - distance.km, distance.km - low) + town_km
    across = distance.km * math.sin(math.radians(min(bearing.spread, 45.0) / 2))
    return math.hypot(along, across)


def disagreement(
    places: tuple[Point, Point], distance: Distance | None, bearing: Bearing | None, towns_km: Sequence[float]
) -> Disagreement | None:
    """Return what does not fit when `places` (the anchor, then what is said to lie there) lie as they do; None if all fits.

    A stated distance fits one between the straight line and a road of it, give or take its rounding and the radii
    `towns_km` of both places. A direction fits within the arc of its word and `LOOSE_DEGREES` beyond it, give or take
    the angle at which the towns are seen.
    """
    measured, degrees = kilometres(*places), bearing_between(*places)
    room = sum(towns_km)
    far = near = False
    if distance is not None:
        far = distance.high is not None and measured - room > distance.high
        near = distance.low is not None and measured * ROAD_FACTOR + room < distance.low
    seen = math.degrees(math.asin(min(1.0, room / measured))) if measured else 0.0
    turned = (
        bearing is not None
        and measured > room
        and apart(degrees, bearing.degrees) > bearing.spread + LOOSE_DEGREES + seen
    )
    if not (far or near or turned):
        return None
    return Disagreement(distance.first.text if distance else "", measured, degrees, far or near, turned)

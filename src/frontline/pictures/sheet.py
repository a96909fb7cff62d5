"""A map before it is drawn: everything on it in kilometres on a plane, whatever draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import cos, radians

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from frontline.errors import UsageError
from frontline.knowledge.shipped import shipped
from frontline.pictures.basemap import Box, Country, load_basemap
from frontline.pictures.partition import cells
from frontline.records.control import Control, ControlPlace

REACH = 30.0
"""Kilometres beyond which a place says nothing of the land around it."""
_DEGREE = 111.195
"""Kilometres of a degree of a great circle of the mean earth (radius 6,371.0 km)."""
_SETTLEMENTS = frozenset({"city", "town", "village"})
_MARGIN, _LEAST_SPAN = 0.12, 90.0
_RANKS = {"city": 0, "town": 1, "village": 2}


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to kilometres on a plane: equirectangular, true to scale at the latitude `lat`.

    Over a country the size of Syria lengths are wrong by 3 % at most at the northern and southern edge.
    """

    lat: float
    lon: float

    def plane(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 2) kilometres east and north of the middle for (n, 2) longitudes and latitudes."""
        scale = np.array([_DEGREE * cos(radians(self.lat)), _DEGREE])
        return (points - np.array([self.lon, self.lat])) * scale

    def shape(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in kilometres."""
        return shapely.transform(shape, self.plane)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the kilometres of one point."""
        x, y = self.plane(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def box(self, frame: Box) -> Box:
        """Return west, south, east and north in degrees of a frame in kilometres."""
        scale = _DEGREE * cos(radians(self.lat)), _DEGREE
        west, south, east, north = frame
        return (
            self.lon + west / scale[0], self.lat + south / scale[1],
            self.lon + east / scale[0], self.lat + north / scale[1],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Road:
    """A road as the points that it joins, (latitude, longitude) in degrees; `name` may be its number."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A place on the map; `cell` is the land that is nearest to it, empty for what is no settlement."""

    place: ControlPlace
    x: float
    y: float
    cell: BaseGeometry


@dataclass(frozen=True)
class Sheet:
    """What a map shows, in kilometres: `frame` is west, south, east, north; `home` the land that the places lie in."""

    frame: Box
    home: BaseGeometry
    neighbours: tuple[BaseGeometry, ...]
    countries: tuple[str, ...]
    names: tuple[tuple[str, float, float], ...]
    towns: tuple[Town, ...]
    roads: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = ()
    reach: float = REACH
    unplaced: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> dict[ControlPlace, int]:
        """The number of every place among the towns."""
        return {town.place: at for at, town in enumerate(self.towns)}


def sheet_of(rows: Iterable[Control], roads: Sequence[Road] = (), reach: float = REACH) -> Sheet:
    """Lay out the places of control records; those without a point are named in `unplaced`.

    Raises:
        UsageError: no record has a point.
    """
    places = sorted({row.place for row in rows}, key=_order)
    pointed = [(place, place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None]
    if not pointed:
        raise UsageError("map: no place that was told of has a point to draw; read more reports, or name --start FILE")
    spread = np.array([(lon, lat) for _, lat, lon in pointed])
    middle = (spread.min(axis=0) + spread.max(axis=0)) / 2
    projection = Projection(float(middle[1]), float(middle[0]))
    frame = _frame(projection.plane(spread))
    found = load_basemap().countries(projection.box(frame))
    home, others = _home(found, [(place.country, shapely.Point(lon, lat)) for place, lat, lon in pointed])
    points = [projection.point(lat, lon) for _, lat, lon in pointed]
    plane = projection.shape(home)
    return Sheet(
        frame,
        plane,
        tuple(projection.shape(country.shape) for country in others),
        tuple(country.name for country in found if country not in others),
        _names(projection, found, frame),
        _towns([place for place, _, _ in pointed], points, plane, reach),
        tuple((road.name, tuple(projection.point(*point) for point in road.points)) for road in roads),
        reach,
        tuple(place.name for place in places if place.lat is None),
    )


def _frame(points: NDArray[np.float64]) -> Box:
    """Return a frame around the points, no smaller than a district and between 4:3 and 3:4."""
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = np.maximum((high - low) * (1 + 2 * _MARGIN), _LEAST_SPAN)
    width, height = max(width, 0.9 * height), max(height, 0.72 * width)
    x, y = (low + high) / 2
    return float(x - width / 2), float(y - height / 2), float(x + width / 2), float(y + height / 2)


def _home(
    found: Sequence[Country], places: Sequence[tuple[str | None, BaseGeometry]]
) -> tuple[BaseGeometry, list[Country]]:
    """Return the land of the countries that places, each a country's code and a point, belong to, and the other countries.

    A town on a border may lie across it on the base map, so the code decides: a country of the base map is the one that
    the middle of the code's country lies in. Failing that, it is the one on or next to whose land the place is.
    """
    names = {code: _base_name(code) for code, _ in places}
    own = set()
    for code, point in places:
        by_name = [at for at, one in enumerate(found) if one.name == names[code]]
        distances = [shapely.distance(one.shape, point) for one in found]
        own.update(by_name or ([distances.index(min(distances))] if distances else []))
    home = shapely.union_all([found[at].shape for at in sorted(own)])
    return home, [country for at, country in enumerate(found) if at not in own]


def _base_name(code: str | None) -> str | None:
    """Return what the base map calls the country of an alpha-3 code; None where that cannot be told."""
    gazetteer = shipped().gazetteer
    name = gazetteer.country_name(code) if code else ""
    middle = next((one for one in gazetteer.find(name) if one.feature == "country" and one.country == code), None)
    if middle is None or middle.lat is None or middle.lon is None:
        return None
    return load_basemap().name_at(middle.lat, middle.lon)


def _names(projection: Projection, found: Sequence[Country], frame: Box) -> tuple[tuple[str, float, float], ...]:
    """Return where the names of countries may stand: a point well inside the part of each that shows."""
    names = []
    for country in found:
        shape = shapely.intersection(projection.shape(country.shape), shapely.box(*frame))
        if shape.area > 0.015 * (frame[2] - frame[0]) * (frame[3] - frame[1]):
            polygons = shapely.MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
            x, y = shapely.maximum_inscribed_circle(polygons).coords[0]
            names.append((country.name, float(x), float(y)))
    return tuple(names)


def _towns(
    places: Sequence[ControlPlace], points: Sequence[tuple[float, float]], land: BaseGeometry, reach: float
) -> tuple[Town, ...]:
    """Return the places with their areas: only settlements have one, a bridge or a base holds no land."""
    settled = [at for at, place in enumerate(places) if place.feature in _SETTLEMENTS]
    areas = dict(zip(settled, cells([points[at] for at in settled], land, reach), strict=True))
    return tuple(Town(place, *points[at], areas.get(at, shapely.Polygon())) for at, place in enumerate(places))


def _order(place: ControlPlace) -> tuple[int, str, str, str]:
    """Cities first, then by name; namesakes in an order of their own."""
    return _RANKS.get(place.feature, 3), place.name, f"{place.lat} {place.lon}", str(place.geonameid)


def on_day(rows: Iterable[Control], day: date) -> dict[ControlPlace, Control]:
    """Return the record of each place that holds on a day."""
    return {row.place: row for row in rows if row.start <= day <= row.end}

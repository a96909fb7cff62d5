"""Land and borders: Natural Earth's countries at 1:10 million, kept as quantised TopoJSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from frontline.errors import KnowledgeError

_DATA = Path(__file__).parent / "data" / "countries.json.gz"
_LEAST_RING = 4
"""Points of a ring, the first told twice; quantising leaves some islets less."""
_BESIDE = 0.01
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name and its land in degrees (longitude, latitude), WGS 84."""

    name: str
    shape: BaseGeometry


class Basemap:
    """The countries of the world. Read-only; safe to share."""

    def __init__(self, topology: dict[str, Any]) -> None:
        self._arcs: list[list[list[int]]] = topology["arcs"]
        self._scale = np.array(topology["transform"]["scale"])
        self._shift = np.array(topology["transform"]["translate"])
        self._countries: list[dict[str, Any]] = topology["objects"]["countries"]["geometries"]

    @cached_property
    def _lines(self) -> list[NDArray[np.float64]]:
        """Every arc as points (n, 2) in degrees; TopoJSON keeps steps from point to point."""
        return [np.cumsum(arc, axis=0) * self._scale + self._shift for arc in self._arcs]

    @cached_property
    def _boxes(self) -> NDArray[np.float64]:
        """West, south, east and north of every arc."""
        return np.array([(*line.min(axis=0), *line.max(axis=0)) for line in self._lines])

    def countries(self, box: Box) -> list[Country]:
        """Return the countries whose land has a corner of its outline's box within `box`, cut to it."""
        west, south, east, north = box
        boxes = self._boxes
        near = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        frame = shapely.box(*box)
        found = []
        for row in self._countries:
            arcs = [_forward(arc) for ring in _rings(row) for arc in ring]
            if not arcs or not self._may_touch(arcs, near, box):
                continue
            shape = shapely.intersection(self._shape(row), frame)
            if not shape.is_empty:
                found.append(Country(row["properties"]["name"], shape))
        return found

    def name_at(self, lat: float, lon: float) -> str | None:
        """Return the name of the country that a point lies in; None for the sea."""
        point = shapely.Point(lon, lat)
        near = self.countries((lon - _BESIDE, lat - _BESIDE, lon + _BESIDE, lat + _BESIDE))
        return next((one.name for one in near if one.shape.intersects(point)), None)

    def _may_touch(self, arcs: Sequence[int], near: NDArray[np.bool_], box: Box) -> bool:
        """Say whether a country has an arc near the box, or its own box holds it whole."""
        if near[arcs].any():
            return True
        own = self._boxes[arcs]
        return bool(
            own[:, 0].min() <= box[0] and own[:, 1].min() <= box[1]
            and own[:, 2].max() >= box[2] and own[:, 3].max() >= box[3]
        )  # fmt: skip

    def _shape(self, row: dict[str, Any]) -> BaseGeometry:
        polygons = row["arcs"] if row["type"] == "MultiPolygon" else [row["arcs"]]
        parts = []
        for rings in polygons:
            outlines = [outline for ring in rings if len(outline := self._ring(ring)) >= _LEAST_RING]
            if outlines:
                parts.append(shapely.Polygon(outlines[0], outlines[1:]))
        return shapely.make_valid(shapely.MultiPolygon(parts))

    def _ring(self, arcs: Sequence[int]) -> NDArray[np.float64]:
        """Join arcs to a ring; a negative number is the arc ~number run backwards, and joints are told twice."""
        pieces = [self._lines[arc] if arc >= 0 else self._lines[~arc][::-1] for arc in arcs]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _forward(arc: int) -> int:
    """Return the number of an arc, whichever way it is run."""
    return arc if arc >= 0 else ~arc


def _rings(row: dict[str, Any]) -> Iterator[Sequence[int]]:
    if row["type"] == "MultiPolygon":
        for polygon in row["arcs"]:
            yield from polygon
    elif row["type"] == "Polygon":
        yield from row["arcs"]


@lru_cache(maxsize=1)
def load_basemap() -> Basemap:
    """Return the shipped countries.

    Raises:
        KnowledgeError: the file is missing or damaged.
    """
    try:
        return Basemap(json.loads(gzip.decompress(_DATA.read_bytes())))
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{_DATA}: the base map cannot be read ({error!r}); install frontline again") from error

"""Areas: which of the places that are told of lies nearest.

A point of the land belongs to the nearest place of which anything is known, and to none that is further away than a
reach. That is a Voronoi partition, cut by circles and clipped to the land: it says "nearest news", and claims no front
line.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
_CIRCLE = 24
"""Segments of a quarter of a circle."""


def cells(points: Sequence[Point], land: BaseGeometry, reach: float) -> list[BaseGeometry]:
    """Return the area of every point, in order; empty for a point off the land.

    `points`, `land` and `reach` are in one planar unit (kilometres). Points that coincide share one cell, which goes
    to the first of them.
    """
    fresh = {point: at for at, point in reversed(list(enumerate(points)))}
    found: list[BaseGeometry] = [shapely.Polygon() for _ in points]
    if len(fresh) < 2:
        shapes: list[BaseGeometry] = [shapely.Point(point).buffer(reach, _CIRCLE) for point in fresh]
    else:
        frame = shapely.box(*shapely.MultiPoint(list(fresh)).bounds).buffer(2 * reach)
        diagram = shapely.voronoi_polygons(shapely.MultiPoint(list(fresh)), extend_to=frame, ordered=True)
        shapes = [
            shapely.intersection(cell, shapely.Point(point).buffer(reach, _CIRCLE))
            for cell, point in zip(diagram.geoms, fresh, strict=True)
        ]
    for shape, at in zip(shapes, fresh.values(), strict=True):
        found[at] = shapely.intersection(shape, land)
    return found

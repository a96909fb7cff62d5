"""The map as a page: one HTML file with a slider of days, which works offline in any browser.

The page holds the outlines, the records of every place as runs of days, and a few lines of script that colour the
areas of a day; it loads nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from frontline.pictures import palette as colours
from frontline.pictures.labels import Spot, place_labels
from frontline.pictures.lettering import Wording
from frontline.pictures.palette import Palette
from frontline.pictures.sheet import Sheet
from frontline.records.control import Control, ControlPlace
from frontline.records.wire import Json

_TEMPLATE = Path(__file__).parent / "data" / "page.html"
_WIDTH = 1000.0
"""Units of the drawing's width; the browser scales it."""
_FINE = 0.25
"""Kilometres by which an outline may be simplified on the page."""
_LETTERS = {"city": 15.0, "town": 12.0}
_SMALL = 10.5
_RADII = {"city": 6.0, "town": 4.6}
_NARROW = 0.6
"""The mean width of a letter of a sans-serif type, in its size; labels are placed by it before the browser draws."""


def write_page(  # noqa: PLR0913, PLR0917  what a map is made of, and its days
    sheet: Sheet, rows: Sequence[Control], palette: Palette, wording: Wording, out: Path, days: tuple[date, date]
) -> None:
    """Write the page of all days from the first to the second of `days`; no record begins before or ends after them."""
    first, last = days
    data = {
        "first": first.isoformat(),
        "days": (last - first).days + 1,
        "sides": [{"id": side, "name": name, "colour": palette.colour(side)} for side, name in palette.names.items()],
        "places": _places(sheet, rows, palette, first),
    }
    page = _TEMPLATE.read_text(encoding="utf-8")
    fields = {
        "title": escape(wording.title), "about": escape(wording.about), "source": escape(wording.source),
        "width": f"{_WIDTH:g}", "height": f"{_height(sheet):.0f}", "sea": colours.SEA,
        "land": _land(sheet), "roads": _roads(sheet), "names": _names(sheet),
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/"),
    }  # fmt: skip
    for key, value in fields.items():
        page = page.replace(f"<!--{key}-->", value)
    out.write_text(page, encoding="utf-8")


def _places(sheet: Sheet, rows: Iterable[Control], palette: Palette, first: date) -> list[Json]:
    """Every place with its mark, its area, its label and its runs: [first day, last day, side, rival, state, ...]."""
    numbers = {side: at for at, side in enumerate(palette.names)}
    runs: dict[ControlPlace, list[list[object]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.start):
        side = numbers.get(row.holder.id, -1) if row.holder is not None else -1
        others = [numbers.get(holder.id, -1) for holder in (*row.partly, *(one for one, _ in row.shares))]
        rival = next((other for other in others if other not in {side, -1}), -1)
        begun = (row.since - first).days if row.since is not None else None
        days = [(row.start - first).days, (row.end - first).days]
        told = [round(row.probability, 2), begun, len(row.for_), len(row.against)]
        runs[row.place].append([*days, side, rival, row.state.value, *told])
    labels = _labels(sheet)
    return [
        {
            "name": town.place.name, "sort": town.place.feature, "x": _x(sheet, town.x), "y": _y(sheet, town.y),
            "r": _RADII.get(town.place.feature, 3.6), "label": labels.get(at), "area": _path(sheet, town.cell),
            "runs": runs[town.place],
        }
        for at, town in enumerate(sheet.towns)
    ]  # fmt: skip


def _labels(sheet: Sheet) -> dict[int, list[float]]:
    """Where labels stand, by the number of their town: [left, base line, size]."""
    spots = [
        Spot(_x(sheet, town.x), _y(sheet, town.y), str(at), _RADII.get(town.place.feature, 3.6) + 2)
        for at, town in enumerate(sheet.towns)
    ]

    def size(number: str) -> tuple[float, float]:
        letters = _letters(sheet, int(number))
        return _NARROW * letters * len(sheet.towns[int(number)].place.name), 1.15 * letters

    found = place_labels(spots, size, (6, 6, _WIDTH - 6, _height(sheet) - 6))
    letters = {placed.spot.text: _letters(sheet, int(placed.spot.text)) for placed in found}
    return {
        int(one.spot.text): [round(one.x, 1), round(one.y + 0.35 * letters[one.spot.text], 1), letters[one.spot.text]]
        for one in found
    }


def _letters(sheet: Sheet, number: int) -> float:
    return _LETTERS.get(sheet.towns[number].place.feature, _SMALL)


def _land(sheet: Sheet) -> str:
    parts = [f'<path class="neighbour" d="{_path(sheet, shape)}"/>' for shape in sheet.neighbours]
    return "".join([*parts, f'<path class="home" d="{_path(sheet, sheet.home)}"/>'])


def _roads(sheet: Sheet) -> str:
    found = []
    for name, points in sheet.roads:
        line = "M" + "L".join(f"{_x(sheet, x):g} {_y(sheet, y):g}" for x, y in points)
        found.append(f'<path class="road" d="{line}"><title>{escape(name)}</title></path>')
    return "".join(found)


def _names(sheet: Sheet) -> str:
    return "".join(
        f'<text class="country" x="{_x(sheet, x):g}" y="{_y(sheet, y):g}">{escape(name)}</text>'
        for name, x, y in sheet.names
    )


def _path(sheet: Sheet, shape: BaseGeometry) -> str:
    """Return the rings of a shape as an SVG path."""
    simple = shapely.simplify(shape, _FINE)
    rings = []
    for part in getattr(simple, "geoms", [simple]):
        if part.geom_type == "Polygon" and not part.is_empty:
            for ring in (part.exterior, *part.interiors):
                points = np.asarray(ring.coords)[:-1]
                rings.append("M" + "L".join(f"{_x(sheet, x):g} {_y(sheet, y):g}" for x, y in points) + "Z")
    return "".join(rings)


def _height(sheet: Sheet) -> float:
    west, south, east, north = sheet.frame
    return _WIDTH * (north - south) / (east - west)


def _x(sheet: Sheet, east: float) -> float:
    west, _, right, _ = sheet.frame
    return round(float(_WIDTH * (east - west) / (right - west)), 1)


def _y(sheet: Sheet, north: float) -> float:
    west, _, right, top = sheet.frame
    return round(float(_WIDTH * (top - north) / (right - west)), 1)

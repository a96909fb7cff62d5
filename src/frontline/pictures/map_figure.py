"""The map as a picture: PNG, SVG or PDF, drawn with matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerBase
from matplotlib.patches import Circle, Patch, PathPatch, Rectangle, Wedge
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Transform
from shapely.geometry.base import BaseGeometry

from frontline.pictures import palette as colours
from frontline.pictures.labels import Box, Spot, is_free, mark_box, place_labels
from frontline.pictures.lettering import POINT, WIDTH, Wording, Words, width_of
from frontline.pictures.palette import Palette, tint
from frontline.pictures.printing import drawing, write
from frontline.pictures.sheet import Sheet, Town
from frontline.records.control import Control, ControlState

_MARK = {"city": 5.4, "town": 4.0, "village": 3.0}
_LETTER = {"city": 10.5, "town": 8.6, "village": 7.6}
_SMALL = 7.6
_HATCH = "///"
_FILL = {
    ControlState.HELD: 0.62, ControlState.CLAIMED: 0.34, ControlState.CONTESTED: 0.55, ControlState.STALE: 0.16,
}  # fmt: skip
"""How much of a side's colour an area takes; lost and unknown places have none."""


class Line(NamedTuple):
    """The edge of a shape: its colour, its width in points, and the hatching of its inside in the same colour."""

    colour: str = "none"
    width: float = 0.0
    hatch: str | None = None


NO_LINE = Line()


def draw_map(sheet: Sheet, rows: Iterable[Control], palette: Palette, wording: Wording, out: Path) -> None:
    """Write the map of one day; `out` ends in .png, .svg or .pdf. The same input gives the same bytes."""
    with drawing(hatch=1.6):
        figure = _Drawing(sheet, list(rows), palette, Words.of(wording)).figure()
        write(figure, out)


class _Drawing:
    """One figure in the making."""

    def __init__(self, sheet: Sheet, rows: Sequence[Control], palette: Palette, words: Words) -> None:
        self._sheet, self._palette, self._words = sheet, palette, words
        self._rows = {row.place: row for row in rows}
        west, south, east, north = sheet.frame
        height = WIDTH * (north - south) / (east - west)
        self._scale = WIDTH * POINT / (east - west)
        whole = height + words.above + words.below
        self._figure = Figure(figsize=(WIDTH, whole))
        FigureCanvasAgg(self._figure)
        self._axes: Axes = self._figure.add_axes((0, words.below / whole, 1, height / whole))
        self._axes.set(xlim=(west, east), ylim=(south, north))
        self._axes.set_axis_off()

    def figure(self) -> Figure:
        """Draw everything, from the sea up."""
        self._land()
        self._areas()
        self._roads()
        legend = self._legend()
        bar = self._scale_bar()
        self._marks()
        self._labels([legend, bar])
        self._words.write(self._figure)
        return self._figure

    def _land(self) -> None:
        west, south, east, north = self._sheet.frame
        self._axes.add_patch(Rectangle((west, south), east - west, north - south, facecolor=colours.SEA, zorder=0))
        for shape in self._sheet.neighbours:
            self._fill(shape, colours.NEIGHBOUR, 1, Line(colours.BORDER, 0.5))
        self._fill(self._sheet.home, colours.LAND, 2)
        self._fill(self._sheet.home, "none", 6, Line(colours.QUIET, 1.1))

    def _areas(self) -> None:
        for town in self._sheet.towns:
            row = self._rows.get(town.place)
            if row is None or town.cell.is_empty or row.state not in _FILL:
                continue
            colour, other = self._colours(row)
            self._fill(town.cell, tint(colour, _FILL[row.state]), 3)
            if row.state is ControlState.CONTESTED:
                self._fill(town.cell, "none", 4, Line(tint(other, 0.75), hatch=_HATCH))
        self._seams()

    def _seams(self) -> None:
        """Draw the edges of areas in white, so that neighbours of one side stay single places."""
        for town in self._sheet.towns:
            row = self._rows.get(town.place)
            if row is not None and not town.cell.is_empty and row.state in _FILL:
                self._fill(town.cell, "none", 5, Line(colours.LAND, 0.5))

    def _fill(self, shape: BaseGeometry, colour: str, zorder: int, line: Line = NO_LINE) -> None:
        outline = outline_of(shape)
        if outline is not None:
            patch = PathPatch(outline, facecolor=colour, edgecolor=line.colour, linewidth=line.width, zorder=zorder)
            if line.hatch is not None:
                patch.set_hatch(line.hatch)
            self._axes.add_patch(patch)

    def _roads(self) -> None:
        for _, points in self._sheet.roads:
            line = np.array(points)
            self._axes.plot(line[:, 0], line[:, 1], color="#FFFFFF", linewidth=2.2, zorder=7, solid_capstyle="round")
            self._axes.plot(line[:, 0], line[:, 1], color="#8E8A83", linewidth=0.9, zorder=8, solid_capstyle="round")

    def _road_names(self, taken: Sequence[Box]) -> list[Box]:
        """Write a road's number on the middle of its longest stretch that has room; return what was filled."""
        full = list(taken)
        for name, points in self._sheet.roads:
            if not name:
                continue
            line = np.array(points)
            lengths = np.hypot(*np.diff(line, axis=0).T)
            for at in np.argsort(-lengths):
                x, y = line[at : at + 2].mean(axis=0)
                width, height = self._size(name, 6.6)
                box = (x - width, y - height, x + width, y + height)
                if is_free(box, self._inner(), full):
                    frame = {
                        "boxstyle": "round,pad=0.25",
                        "facecolor": "#FFFFFF",
                        "edgecolor": "#8E8A83",
                        "linewidth": 0.7,
                    }
                    self._axes.text(x, y, name, size=6.6, ha="center", va="center", zorder=9, bbox=frame)
                    full.append(box)
                    break
        return full[len(taken) :]

    def _marks(self) -> None:
        for town in reversed(self._sheet.towns):
            row = self._rows.get(town.place)
            if row is not None:
                self._mark(town, row)

    def _mark(self, town: Town, row: Control) -> None:
        radius = _MARK.get(town.place.feature, 2.6) / self._scale
        for patch in _mark(row.state, (town.x, town.y), radius, self._colours(row)):
            patch.set_zorder(10)
            self._axes.add_patch(patch)

    def _colours(self, row: Control) -> tuple[str, str]:
        side, rival = self._sides(row)
        return self._palette.colour(side), self._palette.colour(rival)

    @staticmethod
    def _sides(row: Control) -> tuple[str | None, str | None]:
        """Return the ids of who holds a place, or is likeliest to, and of the next."""
        side = row.holder.id if row.holder else row.shares[0][0].id if row.shares else None
        return side, _rival(row, side)

    def _labels(self, taken: Sequence[Box]) -> None:
        """Write the names of places, then of countries where there is room left."""
        told = [town for town in self._sheet.towns if town.place in self._rows]
        told.sort(key=lambda town: list(_LETTER).index(town.place.feature) if town.place.feature in _LETTER else 9)
        sizes = {town.place.name: _LETTER.get(town.place.feature, _SMALL) for town in reversed(told)}
        spots = [
            Spot(town.x, town.y, town.place.name, (_MARK.get(town.place.feature, 2.6) + 1.2) / self._scale)
            for town in told
        ]
        marks = [mark_box(spot) for spot in spots]
        taken = [*taken, *self._road_names([*taken, *marks])]
        placed = place_labels(spots, lambda text: self._size(text, sizes[text]), self._inner(), taken)
        for one in placed:
            size = sizes[one.spot.text]
            weight = "bold" if size == _LETTER["city"] else "normal"
            self._axes.text(
                one.x, one.y, one.spot.text, size=size, weight=weight, color=colours.INK, va="center", ha="left",
                zorder=12, path_effects=[withStroke(linewidth=2.4, foreground="#FFFFFFD0")],
            )  # fmt: skip
        self._country_names([*taken, *marks, *(one.box for one in placed)])

    def _country_names(self, taken: Sequence[Box]) -> None:
        for name, x, y in self._sheet.names:
            text = " ".join(name.upper())
            spot = [Spot(x, y, text, 0.0)]
            for one in place_labels(spot, lambda text: self._size(text, 8.0), self._inner(), taken)[:1]:
                self._axes.text(one.x, one.y, text, size=8.0, color=colours.QUIET, va="center", ha="left", zorder=11)

    def _inner(self) -> Box:
        west, south, east, north = self._sheet.frame
        edge = 4 / self._scale
        return west + edge, south + edge, east - edge, north - edge

    def _size(self, text: str, points: float) -> tuple[float, float]:
        """Return the width and height of a text in kilometres."""
        return width_of(text, points) * POINT / self._scale, 1.16 * points / self._scale

    def _legend(self) -> Box:
        """Draw the key to sides and states in the emptiest corner; return the box that it fills."""
        shown = {row.holder.id for row in self._rows.values() if row.holder is not None}
        split = (row for row in self._rows.values() if row.state is ControlState.CONTESTED)
        shown |= {side for row in split for side in self._sides(row) if side}
        sides = [side for side in self._palette.names if side in shown]
        states = [state for state in _STATES if any(row.state is state for row in self._rows.values())]
        handles: list[Artist] = [
            Patch(facecolor=tint(self._palette.colour(side), 0.8), edgecolor="none") for side in sides
        ]
        names = [self._palette.names[side] for side in sides]
        handles += [Patch(label=state.value) for state in states]
        names += [_STATES[state] for state in states]
        corner = self._empty_corner()
        legend = self._axes.legend(
            handles, names, loc=corner, fontsize=8.4, frameon=True, framealpha=0.92, edgecolor="#D8D4CC", fancybox=False,
            borderpad=0.8, labelspacing=0.5, handlelength=1.9, handleheight=1.1, borderaxespad=0.9,
            handler_map=dict(zip(handles[len(sides) :], map(_Key, states), strict=True)),
        )  # fmt: skip
        legend.set_zorder(13)
        self._figure.draw_without_rendering()
        extent = legend.get_window_extent().transformed(self._axes.transData.inverted())
        return extent.x0, extent.y0, extent.x1, extent.y1

    def _empty_corner(self) -> Any:  # noqa: ANN401  one of matplotlib's words for a corner
        west, south, east, north = self._sheet.frame
        corners = {
            "lower right": (east, south), "upper right": (east, north), "upper left": (west, north),
            "lower left": (west, south),
        }  # fmt: skip
        span = np.array([east - west, north - south])
        places = np.array([(town.x, town.y) for town in self._sheet.towns])
        near = {
            name: (np.abs(places - corner) / span < (0.34, 0.36)).all(axis=1).sum() for name, corner in corners.items()
        }
        return min(near, key=lambda name: near[name])

    def _scale_bar(self) -> Box:
        """Draw a bar of a round length in the lower left corner, or the upper left where the key is there."""
        west, south, east, _ = self._sheet.frame
        length = round_length((east - west) / 6)
        corner = self._empty_corner()
        x, y = west + 12 / self._scale, (south + 14 / self._scale)
        if corner == "lower left":
            x = east - 14 / self._scale - length
        self._axes.plot([x, x + length], [y, y], color=colours.QUIET, linewidth=1.4, zorder=13, solid_capstyle="butt")
        self._axes.text(
            x + length / 2, y + 3 / self._scale, f"{length:g} km", size=7.4, ha="center", va="bottom",
            color=colours.QUIET, zorder=13,
        )  # fmt: skip
        return x, y - 4 / self._scale, x + length, y + 14 / self._scale


_STATES = {
    ControlState.CLAIMED: "claimed only by the holder",
    ControlState.CONTESTED: "contested",
    ControlState.STALE: "held when last told of",
    ControlState.LOST: "given up; holder not known",
    ControlState.UNKNOWN: "told of; holder not known",
}


_GREYS = ("#777777", "#BDBDBD")
"""What stands for the colours of any two sides in the key."""


def _mark(state: ControlState, at: tuple[float, float], radius: float, shades: tuple[str, str]) -> list[Patch]:
    """Return the mark of a place: full where held, open where only claimed, split where contested, small and grey if unknown.

    `shades` are the colours of its holder and of the next most probable side.
    """
    colour, other = shades
    edge: dict[str, Any] = {"edgecolor": "#FFFFFF", "linewidth": 0.9}
    if state is ControlState.CONTESTED:
        halves = ((90, 270, colour), (270, 90, other))
        return [Wedge(at, radius, first, last, facecolor=shade, **edge) for first, last, shade in halves]
    if state is ControlState.UNKNOWN:
        return [Circle(at, radius * 0.8, facecolor=colours.NOBODY, **edge)]
    if state in {ControlState.CLAIMED, ControlState.LOST}:
        dashes: Any = (0, (1.2, 0.9)) if state is ControlState.LOST else "solid"
        return [Circle(at, radius * 0.85, facecolor="#FFFFFF", edgecolor=colour, linewidth=1.5, linestyle=dashes)]
    return [Circle(at, radius, facecolor=tint(colour, 0.45) if state is ControlState.STALE else colour, **edge)]


class _Key(HandlerBase):
    """A state in the key: a piece of land as the map fills it, with the mark of a place on it."""

    def __init__(self, state: ControlState) -> None:
        super().__init__()
        self._state = state

    def create_artists(  # noqa: PLR0913, PLR0917  the signature is matplotlib's
        self,
        legend: Legend,  # noqa: ARG002
        orig_handle: Artist,  # noqa: ARG002
        xdescent: float,
        ydescent: float,
        width: float,
        height: float,
        fontsize: float,  # noqa: ARG002
        trans: Transform,
    ) -> list[Artist]:
        """Return the land and the mark, in points from the corner of the entry."""
        corner, state, (grey, other) = (-xdescent, -ydescent), self._state, _GREYS
        fill = tint(grey, _FILL[state]) if state in _FILL else colours.LAND
        land = [
            Rectangle(corner, width, height, facecolor=fill, edgecolor="none" if state in _FILL else colours.BORDER)
        ]
        if state is ControlState.CONTESTED:
            land.append(Rectangle(corner, width, height, facecolor="none", edgecolor=other, hatch=_HATCH, linewidth=0))
        middle = corner[0] + width / 2, corner[1] + height / 2
        found: list[Patch] = [*land, *_mark(state, middle, 0.36 * height, _GREYS)]
        for patch in found:
            patch.set_transform(trans)
        return list(found)


def _rival(row: Control, side: str | None) -> str | None:
    """Return the side that is most probable after `side`; who has a part of the place comes first."""
    for holder in row.partly:
        if holder.id != side:
            return holder.id
    return next((holder.id for holder, _ in row.shares if holder.id != side), None)


def outline_of(shape: BaseGeometry) -> Outline | None:
    """Return the rings of a shape's polygons as one path; None where it has none."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon" and not part.is_empty]
    rings = [np.asarray(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]
    if not rings:
        return None
    codes = [
        code for ring in rings for code in (Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 2), Outline.CLOSEPOLY)
    ]
    return Outline(np.concatenate(rings), codes)


def round_length(length: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, 50, ... that is no longer than `length`; at least 1."""
    steps = [number * 10**power for power in range(4) for number in (1, 2, 5)]
    return float(max((step for step in steps if step <= length), default=1))


def foot(reach: float, source: str) -> str:
    """Return what stands under every map: what its areas mean, and where land and places are from."""
    return (
        f"Areas are those nearest to a place that the reports tell of, at most {reach:g} km away: they are no front lines. "
        f"Sources: {source}.\nLand: Natural Earth. Places: GeoNames (CC BY 4.0). Made with frontline."
    )

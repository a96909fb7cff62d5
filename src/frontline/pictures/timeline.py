"""The timeline of a place: a band for every side, as high as it is probable that it held the place, and the claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib.dates as mdates
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from frontline.errors import UsageError
from frontline.pictures import palette as colours
from frontline.pictures.lettering import WIDTH, Wording, Words
from frontline.pictures.palette import NOTABLE, Palette, tint
from frontline.pictures.printing import drawing, write
from frontline.records.control import Control, ControlState

_ROW, _AXIS = 0.92, 0.5
"""Inches: the height of one side's band, and of the days below the bands."""
_NAME = 22
"""Letters of a side's name on one line."""
_MARKS = {True: ("^", -0.14), False: ("v", 1.14)}
"""How a claim for a side (below its band) and one against it (above it) are marked, and where, in bands."""
_SCALE: dict[float, Any] = {0.0: "solid", 0.5: (0, (1, 3)), 1.0: (0, (1, 3))}
"""The lines of a band's scale: the probability, and how each is drawn."""
_MOST_DAYS_LABELLED = 45
_YEARS = 400
"""Days from which an axis has months and years only."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A claim on the timeline: the day it speaks of, the side that it bears on, and whether it speaks for that side."""

    day: date
    side: str
    speaks_for: bool


def draw_timeline(
    rows: Sequence[Control], ticks: Sequence[Tick], palette: Palette, wording: Wording, out: Path
) -> None:
    """Write the timeline of one place; `rows` are its records in the order of days, `out` ends in .png, .svg or .pdf.

    Raises:
        UsageError: there is no record.
    """
    if not rows:
        raise UsageError("timeline: nothing is told of that place in these days; widen --from and --to")
    sides = _sides(rows, palette)
    with drawing(hatch=1.2):
        words = Words.of(wording)
        figure = _figure(rows, ticks, palette, sides, words)
        words.write(figure)
        write(figure, out)


def _sides(rows: Sequence[Control], palette: Palette) -> list[str]:
    """Return the sides that held the place or were notably probable, in the palette's order."""
    seen = {row.holder.id for row in rows if row.holder is not None}
    seen |= {holder.id for row in rows for holder, share in row.shares if share >= NOTABLE}
    return [side for side in palette.names if side in seen]


def _figure(
    rows: Sequence[Control], ticks: Sequence[Tick], palette: Palette, sides: Sequence[str], words: Words
) -> Figure:
    foot, bands = words.below + _AXIS, _ROW * max(1, len(sides))
    height = words.above + bands + foot
    figure = Figure(figsize=(WIDTH, height))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.2, foot / height, 0.755, bands / height))
    for place, side in enumerate(reversed(sides)):
        base = place * 1.6
        _band(axes, rows, palette.colour(side), (side, base))
        for tick in ticks:
            if tick.side == side:
                mark, level = _MARKS[tick.speaks_for]
                shade = palette.colour(side) if tick.speaks_for else colours.QUIET
                noon = mdates.date2num(tick.day) + 0.5
                axes.plot(noon, base + level, marker=mark, markersize=5, color=shade, markeredgewidth=0, alpha=0.9)
        axes.text(
            -0.015, base + 0.5, fill(palette.names[side], _NAME), transform=axes.get_yaxis_transform(), ha="right", va="center",
            size=9.4, color=colours.INK,
        )  # fmt: skip
    _days(axes, rows[0].start, rows[-1].end)
    axes.set_ylim(-0.45, 1.6 * max(1, len(sides)) - 0.1)
    return figure


def _band(axes: Axes, rows: Sequence[Control], colour: str, where: tuple[str, float]) -> None:
    """Draw one side's band: the height is its probability, full colour where it is the holder, hatched if contested."""
    side, base = where
    for share, style in _SCALE.items():
        axes.axhline(base + share, color=colours.BORDER, linewidth=0.6, zorder=1, linestyle=style)
        axes.text(
            1.004, base + share, f"{share:.0%}", transform=axes.get_yaxis_transform(), va="center", size=6.6,
            color=colours.QUIET,
        )  # fmt: skip
    for row in rows:
        if row.state is ControlState.UNKNOWN:
            continue
        share = next((share for holder, share in row.shares if holder.id == side), 0.0)
        holds = row.holder is not None and row.holder.id == side
        share = max(share, row.probability if holds else 0.0)
        if share < 0.01:
            continue
        pale = 0.28 if row.state is ControlState.STALE else 0.78 if holds else 0.34
        hatch = "////" if row.state is ControlState.CONTESTED else None
        axes.fill_between(
            [row.start, row.end + timedelta(days=1)], base, base + share, facecolor=tint(colour, pale),  # type: ignore[arg-type]
            edgecolor=tint(colour, 0.9) if hatch else "none", hatch=hatch, linewidth=0, step="post", zorder=2,
        )  # fmt: skip


def _days(axes: Axes, first: date, last: date) -> None:
    axes.set_xlim(first, last + timedelta(days=1))  # type: ignore[arg-type]
    axes.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=4, maxticks=9))
    axes.xaxis.set_major_formatter(lambda at, nth: _short(mdates.num2date(at).date(), (last - first).days, nth))
    if (last - first).days <= _MOST_DAYS_LABELLED:
        axes.xaxis.set_minor_locator(mdates.DayLocator())
    axes.tick_params(axis="x", which="both", color=colours.BORDER, labelcolor=colours.QUIET, labelsize=8.4)
    axes.grid(visible=True, axis="x", which="major", color="#E6E2DA", linewidth=0.7, zorder=0)
    axes.set_axisbelow(True)
    axes.set_yticks([])
    for edge in ("left", "right", "top"):
        axes.spines[edge].set_visible(False)
    axes.spines["bottom"].set_color(colours.BORDER)


def _short(day: date, days: int, nth: float | None) -> str:
    """Return a day as it stands on an axis of so many days: "6 Dec" (the first with its year), "Dec 2024" on one of years."""
    if days > _YEARS:
        return f"{day:%b %Y}"
    return f"{day.day} {day:%b}" + (f"\n{day:%Y}" if nth == 0 or (day.month, day.day) == (1, 1) else "")

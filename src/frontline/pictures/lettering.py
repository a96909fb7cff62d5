"""Lettering: the type of all pictures, how wide words are in it, and the words above and below a picture, made to fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import matplotlib.font_manager
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from frontline.pictures import palette as colours

FONTS = ("Source Sans 3", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")
POINT = 72.0
"""Points of an inch."""
WIDTH = 9.0
"""Inches: the width of every picture."""
LEFT = 0.018
"""Where words begin, as a share of the width."""
_INNER = WIDTH * (1 - 2 * LEFT)
_TITLE, _ABOUT, _SOURCE = (11.5, 16.0), 9.4, 7.4
"""Sizes in points: the title's least and most, the line under it, and the foot."""
_SPACING = 1.2


@cache
def font() -> str:
    """Return the first of `FONTS` that this machine has; the last comes with matplotlib."""
    known = {entry.name for entry in matplotlib.font_manager.fontManager.ttflist}
    return next(name for name in FONTS if name in known)


def width_of(text: str, points: float, weight: str = "normal") -> float:
    """Return the width in inches of one line of a size."""
    path = TextPath((0, 0), text, size=points, prop=FontProperties(family=font(), weight=weight))
    return float(path.get_extents().width + 0.12 * points) / POINT


def wrapped(text: str, points: float, inches: float, weight: str = "normal") -> str:
    """Return a text broken between words so that no line is wider; a word wider than that has a line of its own."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for word in paragraph.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and width_of(longer, points, weight) > inches:
                lines.append(word)
            else:
                lines[-1] = longer
    return "\n".join(lines)


def shrunk(text: str, points: tuple[float, float], inches: float, weight: str = "normal") -> float:
    """Return the largest size between the least and the most of `points` at which a line is no wider; else the least."""
    least, most = points
    return max(least, min(most, most * inches / max(width_of(text, most, weight), 0.01)))


@dataclass(frozen=True, slots=True)
class Wording:
    """What is written on a picture: headline, the line under it, and the line at the foot."""

    title: str
    about: str
    source: str


class Words(NamedTuple):
    """What is written above and below a picture of `WIDTH` inches, broken into lines that fit, and the title's size."""

    title: str
    size: float
    about: str
    source: str

    @classmethod
    def of(cls, wording: Wording) -> Words:
        """Make the words fit: a long title is written smaller, then on several lines, as the rest is."""
        size = shrunk(wording.title, _TITLE, _INNER, "bold")
        return cls(
            wrapped(wording.title, size, _INNER, "bold"),
            size,
            wrapped(wording.about, _ABOUT, _INNER),
            wrapped(wording.source, _SOURCE, _INNER),
        )

    @property
    def above(self) -> float:
        """Inches that the words above the picture take."""
        return self._head + _lines(self.about, _ABOUT) + 0.2

    @property
    def below(self) -> float:
        """Inches that the words below the picture take."""
        return _lines(self.source, _SOURCE) + 0.26

    @property
    def _head(self) -> float:
        return 0.26 + _lines(self.title, self.size)

    def write(self, figure: Figure) -> None:
        """Write them on a figure."""
        height, quiet = figure.get_size_inches()[1], colours.QUIET
        bold: dict[str, Any] = {"size": self.size, "weight": "bold", "color": colours.INK, "va": "top"}
        figure.text(LEFT, 1 - 0.2 / height, self.title, linespacing=_SPACING, **bold)
        figure.text(LEFT, 1 - self._head / height, self.about, size=_ABOUT, color=quiet, va="top", linespacing=_SPACING)
        figure.text(LEFT, 0.12 / height, self.source, size=_SOURCE, color=quiet, va="bottom", linespacing=_SPACING)


def _lines(text: str, points: float) -> float:
    """Return the height in inches of the lines of a text."""
    return (text.count("\n") + 1) * 1.17 * _SPACING * points / POINT

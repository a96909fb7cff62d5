"""Lettering: the type of all pictures, how wide words are in it, and words made to fit a width."""

from __future__ import annotations

from functools import cache

import matplotlib.font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

FONTS = ("Source Sans 3", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")
_POINT = 72.0


@cache
def font() -> str:
    """Return the first of `FONTS` that this machine has; the last comes with matplotlib."""
    known = {entry.name for entry in matplotlib.font_manager.fontManager.ttflist}
    return next(name for name in FONTS if name in known)


def width_of(text: str, points: float, weight: str = "normal") -> float:
    """Return the width in inches of one line of a size."""
    path = TextPath((0, 0), text, size=points, prop=FontProperties(family=font(), weight=weight))
    return float(path.get_extents().width + 0.12 * points) / _POINT


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

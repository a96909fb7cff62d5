"""Where the names of places stand on a map, so that none covers another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class Spot(NamedTuple):
    """A point that wants a name beside it. All lengths in one unit; `radius` is that of its mark."""

    x: float
    y: float
    text: str
    radius: float


class Placed(NamedTuple):
    """A name with the left end and the middle of the line that it stands on, and the box that it fills."""

    spot: Spot
    x: float
    y: float
    box: Box


_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7))
"""Right first, then left, above and below, then the corners: the order of cartographers (Imhof 1975), simplified."""
_GAPS = (0.5, 2.0)
"""How far from its mark a name stands, in quarters of its height: next to it, or a little off."""


def place_labels(
    spots: Sequence[Spot], size: Callable[[str], tuple[float, float]], frame: Box, taken: Sequence[Box] = ()
) -> list[Placed]:
    """Return the names that find room, the first of `spots` being served first.

    `size` gives a text's width and height. A name never covers a mark, another name, one of the boxes `taken`, or the
    edge of the frame; one that finds no such place is left out.
    """
    marks = [mark_box(spot) for spot in spots]
    full: list[Box] = [*marks, *taken]
    found = []
    for own, spot in zip(marks, spots, strict=True):
        for placed in _choices(spot, size(spot.text)):
            if is_free(placed.box, frame, (other for other in full if other is not own)):
                found.append(placed)
                full.append(placed.box)
                break
    return found


def mark_box(spot: Spot) -> Box:
    """Return the box that a point's mark fills."""
    return spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius


def is_free(box: Box, frame: Box, full: Iterable[Box]) -> bool:
    """Say whether a box lies within the frame and covers none of the boxes that are filled."""
    inside = frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]
    return inside and not any(_overlap(box, other) for other in full)


def _choices(spot: Spot, size: tuple[float, float]) -> Iterator[Placed]:
    width, height = size
    for gap in _GAPS:
        off = spot.radius + gap * height / 4
        for right, up in _SIDES:
            left = spot.x + right * off + (0 if right > 0 else -width if right < 0 else -width / 2)
            middle = spot.y + up * (off + height / 2)
            yield Placed(spot, left, middle, (left, middle - height / 2, left + width, middle + height / 2))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

"""The compass in words: "south", "north-east", "south-southwest", "north and east", as a bearing with its spread."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUARTERS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_SPREADS = {1: 45.0, 2: 22.5, 3: 11.25}
"""Half the arc that a word of one, two or three quarters may mean: people say "south" for all that is more south than
east or west."""
_QUARTER = r"(?:north|south|east|west)"
COMPASS = rf"{_QUARTER}(?:[\s\u2013-]*{_QUARTER}){{0,2}}"
"""A pattern for a direction as a noun. It has no groups."""


class Bearing(NamedTuple):
    """Degrees clockwise from north, and by how many it may be off on either side."""

    degrees: float
    spread: float


def bearing(words: str) -> Bearing | None:
    """Return the bearing of direction words in any spelling; None where they are none.

    "southern" and "southwards" count like "south". Two directions that are joined ("north and east") give the arc over
    both; where they contradict each other ("north and south") they give None.
    """
    parts = re.split(r"\s*(?:,|\band\b|\bor\b|/)\s*", words.lower())
    found = [_one(part) for part in parts if part]
    if not found or None in found:
        return None
    known = [each for each in found if each is not None]
    if len(known) == 1:
        return known[0]
    apart = (known[-1].degrees - known[0].degrees + 180.0) % 360.0 - 180.0
    if abs(apart) > 90.0:
        return None
    spread = abs(apart) / 2 + max(each.spread for each in known)
    return Bearing((known[0].degrees + apart / 2) % 360.0, spread)


def apart(left: float, right: float) -> float:
    """Return the angle between two bearings in degrees, from 0 to 180."""
    return abs((left - right + 180.0) % 360.0 - 180.0)


def _one(word: str) -> Bearing | None:
    quarters = re.findall(_QUARTER, word)
    rest = re.sub(_QUARTER, "", word)
    if not quarters or len(quarters) > 3 or not re.fullmatch(r"[\s\u2013-]*(?:far|ern|wards?|erly)?[\s\u2013-]*", rest):
        return None
    degrees = _QUARTERS[quarters[-1]]
    for quarter in reversed(quarters[:-1]):
        turn = (_QUARTERS[quarter] - degrees + 180.0) % 360.0 - 180.0
        if not 0.0 < abs(turn) <= 90.0:
            return None
        degrees = (degrees + turn / 2) % 360.0
    return Bearing(degrees, _SPREADS[len(quarters)])

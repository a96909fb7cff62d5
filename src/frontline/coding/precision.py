"""Precision classes: how exactly a place is known, in the schemes of ACLED and UCDP.

| precision of the place | ACLED `geo_precision` | UCDP GED `where_prec` |
|---|---|---|
| exact | 1, the named town | 1, the exact place |
| near, which is within about 25 km | 2, near a town | 2, within about 25 km of a place |
| admin2 | 2, a small area | 3, the second-order unit |
| admin1 | 3, a larger region | 4, the first-order unit |
| region, a stretch between two places, a road | 3; 2 where its ends are at most 50 km apart | 5, fuzzy or linear |
| at sea, off a coast | 3 | 7, water |
| country, or unknown in a known country | not coded | 6, the country only |
| unknown | not coded | not coded |

ACLED's classes are those of its codebook; UCDP's those of the GED codebook. ACLED does not code what is known to the
country only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from frontline.records import Place

_ACLED = {"exact": 1, "near": 2, "admin2": 2, "admin1": 3, "region": 3}
_UCDP = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
_SMALL_KM = 50.0
_WATERS = frozenset({"sea", "ocean", "gulf", "strait", "bay", "channel"})


class Precision(NamedTuple):
    """The classes of a place: 1 to 3 for ACLED, 1 to 7 for UCDP; None where a scheme has none."""

    acled: int | None
    ucdp: int | None


def precision_classes(place: Place) -> Precision:
    """Return the classes of ACLED and UCDP for one place, by the table above."""
    if _is_water(place):
        return Precision(3, 7)
    if place.precision == "unknown":
        return Precision(None, 6) if place.country else Precision(None, None)
    acled, ucdp = _ACLED.get(place.precision), _UCDP[place.precision]
    if place.precision == "region" and _length(place) <= _SMALL_KM:
        acled = 2
    return Precision(acled, ucdp)


def finest(places: Iterable[Place]) -> Precision:
    """Return the classes of the place that is known best; none for no place."""
    found = [precision_classes(place) for place in places]
    return min(found, key=lambda each: (each.ucdp is None, each.ucdp or 0), default=Precision(None, None))


def _is_water(place: Place) -> bool:
    if place.relation is not None and place.relation.kind == "offshore":
        return True
    words = place.name.lower().split()
    return place.feature == "area" and place.country is None and bool(_WATERS & {*words[:1], *words[-1:]})


def _length(place: Place) -> float:
    """Return how long a line is, in kilometres; endless where an end is not known."""
    relation = place.relation
    if relation is None or relation.shape != "line" or relation.low_km is None:
        return math.inf
    return relation.low_km

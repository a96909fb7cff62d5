"""Time zones of places, by the tz database that the package tzdata carries.

Its `zone1970.tab` names for every country the zones that it has had since 1970, each with the point of one city. A country of
one zone is that zone; in one of several a place takes the zone of the nearest such city, which may be wrong near a
border of zones.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from frontline.knowledge.sphere import kilometres

_POINT = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


class _Zone(NamedTuple):
    countries: frozenset[str]
    point: tuple[float, float]
    name: str


def zone_of(country: str, lat: float, lon: float) -> ZoneInfo | None:
    """Return the time zone of a point in a country (alpha-2 code); None for a country that the table does not have."""
    found = [zone for zone in _zones() if country in zone.countries]
    if not found:
        return None
    return ZoneInfo(min(found, key=lambda zone: kilometres(zone.point, (lat, lon))).name)


@cache
def _zones() -> tuple[_Zone, ...]:
    table = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(_Zone(frozenset(codes.split(",")), _point(point), name) for codes, point, name, *_ in rows)


def _point(text: str) -> tuple[float, float]:
    """Return latitude and longitude of ISO 6709 degrees, minutes and, where given, seconds."""
    found = _POINT.fullmatch(text)
    assert found is not None, text
    north, east = found.groups()[:4], found.groups()[4:]
    return _degrees(*north), _degrees(*east)


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    size = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -size if sign == "-" else size

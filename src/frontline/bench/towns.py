"""Who is known to have held which town on which day, from a table, and how it is matched with the places of an account."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from frontline.errors import UsageError
from frontline.knowledge.gazetteer import Candidate, Gazetteer
from frontline.records.control import ControlPlace, Holder
from frontline.situation.sides import Sides
from frontline.situation.where import PlaceKey, place_key

_COLUMNS = {"observed_date", "name", "lat", "lon", "held_by"}
_SPELT_OUT = {"donetsk pr": "DPR", "luhansk pr": "LPR"}
_CONTESTED = "contested"
_NEAR_DEGREES = 0.2


@dataclass(frozen=True, slots=True)
class Known:
    """What a table says from a day on: a holder, or that the town is contested, or neither (unknown, truce)."""

    day: date
    holder: Holder | None
    contested: bool


@dataclass(frozen=True, slots=True)
class Town:
    """One town and what is known of it, by day."""

    name: str
    lat: float
    lon: float
    known: tuple[Known, ...]

    def on(self, day: date) -> Known | None:
        """Return what is known of a day: what was last observed by then; None before the first observation."""
        return next((one for one in reversed(self.known) if one.day <= day), None)


@dataclass(frozen=True, slots=True)
class Change:
    """A holder new to a town: it came between `first` and `last`, both included."""

    first: date
    last: date
    holder: Holder


def read_towns(path: Path, sides: Sides, country: str) -> tuple[Town, ...]:
    """Return the towns of a table of changes; rows without a point belong to the one town of their name, if it is one.

    Raises:
        UsageError: a column is missing, or a row has no date or point that can be read.
    """
    points: dict[str, set[tuple[float, float]]] = defaultdict(set)
    rows: list[tuple[str, str, str, date, str]] = []
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if not set(reader.fieldnames or ()) >= _COLUMNS:
            raise UsageError(f"{path}: the columns {', '.join(sorted(_COLUMNS))} are needed")
        for number, row in enumerate(reader, 2):
            try:
                rows.append(
                    (row["name"], row["lat"], row["lon"], date.fromisoformat(row["observed_date"]), row["held_by"])
                )
                if row["lat"] and row["lon"]:
                    points[row["name"]].add((float(row["lat"]), float(row["lon"])))
            except ValueError as error:
                raise UsageError(f"{path}:{number}: {error}; give a date as 2022-03-01 and degrees") from None
    told: dict[tuple[str, float, float], list[Known]] = defaultdict(list)
    for name, lat, lon, day, label in rows:
        point = (
            (float(lat), float(lon)) if lat and lon else next(iter(points[name])) if len(points[name]) == 1 else None
        )
        if point is not None:
            told[name, *point].append(_known(label, day, sides, country))
    return tuple(Town(*key, tuple(sorted(known, key=lambda one: one.day))) for key, known in told.items())


def _known(label: str, day: date, sides: Sides, country: str) -> Known:
    name = label.strip().casefold()
    if name == _CONTESTED:
        return Known(day, None, contested=True)
    return Known(day, sides.named(_SPELT_OUT.get(name, label.strip()), country, day), contested=False)


def changes(town: Town, start: Holder | None, begin: date) -> tuple[Change, ...]:
    """Return the changes of a town's holder; `start` held it on `begin`, before the first observation.

    A town that was contested or unknown in between changed at some time since it was last known to be the old holder's.
    """
    found: list[Change] = []
    holder = start
    left: date | None = begin
    for one in town.known:
        if one.holder is not None and one.holder != holder:
            first = one.day if left is None else left
            if holder is not None:
                found.append(Change(first, one.day, one.holder))
            holder, left = one.holder, None
        elif one.holder == holder:
            left = None
        elif left is None:
            left = one.day
    return tuple(found)


def matched(towns: Iterable[Town], places: Iterable[ControlPlace], gazetteer: Gazetteer) -> Mapping[PlaceKey, Town]:
    """Return the towns by the key of the place that is the same: of its name, or a spelling of it, within about 20 km."""
    known = {place_key(place): place for place in places}
    found: dict[PlaceKey, Town] = {}
    for town in towns:
        near = [one for one in gazetteer.find(town.name.split(",")[0]) if _is_near(one, town)]
        for one in near:
            key = place_key(
                ControlPlace(one.name, one.geonameid, one.lat, one.lon, one.feature, one.country, one.admin1)
            )
            if key in known and key not in found:
                found[key] = town
                break
    return found


def _is_near(one: Candidate, town: Town) -> bool:
    if one.lat is None or one.lon is None or one.feature not in {"city", "town", "village"}:
        return False
    return abs(one.lat - town.lat) < _NEAR_DEGREES and abs(one.lon - town.lon) < _NEAR_DEGREES

"""Start: a starting situation given by the user, as CSV or GeoJSON (docs/control.md)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frontline.errors import UsageError
from frontline.knowledge.gazetteer import Candidate, Gazetteer
from frontline.knowledge.names import fold
from frontline.records import Problem
from frontline.records.control import ControlPlace, Holder
from frontline.situation.sides import Sides
from frontline.situation.track import Start
from frontline.situation.where import OWN_PLACES, PlaceKey, place_key

_COLUMNS = "place, geonameid, lat, lon, country, admin1, feature, holder, day"
_WIDE = {"country", "region"}
_OFFERED = 3
_DOUBTFUL = {"lost", "contested", "unknown"}
"""States of an exported row that make its holder no starting situation."""


@dataclass(frozen=True, slots=True)
class Starting:
    """Who held what to begin with: places by key, and whole regions and countries for all places in them.

    `problems` are rows that were taken, but may mean something else.
    """

    places: Mapping[PlaceKey, tuple[ControlPlace, Start]] = field(default_factory=dict)
    regions: Mapping[tuple[str, str], Start] = field(default_factory=dict)
    countries: Mapping[str, Start] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of(self, place: ControlPlace) -> Start | None:
        """Return what is given for a place itself, else for its region, else for its country; None for nothing."""
        own = self.places.get(place_key(place))
        if own is not None:
            return own[1]
        country = place.country or ""
        return self.regions.get((country, fold(place.admin1 or ""))) or self.countries.get(country)


@dataclass(frozen=True, slots=True)
class StartReader:
    """Reads starting situations with the sides and places that frontline knows.

    `spoken` are the places that the reports speak of: a name is theirs before it is another place's.
    """

    sides: Sides
    gazetteer: Gazetteer
    spoken: Collection[ControlPlace] = ()

    def read(self, text: str, name: str) -> Starting:
        """Return the situation that a CSV or GeoJSON text gives; `name` is what errors call it.

        Raises:
            UsageError: it is neither, a column is missing, or a row has no place that is known, no date or an unknown country.
        """
        places: dict[PlaceKey, tuple[ControlPlace, Start]] = {}
        regions: dict[tuple[str, str], Start] = {}
        countries: dict[str, Start] = {}
        problems: list[Problem] = []
        rows = _features(text, name) if text.lstrip()[:1] in "{[" else _rows(text, name)
        for where, row in rows:
            if not (row.get("holder_id") or row.get("holder")) or row.get("state") in _DOUBTFUL:
                continue
            country = self._country(row, where)
            place = None if row.get("feature") in _WIDE else self._place(row, country, where)
            if place is not None and not country:
                country = place.country or ""
                problems += self._far(place, where)
            start = self._start(row, country, where)
            problems += self._unheard_of(start, where)
            if row.get("feature") == "country":
                countries[country] = start
            elif place is None:
                regions[country, fold(row.get("admin1") or row["place"])] = start
            else:
                places[place_key(place)] = place, start
        return Starting(places, regions, countries, tuple(problems))

    def _country(self, row: Mapping[str, str], where: str) -> str:
        said = row.get("country") or (row["place"] if row.get("feature") == "country" else "")
        if not said:
            return ""
        code = self.gazetteer.country_code(said)
        if code is None:
            raise UsageError(f"{where}: {said!r} is no country; give its alpha-3 code, such as SYR, or its name")
        return code

    def _start(self, row: Mapping[str, str], country: str, where: str) -> Start:
        """Return the holder and the day of a row."""
        said = row.get("holder_id") or row.get("holder") or ""
        try:
            day = date.fromisoformat(row.get("day") or row.get("end") or "")
        except ValueError:
            raise UsageError(f"{where}: day {row.get('day')!r} is no date; write it as 2022-02-23") from None
        return Start(self.sides.named(said, country or None, day) or Holder(fold(said), said), day)

    def _unheard_of(self, start: Start, where: str) -> Iterator[Problem]:
        """Tell of a holder that no registry knows: it is taken, under its own name, and meets no claim of another spelling."""
        if not self.sides.knows(start.holder):
            yield Problem(
                where,
                f"the holder {start.holder.name!r} is no actor that frontline knows, and was taken under this name alone",
                "see frontline actors list, or describe it in a file for --actors",
                fatal=False,
            )

    def _far(self, place: ControlPlace, where: str) -> Iterator[Problem]:
        """Tell of a place of a row without a country in one that no report speaks of."""
        countries = self._countries()
        if countries and place.country not in countries:
            yield Problem(
                where,
                f"{place.name} was taken for the one in {self.gazetteer.country_name(place.country or '')}, of which no report speaks",
                "give its country or geonameid",
                fatal=False,
            )

    def _place(self, row: Mapping[str, str], country: str, where: str) -> ControlPlace:
        point = _point(row, where)
        found = [one for one in self.gazetteer.find(row["place"], edits=True) if not country or one.country == country]
        numbered = [one for one in found if str(one.geonameid) == row.get("geonameid")]
        if not (numbered or point or country or row.get("geonameid")):
            named = [one for one in self.spoken if fold(one.name) == fold(row["place"])]
            if named:
                return named[0]
        alike = [one for one in found if one.feature not in _WIDE]
        towns = numbered or [one for one in alike if one.is_namesake]
        if point and not numbered:
            towns = [one for one in towns if _near(one, point)]
        if towns:
            countries = self._countries()
            one = next((one for one in towns if one.country in countries), towns[0])
            return ControlPlace(one.name, one.geonameid, one.lat, one.lon, one.feature, one.country, one.admin1)
        feature = row.get("feature") or "town"
        if point is None and (feature not in OWN_PLACES or not country):
            near = "; ".join(self._told(one) for one in alike[:_OFFERED])
            offered = f"; it has {near}" if near else ""
            raise UsageError(
                f"{where}: {row['place']!r} is not in the gazetteer{offered}; give its lat and lon, or another spelling"
            )
        number = int(row["geonameid"]) if (row.get("geonameid") or "").isdecimal() else None
        lat, lon = point or (None, None)
        return ControlPlace(row["place"], number, lat, lon, feature, country or None, row.get("admin1") or None)

    def _countries(self) -> set[str | None]:
        """Return the countries that the reports speak of places in."""
        return {one.country for one in self.spoken}

    def _told(self, one: Candidate) -> str:
        country = self.gazetteer.country_name(one.country) if one.country else ""
        return ", ".join(part for part in (one.name, one.admin1, country) if part)


def _rows(text: str, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(text))
    fields = set(reader.fieldnames or ())
    if not fields & {"place", "name"} or not fields & {"holder", "holder_id"} or not fields & {"day", "end"}:
        raise UsageError(
            f"{name}: a starting situation needs a first line with at least place, holder, day of {_COLUMNS}"
        )
    for number, row in enumerate(reader, 2):
        yield f"{name}:{number}", _plain(row, f"{name}:{number}")


def _features(text: str, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        features: Iterable[Any] = json.loads(text)["features"]
        for number, feature in enumerate(features, 1):
            row = dict(feature["properties"])
            if feature.get("geometry"):
                row["lon"], row["lat"] = feature["geometry"]["coordinates"][:2]
            yield f"{name}: feature {number}", _plain(row, f"{name}: feature {number}")
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{name}: not GeoJSON as expected ({error!r}); give a FeatureCollection of points with the properties {_COLUMNS}"
        ) from None


def _plain(row: Mapping[str, object], where: str) -> Mapping[str, str]:
    plain = {key: str(value).strip() for key, value in row.items() if value is not None and key is not None}
    plain["place"] = plain.get("place") or plain.get("name") or ""
    if not plain["place"]:
        raise UsageError(f"{where}: no place; give its name in the column place")
    return plain


def _point(row: Mapping[str, str], where: str) -> tuple[float, float] | None:
    if not row.get("lat") or not row.get("lon"):
        return None
    try:
        return float(row["lat"]), float(row["lon"])
    except ValueError:
        raise UsageError(f"{where}: lat and lon must be degrees, such as 34.73 and 36.72") from None


def _near(one: Candidate, point: tuple[float, float]) -> bool:
    """Say whether a place lies within about 15 km of a point: the reach of two gazetteers' points of one town."""
    if one.lat is None or one.lon is None:
        return False
    return abs(one.lat - point[0]) < 0.14 and abs(one.lon - point[1]) < 0.2

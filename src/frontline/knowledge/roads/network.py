"""A road network: towns joined by stretches of road. Read-only; docs/roads.md has the model and its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from frontline.knowledge import names
from frontline.knowledge.sphere import kilometres
from frontline.records import Place
from frontline.records.control import ControlPlace

GRADES = ("motorway", "trunk", "primary")
"""Classes of roads, the best first."""
NEAR_KM = 3.0
"""How far apart two points of one town may be, in kilometres, where no id says that it is the same town."""
NAMESAKE_KM = 20.0
"""How far from a town of the network a place of the same name may lie and still be this town."""
_SETTLED = frozenset({"city", "town", "village"})
_CROSSINGS = frozenset({"crossing", "facility"})
_GENERIC = frozenset({"border", "crossing", "gate", "point", "post", "checkpoint", "terminal"})


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place on a road, or a border crossing (then `to` is the country on its other side).

    `lat` and `lon` are degrees, WGS 84. `geonameid` is None where the gazetteer has none. `names` are all names by
    which reports may call it, its own first.
    """

    id: str
    name: str
    lat: float
    lon: float
    names: tuple[str, ...]
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    population: int | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Road:
    """A road: the ids of its towns in their order. A road without a number is known by its name."""

    number: str | None
    name: str
    grade: str
    through: tuple[str, ...]

    @property
    def label(self) -> str:
        """What people call it: its number, else its name."""
        return self.number or self.name


@dataclass(frozen=True, slots=True)
class Bridge:
    """A bridge, dam or tunnel that carries the stretch between two neighbouring towns."""

    id: str
    name: str
    names: tuple[str, ...]
    over: str | None
    between: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """Several towns that reports call by one name ("the coast")."""

    id: str
    name: str
    names: tuple[str, ...]
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The road between two neighbouring towns, `a` before `b` by id.

    `km` is the great-circle distance, a lower bound of the way; `grade` the best class of the roads on it. `roads` are labels of the roads that run on it,
    `bridges` the ids of bridges on it: the stretch is cut when one of them is.
    """

    a: str
    b: str
    km: float
    grade: str
    roads: tuple[str, ...]
    bridges: tuple[str, ...] = ()

    def other(self, town: str) -> str:
        """Return the end that is not `town`."""
        return self.b if town == self.a else self.a


@dataclass(frozen=True, slots=True)
class Network:
    """Towns, roads, bridges and areas of one theatre. `countries` are alpha-3 codes, `capital` the id of a town."""

    id: str
    name: str
    countries: tuple[str, ...]
    capital: str | None
    towns: Mapping[str, Town]
    roads: tuple[Road, ...]
    bridges: Mapping[str, Bridge] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    _stretches: dict[tuple[str, str], Stretch] = field(init=False, repr=False, compare=False)
    _around: dict[str, tuple[Stretch, ...]] = field(init=False, repr=False, compare=False)
    _by_key: dict[str, list[str]] = field(init=False, repr=False, compare=False)
    _by_id: dict[int, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        stretches = _stretches(self.towns, self.roads, self.bridges.values())
        around: dict[str, list[Stretch]] = {town: [] for town in self.towns}
        for stretch in stretches.values():
            around[stretch.a].append(stretch)
            around[stretch.b].append(stretch)
        by_key: dict[str, list[str]] = {}
        for town in self.towns.values():
            for key in {name_key(name) for name in town.names}:
                by_key.setdefault(key, []).append(town.id)
        object.__setattr__(self, "_stretches", stretches)
        object.__setattr__(self, "_around", {town: tuple(found) for town, found in around.items()})
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "_by_id", {one.geonameid: one.id for one in self.towns.values() if one.geonameid})

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All stretches."""
        return tuple(self._stretches.values())

    def stretch(self, one: str, other: str) -> Stretch | None:
        """Return the stretch between two towns; None where they are no neighbours."""
        return self._stretches.get(_pair(one, other))

    def around(self, town: str) -> tuple[Stretch, ...]:
        """Return the stretches that end in a town."""
        return self._around[town]

    def town(self, place: Place | ControlPlace) -> Town | None:
        """Return the town or crossing that a place of a claim is; None where the network does not have it.

        By GeoNames id, else by name and nearness, else by nearness alone. Regions, areas and parts of towns are none.
        """
        crossing = place.feature in _CROSSINGS
        if not crossing and place.feature not in _SETTLED:
            return None
        if not crossing and place.geonameid in self._by_id:
            return self.towns[self._by_id[place.geonameid]]
        same = [town for town in self.named(place.name) if (town.to is not None) == crossing]
        if crossing:
            return same[0] if len(same) == 1 else None
        if place.lat is None or place.lon is None:
            return same[0] if len(same) == 1 else None
        near = [town for town in same if _away(town, place.lat, place.lon) <= NAMESAKE_KM]
        if not near:
            near = [one for one in self._settled() if _away(one, place.lat, place.lon) <= NEAR_KM]
        return min(near, key=lambda one: _away(one, place.lat or 0.0, place.lon or 0.0), default=None)

    def named(self, name: str) -> tuple[Town, ...]:
        """Return the towns and crossings with a name, whatever habit it is spelt by."""
        return tuple(self.towns[town] for town in self._by_key.get(name_key(name), ()))

    def area(self, name: str) -> Area | None:
        """Return the area with a name, or the first-level region whose towns the network has."""
        key = name_key(name)
        for area in self.areas.values():
            if any(name_key(one) == key for one in area.names):
                return area
        within = tuple(town.id for town in self.towns.values() if town.admin1 and name_key(town.admin1) == key)
        return Area(f"admin1-{key}", name, (name,), within) if within else None

    def bridge(self, name: str) -> Bridge | None:
        """Return the bridge with a name."""
        key = names.spelling(names.bare(names.fold(name)))
        for bridge in self.bridges.values():
            if any(names.spelling(names.bare(names.fold(one))) == key for one in bridge.names):
                return bridge
        return None

    def _settled(self) -> Iterable[Town]:
        return (town for town in self.towns.values() if town.to is None)


def name_key(name: str) -> str:
    """Return the spelling key of a place's name without what says that it is a crossing."""
    words = [word for word in names.fold(name).split() if word not in _GENERIC]
    return names.spelling(names.bare(" ".join(words)))


def _away(town: Town, lat: float, lon: float) -> float:
    return kilometres((town.lat, town.lon), (lat, lon))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _stretches(
    towns: Mapping[str, Town], roads: Iterable[Road], bridges: Iterable[Bridge]
) -> dict[tuple[str, str], Stretch]:
    labels: dict[tuple[str, str], list[str]] = {}
    grades: dict[tuple[str, str], int] = {}
    for road in roads:
        for pair in (_pair(one, other) for one, other in pairwise(road.through)):
            on = labels.setdefault(pair, [])
            if road.label not in on:
                on.append(road.label)
            grades[pair] = min(grades.get(pair, len(GRADES)), GRADES.index(road.grade))
    carried: dict[tuple[str, str], list[str]] = {}
    for bridge in bridges:
        carried.setdefault(_pair(*bridge.between), []).append(bridge.id)
    found = {}
    for (a, b), on in labels.items():
        km = kilometres((towns[a].lat, towns[a].lon), (towns[b].lat, towns[b].lon))
        found[a, b] = Stretch(a, b, round(km, 1), GRADES[grades[a, b]], tuple(on), tuple(carried.get((a, b), ())))
    return found

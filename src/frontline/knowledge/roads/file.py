"""Reading a road network's file (YAML, or JSON of the same form). Mistakes are told by line, key and what would work, all at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from frontline.errors import KnowledgeError
from frontline.knowledge.gazetteer import Candidate, Gazetteer
from frontline.knowledge.roads.network import GRADES, NAMESAKE_KM, Area, Bridge, Network, Road, Town
from frontline.knowledge.roads.paths import Usable, components
from frontline.knowledge.sphere import kilometres
from frontline.knowledge.yaml_nodes import Document, Faults, Node, nearest, parse

ROADS_FOLDER = Path(__file__).parents[1] / "data" / "roads"
"""The shipped networks: NAME.yml is written by people, NAME.json is the same with points and ids looked up."""
_SETTLED = frozenset({"city", "town", "village"})
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARTS = ("network", "towns", "crossings", "roads", "bridges", "areas")
_TOWN = ("name", "find", "at", "geonameid", "also", "country", "admin1", "population")
_CROSSING = ("name", "at", "also", "to")
_COUNTRY = re.compile(r"[A-Z]{3}")


class Read(NamedTuple):
    """A network, as far as its file is sound, what is wrong with the rest, and what is only odd."""

    network: Network
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


@cache
def shipped_networks() -> tuple[str, ...]:
    """Return the ids of the networks that ship with frontline."""
    return tuple(sorted(path.stem for path in ROADS_FOLDER.glob("*.json")))


def shipped_for(countries: Mapping[str, float]) -> str | None:
    """Return the shipped network of the country that has the largest share; None where no country has one."""
    for country in sorted(countries, key=lambda one: -countries[one]):
        for name in shipped_networks():
            if country in _countries_of(name):
                return name
    return None


@cache
def _countries_of(name: str) -> frozenset[str]:
    top = json.loads((ROADS_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return frozenset(top["network"]["countries"])


def load_network(name: str | Path, gazetteer: Gazetteer) -> Network:
    """Return the network in a file, or the shipped one with this id.

    Raises:
        KnowledgeError: there is no such network, or something in its file is wrong.
    """
    path = network_path(name)
    network, faults, _ = look_through(path, gazetteer)
    if faults:
        more = f" (and {len(faults) - 1} more: see frontline roads check {path})" if len(faults) > 1 else ""
        raise KnowledgeError(faults[0] + more)
    return network


def network_path(name: str | Path) -> Path:
    """Return the file of a shipped network's id, or the path itself.

    Raises:
        KnowledgeError: neither is there.
    """
    if str(name) in shipped_networks():
        return ROADS_FOLDER / f"{name}.json"
    if not Path(name).is_file():
        known = ", ".join(shipped_networks())
        raise KnowledgeError(f"{name}: is no file and no shipped road network; use one of {known}, or name a file")
    return Path(name)


def look_through(path: Path, gazetteer: Gazetteer) -> Read:
    """Read a network as far as it is sound, and say everything that is wrong or odd.

    Raises:
        KnowledgeError: the file cannot be read, is not YAML, or does not say what network it is.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}); name a UTF-8 file") from error
    node = Node(_value(text, path), Document(str(path), text))
    top = node.mapping(_PARTS, needed=("network", "towns", "roads"))
    return _Reading(top, gazetteer, Faults()).read()


def _value(text: str, path: Path) -> object:
    if path.suffix != ".json":
        return parse(text, str(path))
    try:
        return json.loads(text)
    except ValueError as error:
        raise KnowledgeError(f"{path}: is not JSON ({error}); mend it, or compile it again") from error


class _Reading:
    """The reading of one file; faults are gathered and the reading goes on."""

    def __init__(self, top: dict[str, Node], gazetteer: Gazetteer, faults: Faults) -> None:
        self._top, self._gazetteer, self._faults = top, gazetteer, faults
        head = top["network"].mapping(
            ("id", "name", "countries", "capital", "source"), needed=("id", "name", "countries")
        )
        self._head = head
        self._countries = tuple(_country(node) for node in head["countries"].items())
        self._towns: dict[str, Town] = {}

    def read(self) -> Read:
        for part, reader in (("towns", self._town), ("crossings", self._crossing)):
            for key, node in self._entries(part):
                town = self._faults.tried(lambda key=key, node=node, reader=reader: reader(key, node), None)  # type: ignore[misc]
                if town is not None:
                    self._towns[town.id] = town
        roads = self._faults.each(self._top["roads"], self._road)
        pairs = {frozenset(pair) for road in roads for pair in pairwise(road.through)}
        bridges: dict[str, Bridge] = {}
        for key, node in self._entries("bridges"):
            bridge = self._faults.tried(lambda key=key, node=node: self._bridge(key, node, pairs), None)  # type: ignore[misc]
            if bridge is not None:
                bridges[key] = bridge
        areas: dict[str, Area] = {}
        for key, node in self._entries("areas"):
            area = self._faults.tried(lambda key=key, node=node: self._area(key, node), None)  # type: ignore[misc]
            if area is not None:
                areas[key] = area
        network = Network(
            id=self._faults.tried(self._head["id"].text, "unnamed"),
            name=self._faults.tried(self._head["name"].text, "unnamed"),
            countries=self._countries,
            capital=self._faults.tried(self._capital, None),
            towns=self._towns,
            roads=roads,
            bridges=bridges,
            areas=areas,
        )
        return Read(network, tuple(self._faults.found), tuple(self._remarks(network)))

    def _entries(self, part: str) -> Iterator[tuple[str, Node]]:
        node = self._top.get(part)
        entries: dict[str, Node] = {} if node is None else self._faults.tried(node.mapping, {})
        for key, entry in entries.items():
            if not _KEY.fullmatch(key):
                self._faults.wrong(entry, f"{key!r} is no id; use small letters, digits and single hyphens")
            elif part == "crossings" and key in self._towns:
                self._faults.wrong(entry, f"{key!r} is the id of a town already; choose another")
            else:
                yield key, entry

    def _town(self, key: str, node: Node) -> Town:
        entry = node.mapping(_TOWN, needed=("name",))
        name = entry["name"].text()
        at = _point(entry["at"]) if "at" in entry else None
        if at is not None and "geonameid" in entry:
            return self._resolved(key, name, at, entry)
        found = self._find(entry["find"].text() if "find" in entry else name, at)
        if found is None and at is None:
            nations = ", ".join(self._countries)
            (entry.get("find") or entry["name"]).wrong(
                f"the gazetteer has no such town in {nations}; give its name there as `find`, or its point as "
                "`at: [latitude, longitude]`"
            )
        if found is None:
            assert at is not None
            return Town(key, name, *at, names=(name, *_also(entry)), country=self._countries[0])
        lat, lon = at or (found.lat or 0.0, found.lon or 0.0)
        others = tuple(dict.fromkeys((name, *_also(entry), found.name)))
        return Town(key, name, lat, lon, others, found.geonameid, found.country, found.admin1, found.population)

    def _resolved(self, key: str, name: str, at: tuple[float, float], entry: dict[str, Node]) -> Town:
        """Return a town of which the file says all: nothing is looked up."""
        return Town(
            key,
            name,
            *at,
            names=(name, *_also(entry)),
            geonameid=_number(entry["geonameid"]),
            country=_country(entry["country"]) if "country" in entry else self._countries[0],
            admin1=entry["admin1"].text() if "admin1" in entry else None,
            population=_number(entry["population"]) if "population" in entry else None,
        )

    def _find(self, name: str, at: tuple[float, float] | None) -> Candidate | None:
        """Return the settled place of the network's countries with a name, near `at` where that is given."""
        for one in self._gazetteer.find(name, 24):
            if one.feature not in _SETTLED or one.country not in self._countries or one.lat is None or one.lon is None:
                continue
            if at is None or kilometres(at, (one.lat, one.lon)) <= NAMESAKE_KM:
                return one
        return None

    def _crossing(self, key: str, node: Node) -> Town:
        entry = node.mapping(_CROSSING, needed=("name", "at", "to"))
        name, at, to = entry["name"].text(), _point(entry["at"]), _country(entry["to"])
        return Town(key, name, *at, names=(name, *_also(entry)), country=self._countries[0], to=to)

    def _road(self, node: Node) -> Road:
        entry = node.mapping(("number", "name", "class", "through"), needed=("name", "class", "through"))
        through = tuple(self._known(one) for one in entry["through"].items())
        if len(through) < 2:
            entry["through"].wrong("a road joins at least two towns; name them in their order")
        for at, (one, other) in enumerate(pairwise(through)):
            if one == other:
                entry["through"].items()[at + 1].wrong(f"{one!r} follows itself; name each town once in a row")
        number = entry["number"].text() if "number" in entry else None
        return Road(number, entry["name"].text(), entry["class"].one_of(GRADES), through)

    def _bridge(self, key: str, node: Node, pairs: set[frozenset[str]]) -> Bridge:
        entry = node.mapping(("name", "also", "over", "between"), needed=("name", "between"))
        ends = tuple(self._known(one) for one in entry["between"].items())
        if len(ends) != 2 or frozenset(ends) not in pairs:
            entry["between"].wrong("must be two towns that follow one another on a road")
        name = entry["name"].text()
        over = entry["over"].text() if "over" in entry else None
        return Bridge(key, name, (name, *_also(entry)), over, (ends[0], ends[1]))

    def _area(self, key: str, node: Node) -> Area:
        entry = node.mapping(("name", "also", "towns"), needed=("name", "towns"))
        towns = tuple(self._known(one) for one in entry["towns"].items())
        if not towns:
            entry["towns"].wrong("is empty; name at least one town")
        name = entry["name"].text()
        return Area(key, name, (name, *_also(entry)), towns)

    def _capital(self) -> str | None:
        return self._known(self._head["capital"]) if "capital" in self._head else None

    def _known(self, node: Node) -> str:
        town = node.text()
        if town not in self._towns:
            node.wrong(f"no town {town!r}; add it under towns or crossings{nearest(town, self._towns)}")
        return town

    def _remarks(self, network: Network) -> Iterator[str]:
        """Say what is no mistake and yet odd: towns on no road, parts that no road joins, towns without an id."""
        document = self._top["towns"].document
        for town in network.towns.values():
            if not network.around(town.id):
                part = "crossings" if town.to else "towns"
                yield f"{document.name}:{document.line((part, town.id))}: {part}.{town.id}: lies on no road"
        parts = components(network, Usable(frozenset(one for one in network.towns if network.around(one))))
        for apart in parts[1:]:
            names = ", ".join(sorted(network.towns[one].name for one in apart))
            yield f"{document.name}: no road joins these to the rest: {names}"
        seen: dict[int, str] = {}
        for town in network.towns.values():
            if town.geonameid is not None and town.geonameid in seen:
                where = f"{document.name}:{document.line(('towns', town.id))}"
                yield f"{where}: towns.{town.id}: is {seen[town.geonameid]} in the gazetteer too; keep one, or give `at`"
            seen.setdefault(town.geonameid or 0, town.id)


def _also(entry: dict[str, Node]) -> tuple[str, ...]:
    return entry["also"].texts() if "also" in entry else ()


def _number(node: Node) -> int | None:
    if node.value is not None and (not isinstance(node.value, int) or node.value <= 0):
        node.wrong(f"{node.value!r} is no number above 0; give one, or null where it is not known")
    return node.value


def _country(node: Node) -> str:
    code = node.text()
    if not _COUNTRY.fullmatch(code):
        node.wrong(f"{code!r} is no country code; use three capital letters (ISO 3166-1 alpha-3) such as SYR")
    return code


def _point(node: Node) -> tuple[float, float]:
    values = [one.value for one in node.items()]
    if len(values) != 2 or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in values):
        node.wrong("must be [latitude, longitude] in degrees, such as [34.73, 36.72]")
    lat, lon = (float(one) for one in values)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        node.wrong(f"[{lat}, {lon}] is nowhere on earth; give latitude (-90 to 90), then longitude (-180 to 180)")
    return lat, lon

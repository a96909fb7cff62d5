"""Joining the roads of a map to the gazetteer's towns: a network in which every node is a town.

1. lines become a graph of points, a point at least every STEP_KM; points within `snap` degrees are one
2. every town takes the nearest point within JOIN_KM; of several towns on one point the most populous stays
3. two towns are neighbours where the shortest way between them through the graph passes no third
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, cos, inf, radians
from typing import NamedTuple

from frontline.errors import KnowledgeError
from frontline.knowledge import names
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.roads.extracts import Line, Point
from frontline.knowledge.roads.network import GRADES, Bridge, Network, Road, Town
from frontline.knowledge.sphere import kilometres

JOIN_KM = 3.0
"""How far a town may lie from a road that serves it: bypasses of towns run within this of their centres."""
STEP_KM = 1.0
_CELL = 0.05
_KM_A_DEGREE = 111.2
_NOT_LETTER = re.compile(r"[^a-z0-9]+")

Node = tuple[int, int]


class _Edge(NamedTuple):
    to: Node
    km: float
    line: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Two neighbouring towns with the road that most of the way between them runs on."""

    a: str
    b: str
    km: float
    grade: str
    number: str | None
    name: str | None
    bridges: tuple[str, ...]


@dataclass(slots=True)
class _Graph:
    """Points of roads and what joins them; a node is a point in units of `snap`."""

    snap: float
    lines: list[Line] = field(default_factory=list)
    edges: dict[Node, list[_Edge]] = field(default_factory=lambda: defaultdict(list))

    def add(self, line: Line) -> None:
        self.lines.append(line)
        for start, end in pairwise(line.points):
            steps = max(1, ceil(kilometres(start, end) / STEP_KM))
            between = [
                (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
                for step in range(steps + 1)
            ]
            for one, other in pairwise(between):
                self._join(one, other)

    def _join(self, one: Point, other: Point) -> None:
        a, b, km, line = self._node(one), self._node(other), kilometres(one, other), len(self.lines) - 1
        if a != b:
            self.edges[a].append(_Edge(b, km, line))
            self.edges[b].append(_Edge(a, km, line))

    def _node(self, point: Point) -> Node:
        return round(point[0] / self.snap), round(point[1] / self.snap)

    def point(self, node: Node) -> Point:
        return node[0] * self.snap, node[1] * self.snap


def box_of(lines: Iterable[Line]) -> tuple[float, float, float, float]:
    """Return south, west, north and east, in degrees, of all that lies within JOIN_KM of some lines."""
    points = [point for line in lines for point in line.points]
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    high = JOIN_KM / _KM_A_DEGREE
    wide = high / max(0.1, cos(radians(max(map(abs, lats)))))
    return min(lats) - high, min(lons) - wide, max(lats) + high, max(lons) + wide


def joined_network(lines: Iterable[Line], places: Iterable[Candidate], name: str, snap: float = 1e-5) -> Network:
    """Return the network of towns that the roads of a map serve.

    `places` are populated places with points; `name` becomes the network's name; `snap` says in degrees how near two
    points are one (OpenStreetMap's roads share points; a coarser map may need 0.005).

    Raises:
        KnowledgeError: no road comes near two towns.
    """
    graph = _Graph(snap)
    for line in lines:
        graph.add(line)
    at = _settled(graph, places)
    towns = _towns(at.values())
    ids = dict(zip(at, towns, strict=True))
    pairs = {(one.a, one.b): one for one in _neighbours(graph, {node: town.id for node, town in ids.items()})}
    if not pairs:
        raise KnowledgeError(f"{name}: no road comes within {JOIN_KM:g} km of two towns; give a larger extract")
    used = {town for pair in pairs for town in pair}
    kept = {town.id: town for town in towns if town.id in used}
    countries = Counter(town.country for town in kept.values() if town.country)
    capital = next((ids[node].id for node, one in at.items() if one.importance == 1.0 and ids[node].id in used), None)
    return Network(
        id=_slug(name),
        name=name,
        countries=tuple(code for code, _ in countries.most_common()),
        capital=capital,
        towns=kept,
        roads=tuple(_roads(pairs.values())),
        bridges={bridge.id: bridge for bridge in _bridges(pairs.values())},
    )


def _settled(graph: _Graph, places: Iterable[Candidate]) -> dict[Node, Candidate]:
    """Return the town of each point that has one."""
    cells: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for node in graph.edges:
        lat, lon = graph.point(node)
        cells[int(lat // _CELL), int(lon // _CELL)].append(node)
    found: dict[Node, Candidate] = {}
    for place in places:
        near = _nearest(graph, cells, (place.lat or 0.0, place.lon or 0.0))
        if near is not None and (near not in found or _rank(place) > _rank(found[near])):
            found[near] = place
    return found


def _rank(place: Candidate) -> tuple[int, float]:
    return place.population or 0, place.importance


def _nearest(graph: _Graph, cells: dict[tuple[int, int], list[Node]], point: Point) -> Node | None:
    lat, lon = int(point[0] // _CELL), int(point[1] // _CELL)
    wide = ceil(JOIN_KM / (_KM_A_DEGREE * _CELL * max(0.1, cos(radians(point[0])))))
    best = JOIN_KM
    found: Node | None = None
    for y in range(lat - 1, lat + 2):
        for x in range(lon - wide, lon + wide + 1):
            for node in cells.get((y, x), ()):
                km = kilometres(graph.point(node), point)
                if km <= best:
                    best, found = km, node
    return found


def _towns(places: Iterable[Candidate]) -> list[Town]:
    taken: set[str] = set()
    found = []
    for place in places:
        name = _slug(place.name) or "town"
        number = 2
        while name in taken:
            name = f"{_slug(place.name)}-{number}"
            number += 1
        taken.add(name)
        found.append(
            Town(
                name,
                place.name,
                place.lat or 0.0,
                place.lon or 0.0,
                (place.name,),
                place.geonameid,
                place.country,
                place.admin1,
                place.population,
            )
        )
    return found


def _slug(name: str) -> str:
    return _NOT_LETTER.sub("-", names.fold(name)).strip("-")


def _neighbours(graph: _Graph, at: dict[Node, str]) -> Iterator[Joined]:
    """Search from every town and stop at every other: what is met first is a neighbour."""
    for start, town in at.items():
        far = {start: 0.0}
        before: dict[Node, tuple[Node, _Edge]] = {}
        todo = [(0.0, start)]
        while todo:
            km, node = heapq.heappop(todo)
            if km > far[node]:
                continue
            if node != start and node in at:
                if town < at[node]:
                    yield _joined(graph, before, (start, node), (town, at[node]), km)
                continue
            for edge in graph.edges[node]:
                if km + edge.km < far.get(edge.to, inf):
                    far[edge.to] = km + edge.km
                    before[edge.to] = (node, edge)
                    heapq.heappush(todo, (km + edge.km, edge.to))


def _joined(
    graph: _Graph,
    before: dict[Node, tuple[Node, _Edge]],
    ends: tuple[Node, Node],
    towns: tuple[str, str],
    km: float,
) -> Joined:
    labels: dict[tuple[str | None, str | None], float] = defaultdict(float)
    grades: dict[str, float] = defaultdict(float)
    bridges: list[str] = []
    node = ends[1]
    while node != ends[0]:
        node, edge = before[node]
        line = graph.lines[edge.line]
        grades[line.grade] += edge.km
        labels[line.number, None if line.number else line.name] += edge.km
        if line.bridge and line.bridge not in bridges:
            bridges.append(line.bridge)
    number, name = max(labels, key=lambda one: (one != (None, None), labels[one]))
    grade = max(grades, key=lambda one: (grades[one], -GRADES.index(one)))
    return Joined(*towns, round(km, 1), grade, number, name, tuple(bridges))


def _roads(pairs: Iterable[Joined]) -> Iterator[Road]:
    """Yield roads: the stretches of one label and class, put together as long as they make one line."""
    groups: dict[tuple[str | None, str | None, str], list[Joined]] = defaultdict(list)
    for pair in pairs:
        groups[pair.number, pair.name, pair.grade].append(pair)
    for (number, name, grade), group in groups.items():
        for through in _chains(group) if number or name else ([one.a, one.b] for one in group):
            called = name or number or f"the road from {through[0]} to {through[-1]}"
            yield Road(number, called, grade, tuple(through))


def _chains(group: Sequence[Joined]) -> Iterator[list[str]]:
    around: dict[str, set[str]] = defaultdict(set)
    for one in group:
        around[one.a].add(one.b)
        around[one.b].add(one.a)
    while any(around.values()):
        start = min((town for town in around if around[town]), key=lambda town: (len(around[town]) == 2, town))
        chain = [start]
        while around[chain[-1]]:
            here = chain[-1]
            other = min(around[here])
            around[here].discard(other)
            around[other].discard(here)
            chain.append(other)
        yield chain


def _bridges(pairs: Iterable[Joined]) -> Iterator[Bridge]:
    for one in pairs:
        for name in one.bridges:
            yield Bridge(_slug(f"{name} {one.a} {one.b}"), name, (name,), None, (one.a, one.b))

"""Ways through a road network: what hangs together, the shortest way, and the places that every way must pass.

Breadth-first search, Dijkstra's shortest paths and Tarjan's articulation points are a hundred lines; a graph library
would be the largest dependency for the least of its contents.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from frontline.knowledge.roads.network import Network, Stretch

DETOUR = {"motorway": 1.0, "trunk": 1.25, "primary": 1.6}
"""What a kilometre of a class counts when ways are compared: a judgement of what drivers prefer, not measured."""


@dataclass(frozen=True, slots=True)
class Usable:
    """What somebody can move through: towns, and the bridges that are down."""

    towns: frozenset[str]
    down: frozenset[str] = field(default_factory=frozenset)

    def carries(self, stretch: Stretch) -> bool:
        """Say whether a stretch can be driven: both its ends usable, none of its bridges down."""
        return stretch.a in self.towns and stretch.b in self.towns and self.down.isdisjoint(stretch.bridges)

    def without(self, towns: Iterable[str] = (), bridges: Iterable[str] = ()) -> Usable:
        """Return the same less some towns and bridges."""
        return Usable(self.towns.difference(towns), self.down.union(bridges))


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a way on one road."""

    road: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way between two towns: all towns on it, its length by great circles, and its roads."""

    towns: tuple[str, ...]
    km: float
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Gates:
    """What every way between two towns must pass, in the order of the way: places and bridges."""

    places: tuple[str, ...] = ()
    bridges: tuple[str, ...] = ()


def reach(network: Network, start: str, usable: Usable) -> frozenset[str]:
    """Return the towns that can be reached from a town, itself included; none where it is not usable."""
    if start not in usable.towns:
        return frozenset()
    seen, todo = {start}, [start]
    while todo:
        for town in _next(network, todo.pop(), usable):
            if town not in seen:
                seen.add(town)
                todo.append(town)
    return frozenset(seen)


def components(network: Network, usable: Usable) -> tuple[frozenset[str], ...]:
    """Return the connected sets of usable towns, the largest first."""
    found, left = [], set(usable.towns)
    while left:
        one = reach(network, min(left), usable)
        found.append(one)
        left -= one
    return tuple(sorted(found, key=lambda one: (-len(one), min(one))))


def shortest(network: Network, start: str, end: str, usable: Usable) -> Way | None:
    """Return the way between two towns that drivers would take, by length and class; None where there is none."""
    return way_in(network, tree(network, start, usable, end), start, end)


def tree(network: Network, start: str, usable: Usable, end: str | None = None) -> dict[str, str]:
    """Return the town before each town on the way to it from `start`; towns that cannot be reached are missing.

    With `end` the search stops there.
    """
    best: dict[str, float] = {start: 0.0}
    before: dict[str, str] = {}
    todo = [(0.0, start)] if start in usable.towns else []
    while todo:
        far, town = heapq.heappop(todo)
        if town == end:
            break
        if far > best[town]:
            continue
        for stretch in network.around(town):
            other = stretch.other(town)
            cost = far + stretch.km * DETOUR[stretch.grade]
            if usable.carries(stretch) and cost < best.get(other, inf):
                best[other], before[other] = cost, town
                heapq.heappush(todo, (cost, other))
    return before


def way_in(network: Network, before: dict[str, str], start: str, end: str) -> Way | None:
    """Return the way to a town in the `tree` from `start`; None where it is not in it."""
    return _way(network, before, start, end) if end in before else None


def gates(network: Network, start: str, end: str, usable: Usable) -> Gates:
    """Return the places and bridges each of which alone would cut the ways between two towns.

    Whatever every way must pass lies on the shortest and parts the ground, so only such towns, and the bridges of the
    way, are tried. Empty without a way.
    """
    way = shortest(network, start, end, usable)
    if way is None:
        return Gates()
    bridges = [bridge for stretch in _stretches(network, way.towns) for bridge in stretch.bridges]
    hinges = articulation(network, usable)
    between = [town for town in way.towns[1:-1] if town in hinges]
    return Gates(
        tuple(town for town in between if end not in reach(network, start, usable.without(towns=[town]))),
        tuple(bridge for bridge in bridges if end not in reach(network, start, usable.without(bridges=[bridge]))),
    )


def articulation(network: Network, usable: Usable) -> frozenset[str]:
    """Return the towns whose loss alone would part what hangs together (Tarjan 1972, without recursion)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    found: set[str] = set()
    for root in sorted(usable.towns):
        if root not in order:
            _search(network, usable, root, (order, low, found))
    return frozenset(found)


def _search(
    network: Network, usable: Usable, root: str, state: tuple[dict[str, int], dict[str, int], set[str]]
) -> None:
    """Go through what hangs together with `root` in depth first; `state` is order, low points and what was found."""
    order, low, found = state
    order[root] = low[root] = len(order)
    stack: list[tuple[str, str | None, Iterator[str]]] = [(root, None, iter(_next(network, root, usable)))]
    children = 0
    while stack:
        town, parent, rest = stack[-1]
        other = next(rest, None)
        if other is None:
            stack.pop()
            if parent is not None:
                low[parent] = min(low[parent], low[town])
                if parent != root and low[town] >= order[parent]:
                    found.add(parent)
                children += parent == root
        elif other not in order:
            order[other] = low[other] = len(order)
            stack.append((other, town, iter(_next(network, other, usable))))
        elif other != parent:
            low[town] = min(low[town], order[other])
    if children > 1:
        found.add(root)


def _next(network: Network, town: str, usable: Usable) -> list[str]:
    return [stretch.other(town) for stretch in network.around(town) if usable.carries(stretch)]


def _way(network: Network, before: dict[str, str], start: str, end: str) -> Way:
    towns = [end]
    while towns[-1] != start:
        towns.append(before[towns[-1]])
    towns.reverse()
    on = _stretches(network, towns)
    return Way(
        tuple(towns), round(sum(stretch.km for stretch in on), 1), tuple(_legs([one.roads for one in on], towns))
    )


def _stretches(network: Network, towns: Sequence[str]) -> list[Stretch]:
    return [stretch for one, other in pairwise(towns) if (stretch := network.stretch(one, other))]


def _legs(on: list[tuple[str, ...]], towns: list[str]) -> Iterator[Leg]:
    """Name the roads of a way with as few changes as can be: each time the road that goes on longest."""
    at = 0
    while at < len(on):
        road, end = max(((road, _until(on, road, at)) for road in on[at]), key=lambda pair: pair[1])
        yield Leg(road, towns[at], towns[end])
        at = end


def _until(on: list[tuple[str, ...]], road: str, at: int) -> int:
    while at < len(on) and road in on[at]:
        at += 1
    return at

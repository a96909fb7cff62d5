"""Corridors: what of a side's ground hangs together by road, what is cut off, and what cuts it.

Control is uncertain, so every question is answered twice over the same roads. The *sure* answer counts only places
that a side holds without dispute; the *possible* one also those that it may hold: claimed, contested, stale, partly
held, or never spoken of. A way that is sure is `open`; one that is only possible is `doubtful`, and it is said what
makes it so; one that is not even possible is `cut`. Roads are those of the network: sea, air and tracks are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from frontline.knowledge.roads import Network, Town
from frontline.knowledge.roads.paths import Gates, Usable, Way, articulation, components, gates, reach, shortest, tree
from frontline.records.control import Control, ControlState, Holder

LEAST_SHARE = 0.05
"""From which probability on a side may hold a place that is contested: a judgement, as half of 1 in 10."""
MAJOR = 90_000
"""From how many people on a town is told by name first."""


class Open(StrEnum):
    """Whether a side can drive from one place to another."""

    OPEN = "open"
    DOUBTFUL = "doubtful"
    CUT = "cut"


_RANK = {Open.OPEN: 2, Open.DOUBTFUL: 1, Open.CUT: 0}


def worse(one: Open, other: Open) -> bool:
    """Say whether `one` is less open than `other`."""
    return _RANK[one] < _RANK[other]


@dataclass(frozen=True, slots=True)
class Ground:
    """A road network with who holds its towns on one day, by id of the town; a town that is missing is unknown.

    `down` are ids of bridges that are down, `doubtful` of those that only somebody says are.
    """

    network: Network
    controls: Mapping[str, Control]
    down: frozenset[str] = field(default_factory=frozenset)
    doubtful: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(
        cls,
        network: Network,
        controls: Iterable[Control],
        down: Iterable[str] = (),
        doubtful: Iterable[str] = (),
    ) -> Ground:
        """Put rows of control (one day's, one a place) on the network; of two rows for one town the surer counts."""
        found: dict[str, Control] = {}
        for control in controls:
            town = network.town(control.place)
            if town is not None and (town.id not in found or control.probability > found[town.id].probability):
                found[town.id] = control
        return cls(network, found, frozenset(down), frozenset(doubtful) - frozenset(down))

    def holder(self, town: str) -> Holder | None:
        """Return who holds a town, None where that is not known; who has lost it does not hold it."""
        control = self.controls.get(town)
        return None if control is None or control.state in _NOBODYS else control.holder

    def sides(self) -> tuple[Holder, ...]:
        """Return the sides that hold towns, the one with most of them first."""
        counts: dict[str, int] = {}
        named: dict[str, Holder] = {}
        for town in self.controls:
            holder = self.holder(town)
            if holder is not None:
                counts[holder.id] = counts.get(holder.id, 0) + 1
                named[holder.id] = holder
        return tuple(named[one] for one in sorted(named, key=lambda one: (-counts[one], one)))

    def towns_of(self, side: str) -> tuple[str, ...]:
        """Return the towns that a side holds, surely or not, in the order of the network."""
        return tuple(town for town in self.network.towns if (found := self.holder(town)) and found.id == side)

    def sure(self, side: str | None) -> Usable:
        """Return what a side can surely use; nothing for a side that is not known."""
        towns = frozenset(town for town in self.controls if self._is_sure(town) == side) if side else frozenset()
        return Usable(towns, self.down | self.doubtful)

    def possible(self, side: str | None) -> Usable:
        """Return all that a side may be able to use; for a side that is not known, what no known side surely holds."""
        return Usable(frozenset(town for town in self.network.towns if self._may_hold(town, side)), self.down)

    def state(self, town: str) -> ControlState:
        """Return how a town stands."""
        control = self.controls.get(town)
        return control.state if control is not None else ControlState.UNKNOWN

    def _is_sure(self, town: str) -> str | None:
        control = self.controls[town]
        held = control.state is ControlState.HELD and control.holder is not None and not _shared(control)
        return control.holder.id if held and control.holder else None

    def _may_hold(self, town: str, side: str | None) -> bool:
        control = self.controls.get(town)
        if control is None or control.state is ControlState.UNKNOWN:
            return True
        if side is None:
            return self._is_sure(town) is None
        own = control.holder is not None and control.holder.id == side
        if control.state is ControlState.LOST:
            return not own
        if own or control.holder is None or any(one.id == side for one in control.partly):
            return True
        shares = {one.id: share for one, share in control.shares}
        return control.state is ControlState.CONTESTED and shares.get(side, 0.0) >= LEAST_SHARE


_NOBODYS = frozenset({ControlState.LOST, ControlState.UNKNOWN})


def _shared(control: Control) -> bool:
    """Say whether somebody else than the holder has a part of the place."""
    return any(control.holder is None or one.id != control.holder.id for one in control.partly)


@dataclass(frozen=True, slots=True)
class Connection:
    """How a side gets from one town to another.

    `way` is the sure way where it is open, a possible one where it is doubtful, None where it is cut. `doubts` are
    the towns, and `doubtful_bridges` the bridges, that make a possible way doubtful. `gates` are what every way of
    this kind must pass: each of these alone would cut it.
    """

    side: str | None
    start: str
    end: str
    open: Open
    way: Way | None = None
    doubts: tuple[str, ...] = ()
    doubtful_bridges: tuple[str, ...] = ()
    gates: Gates = field(default_factory=Gates)


def connection(ground: Ground, side: str | None, start: str, end: str) -> Connection:
    """Return how a side gets from one town to another; the two ends are taken as its own.

    For a side that nobody knows no way is sure.
    """
    network, ends = ground.network, (start, end)
    sure = _with(ground.sure(side), ends)
    way = shortest(network, start, end, sure) if side is not None else None
    if way is not None:
        return Connection(side, start, end, Open.OPEN, way, gates=gates(network, start, end, sure))
    possible = _with(ground.possible(side), ends)
    way = shortest(network, start, end, possible)
    if way is None:
        return Connection(side, start, end, Open.CUT)
    doubts = tuple(town for town in way.towns if town not in sure.towns)
    on = {bridge for one in zip(way.towns, way.towns[1:], strict=False) for bridge in _bridges(network, *one)}
    bridges = tuple(sorted(on & ground.doubtful))
    return Connection(side, start, end, Open.DOUBTFUL, way, doubts, bridges, gates(network, start, end, possible))


def trees(ground: Ground, side: str | None, start: str, ends: Iterable[str]) -> dict[Open, dict[str, str]]:
    """Return the trees of a side's ways from `start` over its sure and over its possible ground, `ends` included."""
    towns = [start, *ends]
    found = {Open.DOUBTFUL: tree(ground.network, start, _with(ground.possible(side), towns))}
    if side is not None:
        found[Open.OPEN] = tree(ground.network, start, _with(ground.sure(side), towns))
    return found


def _with(usable: Usable, towns: Iterable[str]) -> Usable:
    return Usable(usable.towns.union(towns), usable.down)


def _bridges(network: Network, one: str, other: str) -> tuple[str, ...]:
    stretch = network.stretch(one, other)
    return stretch.bridges if stretch is not None else ()


@dataclass(frozen=True, slots=True)
class CutOff:
    """Towns of a side that hang together and that the side's main place does not reach.

    `open` is `cut` where no way is even possible, `doubtful` where one is. `besieged` is true where it is cut and no
    border crossing can be reached: there is no way out by road (the sea and the air are not looked at).
    """

    towns: tuple[str, ...]
    open: Open
    besieged: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One side's ground: its main place, its connected areas (sure ones, the largest first), and what is cut off.

    `hinges` are the towns of its areas whose loss alone would part an area.
    """

    holder: Holder
    main: str
    areas: tuple[tuple[str, ...], ...]
    cut_off: tuple[CutOff, ...]
    hinges: tuple[str, ...]


def standings(ground: Ground) -> tuple[Standing, ...]:
    """Return the ground of every side that holds something, the largest first."""
    return tuple(standing(ground, holder) for holder in ground.sides())


def standing(ground: Ground, holder: Holder) -> Standing:
    """Return one side's ground. Raises ValueError where it holds no town of the network."""
    network, sure = ground.network, ground.sure(holder.id)
    return Standing(
        holder=holder,
        main=main_place(ground, holder.id),
        areas=tuple(_ordered(network, part) for part in components(network, sure)),
        cut_off=_cut_off(ground, holder.id, main_place(ground, holder.id)),
        hinges=_ordered(network, articulation(network, sure)),
    )


def main_place(ground: Ground, side: str) -> str:
    """Return the capital where the side holds it, else its most populous town that it surely holds, else holds at all.

    Raises:
        ValueError: the side holds no town.
    """
    network, towns = ground.network, ground.towns_of(side)
    if not towns:
        message = f"{side} holds no town of the network {network.id}"
        raise ValueError(message)
    if network.capital in towns:
        return network.capital
    sure = [town for town in towns if town in ground.sure(side).towns]
    return max(sure or towns, key=lambda town: network.towns[town].population or 0)


def openness(ground: Ground, side: str | None, start: str) -> dict[str, Open]:
    """Return for every town of the network how a side gets there from `start`, both ends taken as its own."""
    found = dict.fromkeys(ground.network.towns, Open.CUT)
    grounds = [(ground.possible(side), Open.DOUBTFUL)] + ([(ground.sure(side), Open.OPEN)] if side is not None else [])
    for usable, state in grounds:
        reached = reach(ground.network, start, _with(usable, [start]))
        for town in reached:
            found[town] = state
            for stretch in ground.network.around(town):
                if usable.down.isdisjoint(stretch.bridges):
                    found[stretch.other(town)] = max(found[stretch.other(town)], state, key=lambda one: _RANK[one])
    return found


def _cut_off(ground: Ground, side: str, main: str) -> tuple[CutOff, ...]:
    network, own, possible = ground.network, set(ground.towns_of(side)), ground.possible(side)
    states = openness(ground, side, main)
    cut = {town for town in own if states[town] is Open.CUT}
    doubtful = {town for town in own if states[town] is Open.DOUBTFUL}
    found = []
    for part in components(network, Usable(possible.towns - reach(network, main, possible), possible.down)):
        way_out = any(network.towns[town].to for town in part)
        if part & cut:
            found.append(CutOff(_ordered(network, part & cut), Open.CUT, besieged=not way_out))
    parts = components(network, Usable(frozenset(doubtful), ground.down | ground.doubtful))
    found += [CutOff(_ordered(network, part), Open.DOUBTFUL, besieged=False) for part in parts]
    return tuple(found)


def _ordered(network: Network, towns: Iterable[str]) -> tuple[str, ...]:
    """Return towns by their number of people, the largest first, unknown numbers last by name."""
    return tuple(sorted(towns, key=lambda town: _size(network.towns[town])))


def _size(town: Town) -> tuple[int, str]:
    return -(town.population or 0), town.name

"""What if: a change of control is put on the ground, and what it does to every side's roads is compared.

A supposition is a claim as any other ("HTS takes Homs", read by the product). It is applied to the control of the day,
nothing else changes, and the ground before and after are asked the same questions. What comes out follows from control
and the road network alone: it says which ways are left, never what an army will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import NamedTuple

from frontline.errors import UsageError
from frontline.knowledge.roads import Network
from frontline.knowledge.roads.paths import Way, way_in
from frontline.records import Claim, Place
from frontline.records.control import Control, ControlPlace, ControlState, Holder
from frontline.situation.corridors import (
    MAJOR,
    Connection,
    CutOff,
    Ground,
    Open,
    connection,
    main_place,
    openness,
    standing,
    trees,
    worse,
)
from frontline.situation.sides import Sides

TAKING = frozenset({"capture", "hold", "repel"})
LEAVING = frozenset({"withdraw", "surrender"})
BREAKING = frozenset({"destroy", "airstrike", "explosive-attack", "shelling", "missile-strike"})
"""Kinds of claims that suppose a change: who acts holds the place, who acts has left it, a bridge is down."""
_ROUTES = 6
"""How many ways that stay open are told for a side."""


@dataclass(frozen=True, slots=True)
class Change:
    """A town that passes from one holder to another, None where nobody known holds it before or after."""

    town: str
    before: Holder | None
    after: Holder | None
    state_before: ControlState


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed: towns with who shall hold them (None: whoever held them has gone), and bridges that are down.

    `claims` are the ids of the claims it was read from; `unplaced` the places of these that the network does not have;
    `leavers` who leaves a town: one that another side holds stays that side's.
    """

    towns: tuple[tuple[str, Holder | None], ...]
    bridges: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    leavers: tuple[tuple[str, Holder], ...] = ()


@dataclass(frozen=True, slots=True)
class Severance:
    """Towns to which the way of a side from its `anchor` changed: how it was and is, for the largest of them.

    `assumed` is true where nobody knows who holds the anchor, and it is taken for the side that loses by the change.
    """

    holder: Holder | None
    anchor: str
    towns: tuple[str, ...]
    before: Connection
    after: Connection
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from a supposition.

    `severed` are the ways lost or made doubtful, `joined` ways that open; `pockets` what is newly cut off without a
    way out; `kept` major towns and crossings that the side which loses most still reaches from its main place.
    """

    supposition: Supposition
    changes: tuple[Change, ...]
    severed: tuple[Severance, ...]
    joined: tuple[Severance, ...]
    pockets: tuple[tuple[Holder, CutOff], ...]
    kept: tuple[Connection, ...]


def suppose(claims: Iterable[Claim], network: Network, sides: Sides, day: date) -> Supposition:
    """Return what claims of a supposed sentence change on a network.

    Captures and holds give the place to who acts; a bridge that is hit is down. What an attack does to a town, and who has a
    bridge, changes nothing. Withdrawals leave the place to nobody known; `leavers` says whose they are.
    """
    towns: dict[str, Holder | None] = {}
    leavers: dict[str, Holder] = {}
    bridges: dict[str, None] = {}
    used, unplaced = [], []
    for claim in claims:
        if not claim.polarity or claim.kind not in TAKING | LEAVING | BREAKING:
            continue
        places = (*claim.roles.place, *claim.roles.origin) if claim.kind in LEAVING else claim.roles.place
        used.append(claim.id)
        for place in places:
            bridge = network.bridge(place.name)
            if bridge is not None and claim.kind not in BREAKING:
                unplaced.append(place.name)
                continue
            if claim.kind in BREAKING:
                bridges |= {bridge.id: None} if bridge is not None else {}
                continue
            found = towns_of(network, place)
            unplaced += [] if found else [place.name]
            holder = _holder(claim, sides, place.country or network.countries[0], day)
            towns.update(dict.fromkeys(found, None if claim.kind in LEAVING else holder))
            if claim.kind in LEAVING and holder is not None:
                leavers.update(dict.fromkeys(found, holder))
    return Supposition(
        tuple(towns.items()), tuple(bridges), tuple(used), tuple(dict.fromkeys(unplaced)), tuple(leavers.items())
    )


def towns_of(network: Network, place: Place) -> tuple[str, ...]:
    """Return the towns that a place of a claim means: the town itself, or those of an area or first-level region."""
    town = network.town(place)
    if town is not None:
        return (town.id,)
    if place.feature in {"region", "area"}:
        area = network.area(place.name) or network.area(place.span.text)
        return area.towns if area is not None else ()
    return ()


def _holder(claim: Claim, sides: Sides, country: str, day: date) -> Holder | None:
    found = (sides.holder(party, country, day) for party in claim.roles.actor)
    return next((holder for holder in found if holder is not None), None)


def applied(ground: Ground, supposition: Supposition) -> Ground:
    """Return the ground as it would be: towns held without dispute by their new holders, bridges down."""
    controls, leavers = dict(ground.controls), dict(supposition.leavers)
    for town, holder in supposition.towns:
        before = ground.holder(town)
        if town in leavers and before is not None and before != leavers[town]:
            continue
        controls[town] = _held(ground, town, holder)
    return replace(ground, controls=controls, down=ground.down.union(supposition.bridges))


def _held(ground: Ground, town: str, holder: Holder | None) -> Control:
    before, it = ground.controls.get(town), ground.network.towns[town]
    place = ControlPlace(it.name, it.geonameid, it.lat, it.lon, country=it.country) if before is None else before.place
    day = before.start if before is not None else date.min
    if holder is None:
        left = before.holder if before is not None else None
        return Control(place, left, ControlState.LOST if left else ControlState.UNKNOWN, 0.0, day, day)
    return Control(place, holder, ControlState.HELD, 1.0, day, day)


def consequences(ground: Ground, supposition: Supposition) -> Consequences:
    """Return what a supposition changes.

    Raises:
        UsageError: it changes nothing on the network.
    """
    if not supposition.towns and not supposition.bridges:
        where = f" ({', '.join(supposition.unplaced)} is not in it)" if supposition.unplaced else ""
        raise UsageError(
            f"nothing that the supposition changes lies in the road network {ground.network.id!r}{where}; "
            "name a town, area or bridge of it: see frontline roads show"
        )
    after = applied(ground, supposition)
    changes = tuple(Change(town, ground.holder(town), holder, ground.state(town)) for town, holder in supposition.towns)
    found = [one for anchor in _anchors(ground, after, changes) for one in _compared(ground, after, anchor)]
    severed = [one for one in found if worse(one.after.open, one.before.open)]
    severed.sort(key=lambda one: (one.after.open is not Open.CUT, -_people(ground, one.towns)))
    joined = [one for one in found if one not in severed]
    return Consequences(
        supposition, changes, tuple(severed), tuple(joined), _pockets(ground, after), _kept(after, severed)
    )


def _people(ground: Ground, towns: Iterable[str]) -> int:
    return sum(ground.network.towns[town].population or 0 for town in towns)


class _Anchor(NamedTuple):
    """From where a side's ways are told; `loses` where a place passes from it to another."""

    side: Holder | None
    town: str
    loses: bool
    assumed: bool = False


def _anchors(ground: Ground, after: Ground, changes: Sequence[Change]) -> list[_Anchor]:
    """Return each side's main place, before the change, or after it where it is lost by it.

    A capital of which nobody knows the holder is taken for the side that loses, where there is one such side.
    """
    losers = {one.before.id: one.before for one in changes if one.before is not None and _turns(one)}
    found = []
    for holder in after.sides():
        before = main_place(ground, holder.id) if ground.towns_of(holder.id) else None
        still = after.holder(before) if before is not None else None
        anchor = before if before and still and still.id == holder.id else main_place(after, holder.id)
        found.append(_Anchor(holder, anchor, holder.id in losers))
    capital = ground.network.capital
    if capital is not None and ground.holder(capital) is None and after.holder(capital) is None:
        loser = next(iter(losers.values())) if len(losers) == 1 else None
        found = [one for one in found if one.side != loser]
        found.append(_Anchor(loser, capital, loses=True, assumed=True))
    return found


def _turns(change: Change) -> bool:
    return change.before is not None and (change.after is None or change.before.id != change.after.id)


def _road(way: Way | None) -> tuple[str, ...]:
    """Return what tells the main road of a way: its first two legs."""
    return tuple(part for leg in way.legs[:2] for part in (leg.road, leg.start)) if way is not None else ()


def _compared(ground: Ground, after: Ground, anchor: _Anchor) -> list[Severance]:
    """Return the towns of a side whose way from its anchor changed, together where it changed in the same way.

    Ways lost go together by the road that they ran on, ways gained by the road that they run on.
    """
    name = anchor.side.id if anchor.side else None
    before, now = openness(ground, name, anchor.town), openness(after, name, anchor.town)
    turned = [
        town for town in _destinations(ground, after, anchor) if town != anchor.town and before[town] is not now[town]
    ]
    grown = {one: trees(place, name, anchor.town, turned) for one, place in ((True, ground), (False, after))}
    groups: dict[tuple[Open, Open, bool, tuple[str, ...]], list[str]] = {}
    for town in turned:
        lost = worse(now[town], before[town])
        way = way_in(ground.network, grown[lost][before[town] if lost else now[town]], anchor.town, town)
        groups.setdefault((before[town], now[town], ground.holder(town) is None, _road(way)), []).append(town)
    found = []
    for towns in groups.values():
        towns.sort(key=lambda town: -(ground.network.towns[town].population or 0))
        was, then = (connection(one, name, anchor.town, towns[0]) for one in (ground, after))
        found.append(Severance(anchor.side, anchor.town, tuple(towns), was, then, anchor.assumed))
    return found


def _destinations(ground: Ground, after: Ground, anchor: _Anchor) -> tuple[str, ...]:
    """Return the towns whose ways a side cares for: those it keeps, and for who loses, large ones nobody is known to hold."""
    network = ground.network
    own = set(ground.towns_of(anchor.side.id)) & set(after.towns_of(anchor.side.id)) if anchor.side else set()
    if anchor.loses:
        own |= {
            town.id
            for town in network.towns.values()
            if (town.population or 0) >= MAJOR and town.id not in ground.controls and town.id not in after.controls
        }
    return tuple(town for town in network.towns if town in own)


def _pockets(ground: Ground, after: Ground) -> tuple[tuple[Holder, CutOff], ...]:
    found = []
    for holder in after.sides():
        old = (
            {frozenset(one.towns) for one in standing(ground, holder).cut_off} if ground.towns_of(holder.id) else set()
        )
        new = (one for one in standing(after, holder).cut_off if one.besieged and frozenset(one.towns) not in old)
        found += [(holder, one) for one in new]
    return tuple(found)


def _kept(after: Ground, severed: Sequence[Severance]) -> tuple[Connection, ...]:
    """Return the ways that the side which loses most keeps from its anchor: to its large towns and to crossings."""
    if not severed:
        return ()
    side, anchor, network = severed[0].holder, severed[0].anchor, after.network
    if side is None:
        return ()
    states = openness(after, side.id, anchor)
    goals = [
        town
        for town in after.towns_of(side.id)
        if town != anchor
        and states[town] is Open.OPEN
        and ((network.towns[town].population or 0) >= MAJOR or network.towns[town].to)
    ]
    grown = trees(after, side.id, anchor, goals)[Open.OPEN]
    near = sorted(goals, key=lambda town: way.km if (way := way_in(network, grown, anchor, town)) else inf)
    return tuple(connection(after, side.id, anchor, town) for town in near[:_ROUTES])

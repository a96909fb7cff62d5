"""Ground: the account of a day put on a road network, with the bridges that claims say are down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frontline.knowledge.roads import Network, Town
from frontline.records import Claim, Stance
from frontline.records.control import ControlPlace
from frontline.situation.account import Account
from frontline.situation.corridors import Ground
from frontline.situation.filing import Filing

BREAKING = frozenset({"destroy"})
"""Kinds of claims that say that a bridge is down. A bridge that was only bombed may stand."""


def ground_at(network: Network, account: Account, filings: Iterable[Filing], day: date) -> Ground:
    """Return who holds the towns of a network on a day.

    A town that no claim speaks of takes what the starting situation says of it, its region or its country. A crossing
    that nobody speaks of is its neighbouring town's, where it has one neighbour. A bridge is down where the outlet says
    so itself, and doubtful where somebody else says so, from the day of which it is said, or of the report.
    """
    spoken = {town.id: place for place in account.places if (town := network.town(place)) is not None}
    silent = (_place(town) for town in network.towns.values() if town.id not in spoken and town.to is None)
    rest = [place for place in silent if account.starting.of(place) is not None]
    ground = Ground.of(network, account.at(day, [*spoken.values(), *rest]), *_bridges(network, filings, day))
    controls = dict(ground.controls)
    for town in network.towns.values():
        stretches = network.around(town.id)
        if town.to is not None and town.id not in controls and len(stretches) == 1:
            neighbour = controls.get(stretches[0].other(town.id))
            if neighbour is not None:
                controls[town.id] = neighbour
    return Ground(network, controls, ground.down, ground.doubtful)


def _place(town: Town) -> ControlPlace:
    return ControlPlace(town.name, town.geonameid, town.lat, town.lon, "town", country=town.country, admin1=town.admin1)


def _bridges(network: Network, filings: Iterable[Filing], day: date) -> tuple[frozenset[str], frozenset[str]]:
    """Return the bridges that are down, and those of which only somebody says so."""
    down, doubtful = set(), set()
    for filing in filings:
        claim = filing.claim
        if claim.kind not in BREAKING or not claim.polarity or not _is_over(claim, filing.published, day):
            continue
        for place in claim.roles.place:
            bridge = network.bridge(place.name)
            if bridge is not None and claim.stance is Stance.ASSERTED:
                down.add(bridge.id)
            elif bridge is not None and claim.stance is Stance.CLAIMED:
                doubtful.add(bridge.id)
    return frozenset(down), frozenset(doubtful)


def _is_over(claim: Claim, published: date | None, day: date) -> bool:
    """Say whether what a claim tells had happened by a day; a claim without any date counts."""
    time = claim.roles.time
    when = (time.start or time.end) if time is not None else None
    return (when or published or day) <= day

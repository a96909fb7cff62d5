"""A small invented war on an invented road network, for the tests of corridors and consequences.

Nord - Mill - Cross - Port - Pier (border)      the trunk road T1 from Cross to Port
                |
               Keep - Hill - Capital - South    the highway H1 runs from Nord to South
                        \\- East - Sands         a desert road
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from frontline.knowledge.roads import Area, Bridge, Network, Road, Town
from frontline.records.control import Control, ControlPlace, ControlState, Holder

DAY = date(2031, 5, 4)
REDS, BLUES = Holder("reds", "the Reds"), Holder("blues", "the Blues")
_POINTS = {
    "nord": (12.0, 10.0), "mill": (11.5, 10.0), "cross": (11.0, 10.0), "port": (11.0, 9.0), "pier": (11.0, 8.9),
    "keep": (10.5, 10.0), "hill": (10.2, 10.0), "capital": (10.0, 10.0), "south": (9.5, 10.0),
    "east": (10.2, 10.8), "sands": (10.2, 11.5),
}  # fmt: skip
_PEOPLE = {"capital": 900_000, "port": 300_000, "cross": 200_000, "nord": 150_000, "south": 100_000}


def network() -> Network:
    """The network drawn above."""
    towns = {
        key: Town(
            key, key.capitalize(), *point, (key.capitalize(),), 1000 + number, "XYZ", "Westland",
            _PEOPLE.get(key), "ABC" if key == "pier" else None,
        )
        for number, (key, point) in enumerate(_POINTS.items())
    }  # fmt: skip
    roads = (
        Road("H1", "the highway", "motorway", ("nord", "mill", "cross", "keep", "hill", "capital", "south")),
        Road("T1", "the port road", "trunk", ("cross", "port", "pier")),
        Road(None, "the desert road", "primary", ("hill", "east", "sands")),
    )
    bridges = {"mill-bridge": Bridge("mill-bridge", "Mill Bridge", ("Mill Bridge",), "the Mill", ("mill", "cross"))}
    areas = {"coast": Area("coast", "the coast", ("the coast", "coast"), ("port",))}
    return Network("westland", "Westland", ("XYZ",), "capital", towns, roads, bridges, areas)


def control(town: str, holder: Holder | None, state: ControlState = ControlState.HELD, **more: object) -> Control:
    """One row of control."""
    it = network().towns[town]
    feature = "crossing" if it.to else "town"
    place = ControlPlace(it.name, it.geonameid, it.lat, it.lon, feature, "XYZ")
    return Control(place, holder, state, 0.9, DAY, DAY, **more)  # type: ignore[arg-type]


def rows(**changed: Control | None) -> list[Control]:
    """Nord and Mill are the Reds', all else the Blues', but for what is `changed`; None leaves a town unknown."""
    held: Mapping[str, Control | None] = {
        **{town: control(town, REDS if town in {"nord", "mill"} else BLUES) for town in _POINTS},
        **changed,
    }
    return [row for row in held.values() if row is not None]

"""Control of an invented week in and around real towns."""

from datetime import date, timedelta

import pytest

from frontline.records.control import Control, ControlPlace, ControlState, Evidence, Holder

NORTH, SOUTH = Holder("north", "Northern Army"), Holder("south", "Southern Front")
FIRST = date(2031, 5, 1)
HOMS = ControlPlace("Homs", 169577, 34.73, 36.71, "city", "SYR", "Homs")
HAMA = ControlPlace("Hama", 170017, 35.13, 36.75, "city", "SYR", "Hama")
RASTAN = ControlPlace("Rastan", None, 34.93, 36.73, "town", "SYR", "Homs")
BRIDGE = ControlPlace("Old Bridge", None, 34.94, 36.74, "crossing", "SYR", "Homs")
NOWHERE = ControlPlace("Qaryat", None, None, None, "village", "SYR", None)


def row(place, holder, state, days=(0, 6), rival=None):
    shares = ((holder, 0.7), *(((rival, 0.3),) if rival else ())) if holder else ()
    start, end = (FIRST + timedelta(days=day) for day in days)
    evidence = (Evidence("c1", 2.0), Evidence("c2", -0.5))
    return Control(place, holder, ControlState(state), 0.7, start, end, start, evidence, shares)


@pytest.fixture
def week():
    return [
        row(HOMS, SOUTH, "held", (0, 2)),
        row(HOMS, SOUTH, "contested", (3, 6), NORTH),
        row(HAMA, NORTH, "held"),
        row(RASTAN, NORTH, "claimed"),
        row(BRIDGE, None, "unknown"),
        row(NOWHERE, NORTH, "stale"),
    ]

"""Corridors: what hangs together, what is cut off, and that doubt stays doubt."""

from __future__ import annotations

import pytest
from grounds import BLUES, REDS, control, network, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.records.control import ControlState
from frontline.situation.corridors import Ground, Open, connection, openness, standing, standings

NET = network()


def ground(**changed: object) -> Ground:
    return Ground.of(NET, rows(**changed))  # type: ignore[arg-type]


def test_a_held_way_is_open_and_says_what_alone_would_cut_it():
    found = connection(ground(), "blues", "capital", "port")
    assert found.open is Open.OPEN
    assert [(leg.road, leg.end) for leg in found.way.legs] == [("H1", "cross"), ("T1", "port")]
    assert found.gates.places == ("hill", "keep", "cross")


@pytest.mark.parametrize(
    "row",
    [
        control("keep", None, ControlState.UNKNOWN),
        control("keep", BLUES, ControlState.CLAIMED),
        control("keep", BLUES, ControlState.STALE),
        control("keep", BLUES, ControlState.CONTESTED, shares=((BLUES, 0.6), (REDS, 0.4))),
        control("keep", REDS, ControlState.CONTESTED, shares=((REDS, 0.6), (BLUES, 0.4))),
        control("keep", REDS, ControlState.LOST),
        control("keep", REDS, ControlState.HELD, partly=(BLUES,)),
        control("keep", BLUES, ControlState.HELD, partly=(REDS,)),
        None,
    ],
    ids=["unknown", "claimed", "stale", "contested", "contested by", "lost by the other", "partly", "shared", "unsaid"],
)
def test_a_way_over_a_place_in_doubt_is_doubtful_and_names_it(row):
    found = connection(ground(keep=row), "blues", "capital", "port")
    assert found.open is Open.DOUBTFUL
    assert found.doubts == ("keep",)


@pytest.mark.parametrize(
    "row",
    [
        control("keep", REDS),
        control("keep", REDS, ControlState.CLAIMED),
        control("keep", BLUES, ControlState.LOST),
        control("keep", REDS, ControlState.CONTESTED, shares=((REDS, 0.99), (BLUES, 0.01))),
    ],
    ids=["held", "claimed", "left", "all but held"],
)
def test_a_way_over_another_sides_place_is_cut(row):
    found = connection(ground(keep=row), "blues", "capital", "port")
    assert found.open is Open.CUT
    assert found.way is None


def test_bridges_cut_where_they_are_down_and_make_doubt_where_that_is_only_said():
    reds = {"cross": control("cross", REDS)}
    down = Ground.of(NET, rows(**reds), down=["mill-bridge"])
    said = Ground.of(NET, rows(**reds), doubtful=["mill-bridge"])
    assert connection(ground(**reds), "reds", "nord", "cross").open is Open.OPEN
    assert connection(down, "reds", "nord", "cross").open is Open.CUT
    found = connection(said, "reds", "nord", "cross")
    assert (found.open, found.doubtful_bridges) == (Open.DOUBTFUL, ("mill-bridge",))


def test_a_side_is_told_by_its_capital_with_its_areas_and_what_is_cut_off():
    found = standing(ground(keep=control("keep", REDS)), BLUES)
    assert found.main == "capital"
    assert [set(area) for area in found.areas] == [
        {"hill", "capital", "south", "east", "sands"},
        {"cross", "port", "pier"},
    ]
    (cut,) = found.cut_off
    assert (cut.towns, cut.open, cut.besieged) == (("port", "cross", "pier"), Open.CUT, False)
    assert set(found.hinges) == {"hill", "capital", "east", "port"}


def test_what_is_cut_off_without_a_border_is_besieged():
    found = standing(ground(east=control("east", REDS)), BLUES)
    (cut,) = found.cut_off
    assert (cut.towns, cut.besieged) == (("sands",), True)
    assert [one.holder for one in standings(ground())] == [BLUES, REDS]


def test_who_has_left_a_place_does_not_hold_it():
    found = ground(east=control("east", BLUES, ControlState.LOST))
    assert found.holder("east") is None
    assert "east" not in found.towns_of("blues")


def test_of_a_side_that_nobody_knows_only_places_without_a_sure_holder_are_possible():
    found = ground(capital=None, hill=None)
    assert connection(found, None, "capital", "hill").open is Open.DOUBTFUL
    assert connection(found, None, "capital", "port").open is Open.CUT


STATES = st.sampled_from([None, *(state for state in ControlState)])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from([REDS, BLUES]), STATES), min_size=11, max_size=11))
def test_what_is_sure_is_possible_and_states_agree_with_ways(choices):
    given_rows = [
        control(town, holder, state)
        for town, (holder, state) in zip(NET.towns, choices, strict=True)
        if state is not None
    ]
    found = Ground.of(NET, given_rows)
    assert found.sure("blues").towns <= found.possible("blues").towns
    assert not found.sure("blues").towns & found.sure("reds").towns
    states = openness(found, "blues", "capital")
    for town in NET.towns:
        if town != "capital":
            assert connection(found, "blues", "capital", town).open is states[town], town

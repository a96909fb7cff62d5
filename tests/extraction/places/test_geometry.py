from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.extraction.places.compass import Bearing, apart
from frontline.extraction.places.distances import distances
from frontline.extraction.places.geometry import bearing_between, destination, disagreement, reach, town_radius
from frontline.knowledge.sphere import kilometres

SOUTH = Bearing(180.0, 45.0)
HERE = (35.0, 36.7)


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(0, 359), st.floats(1, 500))
def test_a_destination_lies_as_far_and_in_the_direction_asked_for(lat, lon, degrees, km):
    end = destination((lat, lon), degrees, km)
    assert kilometres((lat, lon), end) == pytest.approx(km, rel=0.001, abs=0.01)
    assert apart(bearing_between((lat, lon), end), degrees) < 0.5


def test_the_reach_of_a_computed_point_grows_with_rounding_and_with_the_arc_of_the_word():
    forty, about, forty_two = (distances(text)[0] for text in ("40 km", "about 40 km", "42 km"))
    assert reach(forty_two, SOUTH, 2) < reach(forty, SOUTH, 2) < reach(about, SOUTH, 2)
    assert reach(forty, Bearing(180.0, 11.25), 2) < reach(forty, SOUTH, 2)
    assert reach(forty, None, 2) == pytest.approx(47)


@pytest.mark.parametrize(
    ("text", "degrees", "km", "fits"),
    [
        ("40 km", 180, 40, True),
        ("40 km", 180, 25, True),
        ("40 km", 180, 12, False),
        ("40 km", 180, 60, False),
        ("40 km", 250, 40, True),
        ("40 km", 275, 40, False),
        ("40 km", 0, 40, False),
        ("less than 40 km", 180, 3, True),
        ("more than 40 km", 180, 400, True),
    ],
)
def test_what_lies_as_stated_within_rounding_roads_and_the_arc_of_the_word(text, degrees, km, fits):
    end = destination(HERE, degrees, km)
    found = disagreement((HERE, end), distances(text)[0], SOUTH, (1.5, 1.5))
    assert (found is None) == fits


def test_neighbouring_towns_are_not_told_apart_by_direction():
    end = destination(HERE, 0, 4)
    assert disagreement((HERE, end), None, SOUTH, (3, 3)) is None


def test_a_town_is_larger_the_more_people_it_has():
    sizes = [town_radius(people) for people in (None, 500, 50_000, 500_000, 9_000_000)]
    assert sizes == sorted(sizes)
    assert sizes[0] == sizes[1]

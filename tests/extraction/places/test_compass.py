from __future__ import annotations

import pytest

from frontline.extraction.places.compass import apart, bearing


@pytest.mark.parametrize(
    ("words", "degrees", "spread"),
    [
        ("north", 0, 45),
        ("south-west", 225, 22.5),
        ("Southwest", 225, 22.5),
        ("north-northwest", 337.5, 11.25),
        ("south southeast", 157.5, 11.25),
        ("eastern", 90, 45),
        ("north and northeast", 22.5, 67.5),
    ],
)
def test_direction_words_are_a_bearing_with_its_arc(words, degrees, spread):
    assert bearing(words) == (degrees, spread)


@pytest.mark.parametrize("words", ["north and south", "northsouth", "here", "northnorth"])
def test_words_that_give_no_direction(words):
    assert bearing(words) is None


def test_the_angle_between_bearings_goes_through_north():
    assert apart(350, 20) == 30
    assert apart(20, 350) == 30
    assert apart(0, 180) == 180

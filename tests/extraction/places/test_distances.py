from __future__ import annotations

import pytest

from frontline.extraction.places.distances import distances, rounded

CASES = [
    # text, kilometres, low, high (None: open)
    ("another 40 km (24 miles) to the south", 40.0, 35.0, 45.0),
    ("45 kilometres from the bridge", 45.0, 42.5, 47.5),
    ("about 40 km away", 40.0, 30.0, 50.0),
    ("15 - 20 km of track", 17.5, 15.0, 20.0),
    ("between 30 and 35 kilometers east", 32.5, 30.0, 35.0),
    ("within five kilometres of it", 5.0, None, 5.5),
    ("more than 100 km away", 100.0, 87.5, None),
    ("twenty-five miles north", 40.2, 36.2, 44.3),
    ("half a mile off", 0.8, 0.6, 1.0),
    ("a mile from there", 1.6, 0.8, 2.4),
    ("1,200 km long", 1200.0, 1150.0, 1250.0),
    ("a few miles inland", 7.2, 3.2, 11.3),
    ("200 metres from the gate", 0.2, 0.175, 0.225),
    ("10 nautical miles off", 18.5, 16.2, 20.8),
]


@pytest.mark.parametrize(("text", "km", "low", "high"), CASES)
def test_a_figure_with_the_range_that_its_rounding_leaves(text, km, low, high):
    (found,) = distances(text)
    assert found.km == pytest.approx(km, abs=0.06)
    for bound, wanted in ((found.low, low), (found.high, high)):
        assert bound is None if wanted is None else bound == pytest.approx(wanted, abs=0.06)


@pytest.mark.parametrize(
    "text",
    [
        "400 km2 of land",
        "at 80 km/h",
        "80 kilometres per hour",
        "100 square kilometres",
        "within miles (km) of it",
        "route 66",
    ],
)
def test_areas_speeds_and_figures_that_are_missing_are_no_distances(text):
    assert distances(text) == ()


@pytest.mark.parametrize(
    "text", ["40 km (24 miles)", "40 km (25 miles)", "320 kilometers (200 miles)", "90 miles (150 km)"]
)
def test_two_units_of_one_distance_agree_within_rounding(text):
    assert not distances(text)[0].disagrees


@pytest.mark.parametrize("text", ["40 km (34 miles)", "10 miles (6 km)", "70 kilometres (20 miles)"])
def test_two_units_that_are_not_one_distance_disagree(text):
    assert distances(text)[0].disagrees


def test_the_span_is_that_of_both_figures():
    text = "It lies 40 km (24 miles) south of here."
    (found,) = distances(text)
    assert text[found.start : found.end] == "40 km (24 miles)"


@pytest.mark.parametrize(("value", "off"), [(40, 5), (45, 2.5), (42, 1.68), (3, 0.5), (100, 12.5), (0, 0)])
def test_rounding_is_seen_in_the_last_digit(value, off):
    assert rounded(value) == pytest.approx(off, abs=0.01)

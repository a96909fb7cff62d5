from itertools import combinations

import numpy as np
import pytest
from tests.pictures.conftest import NORTH, SOUTH

from frontline.pictures.palette import LAND, NOBODY, SIDES, Palette, tint
from frontline.records.control import Holder

# How dichromats see linear sRGB: Viénot, Brettel and Mollon (1999).
_SEEN = {
    "all colours": np.eye(3),
    "no red": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "no green": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, eyes):
    value = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = _XYZ @ np.clip(_SEEN[eyes] @ linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("eyes", _SEEN)
def test_the_first_six_sides_are_told_apart_by_everybody(eyes):
    for one, other in combinations(SIDES[:6], 2):
        assert np.linalg.norm(lab(one, eyes) - lab(other, eyes)) > 12, (one, other)


@pytest.mark.parametrize("eyes", _SEEN)
def test_even_a_pale_area_is_told_from_the_land(eyes):
    for side in SIDES:
        assert np.linalg.norm(lab(tint(side, 0.34), eyes) - lab(LAND, eyes)) > 5, side


def test_who_holds_most_comes_first_and_a_side_beyond_the_palette_is_grey(week):
    palette = Palette.of(week)
    assert list(palette.names.values()) == ["Northern Army", "Southern Front"]
    assert palette.colour("south") == SIDES[1]
    assert palette.colour("nobody of the kind") == palette.colour(None) == NOBODY


def test_a_tint_of_one_is_the_colour_and_of_none_is_white():
    assert tint("#0072B2", 1) == "#0072B2"
    assert tint("#0072B2", 0) == "#FFFFFF"


def test_all_pictures_of_an_account_give_a_side_one_colour(week):
    told = {SOUTH: 9, NORTH: 2, Holder("east", "Eastern League"): 5}
    palette = Palette.of(week, told)
    assert list(palette.names) == ["south", "north"]
    assert [palette.colour(side) for side in ("south", "east", "north")] == list(SIDES[:3])
    assert Palette.of(week[:1], told).colour("south") == SIDES[0]

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.pictures.partition import cells

LAND = shapely.box(-200, -200, 200, 200)
POINTS = st.lists(st.tuples(*[st.integers(-150, 150).map(float)] * 2), min_size=1, max_size=12, unique=True)


@settings(max_examples=40, deadline=None)
@given(POINTS, st.tuples(*[st.floats(-190, 190)] * 2))
def test_a_spot_belongs_to_its_nearest_place_and_to_none_that_is_out_of_reach(points, spot):
    areas = cells(points, LAND, 40.0)
    distances = [shapely.Point(spot).distance(shapely.Point(point)) for point in points]
    for area, distance in zip(areas, distances, strict=True):
        clearly_nearest = distance < min((one for one in distances if one is not distance), default=1e9) - 1e-6
        if area.contains(shapely.Point(spot)):
            assert distance <= min(distances) + 1e-6
            assert distance <= 40.0
        elif clearly_nearest:
            assert distance > 39.8  # the circle has corners


def test_areas_end_at_the_shore_and_never_overlap():
    shore = shapely.box(0, -200, 200, 200)
    left, right = cells([(-5.0, 0.0), (20.0, 0.0)], shore, 30.0)
    assert shore.contains(left.buffer(-1e-9))
    assert left.intersection(right).area < 1e-6


def test_of_places_on_one_spot_the_first_has_the_land():
    first, second = cells([(0.0, 0.0), (0.0, 0.0)], LAND, 30.0)
    assert first.area > 2_000
    assert second.is_empty

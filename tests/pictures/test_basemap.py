import pytest
import shapely

from frontline.pictures.basemap import load_basemap


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [(36.3, 33.5, "Syria"), (30.5, 50.45, "Ukraine"), (32.55, 15.5, "Sudan"), (-74.1, 4.6, "Colombia"), (96.1, 21.9, "Myanmar")],
)  # fmt: skip
def test_a_city_lies_in_its_country(lon, lat, country):
    found = load_basemap().countries((lon - 1, lat - 1, lon + 1, lat + 1))
    assert [one.name for one in found if one.shape.contains(shapely.Point(lon, lat))] == [country]


def test_a_box_within_a_country_finds_it_and_is_filled_by_it():
    (only,) = load_basemap().countries((24.0, 12.5, 24.2, 12.7))
    assert only.shape.area == pytest.approx(0.04, rel=1e-6)


def test_the_open_sea_has_no_country():
    assert load_basemap().countries((-40.0, 30.0, -39.0, 31.0)) == []


@pytest.mark.parametrize("box", [(-25, -40, 60, 60), (60, -45, 179, 60), (-180, -60, -25, 80)])
def test_every_country_of_a_continent_has_a_shape(box):
    assert len(load_basemap().countries(box)) > 20

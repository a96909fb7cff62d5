from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from frontline.extraction.datelines import at_its_dateline
from frontline.knowledge.shipped import shipped
from frontline.knowledge.zones import zone_of
from frontline.records import Report

LATE = datetime(2024, 12, 6, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "point", "zone"),
    [
        ("SY", (33.51, 36.29), "Asia/Damascus"),
        ("RU", (43.12, 131.89), "Asia/Vladivostok"),
        ("CD", (-1.68, 29.22), "Africa/Maputo"),  # Goma keeps the time of the east, not that of Kinshasa
        ("US", (34.05, -118.24), "America/Los_Angeles"),
    ],
)
def test_a_place_has_the_zone_of_the_nearest_city_of_its_country(country, point, zone):
    assert str(zone_of(country, *point)) == zone


def test_a_country_that_the_table_lacks_has_no_zone():
    assert zone_of("XX", 0.0, 0.0) is None


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        (("MANILA",), date(2024, 12, 7)),
        (("Washington", "Kabul"), date(2024, 12, 6)),
        (("Qwxyzburg",), date(2024, 12, 6)),
        ((), date(2024, 12, 6)),
    ],
)
def test_the_day_of_a_report_is_that_of_its_dateline(dateline, day):
    report = Report("r1", "", published=LATE, dateline=dateline)
    found = at_its_dateline(report, shipped().gazetteer)
    assert found.published_day == day
    assert found.published == LATE  # one instant, told in another zone


@pytest.mark.parametrize("published", [None, date(2024, 12, 6), LATE.replace(tzinfo=None)])
def test_a_day_or_an_instant_without_a_zone_stays_as_it_is(published):
    report = Report("r1", "", published=published, dateline=("MANILA",))
    assert at_its_dateline(report, shipped().gazetteer) is report

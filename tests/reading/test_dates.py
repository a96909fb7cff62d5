from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.errors import ReadingError
from frontline.reading.dates import read_date

DAY = date(2024, 12, 6)
NOON = datetime(2024, 12, 6, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2024-12-06", DAY),
        ("20241206", DAY),
        ("2024/12/06", DAY),
        ("6 December 2024", DAY),
        ("6th of December 2024", DAY),
        ("December 6, 2024", DAY),
        ("Dec. 6, 2024", DAY),
        ("Friday, 6 December 2024", DAY),
        ("Fri, 06 Dec 2024 14:05:00 GMT", NOON),
        ("14:05 GMT, 6 Dec 2024", NOON),
        ("6 December 2024 at 2:05 p.m. UTC", NOON),
        ("2024-12-06T14:05:00Z", NOON),
        ("2024-12-06 14:05 UTC", NOON),
        ("2024-12-06T14:05:00", DAY),
        ("Dec 6, 2024, 9:05 AM EST", DAY),
        ("6 December 2024 16:05 +0200", datetime(2024, 12, 6, 16, 5, tzinfo=timezone(timedelta(hours=2)))),
        ("13/12/2024", date(2024, 12, 13)),
        ("12/13/2024", date(2024, 12, 13)),
        (1733493900, NOON),
        (1733493900000, NOON),
    ],
)
def test_dates_are_read_as_they_stand(words, moment):
    assert read_date(words) == moment
    assert type(read_date(words)) is type(moment)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("06/12/2024", "day or month first"),
        ("December 6", "no year"),
        ("6 Dec", "no year"),
        ("yesterday", "no date"),
        ("", "no date"),
        ("31 February 2024", "no day of the calendar"),
        ("2024-13-40", "no date"),
        ("Monday, 6 December 2024", "was a Friday"),
        ("0001-01-01", "plausible"),
        ("6 December 2024 in Homs", "not only a date"),
        (7, "no date"),
        (True, "no date"),
        (float("nan"), "no date"),
    ],
)
def test_what_is_no_whole_date_is_refused_with_the_reason(words, why):
    with pytest.raises(ReadingError, match=why):
        read_date(words)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_survives_being_written_in_any_of_our_styles(day):
    for style in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%A %d %B %Y", "%Y/%m/%d"):
        assert read_date(day.strftime(style)) == day


@given(st.text(max_size=40))
def test_no_text_makes_the_date_reader_fail_otherwise(words):
    with suppress(ReadingError):
        assert 1800 <= read_date(words).year <= 2200

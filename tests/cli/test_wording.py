"""The words of the situation report for places that are told by other places."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from frontline.cli.output import sign
from frontline.cli.wording import headline, span_of_days
from frontline.records import Anchor, Claim, Maker, Place, Relation, Roles, Span, Stance

HAMA = Anchor("Hamah", "city", 170017, 35.13, 36.75, "SYR")


def claim(text: str, place: dict[str, object]) -> Claim:
    span = Span("r0", 0, len(text), text)
    roles = Roles(place=(Place(span, **place),))
    maker = Maker("test", "0", "0", "0")
    return Claim(
        id="c0", report="r0", kind="shelling", stance=Stance.ASSERTED, tense="past", polarity=True, trigger=span,
        evidence=span, roles=roles, counts=(), sources=(), confidence=1.0, maker=maker,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "printed"),
    [
        (
            "40 km (24 miles) south of Hama",
            {"name": "40 km (24 miles) south of Hama", "feature": "area", "precision": "near", "lat": 34.77, "lon": 36.75,
             "radius_km": 24.4, "relation": Relation("distance", "sector", (HAMA,), computed=True)},
            "40 km (24 miles) south of Hama [point computed, within 24 km]",
        ),
        (
            "between Hama and Homs",
            {"name": "between Hama and Homs", "feature": "area", "precision": "region", "relation": Relation("between", "line", (HAMA,))},
            "between Hama and Homs [no point]",
        ),
        (
            "south of Hama",
            {"name": "Hamah", "feature": "city", "precision": "near", "lat": 35.13, "lon": 36.75, "relation": Relation("direction", "sector", (HAMA,))},
            "south of Hama (Hamah) [point of Hamah]",
        ),
        (
            "Hama",
            {"name": "Hamah", "feature": "city", "precision": "near", "lat": 35.13, "lon": 36.75, "relation": Relation("near", "circle", (HAMA,))},
            "near Hama (Hamah)",
        ),
        ("Hama", {"name": "Hama", "feature": "city", "precision": "exact", "lat": 35.13, "lon": 36.75}, "at Hama"),
    ],
)  # fmt: skip
def test_no_computed_point_is_printed_as_a_reported_one(text, place, printed):
    assert headline(claim(text, place)).plain == printed


@pytest.mark.parametrize(("encoding", "signs"), [("utf-8", "●━✕"), ("ascii", "*=x")])
def test_signs_are_plain_where_the_console_has_no_unicode(encoding: str, signs: str) -> None:
    console = Console(file=io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert sign(console, "●━✕") == signs


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 12, 6), date(2024, 12, 6), "6 December 2024"),
        (date(2024, 12, 4), date(2024, 12, 9), "4 to 9 December 2024"),
        (date(2024, 11, 27), date(2024, 12, 8), "27 November to 8 December 2024"),
        (date(2024, 12, 27), date(2025, 1, 8), "27 December 2024 to 8 January 2025"),
    ],
)
def test_a_range_of_days_says_each_month_and_year_once(first: date, last: date, words: str) -> None:
    assert span_of_days(first, last) == words

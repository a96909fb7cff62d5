"""The words of the situation report for places that are told by other places."""

from __future__ import annotations

import pytest

from frontline.cli.wording import headline
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

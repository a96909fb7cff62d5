"""Precision classes of ACLED and UCDP."""

from __future__ import annotations

import pytest

from frontline.coding.precision import finest, precision_classes
from frontline.records import Anchor, Place, Relation, Span

SPAN = Span("r0", 0, 1, "x")
ENDS = (Anchor("A", "town"), Anchor("B", "town"))


def place(
    precision: str,
    feature: str = "town",
    country: str | None = "SYR",
    relation: Relation | None = None,
    name: str = "X",
) -> Place:
    return Place(SPAN, name, feature, precision, country=country, relation=relation)


@pytest.mark.parametrize(
    ("precision", "acled", "ucdp"),
    [
        ("exact", 1, 1),
        ("near", 2, 2),
        ("admin2", 2, 3),
        ("admin1", 3, 4),
        ("region", 3, 5),
        ("country", None, 6),
        ("unknown", None, 6),
    ],
)
def test_the_table_of_the_docstring(precision, acled, ucdp):
    assert precision_classes(place(precision)) == (acled, ucdp)


def test_what_is_nowhere_is_not_coded():
    assert precision_classes(place("unknown", country=None)) == (None, None)
    assert finest(()) == (None, None)


@pytest.mark.parametrize(("km", "acled"), [(20.0, 2), (200.0, 3), (None, 3)])
def test_a_line_is_linear_to_ucdp_and_small_to_acled_when_it_is_short(km, acled):
    line = Relation("between", "line", ENDS, low_km=km)
    assert precision_classes(place("region", "area", relation=line)) == (acled, 5)


def test_what_is_off_a_coast_or_at_sea_is_water():
    offshore = Relation("offshore", "circle", ENDS[:1])
    assert precision_classes(place("near", "area", relation=offshore)).ucdp == 7
    assert precision_classes(place("region", "area", None, name="Black Sea")).ucdp == 7


def test_the_best_known_place_counts():
    assert finest([place("admin1"), place("exact"), place("unknown", country=None)]) == (1, 1)

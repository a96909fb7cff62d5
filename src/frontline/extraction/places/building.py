"""Building places from what was chosen, with a precision that says what the point stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontline.extraction.places.geometry import town_radius
from frontline.extraction.places.page import Toponym
from frontline.extraction.places.resolving import Resolution
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.names import plain
from frontline.records import Anchor, Place, Relation, Span

_SETTLEMENTS = frozenset({"city", "town", "village"})
_ASKED_FEATURES = {"admin1": "region", "admin2": "region"}
NEAR_KM = 25.0
"""How far "near" reaches: the small area about a town that UCDP's second class of precision stands for."""
_EDGE_KM = 5.0
"""How far beyond a town its outskirts and suburbs reach."""


def named_place(span: Span, toponym: Toponym, chosen: Candidate, kind: str | None = None) -> Place:
    """Return the place of a resolved name; `kind` says what it is to the name: "near", "outskirts", "part", ...

    A part of a country or of a region without an edge ("eastern Syria") has no point and the precision "region";
    what is near a settlement, or in a part of it, has the settlement's point and the precision "near".
    """
    name, feature, precision = plain(chosen.name, chosen.country), chosen.feature, chosen.precision
    lat, lon = chosen.lat, chosen.lon
    loose = toponym.vicinity or toponym.direction
    if loose and precision == "exact":
        precision = "near"
    elif loose and precision in {"country", "region"}:
        name, feature, precision, lat, lon = _part_name(span, toponym, name), "region", "region", None, None
    place = Place(
        span=span,
        name=name,
        feature=feature,
        precision=precision,
        geonameid=chosen.geonameid,
        lat=lat,
        lon=lon,
        country=chosen.country,
        admin1=plain(chosen.admin1, chosen.country) if chosen.admin1 else None,
    )
    return _framed(place, kind, chosen) if kind is not None and loose else place


def anchor(chosen: Candidate) -> Anchor:
    """Return a candidate as the anchor of a relation."""
    name = plain(chosen.name, chosen.country)
    return Anchor(name, chosen.feature, chosen.geonameid, chosen.lat, chosen.lon, chosen.country)


def _framed(place: Place, kind: str, chosen: Candidate) -> Place:
    """Say of a place that it is near a settlement, at its edge, or a part of it or of an area."""
    inside = kind == "part" or chosen.precision != "exact"
    relation = Relation(kind, "part" if inside else "circle", (anchor(chosen),))
    if chosen.precision != "exact":
        return replace(place, relation=relation)
    town = town_radius(chosen.population)
    edges = {"part": town, "outskirts": town + _EDGE_KM, "suburb": town + _EDGE_KM}
    return replace(place, relation=relation, radius_km=edges.get(kind, max(NEAR_KM, town + _EDGE_KM)))


def unresolved_place(span: Span, toponym: Toponym) -> Place:
    """Return the place of a name that the gazetteer does not have: its own words, and nothing invented."""
    asked = toponym.asked or "area"
    return Place(span=span, name=toponym.name, feature=_ASKED_FEATURES.get(asked, asked), precision="unknown")


def described_place(
    span: Span, name: str, feature: str, links: Sequence[tuple[str, Resolution]], *, vague: bool = False
) -> Place:
    """Return a place that a noun describes; `links` are the resolved names in it and how they bear on it.

    The point of a settlement named in the description is given with the precision "near". A border ("with Iraq")
    belongs to no country. Without a settlement there is no point: an area that is bounded in some way is a region,
    anything else is unknown.
    """
    inside = [resolution.chosen for link, resolution in links if link != "border"]
    settlement = next((each for each in inside if each.feature in _SETTLEMENTS and each.lat is not None), None)
    if settlement is not None:
        return _beside(span, name, feature, settlement)
    countries = {each.country for each in inside if each.country}
    wide = next((each for each in inside if each.country), None) if len(countries) == 1 else None
    bounded = feature == "area" and not vague
    return Place(
        span=span,
        name=name,
        feature=feature,
        precision="region" if bounded else "unknown",
        country=wide.country if wide else None,
        admin1=wide.admin1 if wide else None,
    )


def at_home(place: Place, home: str | None) -> Place:
    """Return a bounded area without a name ("the eastern desert") in the country that the report is about."""
    return replace(place, country=home) if place.feature == "area" and place.precision == "region" else place


def _beside(span: Span, name: str, feature: str, settlement: Candidate) -> Place:
    return Place(
        span=span,
        name=name,
        feature=feature,
        precision="near",
        lat=settlement.lat,
        lon=settlement.lon,
        country=settlement.country,
        admin1=settlement.admin1,
    )


def _part_name(span: Span, toponym: Toponym, name: str) -> str:
    """Return the words of the text for a part of a country, such as "eastern Syria"."""
    words = " ".join(span.text.split())
    return words if toponym.name in words else name

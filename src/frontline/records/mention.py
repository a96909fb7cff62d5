"""Mentions: the things that a claim's roles hold, each with the words that name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontline.records.span import Span


@dataclass(frozen=True, slots=True)
class Link:
    """One step from a mention to its party: earlier words that it stands for, and how those came to the party."""

    span: Span
    via: str


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient. Never dropped: without a registry entry `id` is None and `name` is its own words.

    `type` is one of `frontline.knowledge.actors.PARTY_TYPES` ("state-forces", "rebel", "militia",
    "civilians", ...); `country` is an ISO 3166-1 alpha-3 code; `wikidata` a Q number. `via` says how the
    mention came to its party ("name", "alias", "short form", "description", "apposition", "metonym", "pronoun",
    "own words"), and `chain` through which other words of the report it did, the nearest first: "they" through "the
    group" through "HTS". A party that the registry lacks has the fullest name that the report gives it.
    """

    span: Span
    name: str
    type: str
    id: str | None = None
    country: str | None = None
    wikidata: str | None = None
    via: str = "own words"
    chain: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named place by which a text tells of another one; `lat` and `lon` are None where it stands for no point."""

    name: str
    feature: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How a place lies to the anchors by which its report tells of it: "40 km (24 miles) south of Hama".

    `kind` is one of `frontline.knowledge.relation_words.KINDS` ("near", "distance", "direction", "between", "road",
    "border", ...). `shape` is what the place is on a map: a "circle" about the first anchor's point, a "sector" or a
    "ring" of it, a "line" through the anchors, a "part" of the first anchor's area, or "unknown". `bearing` is in
    degrees clockwise from north, from the first anchor to the place, and `spread` how far it may be off on either side;
    `distance_km` is as stated, between `low_km` and `high_km` once rounding is allowed for; a line has the straight
    way between its ends as `low_km`. `computed` says that the place's point was calculated from anchor, distance and
    bearing: it stands in no report.
    """

    kind: str
    shape: str
    anchors: tuple[Anchor, ...] = ()
    bearing: float | None = None
    spread: float | None = None
    distance_km: float | None = None
    low_km: float | None = None
    high_km: float | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym or a described place. `lat` and `lon` (degrees, WGS 84) are None where no point is honest.

    `feature` is city, town, village, facility, crossing, road, region, country or area; `precision` is
    exact, near, admin2, admin1, region, country or unknown. `relation` is how the text tells of it by other places, None
    where it names the place itself; `radius_km` is how far from the point the place may lie, None where that is unknown
    or there is no point.
    """

    span: Span
    name: str
    feature: str
    precision: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    radius_km: float | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX, resolved to an interval of days, both ends included; None where an end is not known.

    `span` is None when the report gives no expression and the time is that of the report itself.
    `precision` is hour, day, days, week, month, year, vague or unknown.
    """

    span: Span | None
    start: date | None
    end: date | None
    precision: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people (or things) as an interval; None is unknown and is not 0."""

    span: Span
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain of who says so.

    `kind` is outlet, agency, issuer (the party whose own statement the report is), official, military, armed-group,
    witness, resident, monitor, aid-organisation, media, analyst, post or unnamed. `affiliation` is an actor id. `people` is the
    number of sources the words speak of ("two Syrian military sources": 2), None when they do not say.
    """

    text: str
    kind: str
    span: Span | None = None
    affiliation: str | None = None
    people: int | None = None
    anonymous: bool = False

"""Mentions: the things that a claim's roles hold, each with the words that name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontline.records.span import Span


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient. Never dropped: without a registry entry `id` is None and `name` is its own words.

    `type` is one of `frontline.knowledge.actors.PARTY_TYPES` ("state-forces", "rebel", "militia",
    "civilians", ...); `country` is an ISO 3166-1 alpha-3 code; `wikidata` a Q number. `via` says how the
    mention came to its party ("name", "alias", "description", "pronoun", "own words").
    """

    span: Span
    name: str
    type: str
    id: str | None = None
    country: str | None = None
    wikidata: str | None = None
    via: str = "own words"


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym or a described place. `lat` and `lon` (degrees, WGS 84) are None where no point is honest.

    `feature` is city, town, village, facility, crossing, road, region, country or area; `precision` is
    exact, near, admin2, admin1, region, country or unknown.
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

    `kind` is outlet, agency, official, military, armed-group, witness, resident, monitor,
    aid-organisation, media, analyst, post or unnamed. `affiliation` is an actor id. `people` is the
    number of sources the words speak of ("two Syrian military sources": 2), None when they do not say.
    """

    text: str
    kind: str
    span: Span | None = None
    affiliation: str | None = None
    people: int | None = None
    anonymous: bool = False

"""Claims as JSON: the output contract (data/claim.schema.json), and back.

The contract's objects are open; beside what it asks for, a claim carries `tense`, `polarity`, `cargo`,
`reason`, `maker`, on parties `via` and `chain`, on sources `people`, on places `radius_km` and `relation`, and on codes the classes of precision, so that `claim_from_json(claim_to_json(x))`
gives `x` again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from frontline.records.claim import Claim, CodedClaim, Codes, Roles, Stance
from frontline.records.maker import Maker
from frontline.records.mention import Anchor, Count, Link, Party, Place, Relation, Source, Time
from frontline.records.report import Report
from frontline.records.span import Span

Json = dict[str, Any]
"""A JSON object."""

_PLACES = ("place", "origin", "destination")
_SPANS = ("instrument", "cargo", "reason")


@cache
def claim_schema() -> Json:
    """Return the JSON Schema that every line of `frontline read --format jsonl` keeps to."""
    text = (files("frontline.records") / "data" / "claim.schema.json").read_text(encoding="utf-8")
    schema: Json = json.loads(text)
    return schema


def report_to_json(report: Report) -> Json:
    """Return what is known about a report, without its text."""
    return {
        "id": report.id,
        "path": report.path,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "outlet": report.outlet,
        "agency": report.agency,
        "byline": list(report.byline),
        "dateline": list(report.dateline),
        "url": report.url,
        "language": report.language,
    }


def claim_to_json(coded: CodedClaim, report: Report) -> Json:
    """Return one claim as the contract asks for it."""
    claim, roles, codes = coded.claim, coded.claim.roles, coded.codes
    return {
        "claim": claim.id,
        "report": report_to_json(report),
        "kind": claim.kind,
        "stance": claim.stance.value,
        "tense": claim.tense,
        "polarity": claim.polarity,
        "trigger": _span(claim.trigger),
        "evidence": _span(claim.evidence),
        "actor": [_party(party) for party in roles.actor],
        "recipient": [_party(party) for party in roles.recipient],
        **{key: [_place(place) for place in getattr(roles, key)] for key in _PLACES},
        **{key: [_span(span) for span in getattr(roles, key)] for key in _SPANS},
        "time": _time(roles.time),
        "counts": {name: _count(count) for name, count in claim.counts},
        "sources": [_source(source) for source in claim.sources],
        "codes": {
            "plover": codes.plover,
            "plover_mode": codes.plover_mode,
            "acled": codes.acled,
            "cameo": codes.cameo,
            "ucdp": codes.ucdp,
            "acled_geo_precision": codes.acled_geo_precision,
            "ucdp_where_prec": codes.ucdp_where_prec,
        },
        "confidence": claim.confidence,
        "maker": {
            "stage": claim.maker.stage,
            "version": claim.maker.version,
            "model": claim.maker.model,
            "codebook": claim.maker.codebook,
        },
    }


def claim_from_json(data: Mapping[str, Any]) -> CodedClaim:
    """Return the claim that a line written by `claim_to_json` holds.

    Raises:
        KeyError, ValueError: the object is not such a line.
    """
    report = data["report"]["id"]
    places = {key: tuple(_place_from(report, place) for place in data[key]) for key in _PLACES}
    spans = {key: tuple(_span_from(report, span) for span in data[key]) for key in _SPANS}
    roles = Roles(
        actor=tuple(_party_from(report, party) for party in data["actor"]),
        recipient=tuple(_party_from(report, party) for party in data["recipient"]),
        place=places["place"],
        origin=places["origin"],
        destination=places["destination"],
        instrument=spans["instrument"],
        cargo=spans["cargo"],
        reason=spans["reason"],
        time=_time_from(report, data["time"]),
    )
    claim = Claim(
        id=data["claim"],
        report=report,
        kind=data["kind"],
        stance=Stance(data["stance"]),
        tense=data["tense"],
        polarity=data["polarity"],
        trigger=_span_from(report, data["trigger"]),
        evidence=_span_from(report, data["evidence"]),
        roles=roles,
        counts=tuple((name, _count_from(report, count)) for name, count in data["counts"].items()),
        sources=tuple(_source_from(report, source) for source in data["sources"]),
        confidence=data["confidence"],
        maker=Maker(**data["maker"]),
    )
    return CodedClaim(claim, Codes(**data["codes"]))


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _span_from(report: str, data: Mapping[str, Any]) -> Span:
    return Span(report, data["start"], data["end"], data["text"])


def _party(party: Party) -> Json:
    return {
        "text": party.span.text,
        "span": _span(party.span),
        "id": party.id,
        "name": party.name,
        "type": party.type,
        "country": party.country,
        "wikidata": party.wikidata,
        "via": party.via,
        "chain": [{**_span(link.span), "via": link.via} for link in party.chain],
    }


def _party_from(report: str, data: Mapping[str, Any]) -> Party:
    fields = {key: data[key] for key in ("name", "type", "id", "country", "wikidata", "via")}
    chain = tuple(Link(_span_from(report, link), link["via"]) for link in data["chain"])
    return Party(span=_span_from(report, data["span"]), chain=chain, **fields)


_PLACE_FIELDS = ("name", "feature", "precision", "geonameid", "lat", "lon", "country", "admin1", "radius_km")
_RELATION_FIELDS = ("kind", "shape", "bearing", "spread", "distance_km", "low_km", "high_km", "computed")
_ANCHOR_FIELDS = ("name", "feature", "geonameid", "lat", "lon", "country")


def _place(place: Place) -> Json:
    return {
        "text": place.span.text,
        "span": _span(place.span),
        **{key: getattr(place, key) for key in _PLACE_FIELDS},
        "relation": _relation(place.relation) if place.relation else None,
    }


def _place_from(report: str, data: Mapping[str, Any]) -> Place:
    fields = {key: data[key] for key in _PLACE_FIELDS}
    relation = _relation_from(data["relation"]) if data["relation"] else None
    return Place(span=_span_from(report, data["span"]), relation=relation, **fields)


def _relation(relation: Relation) -> Json:
    return {
        **{key: getattr(relation, key) for key in _RELATION_FIELDS},
        "anchors": [{key: getattr(anchor, key) for key in _ANCHOR_FIELDS} for anchor in relation.anchors],
    }


def _relation_from(data: Mapping[str, Any]) -> Relation:
    anchors = tuple(Anchor(**anchor) for anchor in data["anchors"])
    return Relation(anchors=anchors, **{key: data[key] for key in _RELATION_FIELDS})


def _time(time: Time | None) -> Json | None:
    if time is None:
        return None
    written: Json = {
        "text": time.span.text if time.span else None,
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
        "precision": time.precision,
    }
    if time.span:
        written["span"] = _span(time.span)
    return written


def _time_from(report: str, data: Mapping[str, Any] | None) -> Time | None:
    if data is None:
        return None
    return Time(
        span=_span_from(report, data["span"]) if "span" in data else None,
        start=_day(data["start"]),
        end=_day(data["end"]),
        precision=data["precision"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _count(count: Count) -> Json:
    return {
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "text": count.span.text,
        "span": _span(count.span),
    }


def _count_from(report: str, data: Mapping[str, Any]) -> Count:
    return Count(_span_from(report, data["span"]), data["low"], data["best"], data["high"])


def _source(source: Source) -> Json:
    written: Json = {
        "text": source.text,
        "kind": source.kind,
        "affiliation": source.affiliation,
        "anonymous": source.anonymous,
        "people": source.people,
    }
    if source.span:
        written["span"] = _span(source.span)
    return written


def _source_from(report: str, data: Mapping[str, Any]) -> Source:
    return Source(
        text=data["text"],
        kind=data["kind"],
        span=_span_from(report, data["span"]) if "span" in data else None,
        affiliation=data["affiliation"],
        people=data["people"],
        anonymous=data["anonymous"],
    )

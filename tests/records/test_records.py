from __future__ import annotations

import json
from datetime import UTC, date, datetime

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.records import (
    Anchor,
    Claim,
    CodedClaim,
    Codes,
    Count,
    Maker,
    Party,
    Place,
    Relation,
    Report,
    Roles,
    Source,
    Span,
    Stance,
    Time,
    claim_id,
    content_id,
    report_id,
)
from frontline.records.wire import claim_from_json, claim_schema, claim_to_json

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(TEXTS)
    published = draw(st.none() | DAYS | st.datetimes(timezones=st.just(UTC)))
    return Report(
        report_id(text, published),
        text,
        title=draw(st.none() | TEXTS),
        outlet=draw(st.none() | TEXTS),
        published=published,
        path=draw(st.none() | TEXTS),
    )


def spans(report: Report) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(report.text)), st.integers(0, len(report.text)))
    return ends.map(lambda pair: report.span(min(pair), max(pair)))


@st.composite
def claims(draw: st.DrawFn) -> tuple[CodedClaim, Report]:
    report = draw(reports())
    span = spans(report)
    optional = st.none() | TEXTS
    parties = st.lists(
        st.builds(Party, span=span, name=TEXTS, type=TEXTS, id=optional, country=optional, wikidata=optional),
        max_size=2,
    )
    degrees = st.none() | st.floats(-90, 90)
    places = st.lists(
        st.builds(
            Place, span=span, name=TEXTS, feature=TEXTS, precision=TEXTS, lat=degrees, lon=degrees, admin1=optional
        ),
        max_size=2,
    )
    numbers = st.none() | st.integers(0, 10**7)
    times = st.none() | st.builds(
        Time, st.none() | span, st.none() | DAYS, st.none() | DAYS, st.sampled_from(("day", "month", "unknown"))
    )
    roles = Roles(
        actor=tuple(draw(parties)),
        recipient=tuple(draw(parties)),
        place=tuple(draw(places)),
        origin=tuple(draw(places)),
        instrument=tuple(draw(st.lists(span, max_size=1))),
        time=draw(times),
    )
    trigger = draw(span)
    claim = Claim(
        id=claim_id(report.id, "capture", trigger),
        report=report.id,
        kind="capture",
        stance=draw(st.sampled_from(Stance)),
        tense="past",
        polarity=draw(st.booleans()),
        trigger=trigger,
        evidence=draw(span),
        roles=roles,
        counts=tuple(
            (name, draw(st.builds(Count, span, numbers, numbers, numbers)))
            for name in draw(st.sets(st.sampled_from(("killed", "wounded"))))
        ),
        sources=tuple(draw(st.lists(st.builds(Source, text=TEXTS, kind=TEXTS, span=st.none() | span), max_size=2))),
        confidence=draw(st.floats(0, 1)),
        maker=Maker("extraction", "1", "m", "c"),
    )
    codes = Codes(plover="ASSAULT", acled="Battles / Armed clash", ucdp=draw(st.none() | st.integers(1, 3)))
    return CodedClaim(claim, codes), report


@given(reports(), st.data())
def test_a_span_slices_to_its_text_through_any_unicode(report: Report, data: st.DataObject) -> None:
    span = data.draw(spans(report))
    assert report.text[span.start : span.end] == span.text


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 1), (0, 2)])
def test_a_span_that_cannot_fit_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span("r", start, end, "abc")


@given(claims())
def test_a_claim_survives_json(made: tuple[CodedClaim, Report]) -> None:
    coded, report = made
    line = json.dumps(claim_to_json(coded, report))
    assert claim_from_json(json.loads(line)) == coded


@given(claims())
def test_a_claim_keeps_to_the_contract_wherever_its_values_are_of_the_contract(
    made: tuple[CodedClaim, Report],
) -> None:
    jsonschema.validate(json.loads(json.dumps(claim_to_json(*made))), claim_schema())


@pytest.mark.parametrize("missing", ["kind", "evidence", "sources", "confidence"])
@given(made=claims())
def test_a_claim_without_a_part_breaks_the_contract(made: tuple[CodedClaim, Report], missing: str) -> None:
    line = claim_to_json(*made)
    del line[missing]
    with pytest.raises(jsonschema.ValidationError, match=f"'{missing}' is a required property"):
        jsonschema.validate(line, claim_schema())


@given(st.lists(st.text() | st.integers() | st.none()))
def test_an_id_depends_on_content_alone(parts: list[object]) -> None:
    assert content_id("c", parts) == content_id("c", list(parts))


def test_ids_keep_parts_apart() -> None:
    assert content_id("c", ["a", "bc"]) != content_id("c", ["ab", "c"])
    assert content_id("c", ["1"]) != content_id("c", [1])


def test_the_day_of_an_instant_is_the_day_in_its_own_zone() -> None:
    late = Report("r", "text", published=datetime.fromisoformat("2024-12-06T23:30:00-05:00"))
    assert late.published_day == date(2024, 12, 6)
    assert Report("r", "text").published_day is None


def test_a_relation_survives_json() -> None:
    span = Span("r0", 0, 5, "there")
    anchor = Anchor("Hamah", "city", 170017, 35.13, 36.75, "SYR")
    relation = Relation("distance", "sector", (anchor,), 180.0, 22.5, 40.0, 35.0, 45.0, computed=True)
    place = Place(span, "there", "area", "near", lat=34.77, lon=36.75, radius_km=24.4, relation=relation)
    maker = Maker("test", "0", "0", "0")
    claim = Claim(
        id="c0", report="r0", kind="clash", stance=Stance.ASSERTED, tense="past", polarity=True, trigger=span,
        evidence=span, roles=Roles(place=(place,)), counts=(), sources=(), confidence=1.0, maker=maker,
    )  # fmt: skip
    coded = CodedClaim(claim, Codes(acled_geo_precision=2, ucdp_where_prec=2))
    written = json.loads(json.dumps(claim_to_json(coded, Report("r0", "there"))))
    jsonschema.validate(written, claim_schema())
    assert claim_from_json(written) == coded

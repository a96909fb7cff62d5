from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import frontline
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.pipeline.jobs import run_jobs
from frontline.pipeline.run import Reading, blocks, run
from frontline.reading import ReadingOptions, read
from frontline.records import Problem, Report, report_id
from frontline.records.wire import claim_from_json, claim_schema, claim_to_json


@pytest.fixture(scope="module")
def readings(examples: Path) -> list[Reading]:
    items = run_jobs(read([examples / "reports"], ReadingOptions()))
    return [item for item in items if isinstance(item, Reading)]


def lines(reading: Reading) -> list[str]:
    return [json.dumps(claim_to_json(coded, reading.report)) for coded in reading.claims]


def spans(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        here = [value] if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int) else []
        return here + [span for inner in value.values() for span in spans(inner)]
    return [span for inner in value for span in spans(inner)] if isinstance(value, list) else []


def test_the_example_reports_make_claims(readings: list[Reading]) -> None:
    assert len(readings) == 15
    assert sum(len(reading.claims) for reading in readings) > 100


def test_every_line_keeps_to_the_contract(readings: list[Reading]) -> None:
    validator = jsonschema.Draft202012Validator(claim_schema())
    for reading in readings:
        for line in lines(reading):
            validator.validate(json.loads(line))


def test_every_span_slices_to_its_words(readings: list[Reading]) -> None:
    for reading in readings:
        for line in lines(reading):
            for span in spans(json.loads(line)):
                assert reading.report.text[span["start"] : span["end"]] == span["text"]


def test_every_claim_comes_back_from_its_line(readings: list[Reading]) -> None:
    for reading in readings:
        for coded, line in zip(reading.claims, lines(reading), strict=True):
            assert claim_from_json(json.loads(line)) == coded


def test_the_trigger_lies_in_the_evidence_and_ids_are_unique(readings: list[Reading]) -> None:
    for reading in readings:
        claims = [coded.claim for coded in reading.claims]
        assert len({claim.id for claim in claims}) == len(claims)
        for claim in claims:
            assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end


def test_a_report_gives_the_same_claims_alone_as_among_others(readings: list[Reading]) -> None:
    language = load()
    for reading in readings[::4]:
        alone = next(run([reading.report], language, shipped(), language.manifest.version))
        assert isinstance(alone, Reading)
        assert lines(alone) == lines(reading)


def test_two_processes_give_what_one_gives_in_the_same_order(readings: list[Reading], examples: Path) -> None:
    items = run_jobs(read([examples / "reports"], ReadingOptions()), jobs=2)
    assert [lines(item) for item in items if isinstance(item, Reading)] == [lines(reading) for reading in readings]


def test_problems_pass_through_in_their_place() -> None:
    problem = Problem("a.txt", "is empty", "give a text")
    assert list(run([problem], load(), shipped())) == [problem]


def test_furniture_is_not_read_for_claims() -> None:
    text = "REBELS CAPTURE GOMA\n\nThe army left Sake on Monday."
    report = Report(report_id(text, None), text, furniture=((0, 19),))
    assert [text[start:end].strip() for start, end in blocks(report)] == ["The army left Sake on Monday."]
    (reading,) = run([report], load(), shipped())
    assert all(coded.claim.trigger.start >= 19 for coded in reading.claims)


def test_a_peacetime_text_full_of_war_words_claims_nothing(examples: Path) -> None:
    assert frontline.read(examples / "reports" / "derby_peacetime.txt") == []


def test_a_mangled_report_is_read_without_inventing(examples: Path) -> None:
    records = frontline.read(examples / "reports" / "lebanon_truce_mangled.txt")
    text = (examples / "reports" / "lebanon_truce_mangled.txt").read_text(encoding="utf-8")
    assert records
    assert all(span["text"] in text for record in records for span in spans(record))

import json
from datetime import UTC, date, datetime

import pytest

from frontline.reading import KeyMapping


@pytest.fixture
def written(tmp_path):
    """Write lines to a file: strings as they are, other values as JSON."""

    def write(*rows):
        path = tmp_path / "reports.jsonl"
        path.write_text(
            "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8"
        )
        return path

    return write


def test_every_key_has_its_place(written, outcomes, prose):
    row = {
        "id": 7, "body": prose, "headline": "Alliance takes Dobruta", "published_at": "2024-12-06T14:05:00Z", "agency": "The Associated Press",
        "publisher": {"name": "The Example Post"}, "authors": [{"name": "Jane Doe"}, "John Roe"], "link": "https://example.org/a", "lang": "en",
    }  # fmt: skip
    path = written(row)
    [report], problems = outcomes(path)
    assert problems == []
    assert (report.text, report.title, report.agency, report.outlet) == (
        prose,
        "Alliance takes Dobruta",
        "AP",
        "The Example Post",
    )
    assert (report.byline, report.url, report.language) == (("Jane Doe", "John Roe"), "https://example.org/a", "en")
    assert (report.published, report.path) == (datetime(2024, 12, 6, 14, 5, tzinfo=UTC), f"{path}:1")


def test_a_broken_line_is_one_problem_and_the_others_go_on(written, outcomes, prose):
    rows = [{"text": f"{number}. {prose}", "date": "2024-12-06"} for number in range(9)]
    path = written(*rows[:6], '{"text": "cut off', *rows[6:])
    reports, problems = outcomes(path)
    assert [report.path for report in reports] == [f"{path}:{line}" for line in (1, 2, 3, 4, 5, 6, 8, 9, 10)]
    assert [problem.where for problem in problems] == [f"{path}:7"]
    assert problems[0].fatal
    assert problems[0].what.startswith("broken JSON")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('["a"]', "an array, not a JSON object"),
        ('"a"', "a string, not a JSON object"),
        ("7", "a bare value, not a JSON object"),
        ("null", "null, not a JSON object"),
        ('{"story": "x", "id": 1}', "no text under text or body or content (keys seen: story, id)"),
        ("{}", "no text under text or body or content (keys seen: none)"),
        ('{"text": ""}', "empty"),
        ('{"text": ["a"]}', "no text under"),
        ('{"text": "half \\ud800 a character"}', "half a character"),
        ('{"text": "a \\u0000 b"}', "binary"),
        ("[" * 100_000, "JSON nested too deep"),
        ('{"a":' * 100_000, "JSON nested too deep"),
        ('{"text": ' + "9" * 5000 + "}", "broken JSON"),
    ],
)
def test_each_bad_line_says_what_is_wrong(written, outcomes, line, what):
    path = written(line)
    reports, problems = outcomes(path)
    assert reports == []
    assert [problem.where for problem in problems] == [f"{path}:1"]
    assert problems[0].what.startswith(what)


def test_a_line_in_another_encoding_names_its_byte(tmp_path, outcomes, prose):
    path = tmp_path / "mixed.jsonl"
    good = json.dumps({"text": prose, "date": "2024-12-06"}).encode()
    path.write_bytes(good + b"\n" + '{"text": "café"}'.encode("cp1252") + b"\r\n\n" + good)
    reports, problems = outcomes(path)
    assert [report.path for report in reports] == [f"{path}:1", f"{path}:4"]
    assert "0xe9 at byte 13" in problems[0].what


def test_utf_16_lines_are_refused_with_the_way_out(tmp_path, outcomes):
    path = tmp_path / "wide.jsonl"
    path.write_bytes('{"text": "a"}\n'.encode("utf-16"))
    assert "iconv -f utf-16" in outcomes(path)[1][0].remedy
    path.write_bytes(b'{"text": "a"}\n')
    assert "JSON Lines in utf-16" in outcomes(path, encoding="utf-16")[1][0].what


def test_a_byte_order_mark_and_an_encoding(tmp_path, outcomes, prose):
    path = tmp_path / "marked.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": prose}).encode())
    assert len(outcomes(path)[0]) == 1
    path.write_bytes(json.dumps({"text": "Café. " + prose}, ensure_ascii=False).encode("cp1252"))
    assert outcomes(path, encoding="cp1252")[0][0].text.startswith("Café. ")


def test_a_date_that_cannot_be_read_keeps_the_report(written, outcomes, prose):
    [report], [problem] = outcomes(written({"text": prose, "date": "06/12/2024"}))
    assert report.published is None
    assert (problem.fatal, problem.report) == (False, report.id)
    assert '"06/12/2024" may be day or month first' in problem.what
    assert "--published" in problem.remedy


def test_a_bad_date_gives_way_to_the_text_and_to_the_caller(written, outcomes, prose):
    path = written({"text": f"Goma, 27 January 2025 (AFP) - {prose}", "date": "soon"})
    [report], [problem] = outcomes(path)
    assert report.published == date(2025, 1, 27)
    assert "2025-01-27, was taken" in problem.what
    [report], problems = outcomes(path, published=date(2025, 1, 28))
    assert (report.published, problems) == (date(2025, 1, 28), [])


def test_seconds_since_1970_and_other_keys(written, outcomes, prose):
    path = written({"article": {"full": prose}, "when": 1733493900, "by": "By Jane Doe and John Roe, Reuters"})
    keys = KeyMapping().having({"text": "article.full", "published": ["nothing", "when"], "byline": "by"})
    [report], problems = outcomes(path, keys=keys)
    assert problems == []
    assert report.published == datetime(2024, 12, 6, 14, 5, tzinfo=UTC)
    assert (report.byline, report.agency) == (("Jane Doe", "John Roe"), "Reuters")


def test_one_long_line_is_refused_and_the_file_goes_on(written, outcomes, prose):
    path = written({"text": prose}, {"text": "x" * 50_000}, {"text": prose})
    reports, problems = outcomes(path, max_bytes=20_000, published=date(2024, 12, 6))
    assert [report.path for report in reports] == [f"{path}:1", f"{path}:3"]
    assert [problem.where for problem in problems] == [f"{path}:2"]
    assert "too large" in problems[0].what


def test_a_file_larger_than_the_limit_for_one_report_is_read(written, outcomes, prose):
    path = written(*({"text": f"{number}. {prose}", "date": "2024-12-06"} for number in range(200)))
    assert path.stat().st_size > 20_000
    reports, problems = outcomes(path, max_bytes=20_000)
    assert (len(reports), problems) == (200, [])


def test_a_file_without_lines_is_empty(written, outcomes):
    [problem] = outcomes(written("", "  "))[1]
    assert problem.what == "empty"


def test_written_claims_are_no_reports(written, outcomes):
    claim = {"claim": "c1", "report": {"id": "r1"}, "kind": "capture", "stance": "asserted", "evidence": {"text": "x"}}
    path = written(claim, claim)
    reports, [problem] = outcomes(path)
    assert reports == []
    assert (problem.where, "frontline control" in problem.remedy) == (str(path), True)

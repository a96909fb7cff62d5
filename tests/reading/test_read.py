import errno
import itertools
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.reading import ReadingOptions, read, read_text
from frontline.reading.sources import problem_of
from frontline.records import Problem, Report, report_id


def test_a_text_is_kept_exactly(tmp_path, outcomes, prose):
    text = "\ufeff" + prose.replace("\n", "\r\n") + "\u00a0\u200bE\u0301tat \U0001f525\r\n\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    [report], [problem] = outcomes(path)
    assert report.text == text.removeprefix("\ufeff")
    assert (report.path, report.published, report.language) == (str(path), None, "en")
    assert report.id == report_id(report.text, None)
    assert (problem.what, problem.report, problem.fatal) == ("no publication date", report.id, False)
    assert "--published" in problem.remedy


def test_the_caller_wins_over_the_text(tmp_path, outcomes, prose):
    path = tmp_path / "a.txt"
    path.write_text(f"Source: The Example Post\nGoma, 27 January 2025 (AFP) - {prose}", encoding="utf-8")
    [report], problems = outcomes(path)
    assert (report.published, report.agency, report.outlet) == (date(2025, 1, 27), "AFP", "The Example Post")
    assert problems == []
    [report], _ = outcomes(path, published=date(2025, 1, 28), agency="AP", outlet="Mine")
    assert (report.published, report.agency, report.outlet) == (date(2025, 1, 28), "AP", "Mine")


def test_a_date_given_for_a_report_of_another_day_is_said(tmp_path, outcomes):
    path = tmp_path / "a.txt"
    path.write_text("KYIV, March 14, 2019 (Reuters) - Troops seized the town on Friday, the army said.\n")
    [report], [problem] = outcomes(path, published=date(2022, 9, 10))
    assert report.published == date(2022, 9, 10)
    assert ("2019-03-14" in problem.what, "2022-09-10" in problem.what, problem.fatal) == (True, True, False)
    assert outcomes(path, published=date(2019, 3, 15))[1] == []


def test_a_day_without_its_year_is_said_and_not_filled_in(outcomes, tmp_path, prose):
    path = tmp_path / "a.txt"
    path.write_text(f"GENEVA, March 3 - {prose}", encoding="utf-8")
    [report], [problem] = outcomes(path)
    assert report.published is None
    assert problem.what == 'no publication date: the dateline says "March 3" without a full year'


def test_every_bad_file_is_one_problem_and_the_good_ones_are_read(tmp_path, outcomes, prose):
    bad = {
        "a-empty.txt": (b"", "empty"),
        "b-blank.txt": (b" \n ", "nothing but white space"),
        "c-binary.txt": (b"x\x00y", "binary, not text"),
        "d-latin.txt": (prose.encode() + b"caf\xe9", "not UTF-8 text: 0xe9 at byte"),
        "e-french.txt": ("Les rebelles ont pris la ville vendredi. L'armée a dit que ses hommes sont dans la ville et sur le pont. ".encode() * 3, "not English (looks like French)"),
        "f-large.txt": (prose.encode() * 100, "too large"),
        "g.html": (b"<html><body></body></html>", "an HTML page without an article"),
        "h.pdf": (b"%PDF-1.7", ".pdf files are not read"),
        "i.rss": (b"<rss/>", ".rss files are not read"),
        "j.csv": (b"a,b", ".csv files are not read"),
        "k.json": (b"[]", ".json files are not read"),
        "l": (b"%PDF-1.7", "a PDF file, not text"),
        "m": (b'<?xml version="1.0"?><rss version="2.0"></rss>', "a news feed, not a report"),
        "n.jsonl": (b"", "empty"),
        "o.warc.gz": (b"\x1f\x8b", ".gz files are not read"),
    }  # fmt: skip
    for name, (data, _) in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(prose, encoding="utf-8")
    reports, problems = outcomes(tmp_path, max_bytes=20_000, published=date(2024, 12, 6))
    assert [report.path for report in reports] == [str(tmp_path / "z.txt")]
    assert [Path(problem.where).name for problem in problems] == sorted(bad)
    for problem, (_, what) in zip(problems, bad.values(), strict=True):
        assert what in problem.what
        assert problem.fatal
        assert problem.remedy
        assert "\n" not in str(problem)


def test_a_large_file_is_refused_by_its_size(tmp_path, outcomes):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    [problem] = outcomes(path)[1]
    assert problem.what == "too large: 50.0 MB, and the limit for one report is 10.0 MB"


def test_paths_that_lead_nowhere(tmp_path, outcomes):
    (tmp_path / "broken.txt").symlink_to("nowhere.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    named = ["missing.txt", "broken.txt", "empty", "pictures", "no*match"]
    reports, problems = outcomes(*(tmp_path / name for name in named), "", "a\0b")
    assert reports == []
    assert [problem.what for problem in problems] == [
        "no such file or folder",
        "a broken link (to nowhere.txt)",
        "a folder without a report",
        "a folder without a report (1 other file: .png)",
        "no file matches the pattern",
        "no path",
        "no path",
    ]


def test_refusals_of_the_operating_system_are_put_in_words():
    # Made here, because a test that runs as root is refused nothing.
    assert problem_of(PermissionError(errno.EACCES, "x")).what == "no permission to read it"
    assert problem_of(OSError(errno.EIO, "Input/output error")).what == "cannot be read (Input/output error)"


def test_a_path_through_a_file_is_a_problem(tmp_path, outcomes):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    [problem] = outcomes(tmp_path / "a.txt" / "b.txt")[1]
    assert problem.what.startswith("cannot be read (")


def test_the_language_is_told_or_taken_from_the_metadata(tmp_path, outcomes, prose):
    path = tmp_path / "a.jsonl"
    rows = [
        {"text": "Brief.", "lang": "fr"},
        {"text": "Brief.", "lang": "en-GB"},
        {"text": "Brief."},
        {"text": prose, "lang": "fr"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    reports, problems = outcomes(path, published=date(2024, 12, 6))
    assert [report.language for report in reports] == ["en-GB", None, "en"]
    assert [(problem.where, problem.what) for problem in problems] == [
        (f"{path}:1", 'not English (its metadata says "fr")')
    ]


def test_folders_are_searched_in_order_and_loops_end(tmp_path, outcomes, prose):
    for name in ("b/2.txt", "b/1.txt", "a/z.md", "a/.hidden.txt", "c.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}: {prose}", encoding="utf-8")
    (tmp_path / "a" / "style.css").write_text("x", encoding="utf-8")
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    reports, problems = outcomes(tmp_path, published=date(2024, 12, 6))
    names = [str(Path(report.path).relative_to(tmp_path)) for report in reports]
    assert names == ["B.txt", "a/z.md", "b/1.txt", "b/2.txt", "c.txt"]
    assert [problem.what for problem in problems] == [
        "a link back to a folder above it",
        "passed over 1 other file: .css",
    ]
    assert [problem.fatal for problem in problems] == [True, False]


def test_patterns_are_expanded_and_a_file_may_have_stars_in_its_name(tmp_path, outcomes, prose):
    for name in ("b.txt", "a.txt", "c.md", "a[1].txt"):
        (tmp_path / name).write_text(prose, encoding="utf-8")
    reports, _ = outcomes(f"{tmp_path}/*.txt", published=date(2024, 12, 6))
    assert [Path(report.path).name for report in reports] == ["a.txt", "a[1].txt", "b.txt"]
    reports, _ = outcomes(f"{tmp_path}/a[1].txt", published=date(2024, 12, 6))
    assert [Path(report.path).name for report in reports] == ["a[1].txt"]


def test_reading_is_lazy(tmp_path, prose):
    (tmp_path / "a.txt").write_text(prose, encoding="utf-8")
    stream = read([tmp_path / "a.txt", tmp_path / "b.txt"], ReadingOptions(published=date(2024, 12, 6)))
    assert isinstance(next(stream), Report)
    (tmp_path / "b.txt").write_text(prose, encoding="utf-8")
    assert isinstance(next(stream), Report)


def test_lines_come_before_the_file_ends(tmp_path, prose):
    path = tmp_path / "endless.jsonl"
    line = json.dumps({"text": prose, "date": "2024-12-06"}) + "\n"
    path.write_text(line * 50 + '{"text": "' + "x" * 100_000, encoding="utf-8")
    first = list(itertools.islice(read([path]), 50))
    assert all(isinstance(item, Report) for item in first)


def test_a_run_gives_the_same_twice(tmp_path, prose):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{number}. {prose}", encoding="utf-8")
    assert list(read([tmp_path])) == list(read([tmp_path]))


def test_a_name_that_is_no_unicode_can_be_said(tmp_path):
    name = os.fsdecode(os.fsencode(str(tmp_path)) + b"/caf\xe9.txt")
    [problem] = list(read([name]))
    assert isinstance(problem, Problem)
    assert str(problem).encode("utf-8")


@pytest.mark.parametrize("form", ["text", "jsonl", "html"])
def test_standard_input_is_known_by_its_bytes(form, prose, page):
    given = {"text": prose, "jsonl": json.dumps({"text": prose}), "html": page()}[form]
    code = (
        "import sys; from frontline.reading import read\n"
        "for item in read(['-']): sys.stdout.write(type(item).__name__ + ' ' + (getattr(item, 'path', None) or item.where) + '\\n')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=given, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    where = "-:1" if form == "jsonl" else "-"
    assert run.stdout.splitlines() == [f"Report {where}", f"Problem {where}"]


def test_a_pipe_named_by_its_path_is_read_within_the_limit(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = (
        f"from frontline.reading import *; print(list(read([{str(pipe)!r}], ReadingOptions(max_bytes=50_000)))[0].what)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        with pipe.open("wb", buffering=0) as end:
            try:
                for _ in range(1000):
                    end.write(b"word " * 1000)
            except BrokenPipeError:
                pass
        assert run.communicate(timeout=30)[0].startswith("too large: more than 50,000 bytes")


PIECES = [
    b"<html>", b"<p>", b"</p>", b"<article>", b"<table><tr>", b"<!DOCTYPE html>", b"<!--", b"<![CDATA[", b"&#xD800;", b"&#0;",
    b'<meta charset="', b'utf-16">', b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'{"text": "', b'"}', b"\n", b"\\ud800", b"[", b"1e999",
    b"The army said that it held the town, and that the bridge was open to the people. " * 3, b"caf\xe9", b"<time pubdate datetime=",
]  # fmt: skip
HOSTILE = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, st.sampled_from(["x.txt", "x.html", "x.jsonl", "x"]))
def test_no_bytes_stop_a_run(tmp_path, data, name):
    (tmp_path / name).write_bytes(data)
    found = list(read([tmp_path / name, tmp_path / "none.txt"]))
    assert len(found) >= 2
    for item in found:
        assert isinstance(item, Report | Problem)
        if isinstance(item, Report):
            assert all(0 <= start < end <= len(item.text) for start, end in item.furniture)
            assert item.text.encode("utf-8")


def test_a_text_in_memory(prose):
    [report, problem] = read_text(prose)
    assert isinstance(report, Report)
    assert (report.text, report.path) == (prose, "-")
    assert isinstance(problem, Problem)
    [problem] = read_text(" ", path="note")
    assert isinstance(problem, Problem)
    assert (problem.where, problem.what) == ("note", "nothing but white space")

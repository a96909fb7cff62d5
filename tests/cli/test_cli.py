from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from frontline.bench import suites
from frontline.cli import bench, main

WIRE = (
    "GOMA (Reuters) - M23 rebels captured the town of Sake on Monday, two witnesses said. The army denied it had fled."
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


def test_a_situation_report_names_claim_stance_source_and_place(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(report), "--published", "2025-01-28", "--evidence"]) == 0
    out = capsys.readouterr().out
    assert "SITUATION REPORT" in out
    for words in ("capture", "Sake", "two witnesses", "claimed", "Mon 27 Jan 2025", "report.txt"):
        assert words in out


def test_a_claim_without_place_and_country_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Gunmen killed two people on Friday.", encoding="utf-8")
    assert main(["read", str(path), "--published", "2025-01-28"]) == 0
    assert "PLACE NOT STATED" in capsys.readouterr().out


def test_a_narrow_terminal_loses_no_words(
    report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert main(["read", str(report), "--published", "2025-01-28"]) == 0
    out = capsys.readouterr().out
    assert "two witnesses" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 40


def test_colour_is_only_for_terminals(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", str(report), "--published", "2025-01-28"])
    assert "\x1b[" not in capsys.readouterr().out
    main(["read", str(report), "--published", "2025-01-28", "--color", "always"])
    assert "\x1b[" in capsys.readouterr().out


def test_jsonl_is_one_claim_a_line(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report), "--published", "2025-01-28", "--format", "jsonl"]) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert claims[0]["kind"] == "capture"
    assert claims[0]["report"]["agency"] == "Reuters"
    assert claims[0]["sources"][-1]["text"] == "two witnesses"


@pytest.mark.parametrize("form", ["json", "csv"])
def test_output_goes_to_a_file(report: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"claims.{form}"
    assert main(["read", str(report), "--published", "2025-01-28", "--format", form, "-o", str(out)]) == 0
    assert "capture" in out.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def test_a_report_without_a_date_is_a_problem_said_once(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report)]) == 1
    error = capsys.readouterr().err
    assert error.count("no publication date") == 1
    assert "--published" in error


def test_bad_inputs_get_one_line_each_and_the_rest_is_read(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    lines = [json.dumps({"text": WIRE, "date": "2025-01-28"})] * 10
    lines[6] = '{"text": "broken'
    (tmp_path / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    status = main(
        ["read", str(tmp_path), str(tmp_path / "missing.txt"), "--published", "2025-01-28", "--format", "jsonl"]
    )
    captured = capsys.readouterr()
    assert status == 1
    reports = {json.loads(line)["report"]["path"] for line in captured.out.splitlines()}
    assert len(reports) == 10
    problems = captured.err.splitlines()
    assert len(problems) == 4
    for place in ("empty.txt", "binary.txt", "feed.jsonl:7", "missing.txt"):
        assert sum(place in line for line in problems) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "x.txt", "--published", "Friday"], "2024-12-06"),
        (["read", "x.txt", "--key", "text"], "FIELD=NAME"),
        (["read", "x.txt", "--encoding", "klingon"], "klingon"),
        (["read", "x.txt", "-o", "/nowhere/at/all.txt"], "-o"),
        (["bench", "language"], "--data"),
    ],
)
def test_wrong_use_says_what_would_work(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error


def test_a_report_over_the_limit_says_how_to_raise_it(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--published", "2025-01-28", "--format", "jsonl", "--max-mb"]
    assert main(["read", str(report), *options, "0.00001"]) == 1
    assert "--max-mb" in capsys.readouterr().err
    assert main(["read", str(report), *options, "1"]) == 0


def test_standard_input_is_a_report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WIRE.encode()), encoding="utf-8"))
    assert main(["read", "-", "--published", "2025-01-28", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["report"]["path"] == "-"


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["bench", "--help"]])
def test_help_fits_eighty_columns_and_shows_an_example(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert "usage: frontline" in out
    assert max(map(len, out.splitlines())) <= 88


def test_the_suites_that_can_be_typed_are_those_that_there_are() -> None:
    assert set(bench.SUITES) == set(suites.SUITES)


def test_a_reader_that_stops_early_gets_no_traceback(examples: Path) -> None:
    command = f"{sys.executable} -m frontline read {examples / 'reports'} --format jsonl | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)
    assert "Traceback" not in done.stderr


def test_nothing_read_is_no_situation_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path / "nowhere.txt")]) == 1
    told = capsys.readouterr()
    assert (told.out, "no such file" in told.err) == ("", True)


@pytest.mark.parametrize("command", [[], ["actors"], ["codebook"], ["gazetteer"], ["roads"]])
def test_a_command_without_its_command_shows_what_there_is(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert "commands:" in capsys.readouterr().err

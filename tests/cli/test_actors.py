"""`frontline actors`, and actors of one's own in `frontline read`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontline.cli import main

FILE = """
theatre: {id: ruritania, name: War in Ruritania, countries: [AND], from: 2031-02}
actors:
  - id: ruritania-red-guard
    name: Red Guard of Strelsau
    aliases: [RGS]
    type: rebel
    country: AND
    backers: [{actor: france-government, from: 2031-03}]
    leaders: [{name: Rupert Hentzau, from: 2031-02}]
descriptions:
  - {classes: [rebels], means: ruritania-red-guard}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ruritania.yml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_list_shows_a_theatre(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "list", "--theatre", "sudan", "--type", "militia"]) == 0
    out = capsys.readouterr().out
    assert "sudan-rsf" in out
    assert "sudan-forces" not in out
    assert "syria-hts" not in out


def test_show_tells_all_that_is_known_of_a_name(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "show", "rgs", "--actors", str(file)]) == 0
    out = capsys.readouterr().out
    for part in (
        "ruritania-red-guard",
        "REB",
        "ACLED 2",
        "Rupert Hentzau (2031-02-01..)",
        "france-government (2031-03-01..)",
    ):
        assert part in out
    assert "any of the rebels (War in Ruritania)" in out


def test_show_finds_a_states_branch_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "show", "nepal-police"]) == 0
    assert "Nepali police" in capsys.readouterr().out


def test_nobody_of_that_name_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "show", "Hayat Tahrir al-Shan"]) == 2
    assert "did you mean 'Hayat Tahrir al-Sham'?" in capsys.readouterr().err


def test_no_theatre_of_that_name_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "list", "--theatre", "syrai"]) == 2
    assert "did you mean 'syria'?" in capsys.readouterr().err


def test_check_says_that_nothing_is_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "check", str(file)]) == 0
    assert "nothing wrong" in capsys.readouterr().out


def test_check_says_what_to_mind_and_where(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(FILE.replace("[RGS]", "[RGS, NATO]"), encoding="utf-8")
    assert main(["actors", "check", str(file)]) == 1
    assert f"{file}:6: ruritania-red-guard: 'NATO' is a name of nato too" in capsys.readouterr().err


def test_check_tells_a_mistake_with_its_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(FILE.replace("type: rebel", "type: rebels"), encoding="utf-8")
    assert main(["actors", "check", str(file)]) == 2
    assert "ruritania.yml:7: actors.0.type: 'rebels' is not a party type" in capsys.readouterr().err


def test_read_takes_actors_of_ones_own(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "RGS fighters captured Encamp in Andorra on Monday. They killed two policemen.\n", encoding="utf-8"
    )
    arguments = ["read", str(report), "--published", "2031-03-04", "--format", "jsonl", "--actors", str(file)]
    assert main(arguments) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    parties = [party for claim in claims for party in claim["actor"]]
    assert {party["id"] for party in parties} == {"ruritania-red-guard"}
    pronoun = next(party for party in parties if party["via"] == "pronoun")
    assert pronoun["chain"][0]["text"] == "RGS fighters"


def test_explain_shows_through_which_words_a_party_was_found(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "RGS fighters captured Encamp in Andorra on Monday. They killed two policemen.\n", encoding="utf-8"
    )
    arguments = ["read", str(report), "--published", "2031-03-04", "--explain", "--actors", str(file)]
    assert main(arguments) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "actor “They”: ruritania-red-guard (rebel) pronoun ← “RGS fighters” alias" in out


def test_a_name_of_several_words_needs_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "show", "Rapid", "Support", "Forces"]) == 0
    assert "sudan-rsf" in capsys.readouterr().out

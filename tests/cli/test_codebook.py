"""`frontline codebook` and `frontline read --kinds`, with the shipped model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import frontline
from frontline.cli import main
from frontline.knowledge.codebook import Codebook

BY_WORDS = """\
kinds:
  - key: baking
    title: Baking
    definition: Somebody bakes bread.
    triggers:
      - verbs: [bake]
        roles: {ARG0: actor, ARG1: cargo}
"""


@pytest.fixture
def kinds(examples: Path) -> Path:
    return examples / "kinds" / "mine-clearance.yml"


def test_list_names_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [kind.key for kind in Codebook.load().kinds]
    assert any("RETREAT (withdraw)" in line for line in lines)


def test_show_tells_definition_roles_examples_and_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "show", "capture"]) == 0
    out = capsys.readouterr().out
    kind = Codebook.load().kind("capture")
    for text in (kind.title, kind.examples[0], "needed: place", "PLOVER ASSAULT", kind.counterexamples[0].text):
        assert text in out


def test_an_unknown_kind_is_wrong_use_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "show", "captur"]) == 2
    assert "did you mean 'capture'?" in capsys.readouterr().err


def test_the_kinds_of_a_file_are_listed_and_shown(kinds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "list", "--kinds", str(kinds)]) == 0
    assert "mine-clearance" in capsys.readouterr().out
    assert main(["codebook", "show", "mine-clearance", "--kinds", str(kinds)]) == 0
    assert "Sappers cleared forty mines" in capsys.readouterr().out


def test_check_tells_threshold_and_examples_found(kinds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["codebook", "check", str(kinds)])
    out, err = capsys.readouterr()
    assert "mine-clearance" in out
    assert " of 10" in out
    assert status == (1 if err else 0)
    assert all(line.startswith(f"{kinds}:") for line in err.splitlines())


def test_check_says_what_is_wrong_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.yml"
    path.write_text(BY_WORDS.replace("ARG1: cargo", "ARG1: bread"), encoding="utf-8")
    assert main(["codebook", "check", str(path)]) == 1
    assert f"{path}:7: kinds.0.triggers.0.roles.ARG1: 'bread' is not known" in capsys.readouterr().err


def test_a_missing_file_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "check", str(tmp_path / "none.yml")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_read_finds_a_kind_by_its_own_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds, report = tmp_path / "own.yml", tmp_path / "report.txt"
    kinds.write_text(BY_WORDS, encoding="utf-8")
    report.write_text("Villagers near Homs baked forty loaves of bread on Friday.", encoding="utf-8")
    command = ["read", str(report), "--kinds", str(kinds), "--format", "jsonl", "--published", "2024-12-07"]
    assert main(command) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    baking = [one for one in found if one["kind"] == "baking"]
    assert [one["trigger"]["text"] for one in baking] == ["baked"]
    assert [party["text"] for party in baking[0]["actor"]] == ["Villagers"]
    assert baking[0]["maker"]["codebook"] != Codebook.load().hash


def test_read_finds_a_kind_by_its_likeness_to_examples(kinds: Path) -> None:
    text = "Engineers of the army cleared sixty mines from the road to Homs on Friday. The president met farmers."
    found = frontline.read_text(text, published="2024-12-07", kinds=kinds)
    assert ("mine-clearance", "cleared") in [(one["kind"], one["trigger"]["text"]) for one in found]
    assert ("mine-clearance", "met") not in [(one["kind"], one["trigger"]["text"]) for one in found]


def test_a_wrong_file_stops_the_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds, report = tmp_path / "own.yml", tmp_path / "report.txt"
    kinds.write_text("kinds: []\n", encoding="utf-8")
    report.write_text("Rebels took Homs.", encoding="utf-8")
    assert main(["read", str(report), "--kinds", str(kinds)]) == 2
    assert "is empty" in capsys.readouterr().err

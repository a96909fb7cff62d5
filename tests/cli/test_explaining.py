"""`frontline read --explain`: why every place was chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontline.cli import main
from frontline.records.wire import claim_from_json

WIRE = "GOMA (Reuters) - M23 rebels captured the town of Sake in North Kivu on Monday, two witnesses said."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


def test_text_shows_candidates_and_points_under_the_claim(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report), "--published", "2025-01-28", "--explain"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for words in ("COD (", "spelling +", "prominence +"):
        assert words in out
    main(["read", str(report), "--published", "2025-01-28"])
    assert "prominence" not in capsys.readouterr().out


def test_a_line_of_json_carries_the_candidates_and_is_still_a_claim(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(report), "--published", "2025-01-28", "--format", "jsonl", "--explain"]) == 0
    claim = json.loads(capsys.readouterr().out.splitlines()[0])
    place = claim["explain"][0]
    assert (place["role"], place["candidates"][0]["country"]) == ("place", "COD")
    assert WIRE[place["span"]["start"] : place["span"]["end"]] == place["span"]["text"]
    totals = [candidate["total"] for candidate in place["candidates"]]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] == pytest.approx(sum(place["candidates"][0]["signals"].values()), abs=0.01)
    assert claim_from_json(claim).claim.id == claim["claim"]


def test_a_table_has_no_room_for_it(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report), "--format", "csv", "--explain"]) == 2
    assert "--explain" in capsys.readouterr().err

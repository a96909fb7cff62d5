from __future__ import annotations

import json
from pathlib import Path

import pytest

import frontline
from frontline.cli import main
from frontline.records import CodedClaim, Codes, Report, Roles, Stance
from frontline.records.wire import claim_to_json
from frontline.testing import filing, party, said, source, town

REBELS, ARMY = party("syria-hts"), party("syria-forces", kind="state-forces")


@pytest.fixture
def claims(tmp_path: Path) -> str:
    hama, homs = town("Hama"), town("Homs")
    told = [
        filing("capture", "Rebels took Hama.", Roles((REBELS,), place=(hama,)), "2024-12-05"),
        filing("withdraw", "The army left Hama.", Roles((ARMY,), origin=(hama,)), "2024-12-05"),
        said(
            filing("withdraw", "It did not leave Homs.", Roles((ARMY,), origin=(homs,)), "2024-12-06"),
            Stance.DENIED,
            source("syria-forces", "military"),
        ),
    ]
    rows = [
        claim_to_json(CodedClaim(one.claim, Codes()), Report(one.claim.report, "", published=one.published))
        for one in told
    ]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_one_row_a_place_with_claim_ids(claims: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", claims, "--format", "jsonl"]) == 0
    rows = {row["place"]["name"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["Hama"]["holder"]["id"] == "syria-rebels"
    assert rows["Hama"]["end"] == "2024-12-06"
    assert rows["Homs"]["holder"]["id"] == "syria-government"
    assert len(rows["Homs"]["for"]) == 1
    assert {"name", "geonameid", "lat", "lon"} <= rows["Hama"]["place"].keys()


def test_text_shows_places_and_with_evidence_the_sentences(claims: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", claims, "--evidence", "--place", "hama"]) == 0
    shown = capsys.readouterr().out
    assert "Hama" in shown
    assert "Rebels took Hama." in shown
    assert "Homs" not in shown


def test_a_place_of_the_start_that_no_claim_speaks_for_says_so(
    claims: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = tmp_path / "start.csv"
    start.write_text("place,country,holder,day\nLatakia,SYR,syria-government,2024-11-26\n", encoding="utf-8")
    assert main(["control", claims, "--start", str(start)]) == 0
    rows = {
        line.split()[1]: line for line in capsys.readouterr().out.splitlines() if "held" in line or "claimed" in line
    }
    assert {name for name, line in rows.items() if "no claim for it" in line} == {"Latakia"}


def test_where_nothing_is_known_yet_or_at_all_the_table_says_so(
    claims: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["control", claims, "--at", "2024-01-01"]) == 0
    assert "Nothing had been told of any of them by then, but from 5 December 2024 on." in capsys.readouterr().out
    path = tmp_path / "meeting.txt"
    path.write_text("The minister met his colleague in Paris on Monday.", encoding="utf-8")
    assert main(["control", str(path), "--published", "2025-01-20"]) == 0
    assert "No claim here speaks of who holds a place" in capsys.readouterr().out


def test_history_and_python_agree(claims: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", claims, "--from", "2024-12-04", "--to", "2024-12-08", "--format", "geojson"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written == frontline.control(claims, first="2024-12-04", last="2024-12-08").geojson()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--at", "yesterday"], "2024-12-06"),
        (["--place", "Hamma"], "Hama"),
        (["--from", "2024-12-08", "--to", "2024-12-01"], "before the first"),
        (["--to", "2024-12-01"], "--from"),
        (["--at", "2024-12-01", "--from", "2024-12-01"], "one of them"),
        (["--start", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_wrong_use_says_what_would_work(
    claims: str, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["control", claims, *options]) == 2
    assert told in capsys.readouterr().err


def test_a_missing_path_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", "no-such-file.txt", "--at", "2024-12-06"]) == 2
    assert "no such file" in capsys.readouterr().err


def test_a_broken_line_is_a_problem_and_the_rest_goes_on(claims: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Path(claims).open("a", encoding="utf-8") as file:
        file.write('{"claim": "x", "report": {}, "kind": "capture"}\n')
    assert main(["control", claims, "--format", "csv"]) == 1
    written = capsys.readouterr()
    assert "claims.jsonl:4" in written.err
    assert "Hama" in written.out


def test_control_knows_the_actors_of_a_users_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "The Falcons of the Orontes captured the city of Hama on Thursday, a monitor said.\n", encoding="utf-8"
    )
    own = tmp_path / "own.yml"
    own.write_text(
        "actors:\n  - {id: falcons, name: Falcons of the Orontes, type: rebel, country: SYR,"
        " sides: [{side: opposition, theatre: syria}]}\n",
        encoding="utf-8",
    )
    asked = ["control", str(report), "--published", "2024-12-06", "--format", "jsonl"]
    assert main([*asked, "--actors", str(own)]) == 0
    (row,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (row["place"]["name"], row["holder"]["id"]) == ("Hamah", "syria-rebels")

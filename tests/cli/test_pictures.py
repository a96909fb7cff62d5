import json

import pytest

from frontline.cli import main

MONDAY = """Published: 2031-05-05

The Syrian army still held the city of Homs on Monday, residents said. Rebels captured the town of Rastan on Monday,
a monitor said.
"""
TUESDAY = """Published: 2031-05-06

Rebels captured the city of Homs on Tuesday, the Syrian army said. The army denied that it had lost the town of
Talbiseh. At least four people were killed in an airstrike on Hama on Tuesday, medics said.
"""


@pytest.fixture
def claims(tmp_path, capsys):
    (tmp_path / "monday.txt").write_text(MONDAY, encoding="utf-8")
    (tmp_path / "tuesday.txt").write_text(TUESDAY, encoding="utf-8")
    for name, day in (("monday", "2031-05-05"), ("tuesday", "2031-05-06")):
        main(["read", str(tmp_path / f"{name}.txt"), "--published", day, "--format", "jsonl", "--quiet"])
    out = tmp_path / "claims.jsonl"
    out.write_text(capsys.readouterr().out, encoding="utf-8")
    return out


@pytest.mark.parametrize("ending", ["png", "svg", "html"])
def test_a_map_is_drawn_from_written_claims(claims, tmp_path, capsys, ending):
    out = tmp_path / f"map.{ending}"
    assert main(["map", str(claims), "-o", str(out)]) == 0
    assert out.stat().st_size > 5_000
    assert str(out) in capsys.readouterr().out


def test_a_page_has_every_day_between(claims, tmp_path):
    out = tmp_path / "map.html"
    assert main(["map", str(claims), "--from", "2031-05-04", "--to", "2031-05-06", "-o", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert "4 to 6 May 2031" in page
    assert "Homs" in page


def test_a_timeline_of_a_place_in_another_spelling(claims, tmp_path):
    out = tmp_path / "homs.svg"
    assert main(["timeline", "Hims", str(claims), "-o", str(out)]) == 0
    assert out.stat().st_size > 5_000


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["map", "-o", "map.doc"], "end the name in"),
        (["map", "-o", "nowhere/map.png"], "no folder"),
        (["map", "--from", "2031-05-01", "-o", "map.png"], ".html"),
        (["timeline", "Timbuktu", "-o", "t.png"], "Timbuktu"),
        (["changes", "--since", "yesterday"], "no date"),
        (["changes", "--since", "2031-05-09"], "before the last day"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_out(claims, monkeypatch, capsys, command, says):
    monkeypatch.chdir(claims.parent)
    where = 2 if command[0] == "timeline" else 1
    assert main([*command[:where], str(claims), *command[where:]]) == 2
    assert says in capsys.readouterr().err


def test_changes_say_what_turned_and_what_is_new(claims, capsys):
    assert main(["changes", str(claims), "--since", "2031-05-05", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    turned = {row["after"]["place"]["name"]: row["turn"] for row in rows if row["change"] == "control"}
    assert turned["Homs"] in {"gained", "claimed", "contested"}
    assert "Ar Rastan" not in turned
    new = {(row["kind"], row["place"]["name"]) for row in rows if row["change"] == "new" and row["place"]}
    assert ("capture", "Homs") in new
    assert not any(place == "Ar Rastan" for _, place in new)


def test_changes_read_as_a_morning_note(claims, capsys):
    assert main(["changes", str(claims), "--since", "2031-05-05"]) == 0
    told = capsys.readouterr().out
    assert "after 5 May 2031, to 6 May 2031" in told
    assert [
        part
        for part in ("CONTROL", "FIRST TOLD OF", "NEW", "TOLD AND DENIED", "TOLLS TOLD OTHERWISE")
        if part not in told
    ] == []
    turned, _, first = told.partition("NEW")[0].partition("FIRST TOLD OF")
    assert ("Homs" in turned, "Tallbisah" in first) == (True, True)


def test_changes_in_two_countries_stand_apart(claims, tmp_path, capsys):
    (tmp_path / "goma.txt").write_text(
        "M23 rebels captured the town of Sake on Tuesday, two witnesses said.", encoding="utf-8"
    )
    main(["read", str(tmp_path / "goma.txt"), "--published", "2031-05-06", "--format", "jsonl", "--quiet"])
    (tmp_path / "goma.jsonl").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["changes", str(claims), str(tmp_path / "goma.jsonl"), "--since", "2031-05-05"]) == 0
    new = capsys.readouterr().out.partition("NEW ")[2].partition("TOLD AND DENIED")[0]
    assert new.index("Syria") < new.index("Homs") < new.index("Democratic Republic of the Congo") < new.index("Sake")


def test_no_outlet_is_credited_with_reports_that_name_none(claims, tmp_path):
    lines = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines()]
    named = min(line["report"]["id"] for line in lines)
    for line in lines:
        line["report"]["outlet"] = "The Harbour Courier" if line["report"]["id"] == named else None
    claims.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    out = tmp_path / "map.html"
    main(["map", str(claims), "-o", str(out)])
    assert "Sources: The Harbour Courier and 1 report that names no outlet" in out.read_text(encoding="utf-8")

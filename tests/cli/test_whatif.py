from __future__ import annotations

import json

import pytest

import frontline
from frontline.cli import main

REPORT = """\
Syrian rebels captured Hama on Thursday, the Syrian army said.

The Syrian army still held Homs on Friday. If the rebels capture Homs, it would cut the capital off from the coast, a
Syrian officer said.
"""
START = """\
place,country,admin1,feature,holder,day
Syria,SYR,,country,syria-government,2024-11-26
Idlib,SYR,Idlib,region,syria-hts,2024-11-26
Aleppo,SYR,Aleppo,region,syria-hts,2024-11-26
Deir ez-Zor,SYR,Deir ez-Zor,region,syria-sdf,2024-11-26
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A report's claims, with a starting situation, as arguments."""
    folder = tmp_path_factory.mktemp("syria")
    records = frontline.read_text(REPORT, published="2024-12-06")
    (folder / "claims.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (folder / "start.csv").write_text(START, encoding="utf-8")
    return [str(folder / "claims.jsonl"), "--start", str(folder / "start.csv")]


def test_a_supposition_is_answered_in_words(files, capsys):
    assert main(["whatif", "HTS takes Homs", "--at", "2024-12-06", *files]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("If HTS takes Homs, on 2024-12-06: ● Homs passes from Syrian government")
    assert "Damascus loses its road to Latakia, Tartus and" in out
    assert "M5 to Homs, then M1; no other route in the network" in out


def test_a_supposition_is_answered_as_data(files, capsys):
    assert main(["whatif", "the army withdraws from Homs", *files, "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["consequence"] for row in rows][:2] == ["change", "severed"]
    assert rows[0]["to"] is None
    assert rows[0]["place"]["geonameid"] == 169577


def test_a_conditional_of_a_report_stands_with_its_answer(files, capsys):
    assert main(["conditionals", *files]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "If the rebels capture Homs, it would cut the capital off from the coast" in out
    assert "follows: no other route is left in the network" in out


def test_corridors_say_what_hangs_together_and_how_one_gets_there(files, capsys):
    assert main(["corridors", *files]) == 0
    assert "Syrian government" in capsys.readouterr().out
    assert main(["corridors", *files, "--from", "Damascus", "--to", "Deraa"]) == 0
    assert "Damascus to Deraa: M5 to Khirbet Ghazaleh, then the Deraa road" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["whatif", "Nothing happens"], "no change of control can be read from it"),
        (["whatif", "HTS takes Paris"], "Paris is not in it"),
        (["whatif", "HTS takes Homs", "--at", "soon"], "is no date"),
        (["whatif", "HTS takes Homs", "--roads", "atlantis"], "no shipped road network"),
        (["corridors", "--from", "Damascus"], "--from and --to go together"),
        (["corridors", "--from", "Atlantis", "--to", "Homs"], "'Atlantis' is no town of the road network"),
    ],
)
def test_what_cannot_be_answered_is_wrong_use(files, capsys, arguments, said):
    command, rest = arguments[:1], arguments[1:]
    words, options = (rest[:1], rest[1:]) if command == ["whatif"] else ([], rest)
    assert main([*command, *words, *files, *options]) == 2
    assert said in capsys.readouterr().err


def test_a_war_without_a_network_is_told_how_to_get_one(tmp_path, capsys):
    records = frontline.read_text("Russian forces captured Avdiivka in Ukraine on Saturday.", published="2024-02-18")
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert main(["whatif", "Russia takes Pokrovsk", str(path)]) == 2
    assert "no road network ships for the countries of these reports" in capsys.readouterr().err


def test_python_gives_the_same_objects(files):
    path, _, start = files
    rows = frontline.whatif("HTS takes Homs", path, at="2024-12-06", start=start)
    assert rows[0]["consequence"] == "change"
    assert rows.problems == ()
    assert frontline.conditionals(path, start=start)[0]["verdict"] == "follows"
    assert frontline.corridors(path, start=start)[0]["main"]["name"] == "Damascus"
    with pytest.raises(frontline.FrontlineError, match="no report given"):
        frontline.whatif("HTS takes Homs")


def test_help_says_what_each_command_does(capsys):
    for command in ("whatif", "conditionals", "corridors", "roads"):
        with pytest.raises(SystemExit):
            main([command, "-h"])
        assert "examples:" in capsys.readouterr().out

"""frontline gazetteer: importing, looking up, listing and taking away, as typed."""

import json

import pytest

from frontline.cli import main
from frontline.knowledge.gazetteer_folder import gazetteer_folder, imported_files

TABLE = """name,lat,lon,country,feature,population
Qarzabil Crossing,34.51,36.51,SY,border crossing,
Qarzabil,34.50,36.50,SY,,12000
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_GAZETTEER", str(tmp_path / "places"))
    return tmp_path / "places"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_what_is_imported_is_found_listed_and_removed(folder, table, capsys):
    assert main(["gazetteer", "import", str(table)]) == 0
    assert "2 places" in capsys.readouterr().out
    assert [path.name for path in imported_files()] == ["posts.gazetteer"]
    assert main(["gazetteer", "find", "Qarzabil", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["candidates"][0]["name"] == "Qarzabil"
    assert found["candidates"][0]["feature"] == "town"
    assert main(["gazetteer", "list"]) == 0
    listed = capsys.readouterr().out
    assert "(shipped)" in listed
    assert "posts.csv" in listed
    assert main(["gazetteer", "remove", "posts"]) == 0
    assert imported_files() == ()
    assert main(["gazetteer", "find", "Qarzabil", "Crossing"]) == 1


def test_an_unusable_record_is_said_and_the_rest_imported(folder, tmp_path, capsys):
    path = tmp_path / "posts.csv"
    path.write_text(TABLE + "Far Post,95,36,SY,,\n", encoding="utf-8")
    assert main(["gazetteer", "import", str(path), "--name", "mine"]) == 1
    assert "record 3 95, 36 is no latitude" in capsys.readouterr().err
    assert [path.stem for path in imported_files()] == ["mine"]


def test_an_import_to_a_place_of_ones_choice(folder, table, tmp_path):
    out = tmp_path / "elsewhere" / "posts.gazetteer"
    assert main(["gazetteer", "import", str(table), "--out", str(out)]) == 0
    assert out.exists()
    assert imported_files() == ()


def test_find_shows_why(folder, capsys):
    assert main(["gazetteer", "find", "Rstan"]) == 0
    shown = capsys.readouterr().out
    assert "skeleton rstn" in shown
    assert "skeleton: " in shown
    assert "Ar Rastan" in shown


def test_find_within_a_country(folder, capsys):
    for country in ("LB", "LBN", "Lebanon"):
        assert main(["gazetteer", "find", "Tripoli", "--country", country, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)["candidates"]
        assert {each["country"] for each in found} == {"LBN"}


def test_find_near_a_place(folder, capsys):
    assert main(["gazetteer", "find", "Tripoli", "--near", "Beirut", "--json", "--limit", "1"]) == 0
    best = json.loads(capsys.readouterr().out)["candidates"][0]
    assert best["country"] == "LBN"
    assert best["km"] < 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["find", "Homs", "--country", "Nowhereland"], "--country 'Nowhereland' is no country; give SY"),
        (["find", "Homs", "--near", "Xqzzvprtkw"], "--near 'Xqzzvprtkw' is no place"),
        (["remove", "none"], "no gazetteer 'none'; there is: nothing is imported"),
        (["import", "missing.zip"], "cannot be read"),
    ],
)
def test_wrong_use_says_what_would_work(folder, capsys, words, said):
    assert main(["gazetteer", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_name_that_is_no_name_of_a_file(folder, table, capsys):
    assert main(["gazetteer", "import", str(table), "--name", "../out"]) == 2
    assert "is no name for a file" in capsys.readouterr().err


def test_an_empty_variable_means_the_shipped_gazetteer_alone(monkeypatch, table, capsys):
    monkeypatch.setenv("FRONTLINE_GAZETTEER", "")
    assert gazetteer_folder() is None
    assert main(["gazetteer", "import", str(table)]) == 2
    assert "give --out" in capsys.readouterr().err


def test_the_folder_follows_the_desktop_standard(monkeypatch, tmp_path):
    monkeypatch.delenv("FRONTLINE_GAZETTEER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert gazetteer_folder() == tmp_path / "frontline" / "gazetteers"


def test_a_broken_import_says_how_to_get_rid_of_it(folder, capsys):
    folder.mkdir()
    (folder / "broken.gazetteer").write_bytes(b"nothing that could be a gazetteer")
    assert main(["gazetteer", "find", "Homs"]) == 2
    assert "frontline gazetteer remove broken" in capsys.readouterr().err
    assert main(["gazetteer", "remove", "broken"]) == 0


def test_find_says_when_places_are_only_alike(folder, capsys):
    main(["gazetteer", "find", "Minova"])
    assert "only spelled or sound alike" in capsys.readouterr().out
    main(["gazetteer", "find", "Homs"])
    assert "alike" not in capsys.readouterr().out

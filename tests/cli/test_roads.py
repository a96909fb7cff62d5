from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontline.cli import main

EXTRACT = Path(__file__).parents[1] / "knowledge" / "cases" / "roads.osm"


def test_list_names_the_networks_that_ship(capsys):
    assert main(["roads", "list"]) == 0
    assert "main roads of Syria" in capsys.readouterr().out


def test_show_prints_a_road_in_the_order_of_its_towns(capsys):
    assert main(["roads", "show", "syria", "--road", "M5"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("M5 Aleppo to Damascus and Jordan motorway, 44")
    assert "Hama – Rastan – Talbiseh – Homs – Hasya" in out
    assert "bridges" not in out


def test_show_prints_the_whole_network_with_bridges_and_areas(capsys):
    assert main(["roads", "show", "syria"]) == 0
    out = capsys.readouterr().out
    assert "Rastan bridge, over the Orontes: between Hama and Rastan" in out
    assert "the coast: Latakia, Jableh, Baniyas, Tartus" in out


def test_show_gives_features_for_a_map(capsys):
    assert main(["roads", "show", "syria", "--road", "M1", "--format", "geojson"]) == 0
    (feature,) = json.loads(capsys.readouterr().out)["features"]
    assert feature["geometry"]["coordinates"][0] == pytest.approx([36.72, 34.73], abs=0.01)
    assert feature["properties"]["towns"][-1]["name"] == "Latakia"


def test_a_road_or_a_network_that_is_not_there_is_wrong_use(capsys):
    assert main(["roads", "show", "syria", "--road", "M99"]) == 2
    assert "has no road 'M99'; it has M5, M1" in capsys.readouterr().err
    assert main(["roads", "show", "atlantis"]) == 2
    assert "no shipped road network" in capsys.readouterr().err


def test_a_map_becomes_a_file_that_check_finds_sound_and_faults_are_told_by_line(tmp_path, capsys):
    path = tmp_path / "drawn.yml"
    assert main(["roads", "import", str(EXTRACT), "--name", "a valley", "-o", str(path)]) == 0
    assert "stretches from 5 roads" in capsys.readouterr().err
    assert main(["roads", "check", str(path)]) == 0
    assert "nothing wrong" in capsys.readouterr().out
    path.write_text(
        path.read_text(encoding="utf-8").replace('"class": "motorway"', '"class": "lane"'), encoding="utf-8"
    )
    assert main(["roads", "check", str(path)]) == 1
    assert "class: 'lane' is not known; use one of motorway, primary, trunk" in capsys.readouterr().err


def test_a_map_that_cannot_be_read_is_wrong_use(tmp_path, capsys):
    assert main(["roads", "import", str(tmp_path / "missing.osm")]) == 2
    assert "there is no such file" in capsys.readouterr().err

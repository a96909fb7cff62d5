"""The types of PLOVER: what the file promises, and what is told of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.errors import KnowledgeError
from frontline.knowledge.plover import load_plover
from frontline.knowledge.tables import DATA

TEXT = (DATA / "plover.toml").read_text(encoding="utf-8")


def test_there_are_fifteen_types_in_four_groups():
    plover = load_plover()
    assert len(plover.types) == 15
    assert set(plover.quads.values()) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("plover", "cameo", "name"),
    [
        ("SANCTION", "116", "ACCUSE"),
        ("RETREAT", "0874", "YIELD"),
        ("CONCEDE", "0356", "AGREE"),
        ("COERCE", "163", "COERCE"),
        ("ASSAULT", "1712", "ASSAULT"),
        ("REQUEST", "020", "REQUEST"),
        ("RETREAT", None, "YIELD"),
        (None, None, None),
    ],
)
def test_codes_come_to_types(plover: str | None, cameo: str | None, name: str | None):
    assert load_plover().of_codes(plover, cameo) == name


@pytest.mark.parametrize(
    ("name", "change", "changed"),
    [("AID", "future", "AGREE"), ("ASSAULT", "future", "THREATEN"), ("AID", "ended", "SANCTION"), ("COERCE", "ended", "YIELD"),
     ("CONSULT", "negated", "REJECT"), ("ACCUSE", "future", "ACCUSE")],
)  # fmt: skip
def test_time_and_negation_change_a_type(name: str, change: str, changed: str):
    assert load_plover().changed(name, change) == changed


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"20" = "ASSAULT"', '"20" = "ASAULT"', r"\[cameo\] ASAULT: no type"),
        ("[types.AID]", "[types.HELP]", r"\[types\]: AID, HELP is missing or unknown"),
        ('verbs = ["demonstrate"', 'verbs = ["praise"', r"\[types.PROTEST\] verbs: 'praise' is of SUPPORT already"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, told: str):
    assert old in TEXT
    path = tmp_path / "plover.toml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=told):
        load_plover(path)

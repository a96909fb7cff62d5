"""A user's file of kinds: what it may say, what it makes of the codebook, and how its mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.errors import KnowledgeError
from frontline.knowledge.codebook import ROLES, Codebook
from frontline.knowledge.own_kinds_file import look_through, read_kinds

SOUND = """\
kinds:
  - key: mine-clearance
    title: Clearance of mines
    definition: Somebody removes mines.
    examples:
      - Sappers *cleared* forty mines.
      - The team *blew up* two shells.
      - "*Demining* began in May."
    counterexamples:
      - Rebels *laid* mines.
      - {text: A mine killed two., instead: explosive-attack}
"""


@pytest.fixture(scope="module")
def core() -> Codebook:
    return Codebook.load()


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_examples_lose_their_asterisks_and_keep_their_triggers(core: Codebook, tmp_path: Path) -> None:
    own = read_kinds(written(tmp_path, SOUND), core)
    kind = own.kinds[0]
    assert [one.text[one.start : one.end] for one in kind.examples] == ["cleared", "blew up", "Demining"]
    assert [one.line for one in kind.examples] == [6, 7, 8]
    assert [(one.text[one.start : one.end], one.end > 0) for one in kind.contraries] == [("laid", True), ("", False)]
    assert kind.kind.counterexamples[1].instead == "explosive-attack"
    assert not any("*" in text for text in kind.kind.examples)
    assert kind.by_likeness
    assert not kind.changes


def test_a_kind_that_stands_for_itself_has_all_roles_and_no_codes(core: Codebook, tmp_path: Path) -> None:
    kind = read_kinds(written(tmp_path, SOUND), core).codebook.kind("mine-clearance")
    assert kind.required == ()
    assert kind.optional == ROLES
    assert set(kind.codes[-1].codes.values()) == {None}


def test_a_kind_like_another_takes_over_its_roles_and_codes(core: Codebook, tmp_path: Path) -> None:
    own = read_kinds(written(tmp_path, SOUND + "    like: intercept\n"), core)
    base = core.kind("intercept")
    kind = own.codebook.kind("mine-clearance")
    assert (kind.required, kind.optional, kind.codes) == (base.required, base.optional, base.codes)
    shared = {tuple(trigger.roles.items()) for trigger in base.triggers if trigger.part == "verb"}
    assert any(set(roles) <= set(own.kinds[0].trigger("verb").roles.items()) for roles in shared)


def test_the_core_kinds_stay_and_the_hash_tells_the_file(core: Codebook, tmp_path: Path) -> None:
    own = read_kinds(written(tmp_path, SOUND), core)
    assert [kind.key for kind in own.codebook.kinds] == [*(kind.key for kind in core.kinds), "mine-clearance"]
    other = read_kinds(written(tmp_path, SOUND.replace("forty", "fifty")), core)
    assert len({core.hash, own.codebook.hash, other.codebook.hash}) == 3
    assert own.codebook.light_verbs_for("launch") == core.light_verbs_for("launch")


def test_a_core_kind_can_be_changed(core: Codebook, tmp_path: Path) -> None:
    text = """\
kinds:
  - key: capture
    definition: Taking a place, or a hill.
    triggers:
      - verbs: [summit]
        roles: {ARG0: actor, ARG1: place}
"""
    own = read_kinds(written(tmp_path, text), core)
    base, kind = core.kind("capture"), own.codebook.kind("capture")
    assert own.kinds[0].changes
    assert not own.kinds[0].by_likeness
    assert (kind.title, kind.codes, kind.examples) == (base.title, base.codes, base.examples)
    assert kind.definition == "Taking a place, or a hill."
    assert kind.triggers[1:] == base.triggers
    assert kind.triggers[0].own
    assert own.codebook.triggers_for("summit", "verb")[0].kind == kind


def test_a_users_trigger_is_tried_before_all_others(core: Codebook, tmp_path: Path) -> None:
    text = SOUND.replace(
        "    examples:", "    triggers:\n      - {verbs: [seize], roles: {ARG0: actor}}\n    examples:"
    )
    candidates = read_kinds(written(tmp_path, text), core).codebook.triggers_for("seize", "verb")
    assert candidates[0].kind.key == "mine-clearance"
    assert len(candidates) == 1 + len(core.triggers_for("seize", "verb"))


@pytest.mark.parametrize(
    "mistake",
    [
        ("*cleared*", "cleared", 6, "between asterisks"),
        ("forty mines.", "*forty* mines.", 6, "more than one trigger"),
        ("*cleared*", "*cleared", 6, "asterisk alone"),
        ("mine-clearance", "Mine_Clearance", 2, "small letters"),
        ("    title: Clearance of mines\n", "", 2, "title is missing"),
        ("      - The team *blew up* two shells.\n", "", 5, "give at least 3"),
        ("instead: explosive-attack", "instead: explosive-atack", 11, "did you mean 'explosive-attack'?"),
        ("    examples:", "    roles: [actor, plaace]\n    examples:", 5, "did you mean 'place'?"),
        ("    examples:", "    like: interceptt\n    examples:", 5, "did you mean 'intercept'?"),
        ("    examples:", "    exampels: []\n    examples:", 5, "did you mean 'examples'?"),
        ('"*Demining* began in May."', "*Demining* began in May.", 8, "must be in quotes"),
        (SOUND, "kinds: []\n", 1, "is empty"),
        (SOUND, SOUND + SOUND.removeprefix("kinds:\n"), 12, "stands in this file already"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_would_work(
    mistake: tuple[str, str, int, str], core: Codebook, tmp_path: Path
) -> None:
    old, new, line, said = mistake
    assert old in SOUND
    path = written(tmp_path, SOUND.replace(old, new, 1))
    with pytest.raises(KnowledgeError) as told:
        read_kinds(path, core)
    message = str(told.value)
    assert said in message
    assert f"{path}:{line}:" in message


def test_all_mistakes_are_told_at_once_and_what_is_sound_is_kept(core: Codebook, tmp_path: Path) -> None:
    text = (
        SOUND.replace("*blew up*", "blew up").replace("explosive-attack}", "bang}")
        + """\
  - key: other
    title: Other
    definition: Something else.
    examples: [They *a* b., They *c* d., They *e* f.]
"""
    )
    own, faults = look_through(written(tmp_path, text), core)
    assert len(faults) == 3
    assert [one.kind.key for one in own.kinds] == ["mine-clearance", "other"]
    with pytest.raises(KnowledgeError, match="and 2 more"):
        read_kinds(tmp_path / "own.yml", core)

"""The templates suite: the reading of MUC's files, and the match of strings. All messages are our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frontline.bench import templates
from frontline.bench.muc import Filler, read_keys, read_messages, split_messages
from frontline.bench.templates import Entity, Tally, answers, entities, head_word, score, tally
from frontline.errors import UsageError
from frontline.knowledge.shipped import shipped
from frontline.records.wire import Json

KEY = """;;; a remark
0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING
6.  INCIDENT: INSTRUMENT ID         "TWO BOMBS" / "BOMBS"
                                    ?"FUSE"
9.  PERP: INDIVIDUAL ID             "MEN OF THE \\"RED\\" COLUMN"
10. PERP: ORGANIZATION ID           -
12. PHYS TGT: ID                    "FERRY OFFICE"
16. PHYS TGT: EFFECT OF INCIDENT    SOME DAMAGE: "FERRY OFFICE"
18. HUM TGT: NAME                   "ANA RIOS"
19. HUM TGT: DESCRIPTION            "CLERK": "ANA RIOS"
                                    "PASSERSBY"

0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
6.  INCIDENT: INSTRUMENT ID         "BOMBS"
12. PHYS TGT: ID                    "MILL"

0.  MESSAGE: ID                     TST9-MUC4-0002
1.  MESSAGE: TEMPLATE               *
6.  INCIDENT: INSTRUMENT ID         *
"""
TEXTS = """TST9-MUC4-0001

   PORTO, 4 FEB 90 (OWN) -- [TEXT] MEN BOMBED THE FERRY OFFICE.

TST9-MUC4-0002 (SOME DESK)

   PORTO, 5 FEB 90 -- [TEXT] IT RAINED.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "muc34" / "tst9").mkdir(parents=True)
    (tmp_path / "muc34" / "tst9" / "any-key").write_text(KEY, encoding="latin-1")
    (tmp_path / "muc34" / "tst9" / "any-text").write_text(TEXTS, encoding="latin-1")
    return tmp_path


def test_messages_and_keys_are_read(folder: Path) -> None:
    first, second = read_messages(folder)
    assert (first.id, first.published, len(first.templates)) == ("TST9-MUC4-0001", date(1990, 2, 4), 2)
    assert first.text.endswith("FERRY OFFICE.")
    assert second.templates == ()
    slots = first.templates[0].slots
    assert slots["INCIDENT: INSTRUMENT ID"] == (
        Filler(("TWO BOMBS", "BOMBS"), (), optional=False),
        Filler(("FUSE",), (), optional=True),
    )
    assert slots["HUM TGT: DESCRIPTION"][0] == Filler(("CLERK",), ("ANA RIOS",), optional=False)
    assert slots["PERP: INDIVIDUAL ID"][0].strings == ('MEN OF THE "RED" COLUMN',)
    assert "PERP: ORGANIZATION ID" not in slots
    assert "PHYS TGT: EFFECT OF INCIDENT" not in slots
    assert [template.optional for template in read_keys(KEY)] == [False, True, False]


def test_the_messages_for_building_are_left_out_beside_others(folder: Path) -> None:
    (folder / "dev").write_text(TEXTS.replace("TST9", "DEV"), encoding="latin-1")
    (folder / "key-dev").write_text(KEY.replace("TST9", "DEV"), encoding="latin-1")
    assert [message.id[:3] for message in read_messages(folder)] == ["TST", "TST"]
    assert len(dict(split_messages(TEXTS))) == 2


def test_a_folder_without_messages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no MUC messages"):
        templates.run(tmp_path, lambda _text, _day: [])


def test_entities_pool_templates_and_join_what_shares_a_string(folder: Path) -> None:
    message = read_messages(folder)[0]
    assert entities(message, "weapon") == [
        Entity(frozenset({"fuse"}), optional=True),
        Entity(frozenset({"bombs"}), optional=False),
    ]
    assert entities(message, "target") == [
        Entity(frozenset({"office"}), optional=False),
        Entity(frozenset({"mill"}), optional=True),
    ]
    assert entities(message, "victim") == [
        Entity(frozenset({"rios", "clerk"}), optional=False),
        Entity(frozenset({"passersby"}), optional=False),
    ]


@pytest.mark.parametrize(
    ("string", "head"),
    [
        ("MEMBERS OF THE FRONT", "members"),
        ("Ana Maria Rios", "rios"),
        ('"RED" COLUMN', "column"),
        ("LIBERATION FRONT [LF]", "front"),
        ("men who wore masks", "men"),
        ("a car bomb", "bomb"),
        ("the mayor, 44", "mayor"),
        ("of", "of"),
        ("--", "--"),
    ],
)
def test_head_words(string: str, head: str) -> None:
    assert head_word(string) == head


def test_answers_are_tallied() -> None:
    asked = [
        Entity(frozenset({"rios", "clerk"}), optional=False),
        Entity(frozenset({"passersby"}), optional=False),
        Entity(frozenset({"fuse"}), optional=True),
    ]
    # Both names of one person are one answer; what may be missed is right when found and no loss when not.
    assert tally({"rios", "clerk", "fuse", "dog"}, asked) == Tally(given=3, right=2, asked=2, found=1)
    assert tally((), asked) == Tally(0, 0, 2, 0)


def test_figures(folder: Path) -> None:
    messages = read_messages(folder)
    figures = score(messages, [{"weapon": frozenset({"bombs", "stone"})}, {"target": frozenset({"mill"})}])
    assert figures["weapon_precision"] == 0.5
    assert figures["weapon_recall"] == 1.0
    assert figures["weapon_f1"] == 0.6667
    assert figures["target_f1"] == 0.0
    assert figures["all_precision"] == round(1 / 3, 4)
    assert figures["all_recall"] == round(1 / 5, 4)


def claim(**more: object) -> Json:
    made: Json = {"kind": "explosive-attack", "stance": "asserted", "polarity": True, "trigger": {"text": "went off"}}
    return made | {"actor": [], "recipient": [], "place": [], "cargo": [], "instrument": []} | more


def party(text: str, kind: str, via: str = "own words", name: str = "") -> Json:
    return {"text": text, "type": kind, "via": via, "name": name or text}


def test_slots_of_claims() -> None:
    told = claim(
        actor=[party("They", "rebel", "pronoun", "Red Column")],
        recipient=[party("two clerks", "civilians"), party("a bus", "unknown")],
        place=[{"text": "the ferry office", "feature": "facility"}, {"text": "Porto", "feature": "city"}],
        instrument=[{"text": "a bomb"}],
    )
    assert answers([told], shipped().lexicon) == {
        "perpetrator": frozenset({"column"}),
        "target": frozenset({"office", "bus"}),
        "victim": frozenset({"clerks"}),
        "weapon": frozenset({"bomb"}),
    }


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "meet"},
        {"stance": "denied"},
        {"stance": "planned"},
        {"stance": "background"},
        {"polarity": False},
        {"recipient": [party("a patrol", "state-forces")]},
    ],
)
def test_claims_that_are_no_incident_give_nothing(more: dict[str, object]) -> None:
    told = claim(actor=[party("gunmen", "unidentified-armed")], recipient=[party("clerks", "civilians")])
    assert any(answers([told], shipped().lexicon).values())
    assert not any(answers([told | more], shipped().lexicon).values())

"""The lexicon: nouns have the classes that conditions need, and mistakes in the file are told."""

from __future__ import annotations

import pytest

from frontline.errors import KnowledgeError
from frontline.knowledge.lexicon import CLASSES, Lexicon
from frontline.knowledge.people import load_people_words

SMALL = '[people]\nsoldiers = ["armed"]\n[things]\nplace = ["town"]\n[only]\ntank = ["vehicle"]\n'


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.mark.parametrize(
    ("noun", "classes"),
    [
        ("town", {"place"}), ("base", {"facility"}), ("bridge", {"facility", "crossing"}), ("prison", {"facility"}),
        ("police station", {"facility"}), ("refinery", {"facility"}), ("missile", {"weapon"}), ("warplane", {"aircraft"}),
        ("soldier", {"armed", "person"}), ("rebel", {"armed", "irregular"}), ("villager", {"civilians", "person"}),
        ("hostage", {"detainee"}), ("minister", {"official"}), ("commander", {"official", "armed"}), ("flour", {"goods", "aid"}),
        ("attention", {"abstract"}), ("ceasefire", {"accord", "event"}), ("airport", {"facility", "crossing"}),
        ("dollar", {"money"}), ("government", {"party"}), ("tank", {"vehicle", "weapon", "artillery"}),
        ("drone", {"weapon", "unmanned"}), ("rocket", {"weapon", "missile"}), ("howitzer", {"weapon", "artillery"}),
        ("country", {"place", "country"}), ("earthquake", {"hazard", "event"}), ("typhoon", {"hazard"}),
    ],
)  # fmt: skip
def test_nouns_have_their_classes(lexicon, noun, classes):
    assert classes <= lexicon.classes(noun)


@pytest.mark.parametrize(
    ("noun", "classes"),
    [
        ("attention", {"place", "facility", "armed"}), ("imagination", {"place"}), ("deal", {"place", "armed"}),
        ("soldier", {"civilians"}), ("villager", {"armed"}), ("tank", {"party"}), ("bridge", {"party"}),
        ("famine", {"hazard"}), ("mine", {"hazard"}), ("town", {"country"}), ("water cannon", {"artillery"}),
    ],
)  # fmt: skip
def test_nouns_have_no_classes_that_would_let_metaphors_in(lexicon, noun, classes):
    assert not classes & lexicon.classes(noun)


def test_a_phrase_counts_as_its_last_word_unless_it_is_listed(lexicon):
    assert lexicon.classes("coastal town") == lexicon.classes("town")
    assert lexicon.classes("gas station") == lexicon.classes("station")
    assert lexicon.classes("police station") == {"facility"}


def test_an_unknown_noun_has_no_class(lexicon):
    assert lexicon.classes("quibble") == frozenset()
    assert lexicon.classes("") == frozenset()


def test_every_class_of_people_words_is_mapped(lexicon):
    assert lexicon._of_group.keys() == load_people_words().groups


def test_every_class_but_clause_has_nouns(lexicon):
    used = set().union(*lexicon._classes.values(), *lexicon._of_group.values())
    assert used == set(CLASSES) - {"clause"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[only]", "[other]", r"mine\.toml: only, other is missing or unknown"),
        ("place =", "palce =", r"\[things\]: no class palce; use"),
        ("soldiers =", "soldeirs =", r"\[people\]: no class soldeirs; use"),
        ('["vehicle"]', '["wheels"]', r"tank: no class wheels; use"),
        ('"town"', '"Town"', r"\[things\] place must be a list of lower-case words"),
        ("[things]", "[things", r"mine\.toml: cannot be read"),
    ],
)
def test_mistakes_are_told(tmp_path, old, new, message):
    path = tmp_path / "mine.toml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        Lexicon.load(path)


def test_what_is_fired_or_flown_is_a_weapon_too(lexicon):
    means = {noun for noun, classes in lexicon._classes.items() if classes & {"artillery", "missile", "unmanned"}}
    assert {"shell", "mortar", "missile", "rocket", "drone", "uav"} <= means
    assert all("weapon" in lexicon.classes(noun) for noun in means)

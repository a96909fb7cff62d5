"""Changed examples stay sound: every layer has its words, every tree is a tree, every role keeps its words."""

import random

import pytest

from frontline.training.augment import (
    QUANTITIES,
    Augmenter,
    Shares,
    inserted,
    name_pools,
    name_spans,
    recased,
    swap_names,
    with_dateline,
    with_quantity,
)
from frontline.training.corpora import Example, Frame, NameSpan, Role, allowed_labels

POOLS = {("LOC", 1): [("Homs",)], ("ORG", 1): [("Reuters",)]}


@pytest.fixture
def example() -> Example:
    return Example(
        "one",
        words=["Shells", "killed", "12", "people", "in", "Hama", "."],
        lemmas=["shell", "kill", "12", "people", "in", "Hama", "."],
        upos=["NOUN", "VERB", "NUM", "NOUN", "ADP", "PROPN", "PUNCT"],
        xpos=["NNS", "VBD", "CD", "NNS", "IN", "NNP", "."],
        heads=[1, -1, 3, 1, 5, 1, 1],
        deprels=["nsubj", "root", "nummod", "obj", "case", "obl", "punct"],
        names=allowed_labels(7, [NameSpan(5, 6, "LOC")]),
        frames=[Frame(1, (Role("ARG0", 0, 1), Role("ARG1", 2, 4), Role("ARGM-LOC", 4, 6)))],
    )


def spoken(example: Example) -> list[tuple[str, str, str]]:
    return [
        (example.words[frame.predicate], role.label, " ".join(example.words[role.start : role.end]))
        for frame in example.frames
        for role in frame.roles
    ]


def check(example: Example) -> None:
    size = len(example.words)
    for layer in (example.upos, example.xpos, example.heads, example.deprels, example.names):
        assert len(layer) == size
    assert example.heads.count(-1) == 1
    for start in range(size):
        node, steps = start, 0
        while node >= 0:
            node, steps = example.heads[node], steps + 1
            assert steps <= size


@pytest.mark.parametrize("phrase", QUANTITIES)
def test_a_quantity_phrase_joins_the_role_of_its_noun(example, phrase):
    changed = inserted(example, 2, phrase)
    check(changed)
    said = " ".join(word.word for word in phrase)
    assert ("killed", "ARG1", f"{said} 12 people") in spoken(changed)
    assert ("killed", "ARG0", "Shells") in spoken(changed)
    assert changed.words[changed.heads[changed.words.index("12")]] == "people"


def test_a_number_that_has_a_phrase_gets_no_second_one(example):
    once = with_quantity(example, random.Random(1))
    assert once is not example
    assert with_quantity(once, random.Random(1)) is once


def test_a_dateline_hangs_on_the_root_and_moves_every_role(example):
    changed = with_dateline(example, POOLS, random.Random(5))
    check(changed)
    assert changed.words[changed.heads[0]] == "killed"
    assert spoken(changed) == spoken(example)
    assert name_spans(changed)[0] == NameSpan(0, 1, "LOC")
    assert [changed.words[one.start] for one in name_spans(changed)][-1] == "Hama"


def test_names_give_way_to_names_of_their_type_and_length(example):
    found = {swap_names(example, POOLS, random.Random(seed)).words[5] for seed in range(20)}
    assert found == {"Hama", "Homs"}
    swapped = next(
        one for seed in range(20) if (one := swap_names(example, POOLS, random.Random(seed))).words[5] == "Homs"
    )
    assert swapped.lemmas[5] == "Homs"
    assert example.words[5] == "Hama"


def test_a_name_with_no_other_of_its_length_stays(example):
    assert swap_names(example, {}, random.Random(1)).words == example.words


def test_capitals_change_the_words_and_forget_the_lemmas(example):
    shouted = recased(example, str.upper)
    assert shouted.words[1] == "KILLED"
    assert shouted.lemmas is None
    assert shouted.names == example.names


def test_the_augmenter_repeats_itself_for_a_seed(example):
    runs = []
    for _ in range(2):
        augmenter = Augmenter(POOLS, Shares(), 3)
        runs.append([augmenter.change(example).words for _ in range(50)])
    assert runs[0] == runs[1]
    assert len({tuple(words) for words in runs[0]}) > 2


def test_the_augmenter_keeps_every_example_sound(example):
    augmenter = Augmenter(POOLS, Shares(0.2, 0.2, 0.2, 0.5, 0.5, 0.5), 3)
    for _ in range(100):
        check(augmenter.change(example))


def test_pools_take_capitalised_names_of_uner_and_more(example):
    pools = name_pools([example], {"ORG": ["al-Shabaab"]})
    assert pools == {("LOC", 1): [("Hama",)], ("ORG", 3): [("al", "-", "Shabaab")]}

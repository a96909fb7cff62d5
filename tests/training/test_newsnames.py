"""Frames filled with names."""

import random

from frontline.training.augment import name_spans
from frontline.training.newsnames import news, news_sentences, person


def test_every_frame_has_slots_that_can_be_filled():
    for frame in news().frames:
        slots = [part for part in frame.split() if "{" in part]
        assert slots
        assert all(part.removesuffix("-based").strip("{}") in ("ORG", "PER", "LOC", "NORP", "ABBR") for part in slots)


def test_a_filled_frame_marks_every_name_and_leaves_no_slot():
    for example in news_sentences(200, ("Atlantis",), 1):
        assert not any("{" in word for word in example.words)
        spans = name_spans(example)
        assert spans
        assert all(example.words[start:end] for start, end, _ in spans)


def test_the_same_seed_gives_the_same_sentences():
    assert [one.words for one in news_sentences(20, (), 4)] == [one.words for one in news_sentences(20, (), 4)]


def test_people_have_a_family_name():
    rng = random.Random(1)
    assert all(person(rng).split()[-1] in news().family_names for _ in range(50))

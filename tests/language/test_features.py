"""Cased features: stable for ever, or a trained model no longer fits them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.language.features import (
    BUCKETS,
    MAX_PIECES,
    RESERVED,
    WordEncoder,
    features,
    flat,
    sentence_flags,
    shape,
    short_shape,
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Aleppo", "Xxxx"), ("HTS", "XXX"), ("U.S.", "X.X."), ("2024", "ddd"), ("al-Sham", "xx-Xxxx"), ("", "")],
)
def test_shape(word, expected):
    assert shape(word) == expected


def test_short_shape_makes_every_run_one():
    assert short_shape("Xxxx-ddd") == "Xx-d"


def test_the_hashes_are_those_that_the_model_was_trained_with():
    assert features("Hama") == (6203, 3796, 3559, 6335, 4064, 7383, 1424, 5778, 2529, 3295)


@given(st.text(max_size=30))
def test_every_word_has_ten_features_within_the_table(word):
    found = features(word)
    assert len(found) == 10
    assert all(RESERVED <= value < BUCKETS for value in found)


def test_typographic_marks_are_those_of_the_training_data():
    assert flat("\u201cdon\u2019t\u201d") == '"don\'t"'


def test_flags_tell_the_first_word_and_a_heading():
    assert sentence_flags(["Rebels", "take", "Hama"]) == [1, 2, 2]
    assert sentence_flags(["REBELS", "TAKE", "HAMA", "2024"]) == [3, 4, 4, 4]
    assert sentence_flags([]) == []


def test_a_word_is_tokenised_once_and_cut_after_eight_pieces():
    calls = []

    def tokenize(word):
        calls.append(word)
        return list(range(50)) if word == "long" else []

    encoder = WordEncoder(tokenize, 1)
    assert len(encoder.encode("long").pieces) == MAX_PIECES
    assert encoder.encode("long") is encoder.encode("long")
    assert encoder.encode("\u0001").pieces == (1,)
    assert calls == ["long", "\u0001"]

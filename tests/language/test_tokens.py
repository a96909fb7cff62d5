"""Sentences of raw text: own cases, and laws that hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.language.tokens import split
from frontline.language.words import word_offsets

CASES = tomllib.loads((Path(__file__).parent / "cases" / "sentences.toml").read_text(encoding="utf-8"))["case"]


def sentences_of(text):
    return [text[words[0][0] : words[-1][1]] for words in split(text)]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_sentences_of_own_texts(case):
    text = "".join(case["sentences"])
    assert sentences_of(text) == [sentence.strip() for sentence in case["sentences"]]


@settings(deadline=None)
@given(st.text())
def test_sentences_hold_all_words_in_order_and_none_is_empty(text):
    sentences = split(text)
    assert [word for sentence in sentences for word in sentence] == word_offsets(text)
    assert all(sentences)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Rebels", "said", ".", "“", "U.S.", "\n", " ", "and", "5", "?", ")", "-"])).map("".join)
)
def test_a_blank_line_always_ends_a_sentence(text):
    for sentence in split(f"{text}\n\n{text}"):
        inside = f"{text}\n\n{text}"[sentence[0][0] : sentence[-1][1]]
        assert "\n\n" not in inside


@settings(deadline=None)
@given(st.text(max_size=60))
def test_the_same_text_is_split_the_same_way_after_other_texts(text):
    first = split(text)
    split("Another report. With its own habits, e.g. these. and those.")
    assert split(text) == first


def test_a_text_of_line_ends_takes_linear_time():
    assert split("a.\n" + "\n" * 500_000 + "b") == [[(0, 1), (1, 2)], [(500_003, 500_004)]]

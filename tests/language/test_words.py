"""Words of raw text: own cases, and laws that hold for any text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.errors import KnowledgeError
from frontline.language.words import parse_table, word_offsets

CASES = tomllib.loads((Path(__file__).parent / "cases" / "words.toml").read_text(encoding="utf-8"))["case"]
TABLE = Path(__file__).parents[2] / "src" / "frontline" / "language" / "data" / "words.toml"
NEWSY = st.lists(
    st.sampled_from(
        ["Gen.", "No", "5", ".", " ", "\n", "'s", "’", "a.m", "-", "U.S", "“", "etc.", "\u0301", "@", "http://", "é"]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_words_of_own_sentences(case):
    text = case["text"]
    assert "|".join(text[start:end] for start, end in word_offsets(text)) == case["words"]


@settings(deadline=None)
@given(st.one_of(st.text(), NEWSY))
def test_every_visible_character_is_in_exactly_one_word_and_no_space_is(text):
    offsets = word_offsets(text)
    covered = [position for start, end in offsets for position in range(start, end)]
    assert covered == [position for position, character in enumerate(text) if not character.isspace()]
    assert all(start < end for start, end in offsets)


@settings(deadline=None)
@given(NEWSY, NEWSY)
def test_words_do_not_depend_on_the_paragraph_before(first, second):
    base = len(first) + 3
    alone = [(start + base, end + base) for start, end in word_offsets(second)]
    together = [span for span in word_offsets(f"{first} .\n{second}") if span[0] >= base]
    assert together == alone


def test_a_long_piece_without_spaces_is_covered_in_linear_time():
    text = "1," * 200_000 + "x"
    offsets = word_offsets(text)
    assert offsets[0][0] == 0
    assert offsets[-1][1] == len(text)
    assert all(left[1] == right[0] for left, right in pairwise(offsets))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"gon|na"', '"gonna"', "contractions.cut: 'gonna'"),
        ("prefixes = [", "prefix = [", "hyphens.prefixes"),
        ("[numbers]", "[numbers", "not TOML"),
        ('kept = ["Ra\'s", "Ra\'d", "Sa\'d"]', "kept = []", "contractions.kept"),
    ],
)
def test_a_wrong_table_is_named_with_its_key(old, new, named):
    content = TABLE.read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(KnowledgeError, match=r"words\.toml") as caught:
        parse_table(content.replace(old, new, 1), "words.toml")
    assert named in str(caught.value)

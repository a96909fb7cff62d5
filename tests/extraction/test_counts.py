"""Counts: the interval that a noun phrase states."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.extraction.counts import count, parts
from frontline.extraction.numbers import digits_to_number, ordinal_to_number, words_to_number
from frontline.language.annotation import Sentence, Token
from frontline.records import Count, Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "counts.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"\d[\d,.-]*\d|\w+(?:-\w+)*|[^\w\s]")
PIECES = st.lists(
    st.sampled_from(
        [
            "at",
            "least",
            "more",
            "than",
            "up",
            "to",
            "nearly",
            "about",
            "some",
            "three",
            "twelve",
            "12",
            "1,200",
            "200",
            "000",
            "2.3",
            "million",
            "dozen",
            "dozens",
            "hundreds",
            "of",
            "thousands",
            "a",
            "an",
            "no",
            "none",
            "one",
            "two",
            "or",
            "and",
            "between",
            "10-15",
            "people",
            "soldiers",
            "family",
            "their",
            "other",
            "$",
            "percent",
            "-",
            ",",
            "including",
            "them",
            "whom",
            "were",
            "half",
            "several",
            "few",
            "couple",
            "tens",
            "2016",
            "in",
            "March",
        ]
    ),
    max_size=12,
).map(" ".join)


def read(text: str) -> tuple[Report, Sentence, int]:
    """Build the sentence of a case; the token in brackets is the head."""
    mark = text.find("[")
    bare = text.replace("[", "").replace("]", "")
    tokens = tuple(Token(m.start(), m.end(), m[0], m[0].lower(), "", "", -1, "") for m in WORD.finditer(bare))
    head = next((place for place, token in enumerate(tokens) if token.start == mark), 0)
    end = tokens[-1].end if tokens else 0
    return Report("r0", bare), Sentence(tokens[0].start if tokens else 0, end, tokens, (), ()), head


def written(found: Count) -> str:
    return " | ".join([found.span.text, *("-" if n is None else str(n) for n in (found.low, found.best, found.high))])


@pytest.mark.parametrize("case", CASES["count"], ids=lambda case: case[:60])
def test_count(case: str) -> None:
    text, _, expected = case.partition(" => ")
    found = count(*read(text))
    actual = "none" if found is None else written(found)
    assert actual.lower() == expected.lower()


@pytest.mark.parametrize("case", CASES["parts"], ids=lambda case: case[:60])
def test_parts(case: str) -> None:
    text, _, expected = case.partition(" => ")
    report, sentence, head = read(text)
    found = [f"{sentence.tokens[part.head].text} | {written(part.count)}" for part in parts(report, sentence, head)]
    assert found == ([] if expected == "none" else expected.split(" ;; "))


def test_there_are_enough_cases() -> None:
    assert len(CASES["count"]) >= 80


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("three", 3),
        ("twenty four", 24),
        ("Two hundred and six", 206),
        ("three million two hundred thousand", 3_200_000),
        ("2.3 million", 2_300_000),
        ("a dozen", 12),
        ("2.35", None),
        ("two three", None),
        ("and", None),
        ("five and", None),
        ("12 30", None),
        ("people", None),
    ],
)
def test_words_to_number(words: str, number: int | None) -> None:
    assert words_to_number(words.split()) == number


def test_no_words_are_no_number() -> None:
    assert words_to_number([]) is None


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_digits_come_back(number: int) -> None:
    assert digits_to_number(str(number)) == number
    assert digits_to_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "number"), [("27th", 27), ("Third", 3), ("twenty-first", 21), ("first-class", None), ("th", None)]
)
def test_ordinals(text: str, number: int | None) -> None:
    assert ordinal_to_number(text) == number


def test_a_head_beyond_the_sentence_is_a_bug_of_the_caller() -> None:
    report, sentence, _ = read("Three men.")
    with pytest.raises(IndexError):
        count(report, sentence, 9)


@settings(deadline=None)
@given(st.one_of(PIECES, st.text(max_size=50)))
def test_any_text(text: str) -> None:
    report, sentence, _ = read(text)
    for head in range(len(sentence.tokens)):
        found = count(report, sentence, head)
        for each in [found, *(part.count for part in parts(report, sentence, head))]:
            if each is not None:
                assert report.text[each.span.start : each.span.end] == each.span.text
                known = [number for number in (each.low, each.best, each.high) if number is not None]
                assert known
                assert known == sorted(known)

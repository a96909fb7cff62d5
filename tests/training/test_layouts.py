"""Layouts for training the sentence boundaries: whatever is done to a document, its sentences stay known."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.language.conllu import documents, parse
from frontline.training.layouts import lay_out, plain

WORDS = ["Rebels", "took", "the", "small", "town", "of", "Homs", "before", "the", "army", "left", "for", "the", "north"]
SENTENCE = "".join(
    f"{i}\t{word}\t{word}\t{'PROPN' if word[0].isupper() else 'NOUN'}\tX\t_\t{i - 1}\tdep\t_\t_\n"
    for i, word in enumerate(WORDS, 1)
)
FULL_STOP = f"{len(WORDS) + 1}\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n"
DOCUMENT = next(documents(parse("# newdoc\n" + "".join(["# newpar\n" + (SENTENCE + FULL_STOP) * 3] * 4))))


def drawn(seed):
    return lay_out(DOCUMENT, random.Random(seed))


def test_the_plain_document():
    laid = plain(DOCUMENT)
    assert len(laid.starts) == 12
    assert all(laid.text[start:].startswith("Rebels") for start in laid.starts)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_every_start_begins_a_line_a_text_or_follows_a_space_or_an_end(seed):
    laid = drawn(seed)
    assert 0 in laid.starts
    for start in laid.starts:
        assert start < len(laid.text)
        assert not laid.text[start].isspace()
        assert start == 0 or laid.text[start - 1].isspace() or laid.text[start - 1] in '.!?"\u201d'


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_the_same_seed_gives_the_same_layout(seed):
    assert drawn(seed) == drawn(seed)

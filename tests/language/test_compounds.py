from __future__ import annotations

import pytest

from frontline.language.compounds import mend

# They seized the border crossing with Jordan .
WORDS = ["They", "seized", "the", "border", "crossing", "with", "Jordan", "."]
TAGS = ["PRON", "VERB", "DET", "NOUN", "VERB", "ADP", "PROPN", "PUNCT"]
XTAGS = ["PRP", "VBD", "DT", "NN", "VBG", "IN", "NNP", "."]
HEADS = [1, -1, 3, 1, 1, 6, 4, 1]
DEPRELS = ["nsubj", "root", "det", "obj", "advcl", "case", "obl", "punct"]


def test_a_border_crossing_is_a_noun_with_the_place_of_the_border_in_the_tree():
    tags, xtags, heads, deprels = list(TAGS), list(XTAGS), list(HEADS), list(DEPRELS)
    assert mend(WORDS, tags, xtags, heads, deprels) == [4]
    assert (tags[3:5], xtags[4]) == (["NOUN", "NOUN"], "NN")
    assert list(zip(heads, deprels, strict=True))[2:7] == [
        (4, "det"), (4, "compound"), (1, "obj"), (6, "case"), (4, "nmod"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "word", "tag"),
    [(3, "man", "NOUN"), (5, "the", "DET"), (4, "leaving", "VERB")],
)
def test_what_may_be_a_verb_stays_one(at: int, word: str, tag: str):
    words, tags, xtags, heads, deprels = list(WORDS), list(TAGS), list(XTAGS), list(HEADS), list(DEPRELS)
    words[at], tags[at] = word, tag
    before = [list(row) for row in (tags, xtags, heads, deprels)]
    assert mend(words, tags, xtags, heads, deprels) == []
    assert [tags, xtags, heads, deprels] == before


def test_shelling_by_artillery_goes_on_telling_of_a_happening():
    words = [{"border": "artillery", "crossing": "shelling"}.get(word, word) for word in WORDS]
    tags = list(TAGS)
    assert mend(words, tags, list(XTAGS), list(HEADS), list(DEPRELS)) == []
    assert tags[4] == "NOUN"

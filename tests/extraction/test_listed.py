"""People counted over a list, from trees written by hand."""

from __future__ import annotations

import pytest

from frontline.extraction.listed import people_in
from frontline.extraction.scene import Scene
from frontline.knowledge.shipped import shipped
from frontline.language.annotation import Sentence, Token
from frontline.records import Report

# A text, the token that the claim counts by, and low, best and high of the whole list.
LISTS = {
    "Police arrested a commander and three fighters": (3, (4, 4, 4)),
    "Police arrested the commander and several fighters": (6, (4, None, None)),
    "Police arrested three fighters or four gunmen": (3, (3, 3, 3)),
}
TAGS = {
    "Police": "NOUN NNS",
    "arrested": "VERB VBD",
    "a": "DET DT",
    "the": "DET DT",
    "and": "CCONJ CC",
    "or": "CCONJ CC",
}
TAGS |= {"commander": "NOUN NN", "fighters": "NOUN NNS", "gunmen": "NOUN NNS"}
TAGS |= dict.fromkeys(("three", "four", "several"), "NUM CD")


def scene(text: str) -> tuple[Scene, int]:
    """Build the scene of "Police arrested X Y and Z W": nouns 3 and 6 are coordinated under the verb."""
    words = text.split()
    heads = {
        0: (1, "nsubj"),
        1: (-1, "root"),
        2: (3, "det"),
        3: (1, "obj"),
        4: (6, "cc"),
        5: (6, "nummod"),
        6: (3, "conj"),
    }
    tokens, start = [], 0
    for place, word in enumerate(words):
        upos, xpos = TAGS[word].split()
        lemma = {"fighters": "fighter", "gunmen": "gunman"}.get(word, word.lower())
        tokens.append(Token(start, start + len(word), word, lemma, upos, xpos, *heads[place]))
        start += len(word) + 1
    report = Report("r0", text)
    return Scene.of(report, [Sentence(0, len(text), tuple(tokens), (), ())], shipped()), 1


@pytest.mark.parametrize("text", LISTS)
def test_lists_are_added_up(text: str) -> None:
    head, bounds = LISTS[text]
    made, trigger = scene(text)
    found = people_in(made, 0, (head,), trigger)
    assert found is not None
    assert (found.low, found.best, found.high) == bounds

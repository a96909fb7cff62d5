"""The attachment suite: what is asked of a claim, and the baseline."""

from __future__ import annotations

from datetime import date

import pytest

from frontline.bench import attachment
from frontline.corpus.document import Mark, MarkedClaim
from frontline.extraction.scene import Scene
from frontline.knowledge.shipped import shipped
from frontline.language.annotation import Sentence, Token
from frontline.records import Report, Stance

WORDS = "On Monday rebels who fled in June seized Nawa"


def scene() -> Scene:
    """On Monday (obl of seized) rebels who fled in June (obl of fled) seized Nawa."""
    columns = [
        ("On", "ADP", 1, "case"), ("Monday", "PROPN", 7, "obl"), ("rebels", "NOUN", 7, "nsubj"),
        ("who", "PRON", 4, "nsubj"), ("fled", "VERB", 2, "acl:relcl"), ("in", "ADP", 6, "case"),
        ("June", "PROPN", 4, "obl"), ("seized", "VERB", -1, "root"), ("Nawa", "PROPN", 7, "obj"),
    ]  # fmt: skip
    tokens, start = [], 0
    for word, tag, head, relation in columns:
        tokens.append(Token(start, start + len(word), word, word.lower(), tag, "", head, relation))
        start += len(word) + 1
    sentence = Sentence(0, start - 1, tuple(tokens), (), ())
    return Scene.of(Report("r0", WORDS, published=date(2024, 12, 6)), [sentence], shipped())


def claim(word: str, time: str | None) -> MarkedClaim:
    start = WORDS.index(word)
    marks = () if time is None else (Mark("time", WORDS.index(time), WORDS.index(time) + len(time)),)
    return MarkedClaim(
        "capture", Stance.ASSERTED, negative=False, start=start, end=start + len(word), marks=marks, counts=()
    )


@pytest.mark.parametrize(("word", "time", "near"), [("seized", "On Monday", 0), ("fled", "in June", 1)])
def test_a_time_belongs_to_its_clause(word: str, time: str, near: int) -> None:
    counts = attachment.tally(scene(), [claim(word, time)])
    assert (counts["asked"], counts["right"], counts["near"]) == (1, 1, near)


def test_a_claim_without_a_time_is_asked_too() -> None:
    counts = attachment.tally(scene(), [claim("fled", None)])
    assert (counts["free"], counts["open"], counts["near_open"]) == (1, 0, 0)


def test_the_nearest_of_none() -> None:
    assert attachment.nearest((), 3) is None

"""Who says what: the sources of words in short texts, from the innermost voice that covers them."""

from __future__ import annotations

import pytest

from frontline.extraction import Scene
from frontline.extraction.sources import Voices
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.records import Report, report_id


def _speaker(text: str, word: str) -> str | None:
    """Return the head word of who says or asks for `word`; None where nobody who is named does."""
    scene = Scene.of(Report(report_id(text, None), text), load()(text, 0), shipped())
    voices = Voices(scene)
    for place, sentence in enumerate(scene.sentences):
        for index, token in enumerate(sentence.tokens):
            if token.text == word:
                named = [one for one in voices.covering(place, index) if one[1].source is not None]
                return scene.sentences[named[-1][0]].tokens[named[-1][1].source or 0].text if named else None
    raise AssertionError(word)


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("The mayor said the bridge had collapsed.", "collapsed", "mayor"),
        ("The bridge had collapsed, the mayor mentioned.", "collapsed", "mayor"),
        ("The mayor crowed that the bridge was theirs.", "theirs", "mayor"),
        ("The mayor knew that the bridge had collapsed.", "collapsed", None),
        ("The union urged the guards to leave the post.", "leave", "union"),
        ("The union called for a ceasefire.", "ceasefire", "union"),
        ("The union blamed the guards for the fire.", "fire", "union"),
        ("The union put the toll at 40.", "toll", "union"),
        ("“The bridge is ours,” a sergeant grinned.", "ours", "sergeant"),
        ("The radio spoke of three dead soldiers.", "soldiers", "radio"),
        ("Bandits burned the mill, according to the miller.", "burned", "miller"),
        ("Bandits burned the mill, leaving 17 dead, according to the miller.", "burned", "miller"),
        ("The mill stands, the miller said; its bridge burned down.", "burned", None),
        ("“They came at dawn. We ran,” the miller said.", "came", "miller"),
        ("Anna Vogel: We ran at dawn. They burned the mill.", "burned", "Anna"),
        ("Background: Bandits burned the mill.", "burned", None),
    ],
)
def test_who_says_a_word(text: str, word: str, speaker: str | None) -> None:
    assert _speaker(text, word) == speaker


def test_who_asks_is_not_who_they_are() -> None:
    text = "The union urged the guards to leave."
    scene = Scene.of(Report(report_id(text, None), text), load()(text, 0), shipped())
    voices = Voices(scene)
    (place,) = [at for at, token in enumerate(scene.sentences[0].tokens) if token.text == "leave"]
    assert voices.speaker(0, place) is None
    assert [source.text for source in voices.chain(0, place)] == ["The union"]

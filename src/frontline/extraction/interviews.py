"""Interviews: which sentences answer a question, and who answers.

Told by layout: short paragraphs that end in a question mark, between them what somebody says of himself who was named
before the first. Turns with a label before a colon are read as such (`attribution.label`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from frontline.extraction.attribution import FIRST_PERSON
from frontline.language.annotation import Sentence
from frontline.language.tree import head_of

_LONGEST_QUESTION = 45
_QUESTIONS = 2
_SHARE = 0.25
"""The share of paragraphs that must be questions with an answer: news that asks a question or two is no interview."""
_PERSONAL = 0.4
"""The share of answers that must speak of "me" or "us": what explains a war in questions and answers is the outlet's."""
_SPEAKERS_OWN = FIRST_PERSON | {"mine", "ours"}
_CLOSING = "\"'\u201d\u2019)* "


def answers(sentences: Sequence[Sentence], text: str) -> Mapping[int, tuple[int, int]]:
    """Return for each sentence of an answer the (sentence, head token) of who gives it; empty where nobody is interviewed."""
    turns = _paragraphs(sentences, text)
    asked = [_asks(sentences, turn) for turn in turns]
    answered = [question and not after for question, after in pairwise(asked)]
    if sum(answered) < max(_QUESTIONS, len(turns) * _SHARE):
        return {}
    first = answered.index(True)
    speaker = _named(sentences, turns[:first])
    given = [turn for turn, question in zip(turns[first:], asked[first:], strict=True) if not question]
    personal = sum(_is_first_person(sentences, turn) for turn in given)
    if speaker is None or personal < len(given) * _PERSONAL:
        return {}
    return {sentence: speaker for turn in given for sentence in turn}


def _is_first_person(sentences: Sequence[Sentence], turn: Sequence[int]) -> bool:
    return any(token.text.lower() in _SPEAKERS_OWN for index in turn for token in sentences[index].tokens)


def _paragraphs(sentences: Sequence[Sentence], text: str) -> list[list[int]]:
    turns: list[list[int]] = []
    last = 0
    for index, sentence in enumerate(sentences):
        if not turns or text.count("\n", last, sentence.start) > 1:
            turns.append([])
        turns[-1].append(index)
        last = sentence.end
    return turns


def _asks(sentences: Sequence[Sentence], turn: Sequence[int]) -> bool:
    words = sum(len(sentences[index].tokens) for index in turn)
    closing = next((token.text for token in reversed(sentences[turn[-1]].tokens) if token.text.strip(_CLOSING)), "")
    return words <= _LONGEST_QUESTION and closing.endswith("?")


def _named(sentences: Sequence[Sentence], lead_in: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    """Return the first person named before the first question."""
    for index in (index for turn in lead_in for index in turn):
        for name in sentences[index].names:
            if name.label == "PER":
                tokens = sentences[index].tokens
                head = head_of(sentences[index], tokens[name.start].start, tokens[name.end - 1].end)
                return None if head is None else (index, head)
    return None

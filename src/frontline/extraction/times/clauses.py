"""The clause that a time stands in: the token that the time hangs by, and whether it speaks of what is to come."""

from __future__ import annotations

from typing import Literal

from frontline.extraction.numbers import ordinal_to_number
from frontline.extraction.times.atoms import lexicon
from frontline.language.annotation import Sentence

Tense = Literal["future", "past", ""]
_LOOK = 9
_PAST_HELPERS = ("was", "were", "had", "did", "have", "has", "been")


def token_range(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that overlap the characters `start:end`."""
    touched = [i for i, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
    return (touched[0], touched[-1] + 1) if touched else (0, 0)


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """Return the last token whose governor lies outside the range; without a tree, the last one."""
    tokens = sentence.tokens
    if any(token.deprel for token in tokens[start:end]):
        for index in range(end - 1, start - 1, -1):
            if not start <= tokens[index].head < end and tokens[index].upos != "PUNCT":
                return index
    return max(end - 1, start)


def tense_of(sentence: Sentence, start: int, end: int) -> Tense:
    """Return whether the clause of a time speaks of what is to come or of what was; "" where nothing says so.

    With a tree, the verb above the time decides, by its auxiliaries, by what it hangs on ("plans to"), and by its form.
    Without one, a word of the future among the few words before or after does, and anything else is the past.
    """
    words = lexicon().guards["future"]
    tokens = sentence.tokens
    if not any(token.deprel for token in tokens):
        near = tokens[max(start - _LOOK, 0) : start] + tokens[end : end + 4]
        return "future" if any(token.text.lower() in words for token in near) else "past"
    if end < len(tokens) and tokens[end].text.lower() in lexicon().guards["due"]:
        return "future"
    verb = _verb(sentence, head_of(sentence, start, end))
    if verb is None:
        return ""
    if _is_future_verb(sentence, verb, words):
        return "future"
    return "past" if _is_past_verb(sentence, verb) else ""


def _is_past_verb(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    helpers = [token.text.lower() for token in tokens if token.head == verb and token.deprel.startswith("aux")]
    if helpers:
        return any(word in _PAST_HELPERS for word in helpers)
    return tokens[verb].xpos in ("VBD", "VBN")


def _verb(sentence: Sentence, index: int) -> int | None:
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.upos in ("VERB", "AUX") and token.deprel not in ("aux", "aux:pass", "cop", "amod", "compound"):
            return index
        if not 0 <= token.head < len(sentence.tokens):
            return index
        index = token.head
    return None


def _is_future_verb(sentence: Sentence, verb: int, words: frozenset[str]) -> bool:
    """Whether a verb speaks of what is to come: "will meet", "plans to meet", "talks to be held"; "began to meet" does not."""
    tokens = sentence.tokens
    below = [token for token in tokens if token.head == verb]
    if tokens[verb].text.lower() in lexicon().guards["arranged"]:
        return True
    if any(token.text.lower() in ("have", "been") and token.deprel.startswith("aux") for token in below):
        return any(token.text.lower() in ("will", "to") for token in below)
    if any(token.text.lower() in words for token in below if token.deprel.startswith("aux")):
        return True
    governor = tokens[verb].head
    infinitive = any(token.text.lower() == "to" and token.deprel == "mark" for token in below)
    if not 0 <= governor < len(tokens) or not infinitive:
        return False
    above = tokens[governor]
    if above.text.lower() in words or any(
        t.text.lower() in words for t in tokens if t.head == governor and t.deprel.startswith("aux")
    ):
        return True
    ranked = any(ordinal_to_number(t.text) or t.text.lower() in ("last", "only") for t in tokens if t.head == governor)
    return tokens[verb].deprel.startswith("acl") and above.upos in ("NOUN", "PROPN") and not ranked

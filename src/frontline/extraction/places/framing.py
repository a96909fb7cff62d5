"""Framing: whether a proper noun that the model does not call a place is one all the same.

Models trained on few names of distant towns call many of them persons or organisations. The gazetteer and the words
around a name put that right: "between Albu Kamal and Iraq", "the town of Herak", "withdrawn from Homs".
"""

from __future__ import annotations

from collections.abc import Sequence

from frontline.extraction.places.page import Page, Toponym
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.names import bare, fold

_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_LISTING = frozenset({",", "and", "or", "the", "&"})
_NEAR_SPELLINGS = frozenset({"exact", "article", "spelling"})
_LARGE = 0.55
"""Importance of a town of about 7,000 people."""
_CITY = 0.7
"""Importance of a town of about 80,000 people."""
_FOCUS_SHARE = 0.15


def is_place(page: Page, toponym: Toponym, label: str, found: Sequence[Toponym], known: frozenset[str]) -> bool:
    """Say whether a name that the model labels `label` ("" for nothing) is a place.

    `found` are the toponyms before it in the sentence, `known` the bare names that are places elsewhere.
    """
    if not label and _is_called(page, toponym, found):
        return True
    best = page.gazetteer.known(toponym.name)
    if best is None or best.match not in _NEAR_SPELLINGS or fold(toponym.name) in page.persons:
        return False
    if label == "PER":
        return _is_large_object(page, toponym, best) or _is_no_person(page, toponym, best)
    if bare(fold(toponym.name)) in known or best.feature == "country":
        return bare(fold(toponym.name)) in known or best.match == "exact"
    if label:
        framed = best.importance >= _LARGE and _in_frame(page, toponym, "sure")
        return framed or _is_large_object(page, toponym, best)
    weak = best.importance >= _LARGE and _in_frame(page, toponym, "prepositions")
    framed = best.match != "spelling" and (weak or _in_frame(page, toponym, "sure"))
    framed = framed or _is_large_object(page, toponym, best)
    return framed or _is_called(page, toponym, ()) or _is_listed(page, toponym, found)


def is_surname(page: Page, toponym: Toponym) -> bool:
    """Say whether a name is that of a person of the report, and of no town that news would name: "Assad"."""
    if fold(toponym.name) not in page.persons:
        return False
    best = page.gazetteer.known(toponym.name)
    return best is None or best.importance < _LARGE


def _is_large_object(page: Page, toponym: Toponym, best: Candidate) -> bool:
    """Say whether a town's name is the object of a verb that takes places: "failed to capture Shusha"."""
    token = page.sentence.tokens[toponym.end - 1]
    head = page.sentence.tokens[toponym.start] if token.head == toponym.start else token
    if best.match != "exact" or best.importance < _LARGE or head.head < 0 or head.deprel not in {"obj", "nsubj:pass"}:
        return False
    return page.sentence.tokens[head.head].lemma.lower() in page.words.words("frame", "verbs")


def left_edge(page: Page, start: int) -> tuple[int, bool]:
    """Return the last token left of a name that is no adjective or article, and whether a direction was passed."""
    adjectives, direction = page.words.words("vicinity", "adjectives"), False
    before = start - 1
    while before >= 0:
        word, token = page.lower(before), page.sentence.tokens[before]
        if not (word in adjectives or word in _ARTICLES or token.upos == "ADJ"):
            break
        direction = direction or (word in adjectives and before == start - 1)
        before -= 1
    return before, direction


def _is_called(page: Page, toponym: Toponym, found: Sequence[Toponym]) -> bool:
    """Say whether the text calls the name a town, a province and the like, alone or in a list ("towns of X and Y")."""
    before = left_edge(page, toponym.start)[0]
    if page.lower(before) == "of" and page.words.sort(page.lower(before - 1)) not in {None, "any"}:
        return True
    after = page.words.sort(page.lower(toponym.end))
    if found and found[-1].asked and _is_listed(page, toponym, found):
        return True
    return after in {"admin1", "city", "town", "village"} and page.sentence.tokens[toponym.end].upos == "NOUN"


def _is_listed(page: Page, toponym: Toponym, found: Sequence[Toponym]) -> bool:
    if not found or toponym.start - found[-1].last > 3:
        return False
    return all(page.lower(at) in _LISTING for at in range(found[-1].last, toponym.start))


def _in_frame(page: Page, toponym: Toponym, which: str) -> bool:
    before = left_edge(page, toponym.start)[0]
    return page.lower(before) in page.words.words("frame", which)


def _is_no_person(page: Page, toponym: Toponym, best: Candidate) -> bool:
    """Say whether a name that the model takes for a person's is a place.

    It is after a preposition of place, or when it has several words and belongs to a city of a country in focus.
    """
    in_focus = page.focus.get(best.country or "", 0.0) >= _FOCUS_SHARE
    before = left_edge(page, toponym.start)[0]
    if _is_called(page, toponym, ()):
        return True
    if _in_frame(page, toponym, "sure") or page.lower(before) in {"from", "to", "between"}:
        return in_focus or best.feature == "country"
    if best.feature == "country":
        return page.lower(before) == "with" and page.lower(before - 1) in {"border", "crossing", "frontier"}
    return in_focus and best.importance >= _CITY and " " in toponym.name and best.precision == "exact"

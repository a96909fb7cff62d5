"""Descriptions: places that a text speaks of by a noun ("the Rastan bridge", "the eastern desert")."""

from __future__ import annotations

from dataclasses import dataclass

from frontline.extraction.places.page import Page, Toponym
from frontline.knowledge.place_words import PlaceNoun, singular

_LINKS = {
    "in": "in", "at": "in", "of": "in", "inside": "in", "within": "in", "near": "near", "outside": "near",
    "around": "near", "between": "near", "on": "in", "by": "near", "along": "near", "to": "border", "with": "border",
    "from": "border", "into": "border", "towards": "border", "off": "near", "across": "in", "through": "in",
}  # fmt: skip
_LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "within", "around", "on", "into", "over", "onto"})
_MODIFIERS = frozenset({"amod", "compound", "nummod", "nmod:poss", "flat", "det", "nmod:desc", "advmod"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_HYPHENS = frozenset({"-", "\u2013"})
_BORDERS = frozenset({"border", "frontier"})
_FACILITY_NAMES = frozenset({"facility", "crossing", "road"})
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Description:
    """A place described by the noun `head`; `start:end` are the tokens of its core phrase.

    `part` is the name within it ("Rastan" of "the Rastan bridge"); `links` say how a toponym, by its place in the
    list of the sentence, bears on it: "in", "near" or "border" (with a country on the other side).
    """

    sentence: int
    head: int
    start: int
    end: int
    feature: str
    part: Toponym | None
    links: tuple[tuple[str, int], ...]
    vague: bool


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A noun that stands for a place named before: "the city"; `sorts` are the features that it may mean."""

    sentence: int
    head: int
    start: int
    end: int
    sorts: frozenset[str]


def descriptions(page: Page, named: list[Toponym]) -> list[Description]:
    """Return the described places of a sentence in their order."""
    taken = {at for toponym in named for at in (*range(toponym.start, toponym.end), *toponym.heads)}
    found = []
    for head, token in enumerate(page.sentence.tokens):
        if head in taken or token.upos not in {"NOUN", "PROPN"} or not token.text[:1].isalpha():
            continue
        noun = page.words.noun(*(page.lower(at) for at in range(max(0, head - 1), head + 1)))
        if noun is None or _modifies(page, head) or _in_name(page, head) or _is_compound(page, head):
            continue
        if page.words.sort(page.lower(head + 1)) in {"city", "town", "village"}:
            continue
        described = _described(page, head, noun, named)
        if described is not None:
            found.append(described)
    return found


def names_facility(page: Page, toponym: Toponym) -> PlaceNoun | None:
    """Return what the last word of a name says when it names a facility ("Mezzeh Air Base"); None otherwise."""
    if toponym.end - toponym.start < 2:
        return None
    noun = page.words.noun(*(page.lower(at) for at in range(toponym.end - 2, toponym.end)))
    return noun if noun and noun.feature in _FACILITY_NAMES | {"area"} else None


def facility_part(page: Page, toponym: Toponym) -> Toponym | None:
    """Return the name within the name of a facility ("Mezzeh" of "Mezzeh Air Base"); None when it names none.

    A name that the gazetteer has as a whole ("Golan Heights", "Jordan Valley") names no facility.
    """
    if names_facility(page, toponym) is None:
        return None
    whole = page.gazetteer.known(toponym.name)
    if whole is not None and whole.match in {"exact", "article"}:
        return None
    end = toponym.end - 1
    if (
        end - toponym.start > 1
        and page.words.noun(page.lower(end - 1), page.lower(end))
        and (f"{page.lower(end - 1)} {page.lower(end)}" in page.words.nouns)
    ):
        end -= 1
    return Toponym(page.number, toponym.start, end, page.slice(toponym.start, end), sure=False)


def anaphors(page: Page, named: list[Toponym]) -> list[Anaphor]:
    """Return "the city", "this province" and the like that name no place themselves."""
    taken = {at for toponym in named for at in (*range(toponym.start, toponym.end), *toponym.heads)}
    found = []
    for head, token in enumerate(page.sentence.tokens):
        word = token.lemma.lower()
        if head in taken or token.upos != "NOUN" or page.lower(head - 1) not in {"the", "this", "that"}:
            continue
        if token.xpos == "NNS":  # "the towns" are several
            continue
        if token.deprel.startswith("compound") or page.tree.children(head, "nmod", "acl", "compound", "amod"):
            continue
        if head + 1 < len(page.sentence.tokens) and page.sentence.tokens[head + 1].upos in {"NOUN", "PROPN"}:
            continue
        if word == "capital":
            found.append(Anaphor(page.number, head, head - 1, head + 1, frozenset({"capital"})))
        elif word in page.words.words("anaphor", "settlement"):
            sorts = frozenset({"city", "town"} if word in {"city", "town"} else {"town", "village"})
            found.append(Anaphor(page.number, head, head - 1, head + 1, sorts))
        elif word in page.words.words("anaphor", "unit"):
            found.append(Anaphor(page.number, head, head - 1, head + 1, frozenset({"region"})))
    return found


def _described(page: Page, head: int, noun: PlaceNoun, named: list[Toponym]) -> Description | None:
    start = _phrase_start(page, head)
    beside = next((each for each in named if each.end == start and page.slice(start, start + 1)[0].isupper()), None)
    start = beside.start if beside and not beside.vicinity else start
    part = _part(page, start, head)
    links = _links(page, head, named)
    inside = [
        (("border" if page.lower(head) in _BORDERS else "in"), at)
        for at, toponym in enumerate(named)
        if start <= toponym.start and toponym.end <= head
    ]
    empty = page.words.words("area", "empty_adjectives")
    own = any(
        page.sentence.tokens[at].upos in {"ADJ", "NOUN", "PROPN"} and page.lower(at) not in empty
        for at in range(start, head)
    )
    locative = page.tree.case(head) in _LOCATIVE
    bounded = bool(links or inside or part) or (own and noun.feature == "area")
    if noun.needs_support and not (bounded or (locative and noun.feature != "area")):
        return None
    if noun.feature == "area" and not bounded and page.lower(start) not in _DETERMINERS:
        return None
    end = _following_number(page, head)
    return Description(page.number, head, start, end, noun.feature, part, (*inside, *links), not own and not links)


def _phrase_start(page: Page, head: int) -> int:
    """Return the first token of what stands before a noun and belongs to it."""
    tokens = page.sentence.tokens
    start = head - _is_compound(page, head - 1)
    while start > 0 and head - start < _LONGEST:
        token, before = tokens[start - 1], start - 1
        linked = before < token.head <= head or token.deprel == "compound"
        hyphen = token.text in _HYPHENS or token.upos == "PART"
        if not linked or not (token.deprel in _MODIFIERS or token.deprel.partition(":")[0] in _MODIFIERS or hyphen):
            break
        start = before
    return start


def _is_compound(page: Page, at: int) -> bool:
    """Say whether a token and the next one are one noun of the list ("border crossing")."""
    pair = page.words.noun(page.lower(at), page.lower(at + 1)) if at >= 0 else None
    return pair is not None and any(
        f"{page.lower(at)} {form}" in page.words.nouns for form in (page.lower(at + 1), singular(page.lower(at + 1)))
    )


def _following_number(page: Page, head: int) -> int:
    """Take in a number or letter after the noun: "bridge 4", "Highway M5"."""
    tokens = page.sentence.tokens
    following = head + 1
    if following < len(tokens) and tokens[following].head == head and tokens[following].upos in {"NUM", "PROPN"}:
        return (
            following + 1 if tokens[following].deprel in {"nummod", "flat", "compound", "appos", "dep"} else following
        )
    return following


def _part(page: Page, start: int, head: int) -> Toponym | None:
    """Return the proper nouns before a noun, as a name that the gazetteer may know."""
    tokens = page.sentence.tokens
    proper = [at for at in range(start, head) if tokens[at].upos == "PROPN" and tokens[at].text[:1].isupper()]
    if not proper:
        return None
    first = proper[0]
    last = first
    while last + 1 < head and (last + 1 in proper or tokens[last + 1].text in {"-", "al", "el"}):
        last += 1
    while last > first and last not in proper:
        last -= 1
    name = page.slice(first, last + 1)
    if page.gazetteer.country(name) or any(letter.isdigit() for letter in name):
        return None
    overlapping = {n.label for n in page.sentence.names if n.start <= last and first < n.end}
    if overlapping & {"PER", "NORP"}:
        return None
    return Toponym(page.number, first, last + 1, name, sure=False)


def _links(page: Page, head: int, named: list[Toponym]) -> list[tuple[str, int]]:
    """Return the toponyms that hang on a noun by a preposition, and by which."""
    found = []
    for child in page.tree.children(head, "nmod", "obl"):
        case = page.tree.case(child) or ("of" if page.sentence.tokens[child].deprel == "nmod:poss" else None)
        link = _LINKS.get(case or "")
        for at, toponym in enumerate(named):
            if link and any(index in toponym.heads for index in page.tree.conjuncts(child)):
                across = page.lower(head) in _BORDERS and page.gazetteer.is_country_name(toponym.name)
                found.append(("border" if across else "near" if toponym.vicinity else link, at))
    return found


def _modifies(page: Page, head: int) -> bool:
    """Say whether a noun only modifies another one ("police station chief", "border guards")."""
    token = page.sentence.tokens[head]
    return token.deprel.partition(":")[0] in {"compound", "flat", "amod", "fixed"} and token.head > head


def _in_name(page: Page, head: int) -> bool:
    return any(name.start <= head < name.end and name.label in {"ORG", "PER", "NORP"} for name in page.sentence.names)

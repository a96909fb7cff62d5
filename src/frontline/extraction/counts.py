"""How many: the number that a noun phrase states, as an interval whose unknown ends stay unknown.

    three soldiers                      3  3  3      the text says three
    at least three, more than three     3  3  -      a floor, which is also the best figure told
    up to 12, fewer than 12, at most 12 -  -  12     a ceiling alone: nothing says that anyone was
    nearly 200, close to 200            -  200 200   just below a figure
    about 40, some 40, 40 or so         -  40 -      a figure that says itself that it may be off either way
    a dozen, two dozen, 2.3 million     -  12 -      a round word or a rounded figure: the same
    two or three, 10-15, 10 to 15       2  -  3      two ends; which is better the text does not say
    dozens, scores, hundreds of         24 -  -      a plural is two at least: 2 x 12, 2 x 20, 2 x 100
    tens of thousands of                20000 -  -   2 x 10 x 1,000
    several; multiple, a few, a couple  3; 2  -  -   the fewest that the word allows
    no, none, nobody                    0  0  0      the text says none; a text that says nothing gives None
    a soldier, one soldier              1  1  1      one person, where the noun is not a group ("a family")
    a woman and her two children        3  -  -      a sum over "and" is a floor only: heads of a list may be more

Unknown is None and never 0, as in our records. Data sets fold such words into one figure by rules of their own: ACLED
codes "dozens" as 12, "hundreds" as 100, "several" as 3 or 10, and writes 0 both for none and for unknown; UCDP GED gives
low, best and high. Both can be computed from these intervals; the reverse is not possible. "More than 1,000" gives the
bound as told, 1,000, since round bounds are not meant to the last person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from frontline.extraction.numbers import digits_to_number, quantities
from frontline.extraction.quantity import LONGEST_NUMBER, Quantity, quantity_at
from frontline.language.annotation import Sentence, Token
from frontline.records import Count, Report

_REACH = 8
_SINGULAR = frozenset({"a", "an", "one", "another"})
_WHOSE = frozenset({"them", "whom", "these", "those", "which"})
_ENDS = frozenset(".;!?")
_THROUGH = frozenset({"and", "including", "among", "were", "was"}) | _WHOSE
_PARTICIPLES = frozenset(["killed", "wounded", "injured", "dead", "missing"])
_POSSESSIVES = frozenset(["her", "his", "their", "its"])
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET", "ADV", "PRON", "SYM"})
_CLOSED = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "but",
        "that",
        "which",
        "who",
        "whom",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "had",
        "has",
        "have",
        "said",
        "after",
        "before",
        "when",
        "as",
        "to",
        "into",
        "over",
        "under",
        "near",
        "during",
        "died",
        "fled",
        "including",
        "among",
        "while",
        "since",
        "until",
        "than",
        "about",
        "it",
        "they",
        "he",
        "she",
        "we",
        "i",
        "not",
        "if",
    ]
)


class Bounds(NamedTuple):
    """The ends of a count and the figure told between them; None where the text leaves one open."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A group that a count takes in: "727 people, including 111 civilians". `head` is its noun, or its number."""

    head: int
    count: Count


def count(report: Report, sentence: Sentence, head: int) -> Count | None:
    """Return the number that the noun phrase headed by token `head` states, None where it states none.

    The head may be the noun ("12 soldiers"), the quantity ("dozens of people"), a number that stands for people
    ("three were killed") or the first of a list ("a woman and her two children"). Tags and the tree are used where
    there are any; without them the words between number and head decide. Raises IndexError for a head that is no token.
    """
    tokens = sentence.tokens
    _ = tokens[head]
    found = _of_head(tokens, head)
    if found is None:
        return None
    more = _coordinated(tokens, head, found)
    if more is not None and found.low is not None:
        low, best, high = added([_bounds(found), _bounds(more)])
        found = Quantity(found.start, found.core, more.end, low, best, high)
    start, end = tokens[found.start].start, tokens[found.end - 1].end
    return Count(report.span(start, end), found.low, found.best, found.high)


def added(bounds: Sequence[Bounds]) -> Bounds:
    """Return the sum of some counts: an end is known where it is known of all."""
    low, best, high = (None if None in ends else sum(end or 0 for end in ends) for ends in zip(*bounds, strict=True))
    return Bounds(low, best, high)


def parts(report: Report, sentence: Sentence, head: int) -> tuple[Part, ...]:
    """Return the groups that the text counts within the group headed by `head`, from left to right.

    "727 people, including 111 civilians and a child", "12 soldiers, three of them officers", "among them two women".
    Raises IndexError for a head that is no token.
    """
    tokens = sentence.tokens
    people = _is_person(tokens[head])
    found: list[Part] = []
    place, opened, passed = head + 1, False, False
    while place < len(tokens) and not _closes(tokens, place, opened=opened):
        quantity = quantity_at(tokens, place) or (_article(tokens, place) if opened else None)
        if quantity is None:
            opened = opened or _opens(tokens, place)
            place += 1
            continue
        noun, end = _partitive(tokens, quantity)
        if opened or (end is not None and not passed):
            span = report.span(tokens[quantity.start].start, tokens[quantity.end - 1].end)
            found.append(Part(noun, Count(span, quantity.low, quantity.best, quantity.high)))
            opened = True
        elif end is not None or not people or _is_person(tokens[noun]):
            break
        else:
            passed = True
        place = max(end or 0, quantity.end, noun + 1)
    return tuple(found)


def _closes(tokens: Sequence[Token], place: int, *, opened: bool) -> bool:
    """Whether no group can follow: the sentence or the clause ends, or another verb begins ("and wounded 30")."""
    token, word = tokens[place], tokens[place].text.lower()
    if word in _ENDS:
        return True
    if not opened or word in _THROUGH or quantity_at(tokens, place) is not None:
        return False
    return word in _CLOSED or word in _PARTICIPLES or token.upos == "VERB"


def _article(tokens: Sequence[Token], place: int) -> Quantity | None:
    """Read "a child" as one."""
    if tokens[place].text.lower() not in ("a", "an"):
        return None
    noun = _first_noun(tokens, place + 1)
    return None if noun is None else _single(tokens, noun)


def _first_noun(tokens: Sequence[Token], place: int) -> int | None:
    """The last of the nouns that begin within three words of `place`: "police officer" is headed by "officer"."""
    noun = _counted(tokens, Quantity(place, place, place, None, None, None))
    return noun if noun >= place else None


def _of_head(tokens: Sequence[Token], head: int) -> Quantity | None:
    """The quantity of the phrase headed by `head`."""
    if _is_label(tokens, head):
        return None
    inside = _covering(tokens, head)
    if inside is not None:
        return inside
    known = quantities()
    word = tokens[head].text.lower()
    if head + 1 < len(tokens) and tokens[head + 1].text.lower() == "of" and word in known.collective:
        of = quantity_at(tokens, head + 2)
        if of is not None:
            return of
    for start in range(max(head - _REACH, 0), head):
        quantity = quantity_at(tokens, start)
        if quantity is not None and quantity.end <= head and _reaches(tokens, quantity, head):
            return quantity
    return _single(tokens, head)


def _is_label(tokens: Sequence[Token], head: int) -> bool:
    """Whether a number is part of the name before it: "Liwa 52", "Highway 5"."""
    token = tokens[head]
    return token.upos == "NUM" and 0 <= token.head < head and tokens[token.head].upos == "PROPN"


def _covering(tokens: Sequence[Token], head: int) -> Quantity | None:
    """The quantity that the head is part of: "three were killed", "dozens of people" headed by "dozens"."""
    for start in range(max(head - LONGEST_NUMBER, 0), head + 1):
        quantity = quantity_at(tokens, start)
        if quantity is not None and quantity.core <= head < quantity.end:
            return quantity
    return None


def _reaches(tokens: Sequence[Token], quantity: Quantity, head: int) -> bool:
    """Whether only words inside the noun phrase stand between a quantity and the head."""
    for index in range(quantity.end, head):
        token, word = tokens[index], tokens[index].text.lower()
        if (
            word in _POSSESSIVES
            or word in _PARTICIPLES
            or word in ("of", "the", "other", "more", "-", "\u2013", "'s", "\u2019s")
        ):
            continue
        if word in _CLOSED or not word[:1].isalnum():
            return False
        if token.upos and token.upos not in _INSIDE and token.upos != "VERB":
            return False
        if token.upos == "VERB" and not (token.deprel in ("amod", "compound") or token.xpos in ("VBN", "VBG")):
            return False
        if token.upos in _NOUNS and token.deprel and not _is_inside(tokens, index, head):
            return False
    return True


def _is_inside(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether the noun at `index` belongs to the phrase of `head`, as a compound or as what is counted by "of"."""
    for _ in range(_REACH):
        if index == head:
            return True
        index = tokens[index].head
        if not 0 <= index < len(tokens):
            return False
    return False


def _single(tokens: Sequence[Token], head: int) -> Quantity | None:
    """Read "a soldier", "another woman" as one, unless the noun is of a group or a plural."""
    noun, known = tokens[head], quantities()
    if noun.text.lower() in known.collective or noun.lemma in known.collective or noun.xpos in ("NNS", "NNPS"):
        return None
    if noun.upos and noun.upos not in _NOUNS:
        return None
    for start in range(head - 1, max(head - _REACH, -1), -1):
        word = tokens[start].text.lower()
        if word in _SINGULAR:
            return Quantity(start, start, start + 1, 1, 1, 1)
        if (
            word in _CLOSED
            or word in _POSSESSIVES
            or word in ("the", "of")
            or not (word[:1].isalnum() or word in ("-", "\u2013"))
        ):
            return None
    return None


def _coordinated(tokens: Sequence[Token], head: int, first: Quantity) -> Quantity | None:
    """What a list adds to the phrase of `head`: "a woman, her husband and their four children". People only."""
    if first.end > head + 1 or not _is_person(tokens[head]):
        return None
    items, place, ended = list[Bounds](), head + 1, False
    while not ended and place + 1 < len(tokens) and tokens[place].text.lower() in (",", "and"):
        ended = tokens[place].text.lower() == "and" or tokens[place + 1].text.lower() == "and"
        start = place + (2 if tokens[place + 1].text.lower() == "and" else 1)
        item = _item(tokens, start)
        if item is None or not item.low:
            return None
        items.append(_bounds(item))
        place = item.end
    return Quantity(head + 1, head + 1, place, *added(items)) if ended else None


def _bounds(quantity: Quantity) -> Bounds:
    return Bounds(quantity.low, quantity.best, quantity.high)


def _item(tokens: Sequence[Token], place: int) -> Quantity | None:
    """One item of a list of people: "two children", "a local activist", "her husband"; it ends with its noun."""
    if place >= len(tokens):
        return None
    owned = tokens[place].text.lower() in _POSSESSIVES
    start = place + owned
    quantity = quantity_at(tokens, start) if start < len(tokens) else None
    quantity = quantity or _article(tokens, place)
    if quantity is None and owned:
        noun = _first_noun(tokens, start)
        plural = noun is None or tokens[noun].xpos in ("NNS", "NNPS") or tokens[noun].text.endswith("s")
        return (
            None
            if noun is None or plural or not _is_person(tokens[noun])
            else Quantity(place, place, noun + 1, 1, 1, 1)
        )
    if quantity is None:
        return None
    noun = _counted(tokens, quantity)
    return replace(quantity, start=place, end=noun + 1) if _is_person(tokens[noun]) else None


def _is_person(token: Token) -> bool:
    """Whether a noun names people, so that it may be added to other people; a bare number stands for people."""
    persons, word = quantities().persons, token.text.lower()
    if token.upos == "NUM" or digits_to_number(word) is not None:
        return True
    singulars = (token.lemma, word, word.removesuffix("s"), word.removesuffix("es"))
    return any(singular in persons for singular in singulars)


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.upos:
        return token.upos in _NOUNS
    return token.text[:1].isalpha() and token.text.lower() not in _CLOSED


def _counted(tokens: Sequence[Token], quantity: Quantity) -> int:
    """The noun that a quantity counts: the last of the nouns that follow it; its own last token where none does."""
    place, noun = quantity.end, quantity.end - 1
    if place < len(tokens) and tokens[place].text.lower() == "of":
        place += 1
    while place < len(tokens) and place < quantity.end + _REACH:
        token, word = tokens[place], tokens[place].text.lower()
        if word in _CLOSED or not word[:1].isalnum() or (token.upos and token.upos not in _INSIDE):
            break
        if word in _PARTICIPLES and not (place + 1 < len(tokens) and _is_noun(tokens, place + 1)):
            break
        if _is_noun(tokens, place):
            noun = place
        place += 1
    return noun


def _opens(tokens: Sequence[Token], place: int) -> bool:
    """Whether included groups may follow: "including", "among them", "of whom"."""
    word = tokens[place].text.lower()
    if word in ("including", "included"):
        return True
    return word in ("among", "amongst", "of") and place + 1 < len(tokens) and tokens[place + 1].text.lower() in _WHOSE


def _partitive(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, int | None]:
    """The noun of a group within a group, and where "three of them officers" ends; None for the end elsewhere."""
    place = quantity.end
    if place + 1 < len(tokens) and tokens[place].text.lower() == "of" and tokens[place + 1].text.lower() in _WHOSE:
        place += 2
        while place < len(tokens) and tokens[place].text.lower() in ("were", "are", "was", "is"):
            place += 1
        after = Quantity(place, place, place, None, None, None)
        noun = _counted(tokens, after)
        return (noun if noun >= place else quantity.end - 1), max(noun + 1, place)
    if place < len(tokens) and tokens[place].text.lower() in ("were", "are", "was", "is"):
        noun = _counted(tokens, Quantity(place + 1, place + 1, place + 1, None, None, None))
        return (noun, None) if noun > place else (quantity.end - 1, None)
    return _counted(tokens, quantity), None

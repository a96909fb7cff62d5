"""Names from GUM's entity layer.

GUM annotates nested mentions of every kind ("the president of France who …"), UNER only names. A mention of a
person, organisation or place whose head is a proper noun tells the type; the name itself is the head with what the
tree makes one name with it (flat, compound, "of"/"for" phrases), without articles and titles. Proper nouns that no
such mention explains stay open, so that the loss takes no side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontline.training.corpora import Example, NameSpan

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = frozenset(
    {
        "ayatollah",
        "bishop",
        "capt",
        "captain",
        "chancellor",
        "coach",
        "col",
        "colonel",
        "congressman",
        "director",
        "dr",
        "gen",
        "general",
        "gov",
        "governor",
        "imam",
        "judge",
        "justice",
        "king",
        "lady",
        "lieutenant",
        "lord",
        "lt",
        "major",
        "mayor",
        "minister",
        "mr",
        "mrs",
        "ms",
        "pope",
        "president",
        "prince",
        "princess",
        "prof",
        "professor",
        "queen",
        "rabbi",
        "rep",
        "representative",
        "saint",
        "secretary",
        "sen",
        "senator",
        "sergeant",
        "sgt",
        "sheikh",
        "sir",
    }
)
_JOINS = frozenset({"flat", "compound", "flat:foreign", "goeswith"})
LINKS = frozenset({"of", "for", "and", "&", "de", "la", "del", "-"})


def entity_mentions(misc: Sequence[str]) -> list[tuple[int, int, str, bool]]:
    """Mentions closed within the sentence: (start, end exclusive, entity type, has a Wikipedia link)."""
    opened: list[tuple[str, int, str, bool]] = []
    found: list[tuple[int, int, str, bool]] = []
    for index, cell in enumerate(misc):
        for value in (part[7:] for part in cell.split("|") if part.startswith("Entity=")):
            for piece in re.findall(r"\([^()]+\)?|[^()]+\)", value):
                if piece.startswith("("):
                    fields = piece.strip("()").split("-", 6)
                    linked = len(fields) > 6 and _has_link(fields[6])
                    opened.append((fields[0], index, fields[1] if len(fields) > 1 else "", linked))
                if piece.endswith(")"):
                    _close(piece.strip("()").split("-", 1)[0], index, opened, found)
    return found


def _has_link(rest: str) -> bool:
    """Whether what follows the entity's minimal span holds an identity beside the link type."""
    return rest.count("-") >= 1


def _close(
    key: str, index: int, opened: list[tuple[str, int, str, bool]], found: list[tuple[int, int, str, bool]]
) -> None:
    for place in range(len(opened) - 1, -1, -1):
        if opened[place][0] == key:
            _, start, kind, linked = opened.pop(place)
            found.append((start, index + 1, kind, linked))
            return


def _head(example: Example, start: int, end: int) -> int:
    """The token of the mention whose governor lies outside it."""
    heads = example.heads or []
    return next((index for index in range(start, end) if not start <= heads[index] < end), start)


def _name_around(example: Example, head: int, start: int, end: int) -> tuple[int, int]:
    """The stretch of the mention that is the name: grown from the head over tokens that belong to one name."""
    upos, deprels, heads = example.upos or [], example.deprels or [], example.heads or []
    whole = start + (upos[start] == "DET")
    if all(_capital(word) or word.lower() in LINKS for word in example.words[whole:end]):
        return _untitled(example, whole, head), end
    first = last = head
    while first > start and _joined(example, first - 1, first, last):
        first -= 1
    while last + 1 < end:
        if upos[last + 1] == "PROPN" and heads[last + 1] in range(first, last + 1) and deprels[last + 1] in _JOINS:
            last += 1
        elif (linked := _linked_end(example, last + 1, first, last, end)) > 0:
            last = linked
        else:
            break
    return _untitled(example, first, head), last + 1


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _untitled(example: Example, first: int, head: int) -> int:
    """The first token of the name after the titles and offices that stand before it."""
    while first < head and example.words[first].lower().rstrip(".") in TITLES:
        first += 1
    return first


def _joined(example: Example, index: int, first: int, last: int) -> bool:
    """Whether the token just left of the name is part of it: a proper noun, a capitalised modifier, or a hyphen."""
    upos, deprels, heads = example.upos or [], example.deprels or [], example.heads or []
    word = example.words[index]
    if word == "-" and upos[index - 1] == "PROPN":
        return True
    inside = heads[index] in range(first, last + 1) or example.words[first] == "-"
    named = upos[index] == "PROPN" or (upos[index] in ("ADJ", "NOUN", "NUM", "VERB") and word[:1].isupper())
    return inside and named and deprels[index] in (*_JOINS, "amod", "nmod:poss", "nummod", "nmod:desc", "nmod")


def _linked_end(example: Example, index: int, first: int, last: int, end: int) -> int:
    """The last token of an "of"/"for"/"and" phrase of proper nouns that carries the name on, or -1."""
    upos, heads = example.upos or [], example.heads or []
    if example.words[index].lower() not in LINKS:
        return -1
    for child in range(index + 1, end):
        if upos[child] != "PROPN" and not example.words[child][:1].isupper():
            return -1
        if heads[child] in range(first, last + 1):
            return child
    return -1


def _label(example: Example, head: int, kind: str) -> str:
    """The type of the name; people named in the plural ("the Romans") are a nation or a creed."""
    plural = example.xpos is not None and example.xpos[head] == "NNPS"
    return "NORP" if plural and kind == "person" else TYPES[kind]


def gum_names(example: Example, _open: list[object] | None = None) -> list[frozenset[str]]:
    """The labels allowed for every token of a GUM sentence."""
    from frontline.training.corpora import ANY, NameSpan, allowed_labels  # noqa: PLC0415

    upos = example.upos or []
    spans: list[NameSpan] = []
    taken: set[int] = set()
    candidates = [
        (*_name_around(example, head, start, end), _label(example, head, kind))
        for start, end, kind, _ in entity_mentions(example.misc)
        if kind in TYPES and upos[head := _head(example, start, end)] == "PROPN"
    ]
    for first, last, label in sorted(candidates, key=lambda span: (span[0] - span[1], span)):
        if not taken & set(range(first, last)):
            taken |= set(range(first, last))
            spans.append(NameSpan(first, last, label))
    labels = allowed_labels(len(upos), spans)
    for index, tag in enumerate(upos):
        word, lemma = example.words[index], (example.lemmas or [])[index]
        demonym = tag == "ADJ" and word[:1].isupper() and lemma[:1].isupper()
        if index not in taken and (tag == "PROPN" or demonym):
            labels[index] = ANY if tag == "PROPN" else frozenset({"O", "S-NORP"})
    return labels

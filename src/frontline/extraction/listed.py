"""How many people a list names: "the commander and three of his men", "two soldiers, a driver and several guards".

    the commander and three of his men       4  4  4   one described or named is one, beside a number
    several of them and the mayor            4  -  -   open ends stay open
    three soldiers and civilians             3  -  -   some of the list without a number: the number is a floor
    two insurgents and multiple weapons      2  2  2   what is no person does not count
    the commander and his deputy             none      nobody has given a number: the claim's recipients say who

A number that belongs to a larger group is none of those harmed: "one of the men killed was a colonel" does not say
how many were killed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from frontline.extraction.counts import Bounds, added, count
from frontline.extraction.fillers import classes
from frontline.extraction.numbers import quantities
from frontline.extraction.scene import Scene
from frontline.language.tree import Tree
from frontline.records import Count

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})
_PLURALS = frozenset({"NNS", "NNPS"})
_PEOPLE = frozenset({"person", "civilians", "detainee"})
_JOINED = frozenset({"along with", "together with", "as well as"})
_WHOSE = frozenset({"which", "whom", "them", "these", "those"})
_CHOICE = frozenset({"or", "nor", "neither", "either"})


class _Member(NamedTuple):
    """One of a list, with the number told of it; `one` where it is a single person without a number."""

    head: int
    told: Count | None
    person: bool
    one: bool


def people_in(scene: Scene, sentence: int, heads: Sequence[int], trigger: int) -> Count | None:
    """Return the number of people in the lists that the tokens `heads` stand in; None where no number is told.

    `trigger` is the word that tells what happened to them.
    """
    tree = scene.trees[sentence]
    members = [_member(scene, sentence, head) for head in _listed(tree, heads, trigger)]
    stated = [member for member in members if member.told is not None and not _is_share(tree, member.head, trigger)]
    first = next((member.told for member in stated if member.head in heads), None)
    people = _apart(member for member in members if member.person and (member in stated or member.told is None))
    if first is None or len(people) < 2 or not _is_sum(tree, people) or _holds_all(tree, people, first):
        return first or (stated[0].told if stated else None)
    total = added([_bounds(member) for member in people])
    return first if total.low is None or first.low == 0 else _sum(scene, sentence, people, total)


def _apart(members: Iterable[_Member]) -> list[_Member]:
    """Return the members less those whose number was told of one before: "one" and "insurgent" of "one insurgent"."""
    found: list[_Member] = []
    for member in members:
        if member.told is None or all(other.told is None or other.told.span != member.told.span for other in found):
            found.append(member)
    return found


def _bounds(member: _Member) -> Bounds:
    """Return the number of one of a list; of people without a number no end is known but that it is no less than 0."""
    if member.told is None:
        return Bounds(1, 1, 1) if member.one else Bounds(0, None, None)
    return Bounds(member.told.low, member.told.best, member.told.high)


def _listed(tree: Tree, heads: Iterable[int], trigger: int) -> list[int]:
    """Return the heads with all that is coordinated with them or goes along with them, in order."""
    tokens = tree.sentence.tokens
    found: set[int] = set()
    for head in heads:
        top = head
        while tree.relation(top) == "conj" and tokens[tokens[top].head].upos in _NOMINAL:
            top = tokens[top].head
        found |= {head, *(other for other in tree.conjuncts(top) if tokens[other].upos in _NOMINAL)}
        beside = (*tree.children(top, "nmod"), *tree.children(trigger, "obl"))
        found |= {other for other in beside if tree.case(other) in _JOINED}
    own = set(heads)
    return sorted(head for head in found - {trigger} if head in own or not _is_part(tree, head))


def _is_part(tree: Tree, head: int) -> bool:
    """Say whether a word speaks of some of those named before: "one of whom was a colonel"."""
    tokens = tree.sentence.tokens
    return any(
        tokens[child].text.lower() in _WHOSE and tree.case(child) == "of" for child in tree.children(head, "nmod")
    )


def _member(scene: Scene, sentence: int, head: int) -> _Member:
    told = count(scene.report, scene.sentences[sentence], head)
    token, names = scene.sentences[sentence].tokens[head], scene.sentences[sentence].names
    named = any(name.label == "PER" and name.start <= head < name.end for name in names)
    person = named or bool(classes(scene, sentence, head) & _PEOPLE)
    group = token.xpos in _PLURALS or token.lemma in quantities().collective
    single = token.upos in {"NOUN", "PROPN"} and not group
    return _Member(head, told, person=person, one=told is None and person and single)


def _is_share(tree: Tree, head: int, trigger: int) -> bool:
    """Say whether the number at `head` is a share of those harmed: "one of the men killed was a colonel"."""
    of_them = tree.sentence.tokens[trigger].head == head and tree.relation(trigger) == "acl"
    return of_them and tree.case(head) == "of"


def _is_sum(tree: Tree, people: Sequence[_Member]) -> bool:
    """Say whether the members are joined by "and" or the like: "two soldiers or policemen" are two."""
    tokens = tree.sentence.tokens
    joining = [tokens[child].text.lower() for member in people for child in tree.children(member.head, "cc")]
    beside = any(tree.case(member.head) in _JOINED for member in people)
    return (bool(joining) or beside) and not _CHOICE.intersection(joining)


def _holds_all(tree: Tree, people: Sequence[_Member], first: Count) -> bool:
    """Say whether the first number is already the sum of the list."""
    return tree.sentence.tokens[people[-1].head].start < first.span.end


def _sum(scene: Scene, sentence: int, people: Sequence[_Member], total: Bounds) -> Count:
    """Return a sum with the words from the first of the list to the last."""
    tokens = scene.sentences[sentence].tokens
    phrases = [scene.trees[sentence].phrase(member.head) for member in people]
    start, end = min(first for first, _ in phrases), max(last for _, last in phrases)
    return Count(scene.report.span(tokens[start].start, tokens[end - 1].end), *total)

"""The words between two marked parties of a sentence, in the order in which they may tell what joins the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontline.language.tree import Tree

VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DEPENDENT = ("xcomp", "ccomp", "obj", "obl", "advcl", "nmod", "acl")
_MAX_STEPS = 24


@dataclass(frozen=True, slots=True)
class Parties:
    """The tokens of the source and of the target within their sentence; no target where none is named."""

    source: frozenset[int]
    target: frozenset[int]


def head_of(tree: Tree, tokens: frozenset[int]) -> int | None:
    """Return the token of a phrase that governs the rest of it; None for no tokens."""
    tops = [at for at in sorted(tokens) if tree.sentence.tokens[at].head not in tokens]
    nominal = [at for at in tops if tree.sentence.tokens[at].upos in {*_NOUNS, "PRON", "ADJ", "NUM"}]
    return next(iter(nominal or tops), None)


def route(tree: Tree, parties: Parties) -> list[int]:
    """Return the tokens between the heads of source and target along the tree, from the source, and the source's verb."""
    source, target = head_of(tree, parties.source), head_of(tree, parties.target)
    if source is None:
        return [at for at, token in enumerate(tree.sentence.tokens) if token.head < 0]
    up = list(tree.ancestors(source))
    if target is None:
        return _to_verb(tree, up)
    down = [target, *tree.ancestors(target)]
    meeting = next((at for at in (source, *up) if at in down), None)
    if meeting is None:
        return _to_verb(tree, up)
    below = list(reversed(down[: down.index(meeting)]))
    way = [*(up[: up.index(meeting) + 1] if meeting != source else []), *below]
    inside = parties.source | parties.target
    way = [at for at in way if at not in inside]
    if any(tree.sentence.tokens[at].upos in VERBS for at in way):
        return way
    return [*way, *(at for at in _to_verb(tree, list(tree.ancestors(meeting))) if at not in inside)]


def _to_verb(tree: Tree, up: Sequence[int]) -> list[int]:
    """Return governors up to the first verb."""
    found = []
    for at in up:
        found.append(at)
        if tree.sentence.tokens[at].upos in VERBS:
            break
    return found


def steps(tree: Tree, route: Sequence[int], parties: Parties) -> Iterator[int]:
    """Yield the words that may tell the deed: those of the route, each verb's object after it, then what hangs on them."""
    inside = parties.source | parties.target
    seen: set[int] = set(inside)
    target = head_of(tree, parties.target)
    for word in route:
        if word not in seen:
            seen.add(word)
            yield word
        if tree.sentence.tokens[word].upos in VERBS:
            for child in tree.children(word, "obj"):
                if child not in seen:
                    seen.add(child)
                    yield child
    if target is not None and tree.relation(target) == "obj":
        yield target
    todo = list(route)
    while todo and len(seen) < _MAX_STEPS + len(inside):
        for child in tree.children(todo.pop(0), *_DEPENDENT):
            if child not in seen:
                seen.add(child)
                todo.append(child)
                yield child

"""Compounds of this field whose last word looks like a participle: "the border crossing", "artillery shelling".

The treebanks have few of them, so that the model often takes the last word for a verb: "the border, crossing ...". Their
first word is nothing that could do what the second says, so the pair tells what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

_BEFORE = {
    "crossing": frozenset({"border", "frontier", "river", "land", "checkpoint"}),
    "bombing": frozenset({"car", "truck", "suicide", "roadside", "barrel", "carpet"}),
    "shelling": frozenset({"artillery", "mortar", "tank"}),
    "fighting": frozenset({"street", "ground", "trench"}),
    "shooting": frozenset({"drive-by", "mass"}),
    "taking": frozenset({"hostage"}),
}
_OBJECTS = frozenset({"DET", "PRON"})
_CLAUSES = frozenset({"advcl", "acl", "acl:relcl", "xcomp", "ccomp", "parataxis", "dep"})
_PLACES = frozenset({"crossing"})


def mend(words: Sequence[str], tags: list[str], xtags: list[str], heads: list[int], deprels: list[str]) -> list[int]:
    """Make nouns of the last words of fixed compounds that are read as verbs, in place.

    All lists are by word; `heads` are indexes, -1 for the root. Returns the words that are now names of places: they
    tell of no happening.
    """
    places = []
    for last in range(1, len(words)):
        word, first = words[last].lower(), last - 1
        followed = last + 1 < len(words) and tags[last + 1] in _OBJECTS
        if tags[last] != "VERB" or xtags[last] != "VBG" or followed:
            continue
        if words[first].lower() in _BEFORE.get(word, ()):
            _join(first, last, heads, deprels)
            tags[first], tags[last], xtags[last] = "NOUN", "NOUN", "NN"
            if word in _PLACES:
                places.append(last)
    return places


def _join(first: int, last: int, heads: list[int], deprels: list[str]) -> None:
    """Give the last word of a compound the place of the first in the tree, and all that hung on it."""
    if heads[first] != last:
        heads[last], deprels[last] = heads[first], deprels[first]
    elif deprels[last] in _CLAUSES:
        deprels[last] = "obl"
    heads[first], deprels[first] = last, "compound"
    for at, head in enumerate(heads):
        if head == first and at != last:
            heads[at] = last
        if heads[at] == last and deprels[at] in {"obl", "advmod"} and at > last:
            deprels[at] = "nmod"

"""Walking the tree of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.language.annotation import Sentence

RELATIVE_PRONOUNS = frozenset({"that", "which", "who", "whom", "whose"})
_QUANTITIES = frozenset({
    "dozen", "score", "hundred", "thousand", "million", "ten", "number", "couple", "handful", "part", "most", "much",
    "some", "all", "many", "several", "half", "majority", "group", "series", "wave", "string", "lot", "rest", "one",
    "each", "both", "any", "none", "swathe", "pocket", "portion", "third", "quarter", "section", "percent", "%", "barrage",
    "salvo", "volley", "hail",
})  # fmt: skip
_BEFORE = frozenset({"amod", "nummod", "compound", "flat", "nmod", "det", "advmod"})


def head_of(sentence: Sentence, start: int, end: int) -> int | None:
    """The number of the head word of a stretch of text in a sentence; None where no word is in it.

    The head is the first word whose governor is outside the stretch.
    """
    inside = [at for at, token in enumerate(sentence.tokens) if token.start < end and start < token.end]
    return next((at for at in inside if sentence.tokens[at].head not in inside), None)


class Tree:
    """The tree of one sentence, with the walks that reading it needs. Indexes are token indexes."""

    __slots__ = ("_children", "_plain", "_ranges", "sentence")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        children: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            if token.head >= 0:
                children[token.head].append(index)
        self._children = children
        self._plain = [token.deprel.partition(":")[0] for token in sentence.tokens]
        self._ranges: dict[int, tuple[int, int]] = {}

    def children(self, index: int, *relations: str) -> list[int]:
        """Return the dependents of a token, in order; only those with one of `relations` where given.

        A relation without a subtype takes its subtypes in: "nsubj" finds "nsubj:pass".
        """
        below = self._children[index]
        if not below or not relations:
            return below
        tokens, plain = self.sentence.tokens, self._plain
        return [child for child in below if plain[child] in relations or tokens[child].deprel in relations]

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first such dependent, None where there is none."""
        found = self.children(index, *relations)
        return found[0] if found else None

    def has(self, index: int, word: str, *relations: str) -> bool:
        """Say whether a word (lower case) hangs on a token in one of `relations`: "to" as mark, "no" as det."""
        tokens = self.sentence.tokens
        return any(tokens[child].text.lower() == word for child in self.children(index, *relations))

    def relation(self, index: int) -> str:
        """Return the relation of a token without its subtype."""
        return self._plain[index]

    def subtree(self, index: int) -> list[int]:
        """Return a token and all below it, in order."""
        found, todo = [], [index]
        while todo:
            here = todo.pop()
            found.append(here)
            todo.extend(self._children[here])
        return sorted(found)

    def range(self, index: int) -> tuple[int, int]:
        """Return (first, last + 1) of the subtree of a token."""
        if index not in self._ranges:
            below = self.subtree(index)
            self._ranges[index] = (below[0], below[-1] + 1)
        return self._ranges[index]

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the governor of a token, its governor, and so on up to the root."""
        tokens = self.sentence.tokens
        here = tokens[index].head
        while here >= 0:
            yield here
            here = tokens[here].head

    def dominates(self, above: int, below: int) -> bool:
        """Say whether `above` is `below` or an ancestor of it."""
        return above == below or any(ancestor == above for ancestor in self.ancestors(below))

    def conjuncts(self, index: int) -> list[int]:
        """Return a token and what is coordinated with it: "Talbisa and Rstan" are two."""
        found = [index]
        for child in self.children(index, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def counted(self, index: int) -> int:
        """Return what a word of quantity counts: houses, for the dozens of "dozens of houses"; else the word itself."""
        if self.sentence.tokens[index].lemma.lower() not in _QUANTITIES:
            return index
        for child in self.children(index, "nmod"):
            if self.case(child) == "of":
                return self.counted(child)
        return index

    def case(self, index: int) -> str | None:
        """Return the preposition of a noun phrase, multi-word ones joined ("because of"); None without one."""
        tokens = self.sentence.tokens
        markers = [
            child for child in self.children(index, "case") if tokens[child].upos in {"ADP", "SCONJ", "ADV", "VERB"}
        ]
        if not markers:
            return None
        first = markers[0]
        words = [tokens[first].text.lower()]
        words.extend(tokens[child].text.lower() for child in self.children(first, "fixed"))
        return " ".join(words)

    def phrase(self, head: int) -> tuple[int, int]:
        """Return (first, last + 1) of the core of a noun phrase: what stands with the head without a clause.

        Modifiers before the head, and after it names, "of" phrases and what is coordinated; no relative
        clauses, no appositions, no further prepositions.
        """
        tokens = self.sentence.tokens
        inside = {head}
        for child in self._children[head]:
            relation = self.relation(child)
            before = child < head and relation in _BEFORE
            after = child > head and (
                relation in {"flat", "fixed", "goeswith", "compound", "nummod"}
                or (relation == "nmod" and self.case(child) == "of")
            )
            if before or after:
                first, end = self.range(child) if before else self.phrase(child)
                inside.update(range(first, end))
                inside.update(mark for mark in self.children(child, "case"))
            elif relation == "conj" and tokens[child].upos in {"NOUN", "PROPN", "PRON", "NUM"}:
                first, end = self.phrase(child)
                inside.update((first, end - 1))
        return min(inside), max(inside) + 1

"""The parts of a noun phrase: its core, the words before its head, and what names or defines it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from frontline.language.tree import Tree

_LEFT = frozenset(
    {"amod", "compound", "nmod", "nummod", "det", "flat", "obl", "advmod", "case", "punct", "dep", "goeswith", "appos"}
)
_DETERMINERS = frozenset(
    {"no", "the", "a", "an", "this", "that", "these", "those", "some", "any", "its", "their", "his", "her", "our", "my"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent"})
_OF = frozenset({"of"})
_FOR = frozenset({"of", "for"})
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "representative", "negotiator"})
_NEAR = 8
_STRIPPED = "\"'\u201c\u201d\u2018\u2019(),.;:[]"
_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})


class Phrase:
    """The noun phrase that a token heads. Indexes are token indexes of the sentence."""

    def __init__(self, tree: Tree, head: int) -> None:
        self.tree = tree
        self.head = head
        self.tokens = tree.sentence.tokens

    @cached_property
    def start(self) -> int:
        """The first token of the core, leading determiner and preposition left out."""
        return self._bounds[0]

    @cached_property
    def end(self) -> int:
        """One past the last token of the core: head, its flat parts, and an "of" phrase."""
        return self._bounds[1]

    @cached_property
    def of(self) -> int | None:
        """The head of the "of" phrase: "security forces" of "members of the security forces"."""
        for child in self.tree.children(self.head, "nmod"):
            if (
                child > self.head
                and self.tokens[child].deprel != "nmod:poss"
                and self.tree.case(child) in self._joining
            ):
                return child
        return None

    @property
    def _joining(self) -> frozenset[str]:
        return _FOR if self.tokens[self.head].lemma.lower() in _SPEAKING_FOR else _OF

    @cached_property
    def determiner(self) -> str | None:
        """The determiner or possessive pronoun, lower case."""
        for child in self.tree.children(self.head, "det", "nmod:poss"):
            text = self.tokens[child].text.lower()
            if child < self.head and text in _DETERMINERS:
                return text
        return None

    @property
    def definite(self) -> bool:
        """Whether the phrase points at something already known."""
        return self.determiner in _DEFINITE

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words before the head, nearest last, lower case, hyphenated ones whole, possessive 's cut off."""
        return tuple(word for word, _ in self._left_words)

    @cached_property
    def _left_words(self) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        end = -1
        for index in range(self._left_start, self.head):
            token = self.tokens[index]
            text = token.text.lower()
            if found and token.start == end and ("-" in {text[:1], found[-1][0][-1:]}):
                found[-1] = (found[-1][0] + text, index)
            elif text in _POSSESSIVE or not any(letter.isalnum() for letter in text):
                pass
            else:
                found.append((text.strip(_STRIPPED), index))
            end = token.end
        return [(word, index) for word, index in found if word not in _DETERMINERS]

    @cached_property
    def _left_start(self) -> int:
        """The first token of the words before the head, determiner included: one unbroken run."""
        first = self.head
        for child in reversed(self.tree.children(self.head)):
            if child < first and self.tree.relation(child) in _LEFT and self.tree.relation(child) != "case":
                start, end = self.tree.range(child)
                if end == first or (end > first and self.tree.relation(child) != "appos"):
                    first = min(first, start)
        while first > 0 and self._modifies(first - 1):
            first -= 1
        return first

    def _modifies(self, index: int) -> bool:
        """Say whether a word just before the phrase is of it though the tree has hung it further right."""
        token = self.tokens[index]
        return token.upos in {"ADJ", "PROPN"} and token.deprel in {"amod", "compound"} and token.head > index

    @cached_property
    def _bounds(self) -> tuple[int, int]:
        start, end = self._left_start, self.head + 1
        while start < self.head and (self.tokens[start].upos in {"PUNCT", "ADP", "CCONJ"} or self._leading(start)):
            start += 1
        for child in self.tree.children(self.head):
            if child == end and self.tree.relation(child) in {"flat", "compound", "goeswith", "fixed"}:
                end = max(end, self.tree.range(child)[1])
        if self.of is not None:
            of_start, of_end = self.tree.range(self.of)
            if of_start == end:
                end = Phrase(self.tree, self.of).end if of_end > self.of else of_end
        for name in self.tree.sentence.names:
            if name.start < end < name.end:
                end = name.end
        return start, end

    def _leading(self, index: int) -> bool:
        """Whether a word only leads in: a determiner, or "at least" before a number."""
        token = self.tokens[index]
        if token.text.lower() in _DETERMINERS and token.upos in {"DET", "PRON"}:
            return True
        return token.head >= 0 and self.tokens[token.head].upos == "NUM" and token.upos in {"ADV", "ADJ", "ADP"}

    def naming(self, verbs: frozenset[str]) -> list[int]:
        """Return the heads that clauses like "known as X" or "led by X" hang on this phrase with `verbs`.

        The words right after the participle count before the tree, which often loses long subjects; so does a
        participle right after the phrase that the tree has put elsewhere.
        """
        clauses = [clause for clause in self.tree.children(self.head, "acl") if self._participle(clause, verbs)]
        if not clauses and self.end < len(self.tokens) and self._participle(self.end, verbs):
            clauses = [self.end]
        found = [head for clause in clauses for head in self._next_noun(clause + 1)]
        return found or [head for clause in clauses for head in self.tree.children(clause, "obl", "xcomp", "obj")]

    def _participle(self, index: int, verbs: frozenset[str]) -> bool:
        token = self.tokens[index]
        return token.lemma.lower() in verbs and token.xpos in {"VBN", "VBD"}

    def _next_noun(self, start: int) -> list[int]:
        """Return the last of the first run of nouns from `start` on, reached over "as", "by the" and adjectives."""
        last = -1
        for index in range(start, min(start + _NEAR, len(self.tokens))):
            upos = self.tokens[index].upos
            if upos in {"NOUN", "PROPN"}:
                last = index
            elif last >= 0 or upos not in {"ADP", "DET", "ADJ", "NUM", "PUNCT", "SCONJ"}:
                break
        return [last] if last >= 0 else []

    @property
    def owners(self) -> list[int]:
        """The possessors before the head: "its" of "its air and ground forces"."""
        return [index for index in range(self._left_start, self.head) if self.tokens[index].deprel == "nmod:poss"]

    def appositions(self) -> list[int]:
        """Return the heads of what stands beside the phrase under another name: "the group, HTS," "(HTS)"."""
        return [child for child in self.tree.children(self.head, "appos", "parataxis") if child > self.head]


class Clause(NamedTuple):
    """Where a phrase stands: the word that governs it and its part there.

    `part` is "subject", "object" or "other"; `verb` the lower-case lemma of the governor; `preposition`
    what introduces the phrase.
    """

    governor: int
    part: str
    relation: str
    verb: str
    verbal: bool
    preposition: str | None


def clause_of(tree: Tree, head: int) -> Clause:
    """Return where a phrase stands, coordinated phrases standing where the first of them does."""
    tokens = tree.sentence.tokens
    here, preposition = head, tree.case(head)
    while tokens[here].deprel == "conj" and tokens[here].head >= 0:
        here = tokens[here].head
        preposition = preposition or tree.case(here)
    relation, governor = tokens[here].deprel, tokens[here].head
    if governor < 0:
        return Clause(-1, "other", relation, "", verbal=False, preposition=preposition)
    part = "object" if relation in {"obj", "iobj"} else "other"
    if relation in _SUBJECTS or (preposition == "by" and relation.startswith("obl")):
        part = "subject"
    verb = tokens[governor]
    verbal = verb.upos == "VERB" and not any(tokens[child].deprel == "cop" for child in tree.children(governor))
    return Clause(governor, part, relation, verb.lemma.lower(), verbal, preposition)

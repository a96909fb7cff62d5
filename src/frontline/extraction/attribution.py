"""Attribution: which words of a sentence somebody says, and who.

Every cue (a verb of speech, "according to", "reports that", "reportedly") gives one `Attribution`: the cue,
the head token of its source where the sentence names one, and the tokens that it covers. Attributions nest:
"X said that Y had denied Z" covers Z twice, and the chain of sources runs from the widest inwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontline.extraction.arguments import is_passive, subject_of
from frontline.knowledge.cues import Cues
from frontline.language.annotation import Sentence
from frontline.language.tree import Tree

_CLAUSES = ("ccomp", "parataxis")
_OPENING = frozenset("“«„‟")
_CLOSING = frozenset("”»")
_STRAIGHT = '"'
_NOT_SAID = frozenset(
    {"nsubj", "obl", "obj", "iobj", "advmod", "aux", "punct", "mark", "cc", "nmod", "discourse", "expl", "vocative"}
)
# A noun after these verbs is what is said to have happened ("reported clashes", "confirmed the capture").
_REPORTING = frozenset({
    "report", "confirm", "announce", "acknowledge", "admit", "document", "record", "claim", "allege", "verify",
    "deny", "reject", "dismiss", "refute", "dispute", "declare", "observe",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """`cue` and `source` are token indexes (`source` None: somebody unnamed); `content` is what is said.

    `hearer` is who was told ("told Reuters"). `denies` says that the cue denies its content.
    """

    cue: int
    source: int | None
    content: frozenset[int]
    hearer: int | None = None
    denies: bool = False


def attributions(tree: Tree, cues: Cues) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence, the widest first."""
    found: list[Attribution] = []
    for index, token in enumerate(tree.sentence.tokens):
        lemma = token.lemma.lower()
        if token.upos == "VERB" and lemma in cues.words("speech", "verbs"):
            found.extend(_by_verb(tree, index, cues))
        elif token.upos == "NOUN" and lemma in cues.words("speech", "nouns"):
            found.extend(_by_noun(tree, index))
        elif token.deprel == "case":
            found.extend(_by_preposition(tree, index, cues))
        elif lemma in cues.words("hedge", "adverbs") and token.head >= 0:
            found.append(Attribution(index, None, frozenset(tree.subtree(token.head)) - {index}))
    found = [attribution for attribution in found if attribution.content]
    return tuple(sorted(found, key=lambda attribution: (-len(attribution.content), attribution.cue)))


def _by_verb(tree: Tree, verb: int, cues: Cues) -> list[Attribution]:
    lemma = tree.sentence.tokens[verb].lemma.lower()
    content = _content_of_verb(tree, verb)
    if not content:
        return []
    passive = is_passive(tree, verb)
    source = _agent(tree, verb) if passive else subject_of(tree, verb)
    if passive and tree.sentence.tokens[verb].deprel == "acl":
        source = _agent(tree, verb)
    if source is not None and source in content:
        source = None
    hearer = None
    if lemma in cues.words("speech", "hearers") and not passive:
        hearer = tree.child(verb, "iobj", "obj")
    return [Attribution(verb, source, content, hearer, denies=lemma in cues.words("denial", "verbs"))]


def _content_of_verb(tree: Tree, verb: int) -> frozenset[int]:
    """Return what a verb of speech says: its clause; else the clause that it is put into; else what it quotes."""
    tokens = tree.sentence.tokens
    content = {token for clause in _complements(tree, verb) for token in tree.subtree(clause)}
    if not content and tokens[verb].head >= 0 and tree.relation(verb) == "parataxis":
        content = set(tree.subtree(tokens[verb].head)) - set(tree.subtree(verb))
    if not content and tree.relation(verb) in {"root", "parataxis", "conj"}:
        content = _quoted_before(tree, verb)
    return frozenset(content - {verb})


def _complements(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the heads of the clauses and nouns that tell what a verb says."""
    tokens = tree.sentence.tokens
    lemma = tokens[verb].lemma.lower()
    yield from tree.children(verb, *_CLAUSES)
    for clause in tree.children(verb, "xcomp"):
        if tree.has(clause, "to", "mark") or tokens[clause].xpos == "VBG":
            yield clause
    if lemma in _REPORTING:
        yield from tree.children(verb, "obj")
    if lemma == "accuse":
        for clause in tree.children(verb, "advcl", "obl"):
            if tokens[clause].deprel == "advcl" or tree.case(clause) == "of":
                yield clause


def _quoted_before(tree: Tree, verb: int) -> set[int]:
    """Return the dependents of a verb that stand in quotation marks: a quotation that the tree hung wrongly."""
    found: set[int] = set()
    for child in tree.children(verb):
        if tree.relation(child) in _NOT_SAID:
            continue
        first, end = tree.range(child)
        before = tree.sentence.tokens[first - 1].text if first else tree.sentence.tokens[first].text
        if set(before) & (_OPENING | {_STRAIGHT}) or set(tree.sentence.tokens[first].text) & (_OPENING | {_STRAIGHT}):
            found.update(range(first, end))
    return found


def _agent(tree: Tree, verb: int) -> int | None:
    for head in tree.children(verb, "obl"):
        if tree.case(head) == "by":
            return head
    return None


def _by_noun(tree: Tree, noun: int) -> list[Attribution]:
    """Find what a noun says: "reports that it had withdrawn", "a claim by the army that", "the statement that"."""
    content: set[int] = set()
    for clause in tree.children(noun, "acl", "ccomp"):
        marks = {tree.sentence.tokens[child].text.lower() for child in tree.children(clause, "mark")}
        if tree.sentence.tokens[clause].deprel in {"acl", "ccomp"} and ("that" in marks or "of" in marks):
            content.update(tree.subtree(clause))
    for modifier in tree.children(noun, "nmod"):
        if tree.case(modifier) == "of":
            content.update(tree.subtree(modifier))
    source = tree.child(noun, "nmod:poss")
    for modifier in tree.children(noun, "nmod"):
        if tree.case(modifier) in {"by", "from"}:
            source = modifier
    return [Attribution(noun, source, frozenset(content))]


def _by_preposition(tree: Tree, case: int, cues: Cues) -> list[Attribution]:
    """Read "according to X": X says what its clause says, X apart."""
    tokens = tree.sentence.tokens
    source = tokens[case].head
    if source < 0 or tree.case(source) not in cues.words("speech", "prepositions") or tokens[source].head < 0:
        return []
    clause = tokens[source].head
    return [Attribution(case, source, frozenset(tree.subtree(clause)) - frozenset(tree.subtree(source)))]


@dataclass(frozen=True, slots=True)
class Quotation:
    """How a sentence stands to quotation marks: `opens` within it and stays open, `inside` one from its start."""

    inside: bool
    starts: bool


def quotations(sentences: Sequence[Sentence], text: str) -> tuple[Quotation, ...]:
    """Say for every sentence whether it begins inside a quotation, or with one.

    A blank line closes what was left open: news opens every paragraph of a long quotation anew.
    """
    found = []
    is_open = False
    last = 0
    for sentence in sentences:
        if "\n" in text[last : sentence.start].strip(" \t"):
            is_open = False
        inside = is_open
        starts = text[sentence.start : sentence.start + 1] in _OPENING | {_STRAIGHT}
        for character in text[sentence.start : sentence.end]:
            if character in _OPENING:
                is_open = True
            elif character in _CLOSING:
                is_open = False
            elif character == _STRAIGHT:
                is_open = not is_open
        found.append(Quotation(inside, starts))
        last = sentence.end
    return tuple(found)

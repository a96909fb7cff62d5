"""Attribution: which words of a sentence somebody says, and who.

Every cue (a verb of speech, "according to", "reports that", "reportedly", the colon after a speaker's name) gives one
`Attribution`: the cue, the head token of its source where the sentence names one, and the tokens that it covers.
Attributions nest: "X said that Y had denied Z" covers Z twice, and the chain of sources runs from the widest inwards.
What somebody asks for is his too: "urged both sides to stop". Words in quotation marks are somebody's whatever the verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from frontline.extraction.arguments import is_passive, subject_of
from frontline.knowledge.cues import Cues
from frontline.knowledge.people import load_people_words
from frontline.language.annotation import Sentence
from frontline.language.tree import RELATIVE_PRONOUNS, Tree

_CLAUSES = ("ccomp", "parataxis")
_OPENING = frozenset("“«„‟")
_CLOSING = frozenset("”»")
_STRAIGHT = '"'
_NOT_SAID = frozenset(
    {"nsubj", "obl", "obj", "iobj", "advmod", "aux", "punct", "mark", "cc", "nmod", "discourse", "expl", "vocative"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LABEL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART"})
_BEFORE_LABEL = frozenset({"PUNCT", "NUM", "SYM"})
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_LONGEST_LABEL = 8
_WITHIN = frozenset({"advcl", "acl", "xcomp", "nmod", "obl", "obj", "appos"})
_TELLING = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_PASSING_ON = frozenset({"cite", "quote"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """`cue` and `source` are token indexes (`source` None: somebody unnamed); `content` is what is said.

    `hearer` is who was told ("told Reuters"). `denies` says that the cue denies its content, `asks` that it asks for it.
    `label` says that the cue is the colon after a speaker's name, who then speaks to the end of the paragraph.
    """

    cue: int
    source: int | None
    content: frozenset[int]
    hearer: int | None = None
    denies: bool = False
    asks: bool = False
    label: bool = False


def attributions(tree: Tree, cues: Cues, speakers: frozenset[str] = frozenset()) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence, the widest first; `speakers` are labels known to be of speakers."""
    found: list[Attribution] = list(_by_label(tree, speakers))
    for index, token in enumerate(tree.sentence.tokens):
        lemma = token.lemma.lower()
        if token.deprel == "case":
            found.extend(_by_preposition(tree, index, cues))
        elif token.upos == "VERB":
            found.extend(_by_verb(tree, index, cues))
        elif token.upos == "NOUN" and lemma in cues.words("speech", "nouns"):
            found.extend(_by_noun(tree, index))
        elif lemma in cues.words("hedge", "adverbs") and token.head >= 0:
            found.append(Attribution(index, None, frozenset(tree.subtree(token.head)) - {index}))
    found = [attribution for attribution in found if attribution.content]
    return tuple(sorted(found, key=lambda attribution: (-len(attribution.content), attribution.cue)))


class Label(NamedTuple):
    """A label before a colon: its words, head and colon. `sure` says that what follows shows that somebody speaks."""

    text: str
    head: int
    colon: int
    sure: bool


def label(tree: Tree) -> Label | None:
    """Return the label that a sentence begins with, after a time or a number of its own: "Mrs Sow: We left at once."."""
    tokens = tree.sentence.tokens
    colon = next((at for at, token in enumerate(tokens[:_LONGEST_LABEL]) if token.text == ":"), 0)
    first = next((at + 1 for at in range(colon - 1, -1, -1) if tokens[at].upos in _BEFORE_LABEL), 0)
    words = tokens[first:colon]
    if not words or words[-1].upos not in _NOMINAL or any(token.upos not in _LABEL for token in words):
        return None
    after = tokens[colon + 1 :]
    person = any(name.label == "PER" and name.start == first and name.end == colon for name in tree.sentence.names)
    quoted = bool(after) and bool(set(after[0].text) & (_OPENING | {_STRAIGHT}))
    own = any(token.text.lower() in FIRST_PERSON for token in after)
    verbal = any(token.upos in {"VERB", "AUX"} for token in after)
    sure = verbal and (quoted or (not first and (person or own)))
    text = " ".join(token.text for token in words)
    head = next(at for at in range(first, colon) if not first <= tokens[at].head < colon)
    return Label(text, head, colon, sure)


def _by_label(tree: Tree, speakers: frozenset[str]) -> Iterator[Attribution]:
    """Give what follows a label to whom it names, if that is a speaker here or elsewhere in the report."""
    found = label(tree)
    if found is not None and (found.sure or found.text in speakers):
        content = frozenset(range(found.colon + 1, len(tree.sentence.tokens)))
        yield Attribution(found.colon, found.head, content, label=True)


def _by_verb(tree: Tree, verb: int, cues: Cues) -> Iterator[Attribution]:
    """Read what a verb's subject says, asks for, or says in quotation marks."""
    lemma = tree.sentence.tokens[verb].lemma.lower()
    if lemma in _PASSING_ON:
        yield from _passed_on(tree, verb, cues)
    speech = lemma in cues.words("speech", "verbs")
    spoken = _accused(tree, verb, cues) or (_content_of_verb(tree, verb, cues) if speech else frozenset())
    asked = _asked(tree, verb) if not spoken and lemma in cues.words("appeal", "verbs") else frozenset()
    content = spoken or asked or _figured(tree, verb) or _of_any_verb(tree, verb, cues)
    passive = is_passive(tree, verb)
    source = _source_of_verb(tree, verb)
    if source in content:
        source = None
    if not content or (source is None and not (spoken and speech)):
        return
    hearer = None
    if lemma in cues.words("speech", "hearers") and not passive:
        hearer = tree.child(verb, "iobj", "obj")
    denies = lemma in cues.words("denial", "verbs")
    yield Attribution(verb, source, content, hearer, denies=denies, asks=bool(asked))


def _source_of_verb(tree: Tree, verb: int) -> int | None:
    """Return the head of who says: the agent of a passive; the subject; in ", said the mayor," what follows."""
    tokens = tree.sentence.tokens
    if is_passive(tree, verb):
        return _agent(tree, verb)
    above = tokens[verb].head
    if tree.has(verb, "as", "mark", "case") and above >= 0 and tokens[above].lemma.lower() in _PASSING_ON:
        return subject_of(tree, above) if is_passive(tree, above) else tree.child(above, "obj")
    if tokens[verb].deprel == "acl:relcl" and tree.children(verb, "nsubj") and _put_into(tree, verb):
        return tree.child(verb, "nsubj")
    if tree.relation(verb) == "parataxis" and not tree.children(verb, "nsubj"):
        return _parenthetical_subject(tree, verb)
    return subject_of(tree, verb)


def _parenthetical_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject of a verb put into a clause where the tree hung it wrongly: ", the mayor said,"."""
    tokens = tree.sentence.tokens
    after = tree.child(verb, "obj")
    if after is not None and after > verb:
        return after
    before = verb - 1
    if before < 1 or tokens[before].upos not in _NOMINAL:
        return subject_of(tree, verb)
    first = min(tree.phrase(before)[0], before)
    return before if first and tokens[first - 1].deprel == "punct" else subject_of(tree, verb)


def _content_of_verb(tree: Tree, verb: int, cues: Cues) -> frozenset[int]:
    """Return what a verb of speech says: its clause; else the clause that it is put into; else what it quotes."""
    tokens = tree.sentence.tokens
    content = _near(tree, verb, {token for clause in _complements(tree, verb, cues) for token in tree.subtree(clause)})
    if not content and tokens[verb].head >= 0 and tree.relation(verb) == "parataxis":
        content = _near(tree, verb, set(tree.subtree(tokens[verb].head)) - set(tree.subtree(verb)))
        content = content if any(tokens[at].upos in _TELLING for at in content) else set()
    if not content and tree.relation(verb) in {"root", "parataxis", "conj"}:
        content = _quoted_before(tree, verb)
    if not content:
        content = _put_into(tree, verb)
    return frozenset(content - {verb})


def _put_into(tree: Tree, verb: int) -> set[int]:
    """Return the clause that ", a doctor said," is put into where the tree took the saying for a relative clause."""
    tokens = tree.sentence.tokens
    noun = tokens[verb].head
    if noun < 0 or tokens[verb].deprel != "acl:relcl" or tokens[noun].head < 0 or tree.children(verb, "obj", "ccomp"):
        return set()
    own = tree.children(verb, "nsubj")
    if any(tokens[one].lemma.lower() in RELATIVE_PRONOUNS for one in tree.subtree(verb)):
        return set()
    before = tree.range(own[0] if own else noun)[0] - 1
    behind = tokens[verb + 1].deprel == "punct" if verb + 1 < len(tokens) else True
    if before < 0 or tokens[before].deprel != "punct" or not behind:
        return set()
    return set(tree.subtree(tokens[noun].head)) - set(tree.subtree(verb if own else noun))


def _near(tree: Tree, verb: int, content: set[int]) -> set[int]:
    """Leave out what a semicolon parts from a verb: another clause that the tree hung on it. In a quotation all stays."""
    tokens = tree.sentence.tokens
    cuts = [at for at, token in enumerate(tokens) if token.text == ";"]
    if not cuts or any(set(token.text) & (_OPENING | {_STRAIGHT}) for token in tokens):
        return content
    first = max((at for at in cuts if at < verb), default=-1)
    last = min((at for at in cuts if at > verb), default=len(tokens))
    return {at for at in content if first < at < last}


def _complements(tree: Tree, verb: int, cues: Cues) -> Iterator[int]:
    """Yield the heads of the clauses and nouns that tell what a verb says."""
    tokens = tree.sentence.tokens
    lemma = tokens[verb].lemma.lower()
    yield from tree.children(verb, *_CLAUSES)
    for clause in tree.children(verb, "xcomp"):
        if tree.has(clause, "to", "mark") or tokens[clause].xpos == "VBG" or tree.children(clause, "aux"):
            yield clause
    yield from (one for one in tree.children(verb, "obj") if tokens[one].text.lower() == "how")
    if lemma in cues.words("speech", "reporting"):
        yield from (one for one in tree.children(verb, "obj") if tokens[one].upos != "PRON" and one > verb)


def _accused(tree: Tree, verb: int, cues: Cues) -> frozenset[int]:
    """Return what somebody is blamed for: "accused the army of shelling", "blamed it for the attack"."""
    tokens = tree.sentence.tokens
    if tokens[verb].lemma.lower() not in cues.words("speech", "blaming"):
        return frozenset()
    deeds = [one for one in tree.children(verb, "obl") if tree.case(one) in {"of", "for"}]
    deeds += [one for one in tree.children(verb, "advcl") if tree.case(one) or tree.children(one, "mark")]
    deeds += [one for one in tree.children(verb, "obj") if tree.children(verb, "obl") and not deeds]
    return frozenset(token for deed in deeds for token in tree.subtree(deed))


def _figured(tree: Tree, verb: int) -> frozenset[int]:
    """Return what somebody puts a number on: "put the toll at 40"."""
    tokens = tree.sentence.tokens
    numbers = [one for one in tree.children(verb, "obl") if tree.case(one) == "at" and tokens[one].upos == "NUM"]
    numbers += [one for one in tree.children(verb, "obl") if tree.case(one) == "at" and tree.children(one, "nummod")]
    counted = tree.children(verb, "obj")
    if tokens[verb].lemma.lower() != "put" or not numbers or not counted:
        return frozenset()
    return frozenset(token for part in (*numbers, *counted) for token in tree.subtree(part))


def _asked(tree: Tree, verb: int) -> frozenset[int]:
    """Return what somebody asks for: "to stop", "that it stop", "for a ceasefire"; "a ceasefire", asked of nobody."""
    clauses = tree.children(verb, "ccomp")
    clauses += [clause for clause in tree.children(verb, "xcomp", "advcl") if tree.has(clause, "to", "mark")]
    clauses += [one for one in tree.children(verb, "obl") if tree.case(one) == "for"]
    clauses += [one for one in tree.children(verb, "advcl") if tree.has(one, "for", "mark")]
    if not clauses and tree.sentence.tokens[verb].lemma.lower() in {"demand", "request", "urge"}:
        clauses = tree.children(verb, "obj")
    return frozenset(token for clause in clauses for token in tree.subtree(clause)) - {verb}


def _of_any_verb(tree: Tree, verb: int, cues: Cues) -> frozenset[int]:
    """Return what is said with a verb of any kind: in quotation marks, in a clause with "that", with "told of"."""
    tokens = tree.sentence.tokens
    lemma = tokens[verb].lemma.lower()
    if lemma not in cues.words("speech", "not_saying"):
        that = [clause for clause in tree.children(verb, "ccomp") if tree.has(clause, "that", "mark")]
        if that:
            return frozenset(token for clause in that for token in tree.subtree(clause))
    if lemma in cues.words("speech", "telling_of"):
        told = [one for one in tree.children(verb, "obl", "advcl") if tree.case(one) in {"of", "about"}]
        told += [one for one in tree.children(verb, "advcl") if tree.has(one, "of", "mark")]
        if told:
            return frozenset(token for one in told for token in tree.subtree(one))
    return _quoted(tree, verb)


def _quoted(tree: Tree, verb: int) -> frozenset[int]:
    """Return the clause in quotation marks that any verb brings ("she laughed: ...") or is put into."""
    tokens = tree.sentence.tokens
    clauses = [clause for clause in tree.children(verb, *_CLAUSES) if _opens(tree, tree.range(clause)[0])]
    content = {token for clause in clauses for token in tree.subtree(clause)}
    above = tokens[verb].head
    if not content and above >= 0 and tree.relation(verb) == "parataxis" and _opens(tree, tree.range(above)[0]):
        content = set(tree.subtree(above)) - set(tree.subtree(verb))
    return frozenset(content - {verb})


def _opens(tree: Tree, first: int) -> bool:
    """Say whether a stretch that begins with a token stands in quotation marks: with the mark or just behind it."""
    marks = _OPENING | {_STRAIGHT}
    tokens = tree.sentence.tokens
    return bool(set(tokens[first].text) & marks) or (first > 0 and bool(set(tokens[first - 1].text) & marks))


def _passed_on(tree: Tree, verb: int, cues: Cues) -> Iterator[Attribution]:
    """Read "the agency quoted a doctor as saying" as the agency's, and ", citing local officials" as the officials'."""
    tokens = tree.sentence.tokens
    for clause in tree.children(verb, "advcl", "xcomp", "obl"):
        if tree.has(clause, "as", "mark", "case") and tokens[clause].upos == "VERB" and not is_passive(tree, verb):
            yield Attribution(verb, subject_of(tree, verb), frozenset(tree.subtree(clause)))
    above, cited = tokens[verb].head, tree.child(verb, "obj")
    if tree.relation(verb) != "advcl" or tokens[verb].xpos != "VBG" or cited is None or not _speaks(tree, cited, cues):
        return
    told = _content_of_verb(tree, above, cues) if tokens[above].lemma.lower() in cues.words("speech", "verbs") else None
    yield Attribution(verb, cited, (told or frozenset(tree.subtree(above))) - set(tree.subtree(verb)))


def _speaks(tree: Tree, head: int, cues: Cues) -> bool:
    """Say whether a noun can speak: a name, people, a body, a document; not "a lack of funds"."""
    token = tree.sentence.tokens[head]
    if token.upos == "PROPN" or token.lemma.lower() in cues.words("speech", "documents"):
        return True
    return load_people_words().noun(token.text) is not None


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
    while (
        case
        and tokens[case - 1].text == ","
        and tree.relation(clause) in _WITHIN
        and not tree.children(clause, "nsubj")
    ):
        clause = tokens[clause].head  # behind a comma it is said of the whole clause, wherever the tree hung it
    return [Attribution(case, source, frozenset(tree.subtree(clause)) - frozenset(tree.subtree(source)))]


@dataclass(frozen=True, slots=True)
class Quotation:
    """How a sentence stands to quotation marks: `inside` a quotation from its start, or it `starts` with one.

    `paragraph` says that it is the first of a paragraph.
    """

    inside: bool
    starts: bool
    paragraph: bool = False


def quotations(sentences: Sequence[Sentence], text: str) -> tuple[Quotation, ...]:
    """Say for every sentence whether it begins inside a quotation, or with one.

    A blank line closes what was left open: news opens every paragraph of a long quotation anew.
    """
    found = []
    is_open = False
    last = 0
    for sentence in sentences:
        paragraph = "\n" in text[last : sentence.start]
        is_open = is_open and not paragraph
        inside = is_open
        starts = text[sentence.start : sentence.start + 1] in _OPENING | {_STRAIGHT}
        for character in text[sentence.start : sentence.end]:
            if character in _OPENING:
                is_open = True
            elif character in _CLOSING:
                is_open = False
            elif character == _STRAIGHT:
                is_open = not is_open
        found.append(Quotation(inside, starts, paragraph))
        last = sentence.end
    return tuple(found)

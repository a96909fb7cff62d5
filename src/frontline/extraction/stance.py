"""Stance: how a sentence puts a happening, read off the way from its trigger up the tree.

At every step up, the words beside the node (negation, modal verbs, "if") and the word it hangs on ("plan to",
"fears of", "deny that") say how the thing is put. A relative clause or a clause of time ends the walk: what
they tell is taken for granted ("the town they captured").
"""

from __future__ import annotations

from dataclasses import dataclass

from frontline.extraction.arguments import is_passive
from frontline.knowledge.cues import Cues
from frontline.language.tree import Tree
from frontline.records import Stance

_FACTUAL_MARKS = frozenset({"after", "when", "since", "as", "while", "before", "because", "once", "until", "where"})
_CARRIED_BY = frozenset(
    {"obj", "nsubj:pass", "xcomp", "ccomp", "csubj", "acl", "advcl", "obl", "nmod", "conj", "advmod"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "obj", "obl", "advcl", "nsubj"})
_INTENDED = frozenset({"xcomp", "ccomp", "acl", "advcl", "nmod", "obj", "csubj"})
_PARTS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}
_DID_NOT = frozenset({"fail", "refuse", "decline", "avoid", "refrain"})
_CLOSING = 3
"""A question mark stands among so many last tokens: "?", "?”", "?!"."""
_CARRYING_SUBJECT = frozenset({"VERB", "ADJ"})


@dataclass(slots=True)
class Putting:
    """What the walk has found so far: a mutable note pad, turned into a stance at the end."""

    denied: bool = False
    hypothetical: bool = False
    planned: bool = False
    would: bool = False


def putting(tree: Tree, trigger: int, cues: Cues) -> Putting:
    """Walk from the trigger to the root and note what says that it did not, may not or has not yet happened."""
    put = Putting()
    here = trigger
    _beside(tree, here, cues, put)
    while tree.sentence.tokens[here].head >= 0:
        above = tree.sentence.tokens[here].head
        if _is_presupposed(tree, here):
            break
        if here == trigger and _is_given(tree, here):
            _governed(tree, here, above, cues, put)
            break
        if not _step(tree, here, above, cues, put):
            break
        here = above
    else:
        put.hypothetical = put.hypothetical or _is_asked(tree, here)
    return put


def _is_asked(tree: Tree, root: int) -> bool:
    """Say whether a sentence asks whether something is so: "Did the army hold the town?"."""
    tokens = tree.sentence.tokens
    asking = any("?" in token.text for token in tokens[-_CLOSING:])
    return asking and not any(token.xpos.startswith("W") for token in tokens[: root + 1])


def _is_given(tree: Tree, noun: int) -> bool:
    """Say whether a noun is told of as known: "their quick takeover of Aleppo", whatever they seek to do with it."""
    tokens = tree.sentence.tokens
    if tokens[noun].upos not in {"NOUN", "PROPN"}:
        return False
    return any(tokens[child].text.lower() in _DEFINITE for child in tree.children(noun, "det", "nmod:poss"))


def decide(put: Putting, *, attributed: bool, historical: bool) -> Stance:
    """Return the stance: denial before hypothesis, plan, background, claim; asserted when nothing speaks against."""
    if put.denied:
        return Stance.DENIED
    if put.hypothetical or (put.would and not attributed):
        return Stance.HYPOTHETICAL
    if put.planned or put.would:
        return Stance.PLANNED
    if historical:
        return Stance.BACKGROUND
    return Stance.CLAIMED if attributed else Stance.ASSERTED


def tense(tree: Tree, trigger: int, put: Putting) -> str:
    """Return past, present or future for a trigger, by its verb or by the verb that a noun hangs on."""
    if put.planned or put.would:
        return "future"
    for here in (trigger, *tree.ancestors(trigger)):
        token = tree.sentence.tokens[here]
        if token.upos not in {"VERB", "AUX"}:
            continue
        auxiliaries = {tree.sentence.tokens[child].lemma.lower() for child in tree.children(here, "aux")}
        if token.xpos in {"VBD", "VBN"} or "have" in auxiliaries:
            return "past"
        if token.xpos in {"VBZ", "VBP"} or "be" in auxiliaries:
            return "present"
    return "past"


def is_over(tree: Tree, trigger: int) -> bool:
    """Say whether a verb stands in the past perfect: "had held the town", before what is told."""
    tokens = tree.sentence.tokens
    return any(tokens[child].text.lower() == "had" for child in tree.children(trigger, "aux"))


def _beside(tree: Tree, here: int, cues: Cues, put: Putting) -> None:
    """Note the words that hang on a node: negation, modals, a condition."""
    tokens = tree.sentence.tokens
    verbal = tokens[here].upos in {"VERB", "AUX", "ADJ"} or bool(tree.children(here, "cop"))
    for child in tree.children(here):
        relation, word = tree.relation(child), tokens[child].text.lower()
        lemma = tokens[child].lemma.lower()
        if relation in {"advmod", "det", "cc", "case"} and (
            word in cues.words("negation", "words") or lemma in cues.words("negation", "words")
        ):
            put.denied = put.denied or not _is_contrast(tree, child)
        elif relation == "aux" and verbal:
            _modal(word, cues, put)
        elif (
            (relation == "mark" and _marker(tree, child) in cues.words("hypothesis", "conjunctions"))
            or (relation == "advmod" and lemma in cues.words("hypothesis", "adverbs"))
            or (relation == "amod" and lemma in cues.words("hypothesis", "adjectives"))
        ):
            put.hypothetical = True
        elif relation == "amod" and (lemma in cues.words("plan", "adjectives") or _is_planned(lemma, cues)):
            put.planned = True
        elif relation == "advcl" and _condition(tree, child, cues):
            put.hypothetical = True
        elif relation == "nsubj" and any(
            tokens[det].text.lower() in {"no", "neither"} for det in tree.children(child, "det")
        ):
            put.denied = True


def _is_planned(lemma: str, cues: Cues) -> bool:
    """Know "planned", "expected", "intended": participles of the verbs of planning, used as adjectives."""
    stems = (lemma.removesuffix("ed"), lemma.removesuffix("d"), lemma.removesuffix("ned"))
    return lemma.endswith("ed") and any(stem in cues.words("plan", "verbs") for stem in stems)


def _is_contrast(tree: Tree, child: int) -> bool:
    """Say whether "not" opens "not only", which denies nothing."""
    after = child + 1
    tokens = tree.sentence.tokens
    return after < len(tokens) and tokens[after].text.lower() in {"only", "just", "merely", "least"}


def _modal(word: str, cues: Cues, put: Putting) -> None:
    if word in {"would", "'d", "\u2019d"}:
        put.would = True
    elif word in cues.words("plan", "modals"):
        put.planned = True
    elif word in cues.words("hypothesis", "modals"):
        put.hypothetical = True


def _marker(tree: Tree, mark: int) -> str:
    words = [mark, *tree.children(mark, "fixed")]
    return " ".join(tree.sentence.tokens[word].text.lower() for word in words)


def _condition(tree: Tree, clause: int, cues: Cues) -> bool:
    conditions = cues.words("hypothesis", "conjunctions") - {"whether", "as if", "as though", "should"}
    return any(_marker(tree, mark) in conditions for mark in tree.children(clause, "mark"))


def _is_presupposed(tree: Tree, here: int) -> bool:
    token = tree.sentence.tokens[here]
    if token.deprel == "acl:relcl":
        return True
    if token.deprel in {"advcl", "advcl:relcl"}:
        marks = {_marker(tree, mark) for mark in tree.children(here, "mark")}
        return bool(marks & _FACTUAL_MARKS)
    return token.deprel in {"acl", "amod"} and token.xpos == "VBN" and not tree.children(here, "mark", "aux")


def _step(tree: Tree, here: int, above: int, cues: Cues, put: Putting) -> bool:
    """Take in what the governor says of the node; False ends the walk."""
    token = tree.sentence.tokens[here]
    relation = tree.relation(here)
    if token.deprel == "nsubj":
        return _from_subject(tree, above, cues, put)
    if token.deprel not in _CARRIED_BY and relation not in _CARRIED_BY:
        return relation in {"parataxis", "appos"} and token.upos != "PROPN"
    if relation == "conj":
        if not tree.children(here, "aux", "nsubj"):
            _beside(tree, above, cues, put)
        return True
    if relation == "advcl" and not tree.has(here, "from", "mark"):
        put.planned = put.planned or tree.has(here, "to", "mark")
        if not tree.has(here, "to", "mark"):
            _beside(tree, above, cues, put)
            return True
    _governed(tree, here, above, cues, put)
    _around_governor(tree, relation, above, cues, put)
    return True


def _from_subject(tree: Tree, above: int, cues: Cues, put: Putting) -> bool:
    """A subject is put as what is said of it, unless that is done to something else ("the attack killed three")."""
    governor = tree.sentence.tokens[above]
    if governor.upos not in _CARRYING_SUBJECT or tree.children(above, "obj"):
        return False
    put.denied = put.denied or governor.lemma.lower() in cues.words("denial", "adjectives")
    _beside(tree, above, cues, put)
    return governor.deprel != "advcl"


def _around_governor(tree: Tree, relation: str, above: int, cues: Cues, put: Putting) -> None:
    """Take in the words beside a verb that carries the node; a verb of speech or appeal carries only itself."""
    governor = tree.sentence.tokens[above]
    if relation == "nmod" or governor.upos not in {"VERB", "AUX"}:
        return
    if governor.lemma.lower() not in cues.words("speech", "verbs") | cues.words("appeal", "verbs"):
        _beside(tree, above, cues, put)


def _governed(tree: Tree, here: int, above: int, cues: Cues, put: Putting) -> None:
    """Note what the governing word itself does to its complement."""
    governor = tree.sentence.tokens[above]
    lemma, relation = governor.lemma.lower(), tree.relation(here)
    part = _PARTS.get(governor.upos)
    if part is None:
        return
    if lemma in cues.words("denial", part):
        put.denied = put.denied or (
            relation in _COMPLEMENTS if part == "verbs" else part == "nouns" and tree.has(above, "no", "det")
        )
    if lemma in cues.words("hypothesis", part) and relation != "nsubj":
        put.hypothetical = True
    token = tree.sentence.tokens[here]
    open_ended = token.upos in {"NOUN", "PROPN"} or token.xpos == "VBG" or tree.has(here, "to", "mark")
    if lemma in cues.words("plan", part) and open_ended and relation in _INTENDED:
        put.planned = True
    if part == "verbs":
        _asked_or_prevented(tree, here, lemma, cues, put)


def _asked_or_prevented(tree: Tree, here: int, lemma: str, cues: Cues, put: Putting) -> None:
    """What is asked for has not happened; what failed did not; what was prevented might have."""
    relation = tree.relation(here)
    said = lemma in cues.words("speech", "verbs")
    asked = tree.has(here, "to", "mark") or (relation == "ccomp" and not said)
    asked = asked or (relation == "obl" and tree.sentence.tokens[here].upos == "NOUN")
    if lemma in cues.words("appeal", "verbs") and asked:
        put.hypothetical = True
    if lemma in cues.words("negation", "verbs") and relation in _COMPLEMENTS and not is_passive(tree, here):
        put.denied = put.denied or lemma in _DID_NOT
        put.hypothetical = put.hypothetical or lemma not in _DID_NOT

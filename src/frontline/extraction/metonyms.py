"""Countries and capitals that stand for a state: "Tehran would send", "Israel has killed", "Russian bombing"."""

from __future__ import annotations

from frontline.extraction.noun_phrases import Clause, clause_of
from frontline.knowledge.people import PeopleWords
from frontline.language.tree import Tree

_BORDERS = frozenset({"border", "frontier", "crossing", "boundary", "checkpoint"})
_DATELINE_MARKS = frozenset({",", "(", "/", "-", "\u2013", "\u2014"})
_ACRONYM = 3
_NEAR = 8
_ACTING_WITH = frozenset({"with", "against", "between", "by", "via"})


def branch_meant(tree: Tree, head: int, kind: str, words: PeopleWords) -> str | None:
    """Return the branch of the state that a country's name stands for, None where it is a place or an attribute.

    `kind` is country, adjective or capital. A doer by force means "forces", any other doer "government".
    """
    clause = clause_of(tree, head)
    at_border = clause.preposition in {"with", "between"} and _at_border(tree, head)
    if clause.governor < 0 or at_border or _in_dateline(tree, head):
        return None
    relation = clause.relation.partition(":")[0]
    if kind == "adjective" or relation in {"amod", "compound"} or clause.relation == "nmod:poss":
        return _beside_noun(clause, kind, words)
    if clause.verbal:
        return _beside_verb(_chained(tree, clause, words), kind, words)
    if relation == "nmod" and clause.preposition in _ACTING_WITH:
        return _by(clause.verb, words.lists["force_nouns"])
    if relation == "nsubj" and clause.relation != "nsubj:pass" and kind == "country":
        return "government" if tree.sentence.tokens[clause.governor].upos in {"ADJ", "VERB"} else None
    return None


def _chained(tree: Tree, clause: Clause, words: PeopleWords) -> Clause:
    """Return the clause with the verb that says what is done: "send" in "will have to send", "bomb" in "began bombing"."""
    inner = tree.child(clause.governor, "xcomp")
    if clause.part != "subject" or inner is None or tree.sentence.tokens[inner].upos != "VERB":
        return clause
    lemma = tree.sentence.tokens[inner].lemma.lower()
    deeper = clause.verb in words.lists["place_verbs"] or lemma in words.lists["force_verbs"]
    return clause._replace(verb=lemma) if deeper else clause


def _in_dateline(tree: Tree, head: int) -> bool:
    """Say whether a name in capitals opens a dateline: "KABUL, Afghanistan (May 15)", "AMMAN/DUBAI"."""
    tokens = tree.sentence.tokens
    word, after = tokens[head].text, tokens[head + 1].text if head + 1 < len(tokens) else ""
    before = tokens[head - 1].text if head else ""
    return len(word) > _ACRONYM and word.isupper() and (after in _DATELINE_MARKS or before in _DATELINE_MARKS)


def _at_border(tree: Tree, head: int) -> bool:
    """Say whether the words just before speak of a line on the ground: "the border crossing with Jordan"."""
    return any(token.lemma.lower() in _BORDERS for token in tree.sentence.tokens[max(0, head - _NEAR) : head])


def _beside_noun(clause: Clause, kind: str, words: PeopleWords) -> str | None:
    noun = words.noun(clause.verb)
    if noun is not None and noun.group in {"platforms", "weapons"}:
        return "forces"
    if noun is not None and kind == "adjective":
        return None
    if clause.verb in words.lists["force_nouns"]:
        return "forces"
    return "government" if kind != "capital" or clause.relation == "nmod:poss" else None


def _beside_verb(clause: Clause, kind: str, words: PeopleWords) -> str | None:
    lists = words.lists
    if clause.relation == "nsubj:pass":
        return "government" if kind == "country" or clause.verb in lists["political_verbs"] else None
    if clause.part == "subject":
        if clause.verb in lists["place_verbs"] and kind == "capital":
            return None
        return _by(clause.verb, lists["force_verbs"])
    if clause.part == "object":
        return "government" if clause.verb in lists["political_verbs"] or clause.relation == "iobj" else None
    if clause.preposition in _ACTING_WITH:
        return _by(clause.verb, lists["force_verbs"])
    return None


def _by(word: str, forceful: frozenset[str]) -> str:
    return "forces" if word in forceful else "government"

"""Pronouns: who "they", "it", "he", "who" and "we" are."""

from __future__ import annotations

from dataclasses import replace

from frontline.extraction.actor_reading import PERSONAL, PLURAL, Reader
from frontline.extraction.antecedents import Anaphor, Mention
from frontline.extraction.noun_phrases import Clause
from frontline.language.tree import RELATIVE_PRONOUNS, Tree
from frontline.records.mention import Party

_THING = frozenset({"it", "its", "itself"})
_SPEAKER = frozenset({"i", "me", "my", "we", "us", "our", "ours", "mine", "myself", "ourselves"})
_PEOPLE = frozenset({"those", "others", "many", "some", "everyone", "everybody", "someone", "anyone", "nobody", "most"})
_IMPERSONAL = frozenset({"seem", "appear", "rain", "snow", "happen", "matter", "emerge", "follow"})
_OWN = PLURAL | _THING | PERSONAL


def pronoun_party(reader: Reader, sentence: int, head: int) -> Party | None:
    """Return the party that a pronoun stands for.

    A pronoun of a person, a group or a speaker that nothing resolves is a party of its own words and of
    type unknown; None where it speaks of no party ("it rained", "who" without an antecedent, "this").
    """
    tree = reader.trees[sentence]
    word = tree.sentence.tokens[head].text.lower()
    span = reader.span(sentence, head, head + 1)
    if word in RELATIVE_PRONOUNS:
        return _relative(reader, sentence, head)
    clause = reader.clause(sentence, head)
    if word in _SPEAKER:
        return _speaker(reader, sentence, head) or Party(span, span.text, "unknown")
    if word in _PEOPLE:
        return Party(span, span.text, "unknown") if clause.part != "other" and clause.verbal else None
    if word not in _OWN or _empty(tree, head, word, clause):
        return None
    anaphor = Anaphor(sentence, head, clause.governor, reader.speaks(clause))
    found = reader.antecedents.best(anaphor, lambda mention: _agrees(word, mention))
    if found is None:
        return Party(span, span.text, "unknown")
    reader.referents[sentence, head] = (found.sentence, found.head)
    name = found.party.name if found.party.id else found.party.span.text
    return replace(found.party, span=span, name=name, via="pronoun")


def _empty(tree: Tree, head: int, word: str, clause: Clause) -> bool:
    """Say whether "it" speaks of no party: an expletive, or the subject of "it was a city"."""
    token = tree.sentence.tokens[head]
    if token.deprel.startswith("expl"):
        return True
    return word == "it" and clause.part == "subject" and (not clause.verbal or clause.verb in _IMPERSONAL)


def _agrees(word: str, mention: Mention) -> bool:
    if word in PLURAL:
        return mention.number in {"plural", "collective"}
    if word in _THING:
        return not mention.person and mention.number in {"singular", "collective"}
    return mention.person and mention.number == "singular"


def _relative(reader: Reader, sentence: int, head: int) -> Party | None:
    """Return what "who" stands for: the noun that the relative clause hangs on."""
    tree = reader.trees[sentence]
    tokens = tree.sentence.tokens
    for clause in tree.ancestors(head):
        if tokens[clause].deprel == "acl:relcl":
            found = reader.party(sentence, tokens[clause].head)
            return replace(found, span=reader.span(sentence, head, head + 1), via="pronoun") if found else None
    return None


def _speaker(reader: Reader, sentence: int, head: int) -> Party | None:
    """Return who says "we": the subject of the verb of speech over the clause."""
    tree = reader.trees[sentence]
    for verb in tree.ancestors(head):
        subject = tree.child(verb, "nsubj")
        if subject is not None and subject != head and reader.speaks(reader.clause(sentence, subject)):
            found = reader.party(sentence, subject)
            return replace(found, span=reader.span(sentence, head, head + 1), via="pronoun") if found else None
    return None

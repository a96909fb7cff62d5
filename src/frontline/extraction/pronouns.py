"""Pronouns: who "they", "it", "he", "who" and "we" are."""

from __future__ import annotations

from frontline.extraction.actor_reading import PERSONAL, PLURAL, Reader
from frontline.extraction.antecedents import Anaphor, Mention
from frontline.extraction.chains import stood_for
from frontline.extraction.noun_phrases import Clause
from frontline.language.tree import RELATIVE_PRONOUNS, Tree
from frontline.records.mention import Party
from frontline.records.span import Span

_THING = frozenset({"it", "its", "itself"})
_SPEAKER = frozenset({"i", "me", "my", "we", "us", "our", "ours", "mine", "myself", "ourselves"})
_PEOPLE = frozenset({"those", "others", "many", "some", "everyone", "everybody", "someone", "anyone", "nobody", "most"})
_IMPERSONAL = frozenset({"seem", "appear", "rain", "snow", "happen", "matter", "emerge", "follow"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
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
    return _referring(reader, sentence, head, span)


def _referring(reader: Reader, sentence: int, head: int, span: Span) -> Party | None:
    """Return the most salient party that a pronoun of a third person can mean; one of its own words where there is none."""
    tree, clause = reader.trees[sentence], reader.clause(sentence, head)
    word = tree.sentence.tokens[head].text.lower()
    owner = tree.sentence.tokens[head].deprel == "nmod:poss"
    harmer = _harmer(reader, sentence, head) if owner else None
    anaphor = Anaphor(sentence, head, -1 if owner else clause.governor, reader.speaks(clause))
    found = reader.antecedents.best(anaphor, lambda one: _agrees(reader, word, one) and _another(one, harmer))
    if word in _THING and not owner and clause.part != "subject" and _thing_before(reader, sentence, head, found):
        return None
    if found is None:
        return Party(span, span.text, "unknown")
    reader.referents[sentence, head] = (found.sentence, found.head)
    return stood_for(found.party, span, "pronoun")


def _harmer(reader: Reader, sentence: int, head: int) -> Party | None:
    """Return who harms what a possessive pronoun owns: nobody kills or bombs his own in "assassinating its leaders"."""
    tree = reader.trees[sentence]
    tokens = tree.sentence.tokens
    clause = reader.clause(sentence, tokens[head].head)
    if clause.part != "object" or clause.verb not in reader.words.lists["harming_verbs"]:
        return None
    verb = clause.governor
    while verb >= 0:
        subject = tree.child(verb, "nsubj")
        if subject is not None:
            return reader.party(sentence, subject)
        linked = tokens[verb].deprel.partition(":")[0] in {"advcl", "xcomp", "conj", "acl"}
        verb = tokens[verb].head if linked else -1
    return None


def _another(mention: Mention, harmer: Party | None) -> bool:
    if harmer is None:
        return True
    same = mention.party.id == harmer.id if harmer.id else mention.party.name == harmer.name
    return not same


def _thing_before(reader: Reader, sentence: int, head: int, found: Mention | None) -> bool:
    """Say whether a thing stands nearer than the party that was found: "bombed the bridge to keep rebels from using it"."""
    tree = reader.trees[sentence]
    first = found.head if found is not None and found.sentence == sentence else -1
    return any(
        tree.sentence.tokens[index].xpos == "NN"
        and tree.sentence.tokens[index].deprel in {"obj", "nsubj", "nsubj:pass"}
        and reader.words.noun(tree.sentence.tokens[index].text) is None
        for index in range(first + 1, head)
    )


def _empty(tree: Tree, head: int, word: str, clause: Clause) -> bool:
    """Say whether "it" speaks of no party: an expletive, or the subject of "it was a city"."""
    token = tree.sentence.tokens[head]
    if token.deprel.startswith("expl"):
        return True
    return word == "it" and clause.part == "subject" and (not clause.verbal or clause.verb in _IMPERSONAL)


def _agrees(reader: Reader, word: str, mention: Mention) -> bool:
    lists = reader.words.lists
    if mention.noun in (lists["female"] if word in _HE else lists["male"] if word in _SHE else ()):
        return False
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
            return stood_for(found, reader.span(sentence, head, head + 1), "pronoun") if found else None
    return None


def _speaker(reader: Reader, sentence: int, head: int) -> Party | None:
    """Return who says "we": the subject of the verb of speech over the clause, else who issued the report."""
    tree = reader.trees[sentence]
    for verb in tree.ancestors(head):
        subject = tree.child(verb, "nsubj")
        told = tree.sentence.tokens[head].head == verb  # "they told us": "we" are not who speaks
        if subject is not None and not told and reader.speaks(reader.clause(sentence, subject)):
            found = reader.party(sentence, subject)
            return stood_for(found, reader.span(sentence, head, head + 1), "pronoun") if found else None
    return stood_for(reader.issuer, reader.span(sentence, head, head + 1), "pronoun") if reader.issuer else None

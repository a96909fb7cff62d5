"""Descriptions: whom "the rebels", "Kurdish fighters", "the group" and "an army spokesman" speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontline.extraction.actor_types import branch_for
from frontline.extraction.antecedents import Anaphor, Mention
from frontline.extraction.chains import stood_for
from frontline.extraction.noun_phrases import Phrase
from frontline.extraction.stage import Stage
from frontline.knowledge.actors import Actor
from frontline.knowledge.people import Noun
from frontline.records.mention import Party
from frontline.records.span import Span

if TYPE_CHECKING:  # the reader of phrases itself calls this module
    from frontline.extraction.actor_reading import Reader

PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_SENT = frozenset({"soldiers", "forces", "fighters"})
_HEADS = frozenset({"spokesman", "spokeswoman", "spokesperson", "chief", "head", "leader"})
_ARMY = frozenset({"army", "military"})
_DEFENCE = frozenset({"defence", "defense"})
_GENERAL = frozenset({"groups", "coalitions", "parties", "media", "monitors"})
_BANDS = frozenset({"criminals", "militias"})
_BODIES = frozenset({"groups", "bodies", "coalitions", "media", "monitors"})
_BY_FOCUS = frozenset({"armies", "governments", "police"})


def sent(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read the troops that somebody sends, moves or loses as the sender's own."""
    clause = reader.clause(sentence, _counted_by(reader, phrase))
    if clause.part != "object" or clause.verb not in reader.words.lists["sending_verbs"] or noun.group not in _SENT:
        return None
    tree = phrase.tree
    above = phrase.tokens[clause.governor].head
    places = [(clause.governor, "nsubj"), *([(above, "obj"), (above, "nsubj")] if above >= 0 else [])]
    for head in (tree.child(verb, relation) for verb, relation in places):
        sender = reader.party(sentence, head) if head is not None else None
        actor = reader.stage.registry.get(sender.id) if sender is not None and sender.id else None
        if actor is not None:
            return reader.side(sentence, actor, phrase, noun, "description")
    return reader.own_words(sentence, phrase, noun)


def _counted_by(reader: Reader, phrase: Phrase) -> int:
    """Return the quantity that a noun hangs on ("a small number of troops"), the noun itself where there is none."""
    token = phrase.tokens[phrase.head]
    if token.deprel != "nmod" or phrase.tree.case(phrase.head) != "of" or token.head < 0:
        return phrase.head
    counter = reader.words.noun(phrase.tokens[token.head].text)
    return token.head if counter is not None and counter.group == "quantities" else phrase.head


def described(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read a description by the theatre: "Kurdish fighters", "the rebels", "the army".

    "The group" is whom the report spoke of last; "the army" only where the theatre does not say whose it is: an armed
    group that has "Army" in its name does not take the word from the state's.
    """
    theatre, day = reader.stage.theatre, reader.stage.day
    general = noun.group in _GENERAL or (noun.group in _BANDS and noun.number == "singular")
    earlier = referred(reader, sentence, phrase, noun) if general else None
    if theatre is None or earlier is not None:
        return earlier or (referred(reader, sentence, phrase, noun) if noun.group == "armies" else None)
    lemma, group = _meant_as(phrase, noun)
    means = theatre.meaning(lemma, group, frozenset(phrase.words), day)
    special = [word for word in phrase.words if not _neutral(reader, word, noun)]
    general_noun = phrase.definite or phrase.tokens[phrase.head].xpos in PLURAL_TAGS or lemma != noun.lemma
    if means is None and (not special or lemma != noun.lemma) and general_noun:
        means = theatre.plain_meaning(lemma, group, day)
    if means is None and noun.group == "armies":
        return referred(reader, sentence, phrase, noun)
    actor = reader.stage.registry.get(means) if means and reader.acts(sentence, phrase, noun) else None
    return as_party(actor, reader.core(sentence, phrase), "description") if actor else None


def _meant_as(phrase: Phrase, noun: Noun) -> tuple[str, str]:
    """Return the noun and class to look up: "rebel" for "rebel commander", "army" for "military spokesman"."""
    if noun.group in {"commanders", "leaders", "sources", "officials", "persons"}:
        if "rebel" in phrase.words:
            return "rebel", "rebels"
        speaks_for = noun.group not in {"leaders", "persons"} or noun.lemma in _HEADS
        if speaks_for and not _ARMY.isdisjoint(phrase.words):
            return "army", "armies"
    defence = noun.lemma == "ministry" and not _DEFENCE.isdisjoint(phrase.words)
    if defence or (noun.lemma == "force" and "air" in phrase.words):
        return "army", "armies"
    return noun.lemma, noun.group


def _neutral(reader: Reader, word: str, noun: Noun) -> bool:
    """Say whether a word tells nobody apart: a number, the theatre's own country, "Islamist" before rebels."""
    if word in reader.words.lists["neutral"] or word[:1].isdigit():
        return True
    theatre = reader.stage.theatre
    if theatre is not None and word in theatre_adjectives(reader.stage):
        return True
    return noun.type == "rebel" and reader.words.modifiers.get(word) == "rebel"


def referred(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read "the group" as the last party that it can speak of; "the army" else as that of the focus."""
    special = [word for word in phrase.words if word not in reader.words.lists["neutral"]]
    if (
        not phrase.definite
        or special
        or not (reader.acts(sentence, phrase, noun) or reader.roster.called(noun))
        or phrase.tree.child(phrase.head, "acl") is not None
        or phrase.of is not None
    ):
        return None
    mention = _spoken_of(reader, sentence, phrase, noun)
    if mention is not None:
        return stood_for(mention.party, reader.core(sentence, phrase), "description")
    if noun.group not in _BY_FOCUS or reader.stage.focus is None:
        return None
    branch = branch_for(noun, phrase.words, reader.words)
    state = reader.stage.registry.state(reader.stage.focus, branch) if branch else None
    return as_party(state, reader.core(sentence, phrase), "description") if state else None


def _spoken_of(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Mention | None:
    """Return the earlier mention that a noun can mean: one whose very name has the noun, failing that one of its types."""
    types = reader.words.refers.get(noun.lemma, frozenset())
    names = {newcomer.name for newcomer in reader.roster.called(noun)}
    clause = reader.clause(sentence, phrase.head)
    anaphor = Anaphor(sentence, phrase.head, clause.governor, reader.speaks(clause), any_distance=True)
    named = reader.antecedents.best(anaphor, lambda other: other.party.name in names) if names else None
    if named is not None or not types:
        return named
    return reader.antecedents.best(anaphor, lambda other: _can_be(reader, noun, other, types))


def _can_be(reader: Reader, noun: Noun, other: Mention, types: frozenset[str]) -> bool:
    actor = reader.stage.registry.get(other.party.id) if other.party.id else None
    if actor is not None and noun.lemma in actor.called:
        return True
    if other.noun == noun.lemma:
        return True
    if other.party.via == "metonym" and noun.group in _BODIES:
        return False
    known = other.party.id is not None
    if not known and reader.roster.find(other.party.name) is not None:
        known = other.party.type != "unknown" or "unknown" in types
        types = types | {"unknown"}
    else:
        types = types - {"unknown"}
    return other.party.type in types and (noun.person or not other.person) and known


def theatre_adjectives(stage: Stage) -> frozenset[str]:
    """Return the adjectives of the theatre's countries, lower case."""
    countries = [stage.registry.country(code) for code in stage.theatre.countries] if stage.theatre else []
    return frozenset(word.lower() for country in countries if country for word in country.adjectives)


def as_party(actor: Actor, span: Span, via: str) -> Party:
    """Return a registered actor as the party that a span speaks of."""
    return Party(span, actor.name, actor.type, actor.id, actor.country, actor.wikidata, via)

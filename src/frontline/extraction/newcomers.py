"""Organisations that no list has, by their names in the report and beside other nouns, and what stands in apposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontline.extraction.chains import stood_for
from frontline.extraction.noun_groups import NAMELESS, OPEN_TYPES, OWNED
from frontline.extraction.noun_phrases import Phrase
from frontline.extraction.unlisted import newcomer_party
from frontline.knowledge.people import Noun
from frontline.records.mention import Party

if TYPE_CHECKING:  # the reader of phrases itself calls this module
    from frontline.extraction.actor_reading import Reader

_OFFICES = frozenset({"governments", "officials", "police", "soldiers", "media", "sources", "quantities"})
_STATE_GROUPS = frozenset({"armies", "forces", "platforms", "weapons"})
_COUNTRY_KINDS = frozenset({"country", "adjective", "capital"})
_FIGHTING = frozenset({"rebel", "militia", "identity-militia", "private-military", "criminal", "unidentified-armed"})
_NAME_LENGTH = 2


def in_a_name(reader: Reader, sentence: int, head: int, noun: Noun) -> bool:
    """Say whether a noun of people is only a word of an organisation's name: "the Oriel People's Army"."""
    name = reader.name_at(sentence, head)
    inside = name is not None and name.label == "ORG" and name.end - name.start >= _NAME_LENGTH
    return inside and noun.group in {"civilians", "persons"}


def newcomer_named(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read a noun that heads the name of an organisation that no list has: "Vask Resistance Front"."""
    name = reader.name_at(sentence, phrase.head)
    start, end = (name.start, name.end) if name is not None else (phrase.start, phrase.end)
    other = name is not None and name.label != "ORG"
    if other or end - start < _NAME_LENGTH or noun.group in _OFFICES:
        return None
    countries = (reader.named.get((sentence, token)) for token in range(start, end))
    if noun.group in _STATE_GROUPS and any(found and found[1].kind in _COUNTRY_KINDS for found in countries):
        return None
    span = reader.span(sentence, start, end)
    newcomer = reader.roster.find(span.text)
    return newcomer_party(newcomer, span) if newcomer is not None else None


def newcomer_beside(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read a name that no list has before the head: "FLO rebels", "Red Salt Brigades fighters"."""
    if noun.group in NAMELESS or noun.group not in OWNED or noun.lemma in reader.words.lists["others"]:
        return None
    for token in range(phrase.head - 1, max(-1, phrase.start - 2), -1):
        name = reader.name_at(sentence, token)
        if name is not None and name.label == "ORG" and name.end <= phrase.head and reader.acts(sentence, phrase, noun):
            newcomer = reader.roster.find(reader.span(sentence, name.start, name.end).text)
            if newcomer is not None and (newcomer.type in _FIGHTING or noun.type in OPEN_TYPES):
                named = newcomer_party(newcomer, reader.span(sentence, name.start, name.end))
                return stood_for(named, reader.core(sentence, phrase), "description")
    return None


def apposed(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read what stands beside a name as the one named: "the SDF, a US-backed alliance"."""
    token = phrase.tokens[phrase.head]
    person = noun.person and noun.number == "singular"
    if token.deprel != "appos" or token.head >= phrase.start or person or phrase.determiner is None:
        return None
    named = reader.party(sentence, token.head)
    if named is None or named.via not in {"name", "alias", "own words", "short form"}:
        return None
    if named.id is None and reader.roster.find(named.name) is None:
        return None
    return stood_for(named, reader.core(sentence, phrase), "apposition")

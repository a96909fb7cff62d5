"""Owners: whose "members of the security forces", "its fighters" and "warplanes from Russia" are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontline.extraction.chains import stood_for
from frontline.extraction.noun_groups import ARMED, OPEN_TYPES, OWNED
from frontline.extraction.noun_phrases import Phrase
from frontline.knowledge.people import Noun
from frontline.records.mention import Party

if TYPE_CHECKING:  # the reader of phrases itself calls this module
    from frontline.extraction.actor_reading import Reader


def owned(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read "members of the security forces", "the army of Rwanda" and "their fighters" by the owner."""
    if noun.group not in OWNED or noun.lemma in reader.words.lists["others"] or not reader.acts(sentence, phrase, noun):
        return None
    for head in [*phrase.owners, *([phrase.of] if phrase.of is not None else [])]:
        found = reader.named.get((sentence, head))
        if found and reader.free(*found) and found[1].kind != "people":
            return reader.with_name(sentence, phrase, noun, *found)
        owner = reader.party(sentence, head)
        actor = reader.stage.registry.get(owner.id) if owner and owner.id else None
        if actor is not None and owner is not None:
            part = reader.side(sentence, actor, phrase, noun, "description")
            return replace(part, chain=stood_for(owner, part.span, part.via).chain) if part else None
        if owner is not None and reader.roster.find(owner.name) is not None:
            return stood_for(owner, reader.core(sentence, phrase), "description")
        if owner is not None and owner.type not in {"civilians", "unknown"} and noun.type in OPEN_TYPES:
            kind = "state-forces" if owner.type == "government" and noun.group in ARMED else owner.type
            return replace(reader.own(reader.core(sentence, phrase), kind), country=owner.country)
    return _from_country(reader, sentence, phrase, noun)


def _from_country(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> Party | None:
    """Read "warplanes from Russia" as the country's forces."""
    if noun.group not in {"soldiers", "platforms", "armies"}:
        return None
    for child in phrase.tree.children(phrase.head, "nmod"):
        found = reader.named.get((sentence, child))
        if found is not None and found[1].kind == "country" and phrase.tree.case(child) == "from":
            return reader.with_name(sentence, phrase, noun, *found)
    return None

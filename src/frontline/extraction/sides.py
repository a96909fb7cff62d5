"""Two parties in one phrase: whom "both sides" and "the two armies" speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontline.extraction.chains import stood_for
from frontline.extraction.noun_phrases import Phrase
from frontline.knowledge.people import Noun
from frontline.records.mention import Party

if TYPE_CHECKING:  # the reader of phrases itself calls this module
    from frontline.extraction.actor_reading import Reader

_BOTH = frozenset({"both", "two"})
_ARMED = frozenset({
    "state-forces", "police", "government", "rebel", "militia", "identity-militia", "private-military", "criminal",
    "coalition",
})  # fmt: skip
_STATE = frozenset({"state-forces", "police", "government"})
_OF_NOUN = {
    "side": _ARMED, "camp": _ARMED, "group": _ARMED - _STATE, "force": _ARMED, "army": _STATE, "government": _STATE,
    "country": _STATE, "nation": _STATE, "state": _STATE, "faction": _ARMED - _STATE, "militia": _ARMED - _STATE,
    "gang": frozenset({"criminal"}), "cartel": frozenset({"criminal"}),
}  # fmt: skip
_NAMELESS = _BOTH | {"the", "these", "those", "warring", "opposing", "rival", "of"}
_REACH = (1, 3, 6)


def is_pair(phrase: Phrase, noun: Noun) -> bool:
    """Say whether a phrase speaks of two parties at once: "both sides", "the two armies"."""
    said = {*phrase.words, phrase.tokens[phrase.start].text.lower()}
    plural = phrase.tokens[phrase.head].xpos in {"NNS", "NNPS"}
    return (
        plural
        and noun.lemma in _OF_NOUN
        and not _BOTH.isdisjoint(said)
        and _NAMELESS.issuperset(said - {phrase.tokens[phrase.head].text.lower()})
    )


def both_sides(reader: Reader, sentence: int, phrase: Phrase, noun: Noun) -> tuple[Party, ...]:
    """Return the two parties of "both sides"; none where the last sentences do not speak of just two that can be meant.

    Parties of one side (allies, or a state's army and government) count as one, and the last one named stands for it.
    """
    if not is_pair(phrase, noun):
        return ()
    types = _OF_NOUN[noun.lemma]
    for reach in _REACH:
        camps: dict[str, Party] = {}
        for mention in reader.antecedents.since(sentence - reach, sentence, phrase.head):
            if mention.party.type in types:
                camps[_camp(reader, mention.party)] = mention.party
        named = {party.type for camp, party in camps.items() if camp != party.type}
        camps = {camp: party for camp, party in camps.items() if camp != party.type or party.type not in named}
        if len(camps) > len(_BOTH):
            break
        if len(camps) == len(_BOTH) and (reach == _REACH[-1] or all(_named(reader, one) for one in camps.values())):
            span = reader.core(sentence, phrase)
            return tuple(stood_for(party, span, "description") for party in camps.values())
    return ()


def _named(reader: Reader, party: Party) -> bool:
    return party.id is not None or reader.roster.find(party.name) is not None


def _camp(reader: Reader, party: Party) -> str:
    """Return what those on one side have in common: their side with the registry, their country, or their name."""
    actor = reader.stage.registry.get(party.id) if party.id else None
    theatre = reader.stage.theatre
    sides = actor.sides_in(theatre.id, reader.stage.day) if actor is not None and theatre is not None else ()
    if sides:
        return f"side {sides[0]}"
    if party.type in _STATE:
        return f"state {party.country}"
    return party.name if _named(reader, party) else party.type

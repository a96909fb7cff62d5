"""What kind of source a noun phrase is: "two Syrian military sources", "a resident of Homs", "state television"."""

from __future__ import annotations

from typing import NamedTuple

from frontline.extraction.actor_reading import Reader
from frontline.extraction.actor_types import modifier_type
from frontline.extraction.noun_phrases import Phrase
from frontline.extraction.persons import beside
from frontline.knowledge.people import Noun
from frontline.language.annotation import Name
from frontline.records.mention import Party

_BY_TYPE = {
    "state-forces": "military", "police": "official", "government": "official", "rebel": "armed-group",
    "militia": "armed-group", "identity-militia": "armed-group", "private-military": "armed-group",
    "criminal": "armed-group", "unidentified-armed": "armed-group", "monitor": "monitor",
    "aid-organisation": "aid-organisation", "media": "media", "intergovernmental": "official",
    "coalition": "military", "political-party": "official", "civilians": "resident", "protesters": "witness",
    "rioters": "witness", "unknown": "unnamed",
}  # fmt: skip
_BY_GROUP = {
    "analysts": "analyst",
    "journalists": "media",
    "media": "media",
    "monitors": "monitor",
    "witnesses": "witness",
    "aid-workers": "aid-organisation",
}
_BY_LEMMA = {
    "activist": "witness", "survivor": "witness",
    "post": "post", "tweet": "post", "message": "post", "video": "post",
}  # fmt: skip
_BY_WORD = {
    "diplomatic": "official", "government": "official", "official": "official", "political": "official",
    "local": "resident", "resident": "resident", "tribal": "resident",
}  # fmt: skip
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_PERSONAL = frozenset(
    {
        "sources",
        "witnesses",
        "officials",
        "leaders",
        "commanders",
        "civilians",
        "persons",
        "analysts",
        "journalists",
        "soldiers",
        "fighters",
        "rebels",
        "prisoners",
        "protesters",
        "police",
        "aid-workers",
        "jihadists",
    }
)


class SourceKind(NamedTuple):
    """What a source is: its kind (`frontline.records.Source`), whose it is, how many people, and unnamed or not."""

    kind: str
    affiliation: str | None
    people: int | None
    anonymous: bool


def source_kind(reader: Reader, sentence: int, head: int, party: Party | None) -> SourceKind:
    """Return what kind of source the phrase headed by token `head` is; `party` is what it was read as."""
    referent = reader.referents.get((sentence, head))
    if referent is not None:
        return source_kind(reader, *referent, party)._replace(people=None)
    phrase = Phrase(reader.trees[sentence], head)
    token = phrase.tokens[head]
    noun = reader.words.noun(token.text) if token.upos != "PRON" else None
    named = token.upos == "PROPN" or (
        token.upos == "PRON" and party is not None and party.via == "pronoun" and party.id is not None
    )
    role = _role(reader, phrase) if named else noun
    kind = _kind(reader, phrase, role, party)
    return SourceKind(
        kind, party.id if party else None, _people(phrase, noun, named=named), _anonymous(noun, party, named=named)
    )


def _role(reader: Reader, phrase: Phrase) -> Noun | None:
    """Return the noun that says what a named person or body is: "resident" in "Wasim Marouh, a Homs resident"."""
    own = reader.words.noun(phrase.tokens[phrase.head].text)
    if own is not None:
        return own
    for index in beside(reader.words, phrase):
        return reader.words.noun(phrase.tokens[index].text)
    surname = phrase.tokens[phrase.end - 1].text.lower()
    return reader.roles.get(surname)


def _kind(reader: Reader, phrase: Phrase, role: Noun | None, party: Party | None) -> str:
    if party is not None and party.id is not None:
        actor = reader.stage.registry.get(party.id)
        if actor is not None and actor.type == "media":
            return "agency" if "agency" in actor.called and actor.country is None else "media"
    lemma = phrase.tokens[phrase.head].lemma.lower()
    if role is None and lemma in _BY_LEMMA:
        return _BY_LEMMA[lemma]
    if role is not None:
        found = _BY_LEMMA.get(role.lemma) or _BY_GROUP.get(role.group)
        if found is not None:
            return found
        if role.group == "sources":
            return _of_source(reader, phrase, role, party)
    return _BY_TYPE[party.type] if party is not None else "unnamed"


def _of_source(reader: Reader, phrase: Phrase, noun: Noun, party: Party | None) -> str:
    """Return the kind of "sources" by the words before them: none says nothing but that they are unnamed."""
    kind = modifier_type(noun, phrase.words, reader.words)
    if kind is not None:
        return _BY_TYPE[kind]
    for word in reversed(phrase.words):
        if word in _BY_WORD:
            return _BY_WORD[word]
    return _BY_TYPE[party.type] if party is not None and party.id is not None else "unnamed"


def _people(phrase: Phrase, noun: Noun | None, *, named: bool) -> int | None:
    """Return how many persons the words speak of; None for bodies and for plurals without a number."""
    for child in phrase.tree.children(phrase.head, "nummod"):
        text = phrase.tokens[child].text.lower().replace(",", "")
        number = _NUMBERS.get(text) or (int(text) if text.isdecimal() else None)
        if number is not None and not phrase.tree.children(child, "advmod", "amod"):
            return number
    if named:
        return 1 if noun is None and any(_is_person_name(phrase, name) for name in phrase.tree.sentence.names) else None
    return 1 if noun is not None and noun.group in _PERSONAL and noun.number == "singular" else None


def _is_person_name(phrase: Phrase, name: Name) -> bool:
    return name.label == "PER" and name.start <= phrase.head < name.end


def _anonymous(noun: Noun | None, party: Party | None, *, named: bool) -> bool:
    """Say whether a person speaks whose name is kept back; a body that speaks is not anonymous."""
    if named:
        return False
    if noun is None:
        return party is None or party.type == "unknown"
    return noun.person or noun.group in _PERSONAL

"""Persons and organisations that no list has, known by their names in a report."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from frontline.extraction.chains import stood_for
from frontline.extraction.noun_phrases import Phrase
from frontline.extraction.roster import Roster
from frontline.knowledge.people import Noun, PeopleWords
from frontline.records.mention import Party
from frontline.records.span import Span

_NEAR = 10
_BESIDE = frozenset({"appos", "nmod:desc", "flat"})


class _Reader(Protocol):
    """What reading a person asks of the reader of phrases, which itself calls this module."""

    words: PeopleWords
    people: dict[str, Party]
    roster: Roster
    roles: dict[str, Noun]

    def party(self, sentence: int, head: int) -> Party | None:
        """Return the party of a noun phrase."""

    def own(self, span: Span, kind: str) -> Party:
        """Return a party by its own words."""


def person_party(reader: _Reader, sentence: int, phrase: Phrase, span: Span) -> Party:
    """Return a named person as the party of the title or apposition beside the name, or as named before.

    "The army spokesman Ali Deeb" speaks for the army, and so does "Deeb" later on.
    """
    surname = span.text.split()[-1].lower()
    for place in beside(reader.words, phrase):
        role = reader.party(sentence, place)
        if role is not None:
            stands = role.id is not None or reader.roster.find(role.name) is not None
            named = stood_for(role, span, "metonym") if stands else replace(role, span=span, name=span.text)
            reader.people[surname] = named
            noun = reader.words.noun(phrase.tokens[place].text)
            if noun is not None:
                reader.roles[surname] = noun
            return named
    before = _as_before(reader, surname, span)
    if before is None:
        before = reader.people[surname] = reader.own(span, "unknown")
    return before


def beside(words: PeopleWords, phrase: Phrase) -> list[int]:
    """Return the heads beside a name that are nouns of people: its title, its apposition, what it is one of.

    "X, a resident of Homs, said" is so common in reports that the words after the comma count too where the
    tree has put them elsewhere.
    """
    tree, head, tokens = phrase.tree, phrase.head, phrase.tokens
    found = [*tree.children(head, "nmod:desc"), *tree.children(head, "appos"), *tree.children(head, "compound", "flat")]
    if tokens[head].deprel in _BESIDE and tokens[head].head >= 0:
        found.append(tokens[head].head)
    listed = [place for place in found if _is_person(words, phrase, place)]
    return listed or _after_comma(words, phrase)


def _is_person(words: PeopleWords, phrase: Phrase, index: int) -> bool:
    """Say whether a word is a noun of persons and not somebody's owner ("the government's stronghold")."""
    noun, after = words.noun(phrase.tokens[index].text), index + 1
    owner = after < len(phrase.tokens) and phrase.tokens[after].xpos == "POS"
    return noun is not None and noun.person and not owner


def _after_comma(words: PeopleWords, phrase: Phrase) -> list[int]:
    tokens, start = phrase.tokens, phrase.end
    if (
        start + 1 >= len(tokens)
        or tokens[start].text != ","
        or tokens[start + 1].upos not in {"DET", "ADJ", "NOUN", "PROPN"}
    ):
        return []
    last = -1
    for index in range(start + 1, min(start + _NEAR, len(tokens))):
        if (
            tokens[index].upos not in {"DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "VERB"}
            or tokens[index].text == ","
        ):
            break
        if _is_person(words, phrase, index):
            last = index
    return [last] if last >= 0 else []


def _as_before(reader: _Reader, surname: str, span: Span) -> Party | None:
    known = reader.people.get(surname)
    if known is None or _are_two(reader.words, known.span.text, span.text):
        return None
    return stood_for(known, span, known.via) if known.via != "own words" else replace(known, span=span)


def _are_two(words: PeopleWords, first: str, second: str) -> bool:
    """Say whether two names with one surname are of two people: the words before it are first names and differ.

    A title is no first name, nor is an initial: "President Deeb", "A. Deeb" and "Ali Deeb" may be one.
    """
    given = [name.lower().split()[-2:-1] for name in (first, second)]
    named = [name[0] for name in given if name and len(name[0].strip(".")) > 1 and words.noun(name[0]) is None]
    return len(named) == len(given) and named[0] != named[1]

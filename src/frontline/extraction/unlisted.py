"""Heads that no list has: persons and organisations by the model's names, and numbers of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontline.extraction.actor_types import name_type
from frontline.extraction.noun_phrases import Phrase
from frontline.extraction.persons import person_party
from frontline.extraction.roster import Newcomer
from frontline.records.mention import Link, Party
from frontline.records.span import Span

if TYPE_CHECKING:  # the reader of phrases itself calls this module
    from frontline.extraction.actor_reading import Reader

_LOCATIVE = frozenset(
    {"in", "of", "near", "at", "into", "towards", "toward", "between", "outside", "around", "from", "across", "to"}
)
_COUNTED = frozenset({"nsubj", "nsubj:pass", "obj"})


def unlisted_party(reader: Reader, sentence: int, phrase: Phrase) -> Party | None:
    """Read a head that no list has: a person or an organisation by the model's names, a number of people."""
    head, tokens = phrase.head, phrase.tokens
    name = reader.name_at(sentence, head)
    clause = reader.clause(sentence, head)
    if name is not None and name.label in {"PER", "ORG"}:
        start, end = min(name.start, phrase.start), max(name.end, phrase.end)
        span = reader.span(sentence, start, end) if name.label == "PER" else reader.span(sentence, name.start, name.end)
        return _by_label(reader, sentence, phrase, name.label, span)
    if tokens[head].upos == "NUM" and phrase.of is not None:
        return reader.quantity(sentence, phrase)
    if tokens[head].upos == "PROPN":
        return _proper(reader, sentence, phrase)
    if (
        tokens[head].upos == "NUM"
        and clause.verbal
        and clause.relation in _COUNTED
        and len(tokens[head].text) != len("2024")
    ):
        return reader.own(reader.core(sentence, phrase), "unknown")
    return None


def _proper(reader: Reader, sentence: int, phrase: Phrase) -> Party | None:
    """Read a proper noun that the model took for no person and no organisation, as far as the report knows it."""
    head, word = phrase.head, phrase.tokens[phrase.head].text
    clause = reader.clause(sentence, head)
    newcomer = reader.roster.find(word)
    if newcomer is not None:
        return newcomer_party(newcomer, reader.span(sentence, head, head + 1))
    if word.lower() in reader.people or reader.speaks(clause) or phrase.tree.child(head, "nmod:desc") is not None:
        return person_party(reader, sentence, phrase, reader.core(sentence, phrase))
    if word.lower().removesuffix("s") in reader.words.lists["identity"] and clause.part != "other":
        return reader.own(reader.core(sentence, phrase), "civilians")
    return None


def newcomer_party(newcomer: Newcomer, span: Span) -> Party:
    """Return an organisation that no list has as the party of one of its names."""
    same = span.text.removesuffix("'s").removesuffix("\u2019s").lower().endswith(newcomer.name.lower())
    if same or span.start == newcomer.span.start:
        return Party(span, newcomer.name, newcomer.type)
    return Party(span, newcomer.name, newcomer.type, via="short form", chain=(Link(newcomer.span, "own words"),))


def _by_label(reader: Reader, sentence: int, phrase: Phrase, label: str, span: Span) -> Party | None:
    """Read a name that only the model knows. Where nothing says more, one that does nothing may be a place."""
    if label == "PER":
        found = person_party(reader, sentence, phrase, span)
    else:
        newcomer = reader.roster.find(span.text)
        found = newcomer_party(newcomer, span) if newcomer else reader.own(span, name_type(span.text, reader.words))
    if found.type != "unknown":
        return found
    clause = reader.clause(sentence, phrase.head)
    acts = clause.part == "subject" and clause.verbal and clause.relation != "nsubj:pass"
    taken = clause.part == "object" and clause.verb in reader.words.lists["taking_verbs"]
    person = label == "PER" and clause.preposition not in _LOCATIVE and not taken
    return found if acts or person else None

"""The organisations of one report that no list has: their fullest names, short forms, acronyms and types.

"The Front for the Liberation of Oriel (FLO)" is one party with "the FLO" and "the front" later on, and what a report
says beside the name ("FLO rebels", "the Red Salt Brigades, a militia") says what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from frontline.extraction.actor_types import name_type, own_type
from frontline.knowledge.people import Noun, PeopleWords
from frontline.language.annotation import Name, Token
from frontline.language.tree import Tree
from frontline.records.report import Report
from frontline.records.span import Span

_SMALL = frozenset(
    {"the", "of", "for", "and", "in", "to", "a", "an", "de", "del", "la", "el", "al", "&", "'s", "\u2019s"}
)
_TELLING_GROUPS = frozenset({"rebels", "jihadists", "militias", "criminals", "mercenaries", "protesters", "media"})
_FIGHTING_GROUPS = frozenset({"fighters", "commanders"})
_VAGUE = frozenset({"unknown", "unidentified-armed", "civilians"})
_SHORTEST, _LONGEST = 2, 7


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One organisation: its fullest name, where the report first gives it, its type and the nouns of its name."""

    name: str
    span: Span
    type: str
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sighting:
    sentence: int
    name: Name
    words: tuple[str, ...]
    span: Span


class Roster:
    """The newcomers of a report, looked up by any of their names."""

    __slots__ = ("_by_words",)

    def __init__(self, by_words: dict[tuple[str, ...], Newcomer]) -> None:
        self._by_words = by_words

    @classmethod
    def of(
        cls, report: Report, trees: Sequence[Tree], words: PeopleWords, listed: Callable[[int, int], bool]
    ) -> Roster:
        """Gather the model's names of organisations; `listed` says whether a token is of a name of the registry."""
        sightings = list(_sightings(report, trees, listed))
        first: dict[tuple[str, ...], _Sighting] = {}
        for one in sightings:
            first.setdefault(one.words, one)
        aliases = {**dict(_renamed(sightings, trees, words)), **dict(_in_brackets(sightings, trees))}
        full = {spelled: _fullest(spelled, list(first), aliases) for spelled in first}
        said = _said_beside(sightings, trees, words, full)
        newcomers = {spelled: _newcomer(first[spelled], words, said.get(spelled)) for spelled in set(full.values())}
        return cls({spelled: newcomers[whole] for spelled, whole in full.items()})

    def find(self, name: str) -> Newcomer | None:
        """Return the organisation that bears a name, in full or in short.

        A single word that is no acronym, and of which nothing tells what it is, may be a place or a people.
        """
        words = _words(name.split())
        found = self._by_words.get(words)
        doubtful = found is not None and found.type == "unknown" and len(words) == 1 and not words[0].isupper()
        return None if doubtful else found

    def called(self, noun: Noun) -> tuple[Newcomer, ...]:
        """Return those whose names have a noun: "the front" can be the "Front for the Liberation of Oriel"."""
        found = {one.name: one for one in self._by_words.values() if noun.lemma in one.nouns}
        return tuple(found.values())


def _sightings(report: Report, trees: Sequence[Tree], listed: Callable[[int, int], bool]) -> Iterator[_Sighting]:
    for number, tree in enumerate(trees):
        tokens = tree.sentence.tokens
        for name in tree.sentence.names:
            if name.label != "ORG" or any(listed(number, token) for token in range(name.start, name.end)):
                continue
            start, end = _trimmed(tokens, name.start, name.end)
            words = _words(token.text for token in tokens[start:end])
            if words:
                yield _Sighting(
                    number, Name(start, end, name.label), words, report.span(tokens[start].start, tokens[end - 1].end)
                )


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and tokens[start].text.lower() in {"the", "a", "an"}:
        start += 1
    while end - 1 > start and tokens[end - 1].text in {"'s", "\u2019s", "'", "\u2019"}:
        end -= 1
    return start, end


def _words(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the folded words that tell names apart: without articles, small words and possessive marks."""
    kept = (part for part in parts if part.lower() not in _SMALL)
    folded = (part.strip("\"'\u201c\u201d\u2018\u2019(),.").removesuffix("'s").removesuffix("\u2019s") for part in kept)
    return tuple(
        part if part.isupper() and len(part) > 1 else part.lower()
        for part in folded
        if part and part.lower() not in _SMALL and any(letter.isalnum() for letter in part)
    )


def _in_brackets(
    sightings: Sequence[_Sighting], trees: Sequence[Tree]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what stands in brackets after a name: "Popular Committees of the Lowlands (PCL)"."""
    starts = {(one.sentence, one.name.start): one for one in sightings}
    for one in sightings:
        tokens = trees[one.sentence].sentence.tokens
        if one.name.end < len(tokens) and tokens[one.name.end].text == "(":
            inner = starts.get((one.sentence, one.name.end + 1))
            if inner is not None and len(inner.words) == 1:
                yield inner.words, one.words


def _renamed(
    sightings: Sequence[_Sighting], trees: Sequence[Tree], words: PeopleWords
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what a name is also called: "the FLO, a student movement now known as the People's Army"."""
    for before, one in pairwise(sightings):
        if before.sentence != one.sentence:
            continue
        between = trees[one.sentence].sentence.tokens[before.name.end : one.name.start]
        verbs = [token for token in between if token.upos == "VERB"]
        naming = [token for token in verbs if token.lemma.lower() in words.lists["naming_verbs"]]
        if len(verbs) == len(naming) == 1 and naming[0].xpos == "VBN":
            yield one.words, before.words


def _fullest(
    spelled: tuple[str, ...], known: Sequence[tuple[str, ...]], aliases: dict[tuple[str, ...], tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the one longer name that a name is short for; itself where there is none, or more than one."""
    if spelled in aliases and aliases[spelled] != spelled:
        return _fullest(aliases[spelled], known, {})
    longer = [other for other in known if len(other) > len(spelled) and _is_short_for(spelled, other)]
    longest = [one for one in longer if not any(one != other and _is_short_for(one, other) for other in longer)]
    return longest[0] if len(longest) == 1 else spelled


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether a name is another's initials, or a part of it that begins or ends it."""
    if len(short) == 1 and short[0].isupper() and _SHORTEST <= len(short[0]) <= _LONGEST:
        return short[0] == "".join(word[0] for word in full).upper()
    return short in {full[: len(short)], full[-len(short) :]} and len(short) < len(full)


def _said_beside(
    sightings: Sequence[_Sighting],
    trees: Sequence[Tree],
    words: PeopleWords,
    full: dict[tuple[str, ...], tuple[str, ...]],
) -> dict[tuple[str, ...], str]:
    """Return what the report says that each is: by the noun before or after its name, or that it is said to be."""
    said: dict[tuple[str, ...], Counter[str]] = {}
    for one in sightings:
        for index in _beside(trees[one.sentence], one.name):
            noun = words.noun(trees[one.sentence].sentence.tokens[index].text)
            kind = _told(trees[one.sentence], index, noun, words) if noun is not None else None
            if kind is not None:
                said.setdefault(full[one.words], Counter())[kind] += 1
    return {
        spelled: max(counts, key=lambda kind: (kind not in _VAGUE, counts[kind])) for spelled, counts in said.items()
    }


def _beside(tree: Tree, name: Name) -> Iterator[int]:
    """Return the tokens that say what a name is: "FLO rebels", "militants of the FLO", "the FLO, a militia"."""
    tokens = tree.sentence.tokens
    for index in range(name.start, name.end):
        token = tokens[index]
        if not name.start <= token.head < name.end and token.head >= 0:
            relation = token.deprel.partition(":")[0]
            if relation in {"compound", "amod", "appos", "flat"} or (relation == "nmod" and tree.case(index) == "of"):
                yield token.head
            if relation == "nsubj" and tree.child(token.head, "cop") is not None:
                yield token.head
            yield from tree.children(index, "appos", "nmod:desc")


def _told(tree: Tree, index: int, noun: Noun, words: PeopleWords) -> str | None:
    if noun.group in _TELLING_GROUPS:
        return noun.type
    if noun.group in _FIGHTING_GROUPS and noun.type == "unidentified-armed":
        return noun.type
    before = [tree.sentence.tokens[child].text.lower() for child in tree.children(index, "amod", "compound")]
    kind = own_type(noun, before, words)
    return kind if kind not in _VAGUE and kind != noun.type else None


def _newcomer(first: _Sighting, words: PeopleWords, said: str | None) -> Newcomer:
    by_name = name_type(first.span.text, words)
    kind = by_name
    if said is not None and (by_name == "unknown" or (said not in _VAGUE and by_name in {*_VAGUE, "rebel"})):
        kind = said
    nouns = {noun.lemma for noun in map(words.noun, first.words) if noun is not None}
    return Newcomer(first.span.text, first.span, kind, frozenset(nouns))

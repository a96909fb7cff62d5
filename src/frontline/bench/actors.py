"""Suite `actors`: whom the product takes each marked phrase to speak of, against whom people say it speaks of.

The product is asked as a claim asks it: the parties of the phrase's head word, in the cast of the document read from its
raw text. A phrase is right where every party that people gave is among the product's, and no other is. One party is
met in one of these ways, the first that its key allows:

- a party that the registry has: the product gives that actor. An actor fits by its id, or by a name in common with the
  names that the annotation gives the party, so a registry may call it by another id;
- a party that the registry has not, and one that only the document knows (`local:`): the product gives no actor of the
  registry, and either a party whose own name holds every word of one of the party's names, or the very name that it
  gives another phrase that fits so: two mentions of one party must come to one name;
- people or bodies without a name (`type:`): no actor of the registry, and a party of that type or of its class in
  `CLASSES`;
- `none`: no actor of the registry; whether there is a party at all is not judged.

What is wrong is one of `ERRORS`: `wrong_link` (another actor of the registry than the one meant), `missed_link` (a party
of the registry or of the document left unresolved), `over_link` (an actor of the registry where none is meant),
`wrong_type`, and `no_party` (the product gives nothing). The first answer that people wrote decides which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from frontline.corpus import UNSEEN, split_of
from frontline.corpus.actors import KINDS, LOCAL, NONE, TYPE, Entities, Link, LinkedDocument
from frontline.corpus.sentences import report_of, sentences_of
from frontline.extraction.scene import Scene
from frontline.knowledge.actor_names import pieces
from frontline.knowledge.actors import Registry
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.language.tree import Tree, head_of
from frontline.records import Party

CLASSES: tuple[frozenset[str], ...] = (
    frozenset({"rebel", "militia", "identity-militia", "private-military", "criminal", "unidentified-armed"}),
    frozenset({"civilians", "protesters", "rioters"}),
    frozenset({"state-forces", "police", "government"}),
    frozenset({"intergovernmental", "coalition"}),
)
"""Party types that count as one where people or bodies have no name; any other type is a class of its own."""
ERRORS = ("wrong_link", "missed_link", "over_link", "wrong_type", "no_party")
SORTS = ("registry", "unlisted", "unnamed")
"""What a phrase speaks of: an actor of the registry, a party that it lacks, or people whom no name tells apart."""
_FOLDED = {name: min(members) for members in CLASSES for name in members}


class Outcome(NamedTuple):
    """One phrase judged: how it names its party, what sort of party that is, and the error, "" where it is right."""

    link: Link
    sort: str
    error: str
    found: tuple[Party, ...]


@dataclass(frozen=True)
class Meaning:
    """What one key of the annotation stands for. `ids` are actors of the registry, empty where it has none."""

    key: str
    ids: frozenset[str]
    names: tuple[frozenset[str], ...]

    @property
    def sort(self) -> str:
        """One of SORTS."""
        if self.key == NONE or self.key.startswith(TYPE):
            return "unnamed"
        return "registry" if self.ids else "unlisted"

    @cached_property
    def type(self) -> str:
        """The class of type that is asked for, "" where none is."""
        name = self.key.removeprefix(TYPE)
        return _FOLDED.get(name, name) if self.key.startswith(TYPE) else ""

    def names_of(self, party: Party) -> bool:
        """Say whether a party's own name holds every word of one of the names."""
        words = {piece.text for piece in pieces(party.name)}
        return party.id is None and any(name <= words for name in self.names)


class Dictionary:
    """The meaning of every key, by registry and entities."""

    def __init__(self, entities: Entities, registry: Registry) -> None:
        self._entities, self._registry = entities, registry
        self._known: dict[str, Meaning] = {}

    def meaning(self, key: str) -> Meaning:
        """Return what a key stands for."""
        if key not in self._known:
            self._known[key] = self._look_up(key)
        return self._known[key]

    def _look_up(self, key: str) -> Meaning:
        if key == NONE or key.startswith(TYPE):
            return Meaning(key, frozenset(), ())
        local = key.startswith(LOCAL)
        names = (key.removeprefix(LOCAL),) if local else self._entities.get(key, ())
        ids = set() if local else {actor.id for name in names for actor in self._registry.find(name)}
        if not local and self._registry.get(key) is not None:
            ids.add(key)
        return Meaning(key, frozenset(ids), tuple(frozenset(piece.text for piece in pieces(name)) for name in names))


def run_actors(
    linked: Sequence[LinkedDocument], split: str, annotate: Annotator, knowledge: Knowledge, entities: Entities
) -> dict[str, float]:
    """The figures of the documents of a split; on `test` wars never trained on stand apart as `unseen.*`."""
    dictionary = Dictionary(entities, knowledge.registry)
    chosen = [one for one in linked if split_of(one.document) == split]
    judged = {one.document.key: judge(one, annotate, knowledge, dictionary) for one in chosen}
    known = [outcome for one in chosen if one.document.war not in UNSEEN for outcome in judged[one.document.key]]
    unseen = [outcome for one in chosen if one.document.war in UNSEEN for outcome in judged[one.document.key]]
    return {"documents": float(len(chosen)), **figures(known), **figures(unseen, "unseen.")}


def judge(
    linked: LinkedDocument, annotate: Annotator, knowledge: Knowledge, dictionary: Dictionary
) -> tuple[Outcome, ...]:
    """Read a document and judge what the product says of each linked phrase."""
    sentences = sentences_of(linked.document, annotate)
    cast = Scene.of(report_of(linked.document), sentences, knowledge).cast
    trees = [Tree(sentence) for sentence in sentences]

    def found(link: Link) -> tuple[Party, ...]:
        for number, sentence in enumerate(sentences):
            if sentence.start <= link.start < sentence.end:
                head = head_of(sentence, link.start, link.end)
                if head is not None:
                    return cast.parties(number, head) or cast.parties(number, trees[number].counted(head))
        return ()

    return tuple(outcomes([(link, found(link)) for link in linked.links], dictionary))


def outcomes(found: Sequence[tuple[Link, tuple[Party, ...]]], dictionary: Dictionary) -> Iterator[Outcome]:
    """Judge the phrases of one document, each with the parties that the product gives."""
    named = _names_given(found, dictionary)
    for link, parties in found:
        wanted = [[dictionary.meaning(key) for key in party] for party in link.parties]

        def meets(party: Party, meanings: Sequence[Meaning]) -> bool:
            return any(_met(meaning, party, named.get(meaning.key, frozenset())) for meaning in meanings)

        right = all(any(meets(party, one) for party in parties) for one in wanted) and all(
            any(meets(party, one) for one in wanted) for party in parties
        )
        if not parties:
            right = all(any(meaning.key == NONE for meaning in one) for one in wanted)
        sort = wanted[0][0].sort
        yield Outcome(link, sort, "" if right else _error(sort, parties), parties)


def figures(judged: Sequence[Outcome], prefix: str = "") -> dict[str, float]:
    """Return shares of right phrases: of all, by kind and by sort, and the share of each error; none for no phrase."""
    if not judged:
        return {}
    found = {"mentions": float(len(judged)), "accuracy": _right(judged)}
    groups = {name: [one for one in judged if one.link.kind == name] for name in KINDS}
    groups |= {name: [one for one in judged if one.sort == name] for name in SORTS}
    for name, members in groups.items():
        if members:
            found |= {f"{name}.mentions": float(len(members)), f"{name}.accuracy": _right(members)}
        told = [one for one in members if one.sort != "unnamed"]
        if told and name in KINDS:
            found[f"{name}.linked_accuracy"] = _right(told)
    errors = Counter(one.error for one in judged)
    found |= {f"errors.{name}": round(errors[name] / len(judged), 4) for name in ERRORS}
    return {prefix + name: value for name, value in found.items()}


def _right(judged: Sequence[Outcome]) -> float:
    return round(sum(not one.error for one in judged) / len(judged), 4)


def _names_given(
    found: Sequence[tuple[Link, tuple[Party, ...]]], dictionary: Dictionary
) -> Mapping[str, frozenset[str]]:
    """The names that the product gives to parties the registry lacks, where those name them outright."""
    given: dict[str, set[str]] = {}
    for link, parties in found:
        for key in (key for party in link.parties for key in party):
            meaning = dictionary.meaning(key)
            if meaning.sort == "unlisted":
                given.setdefault(key, set()).update(party.name for party in parties if meaning.names_of(party))
    return {key: frozenset(names) for key, names in given.items()}


def _met(meaning: Meaning, party: Party, given: frozenset[str]) -> bool:
    if meaning.ids:
        return party.id in meaning.ids
    if party.id is not None:
        return False
    if meaning.key == NONE:
        return True
    if meaning.type:
        return _FOLDED.get(party.type, party.type) == meaning.type
    return meaning.names_of(party) or party.name in given


def _error(sort: str, parties: Sequence[Party]) -> str:
    if not parties:
        return "no_party"
    linked = any(party.id is not None for party in parties)
    if sort == "registry":
        return "wrong_link" if linked else "missed_link"
    if linked:
        return "over_link"
    return "missed_link" if sort == "unlisted" else "wrong_type"

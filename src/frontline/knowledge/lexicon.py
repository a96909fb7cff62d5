"""The lexicon: what sort of thing a noun denotes, as far as the codebook's conditions ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontline.errors import KnowledgeError
from frontline.knowledge.people import PeopleWords, load_people_words
from frontline.knowledge.tables import read_table

CLASSES = (
    "place", "country", "facility", "crossing", "party", "armed", "irregular", "civilians", "person", "official",
    "organisation", "detainee", "casualty", "weapon", "artillery", "missile", "unmanned", "aircraft", "vehicle",
    "goods", "aid", "money", "accord", "event", "hazard", "restriction", "abstract", "clause",
)  # fmt: skip
"""The classes that a condition may ask for.

The lexicon knows nouns. That "Homs" is a place, that "Hezbollah" is an armed party, or that "to leave" is a
clause, whoever asks must know from the gazetteer, the registry and the tree.
"""

_PATH = Path(__file__).parent / "data" / "lexicon.toml"
_SECTIONS = ("people", "things", "only")
_NO_CLASSES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes by noun."""

    _classes: Mapping[str, frozenset[str]]
    _of_group: Mapping[str, frozenset[str]]
    _only: Mapping[str, frozenset[str]]
    _people: PeopleWords

    @classmethod
    def load(cls, path: Path = _PATH) -> Lexicon:
        """Read and check a lexicon file.

        Raises:
            KnowledgeError: the file cannot be read, or a section, a class or a word is wrong.
        """
        return _load(path)

    def classes(self, lemma: str) -> frozenset[str]:
        """Return the classes of a noun (lower-case lemma, or a phrase); empty for one that is not known.

        A phrase that is not listed has the classes of what is left without its first word: "coastal town" those
        of "town".
        """
        listed = self._only.get(lemma)
        if listed is not None:
            return listed
        noun = self._people.noun(lemma)
        if noun is not None or lemma in self._classes:
            group = self._of_group.get(noun.group, _NO_CLASSES) if noun is not None else _NO_CLASSES
            return self._classes.get(lemma, _NO_CLASSES) | group
        _, space, rest = lemma.partition(" ")
        return self.classes(rest) if space else _NO_CLASSES


@cache
def _load(path: Path) -> Lexicon:
    raw = read_table(path)
    if set(raw) != set(_SECTIONS):
        wrong = ", ".join(sorted(set(raw) ^ set(_SECTIONS)))
        raise KnowledgeError(f"{path.name}: {wrong} is missing or unknown; give {', '.join(_SECTIONS)}")
    people = load_people_words()
    _known(raw["people"], people.groups, f"{path.name}: [people]")
    _known(raw["things"], CLASSES, f"{path.name}: [things]")
    classes: dict[str, frozenset[str]] = {}
    for name, words in raw["things"].items():
        for word in _words(words, f"{path.name}: [things] {name}"):
            classes[word] = classes.get(word, _NO_CLASSES) | {name}
    return Lexicon(classes, _sets(raw["people"], path.name), _sets(raw["only"], path.name), people)


def _sets(table: Mapping[str, object], name: str) -> dict[str, frozenset[str]]:
    found = {}
    for word, classes in table.items():
        where = f"{name}: {word}"
        found[word] = frozenset(_words(classes, where))
        _known(found[word], CLASSES, where)
    return found


def _known(names: Iterable[str], allowed: Iterable[str], where: str) -> None:
    wrong = sorted(set(names) - set(allowed))
    if wrong:
        raise KnowledgeError(f"{where}: no class {', '.join(wrong)}; use {', '.join(sorted(allowed))}")


def _words(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word == word.lower() for word in value):
        raise KnowledgeError(f"{where} must be a list of lower-case words in quotes")
    return value

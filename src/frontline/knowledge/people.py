"""Nouns that denote people and organisations: their class, number and the party type they imply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontline.errors import KnowledgeError
from frontline.knowledge.tables import read_table

PARTY_TYPES = (
    "state-forces", "police", "government", "rebel", "militia", "identity-militia", "private-military", "protesters",
    "rioters", "civilians", "intergovernmental", "coalition", "monitor", "aid-organisation", "media",
    "political-party", "criminal", "unidentified-armed", "unknown",
)  # fmt: skip
"""What a party can be."""

_PATH = Path(__file__).parent / "data" / "people_words.toml"
_LISTS = {
    "identity", "neutral", "attached", "prefixes", "leading", "others", "force_verbs", "force_nouns",
    "political_verbs", "place_verbs", "taking_verbs", "sending_verbs",
    "naming_verbs",
    "leading_verbs", "harming_verbs", "causes", "female", "male", "bodies",
}  # fmt: skip
_CLASS_KEYS = {"name", "type", "open", "person", "count", "collective", "plural"}


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun. `number` is "singular", "plural" or "collective"; `lemma` is its singular.

    `group` is the class of the word list, `type` the party type when no modifier says more, `open` whether
    a modifier may change that type, `person` whether it denotes persons and not a body or a thing.
    """

    lemma: str
    group: str
    type: str
    number: str
    open: bool
    person: bool


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """The word lists, looked up by the lower-case word.

    `modifiers` gives the party type that a word brings to an open noun, `lists` the named lists of the
    file, and `refers` the party types that a general noun may refer back to.
    """

    nouns: Mapping[str, Noun]
    groups: frozenset[str]
    modifiers: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    refers: Mapping[str, frozenset[str]]

    def noun(self, word: str) -> Noun | None:
        """Return what is known of a noun; "vice-president" and "ex-soldiers" count as their last part."""
        lower = word.lower()
        found = self.nouns.get(lower)
        if found is None and "-" in lower:
            found = self.nouns.get(lower.rpartition("-")[2])
        return found


@cache
def load_people_words(path: Path = _PATH) -> PeopleWords:
    """Read and check the word lists.

    Raises:
        KnowledgeError: the file cannot be read, or a class, a type or a word is wrong.
    """
    raw = read_table(path)
    _expect(raw, {"class", "modifier", "lists", "refers"}, path.name)
    _expect(raw["lists"], _LISTS, f"{path.name}: [lists]")
    nouns: dict[str, Noun] = {}
    for number, entry in enumerate(raw["class"], start=1):
        for word, noun in _class(entry, f"{path.name}: class {number}").items():
            nouns.setdefault(word, noun)
    modifiers: dict[str, str] = {}
    for number, entry in enumerate(raw["modifier"], start=1):
        where = f"{path.name}: modifier {number}"
        for word in _words(entry.get("words"), where):
            modifiers.setdefault(word, _type(entry.get("type"), where))
    lists = {name: frozenset(_words(words, f"{path.name}: [lists] {name}")) for name, words in raw["lists"].items()}
    refers = {noun: _types(types, f"{path.name}: [refers] {noun}") for noun, types in raw["refers"].items()}
    return PeopleWords(nouns, frozenset(entry["name"] for entry in raw["class"]), modifiers, lists, refers)


def _expect(entry: Mapping[str, object], keys: set[str], where: str) -> None:
    if entry.keys() != keys:
        wrong = ", ".join(sorted(entry.keys() ^ keys))
        raise KnowledgeError(f"{where}: {wrong} is missing or unknown; give {', '.join(sorted(keys))}")


def _class(entry: dict[str, object], where: str) -> dict[str, Noun]:
    """Return every form of every word of one class; a collective wins over a countable noun."""
    _expect(entry, _CLASS_KEYS, where)
    name, free, person = entry["name"], entry["open"], entry["person"]
    if not isinstance(name, str) or not isinstance(free, bool) or not isinstance(person, bool):
        raise KnowledgeError(f"{where}: name must be text, open and person must be true or false")
    party = _type(entry["type"], where)
    forms: dict[str, tuple[str, str]] = {}
    for word in _words(entry["count"], where):
        singular, _, irregular = word.partition("/")
        forms[irregular or plural(singular)] = (singular, "plural")
        forms[singular] = (singular, "singular")
    forms |= {word: (word, "plural") for word in _words(entry["plural"], where)}
    forms |= {word: (word, "collective") for word in _words(entry["collective"], where)}
    return {form: Noun(lemma, name, party, number, free, person) for form, (lemma, number) in forms.items()}


def plural(singular: str) -> str:
    """Return the regular plural of an English noun."""
    if singular.endswith("y") and singular[-2:-1] not in set("aeiou"):
        return singular[:-1] + "ies"
    return singular + ("es" if singular.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _type(value: object, where: str) -> str:
    if value not in PARTY_TYPES or not isinstance(value, str):
        raise KnowledgeError(f"{where}: type {value!r} is not a party type; use one of {', '.join(PARTY_TYPES)}")
    return value


def _types(values: object, where: str) -> frozenset[str]:
    return frozenset(_type(value, where) for value in _words(values, where))


def _words(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word == word.lower() for word in value):
        raise KnowledgeError(f"{where}: must be a list of lower-case words in quotes")
    return value

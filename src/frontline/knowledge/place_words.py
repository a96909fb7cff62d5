"""Place words: the nouns that tell what sort of place a text speaks of (data/place_words.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from frontline.knowledge.tables import DATA, WordLists, read_word_lists

_SECTIONS = {
    "settlement": {"city", "town", "village", "any"},
    "unit": {"admin1", "admin2"},
    "office": {"admin1", "city"},
    "vicinity": {"nouns", "prepositions", "directions", "adjectives"},
    "facility": {"facility", "crossing", "road", "needs_support"},
    "area": {"nouns", "needs_support", "empty_adjectives"},
    "anaphor": {"settlement", "unit"},
    "frame": {"prepositions", "sure", "never", "events", "verbs"},
}


class PlaceNoun(NamedTuple):
    """What a noun says of a place: the feature, and whether the noun alone is no place ("site", "area")."""

    feature: str
    needs_support: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word lists by section and part, and the nouns of described places."""

    lists: WordLists
    nouns: dict[str, PlaceNoun]
    sorts: dict[str, str]

    def words(self, section: str, part: str) -> frozenset[str]:
        """Return one list. Raises KeyError for a section or part that the file does not have."""
        return self.lists[section, part]

    def noun(self, *words: str) -> PlaceNoun | None:
        """Return what the last of `words` says of a place, two words before one; None when it is no place noun."""
        lowered = [word.lower() for word in words]
        for length in (2, 1):
            tail = lowered[-length:]
            if len(tail) == length:
                for form in (" ".join(tail), " ".join([*tail[:-1], singular(tail[-1])])):
                    if form in self.nouns:
                        return self.nouns[form]
        return None

    def sort(self, word: str) -> str | None:
        """Return city, town, village, any, admin1 or admin2 for the noun of a settlement or a unit; None for others."""
        return self.sorts.get(word.lower()) or self.sorts.get(singular(word.lower()))


def singular(word: str) -> str:
    """Return the singular of a regular English noun in small letters."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def load_place_words(path: Path = DATA / "place_words.toml") -> PlaceWords:
    """Read and check the file of place words.

    Raises:
        KnowledgeError: the file cannot be read, or a section, a part or a word is wrong.
    """
    lists = read_word_lists(path, _SECTIONS)
    return PlaceWords(lists, _nouns(lists), _sorts(lists))


def _nouns(lists: WordLists) -> dict[str, PlaceNoun]:
    nouns: dict[str, PlaceNoun] = {}
    unsure = lists["area", "needs_support"]
    for word in lists["area", "nouns"] | unsure:
        nouns[word] = PlaceNoun("area", word in unsure)
    for feature in ("facility", "road", "crossing"):
        for word in lists["facility", feature]:
            nouns[word] = PlaceNoun(feature, word in lists["facility", "needs_support"])
    return nouns


def _sorts(lists: WordLists) -> dict[str, str]:
    return {
        word: part
        for section in ("unit", "settlement")
        for part in sorted(_SECTIONS[section])
        for word in lists[section, part]
    }

"""Cues: the words that say who speaks and how a thing is put (data/cues.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontline.knowledge.tables import DATA, WordLists, read_word_lists

_SECTIONS = {
    "speech": {
        "verbs",
        "not_saying",
        "reporting",
        "blaming",
        "telling_of",
        "nouns",
        "documents",
        "prepositions",
        "hearers",
    },
    "issuing": {"forms", "manners"},
    "denial": {"verbs", "nouns", "adjectives"},
    "negation": {"words", "verbs"},
    "dismissal": {"verbs"},
    "plan": {"verbs", "nouns", "adjectives", "modals"},
    "appeal": {"verbs"},
    "hypothesis": {"conjunctions", "modals", "verbs", "nouns", "adjectives", "adverbs"},
    "hedge": {"adverbs"},
    "background": {"adverbs", "nouns"},
    "harm": {"killed", "wounded"},
}


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists by section and part of speech: `cues.words("denial", "verbs")`."""

    lists: WordLists

    def words(self, section: str, part: str) -> frozenset[str]:
        """Return one list. Raises KeyError for a section or part that the file does not have."""
        return self.lists[section, part]


@cache
def load_cues(path: Path = DATA / "cues.toml") -> Cues:
    """Read and check the file of cues.

    Raises:
        KnowledgeError: the file cannot be read, or a section, a part or a word is wrong.
    """
    return Cues(read_word_lists(path, _SECTIONS))

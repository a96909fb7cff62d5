"""Cues: the words that say who speaks and how a thing is put (data/cues.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontline.errors import KnowledgeError

_PATH = Path(__file__).parent / "data" / "cues.toml"
_SECTIONS = {
    "speech": {"verbs", "nouns", "prepositions", "hearers"},
    "denial": {"verbs", "nouns", "adjectives"},
    "negation": {"words", "verbs"},
    "plan": {"verbs", "nouns", "adjectives", "modals"},
    "appeal": {"verbs"},
    "hypothesis": {"conjunctions", "modals", "verbs", "nouns", "adjectives", "adverbs"},
    "hedge": {"adverbs"},
    "background": {"adverbs", "nouns"},
}


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists by section and part of speech: `cues.words("denial", "verbs")`."""

    lists: dict[tuple[str, str], frozenset[str]]

    def words(self, section: str, part: str) -> frozenset[str]:
        """Return one list. Raises KeyError for a section or part that the file does not have."""
        return self.lists[section, part]


@cache
def load_cues(path: Path = _PATH) -> Cues:
    """Read and check the file of cues.

    Raises:
        KnowledgeError: the file cannot be read, or a section, a part or a word is wrong.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error}); restore it or mend the line named") from error
    if raw.keys() != _SECTIONS.keys():
        wrong = ", ".join(sorted(raw.keys() ^ _SECTIONS.keys()))
        raise KnowledgeError(
            f"{path.name}: sections {wrong} are missing or unknown; there must be {', '.join(_SECTIONS)}"
        )
    lists: dict[tuple[str, str], frozenset[str]] = {}
    for section, parts in _SECTIONS.items():
        if raw[section].keys() != parts:
            wrong = ", ".join(sorted(raw[section].keys() ^ parts))
            raise KnowledgeError(
                f"{path.name}: [{section}] {wrong} is missing or unknown; give {', '.join(sorted(parts))}"
            )
        for part, words in raw[section].items():
            lists[section, part] = _checked(words, f"{path.name}: [{section}] {part}")
    return Cues(lists)


def _checked(words: object, where: str) -> frozenset[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
        raise KnowledgeError(f"{where} must be a list of lower-case words in quotes")
    return frozenset(words)

"""Tables of words in TOML: read once, checked, with messages that say what would work."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from frontline.errors import KnowledgeError

DATA = Path(__file__).parent / "data"
"""The folder of the shipped data files."""

WordLists = dict[tuple[str, str], frozenset[str]]
"""Words by section and part of a file."""


def read_table(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises:
        KnowledgeError: the file is missing, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error}); restore it or mend the line named") from error


def read_word_lists(path: Path, sections: Mapping[str, Collection[str]]) -> WordLists:
    """Return the word lists of a file that has exactly `sections`, each with exactly the parts named for it.

    Raises:
        KnowledgeError: a section or part is missing or unknown, or a list holds something but lower-case words.
    """
    raw = read_table(path)
    if raw.keys() != sections.keys():
        wrong = ", ".join(sorted(raw.keys() ^ sections.keys()))
        raise KnowledgeError(
            f"{path.name}: sections {wrong} are missing or unknown; there must be {', '.join(sections)}"
        )
    lists: WordLists = {}
    for section, parts in sections.items():
        if raw[section].keys() != set(parts):
            wrong = ", ".join(sorted(raw[section].keys() ^ set(parts)))
            raise KnowledgeError(
                f"{path.name}: [{section}] {wrong} is missing or unknown; give {', '.join(sorted(parts))}"
            )
        for part, words in raw[section].items():
            lists[section, part] = _checked(words, f"{path.name}: [{section}] {part}")
    return lists


def _checked(words: object, where: str) -> frozenset[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
        raise KnowledgeError(f"{where} must be a list of lower-case words in quotes")
    return frozenset(words)

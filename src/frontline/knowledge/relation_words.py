"""Relation words: how a text tells of a place by another one (data/relation_words.toml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from frontline.knowledge.tables import DATA, WordLists, read_word_lists

KINDS = (
    "near", "outside", "outskirts", "suburb", "countryside", "part", "direction", "distance", "between", "road", "border",
    "bank", "upstream", "downstream", "coast", "offshore",
)  # fmt: skip
"""What a place may be to its anchors."""

_SECTIONS = {
    "unit": {"kilometre", "mile", "nautical_mile", "metre", "yard"},
    "bound": {"about", "at_most", "at_least"},
    "range": {"a_few", "several", "a_couple", "dozens", "hundreds"},
    "figure": {"words"},
    "ground": {"words", "other"},
    "relation": {
        "near", "outside", "outskirts", "suburb", "countryside", "part", "coast", "upstream", "downstream", "bank", "border",
        "road",
    },
    "road": {"verbs"},
    "between": {"not_space"},
}  # fmt: skip


@cache
def load_relation_words(path: Path = DATA / "relation_words.toml") -> WordLists:
    """Read and check the file of relation words: lists by section and part.

    Raises:
        KnowledgeError: the file cannot be read, or a section, a part or a word is wrong.
    """
    return read_word_lists(path, _SECTIONS)

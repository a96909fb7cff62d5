"""PLOVER's types of relation: their groups, their words, and how time and negation change them (data/plover.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from frontline.errors import KnowledgeError
from frontline.knowledge.codebook_records import Part
from frontline.knowledge.tables import DATA, read_table

GROUPS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
"""The four groups of types, in the order of PLOVER's quad codes 1 to 4."""
CHANGES = ("future", "negated", "refused", "ended")
OPERATORS = ("intends", "offers", "orders", "obliges", "negates", "refuses", "ends", "carries")
_SECTIONS = ("types", "operators", "changes", "groups", "cameo")


@dataclass(frozen=True, slots=True)
class Plover:
    """The fifteen types. `quads` gives the group of each, from 1; `words` the type of a lemma, by part of speech."""

    quads: Mapping[str, int]
    definitions: Mapping[str, str]
    words: Mapping[tuple[str, Part], str]
    operators: Mapping[str, frozenset[str]]
    _changes: Mapping[str, Mapping[str, str]]
    _cameo: Mapping[str, str]

    @property
    def types(self) -> tuple[str, ...]:
        """The names of the types."""
        return tuple(self.definitions)

    def of_codes(self, plover: str | None, cameo: str | None) -> str | None:
        """Return the type of a claim's codes, by the longest beginning of its CAMEO code in the crosswalk, else by PLOVER's.

        PLOVER 2.0 parts the type YIELD in CONCEDE and RETREAT. None for codes that are of no type.
        """
        code = cameo or ""
        known = (self._cameo[code[:end]] for end in range(len(code), 1, -1) if code[:end] in self._cameo)
        return next(known, {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(plover or "", plover))

    def changed(self, name: str, change: str) -> str:
        """Return what a type becomes that is future, negated, refused or ended."""
        return self._changes[change].get(GROUPS[self.quads[name] - 1], name)


@cache
def load_plover(path: Path = DATA / "plover.toml") -> Plover:
    """Read and check the file of types.

    Raises:
        KnowledgeError: the file cannot be read, or a section, a type, a group or a word is wrong.
    """
    raw = read_table(path)
    _keys(raw, _SECTIONS, path.name)
    _keys(raw["groups"], GROUPS, f"{path.name}: [groups]")
    _keys(raw["changes"], CHANGES, f"{path.name}: [changes]")
    _keys(raw["operators"], OPERATORS, f"{path.name}: [operators]")
    quads = {name: number for number, group in enumerate(GROUPS, 1) for name in raw["groups"][group]}
    _keys(raw["types"], tuple(quads), f"{path.name}: [types]")
    for where in ("cameo", *(f"changes.{change}" for change in CHANGES)):
        table = raw["cameo"] if where == "cameo" else raw["changes"][where.partition(".")[2]]
        if unknown := set(table.values()) - quads.keys():
            raise KnowledgeError(f"{path.name}: [{where}] {', '.join(unknown)}: no type; use one of {', '.join(quads)}")
    operators = {name: frozenset(words) for name, words in raw["operators"].items()}
    definitions = {name: str(entry["definition"]) for name, entry in raw["types"].items()}
    return Plover(quads, definitions, _words(raw["types"], path.name), operators, raw["changes"], raw["cameo"])


def _keys(table: Mapping[str, Any], wanted: tuple[str, ...], where: str) -> None:
    if wrong := table.keys() ^ set(wanted):
        raise KnowledgeError(f"{where}: {', '.join(sorted(wrong))} is missing or unknown; give {', '.join(wanted)}")


def _words(types: Mapping[str, Mapping[str, Any]], name: str) -> dict[tuple[str, Part], str]:
    found: dict[tuple[str, Part], str] = {}
    parts: tuple[tuple[str, Part], ...] = (("verbs", "verb"), ("nouns", "noun"))
    for key, entry in types.items():
        for plural, part in parts:
            for word in entry[plural]:
                if found.setdefault((word, part), key) != key:
                    message = f"{name}: [types.{key}] {plural}: {word!r} is of {found[word, part]} already; keep one"
                    raise KnowledgeError(message)
    return found

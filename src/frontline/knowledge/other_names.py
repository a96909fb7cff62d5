"""Other names of places: which of a source's long lists help to find a place, and which would only mislead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from functools import cache

from frontline.errors import KnowledgeError
from frontline.knowledge.names import fold
from frontline.knowledge.scripts import is_latin
from frontline.knowledge.tables import DATA, read_table

_NO_NAME = re.compile(r"[\d,;/()=\[\]|*?!\"]")
_APOSTROPHES = "'`\u2018\u2019\u02bb\u02bc\u02be\u02bf"
_LONGEST = 60
_SHORTEST_LATIN = 3
_SHORTEST = 2
TOWN_ABROAD = 15_000
"""People from which a place keeps names in scripts that are not at home in its country."""


def kept_names(names: Iterable[str], country: str, population: int, refused: Container[str]) -> tuple[str, ...]:
    """Return the names worth keeping, in their order.

    Left out are codes of airports and the like (capitals only), names in small letters (machine transliterations),
    names of one or two letters, with digits or brackets, whatever `refused` has in its folded form (words for
    countries), and names in a script that is foreign to `country` (alpha-3) for places below TOWN_ABROAD people.
    """
    return tuple(name for name in names if _is_kept(name.strip(), country, population, refused))


def _is_kept(name: str, country: str, population: int, refused: Container[str]) -> bool:
    if len(name) > _LONGEST or _NO_NAME.search(name):
        return False
    if is_latin(name):
        first = name.lstrip(_APOSTROPHES)[:1]
        return len(name) >= _SHORTEST_LATIN and first.isupper() and not name.isupper() and fold(name) not in refused
    return len(name) >= _SHORTEST and (population >= TOWN_ABROAD or country in _home(_script(name)))


def _script(name: str) -> str:
    letter = next((letter for letter in name if letter.isalpha()), "")
    return unicodedata.name(letter, "?").split()[0] if letter else "?"


@cache
def _home(script: str) -> frozenset[str]:
    table = read_table(DATA / "scripts.toml").get("home")
    if not isinstance(table, dict):
        raise KnowledgeError("scripts.toml: [home] is missing; install frontline again")
    return frozenset(table.get(script, ()))

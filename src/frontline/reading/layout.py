"""What wire services and newspapers put around their prose: agencies, labels, words of bylines (layout.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from frontline.errors import KnowledgeError
from frontline.reading.datafiles import load_lists

_FILE = "layout.toml"
_WORDS = ("outlets", "duties", "particles", "labels", "bodies", "openers", "small", "credits")


@dataclass(frozen=True, slots=True)
class Layout:
    """The checked content of layout.toml. All words are lower-case; `agencies` maps a name to its short name."""

    agencies: dict[str, str]
    outlets: frozenset[str]
    duties: frozenset[str]
    particles: frozenset[str]
    labels: frozenset[str]
    bodies: frozenset[str]
    openers: frozenset[str]
    small: frozenset[str]
    credits: frozenset[str]
    boilerplate: re.Pattern[str]

    def agency(self, name: str) -> str | None:
        """Return the short name that the agency signs with, None when `name` is not a known agency."""
        return self.agencies.get(" ".join(name.split()).casefold())


@cache
def layout() -> Layout:
    """Return the layout knowledge.

    Raises:
        KnowledgeError: layout.toml is missing or wrong.
    """
    raw = load_lists(_FILE, ("agencies", "words", "boilerplate"))
    words = raw["words"]
    if set(words) != set(_WORDS):
        raise KnowledgeError(f"frontline/reading/{_FILE}, [words]: has {sorted(words)}; it needs {sorted(_WORDS)}")
    sets = {key: frozenset(word.casefold() for word in words[key]) for key in _WORDS}
    return Layout(agencies=_agencies(raw["agencies"]), boilerplate=_boilerplate(raw["boilerplate"]), **sets)


def _agencies(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for short, aliases in table.items():
        for name in (short, *aliases):
            if names.setdefault(name.casefold(), short) != short:
                owner = names[name.casefold()]
                raise KnowledgeError(f'frontline/reading/{_FILE}, [agencies]: "{name}" is both {owner} and {short}')
    return names


def _boilerplate(table: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    patterns = table.get("lines", ())
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise KnowledgeError(f"frontline/reading/{_FILE}, [boilerplate] lines: {pattern!r}: {error}") from error
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)

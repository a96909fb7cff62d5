"""What the finders of places read and write: a sentence with its tree, and a toponym."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.place_words import PlaceWords
from frontline.language.annotation import Sentence
from frontline.language.tree import Tree


class Toponym(NamedTuple):
    """A name of a place in a sentence.

    `start` and `end` are the tokens of the name (end exclusive), `name` its text. `asked` is what the text says it
    is: city, town, village, admin1, admin2, or None. `vicinity` means near it and not in it; `direction` that the
    text means a part of it ("eastern Syria"). `office` is what an office named with it speaks for without calling it so:
    admin1 for a governor, city for a mayor. `heads` are the tokens whose noun phrase means this place, `first` and
    `last` the tokens of the whole expression (last exclusive). `sure` means that the model called it a place.
    """

    sentence: int
    start: int
    end: int
    name: str
    asked: str | None = None
    vicinity: bool = False
    direction: bool = False
    office: str | None = None
    heads: tuple[int, ...] = ()
    first: int = 0
    last: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One sentence as the finders see it.

    `focus` is the share of each country in the report, `persons` the folded last words of its persons' full names.
    """

    number: int
    sentence: Sentence
    tree: Tree
    text: str
    gazetteer: Gazetteer
    words: PlaceWords
    focus: Mapping[str, float]
    persons: frozenset[str]

    def lower(self, index: int) -> str:
        """Return a token in small letters, "" outside the sentence."""
        tokens = self.sentence.tokens
        return tokens[index].text.lower() if 0 <= index < len(tokens) else ""

    def slice(self, start: int, end: int) -> str:
        """Return the text of tokens `start:end`, line breaks as spaces."""
        tokens = self.sentence.tokens
        return " ".join(self.text[tokens[start].start : tokens[end - 1].end].split())

    def head(self, start: int, end: int) -> int:
        """Return the token of `start:end` that governs the others."""
        tokens = self.sentence.tokens
        inside = [at for at in range(start, end) if not start <= tokens[at].head < end]
        return inside[0] if inside else end - 1

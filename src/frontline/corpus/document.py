"""The records of the annotated corpus. Offsets are code points of the document's text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from frontline.records import Stance

ROLES = ("actor", "recipient", "place", "origin", "destination", "instrument", "cargo", "reason", "time")
COUNTS = ("killed", "wounded", "displaced", "detained", "participants")
STYLES = frozenset({
    "wire", "tabloid", "statement", "bulletin", "sitrep", "feature", "post", "liveblog", "rewritten", "chronicle",
    "encyclopaedia", "interview",
})  # fmt: skip


class Mark(NamedTuple):
    """`text[start:end]` fills `role`: one of ROLES, or "source"."""

    role: str
    start: int
    end: int


class CountMark(NamedTuple):
    """`text[start:end]` counts people of the sort `name`, one of COUNTS; None is unknown."""

    name: str
    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """One claim as it is marked: its trigger is `text[start:end]`. Sources stand among the marks, outermost first."""

    kind: str
    stance: Stance
    negative: bool
    start: int
    end: int
    marks: tuple[Mark, ...]
    counts: tuple[CountMark, ...]

    def of(self, role: str) -> tuple[Mark, ...]:
        """The marks of a role, in the order in which they were given."""
        return tuple(mark for mark in self.marks if mark.role == role)


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated text. `source` says where a passage of real text is from (see `standoff`), "" for our own."""

    key: str
    war: str
    style: str
    published: date | None
    invented: bool
    text: str
    claims: tuple[MarkedClaim, ...]
    source: str = ""

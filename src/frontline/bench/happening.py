"""Gold: what a careful reader codes in one report, and the loader that checks it.

A gold file is JSON Lines. Its first line is about the report: `report_sha256` (of its text as UTF-8),
`published` (a date, or null), `must_not` (ranges of characters from which no claim may be made) and, where the
report is shipped beside it, `file`. Every other line is one happening: `trigger_text`, `trigger_start`,
`trigger_end` (code points), `kind`, `stance`, `actor`, `recipient`, `place`, `start`, `end`, `sources`, `counts`.
A party, place or source is a text, or a list of texts that name the same one. `kind_any` and `stance_any` add
values that another careful coder could choose, `actor_any` and `place_any` whole other lists, `date_any` other
[start, end] pairs, and `actor_also`, `place_also` names that may stand beside those asked for.
`place_resolved` holds gazetteer names that the places must come to. `optional` marks a happening that some
coders would leave out: finding it earns nothing, missing it costs nothing. `note` is for people.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from frontline.errors import KnowledgeError
from frontline.records import Stance

_KEYS = frozenset(
    {"trigger_text", "trigger_start", "trigger_end", "recipient", "start", "end", "date_any", "sources", "counts"}
    | {"kind", "kind_any", "stance", "stance_any", "actor", "actor_any", "actor_also"}
    | {"place", "place_any", "place_also", "place_resolved", "optional", "note"}
)
_Built = TypeVar("_Built")

Names = tuple[str, ...]
"""Texts that name one party, place or source."""


class Interval(NamedTuple):
    """Days, both ends included; None where an end is not known."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """`alternatives`: lists of which one must be there in full; `also`: what may be there beside it."""

    alternatives: tuple[tuple[Names, ...], ...]
    also: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening as a careful reader codes it, with the choices that careful readers may differ in."""

    start: int
    end: int
    text: str
    kinds: tuple[str, ...]
    stances: tuple[str, ...]
    actors: Choice
    recipients: tuple[Names, ...]
    places: Choice
    resolved: tuple[str, ...]
    dates: tuple[Interval, ...]
    sources: tuple[Names, ...]
    counts: Mapping[str, Mapping[str, int | None]]
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The happenings of one report, and the ranges from which nothing may be claimed."""

    path: Path
    digest: str
    file: str | None
    published: date | None
    must_not: tuple[tuple[int, int], ...]
    happenings: tuple[Happening, ...]

    def check(self, text: str) -> None:
        """Raise KnowledgeError unless `text` is the gold's and every trigger stands where the gold says."""
        if digest(text) != self.digest:
            raise KnowledgeError(
                f"{self.path}: the report is not the one that was coded; restore its text or code it again"
            )
        for happening in self.happenings:
            found = text[happening.start : happening.end]
            if found != happening.text:
                where = f"{self.path}: characters {happening.start}-{happening.end}"
                raise KnowledgeError(f"{where} are {found!r}, not {happening.text!r}; correct the offsets")
        if any(not 0 <= start < end <= len(text) for start, end in self.must_not):
            raise KnowledgeError(f"{self.path}:1: a range of must_not lies outside the report; correct the offsets")


def digest(text: str) -> str:
    """Return the SHA-256 of `text` as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def load_folder(folder: Path) -> tuple[Gold, ...]:
    """Return every gold file of `folder`, by name. Raises KnowledgeError where there is none or one is wrong."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise KnowledgeError(f"{folder}: holds no gold (*.jsonl); name a folder that does")
    return tuple(load(path) for path in paths)


def load(path: Path) -> Gold:
    """Return the gold in `path`. Raises KnowledgeError with the file, the line and what would work."""
    lines = [(number, line) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()]
    if not lines:
        raise KnowledgeError(f"{path}: is empty; its first line must be about the report")
    header = _parse(path, lines[0], _header)
    happenings = tuple(_parse(path, line, _happening) for line in lines[1:])
    return Gold(path, *header, happenings)


def _parse(path: Path, line: tuple[int, str], build: Callable[[Mapping[str, Any]], _Built]) -> _Built:
    number, text = line
    try:
        return build(json.loads(text))
    except KeyError as error:
        raise KnowledgeError(f"{path}:{number}: lacks the key {error}; add it") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{path}:{number}: {error}; see the form in frontline.bench.happening") from error


class _Header(NamedTuple):
    digest: str
    file: str | None
    published: date | None
    must_not: tuple[tuple[int, int], ...]


def _header(line: Mapping[str, Any]) -> _Header:
    ranges = tuple((int(start), int(end)) for start, end in line["must_not"])
    return _Header(str(line["report_sha256"]), line.get("file"), _day(line["published"]), ranges)


def _happening(line: Mapping[str, Any]) -> Happening:
    if unknown := set(line) - _KEYS:
        raise ValueError(f"the keys {sorted(unknown)} mean nothing here")
    return Happening(
        start=int(line["trigger_start"]),
        end=int(line["trigger_end"]),
        text=line["trigger_text"],
        kinds=(line["kind"], *line.get("kind_any", [])),
        stances=tuple(str(Stance(stance)) for stance in (line["stance"], *line.get("stance_any", []))),
        actors=_choice(line, "actor"),
        recipients=_all_names(line["recipient"]),
        places=_choice(line, "place"),
        resolved=tuple(line.get("place_resolved", [])),
        dates=tuple(_interval(pair) for pair in ([line["start"], line["end"]], *line.get("date_any", []))),
        sources=_all_names(line["sources"]),
        counts=line["counts"],
        optional=bool(line.get("optional", False)),
    )


def _choice(line: Mapping[str, Any], key: str) -> Choice:
    alternatives = (line[key], *line.get(f"{key}_any", []))
    return Choice(tuple(_all_names(names) for names in alternatives), _all_names(line.get(f"{key}_also", [])))


def _all_names(items: Iterable[str | list[str]]) -> tuple[Names, ...]:
    return tuple((item,) if isinstance(item, str) else tuple(item) for item in items)


def _interval(pair: Sequence[str | None]) -> Interval:
    start, end = pair
    return Interval(_day(start), _day(end))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

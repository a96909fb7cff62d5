"""Sentences in news style around names, made for training: names only, no trees.

The names and the frames stand in `data/news.toml`. A frame is filled at random, so that a name is learned from what is
said around it and not from the frame.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from frontline.errors import KnowledgeError
from frontline.training.corpora import Example, NameSpan, allowed_labels

_TABLE = "data/news.toml"
_SLOT = re.compile(r"\{(\w+)\}")
_INITIALS = "ABCDEFGHIJKLMNPRSTU"


@dataclass(frozen=True, slots=True)
class News:
    """The names and frames of `data/news.toml`."""

    organisations: tuple[str, ...]
    places: tuple[str, ...]
    nations: tuple[str, ...]
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]
    frames: tuple[str, ...]


@cache
def news() -> News:
    """Read the names and frames. Raises KnowledgeError where a list is missing, empty or not of text."""
    row = tomllib.loads(files("frontline.training").joinpath(_TABLE).read_text(encoding="utf-8"))
    for key in (field.name for field in fields(News)):
        if not row.get(key) or not all(isinstance(value, str) for value in row[key]):
            raise KnowledgeError(f"{_TABLE}: {key} must be a list of texts")
    return News(**{field.name: tuple(row[field.name]) for field in fields(News)})


def person(rng: random.Random) -> str:
    """A made-up person: a given name and a family name, or the family name alone."""
    family = rng.choice(news().family_names)
    return family if rng.random() < 0.35 else f"{rng.choice(news().given_names)} {family}"


def _fill(kind: str, places: Sequence[str], rng: random.Random) -> tuple[str, str]:
    """A name for a slot and its type."""
    if kind == "PER":
        return person(rng), "PER"
    if kind == "LOC":
        return rng.choice(places if places and rng.random() < 0.5 else news().places), "LOC"
    if kind == "NORP":
        return rng.choice(news().nations), "NORP"
    if kind == "ABBR":
        return "".join(rng.choice(_INITIALS) for _ in range(rng.choice((2, 3, 3, 4)))), "ORG"
    return rng.choice(news().organisations), "ORG"


def news_sentence(key: str, places: Sequence[str], rng: random.Random) -> Example:
    """One frame filled with names, as an example that is annotated with names only."""
    words: list[str] = []
    spans: list[NameSpan] = []
    for part in rng.choice(news().frames).split():
        found = _SLOT.fullmatch(part.removesuffix("-based"))
        if not found:
            words.append(part)
            continue
        name, kind = _fill(found[1], places, rng)
        row = [word for word in re.split(r"(-)|\s", name) if word]
        spans.append(NameSpan(len(words), len(words) + len(row), kind))
        words += row
        if part.endswith("-based"):
            words += ["-", "based"]
    return Example(key, words, names=allowed_labels(len(words), spans))


def news_sentences(count: int, places: Sequence[str], seed: int) -> list[Example]:
    """So many filled frames; `places` are more names of places to draw from."""
    rng = random.Random(seed)
    return [news_sentence(f"news-{number}", places, rng) for number in range(count)]

"""Happening: a trigger in a sentence with the head tokens of its roles, before it becomes a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontline.extraction.arguments import Arguments
from frontline.knowledge.codebook import Kind, Part
from frontline.language.annotation import Telling


@dataclass(frozen=True, slots=True)
class Happening:
    """A trigger in a sentence: its kind, its words, and the head tokens of its roles and counts.

    `anchor` is the token whose place in the tree says how the happening is put and when: the trigger
    itself, or the light verb that carries it. `telling` is what the model says of the trigger, None where the
    codebook's rules alone found it. `own` says that it was found as a kind of the user's.
    """

    kind: Kind
    part: Part
    sentence: int
    trigger: int
    words: tuple[int, ...]
    anchor: int
    roles: Mapping[str, tuple[int, ...]]
    counted: Mapping[str, tuple[int, ...]]
    arguments: Arguments
    telling: Telling | None = None
    own: bool = False

"""What to mind in a file of actors that loads: names that others bear too, and names that are common words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frontline.knowledge.actor_files import ids_of
from frontline.knowledge.actor_names import pieces
from frontline.knowledge.actor_records import Actor
from frontline.knowledge.actors import Registry
from frontline.knowledge.people import load_people_words


@dataclass(frozen=True, slots=True)
class ActorRemark:
    """One thing to mind: the line of the file, the actor, and what is to be said of it."""

    line: int
    actor: str
    text: str


def remarks(path: Path, registry: Registry) -> tuple[ActorRemark, ...]:
    """Return what to mind in a file that `registry` was loaded with, in the order of its actors.

    Raises:
        KnowledgeError: the file cannot be read.
    """
    found = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for name in ids_of(path):
        actor = registry.get(name)
        if actor is not None:
            found += [ActorRemark(_line(lines, name, part), name, text) for part, text in _of_names(actor, registry)]
    return tuple(found)


def _of_names(actor: Actor, registry: Registry) -> Iterator[tuple[str, str]]:
    words = load_people_words()
    for name in (actor.name, *actor.aliases):
        spelled = pieces(name)
        if len(spelled) == 1 and words.noun(name) is not None:
            yield name, f"{name!r} is a common noun; give a fuller name, or say in descriptions what the noun means"
        others = {
            bearer.id
            for bearer in registry.bearers(name)
            if bearer.kind in {"name", "alias"} and bearer.id != actor.id and _meet(actor, registry.get(bearer.id))
        }
        if others:
            listed = ", ".join(sorted(others))
            yield name, f"{name!r} is a name of {listed} too; where both can be meant neither is chosen"


def _meet(one: Actor, other: Actor | None) -> bool:
    """Say whether one report can mean either: actors of one theatre, or of none."""
    return other is not None and (one.theatre == other.theatre or None in {one.theatre, other.theatre})


def _line(lines: list[str], actor: str, name: str) -> int:
    """Return the line on which an actor's name stands, from the line of its id on."""
    first = next((number for number, line in enumerate(lines) if f"id: {actor}" in line), 0)
    return next((number for number, line in enumerate(lines[first:], first) if name in line), first) + 1

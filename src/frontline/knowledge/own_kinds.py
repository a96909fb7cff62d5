"""A user's own kinds: added to the codebook or changed in it, each known by examples or by triggers of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from frontline.knowledge.codebook import Codebook
from frontline.knowledge.codebook_records import Kind, Part, Trigger

_VERB = {"ARG0": "agent", "ARG1": "thing", "to": "goal", "from": "start", "with": "instrument"}
_NOUN = {"ARG0": "agent", "ARG1": "thing", "by": "agent", "of": "thing", "with": "instrument"}
USUAL: Mapping[Part, Mapping[str, str]] = {"verb": _VERB, "noun": _NOUN, "adjective": _NOUN}
"""What the arguments of a word mean where nothing says it better."""


class Marked(NamedTuple):
    """A sentence with the words `text[start:end]` marked in it, and the line of the file on which it stands.

    Of a sentence in which nothing is marked `end` is 0.
    """

    text: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class OwnKind:
    """One kind of a user's file.

    `kind` is what the codebook holds of it now. `core` is the core kind that it changes or is like, None where it
    stands for itself. In `contraries` no word is of the kind, or not the one that is marked.
    """

    kind: Kind
    core: Kind | None
    examples: tuple[Marked, ...]
    contraries: tuple[Marked, ...]
    line: int

    @property
    def changes(self) -> bool:
        """Whether it is a core kind that the file changes."""
        return self.core is not None and self.core.key == self.kind.key

    @property
    def by_likeness(self) -> bool:
        """Whether it is found by its likeness to the examples: it has some, and no trigger of the user's."""
        return bool(self.examples) and not any(trigger.own for trigger in self.kind.triggers)

    def trigger(self, part: Part) -> Trigger:
        """A trigger without words, for words found by likeness: their arguments mean what they mean to `core`."""
        triggers = self.core.triggers if self.core is not None else ()
        shapes = Counter(tuple(trigger.roles.items()) for trigger in triggers if trigger.part == part)
        roles = dict(USUAL[part]) | (dict(shapes.most_common(1)[0][0]) if shapes else {})
        return Trigger(part, (), roles, {}, {}, own=True)


@dataclass(frozen=True, slots=True)
class OwnKinds:
    """A user's kinds, and the codebook as they make it. `name` is that of the file."""

    name: str
    kinds: tuple[OwnKind, ...]
    codebook: Codebook

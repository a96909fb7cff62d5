"""YAML values that know where they stand, so that a mistake is told with its line.

Marks make PyYAML slow, so they are looked up only when something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from typing import Any, NoReturn, TypeVar

import yaml

from frontline.errors import KnowledgeError

_BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where PyYAML was built with it
    """The safe loader, to which "on", "off", "yes" and "no" are words (as in YAML 1.2), not true and false."""

    yaml_implicit_resolvers = {  # noqa: RUF012  how PyYAML asks for it
        letter: [(tag, pattern) for tag, pattern in rules if tag != _BOOLEAN or letter in "tTfF"]
        for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_MANY = 24
_T = TypeVar("_T")


def parse(text: str, name: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """Return what a YAML text holds.

    Raises:
        KnowledgeError: the text is not YAML.
    """
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{name}:{line}: not YAML ({error.problem}); mend the line") from error


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: its name, and its text for finding lines."""

    name: str
    text: str

    def line(self, where: tuple[str | int, ...]) -> int:
        """Return the line, from 1, of the key or item that the steps `where` lead to, or of the last one found."""
        node = yaml.compose(self.text, _Loader)
        line: int = node.start_mark.line if node is not None else 0
        for step in where:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
                continue
            entry = next((pair for pair in getattr(node, "value", ()) if _names(pair, step)), None)
            if entry is None:
                break
            node = entry[1]
            line = entry[0].start_mark.line
        return line + 1


def _names(pair: object, step: str | int) -> bool:
    return isinstance(pair, tuple) and getattr(pair[0], "value", None) == str(step)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the steps that lead to it from the top of its document."""

    value: Any
    document: Document
    where: tuple[str | int, ...] = ()

    def wrong(self, what: str) -> NoReturn:
        """Say that this value is wrong.

        Raises:
            KnowledgeError: always; the message names file, line and key.
        """
        keys = ".".join(str(step) for step in self.where) or "top"
        raise KnowledgeError(f"{self.document.name}:{self.document.line(self.where)}: {keys}: {what}")

    def mapping(self, keys: Collection[str] | None = None, needed: Iterable[str] = ()) -> dict[str, Node]:
        """Return the entries of a mapping; only `keys` are allowed where given, and `needed` must be there."""
        if not isinstance(self.value, dict) or not all(isinstance(key, str) for key in self.value):
            self.wrong("must be a mapping (key: value), its keys in quotes where YAML reads them otherwise (on, no)")
        entries = {key: Node(value, self.document, (*self.where, key)) for key, value in self.value.items()}
        if keys is not None:
            for key in (key for key in entries if key not in keys):
                entries[key].wrong(f"unknown key; use one of {', '.join(keys)}{nearest(key, keys)}")
        for key in needed:
            if key not in entries:
                self.wrong(f"{key} is missing; add it")
        return entries

    def items(self) -> list[Node]:
        """Return the items of a list."""
        if not isinstance(self.value, list):
            self.wrong("must be a list: [one, two], or a line with a dash for each")
        return [Node(value, self.document, (*self.where, number)) for number, value in enumerate(self.value)]

    def text(self) -> str:
        """Return a text that is not blank."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.wrong(f"{self.value!r} must be text; put it in quotes")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(item.text() for item in self.items())

    def one_of(self, allowed: Collection[str]) -> str:
        """Return a text that is one of `allowed`."""
        value = self.text()
        if value not in allowed:
            names = sorted(allowed)
            known = f"use one of {', '.join(names)}" if len(names) <= _MANY else "see the list of the scheme"
            self.wrong(f"{value!r} is not known; {known}{nearest(value, names)}")
        return value


@dataclass(slots=True)
class Faults:
    """What is wrong so far: a part that cannot be read is told and left out, and the reading goes on."""

    found: list[str] = field(default_factory=list)

    def tried(self, reading: Callable[[], _T], otherwise: _T) -> _T:
        """Return what `reading` gives; note its fault and return `otherwise` where it fails."""
        try:
            return reading()
        except KnowledgeError as error:
            self.found.append(str(error))
            return otherwise

    def wrong(self, node: Node, what: str) -> None:
        """Note that a value is wrong."""
        self.tried(lambda: node.wrong(what), None)

    def each(self, node: Node | None, reading: Callable[[Node], _T | None]) -> tuple[_T, ...]:
        """Read the items of a list, each on its own."""
        nodes: list[Node] = [] if node is None else self.tried(node.items, [])
        read = [self.tried(partial(reading, one), None) for one in nodes]
        return tuple(one for one in read if one is not None)


def nearest(value: str, allowed: Iterable[str]) -> str:
    """Return a hint at the allowed value that looks most like a mistaken one; empty when none does."""
    close = get_close_matches(value, list(allowed), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""

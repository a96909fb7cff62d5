"""The files of MUC-3 and MUC-4: messages, and the answer keys with their filled templates.

A file of messages holds texts, each after a line with its id ("TST1-MUC3-0001 (...)"). A file of keys holds templates of
25 slots, "6.  INCIDENT: INSTRUMENT ID   "BOMB" / "BOMBS"", one filler a line, with ";" before remarks. Which is which
is seen by what stands in a file, not by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from frontline.errors import UsageError

_MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)
_SLOT = re.compile(r"^(\d{1,2})\.\s+([A-Z /]+: [A-Z]+(?: [A-Z]+)*?)\s{2,}(.*)$")
_STRING = re.compile(r'"((?:\\"|[^"\\])*)"')
_DATE = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) (\d{2})\b")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_FOR_BUILDING = "DEV-"


class Filler(NamedTuple):
    """One filler of a slot: the strings any of which is right, and those of the filler it refers to, after a colon."""

    strings: tuple[str, ...]
    refers_to: tuple[str, ...]
    optional: bool


class Template(NamedTuple):
    """One incident of a message: fillers by the name of their slot. Slots without a filler are left out."""

    message: str
    optional: bool
    slots: dict[str, tuple[Filler, ...]]


class Message(NamedTuple):
    """One text with the templates that people filled for it; none where it tells of no incident."""

    id: str
    text: str
    published: date | None
    templates: tuple[Template, ...]


def read_messages(data: Path) -> list[Message]:
    """Return every message below `data` that has both a text and a key, by id.

    The 1,300 messages of the development set (their ids begin with DEV) were given out to build systems with: they are
    left out where there are others. Raises UsageError where no message has both.
    """
    texts: dict[str, str] = {}
    keyed: dict[str, list[Template]] = {}
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        content = path.read_text(encoding="latin-1")
        if "MESSAGE: TEMPLATE" in content:
            for template in read_keys(content):
                keyed.setdefault(template.message, []).append(template)
        else:
            texts.update(split_messages(content))
    both = sorted(texts.keys() & keyed.keys())
    tests = [name for name in both if not name.startswith(_FOR_BUILDING)]
    if not both:
        raise UsageError(
            f"{data}: no MUC messages with their keys; give tst1/tst1-muc3 and tst1/key-tst1.v7, or the like"
        )
    return [
        Message(name, texts[name], _published(texts[name]), tuple(one for one in keyed[name] if one.slots))
        for name in tests or both
    ]


def split_messages(content: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of every message in a file of messages."""
    pieces = _MESSAGE.split(content)
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if text.strip():
            yield name, text.strip("\n ")


def read_keys(content: str) -> Iterator[Template]:
    """Yield the templates of a file of keys; that of a message without an incident has no slots."""
    message, optional, slots, name = "", False, dict[str, list[Filler]](), ""
    for line in content.splitlines():
        if line.startswith(";") or not line.strip():
            continue
        found = _SLOT.match(line)
        if found is not None:
            number, name, line = found.groups()  # noqa: PLW2901  the rest of the line is its first filler
            if number == "0":
                if message:
                    yield _template(message, slots, optional=optional)
                message, slots = line.split()[0] if line.split() else "", {}
            elif number == "1":
                optional = "OPTIONAL" in line
        if filler := _filler(line):
            slots.setdefault(name, []).append(filler)
    if message:
        yield _template(message, slots, optional=optional)


def _template(message: str, slots: dict[str, list[Filler]], *, optional: bool) -> Template:
    return Template(message, optional, {name: tuple(fillers) for name, fillers in slots.items()})


def _filler(line: str) -> Filler | None:
    """Return the filler of strings on a line; None for a set fill, a hyphen or an asterisk."""
    text = line.strip()
    optional = text.startswith("?")
    if not text.lstrip("? ").startswith('"'):
        return None
    own, reference = list[str](), list[str]()
    end, into = 0, own
    for found in _STRING.finditer(text):
        if ":" in text[end : found.start()]:
            into = reference
        into.append(found[1].replace('\\"', '"'))
        end = found.end()
    return Filler(tuple(own), tuple(reference), optional) if own else None


def _published(text: str) -> date | None:
    """The day of a message's dateline ("BOGOTA, 30 AUG 89"); None where it states none."""
    found = _DATE.search(text[:400])
    if found is None:
        return None
    return date(1900 + int(found[3]), 1 + _MONTHS.index(found[2]), min(int(found[1]), 28))


def fillers(template: Template, names: Iterable[str]) -> Iterator[Filler]:
    """Yield the fillers of some slots of a template."""
    for name in names:
        yield from template.slots.get(name, ())

"""The reading room: files to Reports. A bad report becomes a Problem and the run goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from frontline.reading.assembly import assemble
from frontline.reading.declared import Declared
from frontline.reading.decoding import decode
from frontline.reading.formats import SUPPORTED, Format, format_of
from frontline.reading.jsonl import read_json_lines
from frontline.reading.options import KeyMapping, ReadingOptions
from frontline.reading.problems import UnreadableError
from frontline.reading.sources import STDIN, Found, find_files, problem_of, shown_name
from frontline.reading.stream import Stream, megabytes, too_large
from frontline.reading.webpage import read_page
from frontline.records import Problem, Report

__all__ = ["SUPPORTED", "KeyMapping", "ReadingOptions", "read", "read_text"]

_DEFAULTS = ReadingOptions()


def read(sources: Sequence[str | Path], options: ReadingOptions = _DEFAULTS) -> Iterator[Report | Problem]:
    """Yield the reports of `sources`, one at a time as they are asked for, and a Problem for each thing amiss.

    A source is a file, a folder (searched with those inside it), a glob pattern, or "-" for standard input. The
    order is that of `sources`, and sorted by name within a folder or a pattern. A Problem that is not fatal
    follows the report that it belongs to.

    Raises:
        KnowledgeError: a data file of this room is missing or wrong.
    """
    for found in find_files(sources):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_file(found, options)


def read_text(text: str, options: ReadingOptions = _DEFAULTS, path: str = STDIN) -> Iterator[Report | Problem]:
    """Yield the report of a text in memory and what is to be said about it, or the Problem of a bad text."""
    try:
        yield from assemble(text, path, Declared(), options)
    except UnreadableError as error:
        yield error.at(path)


def _read_file(found: Found, options: ReadingOptions) -> Iterator[Report | Problem]:
    shown = shown_name(found.shown)
    try:
        if found.shown == STDIN:
            yield from _read_stream(Stream.of(sys.stdin.buffer), found, options)
            return
        with Path(found.shown).open("rb") as opened:
            yield from _read_stream(Stream.of(opened), found, options)
    except UnreadableError as error:
        yield error.at(shown)
    except OSError as error:
        yield problem_of(error).at(shown)


def _read_stream(stream: Stream, found: Found, options: ReadingOptions) -> Iterator[Report | Problem]:
    shown = shown_name(found.shown)
    kind = format_of(found.shown, stream.head)
    if kind is Format.JSON_LINES:
        yield from read_json_lines(stream, shown, options)
        return
    if found.size is not None and found.size > options.max_bytes:
        raise too_large(megabytes(found.size), options.max_bytes)
    data = stream.whole(options.max_bytes)
    if kind is Format.HTML:
        text, declared = read_page(data, options.encoding)
    else:
        text, declared = decode(data, options.encoding), Declared()
    yield from assemble(text, shown, declared, options)

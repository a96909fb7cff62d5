"""Claims that were written before (`frontline read --format jsonl`), told from reports by what is in the file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from frontline.reading.problems import UnreadableError
from frontline.reading.sources import STDIN, find_files, problem_of, shown_name
from frontline.records import Problem
from frontline.records.wire import Json

_HEAD = 65536
_MARKS = (b'"claim"', b'"report"', b'"kind"')


class Sorted(NamedTuple):
    """The files of some sources: those of written claims, and the reports; `problems` are sources that gave none."""

    claims: tuple[str, ...]
    reports: tuple[str, ...]
    problems: tuple[Problem, ...]


def sort_sources(sources: Sequence[str | Path]) -> Sorted:
    """Return which files of `sources` (as for `frontline.reading.read`) hold written claims.

    Such a file has one JSON object a line, with the keys claim, report and kind.
    """
    claims, reports, problems = [], [], []
    for found in find_files(sources):
        if isinstance(found, Problem):
            problems.append(found)
        elif _holds_claims(found.shown):
            claims.append(found.shown)
        else:
            reports.append(found.shown)
    return Sorted(tuple(claims), tuple(reports), tuple(problems))


def read_claims(path: str) -> Iterator[tuple[str, Json] | Problem]:
    """Yield each written claim of a file with where it stands ("claims.jsonl:7"), or the Problem of its line."""
    shown = shown_name(path)
    try:
        if path == STDIN:
            yield from _lines(iter(sys.stdin.buffer), shown)
            return
        with Path(path).open("rb") as opened:
            yield from _lines(iter(opened), shown)
    except OSError as error:
        yield problem_of(error).at(shown)


def _lines(lines: Iterator[bytes], shown: str) -> Iterator[tuple[str, Json] | Problem]:
    for number, line in enumerate(lines, 1):
        where = f"{shown}:{number}"
        if not line.strip():
            continue
        try:
            yield where, json.loads(line)
        except (ValueError, RecursionError) as error:
            yield UnreadableError(f"broken JSON ({error})", "write the claims again with --format jsonl").at(where)


def _holds_claims(path: str) -> bool:
    try:
        if path == STDIN:
            head = sys.stdin.buffer.peek(_HEAD)  # type: ignore[union-attr]  # a buffered reader looks ahead
        else:
            with Path(path).open("rb") as opened:
                head = opened.read(_HEAD)
    except OSError:
        return False  # the reader of reports says what is wrong
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and all(mark in first for mark in _MARKS)

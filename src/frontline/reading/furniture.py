"""Furniture: the ranges of a text that are not prose of the report, and what they say of it.

Everything is told by layout (what stands on a line of its own, in capitals, before a dash), never by meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from frontline.reading.layout import layout
from frontline.reading.lines import Line, lines_of, paragraphs_of
from frontline.reading.masthead import Head, Stated, read_head, read_publication

_BOILERPLATE_WORDS = 60
_HEADING_WORDS = 10
_PROSE_WORDS = 12
_TAIL = 6
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_TRAILING_CREDIT = re.compile(
    r"[(\[](?:additional |with )?(?:reporting|writing|editing|compiled|edited|translated)\b[^()\[\]]{0,200}? by\b[^()\[\]]{0,300}[)\]]\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """`ranges` of the text are sorted and apart; `stated` is what the text says of itself."""

    ranges: tuple[tuple[int, int], ...]
    stated: Stated


def read_furniture(text: str, title: str | None = None) -> Furniture:
    """Find the furniture of `text`.

    `title` is the title that the metadata gives: a first line that repeats it is furniture.
    """
    lines = lines_of(text)
    opening = _repeated_title(lines, title)
    head = read_head(lines[len(opening) :])
    done = len(opening) + head.lines
    paragraphs = paragraphs_of(text, lines[done:])
    stated, tail = _tail(head, paragraphs)
    ranges = [*opening, *head.ranges, *tail, *_headings(paragraphs, headed=done > 0), *_boilerplate(paragraphs)]
    return Furniture(_merged(ranges), stated)


def _repeated_title(lines: tuple[Line, ...], title: str | None) -> list[tuple[int, int]]:
    """Return the range of the first line when it is the title that the metadata gives."""
    if not lines or not title or len(lines) == 1:
        return []
    same = lines[0].text.lstrip("# ").split() == title.split()
    return [(lines[0].start, lines[0].end)] if same else []


def _tail(head: Head, paragraphs: tuple[Line, ...]) -> tuple[Stated, list[tuple[int, int]]]:
    """Read the publication lines that stand below the prose."""
    stated, ranges = head.stated, []
    for line in paragraphs[-_TAIL:]:
        told = read_publication(stated, line.text) if line.words <= _HEADING_WORDS else None
        if told is not None and told != stated:
            stated = told
            ranges.append((line.start, line.end))
    return stated, ranges


def _headings(paragraphs: tuple[Line, ...], *, headed: bool) -> Iterable[tuple[int, int]]:
    """Yield the section headings: short lines in capitals or title case with prose below them.

    Above them there is prose, another heading, or the head of the report (`headed`).
    """
    open_above = headed
    for line, below in pairwise(paragraphs):
        heads = _like_a_heading(line) and open_above and _like_prose(below, below=True)
        if heads or (_MARKDOWN_HEADING.match(line.text) and line.words <= _HEADING_WORDS * 2):
            yield line.start, line.end
        open_above = heads or _like_prose(line, below=False)


def _like_a_heading(line: Line) -> bool:
    if not line.open_ended or line.words > _HEADING_WORDS or "\n" in line.text:
        return False
    words = [word for word in re.split(r"[\s/\u2013—-]+", line.text) if word and word[0].isalpha()]
    if not words or line.text[0] in "-*•\u2013—\"“'\u2018":
        return False
    small = layout().small
    return words[0][0].isupper() and all(not word[0].islower() or word.lower() in small for word in words)


def _like_prose(line: Line, *, below: bool) -> bool:
    """True for a neighbour of a heading: a whole sentence, or, below it, a long paragraph."""
    return line.ends_sentence or _TRAILING_CREDIT.search(line.text) is not None or (below and line.words > _PROSE_WORDS)


def _boilerplate(paragraphs: tuple[Line, ...]) -> Iterable[tuple[int, int]]:
    pattern = layout().boilerplate
    for line in paragraphs:
        if line.words <= _BOILERPLATE_WORDS and pattern.match(line.text):
            yield line.start, line.end
        elif credit := _TRAILING_CREDIT.search(line.text):
            yield line.start + credit.start(), line.end


def _merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return `ranges` sorted, with those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)

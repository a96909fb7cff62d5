"""The `times` suite: are time expressions found, and do they come to the right TIMEX3 value?

Every folder of TimeML files (`*.tml`, TIMEX3 as in TimeML 1.2.1) in the data is one set, named by the folder, or by
its parent where the folder is called `tml`. Texts are read as a user's are: raw, by the language core. Scores are those
of TempEval-3 (UzZaman et al., 2013): strict and relaxed F1 of spans, where relaxed asks for an overlap, and `value_f1`
and `type_f1`, where the attribute must be right as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from frontline.errors import UsageError
from frontline.extraction.times import Calendar, TimeMention
from frontline.language import Annotator
from frontline.records import Report, report_id

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*")


class Timex(NamedTuple):
    """A time expression: characters `start:end` of the text, its TIMEX3 value and type."""

    start: int
    end: int
    value: str
    type: str = ""


class Document(NamedTuple):
    """One TimeML file: its text, the day it was written on, and the expressions that people marked in it."""

    name: str
    text: str
    written: date | None
    gold: tuple[Timex, ...]


Find = Callable[[Document], tuple[Timex, ...]]
"""What is measured: from a document to the expressions found in it, from left to right."""


def run(data: Path, split: str, annotate: Annotator) -> dict[str, float]:
    """Return `<set>.span_f1_strict`, `.span_f1_relaxed`, `.value_f1` and `.type_f1` for each set below `data`.

    Every TimeML file is read, whatever `split` says: the sets have no split of their own.
    Raises UsageError where there is none, or where a file is not XML.
    """
    del split
    find = reader(annotate)
    sets = read_sets(data)
    return {f"{name}.{figure}": value for name in sets for figure, value in score(sets[name], find).items()}


def read_sets(data: Path) -> dict[str, list[Document]]:
    """Return the documents of each set below `data`, by name. Raises UsageError as `run` does."""
    sets: dict[str, list[Document]] = {}
    for path in sorted(data.rglob("*.tml")):
        folder = path.parent.parent if path.parent.name == "tml" else path.parent
        sets.setdefault(folder.name, []).append(read_document(path))
    if not sets:
        msg = f"{data}: no TimeML files (*.tml) here; name a folder that holds some, such as data/dates"
        raise UsageError(msg)
    return dict(sorted(sets.items()))


def read_document(path: Path) -> Document:
    """Read one TimeML file. Raises UsageError where it is not XML or has no TEXT."""
    try:
        root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - corpora that the user names, no strangers' files
    except (ET.ParseError, UnicodeDecodeError) as error:
        msg = f"{path}: not TimeML: {error}; give an XML file in UTF-8"
        raise UsageError(msg) from error
    body, written = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None:
        msg = f"{path}: no TEXT element; give TimeML 1.2.1"
        raise UsageError(msg)
    pieces: list[str] = []
    gold: list[Timex] = []
    _walk(body, pieces, gold)
    day = (written.get("value") or "")[:10] if written is not None else ""
    return Document(
        path.name, "".join(pieces), date.fromisoformat(day) if len(day) == len("2024-12-06") else None, tuple(gold)
    )


def _walk(element: ET.Element, pieces: list[str], gold: list[Timex]) -> None:
    """Collect text in order, and the place of each TIMEX3 in it."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        value = element.get("value") or ""
        gold.append(Timex(start, sum(map(len, pieces)), "" if value == "null" else value, element.get("type") or ""))


def reader(annotate: Annotator) -> Find:
    """Return what frontline finds in a document, read against the day it was written on."""

    def find(document: Document) -> tuple[Timex, ...]:
        text = document.text
        report = Report(report_id(text, document.written), text, published=document.written)
        blocks = [found.span() for found in _PARAGRAPH.finditer(text)]
        sentences = [sentence for start, end in blocks for sentence in annotate(text[start:end], start)]
        calendar = Calendar.of(report, sentences)
        mentions = [mention for place in range(len(sentences)) for mention in calendar.expressions(place)]
        return tuple(timex for mention in mentions for timex in timexes(mention))

    return find


def timexes(mention: TimeMention) -> tuple[Timex, ...]:
    """Return a mention as TimeML has it: a range is two expressions, "since the war began" none."""
    if mention.bounds:
        return tuple(
            Timex(bound.span.start, bound.span.end, bound.value, "TIME" if "T" in bound.value else "DATE")
            for bound in mention.bounds
        )
    span = mention.time.span
    nothing = mention.time.precision == "unknown" and not mention.value
    return () if span is None or nothing else (Timex(span.start, span.end, mention.value, mention.type),)


def score(documents: Iterable[Document], find: Find) -> dict[str, float]:
    """Return the four figures over all expressions of some documents."""
    strict = relaxed = valued = typed = made = marked = 0
    for document in documents:
        ours, gold = find(document), document.gold
        made, marked = made + len(ours), marked + len(gold)
        spans = {(timex.start, timex.end) for timex in gold}
        strict += sum((timex.start, timex.end) in spans for timex in ours)
        pairs = match(ours, gold)
        relaxed += len(pairs)
        valued += sum(left.value == right.value for left, right in pairs)
        typed += sum(left.type == right.type for left, right in pairs)
    return {
        "span_f1_strict": _f1(strict, made, marked),
        "span_f1_relaxed": _f1(relaxed, made, marked),
        "value_f1": _f1(valued, made, marked),
        "type_f1": _f1(typed, made, marked),
    }


def match(ours: Iterable[Timex], gold: Iterable[Timex]) -> list[tuple[Timex, Timex]]:
    """Pair expressions that overlap, each at most once, from left to right."""
    free = list(gold)
    pairs = []
    for timex in ours:
        partner = next((other for other in free if timex.start < other.end and other.start < timex.end), None)
        if partner is not None:
            free.remove(partner)
            pairs.append((timex, partner))
    return pairs


def _f1(right: int, made: int, marked: int) -> float:
    return round(2 * right / (made + marked), 4) if made + marked else 0.0

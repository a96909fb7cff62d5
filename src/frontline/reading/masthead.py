"""The head of a report: what stands above its prose (title, byline, publication lines), told by layout alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from frontline.errors import ReadingError
from frontline.reading.byline import parse_byline, parse_names
from frontline.reading.dateline import Dateline, parse_dateline, parse_dateline_alone
from frontline.reading.dates import DAY_WITHOUT_YEAR, FULL_DATE, read_date
from frontline.reading.layout import layout
from frontline.reading.lines import Line

_DEPTH = 14
_TITLE_WORDS = 25
_LOOSE_LINES = 3
_LABEL_WORDS = 8
_NAMEPLATE_WORDS = 5
_LABELS = {
    "title": "title", "headline": "title",
    "source": "outlet", "outlet": "outlet", "publisher": "outlet", "publication": "outlet", "newspaper": "outlet",
    "agency": "agency",
    "byline": "byline", "author": "byline", "authors": "byline",
    "url": "url", "link": "url",
    "language": "language",
}  # fmt: skip
_LABEL = re.compile(rf"({'|'.join(_LABELS)})\s*:\s*(\S.*)", re.IGNORECASE)
_SEGMENT = re.compile(r"\s+[|•·]\s+|\s+(?=(?:last )?(?:updated|modified)\b)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:first |originally )?(?:published|posted|publication date|date|issued|released|date published)\b"
    r"\s*(?:on\b|at\b|:|-|\u2013)?\s*(\S.*)",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:(?:last )?(?:updated?|modified|revised)|(?:data |status |situation )?as (?:of|at))\b\s*(?:on\b|at\b|:|-|\u2013)?\s*(\S.*)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
"""What a title may end with: "Situation report No. 14 (as of 18 June 2024)"."""
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}")
_SPEAKER = re.compile(r"[A-Z][A-Z .'-]{2,40}:\s")
_DAY = re.compile(rf"{DAY_WITHOUT_YEAR}|{FULL_DATE}|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}", re.IGNORECASE)
_AGO = re.compile(r".{0,25}\b(?:ago|today|yesterday)\b.{0,12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says of itself. None, or empty, where it says nothing.

    `published` stands on a line of its own; `updated` is a later change; `filed` stands in the dateline;
    `yearless` is a day as written whose year does not stand with it; `unclear` is why a stated date was not taken.
    """

    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    published: date | datetime | None = None
    updated: date | datetime | None = None
    filed: date | None = None
    yearless: str | None = None
    unclear: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text says, its ranges of furniture, and the number of lines that are wholly furniture."""

    stated: Stated
    ranges: tuple[tuple[int, int], ...]
    lines: int


def read_head(lines: tuple[Line, ...]) -> Head:
    """Read the lines above the prose and the dateline that opens it.

    Short lines above a line that can be nothing else (byline, date, dateline) are title and subtitles. Where no
    such line comes, the first one is a title if no punctuation ends it and a blank line follows. A day alone on
    its line dates the report only when it is the one such line: a chronology has many.
    """
    stated, ranges = Stated(), []
    loose: list[Line] = []
    done = 0
    lone_day = sum(map(_is_day, lines)) == 1
    for index, line in enumerate(lines[:_DEPTH]):
        dateline = parse_dateline(line.text)
        if dateline and _opens_prose(line, dateline) and not _is_speaker(line.text[: dateline.end], lines):
            stated = _with_dateline(stated, dateline)
            ranges.append((line.start, line.start + dateline.end))
            return _settled(stated, ranges, loose, index, lines)
        told = None if _is_day(line) and not lone_day else read_line(stated, line.text)
        if told is not None and _commits(stated, told, loose, lines[index + 1 :]):
            ranges.extend((kept.start, kept.end) for kept in [*loose, line])
            stated, loose, done = _titled(told, loose), [], index + 1
        elif told is None and _may_be_head(line, loose, stated):
            loose.append(line)
        else:
            break
    return _unsettled(stated, ranges, loose, done, lines)


def read_line(stated: Stated, words: str) -> Stated | None:
    """Return `stated` with what a line of the head says; None when the line is not one."""
    if len(words) > 250:
        return None
    if layout().boilerplate.match(words):
        return stated
    if label := _LABEL.fullmatch(words):
        return _labelled(stated, _LABELS[label.group(1).lower()], label.group(2))
    for segment in _SEGMENT.split(words):
        told = _read_segment(stated, segment.strip())
        if told is None:
            return None
        stated = told
    return stated


def _read_segment(stated: Stated, words: str) -> Stated | None:
    if credit := layout().agency(words.strip("()[]/. ")):
        return replace(stated, agency=stated.agency or credit)
    if byline := parse_byline(words):
        return replace(stated, byline=stated.byline or byline.names, agency=stated.agency or byline.agency)
    if dated := read_publication(stated, words) or _bare_day(stated, words):
        return dated
    if dateline := parse_dateline_alone(words):
        return _with_dateline(stated, dateline)
    return None


def read_publication(stated: Stated, words: str) -> Stated | None:
    """Return `stated` with the date that "Published: …" or its kin gives; None when `words` is no such line."""
    for pattern, field in ((_PUBLISHED, "published"), (_UPDATED, "updated")):
        if found := pattern.fullmatch(words):
            return _dated(stated, field, found.group(1))
    return None


def _bare_day(stated: Stated, words: str) -> Stated | None:
    try:
        return _first(stated, "published", read_date(words)) if len(words) <= 60 else None
    except ReadingError:
        return None


def _dated(stated: Stated, field: str, words: str) -> Stated | None:
    try:
        return _first(stated, field, read_date(words))
    except ReadingError as error:
        if _AGO.fullmatch(words):
            return stated
        day = _DAY.match(words)
        if day and not re.search(r"[^\W\d_]{4,}", words[day.end() :]):
            return replace(stated, unclear=stated.unclear or str(error))
        return None


def _first(stated: Stated, field: str, day: date | datetime) -> Stated:
    if field == "published":
        return replace(stated, published=stated.published or day)
    return replace(stated, updated=stated.updated or day)


def _labelled(stated: Stated, field: str, words: str) -> Stated | None:
    if field in ("byline", "agency", "outlet") and (credit := layout().agency(words)):
        return replace(stated, agency=stated.agency or credit)
    if field == "byline":
        people = parse_names(words)
        return replace(stated, byline=stated.byline or people.names) if people else None
    if len(words.split()) > _TITLE_WORDS:
        return None
    return stated if getattr(stated, field) else _filled(stated, field, words)


def _filled(stated: Stated, field: str, words: str) -> Stated:
    match field:
        case "title":
            return replace(stated, title=words)
        case "outlet":
            return replace(stated, outlet=words)
        case "agency":
            return replace(stated, agency=words)
        case "url":
            return replace(stated, url=words)
        case _:
            return replace(stated, language=words)


def _with_dateline(stated: Stated, dateline: Dateline) -> Stated:
    return replace(
        stated,
        dateline=stated.dateline or dateline.places,
        agency=stated.agency or dateline.agency,
        filed=stated.filed or dateline.published,
        yearless=stated.yearless or dateline.yearless,
    )


def _titles_alone(line: Line) -> bool:
    return line.gap and line.open_ended and _has_two_words(line)


def _has_two_words(line: Line) -> bool:
    return len(_WORD.findall(line.text)) >= 2


def _opens_prose(line: Line, dateline: Dateline) -> bool:
    """True unless a dateline of mere capitals stands in a short line that is no sentence ("SUDAN: Situation Report")."""
    marked = dateline.agency or dateline.published or dateline.yearless
    return bool(marked) or line.ends_sentence or line.words > _LABEL_WORDS


def _is_speaker(opening: str, lines: tuple[Line, ...]) -> bool:
    """True when `opening` is that of a turn in a transcript: words in capitals and a colon, as on other lines."""
    return opening.rstrip().endswith(":") and sum(_SPEAKER.match(line.text) is not None for line in lines) > 1


def _may_be_head(line: Line, loose: list[Line], stated: Stated) -> bool:
    """True for a short line that a line below it may yet show to be a title or subtitle, not prose."""
    return len(loose) < _LOOSE_LINES and line.words <= _TITLE_WORDS and not (stated.dateline and line.ends_sentence)


def _commits(stated: Stated, told: Stated, loose: list[Line], below: tuple[Line, ...]) -> bool:
    """True when a line of the head shows that the `loose` lines above it belong to the head.

    There must be prose below; and lines that end as sentences do are prose, unless a byline, dateline or date follows.
    """
    if not loose:
        return True
    marks = [(s.byline, s.dateline, s.published, s.updated) for s in (stated, told)]
    return any(line.ends_sentence for line in below) and (
        marks[0] != marks[1] or not any(line.ends_sentence for line in loose)
    )


def _is_day(line: Line) -> bool:
    """True when a date fills the line."""
    try:
        return len(line.text) <= 60 and any(map(str.isdigit, line.text)) and bool(read_date(line.text))
    except ReadingError:
        return False


def _titled(stated: Stated, loose: list[Line]) -> Stated:
    """Take the first loose line as the title; where others follow, one above them may be the outlet's name."""
    lines = [line.text.lstrip("# ") for line in loose if _has_two_words(line)]
    if len(lines) > 1 and _is_nameplate(lines[0]):
        stated = replace(stated, outlet=stated.outlet or lines[0])
        lines = [line for line in lines[1:] if "|" not in line and not line.isupper()] or lines[1:]
    if not lines or stated.title is not None:
        return stated
    dated = _IN_BRACKETS.search(lines[0])
    said = read_publication(stated, dated.group(1)) if dated else None
    return replace(said or stated, title=lines[0])


def _is_nameplate(words: str) -> bool:
    """True for the name of an outlet: "The Harbour Courier", "Eastern Daily News"."""
    tokens = [token.casefold() for token in words.split()]
    named = {token for token in tokens if token in layout().outlets}
    return len(tokens) <= _NAMEPLATE_WORDS and bool(named) and (tokens[-1] in named or tokens[0] == "the")


def _settled(
    stated: Stated, ranges: list[tuple[int, int]], loose: list[Line], done: int, lines: tuple[Line, ...]
) -> Head:
    """The head ends in a dateline: every loose line above it belongs to the head."""
    ranges.extend((line.start, line.end) for line in loose)
    return Head(_titled(stated, loose), tuple(ranges), min(done, len(lines)))


def _unsettled(
    stated: Stated, ranges: list[tuple[int, int]], loose: list[Line], done: int, lines: tuple[Line, ...]
) -> Head:
    """The head ends in prose: only a first loose line, parted by a blank line, is its title."""
    below = lines[done + 1 :]
    titled = loose and stated.title is None and _titles_alone(loose[0])
    if titled and any(line.ends_sentence for line in below):
        ranges.append((loose[0].start, loose[0].end))
        return Head(_titled(stated, loose[:1]), tuple(ranges), done + 1)
    return Head(stated, tuple(ranges), done)

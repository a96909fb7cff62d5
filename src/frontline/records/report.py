"""Report: one text as it was read, with what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from frontline.records.ids import content_id
from frontline.records.span import Span


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `text` is exactly what was read: every span indexes into it.

    `published` is a date, an instant, or None when unknown; it is never guessed. `furniture` holds the
    (start, end) ranges of `text` that are not prose of the report: byline, dateline, section headings,
    copyright lines. They are read for metadata and never for claims. `path` is where the text came from,
    as the user named it ("-" for standard input, "file.jsonl:7" for one line of a file).
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    published: date | datetime | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the span of `text[start:end]`."""
        return Span(self.id, start, end, self.text[start:end])

    @property
    def published_day(self) -> date | None:
        """The day of publication in its own time zone; None when unknown."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


def report_id(text: str, published: date | datetime | None, url: str | None = None) -> str:
    """Return the id of a report: a hash of its text, its date and its address."""
    return content_id("r", [text, published.isoformat() if published else None, url])

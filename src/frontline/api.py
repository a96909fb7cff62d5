"""The Python door: `frontline.read` gives the records that `frontline read --format jsonl` writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from frontline import reading
from frontline.errors import UsageError
from frontline.pipeline.jobs import run_jobs
from frontline.pipeline.run import Reading
from frontline.reading import ReadingOptions
from frontline.reading import read as read_reports
from frontline.records import Problem
from frontline.records.wire import Json, claim_to_json


class Records(list[Json]):
    """Claims as JSON objects (records/data/claim.schema.json), and the `problems` met on the way."""

    def __init__(self, records: Iterable[Json] = (), problems: Sequence[Problem] = ()) -> None:
        super().__init__(records)
        self.problems = tuple(problems)


def read(
    *paths: str | Path,
    published: str | date | datetime | None = None,
    jobs: int = 1,
    kinds: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Read reports (files, folders, globs, "-" for standard input) and return their claims.

    `published` is the date of publication, an ISO 8601 date or instant; it wins over what a file says. `kinds` is a
    file of kinds of your own (docs/codebook.md). Further keyword arguments are those of
    `frontline.reading.ReadingOptions`. What cannot be read is in `.problems` of the result, and the rest is read all
    the same.

    Raises:
        UsageError: no path was given, or `published` is no date.
        KnowledgeError: something in the file of kinds is wrong.
    """
    if not paths:
        raise UsageError('frontline.read: no report given; name a file, a folder or a glob, or "-" for standard input')
    options["published"] = moment(published)
    return _records(run_jobs(read_reports(paths, ReadingOptions(**options)), jobs, _file(kinds)))


def read_text(
    text: str,
    *,
    published: str | date | datetime | None = None,
    kinds: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Read one report that is already in memory; otherwise as `read`."""
    options["published"] = moment(published)
    return _records(run_jobs(reading.read_text(text, ReadingOptions(**options)), kinds=_file(kinds)))


def _file(kinds: str | Path | None) -> Path | None:
    return None if kinds is None else Path(kinds)


def _records(items: Iterable[Reading | Problem]) -> Records:
    records: list[Json] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        problems.extend(item.problems)
        records.extend(claim_to_json(coded, item.report) for coded in item.claims)
    return Records(records, problems)


def moment(text: str | date | datetime | None) -> date | datetime | None:
    """Return an ISO 8601 date or instant.

    Raises:
        UsageError: the text is neither.
    """
    if text is None or isinstance(text, date):
        return text
    try:
        return datetime.fromisoformat(text) if "T" in text or " " in text else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'published: "{text}" is no date; write it as 2024-12-06 or 2024-12-06T14:05+00:00') from None

"""From reports, or claims written before, to filings: what control is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from frontline.pipeline.jobs import run_jobs
from frontline.reading import ReadingOptions, read
from frontline.reading.claims import read_claims, sort_sources
from frontline.records import Problem
from frontline.situation.filing import Filing


@dataclass(frozen=True, slots=True)
class FilingOptions:
    """How reports among the sources are read: as `frontline read` would."""

    reading: ReadingOptions = field(default_factory=ReadingOptions)
    jobs: int = 1
    kinds: Path | None = None
    actors: Path | None = None


def filings(sources: Sequence[str | Path], options: FilingOptions | None = None) -> Iterator[Filing | Problem]:
    """Yield the filings of `sources`: files, folders, globs or "-", each a report or a file of written claims.

    Which of the two a file is, its content tells. A claim that is written twice comes twice.
    """
    options = options or FilingOptions()
    found = sort_sources(sources)
    yield from found.problems
    for path in found.claims:
        yield from _written(read_claims(path))
    if found.reports:
        for item in run_jobs(read(found.reports, options.reading), options.jobs, options.kinds, options.actors):
            if isinstance(item, Problem):
                yield item
                continue
            yield from item.problems
            yield from (Filing.of(coded, item.report) for coded in item.claims)


def _written(items: Iterable[tuple[str, dict[str, object]] | Problem]) -> Iterator[Filing | Problem]:
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        where, row = item
        try:
            yield Filing.from_json(row)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            what = f"not a claim as `frontline read --format jsonl` writes it ({error!r})"
            yield Problem(where, what, "write the claims again with this version of frontline")

"""`frontline read`: reports in, a situation report or data out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from frontline.api import moment
from frontline.cli.explaining import as_json
from frontline.cli.output import console_over, opened
from frontline.cli.progress import Progress
from frontline.cli.sitrep import Sitrep
from frontline.errors import UsageError
from frontline.exports import write_csv, write_json, write_jsonl
from frontline.pipeline.jobs import run_jobs
from frontline.pipeline.run import Reading
from frontline.reading import KeyMapping, ReadingOptions
from frontline.reading import read as read_reports
from frontline.reading.options import MEGABYTE
from frontline.records import Problem
from frontline.records.wire import Json, claim_to_json

_WRITERS = {"jsonl": write_jsonl, "json": write_json, "csv": write_csv}


@dataclass(slots=True)
class _Log:
    """Problems as they come: each said once, on standard error, and counted for the exit status."""

    console: Console
    later: bool
    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if not self.later:
            self.say(problem)

    def say(self, problem: Problem) -> None:
        line = Text("frontline: ", style="bold red" if problem.fatal else "bold yellow")
        self.console.print(line.append(str(problem), style="default"), soft_wrap=True, highlight=False)

    def finish(self) -> None:
        if self.later:
            for problem in self.problems:
                self.say(problem)


def run(arguments: argparse.Namespace) -> int:
    """Read, write, and return the exit status."""
    options = ReadingOptions(
        published=moment(arguments.published),
        outlet=arguments.outlet,
        agency=arguments.agency,
        encoding=arguments.encoding,
        max_bytes=round(arguments.max_mb * MEGABYTE),
        keys=KeyMapping().having(_keys(arguments.key)),
    )
    if arguments.explain and arguments.format == "csv":
        raise UsageError("--explain: csv has no room for candidates; take --format text, jsonl or json")
    log = _Log(Console(stderr=True), later=arguments.format == "text")
    jobs = arguments.jobs or os.cpu_count() or 1
    with Progress(log.console, quiet=arguments.quiet) as progress, opened(arguments.output) as out:
        items = run_jobs(read_reports(arguments.paths, options), jobs, arguments.kinds, arguments.actors)
        readings = _readings(items, log, progress)
        if arguments.format == "text":
            found = list(readings)
            progress.stop()
            Sitrep(found, evidence=arguments.evidence, explain=arguments.explain).print(
                console_over(out, arguments.color)
            )
        else:
            _WRITERS[arguments.format](_records(readings, explain=arguments.explain), out)
    log.finish()
    return 1 if log.problems else 0


def _keys(pairs: Iterable[str]) -> dict[str, str]:
    keys = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not (name and sign and value):
            raise UsageError(f"--key {pair}: write it as FIELD=NAME, such as text=content")
        keys[name] = value
    return keys


def _readings(items: Iterable[Reading | Problem], log: _Log, progress: Progress) -> Iterator[Reading]:
    for item in items:
        if isinstance(item, Problem):
            log.add(item)
            continue
        for problem in item.problems:
            log.add(problem)
        progress.add(item)
        yield item


def _records(readings: Iterable[Reading], *, explain: bool) -> Iterator[Json]:
    for reading in readings:
        for coded in reading.claims:
            record = claim_to_json(coded, reading.report)
            yield {**record, "explain": as_json(reading, coded.claim)} if explain else record

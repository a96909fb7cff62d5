"""The same run on several processes, one core each; the output is that of one process, in the same order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from frontline.pipeline.kinds import readers
from frontline.pipeline.run import Reading, run
from frontline.records import Problem, Report

_CHUNK = 4


def run_jobs(
    items: Iterable[Report | Problem], jobs: int = 1, kinds: Path | None = None, actors: Path | None = None
) -> Iterator[Reading | Problem]:
    """Read reports with the shipped model and knowledge, and the user's files of `kinds` and `actors`, on `jobs` processes.

    With one, nothing is started and the first claim comes soonest.

    Raises:
        KnowledgeError: the file of kinds or that of actors is wrong.
    """
    if jobs <= 1:
        yield from run(items, *readers(kinds, actors))
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(partial(_read_one, kinds, actors), items, chunksize=_CHUNK)


def _read_one(kinds: Path | None, actors: Path | None, item: Report | Problem) -> Reading | Problem:
    return next(run([item], *readers(kinds, actors)))

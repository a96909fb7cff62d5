"""The same run on several processes, one core each; the output is that of one process, in the same order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator

from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.pipeline.run import Reading, run
from frontline.records import Problem, Report

_CHUNK = 4


def run_jobs(items: Iterable[Report | Problem], jobs: int = 1) -> Iterator[Reading | Problem]:
    """Read reports with the shipped model and knowledge on `jobs` processes.

    With one, nothing is started and the first claim comes soonest.
    """
    if jobs <= 1:
        language = load()
        yield from run(items, language, shipped(), language.manifest.version)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_read_one, items, chunksize=_CHUNK)


def _read_one(item: Report | Problem) -> Reading | Problem:
    language = load()
    return next(run([item], language, shipped(), language.manifest.version))

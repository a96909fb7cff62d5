"""Time work in fresh processes of one thread each, side by side, with their memory."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from queue import Empty
from threading import BrokenBarrierError
from time import perf_counter
from typing import NamedTuple

from frontline.errors import FrontlineError

Work = Callable[[Sequence[str]], object]
"""Does the work on some texts (or paths)."""

Make = Callable[[], Work]
"""Loads what the work needs. It crosses to another process, so it must be a module's function, or a partial of one."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_PATIENCE = 1_800.0


class Timing(NamedTuple):
    """`seconds` from when all processes were ready to when the last was done; the rest is the largest of any process.

    `load_seconds` is the time that `make` took in the fresh process, imports included; `rss_mb` is the peak of
    resident memory, in MiB.
    """

    seconds: float
    load_seconds: float
    rss_mb: float


class _Answer(NamedTuple):
    load_seconds: float
    rss_mb: float
    error: str


def timed(make: Make, items: Sequence[str], processes: int) -> Timing:
    """Share the items out among fresh processes and time the work on them, each warmed up on its first item.

    Raises `FrontlineError` with the message of what failed in a process.
    """
    context = get_context("spawn")
    barrier = context.Barrier(processes + 1)
    answers: Queue[_Answer] = context.Queue()
    with _one_thread():
        workers = [
            context.Process(target=_work, args=(make, share, barrier, answers), daemon=True)
            for share in shares(items, processes)
        ]
        for worker in workers:
            worker.start()
    with suppress(BrokenBarrierError):
        barrier.wait(_PATIENCE)
    start = perf_counter()
    collected = [_collect(answers) for _ in workers]
    seconds = perf_counter() - start
    for worker in workers:
        worker.join()
    for answer in collected:
        if answer.error:
            raise FrontlineError(answer.error)
    return Timing(seconds, max(one.load_seconds for one in collected), max(one.rss_mb for one in collected))


def shares(items: Sequence[str], number: int) -> list[list[str]]:
    """Part items into lists of about equal length in characters, the longest items first."""
    parts: list[list[str]] = [[] for _ in range(number)]
    sizes = [0] * number
    for item in sorted(items, key=len, reverse=True):
        least = sizes.index(min(sizes))
        parts[least].append(item)
        sizes[least] += len(item)
    return parts


def peak_mb() -> float:
    """Return the most memory that this process has had resident, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _work(make: Make, items: list[str], barrier: Barrier, answers: Queue[_Answer]) -> None:
    try:
        start = perf_counter()
        work = make()
        load_seconds = perf_counter() - start
        work(items[:1])
        barrier.wait(_PATIENCE)
        work(items)
    except BrokenBarrierError:
        answers.put(_Answer(0.0, 0.0, ""))
    except Exception as error:  # noqa: BLE001  whatever fails in the process is told to the one that started it
        barrier.abort()
        answers.put(_Answer(0.0, 0.0, f"{type(error).__name__} in a measured process: {error}"))
    else:
        answers.put(_Answer(load_seconds, peak_mb(), ""))


def _collect(answers: Queue[_Answer]) -> _Answer:
    try:
        return answers.get(timeout=_PATIENCE)
    except Empty:
        return _Answer(0.0, 0.0, f"a measured process gave no answer within {_PATIENCE:.0f} s; give it fewer texts.")


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let the processes that are started meanwhile have one thread each."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

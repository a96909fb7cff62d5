"""What the gazetteer costs before the first name: the time to load it in a fresh process, and its share of memory."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

_RUNS = 5
_MEASURED = """
import resource, time
from frontline.knowledge.gazetteer import Gazetteer
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started, worked = time.perf_counter(), time.process_time()
gazetteer = Gazetteer.load()
gazetteer.find("Damascus")
print(time.perf_counter() - started, time.process_time() - worked)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def cold_load() -> dict[str, float]:
    """Return figures of loading the shipped gazetteer and finding one name, the median of several fresh processes.

    `gazetteer_load_seconds` is by the clock and `gazetteer_load_cpu_seconds` on the processor (they differ where
    others use the machine); `gazetteer_rss_mb` is the memory that it adds. Raises CalledProcessError where a process
    cannot be started.
    """
    runs = [
        subprocess.run([sys.executable, "-c", _MEASURED], check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - our own lines
        for _ in range(_RUNS)
    ]
    clock, processor, memory = (median(float(run[at]) for run in runs) for at in range(3))
    scale = 1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0
    return {
        "gazetteer_load_seconds": round(clock, 4),
        "gazetteer_load_cpu_seconds": round(processor, 4),
        "gazetteer_rss_mb": round(memory / scale, 1),
    }

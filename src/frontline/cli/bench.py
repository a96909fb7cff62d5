"""`frontline bench`: figures of one suite, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.table import Table

SUITES = (
    "language",
    "times",
    "time-peers",
    "attachment",
    "sentences",
    "report",
    "examples",
    "claims",
    "actors",
    "attribution",
    "factuality",
    "relations",
    "templates",
    "counts",
    "control",
    "control-noise",
    "places",
    "events-at",
    "speed",
)


def run(arguments: argparse.Namespace) -> int:
    """Run one suite and print its figures; the exit status is 1 when a figure fell below its pinned floor."""
    # The suites bring in spaCy, psutil and scorers: nothing that reading a report should wait for.
    from frontline.bench.floors import check  # noqa: PLC0415
    from frontline.bench.suites import run_suite  # noqa: PLC0415

    figures = run_suite(arguments.suite, arguments.data, arguments.split)
    if arguments.json:
        print(json.dumps(dict(figures), indent=1))
    else:
        table = Table("figure", "value", title=f"bench {arguments.suite} ({arguments.split})")
        for name, value in figures.items():
            table.add_row(name, f"{value:,.4g}")
        Console().print(table)
    falls = check(arguments.suite, figures) if arguments.split == "dev" else []
    for fall in falls:
        print(f"frontline: {fall}", file=sys.stderr)
    return 1 if falls else 0

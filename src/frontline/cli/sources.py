"""What the commands about control have in common: where reports come from, and saying what went wrong with them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from rich.console import Console
from rich.text import Text

from frontline.api import moment
from frontline.errors import UsageError
from frontline.pipeline.controlling import Told, tell
from frontline.pipeline.filings import FilingOptions
from frontline.reading import ReadingOptions


def add_sources(command: argparse.ArgumentParser) -> None:
    """Add the paths, and the options that say how they are read."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="reports, or claims of frontline read")
    about = command.add_argument_group("about the reports")
    about.add_argument("--published", metavar="DATE", help="date of publication; wins over what the reports say")
    about.add_argument(
        "--start", type=Path, metavar="FILE", help="who held what before: CSV or GeoJSON (docs/control.md)"
    )
    about.add_argument(
        "--kinds", type=Path, metavar="FILE", help="kinds of happening of your own, as for frontline read"
    )
    about.add_argument("--actors", type=Path, metavar="FILE", help="actors of your own (frontline actors -h)")
    about.add_argument("--jobs", type=int, default=1, metavar="N", help="processes for reading (0: every core)")


def told_of(arguments: argparse.Namespace) -> Told:
    """Read what `add_sources` asked for and say every problem on standard error.

    Raises:
        UsageError: no report could be read, or none makes a claim.
    """
    reading = ReadingOptions(published=moment(arguments.published))
    options = FilingOptions(reading, arguments.jobs or os.cpu_count() or 1, arguments.kinds, arguments.actors)
    told = tell(arguments.paths, options, arguments.start)
    console = Console(stderr=True)
    for problem in told.problems:
        line = Text("frontline: ", style="bold red" if problem.fatal else "bold yellow")
        console.print(line.append(str(problem), style="default"), soft_wrap=True, highlight=False)
    if not told.filings:
        failed = any(problem.fatal for problem in told.problems)
        cause = "no claim was found in what could be read; see above" if failed else "these reports make no claim"
        raise UsageError(f"{cause}; frontline read shows what is found in the same paths")
    return told

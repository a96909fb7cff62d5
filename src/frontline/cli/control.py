"""`frontline control`: who holds which place on a day, or over time, with the claims for and against."""

from __future__ import annotations

import argparse
from pathlib import Path

from frontline.api import after, day
from frontline.cli.control_table import ControlTable
from frontline.cli.output import console_over, opened
from frontline.cli.sources import add_sources, told_of
from frontline.errors import UsageError
from frontline.exports.control import write_control_csv, write_control_geojson, write_control_jsonl
from frontline.pipeline.controlling import places_named

_WRITERS = {"jsonl": write_control_jsonl, "csv": write_control_csv, "geojson": write_control_geojson}
_DAYS = (("at", "at"), ("from", "first"), ("to", "last"))

_ABOUT = """\
Say who holds each place that reports speak of, how sure that is, and which claims speak
for it and against it: on a day, or over time with --from and --to.

PATH is a report, a folder, a glob in quotes, or - (as for frontline read), or claims that
frontline read --format jsonl wrote, so that reading is done once. What a file is, its
content tells. The same words in two reports count once.

  ■ held       and not only its holder says so, or nobody disputes it
  ◧ claimed    only the holder's own side, or a voice of unknown interest, says so
  ▨ contested  fought over, or partly another's, or nobody's claim is good enough
  ✕ lost       the holder named has gone; who came is not known
  □ stale      so it was when last spoken of, more than 60 days before
  · unknown    nothing that was read tells

The probability is the model's (docs/control.md), fitted on one war: read it as a guide."""

_EXAMPLES = """\
examples:
  frontline control reports/ --at 2024-12-06
  frontline read archive/ --format jsonl > claims.jsonl
  frontline control claims.jsonl --place Homs --evidence
  frontline control claims.jsonl --from 2024-11-27 --to 2024-12-08 --format csv
  frontline control claims.jsonl --start situation.csv --format geojson -o control.geojson"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "control", help="say who holds which place, and why", description=_ABOUT, epilog=_EXAMPLES
    )
    add_sources(command)
    what = command.add_argument_group("what to look at")
    what.add_argument("--at", metavar="DATE", help="the day (default: when the newest report was published)")
    what.add_argument("--from", dest="first", metavar="DATE", help="with --to: the history from this day on")
    what.add_argument("--to", dest="last", metavar="DATE", help="the last day of the history (default: as for --at)")
    what.add_argument("--place", metavar="NAME", help="one place, in any spelling")
    shown = command.add_argument_group("what comes out")
    shown.add_argument(
        "--format",
        choices=("text", *_WRITERS),
        default="text",
        help="text to look at (default), or data: one row or feature a place, with claim ids",
    )
    shown.add_argument("--evidence", action="store_true", help="with text: the claims behind every row, with weights")
    shown.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file (default: standard output)")
    shown.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour in text")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, work out control, write, and return the exit status."""
    at, first, last = (day(f"--{flag}", getattr(arguments, name)) for flag, name in _DAYS)
    if first is None and last is not None:
        raise UsageError("--to: the history needs a first day too; give --from, or --at for one day")
    if at is not None and first is not None:
        raise UsageError("--at is one day and --from begins a history; give one of them")
    told = told_of(arguments)
    places = places_named(told.account, arguments.place) if arguments.place else None
    end = told.day(last or at)
    account = told.account
    records = account.at(end, places) if first is None else account.history(first, after(first, end), places)
    with opened(arguments.output) as out:
        if arguments.format == "text":
            filings = told.filings if arguments.evidence else None
            told_from = min((one.published for one in told.filings.values() if one.published is not None), default=None)
            table = ControlTable(records, filings, history=first is not None, told_from=told_from)
            table.print(console_over(out, arguments.color), end)
        else:
            _WRITERS[arguments.format](records, out)
    return 1 if told.problems else 0

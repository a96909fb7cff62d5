"""What can be typed: the commands, their options and their help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from frontline.cli import actors, bench, changes, codebook, control, gazetteer, pictures, read, roads, whatif
from frontline.cli.commands import subcommands
from frontline.records.maker import VERSION

_ABOUT = """\
frontline reads news reports of armed conflict and keeps an auditable account:
what happened, who did it to whom, where, when, who says so and how sure that is.
It works offline, on a CPU, and keeps every line tied to the words of a report."""

_FIRST_STEPS = """\
first steps:
  frontline read report.txt --published 2024-12-06
  frontline read reports/ --evidence
  cat report.txt | frontline read - --published 2024-12-06
  frontline read reports/*.jsonl --format jsonl > claims.jsonl

exit status: 0 done, 1 done with problems (each said on standard error), 2 wrong use"""


class _Parser(argparse.ArgumentParser):
    """A parser whose help keeps the lines of its texts, as those of its commands do."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  argparse's own
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter, **options})


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line. Every command sets `run`."""
    top: argparse.ArgumentParser = _Parser(prog="frontline", description=_ABOUT, epilog=_FIRST_STEPS)
    top.add_argument("--version", action="version", version=f"frontline {VERSION}")
    commands = subcommands(top)
    _add_read(commands)
    _add_codebook(commands)
    actors.add(commands)
    control.add(commands)
    changes.add(commands)
    pictures.add(commands)
    gazetteer.add(commands)
    roads.add(commands)
    whatif.add(commands)
    _add_bench(commands)
    return top


_READ_ABOUT = """\
Read reports and say what they claim: a situation report to look at, or data.

PATH is a text file, an HTML page, a JSON Lines file (a report a line), a folder
of these, a glob in quotes, or - for standard input. Claims keep their source and
stance: what somebody says is never shown as a fact.

  ● asserted      in the outlet's own voice
  ◐ claimed       somebody says so
  ✕ denied        somebody says it is not so, or it did not happen
  ▷ planned       announced, intended, ordered
  ? hypothetical  conditional, feared, possible
  ◌ background    history, not this report's news"""

_READ_EXAMPLES = """\
examples:
  frontline read report.txt --published 2024-12-06 --evidence
  frontline read report.txt --published 2024-12-06 --explain
  frontline read 'archive/2024-12-*.html' --format csv -o december.csv
  frontline read feed.jsonl --key text=content --key published=date --jobs 4"""


def _add_read(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "read", help="read reports and say what they claim", description=_READ_ABOUT, epilog=_READ_EXAMPLES
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, a glob, or - for standard input")
    about = command.add_argument_group("about the reports")
    about.add_argument(
        "--published",
        metavar="DATE",
        help="date of publication (2024-12-06, or with a time); wins over what a file says",
    )
    about.add_argument("--outlet", help="who published the reports; wins over what a file says")
    about.add_argument("--agency", help="the news agency; wins over what a file says")
    about.add_argument("--encoding", help="character encoding of text files (default: UTF-8, UTF-16 by its mark)")
    about.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help="where a JSON line keeps a field: text, title, published, outlet, agency, byline, url or language; may be repeated",
    )
    about.add_argument(
        "--max-mb", type=float, default=10.0, metavar="N", help="size of the largest report in megabytes (default: 10)"
    )
    about.add_argument(
        "--kinds", type=Path, metavar="FILE", help="kinds of happening of your own, by examples (frontline codebook -h)"
    )
    about.add_argument("--actors", type=Path, metavar="FILE", help="actors of your own (frontline actors -h)")
    shown = command.add_argument_group("what comes out")
    shown.add_argument(
        "--format", choices=("text", "jsonl", "json", "csv"), default="text", help="text to look at (default), or data"
    )
    shown.add_argument("--evidence", action="store_true", help="with text: show the sentence behind every claim")
    shown.add_argument(
        "--explain",
        action="store_true",
        help="show why every place was chosen: its candidates and the points of each signal (docs/places.md); "
        'in jsonl and json under "explain"',
    )
    shown.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file (default: standard output)")
    shown.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour (default: only on a terminal)"
    )
    work = command.add_argument_group("how")
    work.add_argument(
        "--jobs", type=_jobs, default=1, metavar="N", help="processes, one core each (default 1; 0: every core)"
    )
    work.add_argument("--quiet", action="store_true", help="no progress")
    command.set_defaults(run=read.run)


def _jobs(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; give 0 for every core, or 1, 2, ...")
    return int(text)


_CODEBOOK_ABOUT = """\
The codebook says which kinds of happening frontline tells apart. Look at them, or
add kinds of your own and change those that there are, in a file, without code:

  kinds:
    - key: mine-clearance
      title: Clearance of mines
      definition: Somebody removes or destroys mines or shells left behind.
      examples:
        - Sappers *cleared* forty mines from the road.
        - Two shells were *defused* near the school.
        - "*Demining* began in the fields along the river."

An example is a sentence with the word that tells of it between asterisks (in quotes
where an asterisk comes first). Three are the least, ten are better. Then: frontline read report.txt --kinds FILE"""

_CHECK_ABOUT = """\
Say what is wrong with a file of kinds, on which line, and what would work. For each
kind found by its examples there is a row:

  threshold          the score from which a word tells of the kind
  found              examples that are found by the others alone
  mistaken           share of words of the codebook's own examples that would be taken
  nearest core kind  whose examples have the best scores, and how good these are

exit status: 0 nothing wrong, 1 something is, 2 the file cannot be read"""


def _add_codebook(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    about = "look at the kinds of happening, or check kinds of your own"
    top = commands.add_parser("codebook", help=about, description=_CODEBOOK_ABOUT)
    parts = subcommands(top)
    every = parts.add_parser("list", help="all kinds", description="Print the key, title and PLOVER code of all kinds.")
    one = parts.add_parser("show", help="one kind", description="Print a kind's definition, roles, examples and codes.")
    one.add_argument("kind", metavar="KIND", help="its key, such as capture")
    for command in (every, one):
        command.add_argument("--kinds", type=Path, metavar="FILE", help="with the kinds of this file")
    checked = parts.add_parser("check", help="what is wrong with a file of kinds", description=_CHECK_ABOUT)
    checked.add_argument("file", type=Path, metavar="FILE", help="a YAML file of kinds (docs/codebook.md)")
    every.set_defaults(run=codebook.list_kinds)
    one.set_defaults(run=codebook.show)
    checked.set_defaults(run=codebook.check)


_BENCH_ABOUT = """\
Measure frontline on annotated data and print figures (shares between 0 and 1).

DIR is a folder laid out as docs/bench.md says. Every file of a known format in it
counts, so that a withheld test file can be dropped in."""


def _add_bench(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("bench", help="measure quality and speed on annotated data", description=_BENCH_ABOUT)
    command.add_argument("suite", choices=bench.SUITES, metavar="SUITE", help=", ".join(bench.SUITES))
    command.add_argument("--data", type=Path, metavar="DIR", help="folder with the data")
    command.add_argument("--split", choices=("dev", "test"), default="dev", help="which files to take (default: dev)")
    command.add_argument("--json", action="store_true", help="print one flat JSON object")
    command.set_defaults(run=bench.run)

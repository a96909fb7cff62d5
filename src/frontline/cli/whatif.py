"""`frontline whatif`, `frontline conditionals` and `frontline corridors`: what follows on the roads from who holds what."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable

from rich.padding import Padding
from rich.text import Text

from frontline.api import day
from frontline.cli.output import plain_console, sign
from frontline.cli.sources import add_sources, told_of
from frontline.cli.wording import counted
from frontline.errors import UsageError
from frontline.pipeline.consequences import Answering, answering
from frontline.records.wire import Json

_ABOUT = """\
Suppose that a place changes hands, and see what follows on the roads: which places are
cut off from which, by which roads, what is left without a way out, and what stays open.

The supposition is read as any sentence of a report is. It is put on the control of the
day, worked out from the reports (frontline control -h), and on a road network
(frontline roads -h). Places that are contested, only claimed, stale or not spoken of
make a way doubtful, never open and never cut. Sea and air are not looked at."""

_EXAMPLES = """\
examples:
  frontline whatif "HTS takes Homs" --at 2024-12-06 reports/ --start start.csv
  frontline whatif "the army withdraws from Hama" claims.jsonl --format jsonl
  frontline whatif "the Rastan bridge is destroyed" claims.jsonl --roads syria"""

_CONDITIONALS = """\
Test what reports say would follow: every sentence such as "if the rebels capture Homs,
it will cut off the capital from the coast" is put to the road network on the control of
the report's day (or of --at), and the answer stands below it:

  follows           no other route would be left in the network
  follows in part   some of the places named would lose their last route
  cannot be told    what is left runs through places that nobody surely holds
  is so already     there is no route even now
  does not follow   another route stays open
  not tested        the sentence names a place that the network does not have

The answer is the network's: local roads, the sea and the air are not in it."""

_CONDITIONAL_EXAMPLES = """\
examples:
  frontline conditionals report.txt --published 2024-12-06 --start start.csv
  frontline conditionals claims.jsonl --at 2024-12-06 --format jsonl"""

_CORRIDORS = """\
Say what of each side's ground hangs together by road on a day, what is cut off from its
main place, and which towns alone hold it together; or, with --from and --to, how one
gets from a town to another and what would cut it."""

_CORRIDOR_EXAMPLES = """\
examples:
  frontline corridors claims.jsonl --at 2024-12-06 --start start.csv
  frontline corridors claims.jsonl --at 2024-12-06 --from Damascus --to Latakia"""

_WIDTH = 120


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the command line."""
    whatif = commands.add_parser(
        "whatif", help="what follows on the roads if a place changes hands", description=_ABOUT, epilog=_EXAMPLES
    )
    whatif.add_argument("words", metavar="SUPPOSITION", help='what is supposed, such as "HTS takes Homs"')
    add_sources(whatif)
    _add_common(whatif)
    whatif.set_defaults(run=run)
    conditionals = commands.add_parser(
        "conditionals",
        help="test what reports say would follow",
        description=_CONDITIONALS,
        epilog=_CONDITIONAL_EXAMPLES,
    )
    add_sources(conditionals)
    _add_common(conditionals)
    conditionals.set_defaults(run=run_conditionals)
    corridors = commands.add_parser(
        "corridors",
        help="what of each side's ground hangs together by road",
        description=_CORRIDORS,
        epilog=_CORRIDOR_EXAMPLES,
    )
    add_sources(corridors)
    corridors.add_argument("--from", dest="start_town", metavar="TOWN", help="how one gets from here")
    corridors.add_argument("--to", dest="end_town", metavar="TOWN", help="to here")
    _add_common(corridors)
    corridors.set_defaults(run=run_corridors)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--at", metavar="DATE", help="the day (default: that of the last report)")
    command.add_argument("--roads", metavar="NETWORK", help="a shipped road network or a file (frontline roads -h)")
    command.add_argument("--format", choices=("text", "jsonl"), default="text", help="text (default), or data")


def run(arguments: argparse.Namespace) -> int:
    """Answer a supposition; 1 where a report could not be read."""
    found = _answering(arguments)
    told = list(found.whatif(arguments.words))
    _heading(arguments, f"If {arguments.words.rstrip('.')}, on {found.day.isoformat()}:")
    _write(told, arguments.format, _line)
    return 1 if found.problems else 0


def run_conditionals(arguments: argparse.Namespace) -> int:
    """Test the conditionals of reports; 1 where a report could not be read."""
    found = _answering(arguments)
    _write(found.conditionals(), arguments.format, _conditional)
    return 1 if found.problems else 0


def run_corridors(arguments: argparse.Namespace) -> int:
    """Say how each side's ground hangs together, or how one gets from a town to another."""
    if (arguments.start_town is None) is not (arguments.end_town is None):
        raise UsageError("corridors: --from and --to go together")
    found = _answering(arguments)
    if arguments.start_town is not None:
        _write(found.connections(arguments.start_town, arguments.end_town), arguments.format, _line)
    else:
        _heading(arguments, f"On {found.day.isoformat()}:")
        _write(found.standings(), arguments.format, _standing)
    return 1 if found.problems else 0


def _answering(arguments: argparse.Namespace) -> Answering:
    return answering(told_of(arguments), day("--at", arguments.at), arguments.roads)


def _heading(arguments: argparse.Namespace, text: str) -> None:
    if arguments.format == "text":
        plain_console(_WIDTH).print(Text(text, "bold"))


def _write(objects: Iterable[Json], form: str, show: Callable[[Json], None]) -> None:
    number = 0
    for number, one in enumerate(objects, 1):  # noqa: B007  counted
        if form == "jsonl":
            print(json.dumps(one, ensure_ascii=False))
        else:
            show(one)
    if not number and form == "text":
        print("nothing found")


_SIGNS = {"change": "●", "bridge": "●", "severed": "✕", "joined": "◆", "pocket": "◎", "kept": "○", "none": "○"}


def _line(one: Json) -> None:
    console = plain_console(_WIDTH)
    mark = sign(console, _SIGNS.get(one.get("consequence", ""), "●"))
    console.print(Padding(Text(f"{mark} {one['text']}"), (0, 0, 0, 2)))


def _conditional(one: Json) -> None:
    console = plain_console(_WIDTH)
    console.print(Text(f"{one['path'] or '-'}: {one['sentence']}"))
    console.print(Padding(Text.assemble((one["verdict"], "bold"), one["text"][len(one["verdict"]) :]), (0, 0, 1, 2)))


def _standing(one: Json) -> None:
    console = plain_console(_WIDTH)
    towns = sum(len(area) for area in one["areas"])
    console.print(
        Text.assemble(
            (one["holder"]["name"], "bold"),
            f"  {counted(towns, 'place')} surely held, from {one['main']['name']}",
        )
    )
    console.print(Padding(Text(one["text"]), (0, 0, 0, 2)))
    if one["hinges"]:
        names = ", ".join(town["name"] for town in one["hinges"])
        console.print(Padding(Text(f"The loss of one of these would part it: {names}."), (0, 0, 0, 2)))

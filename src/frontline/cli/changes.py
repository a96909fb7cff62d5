"""`frontline changes`: what is new since a day, as an analyst sends it in the morning."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from frontline.api import day
from frontline.cli.control_table import STATE_MARKS
from frontline.cli.output import console_over, legend, sign
from frontline.cli.sources import add_sources, told_of
from frontline.cli.wording import (
    MARKS,
    by_country,
    counted,
    country_name,
    country_of,
    day_of,
    focus_of,
    headline,
    number,
    sourcing,
    written,
)
from frontline.errors import UsageError
from frontline.pipeline.changing import changed
from frontline.records import Claim, Stance
from frontline.records.control import Control, ControlPlace
from frontline.situation.changes import Changes, ControlChange, Correction, Dispute, Happening, Told, Turn
from frontline.situation.changes_json import changes_to_json

_ABOUT = """\
Say what changed after a day: which places changed hands or are fought over now, what
happened that nobody had told before, what one side tells and another denies, and tolls
that later reports give otherwise. Every line names its sources; the same words in two
reports count once. A happening is one kind, at one place, on days that meet."""

_EXAMPLES = """\
examples:
  frontline changes reports/ --since 2024-12-05
  frontline changes claims.jsonl --since 2024-12-05 --until 2024-12-06 --format jsonl"""

_TURNS = {
    Turn.GAINED: "held by {after}",
    Turn.CLAIMED: "claimed by {after}",
    Turn.CONTESTED: "contested; most probably {after}",
    Turn.LOST: "given up by {after}; who holds it is not known",
    Turn.SETTLED: "held by {after}, and not only by its own word",
    Turn.UNKNOWN: "nobody is known to hold it",
    Turn.FADED: "no news for long; last held by {after}",
}
_NEWS = (Stance.ASSERTED, Stance.CLAIMED, Stance.PLANNED, Stance.DENIED)
_MOST = 5
"""Reports named below one happening."""
Item: TypeAlias = tuple[str, Iterable[Text]]
"""The name of the country that a change is about, and its lines."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("changes", help="say what is new since a day", description=_ABOUT, epilog=_EXAMPLES)
    add_sources(command)
    what = command.add_argument_group("what to look at")
    what.add_argument("--since", metavar="DATE", required=True, help="the last day that is already known")
    what.add_argument("--until", metavar="DATE", help="the last day to look at (default: that of the newest report)")
    shown = command.add_argument_group("what comes out")
    shown.add_argument("--format", choices=("text", "jsonl"), default="text", help="text (default), or a line a change")
    shown.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour in text")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, compare, write; 1 where a report could not be read."""
    since, until = day("--since", arguments.since), day("--until", arguments.until)
    if since is None:
        raise UsageError("changes: --since needs a day, such as --since 2024-12-05")
    told = told_of(arguments)
    found = changed(told, since, until)
    if arguments.format == "jsonl":
        for row in changes_to_json(found):
            print(json.dumps(row, ensure_ascii=False))
    else:
        by_report: dict[str, list[Claim]] = defaultdict(list)
        for filing in told.filings.values():
            by_report[filing.claim.report].append(filing.claim)
        focus = {report: focus_of(claims) for report, claims in by_report.items()}
        _print(console_over(sys.stdout, arguments.color), found, focus)
    return 1 if told.problems else 0


def _print(console: Console, found: Changes, focus: Mapping[str, str]) -> None:
    """Print all changes; `focus` is the country that each report speaks of most."""
    console.print(Text("WHAT CHANGED", "bold").append(f"  after {written(found.since)}, to {written(found.until)}"))
    marks = {stance: (MARKS[stance][0], "bright_black") for stance in _NEWS}
    console.print(Text("how a thing is told: ", "bright_black").append_text(legend(console, marks)))
    turned = [one for one in found.control if one.before is not None]
    first = [one for one in found.control if one.before is None]
    parts: tuple[tuple[str, Iterable[Item]], ...] = (
        ("control", ((country_name(one.after.place.country), _control(console, one)) for one in turned)),
        ("first told of", ((country_name(one.after.place.country), _control(console, one)) for one in first)),
        ("new", ((_setting(one, focus), _happening(console, one)) for one in found.new)),
        ("told and denied", ((_setting(one.happening, focus), _dispute(console, one)) for one in found.disputes)),
        (
            "tolls told otherwise",
            ((_setting(one.happening, focus), _correction(console, one)) for one in found.corrections),
        ),
    )
    for title, items in parts:
        console.print()
        console.print(Rule(Text(title.upper(), "bold"), align="left", style="bright_black"))
        for line in _listed(items):
            console.print(Padding(line, (0, 0, 0, 1)))


def _listed(items: Iterable[Item]) -> Iterator[Text]:
    """Yield the lines of a part, by country where there is more than one, the country with most items first."""
    found = by_country(items)
    if not found:
        yield Text("nothing", "bright_black")
    for country, members in found:
        if len(found) > 1:
            yield Text(country, "bold underline")
        for lines in members:
            yield from lines


def _setting(one: Happening, focus: Mapping[str, str]) -> str:
    claim = one.told[0].filing.claim
    return country_of(claim, focus.get(claim.report, ""))


def _control(console: Console, one: ControlChange) -> Iterator[Text]:
    mark, _ = STATE_MARKS[one.after.state]
    after = one.after.holder.name if one.after.holder else _likeliest(one.after)
    line = (
        Text(f"{sign(console, mark)} ")
        .append(one.after.place.name, "bold")
        .append("  " + _TURNS[one.turn].format(after=after))
    )
    if one.before is not None and one.before.holder is not None:
        line.append(f"  (before: {one.before.holder.name}, {one.before.state.value})", "bright_black")
    backed = f", {counted(len(one.after.for_), 'claim')} for" if one.after.holder else ""
    yield line.append(f"  {one.after.probability:.0%}{backed}", "bright_black")


def _likeliest(row: Control) -> str:
    return row.shares[0][0].name if row.shares else "nobody known"


def _happening(console: Console, one: Happening) -> Iterator[Text]:
    reports = counted(one.reports, "report")
    yield (
        Text(f"{sign(console, _mark(one))} ")
        .append(one.kind, "bold")
        .append("  ")
        .append(_where(one.place), "cyan")
        .append(f"  {reports}", "bright_black")
    )
    for told in one.told[:_MOST]:
        yield _told(told)
    if len(one.told) > _MOST:
        yield Text(f"    and {len(one.told) - _MOST} more claims", "bright_black")


def _mark(one: Happening) -> str:
    """Return the mark of the surest stance that it is told with."""
    stances = {told.filing.claim.stance for told in one.told}
    return next(MARKS[stance][0] for stance in MARKS if stance in stances)


def _where(place: ControlPlace | None) -> str:
    return place.name if place is not None else "no place told"


def _told(told: Told) -> Text:
    claim = told.filing.claim
    line = Text("    ").append(day_of(claim)[1], "blue").append("  ").append(headline(claim))
    line.append(f"  {sourcing(claim)}", "bright_black")
    return line.append(f", {len(told.copies)} with the same words" if told.copies else "", "bright_black")


def _dispute(console: Console, one: Dispute) -> Iterator[Text]:
    yield (
        Text(f"{sign(console, '✕')} ")
        .append(one.happening.kind, "bold")
        .append("  ")
        .append(_where(one.happening.place), "cyan")
    )
    for word, side in (("told", one.told), ("denied", one.denied)):
        for told in side[:_MOST]:
            yield Text(f"    {word}: ").append_text(_told(told))


def _correction(console: Console, one: Correction) -> Iterator[Text]:
    word = "figures that contradict each other" if one.contradicts else "figures by day of publication"
    yield (
        Text(f"{sign(console, '±')} ")
        .append(f"{one.happening.kind}, {one.name}", "bold")
        .append(f"  {_where(one.happening.place)}  {word}")
    )
    for figure in one.figures:
        filing = figure.told.filing
        when = written(filing.published, "%b %Y") if filing.published else "no date"
        yield Text(f"    {when}  ", "blue").append(number(figure.count), "bold").append(f"  {sourcing(filing.claim)}")

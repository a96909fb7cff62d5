"""`frontline map` and `frontline timeline`: who holds what, to look at."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from frontline.api import after, day
from frontline.cli.sources import add_sources, told_of
from frontline.cli.wording import counted, span_of_days
from frontline.errors import UsageError
from frontline.knowledge.roads.file import load_network, shipped_for
from frontline.knowledge.shipped import shipped
from frontline.pipeline.controlling import Told, places_named
from frontline.records.control import Control
from frontline.situation.states import Course
from frontline.situation.testimony import AGAINST, FOR

if TYPE_CHECKING:
    from frontline.pictures.sheet import Road

_MAP_ABOUT = """\
Draw who holds which place on a day, or make a page with a slider over many days.

The file's ending says what is drawn: .png, .svg or .pdf for one day, .html for a page that
works offline in any browser. Areas are those nearest to a place that the reports tell of,
at most --reach kilometres away: they are no front lines, and land that nobody told of
stays blank. docs/pictures.md says what every mark means."""

_MAP_EXAMPLES = """\
examples:
  frontline map reports/ --at 2024-12-06 -o map.png
  frontline map claims.jsonl --from 2024-11-27 --to 2024-12-08 -o map.html"""

_LINE_ABOUT = """\
Draw one place over time: a band for every side, as high as it is probable that it held
the place, with the claims for it (below) and against it (above)."""

_LINE_EXAMPLES = """\
examples:
  frontline timeline Homs reports/ -o homs.png
  frontline timeline Bakhmut claims.jsonl --from 2022-08-01 --to 2023-06-01 -o bakhmut.svg"""

_DRAWN = frozenset({".png", ".svg", ".pdf"})
_BEFORE = timedelta(days=30)
_CREDITED = 6
"""So many outlets are named under a picture."""
"""How long before the oldest report a timeline begins at most, where what it tells of is older."""
_LEAST = "pip install 'frontline[pictures]'"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands to the command line."""
    drawn = commands.add_parser("map", help="draw who holds what", description=_MAP_ABOUT, epilog=_MAP_EXAMPLES)
    add_sources(drawn)
    what = drawn.add_argument_group("what to draw")
    what.add_argument("--at", metavar="DATE", help="the day (default: when the newest report was published)")
    what.add_argument("--from", dest="first", metavar="DATE", help="with .html: the first day of the slider")
    what.add_argument("--to", dest="last", metavar="DATE", help="with .html: the last day of the slider")
    what.add_argument("--reach", type=float, default=30.0, metavar="KM", help="how far areas reach (default: 30)")
    what.add_argument(
        "--roads", metavar="NETWORK", help="a road network or a file (default: the country's, if one ships)"
    )
    what.add_argument("--title", help="the headline")
    what.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="map.png, .svg, .pdf or .html")
    drawn.set_defaults(run=run_map)
    line = commands.add_parser(
        "timeline", help="draw one place over time", description=_LINE_ABOUT, epilog=_LINE_EXAMPLES
    )
    line.add_argument("place", metavar="PLACE", help="the place, in any spelling")
    add_sources(line)
    when = line.add_argument_group("what to draw")
    when.add_argument(
        "--from",
        dest="first",
        metavar="DATE",
        help="the first day (default: the first told of, at most 30 days before the oldest report)",
    )
    when.add_argument("--to", dest="last", metavar="DATE", help="the last day (default: when the newest report came)")
    when.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="place.png, .svg or .pdf")
    line.set_defaults(run=run_timeline)


def run_map(arguments: argparse.Namespace) -> int:
    """Draw the map or write the page; 1 where a report could not be read."""
    _need(arguments.output, {*_DRAWN, ".html"})
    told = told_of(arguments)
    at, first, last = (day(f"--{flag}", value) for flag, value in _days(arguments))
    end = told.day(last or at)
    try:
        if arguments.output.suffix == ".html":
            begin = first or _oldest(told, end)
            _page(arguments, told, told.account.history(begin, after(begin, end)), (begin, end))
        else:
            if first is not None:
                raise UsageError("map: --from is for a page with many days; end the file's name in .html, or give --at")
            _one_day(arguments, told, told.account.at(end), end)
    except ImportError as error:
        raise UsageError(f"map: {error.name} is not installed; {_LEAST}") from error
    print(arguments.output)
    return 1 if told.problems else 0


def _days(arguments: argparse.Namespace) -> Iterable[tuple[str, str | None]]:
    return ("at", arguments.at), ("from", arguments.first), ("to", arguments.last)


def _need(out: Path, endings: Iterable[str]) -> None:
    if out.suffix not in endings:
        raise UsageError(f"{out}: cannot tell what to draw; end the name in {', '.join(sorted(endings))}")
    if not out.parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}; make it, or name another with -o")


def _one_day(arguments: argparse.Namespace, told: Told, rows: Sequence[Control], at: date) -> None:
    from frontline.pictures.lettering import Wording  # noqa: PLC0415  only where installed
    from frontline.pictures.map_figure import draw_map, foot  # noqa: PLC0415
    from frontline.pictures.palette import Palette  # noqa: PLC0415
    from frontline.pictures.sheet import sheet_of  # noqa: PLC0415

    sheet = sheet_of(rows, _roads(arguments, rows), arguments.reach)
    _say_unplaced(sheet.unplaced)
    title = arguments.title or f"Who holds what in {_joined(sheet.countries)}, {span_of_days(at, at)}"
    wording = Wording(title, _about(told), foot(arguments.reach, _sources(told)))
    draw_map(sheet, rows, Palette.of(rows, told.account.holders), wording, arguments.output)


def _page(arguments: argparse.Namespace, told: Told, rows: Sequence[Control], days: tuple[date, date]) -> None:
    from frontline.pictures.lettering import Wording  # noqa: PLC0415  only where installed
    from frontline.pictures.map_figure import foot  # noqa: PLC0415
    from frontline.pictures.page import write_page  # noqa: PLC0415
    from frontline.pictures.palette import Palette  # noqa: PLC0415
    from frontline.pictures.sheet import sheet_of  # noqa: PLC0415

    sheet = sheet_of(rows, _roads(arguments, rows), arguments.reach)
    _say_unplaced(sheet.unplaced)
    title = arguments.title or f"Who holds what in {_joined(sheet.countries)}, {span_of_days(*days)}"
    wording = Wording(title, _about(told), foot(arguments.reach, _sources(told)))
    write_page(sheet, rows, Palette.of(rows, told.account.holders), wording, arguments.output, days)


def run_timeline(arguments: argparse.Namespace) -> int:
    """Draw the timeline; 1 where a report could not be read."""
    _need(arguments.output, _DRAWN)
    told = told_of(arguments)
    end = told.day(day("--to", arguments.last))
    place = places_named(told.account, arguments.place)[0]
    course = next(iter(told.account.courses(end, [place])))
    first, oldest = date.fromordinal(course.first), _oldest(told, end)
    begin = day("--from", arguments.first) or min(oldest, max(first, oldest - _BEFORE))
    after(begin, end)
    try:
        _draw_timeline(arguments, told, course, begin)
    except ImportError as error:
        raise UsageError(f"timeline: {error.name} is not installed; {_LEAST}") from error
    print(arguments.output)
    return 1 if told.problems else 0


def _draw_timeline(arguments: argparse.Namespace, told: Told, course: Course, begin: date) -> None:
    from frontline.pictures.lettering import Wording  # noqa: PLC0415  only where installed
    from frontline.pictures.palette import Palette  # noqa: PLC0415
    from frontline.pictures.timeline import Tick, draw_timeline  # noqa: PLC0415

    days = [number for number, one in enumerate(course.days.tolist()) if one >= begin.toordinal()]
    rows = [course.control(number, number) for number in days]
    ticks = [
        Tick(one.day, one.holder.id, one.form in FOR)
        for one in course.track.told
        if one.holder is not None and one.form in FOR | AGAINST and rows and rows[0].start <= one.day <= rows[-1].end
    ]
    title = f"{rows[0].place.name}, {span_of_days(rows[0].start, rows[-1].end)}" if rows else ""
    about = (
        "How probable it is that a side held the place: full where it was the holder, hatched where the place was contested, "
        "pale where another was or where there was no news for long, blank where nothing is known. With the claims for it (▲) and against it (▼)."
    )
    wording = Wording(title, about, f"Sources: {_sources(told)}. Made with frontline.")
    draw_timeline(rows, ticks, Palette.of(rows, told.account.holders), wording, arguments.output)


def _oldest(told: Told, end: date) -> date:
    """Return the first day on which a report was published; the day before `end` where none says."""
    return min((one.published for one in told.filings.values() if one.published), default=end)


def _roads(arguments: argparse.Namespace, rows: Sequence[Control]) -> list[Road]:
    """Return the roads to draw: those named, else those that ship for the country of most places."""
    from frontline.pictures.sheet import Road  # noqa: PLC0415  only where installed

    countries = Counter(row.place.country for row in rows if row.place.country)
    name = arguments.roads or shipped_for(countries)
    if name is None:
        return []
    network = load_network(name, shipped().gazetteer)
    towns = {key: (town.lat, town.lon) for key, town in network.towns.items()}
    return [Road(road.number or "", tuple(towns[town] for town in road.through)) for road in network.roads]


def _about(told: Told) -> str:
    reports = counted(len({one.claim.report for one in told.filings.values()}), "report")
    outlets = len({one.outlet for one in told.filings.values() if one.outlet})
    of = f" of {outlets} outlets" if outlets > 1 else ""
    return f"As told in {reports}{of}. What only the holder's own side says is marked."


def _sources(told: Told) -> str:
    """Name the outlets of the reports, and say how many name none: no outlet is credited with another's report."""
    outlet_of = {one.claim.report: one.outlet for one in told.filings.values()}
    names = sorted({outlet for outlet in outlet_of.values() if outlet})
    unnamed = sum(not outlet for outlet in outlet_of.values())
    shown = [", ".join(names[:_CREDITED])] if names else []
    more = [f"{len(names) - _CREDITED} more"] if len(names) > _CREDITED else []
    rest = [f"{counted(unnamed, 'report')} that {'name' if unnamed > 1 else 'names'} no outlet"] if unnamed else []
    return _joined([*shown, *more, *rest])


def _joined(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or "the reports"


def _say_unplaced(names: Sequence[str]) -> None:
    if names:
        more = ", ..." if len(names) > 8 else ""
        print(
            f"{len(names)} place{'s have' if len(names) > 1 else ' has'} no point and {'are' if len(names) > 1 else 'is'} not on the map: {', '.join(names[:8])}{more}"
        )

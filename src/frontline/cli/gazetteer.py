"""`frontline gazetteer`: what places are known, which of them a name may mean, and more places from a file."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from frontline.cli import gazetteer_find
from frontline.cli.commands import subcommands
from frontline.cli.output import plain_console
from frontline.errors import UsageError
from frontline.knowledge.gazetteer import SHIPPED
from frontline.knowledge.gazetteer_file import GazetteerFile, open_gazetteer
from frontline.knowledge.gazetteer_folder import VARIABLE, file_named, gazetteer_folder, imported_files

if TYPE_CHECKING:
    from frontline.knowledge.gazetteer_import import GazetteerImport, Imported, Step

_ABOUT = """\
The gazetteer says which places there are and what they are called. It ships with
the places of the world from 500 people on (GeoNames, CC BY 4.0); import a full dump
for every hamlet, air base, bridge and border crossing of a country:

  frontline gazetteer import SY.zip
  frontline gazetteer find "Deir el-Zor" --country SY
  frontline gazetteer list

What is imported is used by every command from then on, beside what ships."""

_IMPORT_ABOUT = """\
Add the places of a file to those that frontline knows. FILE is

  a dump of GeoNames   allCountries.zip or a country's (download.geonames.org/export/dump),
                       or the .txt in it: 19 columns with tabs
  a table              CSV with a header: name, lat, lon (degrees, WGS 84); and, where
                       known: geonameid, country, admin1, feature, population,
                       other_names (with | between them)

A feature is a sort such as "air base" or a code of GeoNames such as AIRB; docs/gazetteer.md
has the table. An import that was stopped goes on where it was when you start it again."""

_IMPORT_EXAMPLES = """\
examples:
  frontline gazetteer import SY.zip
  frontline gazetteer import allCountries.zip --alternate-names alternateNamesV2.zip --name world
  frontline gazetteer import our-checkpoints.csv

exit status: 0 done, 1 done but for records that say nothing usable, 2 wrong use"""

_FIND_EXAMPLES = """\
examples:
  frontline gazetteer find Rstan
  frontline gazetteer find Tripoli --near Beirut
  frontline gazetteer find دير الزور --country SY --json"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its parts to a parser."""
    top = commands.add_parser("gazetteer", help="look up places, or import more of them", description=_ABOUT)
    parts = subcommands(top)
    _add_import(parts)
    _add_find(parts)
    about = "Print the gazetteers that are read: places, names, size and sources of each."
    parts.add_parser("list", help="what there is", description=about).set_defaults(run=list_files)
    removed = parts.add_parser(
        "remove", help="take away what was imported", description="Remove an imported gazetteer."
    )
    removed.add_argument("name", metavar="NAME", help="its name, as frontline gazetteer list says it")
    removed.set_defaults(run=remove)


def _add_import(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = parts.add_parser(
        "import", help="add the places of a file", description=_IMPORT_ABOUT, epilog=_IMPORT_EXAMPLES
    )
    command.add_argument("file", type=Path, metavar="FILE", help="a dump of GeoNames or a table of places")
    command.add_argument(
        "--alternate-names", type=Path, metavar="FILE", help="alternateNamesV2.zip: other names for a dump"
    )
    command.add_argument("--name", help="what to call it (default: the name of the file)")
    command.add_argument(
        "--out", type=Path, metavar="FILE", help=f"write there, not into the user's folder (or {VARIABLE})"
    )
    command.add_argument("--restart", action="store_true", help="begin anew, not where an earlier run was stopped")
    command.add_argument("--quiet", action="store_true", help="no progress")
    command.set_defaults(run=import_file)


def _add_find(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = parts.add_parser(
        "find", help="places that a name may mean, and why", description=gazetteer_find.ABOUT, epilog=_FIND_EXAMPLES
    )
    command.add_argument("name", metavar="NAME", nargs="+", help="in any usual spelling and any script")
    command.add_argument("--country", metavar="SY", help="only places of this country: a code or a name")
    command.add_argument("--near", metavar="PLACE", help="prefer what is near this place")
    command.add_argument("--limit", type=int, default=10, metavar="N", help="how many to show (default: 10)")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=gazetteer_find.run)


def import_file(arguments: argparse.Namespace) -> int:
    """Import a file; 1 where some records could not be used."""
    from frontline.knowledge.gazetteer_import import GazetteerImport  # noqa: PLC0415  looking up does without SQLite

    out = _out(arguments)
    if arguments.restart:
        shutil.rmtree(out.with_name(f".{out.name}.work"), ignore_errors=True)
    task = GazetteerImport(arguments.file, out, open_gazetteer(SHIPPED), arguments.alternate_names)
    if task.resumed:
        print(f"{arguments.file}: going on after {task.resumed:,} records", file=sys.stderr)
    done = _watched(task, quiet=arguments.quiet)
    for fault in done.first_faults:
        print(f"{arguments.file}: record {fault.number} {fault.text}", file=sys.stderr)
    if done.faults > len(done.first_faults):
        print(f"{arguments.file}: {done.faults - len(done.first_faults):,} more like these", file=sys.stderr)
    left = f", {done.left_out:,} of other sorts left out" if done.left_out else ""
    print(f"{out}: {done.rows:,} places, {done.labels:,} names, {done.size / 2**20:.1f} MiB{left}")
    return 1 if done.faults else 0


def list_files(arguments: argparse.Namespace) -> int:
    """Print the gazetteers that are read."""
    del arguments
    table = Table("name", "places", "names", "MiB", "sources", box=None, pad_edge=False)
    for name, path in [("(shipped)", SHIPPED), *((path.stem, path) for path in imported_files())]:
        file = open_gazetteer(path, f"frontline gazetteer remove {name}")
        table.add_row(name, f"{file.rows:,}", f"{_names(file):,}", f"{path.stat().st_size / 2**20:.1f}", _sources(file))
    plain_console().print(table)
    folder = gazetteer_folder()
    print(f"\n{folder or f'no folder: {VARIABLE} is empty'}")
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """Remove one imported gazetteer."""
    found = {path.stem: path for path in imported_files()}
    if arguments.name not in found:
        there = ", ".join(found) or "nothing is imported"
        raise UsageError(f"gazetteer remove: no gazetteer {arguments.name!r}; there is: {there}")
    found[arguments.name].unlink()
    print(f"{found[arguments.name]}: removed")
    return 0


def _out(arguments: argparse.Namespace) -> Path:
    if arguments.out is not None:
        return Path(arguments.out)
    folder = gazetteer_folder()
    if folder is None:
        raise UsageError(f"gazetteer import: {VARIABLE} is empty, so there is no folder; set it to one, or give --out")
    name = arguments.name or arguments.file.name.split(".")[0]
    if not name or Path(name).name != name or name.startswith("."):
        raise UsageError(f"gazetteer import: {name!r} is no name for a file; give another with --name")
    return file_named(folder, name)


def _watched(task: GazetteerImport, *, quiet: bool) -> Imported:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        lines = {}

        def watch(step: Step) -> None:
            if step.doing not in lines:
                lines[step.doing] = bar.add_task(step.doing, total=step.total)
            bar.update(lines[step.doing], completed=step.done)

        return task.run(watch)


def _names(file: GazetteerFile) -> int:
    return len(file.arrays["label_row"])


def _sources(file: GazetteerFile) -> str:
    return json.dumps(file.header["sources"], ensure_ascii=False).strip("[]").replace('"', "")

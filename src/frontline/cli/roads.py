"""`frontline roads`: road networks to look at, to check, and to draw from an extract of a map."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.status import Status
from rich.table import Table
from rich.text import Text

from frontline.cli.commands import subcommands
from frontline.cli.output import plain_console
from frontline.errors import UsageError
from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.roads import Network, Road, Town
from frontline.knowledge.roads.extracts import Line, read_lines
from frontline.knowledge.roads.file import load_network, look_through, shipped_networks
from frontline.knowledge.roads.joining import JOIN_KM, box_of, joined_network
from frontline.knowledge.roads.write import network_to_json, write_network

_ABOUT = f"""\
A road network says which towns follow one another on which roads, where the border
crossings are, and which bridges can be cut. frontline whatif and frontline corridors
ask it who is cut off from whom. One ships (Syria); draw your own from a map:

  import   roads of class motorway, trunk and primary, joined to the gazetteer's towns
           within {JOIN_KM:g} km, from OpenStreetMap (.osm, .osm.pbf), GeoJSON, or a
           shapefile (Natural Earth's ne_10m_roads)"""

_EXAMPLES = """\
examples:
  frontline roads list
  frontline roads show syria --road M5
  frontline roads import sudan.osm.pbf --name "roads of Sudan" -o sudan.yml
  frontline roads check sudan.yml"""

_EVERY = 5_000


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    about = "road networks: look at them, check them, draw them from a map"
    top = commands.add_parser("roads", help=about, description=_ABOUT, epilog=_EXAMPLES)
    parts = subcommands(top)
    every = parts.add_parser("list", help="networks that ship", description="Print the networks that ship.")
    every.set_defaults(run=list_networks)
    one = parts.add_parser("show", help="one network", description="Print the roads, bridges and areas of a network.")
    one.add_argument("network", metavar="NETWORK", help="the id of a shipped network, or a file")
    one.add_argument("--road", metavar="ROAD", help="only this road, by number or name")
    one.add_argument("--format", choices=("text", "jsonl", "geojson"), default="text", help="text (default), or data")
    one.set_defaults(run=show)
    checked = parts.add_parser(
        "check", help="what is wrong with a file", description="Say what is wrong or odd in a network's file, by line."
    )
    checked.add_argument("file", type=Path, metavar="FILE", help="a YAML file of a network (docs/roads.md)")
    checked.set_defaults(run=check)
    drawn = parts.add_parser("import", help="draw a network from a map", description=_ABOUT)
    drawn.add_argument("file", type=Path, metavar="FILE", help=".osm, .osm.pbf, .geojson, .shp, or a .zip of it")
    drawn.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file (default: standard output)")
    drawn.add_argument("--name", help="what to call the network (default: the file's name)")
    drawn.add_argument("--villages", action="store_true", help="join villages too, not only towns and cities")
    drawn.add_argument(
        "--snap", type=float, default=1e-5, metavar="DEG", help="points nearer than this are one (default: 0.00001)"
    )
    drawn.add_argument("--quiet", action="store_true", help="no progress")
    drawn.set_defaults(run=draw)


def list_networks(arguments: argparse.Namespace) -> int:  # noqa: ARG001  every command takes them
    """Print the shipped networks."""
    gazetteer = Gazetteer.load()
    table = Table("id", "network", "towns", "crossings", "stretches", "km", box=None, pad_edge=False)
    for name in shipped_networks():
        network = load_network(name, gazetteer)
        crossings = sum(town.to is not None for town in network.towns.values())
        km = sum(stretch.km for stretch in network.stretches)
        counts = (len(network.towns) - crossings, crossings, len(network.stretches), round(km))
        table.add_row(network.id, network.name, *(f"{count:,}" for count in counts))
    plain_console().print(table)
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Print a network, or one of its roads."""
    network = load_network(arguments.network, Gazetteer.load())
    roads = [road for road in network.roads if arguments.road in {None, road.number, road.name}]
    if not roads:
        labels = ", ".join(dict.fromkeys(road.label for road in network.roads))
        raise UsageError(f"roads show: {network.id} has no road {arguments.road!r}; it has {labels}")
    if arguments.format == "text":
        _print(network, roads, whole=arguments.road is None)
        return 0
    objects = list(network_to_json(network, roads))
    if arguments.format == "geojson":
        print(json.dumps({"type": "FeatureCollection", "features": objects}, ensure_ascii=False))
    else:
        for one in objects:
            print(json.dumps(one, ensure_ascii=False))
    return 0


def _print(network: Network, roads: list[Road], *, whole: bool) -> None:
    console = plain_console()
    for road in roads:
        title = f"{road.number}  {road.name}" if road.number else road.name
        console.print(Text.assemble((title, "bold"), f"  {road.grade}, {_length(network, road):.0f} km"))
        console.print(Padding(Text(" – ".join(_called(network.towns[town]) for town in road.through)), (0, 0, 0, 2)))  # noqa: RUF001
    if not whole:
        return
    for title, rows in (("bridges", _bridges(network)), ("areas", _areas(network))):
        if rows:
            console.print(Text(title, "bold"))
            for row in rows:
                console.print(Padding(Text(row), (0, 0, 0, 2)))


def _length(network: Network, road: Road) -> float:
    pairs = zip(road.through, road.through[1:], strict=False)
    return sum(stretch.km for pair in pairs if (stretch := network.stretch(*pair)))


def _called(town: Town) -> str:
    return f"{town.name} ({town.to})" if town.to else town.name


def _bridges(network: Network) -> list[str]:
    found = []
    for bridge in network.bridges.values():
        ends = " and ".join(network.towns[town].name for town in bridge.between)
        found.append(f"{bridge.name}{f', over {bridge.over}' if bridge.over else ''}: between {ends}")
    return found


def _areas(network: Network) -> list[str]:
    return [
        f"{area.name}: {', '.join(network.towns[town].name for town in area.towns)}" for area in network.areas.values()
    ]


def check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with a network's file; 1 where something is."""
    read = look_through(arguments.file, Gazetteer.load())
    for line in (*read.faults, *read.remarks):
        print(line, file=sys.stderr)
    if not read.faults:
        network = read.network
        numbered = sum(town.geonameid is not None for town in network.towns.values())
        print(
            f"{arguments.file}: {len(network.towns)} towns and crossings ({numbered} with a GeoNames id), "
            f"{len(network.stretches)} stretches, nothing wrong"
        )
    return 1 if read.faults else 0


def draw(arguments: argparse.Namespace) -> int:
    """Draw a network from an extract of a map and write it."""
    console = Console(stderr=True)
    status = Status("reading roads", console=console) if console.is_terminal and not arguments.quiet else None
    if status:
        status.start()
    try:
        lines = list(_counted(read_lines(arguments.file), status))
        if status:
            status.update(f"joining {len(lines):,} roads to towns")
        places = Gazetteer.load().settled(box_of(lines))
        wanted = [one for one in places if arguments.villages or one.feature != "village"]
        network = joined_network(lines, wanted, arguments.name or arguments.file.name.split(".")[0], arguments.snap)
    finally:
        if status:
            status.stop()
    _write(write_network(network), arguments.output)
    print(
        f"frontline: {len(network.towns)} towns and {len(network.stretches)} stretches from {len(lines)} roads; "
        "no crossings and areas are drawn: add them by hand (docs/roads.md)",
        file=sys.stderr,
    )
    return 0


def _counted(lines: Iterator[Line], status: Status | None) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        if status and number % _EVERY == 0:
            status.update(f"reading roads: {number:,}")
        yield line


def _write(text: str, output: Path | None) -> None:
    if output is None:
        print(text, end="")
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); name another file with -o") from error

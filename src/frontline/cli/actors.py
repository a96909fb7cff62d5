"""`frontline actors`: who the parties of wars are, and whether a file of your own actors will work."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from frontline.cli.commands import subcommands
from frontline.cli.output import plain_console, print_part
from frontline.errors import UsageError
from frontline.knowledge.actor_check import remarks
from frontline.knowledge.actors import PARTY_TYPES, Actor, Description, Leader, Registry, Theatre, Tie
from frontline.knowledge.yaml_nodes import nearest

_ABOUT = """\
The registry says who the parties of wars are: names and spellings, leaders, allies, backers, sides and codes, and what
"the army" or "the rebels" means in a theatre of war at a date. Look at it, or add actors of your own in a file:

  theatre: {id: ruritania, name: War in Ruritania, countries: [AND], from: 2031-02}
  actors:
    - {id: ruritania-red-guard, name: Red Guard of Strelsau, aliases: [RGS], type: rebel, country: AND}
  descriptions:
    - {classes: [rebels], means: ruritania-red-guard}

docs/actors.md tells every key. Then: frontline read report.txt --actors FILE"""

_EXAMPLES = """\
examples:
  frontline actors list --theatre sudan
  frontline actors show RSF
  frontline actors show "Congolese army"
  frontline actors check ruritania.yml"""

_CHECK_ABOUT = """\
Say what is wrong with a file of actors, on which line, and what would work; and what to mind in one that is not
wrong: names that other actors bear too, and names that are common words.

exit status: 0 nothing wrong, 1 something to mind, 2 the file is wrong or cannot be read"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its parts to the command line."""
    about = "look at the parties of wars, or check actors of your own"
    top = commands.add_parser("actors", help=about, description=_ABOUT, epilog=_EXAMPLES)
    parts = subcommands(top)
    every = parts.add_parser("list", help="all actors", description="Print id, name, type and country of all actors.")
    every.add_argument("--theatre", metavar="ID", help="only those of one theatre of war, such as syria")
    every.add_argument(
        "--type", choices=PARTY_TYPES, metavar="TYPE", help=f"only those of a type: {', '.join(PARTY_TYPES)}"
    )
    one = parts.add_parser("show", help="one actor", description="Print all that the registry has about an actor.")
    one.add_argument("name", nargs="+", metavar="NAME", help="any of its names, a leader's, or its id")
    for command in (every, one):
        command.add_argument("--actors", type=Path, metavar="FILE", help="with the actors of this file")
    checked = parts.add_parser("check", help="what is wrong with a file of actors", description=_CHECK_ABOUT)
    checked.add_argument("file", type=Path, metavar="FILE", help="a YAML file of actors (docs/actors.md)")
    every.set_defaults(run=list_actors)
    one.set_defaults(run=show)
    checked.set_defaults(run=check)


def list_actors(arguments: argparse.Namespace) -> int:
    """Print every actor that a file makes or adds to."""
    registry = _registry(arguments.actors)
    among = _theatre(registry, arguments.theatre).actors if arguments.theatre else None
    table = Table("id", "name", "type", "country", box=None, pad_edge=False)
    for actor in sorted(registry.actors, key=lambda actor: actor.id):
        if (among is None or actor.id in among) and arguments.type in {None, actor.type}:
            table.add_row(actor.id, actor.name, actor.type, actor.country or "-")
    plain_console().print(table)
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Print what the registry has about the actors that a name can mean."""
    registry = _registry(arguments.actors)
    name = " ".join(arguments.name)
    by_id = registry.get(name)
    found = (by_id,) if by_id is not None else registry.find(name)
    if not found:
        hint = nearest(name, [name for actor in registry.actors for name in (actor.name, *actor.aliases)])
        raise UsageError(f"actors show: nobody is called {name!r}; see frontline actors list{hint}")
    for actor in found:
        _print(plain_console(), actor, registry)
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Say what to mind in a file of actors; 1 where there is something."""
    registry = Registry.load([arguments.file])
    said = remarks(arguments.file, registry)
    for remark in said:
        print(f"{arguments.file}:{remark.line}: {remark.actor}: {remark.text}", file=sys.stderr)
    if not said:
        print(f"{arguments.file}: nothing wrong")
    return 1 if said else 0


def _registry(path: Path | None) -> Registry:
    return Registry.load() if path is None else Registry.load([path])


def _theatre(registry: Registry, name: str) -> Theatre:
    known = {theatre.id: theatre for theatre in registry.theatres}
    if name not in known:
        raise UsageError(
            f"actors list: no theatre {name!r}; use one of {', '.join(sorted(known))}{nearest(name, known)}"
        )
    return known[name]


def _print(console: Console, actor: Actor, registry: Registry) -> None:
    console.print(Text.assemble((actor.id, "bold"), f"  {actor.name}"))
    codes = [f"PLOVER {' '.join(actor.sectors)}", f"ACLED {actor.acled}" if actor.acled else "ACLED none"]
    facts = [actor.type, actor.country, actor.wikidata, *codes, f"theatre {actor.theatre}" if actor.theatre else None]
    console.print(Padding(Text(", ".join(fact for fact in facts if fact)), (0, 0, 1, 2)))
    print_part(console, "also called", actor.aliases)
    print_part(console, "referred to as", sorted(f"the {noun}" for noun in actor.called))
    print_part(console, "leaders", (_leader(leader) for leader in actor.leaders))
    ties = (("part of", actor.members_of), ("allies", actor.allies), ("backers", actor.backers), ("sides", actor.sides))
    for title, several in ties:
        print_part(console, title, (_tie(tie) for tie in several))
    print_part(console, "meant by", _meant(actor, registry))


def _meant(actor: Actor, registry: Registry) -> Iterator[str]:
    for theatre in registry.theatres:
        for entry in theatre.descriptions:
            if entry.means == actor.id:
                yield f"{_description(entry)} ({theatre.name})"


def _description(entry: Description) -> str:
    nouns = " / ".join([*sorted(entry.nouns), *(f"any of the {name}" for name in sorted(entry.classes))])
    beside = f" beside {' / '.join(sorted(entry.modifiers))}" if entry.modifiers else ""
    return f"{nouns}{beside}{_dates(entry.start, entry.end)}"


def _leader(leader: Leader) -> str:
    names = ", ".join((leader.name, *leader.aliases, *leader.surnames))
    return f"{names}{_dates(leader.start, leader.end)}"


def _tie(tie: Tie) -> str:
    return f"{tie.to}{_dates(tie.start, tie.end)}"


def _dates(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return ""
    return f" ({start or ''}..{end or ''})"

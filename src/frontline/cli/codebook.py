"""`frontline codebook`: what the kinds are, and whether a file of your own kinds will work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from frontline.cli.output import plain_console, print_part
from frontline.errors import UsageError
from frontline.knowledge.codebook import Codebook, CodeRule, Kind
from frontline.knowledge.own_kinds_file import look_through, read_kinds
from frontline.knowledge.schemes import SCHEMES
from frontline.knowledge.yaml_nodes import nearest


def list_kinds(arguments: argparse.Namespace) -> int:
    """Print every kind with its title and its code in PLOVER."""
    table = Table("key", "kind", "PLOVER", box=None, pad_edge=False)
    for kind in _codebook(arguments.kinds).kinds:
        table.add_row(kind.key, kind.title, _code(kind.codes[-1], "plover"))
    plain_console().print(table)
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Print a kind: definition, roles, examples, what it is not, triggers and codes."""
    book = _codebook(arguments.kinds)
    keys = [kind.key for kind in book.kinds]
    if arguments.kind not in keys:
        hint = nearest(arguments.kind, keys)
        raise UsageError(f"codebook show: no kind {arguments.kind!r}; see frontline codebook list{hint}")
    kind, console = book.kind(arguments.kind), plain_console()
    console.print(Text.assemble((kind.key, "bold"), f"  {kind.title}"))
    console.print(Padding(Text(kind.definition), (0, 0, 1, 2)))
    needed = ", ".join(kind.required) or "none"
    print_part(console, "roles", [f"needed: {needed}", f"possible: {', '.join(kind.optional) or 'none'}"])
    print_part(console, "examples", kind.examples)
    print_part(
        console, "not", [f"{one.text}{f'  ({one.instead})' if one.instead else ''}" for one in kind.counterexamples]
    )
    print_part(console, "words", [", ".join(sorted(_words(kind)))] if kind.triggers else [])
    print_part(console, "codes", [_rule(rule) for rule in kind.codes])
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with a file of kinds and how well each kind is found; 1 where something is wrong."""
    from frontline.knowledge.shipped import shipped  # noqa: PLC0415  list and show do without the gazetteer
    from frontline.pipeline.kinds import learned  # noqa: PLC0415  list and show do without the model
    from frontline.pipeline.kinds_check import remarks  # noqa: PLC0415

    own, faults = look_through(arguments.file, shipped().codebook)
    for fault in faults:
        print(fault, file=sys.stderr)
    likeness = learned(own)
    said = remarks(likeness)
    for remark in said:
        print(f"{arguments.file}:{remark.line}: {remark.kind}: {remark.text}", file=sys.stderr)
    table = Table("kind", "examples", "threshold", "found", "mistaken", "nearest core kind", box=None, pad_edge=False)
    by_key = {one.kind.kind.key: one for one in likeness.learned}
    for kind in own.kinds:
        one = by_key.get(kind.kind.key)
        if one is None:
            own_words = sum(len(trigger.phrases) for trigger in kind.kind.triggers if trigger.own)
            table.add_row(kind.kind.key, str(len(kind.examples)), "-", f"by {own_words} words", "-", "-")
            continue
        found = f"{one.found} of {len(one.alone)}"
        near = f"{one.near[0]} ({one.near[1]:.2f})"
        table.add_row(kind.kind.key, str(len(one.alone)), f"{one.threshold:.2f}", found, f"{one.mistaken:.2%}", near)
    plain_console().print(table)
    if not faults and not said:
        print(f"{arguments.file}: {len(own.kinds)} kinds, nothing wrong")
    return 1 if faults or said else 0


def _codebook(kinds: Path | None) -> Codebook:
    core = Codebook.load()
    return core if kinds is None else read_kinds(kinds, core).codebook


def _words(kind: Kind) -> set[str]:
    return {" ".join(phrase) for trigger in kind.triggers for phrase in trigger.phrases}


def _rule(rule: CodeRule) -> str:
    when = "; ".join(f"{test} is {' or '.join(values)}" for test, values in rule.when.items())
    codes = ", ".join(f"{name.upper()} {_code(rule, name)}" for name in SCHEMES if name in rule.codes)
    return f"{f'where {when}: ' if when else ''}{codes}"


def _code(rule: CodeRule, scheme: str) -> str:
    code = rule.codes.get(scheme)
    mode = rule.codes.get("plover_mode") if scheme == "plover" else None
    return "none" if code is None else f"{code} ({mode})" if mode else str(code)

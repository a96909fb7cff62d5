"""Commands that have commands of their own."""

from __future__ import annotations

import argparse
import sys
from functools import partial

WRONG_USE = 2
"""The exit status of a command line that cannot be followed."""


def subcommands(top: argparse.ArgumentParser) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """Give a command commands of its own; without one of them it prints its help."""
    top.set_defaults(run=partial(_help, top))
    return top.add_subparsers(title="commands", metavar="COMMAND")


def _help(top: argparse.ArgumentParser, _: argparse.Namespace) -> int:
    top.print_help(sys.stderr)
    return WRONG_USE

"""The command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from frontline.cli.commands import WRONG_USE
from frontline.cli.parser import parser
from frontline.errors import FrontlineError

__all__ = ["main"]

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 done with problems, 2 wrong use."""
    arguments = parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
    except FrontlineError as error:
        print(f"frontline: {error}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("frontline: stopped", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status

"""Where a command writes: standard output or a file, and a console over it, with colour or without."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from frontline.errors import UsageError


@contextlib.contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Open a file to write, or give standard output where there is no path.

    Raises:
        UsageError: the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            yield out
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); name another file with -o") from error


def console_over(out: TextIO, color: str) -> Console:
    """Return a console with colour "always", "never", or "auto": on a terminal, unless the environment forbids it."""
    if color == "always":
        return Console(file=out, force_terminal=True, highlight=False)
    return Console(file=out, no_color=True if color == "never" else None, highlight=False)


_PLAIN = {
    "●": "*", "◐": "o", "✕": "x", "▷": ">", "◌": "-", "◆": "+", "◎": "o", "○": "o", "±": "~",
    "■": "#", "◧": "o", "▨": "/", "□": "_", "·": ".", "━": "=", "─": "-", "█": "#", "░": "-", "→": "->",
}  # fmt: skip


def sign(console: Console, signs: str) -> str:
    """Return signs as a console can write them: in ASCII where it has no Unicode."""
    unicode = (console.encoding or "").lower().startswith("utf")
    return signs if unicode else "".join(_PLAIN.get(one, one) for one in signs)


def legend(console: Console, marks: Mapping[Any, tuple[str, str]]) -> Text:
    """Return the key to marks, each with its style, by members of an enumeration of texts."""
    line = Text()
    for meaning, (mark, style) in marks.items():
        line.append(f"{sign(console, mark)} ", style).append(f"{meaning.value}  ", "bright_black")
    return line


def heading(console: Console, title: str) -> Rule:
    """Return a title with a line after it."""
    return Rule(Text(title, "bold"), align="left", style="bright_black", characters=sign(console, "━"))


def plain_console(width: int = 160) -> Console:
    """Return a console on standard output; `width` columns where that is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=width)


def print_part(console: Console, title: str, lines: Iterable[str]) -> None:
    """Print a title and a list below it; nothing where the list is empty."""
    rows = list(lines)
    if rows:
        console.print(Text(title, "bold"))
        for row in rows:
            console.print(Padding(Text(f"- {row}"), (0, 0, 0, 2)))

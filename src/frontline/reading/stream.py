"""A file of reports, open: its first bytes looked at once, then read whole within a limit, or line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from frontline.reading.problems import UnreadableError

_HEAD = 8192


class RawLine(NamedTuple):
    """Line `number` (from 1) of a file, without its end; `data` is None when it is longer than the limit."""

    number: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Stream:
    """`head` is what was read already, `rest` what follows it."""

    head: bytes
    rest: BinaryIO

    @classmethod
    def of(cls, source: BinaryIO) -> Stream:
        """Return the stream of `source`, looking at its first 8 KiB.

        Raises:
            OSError: reading fails.
        """
        return cls(_fill(source, _HEAD), source)

    def whole(self, limit: int) -> bytes:
        """Return everything.

        Raises:
            UnreadableError: there are more than `limit` bytes; no more than that many were read.
            OSError: reading fails.
        """
        data = self.head + _fill(self.rest, limit + 1 - len(self.head))
        if len(data) > limit:
            raise too_large(f"more than {megabytes(limit)}", limit)
        return data

    def lines(self, limit: int) -> Iterator[RawLine]:
        """Yield the lines, holding one of them at a time.

        Raises:
            OSError: reading fails.
        """
        *ready, begun = self.head.split(b"\n")
        number = 0
        for line in ready:
            number += 1
            yield RawLine(number, line if len(line) <= limit else None)
        while line := begun + self.rest.readline(max(1, limit + 2 - len(begun))):
            begun = b""
            number += 1
            ended = line.endswith(b"\n")
            line = line.removesuffix(b"\n")
            yield RawLine(number, line if len(line) <= limit else None)
            while not ended and (more := self.rest.readline(_HEAD)):
                ended = more.endswith(b"\n")


def too_large(size: str, limit: int) -> UnreadableError:
    """Return the refusal of a report of `size`."""
    what = f"too large: {size}, and the limit for one report is {megabytes(limit)}"
    return UnreadableError(what, "split it into one report a file, or raise the limit with --max-mb")


def megabytes(size: int) -> str:
    """Return `size` in bytes as people write it."""
    return f"{size:,} bytes" if size < 100_000 else f"{size / 1_000_000:.1f} MB"


def _fill(source: BinaryIO, size: int) -> bytes:
    """Return `size` bytes of `source`, fewer only at its end: a pipe gives them in pieces."""
    pieces = []
    while size > 0 and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)

"""Progress of a long run, on a terminal's standard error only."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status

from frontline.pipeline.run import Reading


class Progress:
    """A line that says how many reports and claims there are so far, and how fast; nothing off a terminal."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._status = (
            Status("loading the language model", console=console) if console.is_terminal and not quiet else None
        )
        self._began = time.monotonic()
        self._reports = self._claims = self._characters = 0

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def add(self, reading: Reading) -> None:
        """Count one report."""
        self._reports += 1
        self._claims += len(reading.claims)
        self._characters += len(reading.report.text)
        if self._status:
            speed = self._characters / max(time.monotonic() - self._began, 0.001) / 1000
            self._status.update(
                f"{self._reports} reports, {self._claims} claims, {speed:.0f} thousand characters a second"
            )

    def stop(self) -> None:
        """Take the line away."""
        if self._status:
            self._status.stop()

"""A report that cannot be read, while its place is not known yet; at the door of the room it becomes a Problem."""

from __future__ import annotations

from frontline.errors import ReadingError
from frontline.records import Problem


class UnreadableError(ReadingError):
    """`what` is wrong with a report, and the `remedy`."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what = what
        self.remedy = remedy

    def at(self, where: str) -> Problem:
        """Return the problem at its place."""
        return Problem(where, self.what, self.remedy)

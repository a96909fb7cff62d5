"""Problem: something that could not be read or resolved, said once, with the way out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` it is (a path, with ":line" where there is one), `what` is wrong, and the `remedy`.

    `report` is the id of the report that it belongs to, None when no report could be read. `fatal` is
    true when the report, or line, was left out.
    """

    where: str
    what: str
    remedy: str
    report: str | None = None
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"

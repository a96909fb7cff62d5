"""Span: exact characters of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """`report.text[start:end] == text`: verbatim evidence, by Unicode code points.

    `report` is the id of the report; `start` is inclusive, `end` exclusive.
    """

    report: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            msg = f"span {self.start}:{self.end} does not fit its text of {len(self.text)} characters"
            raise ValueError(msg)

"""The situation report: claims grouped by country and by how they are put, dated, placed, with their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from frontline.cli.explaining import in_words
from frontline.cli.output import heading, legend, sign
from frontline.cli.wording import (
    MARKS,
    by_country,
    counted,
    country_of,
    day_of,
    focus_of,
    headline,
    sourcing,
    span_of_days,
)
from frontline.pipeline.run import Reading
from frontline.records import CodedClaim, Stance

_SECTIONS = (
    ("Reported", (Stance.ASSERTED, Stance.CLAIMED)),
    ("Denied", (Stance.DENIED,)),
    ("Announced or intended", (Stance.PLANNED,)),
    ("If, perhaps, feared", (Stance.HYPOTHETICAL,)),
    ("Recalled from earlier", (Stance.BACKGROUND,)),
)
_KIND_WIDTH = 17
_NARROW = 60


class Line(NamedTuple):
    """One claim with its country, its reading, and the number that the report has in the list at the end."""

    coded: CodedClaim
    reading: Reading
    number: int
    country: str


class Sitrep:
    """A situation report over the claims of some readings; `print` writes it to a console of any width."""

    def __init__(self, readings: Sequence[Reading], *, evidence: bool = False, explain: bool = False) -> None:
        self._readings = readings
        self._evidence = evidence
        self._explain = explain
        self._lines = [line for number, reading in enumerate(readings, 1) for line in _lines(reading, number)]

    def print(self, console: Console) -> None:
        """Write the header, a part for every country, and the list of reports; nothing where no report could be read."""
        if not self._readings:
            return
        self._header(console)
        for country, lines in by_country((line.country, line) for line in self._lines):
            console.print()
            console.print(heading(console, country.upper()))
            self._country(console, lines)
        self._reports(console)

    def _header(self, console: Console) -> None:
        days = sorted(day for line in self._lines if (day := day_of(line.coded.claim)[0]) is not None)
        published = sorted(day for reading in self._readings if (day := reading.report.published_day) is not None)
        console.print(Text("SITUATION REPORT", "bold"))
        facts = [
            counted(len(self._readings), "report"),
            counted(len(self._lines), "claim"),
        ]
        if published:
            facts.append("published " + span_of_days(published[0], published[-1]))
        elif days:
            facts.append(span_of_days(days[0], days[-1]))
        console.print(Text(" · ".join(facts), "bright_black"))
        if not self._lines:
            console.print(Text("Nothing was found that the codebook would code as an event.", "italic"))
            return
        console.print(legend(console, MARKS))

    def _country(self, console: Console, lines: Sequence[Line]) -> None:
        for title, stances in _SECTIONS:
            chosen = [line for line in lines if line.coded.claim.stance in stances]
            if not chosen:
                continue
            console.print()
            console.print(Text(title, "bold underline"))
            self._days(console, chosen)

    def _days(self, console: Console, lines: Iterable[Line]) -> None:
        by_day: dict[tuple[date | None, str], list[Line]] = defaultdict(list)
        for line in lines:
            by_day[day_of(line.coded.claim)].append(line)
        for (_, label), chosen in sorted(
            by_day.items(), key=lambda pair: (pair[0][0] is None, pair[0][0] or date.min, pair[0][1])
        ):
            console.print(Padding(Text(label, "bold blue"), (0, 0, 0, 1)))
            for line in chosen:
                self._claim(console, line)

    def _claim(self, console: Console, line: Line) -> None:
        claim = line.coded.claim
        mark, style = MARKS[claim.stance]
        body = headline(claim)
        body.append("\n").append(sourcing(claim), "bright_black")
        where = f"[{line.number}:{claim.trigger.start}]"
        body.append(f" {where}", "bright_black")
        if self._evidence:
            body.append("\n").append(_quoted(line))
        if self._explain and (why := in_words(line.reading, claim)):
            body.append("\n").append(why)
        kind = Text(claim.kind.replace("-", " "), "bold")
        if console.width < _NARROW:
            console.print(
                Padding(Text(f"{sign(console, mark)} ", style).append(kind).append("\n").append(body), (0, 0, 0, 2))
            )
            return
        table = Table.grid(padding=(0, 1))
        table.add_column(width=3, justify="right")
        table.add_column(width=_KIND_WIDTH)
        table.add_column(ratio=1)
        table.add_row(Text(sign(console, mark), style), kind, body)
        console.print(table)

    def _reports(self, console: Console) -> None:
        if not self._readings:
            return
        console.print()
        console.print(heading(console, "REPORTS"))
        for number, reading in enumerate(self._readings, 1):
            report = reading.report
            told = [part for part in (report.title, report.outlet, report.agency) if part]
            told.append(f"published {report.published_day}" if report.published_day else "no date of publication")
            told.append(counted(len(reading.claims), "claim"))
            text = Text().append(f"[{number}] ", "bold").append(f"{report.path}\n")
            text.append("    " + " · ".join(told), "bright_black")
            console.print(text, soft_wrap=False)


def _lines(reading: Reading, number: int) -> Iterator[Line]:
    focus = focus_of(coded.claim for coded in reading.claims)
    for coded in reading.claims:
        yield Line(coded, reading, number, country_of(coded.claim, focus))


def _quoted(line: Line) -> Text:
    """Return the evidence with its trigger underlined, on one paragraph."""
    claim = line.coded.claim
    start = claim.trigger.start - claim.evidence.start
    end = claim.trigger.end - claim.evidence.start
    words = claim.evidence.text
    text = Text("“", "italic").append(words[:start], "italic").append(words[start:end], "italic underline")
    text.append(words[end:] + "”", "italic")
    return Text(" ").join(piece for piece in text.split("\n") if piece.plain.strip())

"""Control as a table to look at: places by holder, with state, probability and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from frontline.cli.output import heading, legend, sign
from frontline.cli.wording import counted, day_of, sourcing, written
from frontline.records.control import Control, ControlState, Evidence
from frontline.situation.filing import Filing

STATE_MARKS = {
    ControlState.HELD: ("■", "bold green"),
    ControlState.CLAIMED: ("◧", "bold cyan"),
    ControlState.CONTESTED: ("▨", "bold yellow"),
    ControlState.LOST: ("✕", "bold red"),
    ControlState.STALE: ("□", "bright_black"),
    ControlState.UNKNOWN: ("·", "bright_black"),
}
_BAR = 5
_REASONS = 6
_NARROW = 72
_WIDE = 96
_SINCE, _SPAN, _COUNTS = 17, 27, 20


class ControlTable:
    """Records as a table; `filings`, by claim id, bring the sentences behind them.

    `told_from` is the first day on which anything was published, None where it is not known.
    """

    def __init__(
        self,
        records: Sequence[Control],
        filings: Mapping[str, Filing] | None = None,
        *,
        history: bool = False,
        told_from: date | None = None,
    ) -> None:
        self._told_from = told_from
        self._records = records
        self._filings = filings
        self._history = history

    def print(self, console: Console, day: date) -> None:
        """Write a header, then the places: by holder on a day, by place over time."""
        title = "CONTROL OVER TIME" if self._history else "CONTROL"
        places = counted(len({record.place for record in self._records}), "place")
        console.print(
            Text(title, "bold").append(f"  to {written(day)}" if self._history else f"  {day:%A}, {written(day)}")
        )
        console.print(Text(f"{places} that claims speak of", "bright_black"))
        if not self._records:
            console.print(
                Text("No claim here speaks of who holds a place; frontline read shows what is found.", "italic")
            )
            return
        unknown = all(record.state is ControlState.UNKNOWN for record in self._records)
        if unknown and self._told_from is not None and day < self._told_from:
            console.print(
                Text(f"Nothing had been told of any of them by then, but from {written(self._told_from)} on.", "italic")
            )
        console.print(legend(console, STATE_MARKS))
        groups: dict[str, list[Control]] = defaultdict(list)
        for record in self._records:
            groups[record.place.name if self._history else _group(record)].append(record)
        ordered = (
            groups if self._history else sorted(groups, key=lambda name: (name == _NOBODY, -len(groups[name]), name))
        )
        for name in ordered:
            console.print()
            console.print(heading(console, name.upper()))
            for record in sorted(groups[name], key=_order) if not self._history else groups[name]:
                self._row(console, record)

    def _row(self, console: Console, record: Control) -> None:
        mark, style = STATE_MARKS[record.state]
        told = Text(record.state.value, style)
        if record.partly:
            told.append(" · partly " + ", ".join(one.name for one in record.partly), "yellow")
        when = self._when(record)
        counts = Text(f"{len(record.for_)} for, {len(record.against)} against", "bright_black")
        name = record.holder.name if record.holder else "nobody known"
        head = Text(name if self._history else record.place.name, "bold")
        if console.width < _NARROW:
            line = Text(f"{sign(console, mark)} ", style).append(head).append("  ").append(told).append("\n")
            line.append(self._bar(console, record)).append("  ").append(when).append("  ").append(counts)
            console.print(Padding(line, (0, 0, 0, 1)))
        else:
            table = Table.grid(padding=(0, 1), expand=True)
            table.add_column(width=1, no_wrap=True)
            table.add_column(ratio=1, overflow="fold")
            table.add_column(ratio=1, overflow="fold")
            table.add_column(width=_BAR + 5, no_wrap=True)
            table.add_column(width=_SPAN if self._history else _SINCE)
            table.add_column(width=_COUNTS if console.width >= _WIDE else 0)
            table.add_row(
                Text(sign(console, mark), style),
                head,
                told,
                self._bar(console, record),
                when,
                counts if console.width >= _WIDE else "",
            )
            console.print(table)
        if self._filings is not None:
            self._reasons(console, record)

    def _bar(self, console: Console, record: Control) -> Text:
        if record.holder is None:
            return Text(" " * _BAR)
        full = round(record.probability * _BAR)
        bar = Text(sign(console, "█" * full), "green").append(sign(console, "░" * (_BAR - full)), "bright_black")
        return bar.append(f" {record.probability:.0%}")

    def _when(self, record: Control) -> Text:
        if self._history:
            first, last = (written(one, "%b %Y") for one in (record.start, record.end))
            return Text(first if first == last else f"{first} to {last}", "blue")
        if record.holder is None:
            return Text()
        if record.since is not None:
            return Text(f"since {written(record.since, '%b %Y')}", "blue")
        return Text("" if record.for_ else "no claim for it", "bright_black")

    def _reasons(self, console: Console, record: Control) -> None:
        shown = record.evidence[:_REASONS]
        for one in shown:
            console.print(Padding(self._reason(one), (0, 0, 0, 4)))
        if len(record.evidence) > len(shown):
            console.print(
                Padding(Text(f"and {len(record.evidence) - len(shown)} lighter claims", "bright_black"), (0, 0, 0, 4))
            )

    def _reason(self, one: Evidence) -> Text:
        assert self._filings is not None
        line = Text(f"{one.weight:+.1f} ", "green" if one.weight > 0 else "red")
        if one.holder is not None:
            line.append(f"{'for' if one.weight > 0 else 'against'} {one.holder.name}: ")
        filing = self._filings.get(one.claim)
        if filing is None:
            return line.append(one.claim, "bright_black")
        claim = filing.claim
        words = " ".join(claim.evidence.text.split())
        line.append(f"{claim.kind}, {day_of(claim)[1]}: ", "bold").append(f"“{words}”", "italic")
        return line.append(f" {sourcing(claim)} [{filing.path or claim.report}]", "bright_black")


_NOBODY = "nobody known"


def _group(record: Control) -> str:
    return record.holder.name if record.holder else _NOBODY


def _order(record: Control) -> tuple[int, str]:
    return list(STATE_MARKS).index(record.state), record.place.name

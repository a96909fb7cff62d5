"""When what a report tells of began: "the offensive began on 27 November" dates "the third day of the offensive"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from frontline.extraction.times.atoms import Atom, lexicon
from frontline.extraction.times.days import DAY, shift, unit_interval
from frontline.extraction.times.expression import Expression, guard
from frontline.extraction.times.setting import Value, one_day, whole

_REACH = 6
D_DAY = "d-day"


class Starts:
    """The first days of what a report has told so far, by its noun. A noun that began on two days is forgotten."""

    def __init__(self) -> None:
        self._days: dict[str, date | None] = {}

    def learn(self, row: Sequence[Atom], dated: Sequence[tuple[Expression, date]]) -> None:
        """Take in a sentence and its one date to the day: "X began on 3 May", "D-Day, 6 June"."""
        days = {day for _, day in dated}
        if len(days) != 1:
            return
        [day] = days
        words = [atom.text.lower() for atom in row]
        nouns = [D_DAY] if any(atom.kind == "dday" and atom.number == 0 for atom in row) else []
        begun = next((place for place, word in enumerate(words) if guard("begin", word)), None)
        if begun is not None:
            nouns.extend(word for word in words[max(begun - _REACH, 0) : begun] if word in lexicon().guards["era"])
        for noun in nouns:
            self._days[noun] = day if self._days.get(noun, day) == day else None

    def value(self, said: Expression, row: Sequence[Atom]) -> Value | None:
        """Return what an expression comes to that counts from such a day; None for others, and where none is known."""
        if said.kind == "dday":
            start = self._days.get(D_DAY)
            return one_day(None if start is None else shift(start, DAY, said.number or 0), said)
        if said.kind == "era":
            start = self._named(row[said.first : said.end])
            return None if start is None else one_day(start, said)
        after = row[said.end : said.end + _REACH]
        counted = said.kind == "nth" and said.which == "" and after and after[0].kind == "of"
        if not counted and not (said.which == "event after" and said.number):
            return None
        start = self._named(after)
        steps = (said.number or 1) - (1 if counted else 0)
        moved = None if start is None else shift(start, said.unit, steps)
        if moved is None:
            return None
        return one_day(moved, said) if said.unit == DAY else whole(unit_interval(moved, said.unit), said.unit, said)

    def _named(self, words: Sequence[Atom]) -> date | None:
        known = (self._days.get(word.text.lower()) for word in words)
        return next((day for day in known if day is not None), None)

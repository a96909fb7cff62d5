"""Neighbours that make one expression: "Friday" + "morning", "the end of" + "March", "3" + "to" + "7 March"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from frontline.extraction.times.atoms import Atom, lexicon
from frontline.extraction.times.expression import Expression, is_noun

_MODIFIERS = (
    "the? modifier ((in|on) the?)? dash?",
    "the? modifier other? of the? dash?",
    "the? (last|final|ordword|modifier) dash? (half|quarter|unit|few? units|N units) of the?",
)
_DAY_GAPS = "comma? (at|in|on|of|dash|open|from)? (the|approx)?"
_RANGE_GAPS = "dash|to|and|until|slash"
_SWALLOWED = ("duration", "window", "nth", "unit", "quarter")


@cache
def _gap(form: str) -> re.Pattern[str]:
    table = lexicon().symbols
    number = f"({table['day']}|{table['wordnum']}|{table['num']})"
    joined = re.sub(r"\bN\b", number, form)
    return re.compile(re.sub(r"[a-z]+", lambda found: table[found[0]], joined).replace(" ", ""))


def join(row: list[Atom], code: str, found: list[Expression]) -> list[Expression]:
    """Return the expressions with neighbours joined. `code` is the row's string of classes."""
    found = _each_pair(row, code, found, (_weekday_date, _two_parts, _day_part, _into))
    found = _outermost([_modified(row, code, expression, found) for expression in found])
    found = _each_pair(row, code, [_day_range(row, code, each) for each in found], (_range, _night_of_range))
    return [expression for expression in found if expression.kind != "dropped"]


_Join = Callable[[list[Atom], str, Expression, Expression], Expression | None]


def _each_pair(row: list[Atom], code: str, found: list[Expression], joins: tuple[_Join, ...]) -> list[Expression]:
    """Fold from left to right: an expression that was joined may join its next neighbour too."""
    out: list[Expression] = []
    for right in found:
        here = right
        while out and here.first >= out[-1].end:
            joined = next((made for made in (rule(row, code, out[-1], here) for rule in joins) if made), None)
            if joined is None:
                break
            out.pop()
            here = joined
        out.append(here)
    return out


def _between(code: str, left: Expression, right: Expression) -> str:
    return code[left.end : right.first]


def _is_day(expression: Expression) -> bool:
    """Whether the expression names one day."""
    if expression.kind == "date":
        return expression.weekday is not None or expression.day is not None
    return expression.kind == "day" or (expression.kind == "unit" and expression.unit == 2)


def _weekday_date(row: list[Atom], code: str, left: Expression, right: Expression) -> Expression | None:
    """Join "Friday, 6 December"; "6 December, a Friday" stays two."""
    if left.kind != "date" or left.weekday is None or left.day is not None or left.which:
        return None
    if right.kind != "date" or right.day is None or right.weekday is not None or (left.part and right.part):
        return None
    if not _gap("comma? the?|open" + ("|of" if left.part else "")).fullmatch(_between(code, left, right)):
        return None
    end = right.end + (1 if code[left.end : right.first] == lexicon().symbols["open"] and right.end < len(row) else 0)
    return replace(right, first=left.first, end=end, weekday=left.weekday, part=left.part)


def _two_parts(row: list[Atom], code: str, left: Expression, right: Expression) -> Expression | None:
    """Join "3:30 in the morning", "at dawn, 5 a.m.", where the clock gives the hour."""
    gap = _between(code, left, right)
    if left.kind != "part" or right.kind != "part" or not _gap("(in the?)?|open|comma|slash").fullmatch(gap):
        return None
    closed = gap == lexicon().symbols["open"] and right.end < len(row) and row[right.end].kind == "close"
    clock = left if left.part.startswith("T") else right
    if clock.part.startswith("T") and right.part in ("EV", "AF", "NI") and clock is left and int(clock.part[1:3]) < 12:
        clock = replace(clock, part=f"T{int(clock.part[1:3]) + 12:02d}{clock.part[3:]}")
    return replace(clock, first=left.first, end=right.end + closed)


def _day_part(row: list[Atom], code: str, left: Expression, right: Expression) -> Expression | None:
    """A part of the day or a clock time beside the day that it belongs to."""
    if not _gap(_DAY_GAPS).fullmatch(_between(code, left, right)):
        return None
    if (
        _is_day(left)
        and right.kind == "part"
        and (not left.part or right.part.startswith("T") > left.part.startswith("T"))
    ):
        return replace(left, end=right.end, part=right.part)
    if left.kind == "part" and _is_day(right) and (not right.part or left.part.startswith("T")):
        return replace(right, first=left.first, part=left.part)
    if left.kind == "overnight" and _is_day(right) and not right.part:
        forward = row[left.end].kind != "in" and right.which != "into"
        return replace(right, first=left.first, part="overnight") if forward else None
    if _is_day(left) and right.kind == "overnight" and not left.part:
        return replace(left, end=right.end, part="overnight")
    return None


def _into(row: list[Atom], code: str, left: Expression, right: Expression) -> Expression | None:
    """Join "overnight into Friday", "Thursday night into Friday"."""
    gap = _between(code, left, right)
    if not _is_day(right) or not _gap("(into|to) the?|from").fullmatch(gap):
        return None
    if left.kind == "overnight":
        into = row[left.end].kind in ("into", "to")
        return replace(right, first=left.first, part="into" if into else "overnight")
    if _is_day(left) and left.part and gap.startswith(lexicon().symbols["into"]):
        return replace(right, first=left.first, part="into")
    return None


def _modified(row: list[Atom], code: str, expression: Expression, found: list[Expression]) -> Expression:
    """Take "early", "the end of", "the first half of" before an expression into it."""
    if expression.kind not in ("date", "feast", "decade", "century", "unit", "day", "weekend", "overnight"):
        return expression
    before = [other for other in found if other.end <= expression.first]
    floor = max((other.end for other in before if other.kind not in _SWALLOWED), default=0)
    for first in range(max(floor, expression.first - 7), expression.first):
        if any(_gap(form).fullmatch(code[first : expression.first]) for form in _MODIFIERS):
            if _is_verb(row, first, expression):
                continue
            mod = _portion(row[first : expression.first], expression)
            beside = row[first].kind == "the" and row[expression.first - 1].kind == "modifier"
            noun = beside and is_noun(row, expression.end) and not expression.year
            return replace(expression, first=first + noun, mod=mod)
    return expression


def _is_verb(row: list[Atom], first: int, expression: Expression) -> bool:
    """Whether "beginning in 1915" and "to end the day" have a verb before the time and no part of it."""
    mods = [atom for atom in row[first : expression.first] if atom.kind == "modifier"]
    if (
        len(mods) != 1
        or mods[0].value not in ("OPEN", "CLOSE")
        or any(a.kind == "of" for a in row[first : expression.first])
    ):
        return False
    last = row[expression.first - 1]
    return last.kind in ("in", "on") or (last.kind == "modifier" and row[expression.first].kind == "the")


def _outermost(found: list[Expression]) -> list[Expression]:
    """Leave out what another expression has taken in."""
    return [
        each
        for each in found
        if not any(other is not each and other.first <= each.first and each.end <= other.end for other in found)
    ]


def _portion(words: list[Atom], expression: Expression) -> str:
    """Which part of a stretch the words name: START, MID, END, or the second half (H2), third week (W3) and so on."""
    kinds = {atom.kind for atom in words}
    ordinal = next((atom.number for atom in words if atom.kind == "ordword"), 0)
    slices = next((letter for kind, letter in (("half", "H"), ("quarter", "Q")) if kind in kinds), "")
    unit = next((atom for atom in words if atom.kind in ("unit", "units")), None)
    if unit is not None:
        slices = {3: "W", 2: "D"}.get(unit.number, "")
    last = bool(kinds & {"last", "final"})
    if slices and (last or ordinal):
        return f"{slices}L" if last else f"{slices}{ordinal}"
    modifier = next((str(atom.value) for atom in words if atom.kind == "modifier"), "")
    return modifier or ("END" if last else "START" if ordinal == 1 else expression.mod)


def _day_range(row: list[Atom], code: str, expression: Expression) -> Expression:
    """Join "3-7 March", "from 3 to 7 March" and "March 3-7": a bare day number beside a date."""
    if expression.kind != "date" or expression.day is None or expression.month is None:
        return expression
    if row[expression.first].kind in ("day", "ordnum"):
        for form, called in (("(day|ordnum) dash", False), ("(day|ordnum) (to|and|slash)", True)):
            first = expression.first - 2
            if first >= 0 and _gap(form).fullmatch(code[first : expression.first]):
                before = row[first - 1].kind if first else ""
                if not called or before in ("from", "between", "on", "of", "comma", "the"):
                    first -= called and before == "the"
                    low = replace(
                        expression,
                        first=first,
                        end=expression.first - 1,
                        day=row[expression.first - 2].number,
                        weekday=None,
                    )
                    return _span(low, expression)
        return expression
    end = expression.end + 2
    before = row[expression.first - 1].kind if expression.first else ""
    called = before in ("from", "between") or bool(expression.part)
    link = "(dash|to|and) (day|ordnum)" if called or not is_noun(row, end) else "dash (day|ordnum)"
    if not called and end <= len(row) and row[expression.end].kind == "to":
        return expression
    if expression.year is None and _gap(link).fullmatch(code[expression.end : end]):
        high = replace(expression, first=expression.end + 1, end=end, day=row[end - 1].number)
        if _gap("comma? year").match(code, end):
            length = 2 if row[end].kind == "comma" else 1
            year = row[end + length - 1].number
            expression, high = replace(expression, year=year), replace(high, year=year, end=end + length)
        return _span(expression, high)
    return expression


def _night_of_range(_row: list[Atom], code: str, left: Expression, right: Expression) -> Expression | None:
    """Join "the night of" and "20 to 21 January", "overnight" and "from 20 to 21 January": the days that it lies in."""
    if left.kind not in ("part", "overnight") or right.kind != "range" or right.low is None:
        return None
    if not _gap("(of|from|dash)? the?").fullmatch(_between(code, left, right)):
        return None
    return replace(right, first=left.first, low=replace(right.low, first=left.first, part=left.part))


def _span(low: Expression, high: Expression) -> Expression:
    return Expression(low.first, high.end, "range", low=low, high=high)


def _range(row: list[Atom], code: str, left: Expression, right: Expression) -> Expression | None:
    """Join "between March and May 2022", "from Monday to Wednesday", "2011-2014": what one end lacks, the other gives."""
    gap = _between(code, left, right)
    if left.kind != "date" or right.kind != "date" or not _gap(f"({_RANGE_GAPS}) the?").fullmatch(gap):
        return None
    before = row[left.first - 1].kind if left.first else ""
    kind = row[left.end].kind
    night = bool(left.part) and kind == "to"
    if kind not in ("dash", "slash") and before not in ("from", "between") and not night:
        return None
    if kind == "and" and before != "between":
        return None
    if (left.month is None) != (right.month is None) and left.day is None:
        return None
    if left.year is None and right.year is not None:
        left = replace(left, year=right.year)
    return _span(left, right)

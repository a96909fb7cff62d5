"""The grammar: which rows of atoms are a time expression.

A form is a regular expression over class names (knowledge/data/times.toml and atoms.py). At each atom the longest
form that its reading accepts wins; a reading returns None where the words only look like a time ("may", "2000 troops").
"""

from __future__ import annotations

import re
from functools import cache

from frontline.extraction.times import dates, nouns, spans
from frontline.extraction.times.atoms import Atom, lexicon
from frontline.extraction.times.expression import Expression, Reading

_NEVER_FIRST = frozenset({"other", "comma", "dash", "of", "in", "and", "dot"})
_MACROS = {
    "AMOUNT": "((approx|just|(more|less) than|at least|up to|over)* (a? few of?|another? a? N|another|a|half a|N and a? half))",
    "MONTH": "(month|monthabbr dot?)",
    "DAYNUM": "(day|ordnum|ordword)",
    "N": "(day|num|year|(wordnum (dash|and)?)* wordnum)",
    "UNIT": "(unit|units)",
    "PAST": "(last|past|previous|recent)",
    "NEXT": "(next|coming|following)",
    "WHICH": "(last|past|previous|next|coming|following|this|that|same|these)",
    "YEAR": "((comma? year)|(comma? apostrophe day))",
}


FORMS: tuple[tuple[str, Reading], ...] = (
    ("iso", dates.read_iso),
    ("slashdate", dates.read_slashed),
    ("the? DAYNUM (dash|day)? of? MONTH of? YEAR?", dates.read_dated),
    ("MONTH the? DAYNUM (YEAR|of year)?", dates.read_dated),
    ("MONTH comma? of? year", dates.read_month_year),
    (
        "(MONTH the? DAYNUM|the? DAYNUM of? MONTH|MONTH|season) (of (the same|that same?|this|next|last)|comma? (this|next|last)) unit",
        dates.read_of_that_year,
    ),
    ("(the? (same|last|past|previous|next|coming|following)|this|that)? MONTH", dates.read_month),
    ("((month|season) of?|the)? (N|num) era", dates.read_before_christ),
    ("christ? year christ?", dates.read_lone_year),
    ("apostrophe (day|num)", dates.read_short_year),
    ("the (unit|units) year", dates.read_named_year),
    ("the? unit? year dash day", dates.read_years),
    ("(day|num|year) dash (day|num|year) era", dates.read_years_before_christ),
    ("the? (decadenum|decade)", dates.read_decade),
    ("the? (wordnum dash)? (ordnum|ordword) dash? unit", dates.read_century),
    ("(the|WHICH)? season of? year?", dates.read_season),
    ("(the? (last|next|this|that|past|previous))? feast YEAR?", dates.read_feast),
    (
        "(last|this|next|that|past|previous|following|coming)? (weekday|weekdayabbr dot?) ((of? (last|next|this|that) unit)|((last|next) (?!unit)))?",
        dates.read_weekday,
    ),
    ("the? ordnum", dates.read_ordinal_day),
    ("today", spans.read_day),
    ("the unit (before|after) today", spans.read_day),
    ("dday", nouns.read_d_day),
    ("tonight", spans.read_tonight),
    ("overnight", spans.read_overnight),
    ("(this|last|that|next|the same|the following|the next|the previous|that same) part", spans.read_this_part),
    ("the part (before|after)", spans.read_this_part),
    ("the? (WHICH same?|this past|this coming|that same) consecutive? unit", spans.read_unit),
    ("the unit (before|after|previous|following|modifier)", spans.read_unit),
    ("the? modifier (other of|of|in) the unit", spans.read_edge),
    ("(the|a)? unit", spans.read_weekend),
    ("AMOUNT UNIT (ago|modifier|before|after)", spans.read_shift),
    ("(units|approx units) (ago|modifier|after)", spans.read_shift),
    ("(the|these)? (recent|(PAST|NEXT) (few|N|few of)? ) units", spans.read_window),
    ("(the|these) (past|last|next) N unit", spans.read_window),
    ("the N (PAST|NEXT) units", spans.read_window),
    ("AMOUNT dash? consecutive? UNIT (dash? long)?", spans.read_duration),
    ("(the|this|that) (N|num) dash unit", spans.read_duration),
    ("units dash long", spans.read_duration),
    ("(the final?)? units", spans.read_duration),
    ("unit dash long", spans.read_duration),
    ("(a|the) consecutive? unit", nouns.read_bare_unit),
    ("(half dash? a? unit|a unit and a? half)", nouns.read_halves),
    ("AMOUNT (dash? UNIT dash? old|units of age)", nouns.read_age),
    ("(the? same)? AMOUNT dash? UNIT period", nouns.read_period),
    ("every (wordnum|ordword|other|few)? (unit|units|weekday|weekdayabbr|month|part)", nouns.read_every),
    ("per unit", nouns.read_every),
    ("weekday", nouns.read_weekdays),
    ("often", nouns.read_often),
    (
        "(the|this|that)? (ordword|ordnum|WHICH|final) dash? quarter ((comma? of? year)|(of (the|WHICH)? (WHICH)? unit))?",
        nouns.read_quarter,
    ),
    (
        "the? same (period|unit) (of|in|comma)? (the? (last|previous) unit|(a|N) UNIT (ago|modifier|before))",
        nouns.read_again,
    ),
    ("this time last unit", nouns.read_again),
    ("(recent|attribute)", nouns.read_attribute),
    ("the near? attribute", nouns.read_attribute),
    ("the? (attribute|modern) dash? unit", nouns.read_current_unit),
    ("(the past|these units|the (near|long) term|the time being)", nouns.read_reference),
    ("(this|that|the) (time|period)", nouns.read_that_time),
    ("the same period", spans.read_vague),
    ("unit (genitive|dash) modifier", nouns.read_end_of),
    ("fiscal unit? year?", nouns.read_fiscal),
    ("(the? PAST)? N other units", nouns.read_described),
    ("(wordnum|the? ordword) part", nouns.read_one_part),
    ("(the|a|this)? (ordnum|ordword) consecutive? unit", spans.read_nth),
    ("clock meridiem? ((local|other) time)? zone?", spans.read_clock),
    ("(day|clock) (meridiem|clockword) ((local|other) time)? zone?", spans.read_clock),
    ("(year|num|day|clock) (zone|clockword|local time)", spans.read_clock),
    ("the? part (dash time)?", spans.read_part),
    ("the? (modifier|other) units", spans.read_small_hours),
    ("the? modifier part units", spans.read_small_hours),
    ("the same time", spans.read_vague),
    ("(right|more)? present", spans.read_vague),
)


@cache
def _compile(form: str) -> re.Pattern[str]:
    for name, meaning in _MACROS.items():
        form = re.sub(rf"\b{name}\b", meaning, form)
    table = lexicon().symbols
    return re.compile(re.sub(r"[a-z]+", lambda found: table[found[0]], form).replace(" ", ""))


def read_forms(row: list[Atom], code: str) -> list[Expression]:
    """Return the expressions of a row of atoms, from left to right, none overlapping. `code` is its string of classes."""
    starts = _starts()
    found, place = [], 0
    while place < len(row):
        best: Expression | None = None
        for pattern, reading in starts.get(code[place], ()):
            match = pattern.match(code, place)
            if match and match.end() > place and (best is None or match.end() > best.end):
                best = reading(row, place, match.end()) or best
        if best is not None:
            found.append(best)
        place = place + 1 if best is None else best.end
    return found


@cache
def _starts() -> dict[str, tuple[tuple[re.Pattern[str], Reading], ...]]:
    """The forms that name a class, by its symbol: no other form can begin with it."""
    compiled = [(_compile(form), reading) for form, reading in FORMS]
    symbols = [symbol for name, symbol in lexicon().symbols.items() if name not in _NEVER_FIRST]
    return {symbol: tuple(pair for pair in compiled if symbol in pair[0].pattern) for symbol in symbols}

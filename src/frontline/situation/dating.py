"""Dating: the days that a claim speaks of, as exactly as the report lets us.

A claim with a time keeps it. One without is dated by its report. In news it happened by the day of publication. In a
story, what follows "on 5 March" happened then until the story says another day. A report tells a story where it has no
date of publication, or where most of its dated claims lie more than two months before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from frontline.records import Stance
from frontline.situation.filing import Filing

_EXACT_DAYS = 10
"""A time up to this long can date what is told after it; "in March" cannot."""
_ANCHOR = timedelta(days=2)
"""In a story, a time so near to publication is "that evening" read against the wrong day."""
_VAGUE = frozenset({"month", "year", "vague"})
_OLD = timedelta(days=60)
"""What ended longer ago than this is no news: the window of frontline.extraction.times."""


class Days(NamedTuple):
    """The days of a claim, both ends included; `start` is None where only the end is known.

    `stated` tells whether the claim's own words date it, `vague` whether they mean some time within these days rather than
    all of them.
    """

    start: date | None
    end: date
    stated: bool
    vague: bool = False


def dated(filings: Iterable[Filing]) -> Iterator[tuple[Filing, Days | None]]:
    """Yield every filing with its days; None where nothing dates it.

    The claims of one report are taken in the order of its text, whatever their order here.
    """
    by_report: dict[str, list[Filing]] = defaultdict(list)
    for filing in filings:
        by_report[filing.claim.report].append(filing)
    for told in by_report.values():
        story, last = _tells_a_story(told), None
        for filing in sorted(told, key=lambda one: (one.claim.trigger.start, one.claim.id)):
            days = _stated(filing)
            if story and days is not None and filing.published is not None and filing.published - days.end < _ANCHOR:
                days = None
            if days is not None and _tells_on(filing, days):
                last = days.end
            yield filing, days or _by_report(filing, last, story=story)


def _stated(filing: Filing) -> Days | None:
    time = filing.claim.roles.time
    if time is None or (time.start is None and time.end is None):
        return None
    vague = time.precision in _VAGUE
    if time.end is None:
        return Days(time.start, filing.published or time.start, stated=True, vague=vague) if time.start else None
    if time.start is None and time.span is None and time.end == filing.published:
        return None  # the reader had nothing but the day of publication
    return Days(time.start, time.end, stated=True, vague=vague)


def _tells_on(filing: Filing, days: Days) -> bool:
    """Say whether what follows in a story happened then too, until it says another day."""
    if filing.claim.stance in {Stance.PLANNED, Stance.HYPOTHETICAL, Stance.BACKGROUND}:
        return False
    return days.start is None or (days.end - days.start).days <= _EXACT_DAYS


def _by_report(filing: Filing, last: date | None, *, story: bool) -> Days | None:
    if filing.claim.stance is Stance.BACKGROUND:
        return None
    if not story and filing.published is not None:
        return Days(None, filing.published, stated=False)
    return Days(last, last, stated=False) if last is not None else None


def _tells_a_story(told: Iterable[Filing]) -> bool:
    ends = [(filing.published, days.end) for filing in told if (days := _stated(filing)) is not None]
    old = sum(published is None or published - end > _OLD for published, end in ends)
    return 2 * old > len(ends)

"""What changed between two days: the account as it stood on each, from what had been published by then."""

from __future__ import annotations

from datetime import date

from frontline.errors import UsageError
from frontline.pipeline.controlling import Told
from frontline.situation.changes import Changes, changes


def changed(told: Told, since: date, until: date | None = None) -> Changes:
    """Return what changed after `since` up to `until`, the day of the newest report unless given.

    Control of a day is worked out from what was published by that day: news of today about last week is a change of
    today's. Claims of reports without a date of publication are known from the first.

    Raises:
        UsageError: `until` is not after `since`, or neither it nor a day of publication is known.
    """
    until = told.day(until)
    if until <= since:
        raise UsageError(f"nothing lies between {since} and {until}; --since must be before the last day")
    before, after = told.known_on(since), told.known_on(until)
    filings = tuple(after.filings.values())
    return changes(filings, before.account.at(since), after.account.at(until), (since, until))

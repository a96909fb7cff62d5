"""What changed between two days: the account as it stood on each, from what had been published by then."""

from __future__ import annotations

from datetime import date

from frontline.errors import UsageError
from frontline.knowledge.shipped import shipped
from frontline.pipeline.controlling import Told
from frontline.situation.account import Account
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
    account = told.account
    known = [(filing.published or since, filing) for filing in told.filings.values()]
    rows = []
    for day in (since, until):
        filings = [filing for published, filing in known if published <= day]
        rows.append(Account.of(filings, shipped(), account.starting, account.parameters).at(day))
    return changes([filing for published, filing in known if published <= until], rows[0], rows[1], (since, until))

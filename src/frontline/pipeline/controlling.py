"""Control of places from reports or written claims: the order of the steps, for the command line and for Python."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from frontline.errors import UsageError
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.names import fold
from frontline.knowledge.shipped import Knowledge
from frontline.pipeline.filings import FilingOptions, filings
from frontline.pipeline.kinds import knowledge_with
from frontline.records import Problem
from frontline.records.control import ControlPlace
from frontline.situation.account import Account
from frontline.situation.filing import Filing
from frontline.situation.sides import Sides
from frontline.situation.start import Starting, StartReader
from frontline.situation.where import OWN_PLACES, SETTLEMENTS, control_place, place_key

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Told:
    """An account with the claims behind it by id, and what could not be read.

    `newest` is the last day of publication among the reports, None where none gave one; `actors` is the user's file of
    actors that they were read with.
    """

    account: Account
    newest: date | None
    filings: dict[str, Filing] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    actors: Path | None = None

    def day(self, at: date | None) -> date:
        """Return the day asked for, else that of the newest report.

        Raises:
            UsageError: neither is known.
        """
        day = at or self.newest
        if day is None:
            raise UsageError(
                "no day to look at: no report says when it was published; name a day, such as --at 2024-12-06"
            )
        return day

    def known_on(self, day: date) -> Told:
        """Return what was known on a day: reports published later are left out, those without a date are not."""
        known = {key: one for key, one in self.filings.items() if one.published is None or one.published <= day}
        if len(known) == len(self.filings):
            return self
        account = Account(self.account.hearing, self.account.parameters, self.account.starting)
        account.add(known.values())
        return replace(self, account=account, newest=_newest(known.values()), filings=known)


def tell(sources: Sequence[str | Path], options: FilingOptions | None = None, start: str | Path | None = None) -> Told:
    """Read `sources` (reports, or written claims) into an account. `start` is a file with a starting situation.

    Raises:
        UsageError: the file of the starting situation is missing or wrong.
        KnowledgeError: a data file, or the user's file of kinds or of actors, is missing or wrong.
    """
    options = options or FilingOptions()
    knowledge = knowledge_with(options.actors)
    filed: dict[str, Filing] = {}
    problems: list[Problem] = []
    for item in filings(sources, options):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            filed.setdefault(item.claim.id, item)
    starting = _starting(start, knowledge, filed.values()) if start is not None else Starting()
    account = Account.of(filed.values(), knowledge, starting)
    problems += starting.problems
    return Told(account, _newest(filed.values()), filed, tuple(dict.fromkeys(problems)), options.actors)


def _newest(filed: Iterable[Filing]) -> date | None:
    return max((one.published for one in filed if one.published), default=None)


def places_named(account: Account, name: str) -> tuple[ControlPlace, ...]:
    """Return the places of an account that a name means, in whatever spelling.

    Raises:
        UsageError: there is none; the message names some that there are.
    """
    found = tuple(place for place in account.places if fold(place.name) == fold(name))
    if not found:
        meant = {place_key(_as_place(one)) for one in account.hearing.gazetteer.find(name)}
        found = tuple(place for place in account.places if place_key(place) in meant)
    if found:
        return found
    names = sorted({place.name for place in account.places})
    if not names:
        raise UsageError(f"{name}: these reports make no claim about who holds a place")
    near = difflib.get_close_matches(name, names, _NAMED, 0.5) or names[:_NAMED]
    more = f" and {len(names) - len(near)} more" if len(names) > len(near) else ""
    raise UsageError(f"{name}: no claim here speaks of who holds it, but of who holds {', '.join(near)}{more}")


def _as_place(one: Candidate) -> ControlPlace:
    return ControlPlace(one.name, one.geonameid, one.lat, one.lon, one.feature, one.country, one.admin1)


def _starting(path: str | Path, knowledge: Knowledge, filed: Iterable[Filing]) -> Starting:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8"
        raise UsageError(f"--start {path}: {why}; give a CSV or GeoJSON file in UTF-8") from error
    roles = [one.claim.roles for one in filed]
    places = (place for role in roles for place in (*role.place, *role.origin, *role.destination))
    spoken = tuple(dict.fromkeys(control_place(place) for place in places if place.feature in SETTLEMENTS | OWN_PLACES))
    return StartReader(Sides(knowledge.registry), knowledge.gazetteer, spoken).read(text, str(path))

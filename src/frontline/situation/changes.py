"""What changed: the difference between two days, as an analyst sends it in the morning.

Gains and losses come from control on both days. Happenings are the claims of one kind at one place whose days meet
(merging proper, over kinds and wordings, is another room's work); those that nobody had told of before the first day
are new. Contradictions are happenings that one side tells and another denies, and tolls of one happening that do not
meet; corrections are later figures of a toll told before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from frontline.records import Claim, Count, Stance
from frontline.records.control import Control, ControlPlace
from frontline.situation.copies import LIKE, likeness, shingles
from frontline.situation.dating import Days, dated
from frontline.situation.filing import Filing
from frontline.situation.where import PlaceKey, control_place, place_key

_NEAR = timedelta(days=1)
"""Days of two claims that meet within this are of one happening: news of the night before and of the morning."""
_TOLD = frozenset({Stance.ASSERTED, Stance.CLAIMED})
_NEWS = _TOLD | {Stance.DENIED, Stance.PLANNED}
_TOLLS = ("killed", "wounded", "displaced", "detained")


class Turn(StrEnum):
    """How control of a place changed."""

    GAINED = "gained"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    LOST = "lost"
    SETTLED = "settled"
    FADED = "faded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ControlChange:
    """A place whose holder or state is another than before; `before` is None where nothing was known of it."""

    turn: Turn
    before: Control | None
    after: Control


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of a happening with the days that it speaks of; `copies` are later reports with the same words."""

    filing: Filing
    days: Days
    copies: tuple[Filing, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims of one kind at one place whose days meet, the earliest published first. `place` is None where none is told."""

    kind: str
    place: ControlPlace | None
    told: tuple[Told, ...]

    @property
    def first(self) -> date:
        """The first day that it may have been on."""
        return min(one.days.start or one.days.end for one in self.told)

    @property
    def last(self) -> date:
        """The last day that it may have been on."""
        return max(one.days.end for one in self.told)

    @property
    def reports(self) -> int:
        """The number of reports that tell of it, copies too."""
        return len({filing.claim.report for one in self.told for filing in (one.filing, *one.copies)})


@dataclass(frozen=True, slots=True)
class Dispute:
    """A happening that some claims tell and others deny: it is not known which are right."""

    happening: Happening
    told: tuple[Told, ...]
    denied: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A toll as one claim gives it."""

    told: Told
    count: Count


@dataclass(frozen=True, slots=True)
class Correction:
    """A toll that later reports give otherwise: `name` is killed, wounded, displaced or detained.

    `figures` are in the order of publication; two on one day that do not meet are a contradiction as well.
    """

    happening: Happening
    name: str
    figures: tuple[Figure, ...]

    @property
    def contradicts(self) -> bool:
        """Whether two figures published on one day have no number in common."""
        by_day: dict[date, list[Count]] = defaultdict(list)
        for figure in self.figures:
            if figure.told.filing.published is not None:
                by_day[figure.told.filing.published].append(figure.count)
        return any(not _meet(one, other) for counts in by_day.values() for one in counts for other in counts)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new on the days after `since` up to `until`."""

    since: date
    until: date
    control: tuple[ControlChange, ...]
    new: tuple[Happening, ...]
    disputes: tuple[Dispute, ...]
    corrections: tuple[Correction, ...]


def changes(
    filings: Sequence[Filing], before: Iterable[Control], after: Iterable[Control], days: tuple[date, date]
) -> Changes:
    """Return what changed after the first of `days` up to the second.

    `before` and `after` are control on these days. Claims without any date are left out: what cannot be dated cannot be
    new.
    """
    since, until = days
    told = [one for one in happenings(filings) if any(_published(item) <= until for item in one.told)]
    fresh = [one for one in told if since < _published(one.told[0]) and one.last > since]
    touched = [one for one in told if any(since < _published(item) <= until for item in one.told)]
    return Changes(
        since,
        until,
        tuple(
            sorted(control_changes(before, after), key=lambda one: (list(Turn).index(one.turn), one.after.place.name))
        ),
        tuple(sorted((one for one in fresh if _is_news(one)), key=_weight)),
        tuple(found for one in touched for found in _dispute(one)),
        tuple(found for one in touched for found in _corrections(one, since)),
    )


def control_changes(before: Iterable[Control], after: Iterable[Control]) -> Iterator[ControlChange]:
    """Yield the places whose holder or state changed."""
    earlier = {place_key(row.place): row for row in before}
    for row in after:
        known = earlier.get(place_key(row.place))
        turn = _turn(known, row)
        if turn is not None:
            yield ControlChange(turn, known, row)


def _turn(before: Control | None, after: Control) -> Turn | None:
    """Return how control turned; None where holder and state are the same, and for what stays unknown."""
    if before is not None and (before.holder, before.state) == (after.holder, after.state):
        return None
    if after.state == "unknown" and (before is None or before.holder is None):
        return None
    same = before is not None and before.holder == after.holder
    if after.state == "held":
        return Turn.SETTLED if same else Turn.GAINED
    by_state = {"claimed": Turn.CLAIMED, "contested": Turn.CONTESTED, "lost": Turn.LOST, "stale": Turn.FADED}
    return by_state.get(after.state.value, Turn.UNKNOWN)


def happenings(filings: Iterable[Filing]) -> list[Happening]:
    """Return the happenings of filings: one kind, one place, days that meet within a day of each other.

    What is planned is a happening apart from what has happened. Claims of what is hypothetical, and history, are in none.
    """
    groups: dict[tuple[str, PlaceKey | None, bool], list[Told]] = defaultdict(list)
    places: dict[PlaceKey, ControlPlace] = {}
    for filing, days in dated(filings):
        if days is None or filing.claim.stance not in _NEWS:
            continue
        place = _place(filing.claim)
        key = place_key(place) if place is not None else None
        if place is not None and key is not None:
            places.setdefault(key, place)
        groups[filing.claim.kind, key, filing.claim.stance is Stance.PLANNED].append(Told(filing, days))
    found = [
        Happening(kind, places.get(key) if key is not None else None, told)
        for (kind, key, _), members in groups.items()
        for told in _meeting(members, apart=key is None)
    ]
    return sorted(found, key=lambda one: (_published(one.told[0]), one.kind, one.told[0].filing.claim.id))


def _meeting(members: Iterable[Told], *, apart: bool) -> Iterator[tuple[Told, ...]]:
    """Yield runs of claims whose days meet, copies folded into their originals; without a place each stands alone."""
    run: list[Told] = []
    for one in sorted(members, key=lambda one: (one.days.start or one.days.end, one.days.end)):
        if run and (apart or (one.days.start or one.days.end) - max(item.days.end for item in run) > _NEAR):
            yield _folded(run)
            run = []
        run.append(one)
    if run:
        yield _folded(run)


def _folded(run: Sequence[Told]) -> tuple[Told, ...]:
    """Return claims by publication, those with the words of an earlier report's claim as its copies."""
    kept: list[Told] = []
    for one in sorted(run, key=lambda one: (_published(one), one.filing.claim.report, one.filing.claim.id)):
        words = shingles(one.filing.claim.evidence.text)
        for at, other in enumerate(kept):
            alike = likeness(words, shingles(other.filing.claim.evidence.text)) >= LIKE
            same = other.filing.claim.report == one.filing.claim.report
            if alike and not same and other.filing.claim.stance is one.filing.claim.stance:
                kept[at] = Told(other.filing, other.days, (*other.copies, one.filing))
                break
        else:
            kept.append(one)
    return tuple(kept)


def _place(claim: Claim) -> ControlPlace | None:
    roles = claim.roles
    named = next((places for places in (roles.place, roles.destination, roles.origin) if places), ())
    return control_place(named[0]) if named else None


def _published(told: Told) -> date:
    return told.filing.published or told.days.end


def _is_news(happening: Happening) -> bool:
    return any(one.filing.claim.stance in _TOLD or one.filing.claim.stance is Stance.PLANNED for one in happening.told)


def _weight(happening: Happening) -> tuple[int, int, date, str]:
    """Sort what cost most lives first, then what most reports tell of, then by day."""
    deaths = max((_toll(one.filing.claim, "killed") or 0 for one in happening.told), default=0)
    return -deaths, -happening.reports, happening.first, happening.kind


def _toll(claim: Claim, name: str) -> int | None:
    count = dict(claim.counts).get(name)
    return None if count is None else count.best if count.best is not None else count.low


def _dispute(happening: Happening) -> Iterator[Dispute]:
    told = tuple(one for one in happening.told if one.filing.claim.stance in _TOLD and one.filing.claim.polarity)
    denied = tuple(one for one in happening.told if one.filing.claim.stance is Stance.DENIED)
    if told and denied:
        yield Dispute(happening, told, denied)


def _corrections(happening: Happening, since: date) -> Iterator[Correction]:
    """Yield tolls that reports give in more than one way, one of them published after `since`."""
    for name in _TOLLS:
        figures = [
            Figure(one, count)
            for one in happening.told
            for key, count in one.filing.claim.counts
            if key == name and one.filing.claim.stance in _TOLD
        ]
        changed = any(not _meet(one.count, other.count) for one in figures for other in figures)
        if changed and any(_published(figure.told) > since for figure in figures):
            yield Correction(happening, name, tuple(figures))


def _meet(one: Count, other: Count) -> bool:
    """Say whether two counts have a number in common; an end that is not known is open."""
    low = max(one.low or 0, other.low or 0)
    ends = [count.high for count in (one, other) if count.high is not None]
    return not ends or low <= min(ends)

"""States: from chances to what is said of a place on each day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from frontline.records.control import Control, ControlState, Evidence, Holder
from frontline.situation.chain import Flags, Floats, Ints, Smoothed, at_days
from frontline.situation.parameters import Parameters
from frontline.situation.testimony import FOR, Form, Interest, Testimony
from frontline.situation.track import ALONE, Track

SURE = 0.6
"""The chance from which a holder is said to hold a place that is not fought over."""
FOUGHT = 0.5
"""The chance of fighting from which a place is contested."""
STALE_DAYS = 60
"""Days without word of a place after which what is said of it is stale."""
PARTLY_DAYS = 14
"""Days for which another's hold of a part makes a place contested. All of these are house rules, not fitted."""
MEMORY_DAYS = 3650
"""How far back a holder's first day is looked for."""
_NEVER = 1 << 30
_TIE = 1e-6
"""What "anybody else" has ahead: a holder that is no likelier is not known to hold the place."""
AROUND = 3
"""Days before a holder's first in which what is told counts as told of it."""
_TAKING = frozenset({Form.GAIN, Form.HOLD})
_TELLING = frozenset({Form.GAIN, Form.HOLD, Form.LOSS, Form.SURRENDER, Form.NOT_LOSS, Form.NOT_GAIN, Form.NOT_HOLD})
_STATES = tuple(ControlState)
_CODE = {state: number for number, state in enumerate(_STATES)}
_ONE_SIDED = frozenset({Interest.OWN, Interest.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Course:
    """One place day by day from ordinal `first`.

    By day: the `chances` of its holders (days, holders), the `best` holder by index, the offset of the day since which it is
    the best (`since`), and the index of the `state`. `weights` are those of the track's testimonies.
    """

    track: Track
    first: int
    chances: Floats
    best: Ints
    since: Ints
    state: Ints
    weights: Floats
    slip: float

    @property
    def days(self) -> Ints:
        """The ordinals of the days."""
        return np.arange(self.first, self.first + len(self.best))

    def runs(self, first: date) -> list[tuple[int, int]]:
        """Return the offsets (both included) of the runs of days with one holder and state, from `first` on."""
        begin = max(first.toordinal() - self.first, 0)
        if begin >= len(self.best):
            return []
        turns = np.flatnonzero((np.diff(self.best) != 0) | (np.diff(self.state) != 0)) + 1
        starts = [begin, *turns[turns > begin].tolist()]
        return list(zip(starts, [*(start - 1 for start in starts[1:]), len(self.best) - 1], strict=True))

    def control(self, start: int, end: int) -> Control:
        """Return the record of the days from offset `start` to `end`, both included, as of the last of them."""
        state = _STATES[self.state[end]]
        holder, since = self._holder(end, state), int(self.since[end])
        chance = self.chances[end].max() if holder is None else self.chances[end][self.track.holders.index(holder)]
        parts = sorted({one.holder for one in self._parts(end) if one.holder}, key=lambda one: one.id)
        reaches_back = since == 0 and state is not ControlState.LOST
        turned = self._gained(holder, end) if reaches_back else self._turned(since)
        return Control(
            place=self.track.place,
            holder=holder,
            state=state,
            probability=float(chance),
            start=date.fromordinal(self.first + start),
            end=date.fromordinal(self.first + end),
            since=turned,
            evidence=self._evidence(since, end, holder),
            shares=self._shares(end),
            partly=tuple(one for one in parts if one != holder),
        )

    def _holder(self, day: int, state: ControlState) -> Holder | None:
        if state is ControlState.UNKNOWN:
            return None
        at = int(self.since[day]) - 1 if state is ControlState.LOST else day
        return self.track.holders[int(self.best[at])]

    def _turned(self, since: int) -> date | None:
        """Return a day on which the best holder changes; None where nothing was told around it, so that no text gives it."""
        day = self.first + since
        start = [self.track.start.day] if self.track.start is not None else []
        told = (one.toordinal() for one in (*(one.day for one in self.track.told), *start))
        return date.fromordinal(day) if any(abs(one - day) <= AROUND for one in told) else None

    def _gained(self, holder: Holder | None, end: int) -> date | None:
        """Return the day on which a holder took the place, where that is the first thing told of it; None otherwise."""
        start, last = self.track.start, date.fromordinal(self.first + end)
        if holder is None or (start is not None and start.holder == holder):
            return None
        told = (one for one in self.track.told if one.holder == holder and one.form in FOR and not one.part)
        first = next(told, None)
        took = first is not None and first.form is Form.GAIN and not first.open and first.day <= last
        return first.day if first is not None and took else None

    def _shares(self, day: int) -> tuple[tuple[Holder, float], ...]:
        named = zip(self.track.holders, self.chances[day].tolist(), strict=True)
        return tuple(sorted(((one, share) for one, share in named if one), key=lambda pair: (-pair[1], pair[0].id)))

    def _evidence(self, since: int, end: int, holder: Holder | None) -> tuple[Evidence, ...]:
        """Return what was told of the place from shortly before `since` to `end`, as for or against a holder.

        Where nobody is known to hold the place, as for or against whoever each claim speaks of.
        """
        last = self.first + end
        found: dict[str, float] = {}
        speaks_of: dict[str, Holder | None] = {}
        begin = self.first + since - AROUND if since else 0
        for one, weight in zip(self.track.told, self.weights.tolist(), strict=True):
            day = one.day.toordinal()
            if weight and begin <= day <= last:
                sign = 1.0 if holder in {None, one.holder} else -1.0
                speaks_of[one.claim] = one.holder if holder is None else None
                found[one.claim] = found.get(one.claim, 0.0) + sign * weight * (1 - self.slip) ** (last - day)
        ordered = sorted(found.items(), key=lambda pair: -abs(pair[1]))
        return tuple(Evidence(claim, weight, speaks_of[claim]) for claim, weight in ordered)

    def _parts(self, day: int) -> list[Testimony]:
        last = self.first + day
        return [one for one in self.track.told if takes_part(one) and 0 <= last - one.day.toordinal() <= PARTLY_DAYS]


def course(track: Track, smoothed: Smoothed, parameters: Parameters, last: date) -> Course:
    """Return the course of a place from its first news (at most ten years back) to `last`, both included.

    `smoothed` holds the rows of that place (nodes, states).
    """
    end = last.toordinal()
    days = np.arange(min(max(int(track.nodes[0]), end - MEMORY_DAYS), end), end + 1)
    count = len(track.holders)
    states = at_days(smoothed, track.nodes, track.stirred, days, parameters.rates, track.other(parameters))
    chances = states[:, :count] + states[:, count:]
    best = (chances + _TIE * (np.arange(count) == count - 1)).argmax(axis=1)
    plain = Course(
        track, int(days[0]), chances, best, _since(best), np.zeros_like(best), track.weights(parameters),
        parameters.rates.slip,
    )  # fmt: skip
    return replace(plain, state=_states(plain, states[:, count:].sum(axis=1)))


def takes_part(one: Testimony) -> bool:
    """Say whether a testimony gives its holder a part of a place."""
    return one.part and one.form in _TAKING and one.holder is not None


def _since(best: Ints) -> Ints:
    """Return for each day the first of the run of days with its holder."""
    turns = np.flatnonzero(np.diff(best)) + 1
    starts = np.zeros(len(best), dtype=np.int64)
    starts[turns] = turns
    found: Ints = np.maximum.accumulate(starts)
    return found


def _states(found: Course, fought: Floats) -> Ints:
    """Return the state of every day; of rules that fit, the last wins."""
    silence, fighting = _silence(found), fought >= FOUGHT
    silent, nobody = silence > STALE_DAYS, found.best == len(found.track.holders) - 1
    state = np.full(len(found.best), _CODE[ControlState.HELD])
    state[_one_sided(found)] = _CODE[ControlState.CLAIMED]
    rivals = len(found.track.holders) > ALONE
    unsure = (found.chances.max(axis=1) < SURE) & rivals
    parted = _parted(found) | _outweighed(found)
    state[fighting | unsure | parted] = _CODE[ControlState.CONTESTED]
    state[silent] = _CODE[ControlState.STALE]
    state[nobody] = _CODE[ControlState.UNKNOWN]
    state[nobody & (found.since > 0) & ~silent] = _CODE[ControlState.LOST]
    state[nobody & (fighting | parted) & ~silent] = _CODE[ControlState.CONTESTED]
    state[silence == _NEVER] = _CODE[ControlState.UNKNOWN]
    return state


def _silence(found: Course) -> Ints:
    """Return for each day how long nothing has been said of the place, `_NEVER` before the first word."""
    start = found.track.start
    said = np.array(
        sorted({one.day.toordinal() for one in found.track.told} | ({start.day.toordinal()} if start else set()))
    )
    last = np.searchsorted(said, found.days, side="right") - 1
    silence: Ints = np.where(last >= 0, found.days - said[np.maximum(last, 0)], _NEVER)
    return silence


def _parted(found: Course) -> Flags:
    """Say for each day whether another than the holder lately had a part of the place."""
    parted = np.zeros(len(found.best), dtype=bool)
    for one in found.track.told:
        if takes_part(one):
            since = found.days - one.day.toordinal()
            parted |= (since >= 0) & (since <= PARTLY_DAYS) & (found.best != found.track.holders.index(one.holder))
    return parted


def _outweighed(found: Course) -> Flags:
    """Say for each day whether what was lately told of changes and holding speaks more against the holder than for it.

    So it is where a witness tells that a town fell and its owner says that it stands: the model may well keep the owner,
    but nobody can say that it is not contested.
    """
    balance = np.zeros(len(found.best))
    begin = found.first + found.since - AROUND
    for one, weight in zip(found.track.told, found.weights.tolist(), strict=True):
        if one.form in _TELLING and one.holder is not None:
            day = one.day.toordinal()
            lately = (day <= found.days) & (found.days <= day + PARTLY_DAYS) & (day >= begin)
            balance += np.where(
                lately, np.where(found.best == found.track.holders.index(one.holder), weight, -weight), 0.0
            )
    outweighed: Flags = balance < -_TIE
    return outweighed


def _one_sided(found: Course) -> Flags:
    """Say for each day whether, so far, only the holder's own side or a voice of unknown interest speaks for it."""
    flags = np.zeros(len(found.best), dtype=bool)
    start = found.track.start
    for since in np.unique(found.since):
        holder = found.track.holders[found.best[since]]
        if start is not None and start.holder == holder:
            continue
        run = found.since == since
        begin = found.first + int(since) - (AROUND if since else MEMORY_DAYS)
        backing = [
            one.day.toordinal()
            for one, weight in zip(found.track.told, found.weights.tolist(), strict=True)
            if weight and one.day.toordinal() >= begin and _backs(one, holder)
        ]
        end = min(backing, default=found.first + len(run))
        flags |= run & (found.days < end)
    return flags


def _backs(one: Testimony, holder: Holder | None) -> bool:
    """Say whether somebody of no interest in it says that the holder, or no other, has the place."""
    return one.interest not in _ONE_SIDED and ((one.holder == holder) == (one.form in FOR))

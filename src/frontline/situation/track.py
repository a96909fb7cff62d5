"""Track: everything that is told of one place, laid out for the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from frontline.records.control import ControlPlace, Holder
from frontline.situation.chain import Flags, Floats, Ints
from frontline.situation.parameters import Parameters
from frontline.situation.testimony import AGAINST, FOR, Form, Interest, Testimony

WEEK = 7
OPEN_DAYS = 7
"""How long before its publication a change that news tells without a day was not so yet. A house rule."""
BEFORE_DAYS = 3
"""How long before a change its holder did not have the place: reports of one change differ by days. A house rule."""
_HARDLY = 0.25
"""What a change says of the day before it that is the less sure one, beside what it says of the other. A house rule."""
ALONE = 2
"""How many holders a place has of which claims name one: that one, and anybody else."""
_FRESH = 1.5
"""How much more news of the week weighs than a story told later, on which the weights were fitted. A house rule."""
_FORMS = tuple(Form)
_INTERESTS = tuple(Interest)
_SIGN = np.array([1.0 if form in FOR else -1.0 if form in AGAINST else 0.0 for form in _FORMS])
CHANGES = frozenset({Form.GAIN, Form.LOSS, Form.SURRENDER})
_CHANGE = np.array([float(form in CHANGES) for form in _FORMS])
_LEAVES = np.array([form in CHANGES and form is not Form.GAIN for form in _FORMS])
_WAS_THERE = 0.9
"""What leaving a place, or giving it up, says for having been there before, beside what it says of after. A house rule."""
_LASTS = np.array([float(form is Form.HOLD) for form in _FORMS])
_FIGHT = _FORMS.index(Form.FIGHT)
_GAIN = _FORMS.index(Form.GAIN)
_HOLD = _FORMS.index(Form.HOLD)
_OWN = _INTERESTS.index(Interest.OWN)
_PART_FIGHTS = 0.5
"""What a claim of a part says for the whole's being fought over, beside a clash there. A house rule."""


class Start(NamedTuple):
    """A holder that somebody gives for the starting situation, and the day that it is of."""

    holder: Holder
    day: date


class Columns(NamedTuple):
    """One number a testimony.

    Its form, interest and holder (-1: none) by index; the nodes of its day, of the first day that it speaks of, and of the
    days before a change on which it surely was not so and hardly was (-1: none); whether it is of a part, undated, recalled, or of a region; how
    often the same voice said so before; the width of its time in days; and whether it is news of the week.
    """

    form: Ints
    interest: Ints
    holder: Ints
    day: Ints
    first: Ints
    surely: Ints
    hardly: Ints
    part: Ints
    undated: Ints
    background: Ints
    region: Ints
    again: Ints
    width: Ints
    fresh: Ints


@dataclass(frozen=True, slots=True)
class Track:
    """One place and what is told of it.

    The last of its possible `holders`, None, is anybody else; `nodes` are the ordinals of days on which something is told or
    was so the day before, `stirred` those of which a change is told; `columns` has the testimonies in `told` as numbers.
    """

    place: ControlPlace
    holders: tuple[Holder | None, ...]
    nodes: Ints
    stirred: Flags
    told: tuple[Testimony, ...]
    columns: Columns
    confidence: Floats
    start: Start | None

    @property
    def sort(self) -> tuple[int, bool]:
        """What tracks that run through the chain together have in common: how many holders, and whether a start."""
        return len(self.holders), self.start is None

    def other(self, parameters: Parameters) -> float:
        """Return the chance of "anybody else" where nothing is told: that of any holder, where no start names one."""
        return parameters.other if self.start is not None else 1 / len(self.holders)

    def weights(self, parameters: Parameters) -> Floats:
        """Return each testimony's weight for its holder in nats, negative against it; 0 for those of a part.

        A side that says in the news that it holds a place weighs no more than one that says that it took it. A house rule:
        "hold" has its weight from stories told later, where it is what the teller knows and seldom what a side maintains.
        """
        weight = np.array([parameters.weight.get(form, 0.0) for form in _FORMS])
        trust = np.array([parameters.trust[one] for one in _INTERESTS])
        told = self.columns
        own_word = (told.form == _HOLD) & (told.interest == _OWN) & (told.fresh == 1)
        found: Floats = _SIGN[told.form] * np.where(own_word, min(weight[_HOLD], weight[_GAIN]), weight[told.form])
        found *= trust[told.interest] * self.scales(parameters) * (1 - told.part)
        return found

    def scales(self, parameters: Parameters) -> Floats:
        """Return what is left of each testimony's weight for its dating, repetition, reach and confidence."""
        scales, told = parameters.scales, self.columns
        found: Floats = (
            self.confidence
            * _FRESH**told.fresh
            * scales.undated**told.undated
            * scales.background**told.background
            * scales.region**told.region
            * scales.repeat**told.again
            * np.exp(-told.width / scales.span)
        )
        return found

    def emissions(self, parameters: Parameters) -> Floats:
        """Return log-likelihoods by node and state."""
        count, told = len(self.holders), self.columns
        found = np.zeros((len(self.nodes), 2 * count))
        if self.start is not None:
            first, holder = (
                np.searchsorted(self.nodes, self.start.day.toordinal()),
                self.holders.index(self.start.holder),
            )
            found[first, [holder, holder + count]] += np.log(parameters.start / (1 - parameters.start))
        weights = self.weights(parameters)
        before = np.where(_LEAVES[told.form], _WAS_THERE, parameters.scales.before) * _CHANGE[told.form]
        if self.start is None and count == ALONE:
            before *= told.form != _GAIN  # who had it before is not known, and nobody else is named
        for at, share in (
            (told.day, np.ones(len(weights))),
            (told.first, np.where(told.first != told.day, _LASTS[told.form] / 2, 0.0)),
            (told.surely, -before),
            (told.hardly, -before * _HARDLY),
        ):
            holds = (told.holder >= 0) & (at >= 0)
            for half in (0, count):
                np.add.at(found, (at[holds], told.holder[holds] + half), (weights * share)[holds])
        np.add.at(found[:, count:], told.day, self._fighting(parameters)[:, None])
        return found

    def _fighting(self, parameters: Parameters) -> Floats:
        """Return what each testimony says for the place's being fought over, in nats."""
        fighting = np.array([parameters.fighting[form] for form in _FORMS])
        told = self.columns
        whole = np.where(told.part > 0, _PART_FIGHTS * fighting[_FIGHT], fighting[told.form])
        found: Floats = whole * self.scales(parameters) * (1 - told.region)
        return found


def lay_out(place: ControlPlace, told: Sequence[Testimony], start: Start | None = None) -> Track:
    """Return the track of a place from its testimonies, which must be without copies."""
    told = sorted(told, key=lambda one: (one.day, one.claim, one.form))
    named = {one.holder for one in told if one.holder is not None} | ({start.holder} if start else set())
    holders = (*sorted(named, key=lambda holder: holder.id), None)
    days = {one.day.toordinal() for one in told} | ({start.day.toordinal()} if start else set())
    days |= {one.first.toordinal() for one in told if one.form is Form.HOLD and not one.vague}
    days |= {one.first.toordinal() - back for one in told for back in _backs(one)}
    nodes = np.array(sorted(days), dtype=np.int64)
    at = {int(day): number for number, day in enumerate(nodes)}
    rank: dict[Holder | None, int] = {holder: number for number, holder in enumerate(holders)}
    rows = [_row(one, again, rank, at) for one, again in zip(told, _repeats(told), strict=True)]
    columns = Columns(*np.array(rows, dtype=np.int64).reshape(-1, len(Columns._fields)).T)
    changes = {one.day.toordinal() for one in told if one.form in CHANGES and not one.part}
    stirred = np.isin(nodes, list(changes))
    return Track(
        place, holders, nodes, stirred, tuple(told), columns, np.array([one.confidence for one in told]), start
    )


def _row(one: Testimony, again: int, rank: Mapping[Holder | None, int], at: Mapping[int, int]) -> tuple[int, ...]:
    """Return the columns of one testimony, as `Columns` has them."""
    day, first, lasts = at[one.day.toordinal()], one.first.toordinal(), one.form is Form.HOLD and not one.vague
    return (
        _FORMS.index(one.form),
        _INTERESTS.index(one.interest),
        rank[one.holder] if one.holder else -1,
        day,
        at[first] if lasts else day,
        *(at[first - back] if back else -1 for back in _backs(one) or (0, 0)),
        int(one.part),
        int(not one.stated),
        int(one.background),
        int(one.region is not None),
        again,
        0 if lasts else (one.day - one.first).days,
        int(_is_fresh(one)),
    )


def _backs(one: Testimony) -> tuple[int, ...]:
    """Return how many days before a change it was surely not so yet, and how many it hardly was.

    News of the week knows its day, so that it surely was not so on the eve; a story told later may be off by a day or
    two. Nothing where it is of no change, of a part, or where neither its words nor the news that it is in date it.
    """
    if one.form not in CHANGES or one.part:
        return ()
    if one.open:
        return (OPEN_DAYS, OPEN_DAYS) if one.day == one.filed else ()
    return (1, BEFORE_DAYS) if _is_fresh(one) else (BEFORE_DAYS, 1)


def _is_fresh(one: Testimony) -> bool:
    return abs((one.filed - one.day).days) <= WEEK


def _repeats(told: Iterable[Testimony]) -> list[int]:
    """Return how often each was said before by the same voice, each time within a week of the last; `told` by day."""
    last: dict[tuple[object, ...], tuple[date, int]] = {}
    found = []
    for one in told:
        voice = one.form, one.holder, one.interest, one.part, one.region
        day, count = last.get(voice, (one.day, -1))
        count = count + 1 if (one.day - day).days <= WEEK else 0
        last[voice] = one.day, count
        found.append(count)
    return found

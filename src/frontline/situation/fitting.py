"""Fitting: the parameters under which what is known of some places is most likely.

Maximum a posteriori: the log-likelihood of the holders that are known, given everything told, plus a normal prior about the
parameters to start with. The search changes one parameter at a time, up or down, by steps that shrink (Hooke and Jeeves,
1961): the likelihood has no closed form in the rates, and thirty-odd parameters need no gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from frontline.situation.account import smoothed_tracks
from frontline.situation.chain import Floats, Ints, at_days
from frontline.situation.parameters import Parameters, parameters_from, parameters_table
from frontline.situation.track import Track

PER_PLACE = 6.0
"""What a place's mean log-likelihood counts: about as many independent facts as a year of a town's control holds."""
_FIGHTING = 0.3
"""What it counts whether a place is fought over, beside who holds it."""
SPREAD = 0.35
"""The spread of the prior, in log units (of nats, for `fighting`): narrow, for some fifty towns and forty parameters."""
_STEPS = (0.6, 0.3, 0.15, 0.08)
_LEAST = 1e-9
_TOP = {"rates": 0.5, "scales": 1.0, "prior": 0.99}
Table = dict[str, dict[str, float]]
Name = tuple[str, str]
"""A parameter: its section and its key."""


@dataclass(frozen=True, slots=True)
class Case:
    """A place of which it is known on some `days` (ordinals) who holds it and whether it is fought over.

    `holder` is an index into the track's holders, -1 where that is not known or contested.
    """

    track: Track
    days: Ints
    holder: Ints
    fought: NDArray[np.bool_]


def predicted(cases: Sequence[Case], parameters: Parameters) -> Iterator[tuple[Case, Floats]]:
    """Yield every case with the chances of each state on its days (days, states)."""
    ordered = sorted(cases, key=lambda case: (*case.track.sort, len(case.track.nodes)))
    for _, group in groupby(ordered, key=lambda case: case.track.sort):
        batch = list(group)
        for case, rows in zip(batch, smoothed_tracks([case.track for case in batch], parameters), strict=True):
            yield (
                case,
                at_days(
                    rows,
                    case.track.nodes,
                    case.track.stirred,
                    case.days,
                    parameters.rates,
                    case.track.other(parameters),
                ),
            )


def likelihood(cases: Sequence[Case], parameters: Parameters) -> float:
    """Return the weighted log-likelihood of what is known, in nats; 0 is certainty."""
    return sum(_case_likelihood(case, states) for case, states in predicted(cases, parameters))


def _case_likelihood(case: Case, states: Floats) -> float:
    count = len(case.track.holders)
    known = case.holder >= 0
    chances = states[:, :count] + states[:, count:]
    held = np.log(chances[known, case.holder[known]] + _LEAST)
    fighting = states[:, count:].sum(axis=1)
    fought = np.log(np.where(case.fought, fighting, 1 - fighting) + _LEAST)
    return float(PER_PLACE * ((held.mean() if known.any() else 0.0) + _FIGHTING * fought.mean()))


def fit(
    cases: Sequence[Case],
    begin: Parameters,
    told: Callable[[float], None] | None = None,
    only: Collection[Name] | None = None,
    spread: float = SPREAD,
) -> Parameters:
    """Return the parameters near `begin` that make the cases most likely; `told` hears the score after every round.

    `only` names the parameters that may change, each by its section and key; all without it. `spread` is that of the prior about `begin`, in log units.
    """
    table = parameters_table(begin)
    prior = parameters_table(begin)
    best = _score(cases, table, prior, spread)
    for step in _STEPS:
        for section, key in only or names(table):
            for change in (step, -step):
                tried = _changed(table, section, key, change)
                score = _score(cases, tried, prior, spread)
                if score > best:
                    table, best = tried, score
                    break
        if told is not None:
            told(best)
    return parameters_from(table, "fit")


def names(table: Table) -> list[Name]:
    """Return the parameters that can be fitted."""
    fixed = {("trust", "outlet"), ("scales", "span")}  # the unit of trust; a width that few texts tell about
    return [(section, key) for section, row in table.items() for key in row if (section, key) not in fixed]


def _changed(table: Table, section: str, key: str, change: float) -> Table:
    """Return the table with one number changed: `fighting` by an amount, others by a factor, within their range."""
    value = table[section][key]
    new = value + change if section == "fighting" else min(value * np.exp(change), _TOP.get(section, np.inf))
    return {**table, section: {**table[section], key: float(new)}}


def _score(cases: Sequence[Case], table: Table, prior: Table, spread: float) -> float:
    parameters = parameters_from(table, "fit")
    far = sum(_distance(section, table[section][key], prior[section][key]) ** 2 for section, key in names(table))
    return likelihood(cases, parameters) - far / (2 * spread**2)


def _distance(section: str, value: float, prior: float) -> float:
    return value - prior if section == "fighting" else float(np.log(value / prior))

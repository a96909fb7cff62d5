"""Suite `control-noise`: how often the model is right about simulated wars, against how noisy their reports are.

No data are needed. The sides of a war are right about what they hold with the chance `own`, observers with 0.9; a place is
reported on with the chance `news` a day. Beside the model's share of right days stands that of the last claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from frontline.situation.fitting import Case, Name, fit, predicted
from frontline.situation.parameters import Parameters, Rates, shipped_parameters
from frontline.situation.simulation import War, simulate
from frontline.situation.testimony import Form, Interest

_OWN = (0.5, 0.6, 0.7, 0.8, 0.9)
_NEWS = (0.03, 0.1, 0.3)
_SPREAD = 2.0
"""The prior hardly counts: everything about a simulated war is known."""
_FITTED: tuple[Name, ...] = (
    ("weight", "hold"), ("trust", "own"), ("trust", "admission"), ("scales", "repeat"), ("rates", "slip"),
    ("rates", "turn"), ("rates", "flare"),
)  # fmt: skip


def run(places: int = 60) -> dict[str, float]:
    """Return `ownNN.newsNN.right`, the same for the last claim (`.baseline`), and the Brier score (`.brier`).

    The parameters are fitted on one war of each sort and judged on another.
    """
    told: dict[str, float] = {}
    for own in _OWN:
        for news in _NEWS:
            war = War(places=places, news=news, own=own)
            parameters = fitted(simulate(war))
            cases = simulate(War(places=places, news=news, own=own, seed=war.seed + 1))
            right, brier = judged(cases, parameters)
            name = f"own{own * 100:.0f}.news{news * 100:.0f}"
            told |= {f"{name}.right": right, f"{name}.baseline": by_last_claim(cases), f"{name}.brier": brier}
    return told


def fitted(cases: Sequence[Case]) -> Parameters:
    """Return parameters fitted to a simulated war, beginning with voices that are all equally good."""
    begin = shipped_parameters()
    begin = replace(
        begin,
        weight={**begin.weight, Form.HOLD: 2.0},
        trust=dict.fromkeys(Interest, 1.0),
        rates=Rates(flare=0.02, calm=0.1, turn=0.03, slip=0.005, stir=0.03),
        scales=replace(begin.scales, repeat=0.8),
    )
    return fit(cases, begin, only=_FITTED, spread=_SPREAD)


def judged(cases: Sequence[Case], parameters: Parameters) -> tuple[float, float]:
    """Return the share of days with the right holder, and the Brier score of its chance."""
    right, squares = [], []
    for case, states in predicted(cases, parameters):
        count = len(case.track.holders)
        chances = states[:, :count] + states[:, count:]
        right.append((chances.argmax(axis=1) == case.holder).mean())
        squares.append(((1 - chances[np.arange(len(case.holder)), case.holder]) ** 2).mean())
    return float(np.mean(right)), float(np.mean(squares))


def by_last_claim(cases: Sequence[Case]) -> float:
    """Return the share of days on which the last claim names the right holder."""
    shares = []
    for case in cases:
        days = np.array([one.day.toordinal() for one in case.track.told])
        said = np.array([case.track.holders.index(one.holder) for one in case.track.told])
        last = np.searchsorted(days, case.days, side="right") - 1
        shares.append(float(np.mean((last >= 0) & (said[np.maximum(last, 0)] == case.holder))) if len(days) else 0.0)
    return float(np.mean(shares))

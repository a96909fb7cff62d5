from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from frontline.bench.control_noise import by_last_claim, fitted, judged
from frontline.situation.chain import at_days, smooth, transition
from frontline.situation.parameters import Rates, shipped_parameters
from frontline.situation.simulation import War, simulate

RATES = Rates(0.02, 0.1, 0.03, 0.002, 0.2)
STIRRED = replace(RATES, slip=0.2, turn=0.2)


def test_chances_of_a_day_sum_to_one() -> None:
    assert transition(3, RATES, 0.1).sum(axis=1) == pytest.approx(np.ones(6))


def test_smoothing_is_what_summing_over_all_paths_gives() -> None:
    random = np.random.default_rng(3)
    emissions, nodes = random.normal(size=(1, 3, 4)), np.array([10, 12, 15])
    stirred = np.array([False, False, True])
    got = smooth(emissions, np.array([[0, 2, 3]]), stirred[None], RATES, 0.2)
    rows = type(got)(*(part[0] for part in got))
    step = {day: transition(2, STIRRED if day == nodes[2] else RATES, 0.2) for day in range(10, 18)}
    told = {int(day): np.exp(row) for day, row in zip(nodes, emissions[0], strict=True)}
    base = np.concatenate([np.array([0.8, 0.2]) * (1 - 1 / 6), np.array([0.8, 0.2]) / 6])
    for day in range(10, 17):
        left = base * told[10]
        for at in range(11, day + 1):
            left = (left @ step[at]) * told.get(at, 1.0)
        right = np.ones(4)
        for at in range(16, day, -1):
            right = step[at] @ (told.get(at, 1.0) * right)
        want = left * right / (left * right).sum()
        assert at_days(rows, nodes, stirred, np.array([day]), RATES, 0.2)[0] == pytest.approx(want)


def test_the_fit_finds_how_reliable_the_voices_of_a_simulated_war_are() -> None:
    war = War(places=40, days=80, observer=0.9, own=0.6, every=6)
    found = fitted(simulate(war))
    assert found.weight["hold"] == pytest.approx(math.log(9), abs=0.6)  # type: ignore[index]
    assert found.weight["hold"] * found.trust["own"] == pytest.approx(math.log(1.5), abs=0.4)  # type: ignore[index]
    assert found.trust["admission"] > 1 > found.trust["own"]  # type: ignore[index]


def test_the_model_beats_the_last_claim_where_reports_are_biased() -> None:
    cases = simulate(War(places=30, days=120, own=0.5, seed=11))
    right, brier = judged(cases, shipped_parameters())
    assert right > by_last_claim(cases) + 0.05
    assert brier < 0.15

"""Timing in fresh processes."""

from __future__ import annotations

import os
from functools import partial
from time import sleep

import pytest

from frontline.bench.processes import shares, timed
from frontline.errors import FrontlineError


def sleeper():
    assert os.environ["OMP_NUM_THREADS"] == "1"
    return lambda items: sleep(0.2 * len(items))


def broken(when):
    if when == "load":
        raise ValueError("no model")
    return lambda items: len(items) / 0


def test_two_processes_share_the_items():
    timing = timed(sleeper, ["a", "b"], 2)
    assert timing.seconds > 0.15
    assert timing.rss_mb > 1
    assert timing.load_seconds >= 0


@pytest.mark.parametrize(("when", "said"), [("load", "ValueError.*no model"), ("work", "ZeroDivisionError")])
def test_what_fails_in_a_process_is_told(when, said):
    with pytest.raises(FrontlineError, match=said):
        timed(partial(broken, when), ["a"], 1)


def test_shares_are_of_about_equal_length():
    assert shares(["aaaa", "b", "cc", "d"], 2) == [["aaaa"], ["cc", "b", "d"]]
    assert shares(["a"], 2) == [["a"], []]

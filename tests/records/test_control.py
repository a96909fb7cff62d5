from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from frontline.records.control import (
    Control,
    ControlPlace,
    ControlState,
    Evidence,
    Holder,
    control_from_json,
    control_to_json,
)

HOLDERS = st.builds(Holder, st.text(min_size=1), st.text())
DAYS = st.dates()
CONTROLS = st.builds(
    Control,
    place=st.builds(
        ControlPlace, st.text(), st.none() | st.integers(1, 10**8), st.none() | st.floats(-90, 90),
        st.none() | st.floats(-180, 180), st.sampled_from(["city", "crossing"]), st.none() | st.just("SYR"), st.none() | st.text(),
    ),
    holder=st.none() | HOLDERS,
    state=st.sampled_from(ControlState),
    probability=st.integers(0, 10_000).map(lambda number: number / 10_000),
    start=DAYS,
    end=DAYS,
    since=st.none() | DAYS,
    evidence=st.lists(
        st.builds(Evidence, st.text(min_size=1), st.integers(-9_000, 9_000).map(lambda number: number / 1_000)),
        unique_by=lambda one: one.claim,
    ).map(tuple),
    shares=st.lists(st.tuples(HOLDERS, st.integers(0, 10_000).map(lambda number: number / 10_000))).map(tuple),
    partly=st.lists(HOLDERS).map(tuple),
)  # fmt: skip


@given(CONTROLS)
def test_a_row_comes_back_as_it_went(control: Control) -> None:
    assert control_from_json(json.loads(json.dumps(control_to_json(control)))) == control


def test_claims_for_and_against_come_weightiest_first() -> None:
    told = (Evidence("a", 0.5), Evidence("b", -2.0), Evidence("c", 3.0), Evidence("d", -0.1), Evidence("e", 0.0))
    day = date(2024, 12, 6)
    record = Control(ControlPlace("Hama"), None, ControlState.CONTESTED, 0.5, day, day, evidence=told)
    assert (record.for_, record.against) == (("c", "a"), ("b", "d"))
    written = control_to_json(record)
    assert (written["for"], written["against"]) == (["c", "a"], ["b", "d"])

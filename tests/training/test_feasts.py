"""The table of moving feasts is what its libraries give; skipped where they are not installed."""

from __future__ import annotations

import pytest

from frontline.extraction.times.feasts import feasts
from frontline.training.feasts import FIRST, LAST, compiled


def test_the_shipped_table_is_whole() -> None:
    table = feasts()
    assert all(list(days) == sorted(days) for days in table.starts.values())
    assert all(day.year in range(FIRST, LAST + 1) for days in table.starts.values() for day in days)
    assert {len(table.starts[key]) for key in ("easter", "nowruz", "passover")} == {LAST - FIRST + 1}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_shipped_table_is_that_of_its_sources() -> None:
    for module in ("hijridate", "convertdate", "lunardate", "dateutil"):
        pytest.importorskip(module)
    starts = {line.split(" = ")[0]: line for line in compiled() if "-" in line and " = [" in line}
    table = feasts().starts
    assert starts["ramadan"].count("-") == 2 * len(table["ramadan"])
    assert all(day.isoformat() in starts["eid-al-adha"] for day in table["eid-al-adha"])

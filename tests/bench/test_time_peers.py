"""The libraries beside us: what they find is placed and cut to its grain."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from frontline.bench import time_peers
from frontline.bench.times import Document, Timex

TEXT = "They left on Friday. It fell on 5 March 2011."
DOCUMENT = Document("one", TEXT, date(2024, 12, 6), ())


def test_words_are_placed_without_their_preposition() -> None:
    def seek(sentence: str, _: datetime) -> list[tuple[str, str]]:
        return (
            [("on Friday", "2024-12-06")] if "Friday" in sentence else [("on 5 March", "x"), ("2011", "y"), ("no", "z")]
        )

    found = time_peers.finder(seek)(DOCUMENT)
    assert [TEXT[one.start : one.end] for one in found] == ["Friday", "5 March", "2011"]
    assert found[0] == Timex(13, 19, "2024-12-06")


@pytest.mark.parametrize("name", sorted(time_peers.peers()))
def test_each_library_finds_a_full_date(name: str) -> None:
    found = time_peers.finder(time_peers.peers()[name])(DOCUMENT)
    assert any("March 2011" in TEXT[one.start : one.end] and one.value[:7] == "2011-03" for one in found)

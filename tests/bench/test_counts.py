"""The counts suite: from claims to the people killed and captured of one release. All releases are our own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from frontline.bench import counts
from frontline.bench.counts import Deed, Numbers, add_up
from frontline.errors import UsageError
from frontline.records.wire import Json


def claim(text: str, trigger: str, count: tuple[str, str, int] | None = None, **more: object) -> Json:
    """Build a claim whose evidence is `text`; a count is its name, its words and its low end."""
    at = text.index(trigger)
    made: Json = {
        "kind": "casualties",
        "stance": "asserted",
        "polarity": True,
        "trigger": {"start": at, "end": at + len(trigger), "text": trigger},
        "evidence": {"start": 0, "end": len(text), "text": text},
        "actor": [],
        "recipient": [],
        "counts": {},
    }
    if count is not None:
        name, words, low = count
        start = text.index(words)
        span = {"start": start, "end": start + len(words), "text": words}
        made["counts"] = {name: {"low": low, "best": low, "high": low, "text": words, "span": span}}
    return made | more


def party(text: str, words: str, kind: str, via: str = "own words") -> Json:
    start = text.index(words)
    return {"text": words, "type": kind, "via": via, "span": {"start": start, "end": start + len(words), "text": words}}


def test_numbers_of_one_sentence_are_added_and_told_again_they_are_the_same() -> None:
    lead = [Deed(10, 1, known=False, further=False), Deed(10, 3, known=False, further=False)]
    body = [Deed(20, 1, known=True, further=False), Deed(20, 3, known=False, further=False)]
    assert add_up(lead) == 4
    assert add_up([*lead, *body]) == 4
    assert add_up([*lead, Deed(30, 4, known=False, further=False)]) == 4


@pytest.mark.parametrize(
    ("later", "total"),
    [
        (Deed(20, 2, known=False, further=True), 5),  # "two more"
        (Deed(20, 2, known=True, further=False), 3),  # "the two"
        (Deed(20, 2, known=False, further=False), 3),  # a part
        (Deed(20, 5, known=False, further=False), 5),  # told more exactly
    ],
)
def test_what_a_later_sentence_adds(later: Deed, total: int) -> None:
    assert add_up([Deed(10, 3, known=False, further=False), later]) == total


def test_nothing_told_is_nobody() -> None:
    assert add_up([]) == 0
    assert counts.numbers([]) == Numbers(0, 0)


def test_the_words_of_the_coder() -> None:
    text = "Guards killed more than 30 raiders and arrested multiple others."
    dead = claim(text, "killed", ("killed", "more than 30", 30))
    taken = claim(text, "arrested", ("detained", "multiple", 2), kind="detain")
    assert counts.numbers([dead, taken]) == Numbers(31, 3)


def test_a_killing_without_a_number_counts_its_people() -> None:
    text = "Guards killed a warlord. Guards killed raiders."
    one = claim(text, "killed", recipient=[party(text, "warlord", "rebel")])
    some = claim(text, "killed", recipient=[party(text, "raiders", "rebel")])
    assert counts.numbers([one]) == Numbers(1, 0)
    many = claim(text, "killed", recipient=[party("A number of men fell.", "number of men", "rebel")])
    assert counts.numbers([some | {"recipient": [party("The men fell.", "men", "rebel")]}]).killed == 2
    assert counts.numbers([many]).killed == 3


@pytest.mark.parametrize(
    "more",
    [
        {"stance": "planned"},
        {"stance": "background"},
        {"polarity": False},
        {"kind": "toll"},
        {"actor": [{"type": "rebel"}]},
        {"recipient": [{"type": "police", "via": "own words"}]},
    ],
)
def test_what_is_no_deed_of_the_issuer_is_left_out(more: Mapping[str, object]) -> None:
    text = "The patrol killed two raiders."
    assert counts.numbers([claim(text, "killed", ("killed", "two", 2))]) == Numbers(2, 0)
    assert counts.numbers([claim(text, "killed", ("killed", "two", 2)) | more]) == Numbers(0, 0)


def test_figures_over_files(tmp_path: Path) -> None:
    folder = tmp_path / "isaf_press_releases"
    folder.mkdir()
    rows = [
        {"text": "Guards killed two raiders.", "min_killed": 2, "min_captured": 0},
        {"text": "Guards walked.", "min_killed": 0, "min_captured": 1},
    ]
    (folder / "any.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    figures = counts.run(
        tmp_path, lambda text: [claim(text, "killed", ("killed", "two", 2))] if "killed" in text else []
    )
    assert figures == {
        "releases": 2,
        "killed_exact": 1.0,
        "killed_nonzero_exact": 1.0,
        "captured_exact": 0.5,
        "captured_nonzero_exact": 0.0,
    }


def test_a_folder_without_releases_and_a_line_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no releases"):
        counts.run(tmp_path, lambda _: [])
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.jsonl:1"):
        counts.run(tmp_path, lambda _: [])

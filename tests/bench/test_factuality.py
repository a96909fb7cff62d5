"""The factuality suite, on sentences of our own and an annotator that gives each word its own value."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from frontline.bench import factuality
from frontline.errors import KnowledgeError, LanguageError, UsageError
from frontline.language.annotation import Sentence, Token

VALUES = {"fell": 2.0, "rose": -2.0, "may": 0.5, "(": 3.0}


class Flat:
    """Reads a word's value from a table; every word hangs on the last one."""

    def annotate_words(self, words: Sequence[str]) -> Sentence:
        last = len(words) - 1
        tokens = tuple(
            Token(at, at + 1, word, word, "X", "FW", last if at < last else -1, "dep") for at, word in enumerate(words)
        )
        return Sentence(0, len(words), tokens, (), (), None, tuple(VALUES.get(word, 0.0) for word in words))


class Silent(Flat):
    """Says nothing of factuality."""

    def annotate_words(self, words: Sequence[str]) -> Sentence:
        return Sentence(0, len(words), super().annotate_words(words).tokens, (), ())


def _write(path: Path, *rows: tuple[str, list[tuple[int, int, float]]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        {"text": text, "targets": [{"span1": [start, end], "label": value} for start, end, value in targets]}
        for text, targets in rows
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_figures(tmp_path: Path) -> None:
    _write(
        tmp_path / "factuality" / "UDS_IH2" / "dev.jsonl",
        ("It fell and rose", [(1, 2, 3.0), (3, 4, -3.0)]),
        ("It may", [(1, 2, 0.5)]),
        ("Nothing here", []),
    )
    _write(tmp_path / "factuality" / "MEANTIME" / "dev.jsonl", ("so it rose", [(0, 3, -3.0)]), ("fell", [(0, 1, 3.0)]))
    figures = factuality.run(Flat(), tmp_path, "dev")
    assert figures == {
        "uds.r": pytest.approx(0.9997, abs=1e-3),
        "uds.mae": pytest.approx(2 / 3),
        "uds.words": 3,
        "meantime.r": pytest.approx(1.0),
        "meantime.mae": pytest.approx(1.0),
        "meantime.words": 2,
    }


def test_the_files_of_the_split(tmp_path: Path) -> None:
    folder = tmp_path / "UDS_IH2"
    _write(folder / "train.jsonl", ("fell", [(0, 1, -3.0)]))
    _write(folder / "test.jsonl", ("fell", [(0, 1, 3.0)]))
    assert factuality.run(Flat(), tmp_path, "test")["uds.mae"] == pytest.approx(1.0)
    assert factuality.run(Flat(), folder, "dev")["uds.mae"] == pytest.approx(1.0)


def test_brackets_are_read_as_people_write_them(tmp_path: Path) -> None:
    _write(tmp_path / "MEANTIME" / "dev.jsonl", ("-LRB- fell", [(0, 1, 3.0)]))
    assert factuality.run(Flat(), tmp_path, "dev")["meantime.mae"] == 0


def test_numbers_that_do_not_vary_correlate_with_nothing(tmp_path: Path) -> None:
    _write(tmp_path / "UDS_IH2" / "dev.jsonl", ("fell fell", [(0, 1, 3.0), (1, 2, 1.0)]))
    assert factuality.run(Flat(), tmp_path, "dev")["uds.r"] == 0


@pytest.mark.parametrize(
    "line", ['{"text": "fell"}', "fell", '{"text": "it fell", "targets": [{"span1": [2, 3], "label": 1}]}']
)
def test_wrong_lines_say_where(tmp_path: Path, line: str) -> None:
    path = tmp_path / "UDS_IH2" / "dev.jsonl"
    path.parent.mkdir()
    path.write_text(line, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"dev\.jsonl:1:"):
        factuality.run(Flat(), tmp_path, "dev")


def test_an_annotator_without_factuality(tmp_path: Path) -> None:
    _write(tmp_path / "UDS_IH2" / "dev.jsonl", ("fell", [(0, 1, 3.0)]))
    with pytest.raises(LanguageError, match="no factuality"):
        factuality.run(Silent(), tmp_path, "dev")


def test_no_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="UDS_IH2"):
        factuality.run(Flat(), tmp_path, "dev")

"""The gate of pinned floors, itself tested."""

from __future__ import annotations

import pytest

from frontline.bench.floors import PINNED, check
from frontline.errors import KnowledgeError


@pytest.fixture
def floors(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text('[language]\n"ewt.las" = 0.89\n"rss_mb" = 700\n', encoding="utf-8")
    return path


def test_good_figures_pass(floors):
    assert check("language", {"ewt.las": 0.89, "rss_mb": 700.0, "more": 0.0}, floors) == []
    assert check("times", {}, floors) == []


def test_a_lowered_figure_is_caught(floors):
    (line,) = check("language", {"ewt.las": 0.88999, "rss_mb": 1.0}, floors)
    assert line == "language: ewt.las is 0.89, below its floor 0.89"


def test_more_memory_is_caught_and_so_is_what_is_no_number(floors):
    memory, las = sorted(
        check("language", {"ewt.las": float("nan"), "rss_mb": 701.0}, floors), key=lambda line: "las" in line
    )
    assert "above its limit 700" in memory
    assert "below its floor" in las


def test_a_missing_figure_is_caught(floors):
    assert check("language", {"rss_mb": 1.0}, floors) == ["language: ewt.las is missing; its floor is 0.89"]


@pytest.mark.parametrize(
    "content", ["[language", "language = 1", "[language]\newt.las = 0.9", '[language]\n"a" = true']
)
def test_wrong_floors_are_named(tmp_path, content):
    path = tmp_path / "floors.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"floors\.toml"):
        check("language", {}, path)


def test_the_pinned_floors_can_be_read():
    assert PINNED.is_file()
    assert check("no such suite", {}) == []

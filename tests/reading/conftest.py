"""Texts and readers that the tests of the reading room share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from frontline.reading import ReadingOptions, read
from frontline.records import Problem, Report

CASES = Path(__file__).parent / "cases"
PROSE = (
    "Fighters of the northern alliance took the railway town of Dobruta on Friday after two days of shelling, "
    "two residents and a hospital official said. At least seven people were killed.\n"
    "The army said that its units still held the bridge south of the town and that no soldier had left it.\n"
)


@pytest.fixture
def prose() -> str:
    """Two paragraphs of a report, one a line."""
    return PROSE


@pytest.fixture
def outcomes() -> Callable[..., tuple[list[Report], list[Problem]]]:
    """Read sources and part the reports from the problems."""

    def reading(*sources: str | Path, **options: object) -> tuple[list[Report], list[Problem]]:
        found = list(read(list(sources), ReadingOptions(**options)))
        reports = [item for item in found if isinstance(item, Report)]
        return reports, [item for item in found if isinstance(item, Problem)]

    return reading


@pytest.fixture
def page() -> Callable[..., str]:
    """Write an HTML page with an article, with more in its head and above its prose."""

    def written(head: str = "", lead: str = "", body: str | None = None) -> str:
        paragraphs = "".join(f"<p>{line}</p>" for line in (lead + PROSE).strip().splitlines())
        article = (
            '<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Alliance takes Dobruta</h1>'
            f"{paragraphs}<p>A relief worker said that about 3,000 people had reached the camp at Lesna overnight, "
            "and that more were on the road.</p></article><footer>Contact us</footer>"
        )
        return (
            f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{article if body is None else body}</body></html>'
        )

    return written


@pytest.fixture
def cases() -> Callable[[str], list[dict[str, object]]]:
    """Load the cases of a data file."""
    return lambda name: yaml.safe_load((CASES / name).read_text(encoding="utf-8"))

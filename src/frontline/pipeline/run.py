"""From reports to coded claims: a pure generator that touches no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frontline.coding import code
from frontline.extraction import Scene, claims
from frontline.extraction.likeness import Likeness
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.records import CodedClaim, Maker, Problem, Report
from frontline.records.maker import VERSION


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with the claims that it makes, in the order of its text, and what could not be resolved."""

    report: Report
    claims: tuple[CodedClaim, ...]
    problems: tuple[Problem, ...] = ()


def run(
    items: Iterable[Report | Problem],
    annotate: Annotator,
    knowledge: Knowledge,
    model: str = "unnamed",
    likeness: Likeness | None = None,
) -> Iterator[Reading | Problem]:
    """Read reports into claims, one at a time, in order; problems pass through.

    `model` is the version of the annotator, kept in every claim's maker. The same report gives the same
    claims whatever is read beside it. `likeness` finds kinds of the user's; its annotator must give vectors.
    """
    maker = Maker("extraction", VERSION, model, knowledge.codebook.hash)
    for item in items:
        yield item if isinstance(item, Problem) else _read(item, annotate, knowledge, maker, likeness)


def _read(
    report: Report, annotate: Annotator, knowledge: Knowledge, maker: Maker, likeness: Likeness | None
) -> Reading:
    sentences = [sentence for start, end in blocks(report) for sentence in annotate(report.text[start:end], start)]
    scene = Scene.of(report, sentences, knowledge, likeness)
    coded = tuple(code(claim, knowledge.codebook) for claim in claims(scene, maker))
    return Reading(report, coded)


def blocks(report: Report) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) ranges of a report's prose: its text less its furniture."""
    start = 0
    for first, end in (*report.furniture, (len(report.text), len(report.text))):
        if report.text[start:first].strip():
            yield start, first
        start = end

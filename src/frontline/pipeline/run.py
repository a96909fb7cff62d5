"""From reports to coded claims: a pure generator that touches no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from frontline.coding import code
from frontline.extraction import Scene, claims
from frontline.extraction.datelines import at_its_dateline
from frontline.extraction.likeness import Likeness
from frontline.extraction.places.signals import Weighed
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.records import CodedClaim, Maker, Problem, Report, Span
from frontline.records.maker import VERSION

_PLACES = ("place", "origin", "destination")
_SHOWN = 4
"""How many candidates of a place are kept to explain its choice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with the claims that it makes, in the order of its text, and what could not be resolved.

    The report's instant of publication, where it has one, is told in the time zone of its dateline.

    `weighed` gives, for the span of a place in a claim, the candidates among which it was chosen, the best first and
    a few at most, each with what every signal said of it; nothing for a place without a name that the gazetteer has.
    """

    report: Report
    claims: tuple[CodedClaim, ...]
    problems: tuple[Problem, ...] = ()
    weighed: Mapping[Span, tuple[Weighed, ...]] = field(default_factory=dict)


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
    report = at_its_dateline(report, knowledge.gazetteer)
    sentences = [sentence for start, end in blocks(report) for sentence in annotate(report.text[start:end], start)]
    scene = Scene.of(report, sentences, knowledge, likeness)
    coded = tuple(code(claim, knowledge.codebook) for claim in claims(scene, maker))
    return Reading(report, coded, tuple(_contradictions(scene)), weighed=_weighed(scene, coded))


def _contradictions(scene: Scene) -> Iterator[Problem]:
    """Yield what the report says of places that does not fit the map, each with both figures and its line."""
    report = scene.report
    for each in scene.atlas.contradictions:
        line = report.text.count("\n", 0, each.span.start) + 1
        yield Problem(f"{report.path or report.id}:{line}", each.what, each.remedy, report.id, fatal=False)


def _weighed(scene: Scene, coded: Iterable[CodedClaim]) -> dict[Span, tuple[Weighed, ...]]:
    spans = {place.span for each in coded for role in _PLACES for place in getattr(each.claim.roles, role)}
    choices = {span: scene.atlas.explain(span)[:_SHOWN] for span in spans}
    return {span: choices[span] for span in sorted(spans, key=lambda span: span.start) if choices[span]}


def blocks(report: Report) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) ranges of a report's prose: its text less its furniture."""
    start = 0
    for first, end in (*report.furniture, (len(report.text), len(report.text))):
        if report.text[start:first].strip():
            yield start, first
        start = end

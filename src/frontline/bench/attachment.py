"""Suite `attachment`: does a happening get the time that its sentence gives it?

Every claim of the annotated corpus asks one question: which time expression of its trigger's sentence is its, or none?
The trigger is given, so that nothing but the attachment is measured. An answer is right where its words hold the head
word of the mark. The baseline takes the time whose words stand nearest to the trigger. Claims whose time is marked in
another sentence are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from frontline.corpus import Document, MarkedClaim, split_of
from frontline.corpus.sentences import report_of
from frontline.extraction.arguments import Arguments
from frontline.extraction.happening import Happening
from frontline.extraction.scene import Scene
from frontline.extraction.settings import time_of
from frontline.extraction.tellings import with_telling
from frontline.extraction.times import TimeMention
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.language.tree import head_of
from frontline.pipeline.run import blocks


class Question(NamedTuple):
    """A claim with the token that heads its marked time (None: no time is marked for it), and its trigger's place."""

    claim: MarkedClaim
    sentence: int
    trigger: int
    marked: int | None


def run(corpus: Iterable[Document], split: str, annotate: Annotator, knowledge: Knowledge) -> dict[str, float]:
    """Return `accuracy` over all claims and, as `nearest`, that of the baseline, with the parts they are made of.

    `dated` is the share of claims with a marked time that get it, `left_open` that of the others that get none.
    """
    counts: Counter[str] = Counter()
    for document in corpus:
        if split_of(document) == split:
            report = report_of(document)
            sentences = [one for start, end in blocks(report) for one in annotate(report.text[start:end], start)]
            counts += tally(Scene.of(report, sentences, knowledge), document.claims)
    asked, free = max(counts["asked"], 1), max(counts["free"], 1)
    return {
        "claims": float(counts["asked"] + counts["free"]),
        "accuracy": (counts["right"] + counts["open"]) / (asked + free),
        "nearest": (counts["near"] + counts["near_open"]) / (asked + free),
        "dated": counts["right"] / asked,
        "nearest.dated": counts["near"] / asked,
        "left_open": counts["open"] / free,
        "nearest.left_open": counts["near_open"] / free,
        "found": counts["found"] / asked,
    }


def tally(scene: Scene, claims: Sequence[MarkedClaim]) -> Counter[str]:
    """Count, over the claims of one report: asked and right, by attachment and by nearness; free and left open."""
    counts: Counter[str] = Counter()
    for question in questions(scene, claims):
        times = scene.calendar.times(question.sentence)
        answer, near = attached(scene, question), nearest(times, question.trigger)
        if question.marked is None:
            counts["free"] += 1
            counts["open"] += answer is None
            counts["near_open"] += near is None
            continue
        counts["asked"] += 1
        counts["found"] += any(one.start <= question.marked < one.end for one in times)
        for name, given in (("right", answer), ("near", near)):
            counts[name] += given is not None and given.start <= question.marked < given.end
    return counts


def questions(scene: Scene, claims: Sequence[MarkedClaim]) -> Iterator[Question]:
    """Yield the claims whose trigger stands in a sentence, and whose time, where one is marked, stands in the same."""
    for claim in claims:
        for number, sentence in enumerate(scene.sentences):
            if not sentence.start <= claim.start < sentence.end:
                continue
            trigger = head_of(sentence, claim.start, min(claim.end, sentence.end))
            marks = claim.of("time")
            inside = [mark for mark in marks if sentence.start <= mark.start < sentence.end]
            if trigger is None or (marks and not inside):
                continue
            head = head_of(sentence, inside[0].start, inside[0].end) if inside else None
            yield Question(claim, number, trigger, head)


def attached(scene: Scene, question: Question) -> TimeMention | None:
    """Return the time that the product gives a happening at this trigger."""
    tree = scene.trees[question.sentence]
    token = tree.sentence.tokens[question.trigger]
    carried = token.upos not in {"VERB", "AUX"} and tree.relation(question.trigger) in {"nsubj", "csubj", "obj"}
    bare = Happening(
        kind=scene.knowledge.codebook.kind(question.claim.kind),
        part="noun" if token.upos in {"NOUN", "PROPN"} else "verb",
        sentence=question.sentence,
        trigger=question.trigger,
        words=(question.trigger,),
        anchor=token.head if carried and tree.sentence.tokens[token.head].upos in {"VERB", "AUX"} else question.trigger,
        roles={},
        counted={},
        arguments=Arguments({}),
    )
    return time_of(scene, with_telling(scene, bare))


def nearest(times: Sequence[TimeMention], trigger: int) -> TimeMention | None:
    """Return the time with the fewest words between it and the trigger; None where the sentence has none."""
    return min(times, key=lambda one: max(one.start - trigger, trigger - one.end + 1, 0), default=None)

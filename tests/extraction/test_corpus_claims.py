"""Claims of the annotated corpus: every field of every claim is words of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from frontline.corpus import Document, read_corpus, split_of
from frontline.corpus.sentences import report_of
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.pipeline.run import Reading, run
from frontline.records import Claim, Report, Span

CORPUS = Path(__file__).parents[2] / "corpus" / "dispatches"


def spans_of(claim: Claim) -> Iterator[Span]:
    """Every span of a claim that its trigger's sentence or its sources gave."""
    yield claim.trigger
    for field in fields(claim.roles):
        value = getattr(claim.roles, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            span = one if isinstance(one, Span) else getattr(one, "span", None)
            if span is not None:
                yield span
    yield from (count.span for _, count in claim.counts)
    yield from (source.span for source in claim.sources if source.span is not None)


@pytest.fixture(scope="module")
def readings() -> list[tuple[Document, Report, tuple[Claim, ...]]]:
    documents = [one for one in read_corpus([CORPUS], shipped().codebook) if split_of(one) == "dev"]
    found = []
    for document in documents:
        report = report_of(document)
        (reading,) = (one for one in run([report], load(), shipped()) if isinstance(one, Reading))
        found.append((document, report, tuple(coded.claim for coded in reading.claims)))
    return found


def test_every_field_of_every_claim_is_words_of_the_text(readings) -> None:
    claims = 0
    for _, report, made in readings:
        for claim in made:
            claims += 1
            for span in (*spans_of(claim), claim.evidence):
                assert report.text[span.start : span.end] == span.text
                assert span.text.strip()
            assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end
    assert claims > 200


def test_most_documents_of_the_corpus_give_claims(readings) -> None:
    silent = [document.key for document, _, made in readings if not made and len(document.claims) > 3]
    assert len(silent) <= 1, silent  # one whose claims name nobody is taken for figures of speech

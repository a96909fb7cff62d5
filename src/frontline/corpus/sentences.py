"""Documents as the language core sees them: sentences, and the head words of stretches of text."""

from __future__ import annotations

from collections.abc import Sequence

from frontline.corpus.document import Document
from frontline.language import Annotator
from frontline.language.annotation import Sentence
from frontline.pipeline.run import blocks
from frontline.reading import read_text
from frontline.reading.options import ReadingOptions
from frontline.records import Report


def report_of(document: Document) -> Report:
    """The document as a report, read as any other text."""
    options = ReadingOptions(published=document.published)
    return next(one for one in read_text(document.text, options) if isinstance(one, Report))


def sentences_of(document: Document, annotate: Annotator) -> tuple[Sentence, ...]:
    """The sentences of a document's prose, as they are at run time: without title, byline and dateline."""
    return tuple(
        sentence for start, end in blocks(report_of(document)) for sentence in annotate(document.text[start:end], start)
    )


def sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """The sentence in which a character stands; None between sentences."""
    return next((sentence for sentence in sentences if sentence.start <= offset < sentence.end), None)

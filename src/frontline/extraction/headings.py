"""Headings within a paragraph: "17 Sep, Bamako." says when and where what follows in its paragraph happened."""

from __future__ import annotations

from collections.abc import Sequence

from frontline.language.annotation import Sentence
from frontline.records import Report

_LONGEST = 10
_TELLING = frozenset({"VERB", "AUX"})


def headings(report: Report, sentences: Sequence[Sentence]) -> tuple[int | None, ...]:
    """Return for every sentence the number of the heading that it stands under, None where it stands under none.

    A heading is a short sentence without a verb that opens a paragraph; what it says of time and place holds to
    the end of the paragraph. Whether it says anything of these, its reader sees.
    """
    found: list[int | None] = []
    heading: int | None = None
    last = 0
    for number, sentence in enumerate(sentences):
        opens = number == 0 or "\n" in report.text[last : sentence.start]
        last = sentence.end
        if not opens:
            found.append(heading)
            continue
        heading = number if _is_heading(sentence) else None
        found.append(None)
    return tuple(found)


def _is_heading(sentence: Sentence) -> bool:
    return len(sentence.tokens) <= _LONGEST and not any(token.upos in _TELLING for token in sentence.tokens)

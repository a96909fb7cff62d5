"""How a mention came to its party: through which other words of the report."""

from __future__ import annotations

from dataclasses import replace

from frontline.records.mention import Link, Party
from frontline.records.span import Span

_LONGEST = 8


def stood_for(party: Party, span: Span, via: str) -> Party:
    """Return the party of other words as that of `span`, which came to it through those words.

    The chain is cut at eight links: a report's pronouns may lead through many others.
    """
    if party.span == span:
        return replace(party, via=via)
    return replace(party, span=span, via=via, chain=(Link(party.span, party.via), *party.chain)[:_LONGEST])

"""Relevance: a text that speaks in the words of war about nothing of the world is left alone.

Sport, business and politics borrow the words ("captured the title", "under siege in midfield"). A report of
conflict names somewhere or somebody: a country, a place on the map, a party of the registry, rebels, the dead or
the captured. Where hardly any of the claims of a longer text names one of these, they are figures of speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frontline.records import Claim

_HARMED = frozenset({"killed", "wounded", "displaced", "detained", "captured", "abducted"})
_IRREGULARS = frozenset({"rebel", "militia", "identity-militia"})
_SHORT = 3
_HARDLY_ANY = 0.1
"""The share of anchored claims under which a text is no report. Of the reports of the corpus's dev split one has less (0.05), an example of sport 0.08."""


def of_the_world(claims: Sequence[Claim], sentences: int) -> tuple[Claim, ...]:
    """Return the claims, or none where nothing ties them to the world; a text of a sentence or two is believed."""
    anchored = sum(_is_anchored(claim) for claim in claims)
    if sentences < _SHORT or (anchored and anchored >= _HARDLY_ANY * len(claims)):
        return tuple(claims)
    return ()


def _is_anchored(claim: Claim) -> bool:
    roles = claim.roles
    return (
        _any(party.id or party.country for party in (*roles.actor, *roles.recipient))
        or _any(place.country for place in (*roles.place, *roles.origin, *roles.destination))
        or _any(name in _HARMED for name, _ in claim.counts)
        or _any(party.type in _IRREGULARS for party in (*roles.actor, *roles.recipient))
    )


def _any(values: Iterable[object]) -> bool:
    return any(bool(value) for value in values)

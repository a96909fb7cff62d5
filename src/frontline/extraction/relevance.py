"""Relevance: a text that speaks in the words of war about nothing of the world is left alone.

Sport, business and politics borrow the words ("captured the title", "under siege in midfield"). A report of
conflict names somewhere or somebody: a country, a place on the map, a party of the registry, or the dead.
Where all the claims of a longer text together name none of these, they are figures of speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frontline.records import Claim

_CASUALTIES = frozenset({"killed", "wounded", "displaced"})
_SHORT = 3


def of_the_world(claims: Sequence[Claim], sentences: int) -> tuple[Claim, ...]:
    """Return the claims, or none where nothing ties them to the world; a text of a sentence or two is believed."""
    if sentences < _SHORT or any(_is_anchored(claim) for claim in claims):
        return tuple(claims)
    return ()


def _is_anchored(claim: Claim) -> bool:
    roles = claim.roles
    return (
        _any(party.id or party.country for party in (*roles.actor, *roles.recipient))
        or _any(place.country for place in (*roles.place, *roles.origin, *roles.destination))
        or _any(name in _CASUALTIES for name, _ in claim.counts)
    )


def _any(values: Iterable[object]) -> bool:
    return any(bool(value) for value in values)

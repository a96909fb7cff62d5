"""Confidence: how far a claim's own marks let it be trusted, as a product of named factors.

It says how likely the record renders the report rightly, never how likely the report is true. The factors
are judgement, not fitted; a fitted calibration needs an annotated corpus.
"""

from __future__ import annotations

from typing import NamedTuple

from frontline.records import Claim


class Factor(NamedTuple):
    """One reason to trust a claim less, and by how much."""

    name: str
    weight: float


def factors(claim: Claim, required: tuple[str, ...]) -> tuple[Factor, ...]:
    """Return the factors that bear on a claim; the product of their weights is its confidence."""
    found = [Factor("read by machine", 0.95)]
    roles = claim.roles
    missing = [role for role in required if not getattr(roles, role, None)]
    if missing:
        found.append(Factor(f"no {' or '.join(missing)} found", 0.7 ** len(missing)))
    if any(party.via in {"pronoun", "description"} for party in (*roles.actor, *roles.recipient)):
        found.append(Factor("a party is named by a pronoun or a description", 0.9))
    if any(party.type == "unknown" for party in (*roles.actor, *roles.recipient)):
        found.append(Factor("a party's type is unknown", 0.9))
    if roles.place and all(place.lat is None for place in roles.place):
        found.append(Factor("the place has no point", 0.95))
    if roles.time is None or roles.time.span is None:
        found.append(Factor("no time stated", 0.95))
    if claim.evidence.end - claim.evidence.start > 400:
        found.append(Factor("a long sentence", 0.9))
    return tuple(found)


def confidence(claim: Claim, required: tuple[str, ...]) -> float:
    """Return the product of the factors' weights, rounded to two places."""
    product = 1.0
    for factor in factors(claim, required):
        product *= factor.weight
    return round(product, 2)

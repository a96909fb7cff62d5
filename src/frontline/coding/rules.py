"""The rules of the codebook, applied to one claim."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from frontline.coding.precision import finest
from frontline.knowledge.codebook import Codebook, CodeRule
from frontline.records import Claim, CodedClaim, Codes, Party, Span

_ARMED = frozenset({
    "state-forces", "police", "government", "rebel", "militia", "identity-militia", "private-military", "coalition",
    "criminal", "unidentified-armed", "intergovernmental",
})  # fmt: skip
_TWO = 2


def code(claim: Claim, codebook: Codebook) -> CodedClaim:
    """Return the claim with its codes: for each scheme, those of the first rule that holds and names the scheme.

    The rules for all kinds come before those of the claim's own kind. A rule that gives None for a scheme says
    that the scheme has no code for such a claim, and ends the search there. The classes of precision are those of
    the place, without one of the destination, else of the origin.

    Raises:
        KnowledgeError: the codebook does not have the claim's kind.
    """
    facts = _facts(claim)
    found: dict[str, str | int | None] = {}
    for rule in (*codebook.codes, *codebook.kind(claim.kind).codes):
        if rule.codes.keys() - found.keys() and _holds(rule, facts):
            found = {**rule.codes, **found}
    roles = claim.roles
    where = finest(roles.place or roles.destination or roles.origin)
    return CodedClaim(claim, replace(_codes(found), acled_geo_precision=where.acled, ucdp_where_prec=where.ucdp))


def _facts(claim: Claim) -> dict[str, frozenset[str]]:
    """Return what the rules can test of a claim."""
    actors, recipients = _types(claim.roles.actor), _types(claim.roles.recipient)
    return {
        "actor": actors or frozenset({"none"}),
        "recipient": recipients or frozenset({"none"}),
        "party": (actors | recipients) or frozenset({"none"}),
        "armed_sides": _armed_sides(claim),
        "stance": frozenset({claim.stance.value}),
        "polarity": frozenset({"affirmative" if claim.polarity else "negative"}),
        "tense": frozenset({claim.tense}),
        "trigger": _words([claim.trigger]),
        "cargo": _words(claim.roles.cargo),
        "evidence": _words([claim.evidence]),
    }


def _words(spans: Iterable[Span]) -> frozenset[str]:
    return frozenset(word.strip(".,;:\"'").lower() for span in spans for word in span.text.split())


def _types(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.type for party in parties)


def _armed_sides(claim: Claim) -> frozenset[str]:
    """Return whether armed parties stand on both sides ("opposed"), and whether several are actors ("among-actors")."""
    actors = [party for party in claim.roles.actor if party.type in _ARMED]
    opposed = {"opposed"} if actors and _types(claim.roles.recipient) & _ARMED else set()
    return frozenset(opposed | ({"among-actors"} if len(actors) >= _TWO else set()))


def _holds(rule: CodeRule, facts: dict[str, frozenset[str]]) -> bool:
    return all(_any_of(values, facts[test]) for test, values in rule.when.items())


def _any_of(values: tuple[str, ...], have: AbstractSet[str]) -> bool:
    """Say whether one of the values is there and none of those that a "!" forbids; "x*" is whatever begins with x."""
    forbidden = [value[1:] for value in values if value[0] == "!"]
    wanted = [value for value in values if value[0] != "!"]
    return not _has(have, forbidden) and (not wanted or _has(have, wanted))


def _has(have: AbstractSet[str], values: Iterable[str]) -> bool:
    return any(
        any(one.startswith(value[:-1]) for one in have) if value.endswith("*") else value in have for value in values
    )


def _codes(found: dict[str, str | int | None]) -> Codes:
    def text(scheme: str) -> str | None:
        value = found.get(scheme)
        return None if value is None else str(value)

    ucdp = found.get("ucdp")
    return Codes(
        plover=text("plover"),
        plover_mode=text("plover_mode"),
        acled=text("acled"),
        cameo=text("cameo"),
        ucdp=ucdp if isinstance(ucdp, int) else None,
    )

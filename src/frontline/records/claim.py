"""Claim: one source's statement that one thing happens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from frontline.records.ids import content_id
from frontline.records.maker import Maker
from frontline.records.mention import Count, Party, Place, Source, Time
from frontline.records.span import Span


class Stance(StrEnum):
    """How the report puts the thing."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Roles:
    """Who and what takes part. Every member is empty where the report does not say."""

    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    place: tuple[Place, ...] = ()
    origin: tuple[Place, ...] = ()
    destination: tuple[Place, ...] = ()
    instrument: tuple[Span, ...] = ()
    cargo: tuple[Span, ...] = ()
    reason: tuple[Span, ...] = ()
    time: Time | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's statement that one thing happens (or did not, or will, or might).

    `kind` is a key of the codebook, `trigger` the word or words that speak of the happening, `evidence`
    the sentence or sentences that carry it. `polarity` is False where the words negate the happening:
    it is denied, or planned, supposed or recalled as not so ("will not advance"). `tense` is past, present or future. `sources` is outermost first.
    `confidence` lies between 0 and 1.
    """

    id: str
    report: str
    kind: str
    stance: Stance
    tense: str
    polarity: bool
    trigger: Span
    evidence: Span
    roles: Roles
    counts: tuple[tuple[str, Count], ...]
    sources: tuple[Source, ...]
    confidence: float
    maker: Maker


@dataclass(frozen=True, slots=True)
class Codes:
    """What a claim is called in the schemes of others; None where a scheme has no word for it.

    `acled_geo_precision` (1 to 3) and `ucdp_where_prec` (1 to 7) say how exactly its place is known.
    """

    plover: str | None = None
    plover_mode: str | None = None
    acled: str | None = None
    cameo: str | None = None
    ucdp: int | None = None
    acled_geo_precision: int | None = None
    ucdp_where_prec: int | None = None


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """A claim with its codes."""

    claim: Claim
    codes: Codes


def claim_id(report: str, kind: str, trigger: Span) -> str:
    """Return the id of a claim: a hash of its report, kind and trigger."""
    return content_id("c", [report, kind, trigger.start, trigger.end])

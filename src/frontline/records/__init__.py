"""The records that every room passes on: frozen, with evidence, with ids that hash content."""

from frontline.records.claim import Claim, CodedClaim, Codes, Roles, Stance, claim_id
from frontline.records.ids import content_id
from frontline.records.maker import Maker
from frontline.records.mention import Anchor, Count, Party, Place, Relation, Source, Time
from frontline.records.problem import Problem
from frontline.records.report import Report, report_id
from frontline.records.span import Span

__all__ = [
    "Anchor",
    "Claim",
    "CodedClaim",
    "Codes",
    "Count",
    "Maker",
    "Party",
    "Place",
    "Problem",
    "Relation",
    "Report",
    "Roles",
    "Source",
    "Span",
    "Stance",
    "Time",
    "claim_id",
    "content_id",
    "report_id",
]

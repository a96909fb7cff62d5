"""Filing: a claim with what is known about the report that makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from frontline.records import Claim, CodedClaim, Report
from frontline.records.wire import claim_from_json


@dataclass(frozen=True, slots=True)
class Filing:
    """One claim as filed: `published` is the day of its report, None when unknown; `path` says where it was read."""

    claim: Claim
    published: date | None = None
    outlet: str | None = None
    path: str | None = None

    @classmethod
    def of(cls, coded: CodedClaim, report: Report) -> Filing:
        """Return a claim that was just read, with its report's head."""
        return cls(coded.claim, report.published_day, report.outlet or report.agency, report.path)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Filing:
        """Return the filing of one line that `frontline read --format jsonl` wrote.

        Raises:
            KeyError, ValueError, TypeError: the object is not such a line.
        """
        report = data["report"]
        published = datetime.fromisoformat(report["published"]).date() if report["published"] else None
        outlet = report["outlet"] or report["agency"]
        return cls(claim_from_json(data).claim, published, outlet, report["path"])

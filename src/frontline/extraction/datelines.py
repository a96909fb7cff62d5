"""The day of a report where it was written: an instant of publication, told in the time zone of the dateline."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.zones import zone_of
from frontline.records import Report


def at_its_dateline(report: Report, gazetteer: Gazetteer) -> Report:
    """Return a report whose instant of publication is told in the zone of its dateline's first place.

    "Friday" in a report from Manila is Manila's, whatever day its server had. Unchanged where the publication is a day
    or has no zone, and where the report has no dateline or one whose place or zone is not known.
    """
    published = report.published
    if not isinstance(published, datetime) or published.tzinfo is None or not report.dateline:
        return report
    place = gazetteer.known(report.dateline[0])
    if place is None or place.country is None or place.lat is None or place.lon is None:
        return report
    zone = zone_of(gazetteer.alpha2(place.country), place.lat, place.lon)
    return report if zone is None else replace(report, published=published.astimezone(zone))

"""What changed as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frontline.records.control import control_to_json
from frontline.records.wire import Json
from frontline.situation.changes import Changes, Happening, Told


def changes_to_json(found: Changes) -> Iterator[Json]:
    """Yield one object a change: `change` is control, new, dispute or toll; claims by their ids."""
    for turn in found.control:
        before = control_to_json(turn.before) if turn.before is not None else None
        yield {"change": "control", "turn": turn.turn.value, "before": before, "after": control_to_json(turn.after)}
    for one in found.new:
        yield {"change": "new", **_happening_json(one), "claims": _ids(one.told)}
    for dispute in found.disputes:
        sides = {"told": _ids(dispute.told), "denied": _ids(dispute.denied)}
        yield {"change": "dispute", **_happening_json(dispute.happening), **sides}
    for correction in found.corrections:
        figures = [
            {
                "claim": figure.told.filing.claim.id,
                "published": figure.told.filing.published.isoformat() if figure.told.filing.published else None,
                "low": figure.count.low,
                "best": figure.count.best,
                "high": figure.count.high,
            }
            for figure in correction.figures
        ]
        head = {"count": correction.name, "contradicts": correction.contradicts, "figures": figures}
        yield {"change": "toll", **_happening_json(correction.happening), **head}


def _happening_json(one: Happening) -> Json:
    place = one.place
    return {
        "kind": one.kind,
        "place": None
        if place is None
        else {"name": place.name, "geonameid": place.geonameid, "feature": place.feature},
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "reports": one.reports,
    }


def _ids(told: Iterable[Told]) -> list[str]:
    return [one.filing.claim.id for one in told]

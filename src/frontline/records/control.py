"""Control: who holds a place over some days, how sure that is, and which claims speak for and against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from frontline.records.wire import Json


class ControlState(StrEnum):
    """How a place stands towards the holder that a record names.

    - `held`: the holder has it, and someone other than the holder says so or nobody disputes it;
    - `claimed`: only the holder's own side (or nobody known) says that it has it;
    - `contested`: it is fought over: no holder is probable enough, or a part of it is another's;
    - `lost`: the holder that is named had it and has gone, and who holds it now is not known;
    - `stale`: the holder had it when it was last spoken of, and that is long ago;
    - `unknown`: nothing that was read tells who holds it.
    """

    HELD = "held"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    LOST = "lost"
    UNKNOWN = "unknown"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class ControlPlace:
    """A populated place or a facility of its own (a crossing, an airport): what can be held.

    `lat` and `lon` are degrees, WGS 84, None where no point is honest. `feature` is as in `Place`; `country` an ISO
    3166-1 alpha-3 code; `admin1` the first-level region's name.
    """

    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str = "town"
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """One side of a war that can hold a place. `id` is a side of the registry or an actor id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim that bears on a state: positive `weight` speaks for its holder, negative against it.

    The weight is the claim's log-likelihood ratio in nats between this holder and the best other one, less what
    the days since have taken from it. Where nobody is known to hold the place, `holder` is whom the claim speaks of.
    """

    claim: str
    weight: float
    holder: Holder | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds a place from `start` to `end`, both included; `holder` is None where that is not known.

    `probability` is that of the holder named (of the most probable one where none is), between 0 and 1.
    `since` is the first day on which this holder was the most probable one without a break up to this record, None
    where that reaches back to before the first news, or where nothing was told around that day. `shares` are the probabilities of all holders, the highest first.
    `partly` are holders of which claims say that they have a part of the place.
    """

    place: ControlPlace
    holder: Holder | None
    state: ControlState
    probability: float
    start: date
    end: date
    since: date | None = None
    evidence: tuple[Evidence, ...] = ()
    shares: tuple[tuple[Holder, float], ...] = ()
    partly: tuple[Holder, ...] = ()

    @property
    def for_(self) -> tuple[str, ...]:
        """The ids of the claims that speak for the holder, the weightiest first."""
        return tuple(one.claim for one in sorted(self.evidence, key=lambda one: -one.weight) if one.weight > 0)

    @property
    def against(self) -> tuple[str, ...]:
        """The ids of the claims that speak against the holder, the weightiest first."""
        return tuple(one.claim for one in sorted(self.evidence, key=lambda one: one.weight) if one.weight < 0)


def control_to_json(control: Control) -> Json:
    """Return one row of control as a JSON object."""
    return {
        "place": asdict(control.place),
        "holder": holder_to_json(control.holder),
        "state": control.state.value,
        "probability": round(control.probability, 4),
        "start": control.start.isoformat(),
        "end": control.end.isoformat(),
        "since": control.since.isoformat() if control.since else None,
        "for": list(control.for_),
        "against": list(control.against),
        "weights": {one.claim: round(one.weight, 3) for one in control.evidence},
        "speaks_of": {one.claim: holder_to_json(one.holder) for one in control.evidence if one.holder},
        "shares": [{**asdict(holder), "share": round(share, 4)} for holder, share in control.shares],
        "partly": [holder_to_json(holder) for holder in control.partly],
    }


def control_from_json(data: Mapping[str, Any]) -> Control:
    """Return the record that a row written by `control_to_json` holds.

    Raises:
        KeyError, ValueError, TypeError: the object is not such a row.
    """
    of = {claim: Holder(**told) for claim, told in data["speaks_of"].items()}
    return Control(
        place=ControlPlace(**data["place"]),
        holder=Holder(**data["holder"]) if data["holder"] else None,
        state=ControlState(data["state"]),
        probability=data["probability"],
        start=date.fromisoformat(data["start"]),
        end=date.fromisoformat(data["end"]),
        since=date.fromisoformat(data["since"]) if data["since"] else None,
        evidence=tuple(Evidence(claim, weight, of.get(claim)) for claim, weight in data["weights"].items()),
        shares=tuple((Holder(one["id"], one["name"]), one["share"]) for one in data["shares"]),
        partly=tuple(Holder(**one) for one in data["partly"]),
    )


def holder_to_json(holder: Holder | None) -> Json | None:
    """Return a holder as a JSON object; None for nobody."""
    return asdict(holder) if holder else None

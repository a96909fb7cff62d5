"""Testimony: what one claim says about who holds one place.

A claim's kind, stance and parties give a form; its sources, seen against whom it favours, an interest. Plans, fears and
conditions are no testimony. A denial is testimony against what it denies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frontline.knowledge.gazetteer import Gazetteer
from frontline.records import Claim, Party, Source, Stance
from frontline.records.control import ControlPlace, Holder
from frontline.situation.dating import Days
from frontline.situation.filing import Filing
from frontline.situation.sides import Sides
from frontline.situation.where import Region, Setting, settings


class Form(StrEnum):
    """What a claim says of a holder and a place. The first seven speak for the holder, the next six against it."""

    GAIN = "gain"
    HOLD = "hold"
    REPEL = "repel"
    ENTER = "enter"
    RULE = "rule"
    NOT_LOSS = "not-loss"
    BESIEGED = "besieged"
    LOSS = "loss"
    SURRENDER = "surrender"
    ATTACK = "attack"
    FIRE = "fire"
    NOT_GAIN = "not-gain"
    NOT_HOLD = "not-hold"
    FIGHT = "fight"
    TRUCE = "truce"


FOR = frozenset({Form.GAIN, Form.HOLD, Form.REPEL, Form.ENTER, Form.RULE, Form.NOT_LOSS, Form.BESIEGED})
AGAINST = frozenset({Form.LOSS, Form.SURRENDER, Form.ATTACK, Form.FIRE, Form.NOT_GAIN, Form.NOT_HOLD})


class Interest(StrEnum):
    """Who says so, seen against whom it favours."""

    ADMISSION = "admission"
    OUTLET = "outlet"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Testimony:
    """One claim about one place or region. `first` to `day` are the days it speaks of (`open` when `first` is unknown).

    `vague`: at some time within these days. `holder` is None for fighting and truces. `filed` is the day of publication, `day` where that is unknown.
    """

    claim: str
    report: str
    kind: str
    words: str
    place: ControlPlace | None
    region: Region | None
    part: bool
    form: Form
    holder: Holder | None
    interest: Interest
    first: date
    day: date
    open: bool
    stated: bool
    vague: bool
    background: bool
    confidence: float
    filed: date


_RULING = frozenset({
    "detain", "restrict", "convict", "torture", "expel", "mobilise", "establish-base", "deploy", "open-crossing",
    "close-crossing", "evacuate", "block-aid",
})  # fmt: skip
_RAIDING = frozenset({"abduct", "kill-civilians", "loot", "sexual-violence"})
"""Deeds of whoever rules a place, but of bands that raid it too: such a band was there, and that is all that it says."""
_IRREGULAR = frozenset({"rebel", "militia", "identity-militia", "criminal", "unidentified-armed"})
_FIRING = frozenset({"shelling", "airstrike", "missile-strike", "drone-strike"})
_BY_ACTOR = {
    "capture": Form.GAIN, "hold": Form.HOLD, "repel": Form.REPEL, "withdraw": Form.LOSS, "surrender": Form.SURRENDER,
    "advance": Form.ENTER, "besiege": Form.ATTACK, "blockade": Form.ATTACK, "attack": Form.ATTACK,
    **dict.fromkeys(_RULING, Form.RULE), **dict.fromkeys(_FIRING, Form.FIRE),
}  # fmt: skip
_BY_RECIPIENT = {
    "capture": Form.LOSS, "overthrow": Form.LOSS, "besiege": Form.BESIEGED, "protest": Form.RULE, "riot": Form.RULE,
}  # fmt: skip
_SIDELESS = {"clash": Form.FIGHT, "attack": Form.FIGHT, "ceasefire": Form.TRUCE}
_DENIED = {
    Form.GAIN: Form.NOT_GAIN, Form.ENTER: Form.NOT_GAIN, Form.HOLD: Form.NOT_HOLD, Form.LOSS: Form.NOT_LOSS,
    Form.SURRENDER: Form.NOT_LOSS,
}  # fmt: skip
_PLACES = {
    Form.LOSS: ("origin", "place"), Form.NOT_LOSS: ("origin", "place", "destination"), Form.ENTER: ("destination", "place"),
    Form.GAIN: ("place", "destination"), Form.NOT_GAIN: ("place", "destination"),
}  # fmt: skip
_NEUTRAL = frozenset({"monitor", "aid-organisation", "analyst", "media", "witness", "resident", "agency", "outlet"})
_PARTISAN = frozenset({"official", "military", "armed-group", "outlet", "media", "post", "unnamed", "issuer"})
_REGIONAL = frozenset({Form.GAIN, Form.HOLD, Form.LOSS, Form.NOT_GAIN, Form.NOT_LOSS, Form.NOT_HOLD})


@dataclass(frozen=True, slots=True)
class Hearing:
    """Turns filings into testimonies, with the sides and the places that it knows."""

    sides: Sides
    gazetteer: Gazetteer

    def testimonies(self, filing: Filing, days: Days) -> Iterator[Testimony]:
        """Yield what a filing says about control: nothing for most kinds, plans and hypotheses."""
        claim = filing.claim
        if claim.stance in {Stance.PLANNED, Stance.HYPOTHETICAL} or claim.tense == "future":
            return
        seen = set()
        for form, parties in _said(claim):
            for setting in self._settings(claim, form):
                if setting.region is not None and form not in _REGIONAL:
                    continue
                found = self._heard(filing, days, (form, parties), setting)
                if found is not None and (found.form, found.place, found.region) not in seen:
                    seen.add((found.form, found.place, found.region))
                    yield found

    def _settings(self, claim: Claim, form: Form) -> tuple[Setting, ...]:
        """Return the settings in the first role that a form looks in and that has any."""
        roles = (getattr(claim.roles, role) for role in _PLACES.get(form, ("place",)))
        found = (settings(claim, places, self.gazetteer) for places in roles)
        return next((each for each in found if each), ())

    def _heard(
        self, filing: Filing, days: Days, said: tuple[Form, tuple[Party, ...]], setting: Setting
    ) -> Testimony | None:
        claim, (form, parties) = filing.claim, said
        country = setting.place.country if setting.place else setting.region[0] if setting.region else None
        holder = self._holder(parties, country, days.end)
        if holder is None and form not in {Form.FIGHT, Form.TRUCE}:
            return None
        return Testimony(
            claim=claim.id, report=claim.report, kind=claim.kind, words=claim.evidence.text, place=setting.place,
            region=setting.region, part=setting.part, form=form, holder=holder,
            interest=self._interest(claim, (form, holder), country, days.end), first=days.start or days.end,
            day=max(days.end, days.start or days.end), open=days.start is None, stated=days.stated, vague=days.vague,
            background=claim.stance is Stance.BACKGROUND, confidence=claim.confidence,
            filed=filing.published or days.end,
        )  # fmt: skip

    def _holder(self, parties: Iterable[Party], country: str | None, day: date) -> Holder | None:
        """Return the one holder that parties act for; None where they are of several sides."""
        found = {self.sides.holder(party, country, day) for party in parties} - {None}
        return found.pop() if len(found) == 1 else None

    def _interest(self, claim: Claim, said: tuple[Form, Holder | None], country: str | None, day: date) -> Interest:
        source = _speaker(claim)
        if source is None:
            return Interest.OUTLET
        if source.kind in _NEUTRAL and (source.affiliation is None or source.kind not in _PARTISAN):
            return Interest.NEUTRAL
        form, holder = said
        side = self.sides.of_actor(source.affiliation, country, day) if source.affiliation else None
        if side is None or holder is None:
            return Interest.UNKNOWN
        if side == holder:
            return Interest.OWN if form in FOR else Interest.ADMISSION
        rivals = {self.sides.holder(party, country, day) for party in (*claim.roles.recipient, *claim.roles.actor)}
        if side in rivals or self.sides.is_side(side, country, day):
            return Interest.ADMISSION if form in FOR else Interest.OWN
        return Interest.NEUTRAL


def _said(claim: Claim) -> Iterator[tuple[Form, tuple[Party, ...]]]:
    """Yield the forms of a claim, each with the parties that it speaks of; denials turned round.

    Who denies that a place was taken, and names neither side, denies its own loss: "the army denied that Hama had fallen".
    """
    denied = claim.stance is Stance.DENIED or not claim.polarity
    if claim.stance is Stance.DENIED and claim.kind == "capture" and not (claim.roles.actor or claim.roles.recipient):
        speaker = _speaker(claim)
        if speaker is not None and speaker.affiliation is not None:
            yield Form.NOT_LOSS, (Party(claim.trigger, speaker.text, "unknown", speaker.affiliation),)
    for form, parties in _forms(claim):
        if not denied:
            yield form, parties
        elif form in _DENIED:
            yield _DENIED[form], parties


def _forms(claim: Claim) -> Iterator[tuple[Form, tuple[Party, ...]]]:
    roles, kind = claim.roles, claim.kind
    if kind == "hand-over":
        yield Form.LOSS, roles.actor
        yield Form.GAIN, roles.recipient
    elif kind in _RAIDING:
        raiders = tuple(party for party in roles.actor if party.type in _IRREGULAR)
        yield Form.ENTER, raiders
        yield Form.RULE, tuple(party for party in roles.actor if party not in raiders)
    elif kind in _BY_ACTOR and roles.actor:
        yield _BY_ACTOR[kind], roles.actor
    elif kind in _BY_RECIPIENT and roles.recipient:
        yield _BY_RECIPIENT[kind], roles.recipient
    elif kind in _SIDELESS:
        yield _SIDELESS[kind], ()


def _speaker(claim: Claim) -> Source | None:
    """Return the innermost source that says so; None for the outlet's own voice.

    An outlet or agency that belongs to a side speaks for it.
    """
    inner = [source for source in claim.sources if source.kind not in {"outlet", "agency"} or source.affiliation]
    return inner[-1] if inner else None

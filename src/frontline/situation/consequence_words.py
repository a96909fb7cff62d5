"""Consequences in words and as JSON: the same facts, said so that a person can check them on a map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from frontline.knowledge.roads import Network
from frontline.knowledge.roads.paths import Way
from frontline.records.control import ControlState, holder_to_json
from frontline.records.wire import Json
from frontline.situation.conditionals import Answer
from frontline.situation.corridors import MAJOR, Connection, CutOff, Ground, Open, Standing, worse
from frontline.situation.whatif import Change, Consequences, Severance, applied

_NAMED = 4
"""How many places are named before the rest is counted."""


def consequences_to_json(found: Consequences, ground: Ground) -> Iterator[Json]:
    """Yield one object a consequence; `consequence` says which kind, `text` puts it in words.

    `ground` is the ground before the supposition.
    """
    network, after = ground.network, applied(ground, found.supposition)
    for change in found.changes:
        yield {"consequence": "change", **_change(change, network), "text": _change_text(change, network)}
    for bridge in found.supposition.bridges:
        name = network.bridges[bridge].name
        yield {"consequence": "bridge", "bridge": bridge, "name": name, "text": f"{name} is down."}
    for kind, several in (("severed", found.severed), ("joined", found.joined)):
        for one in several:
            yield {"consequence": kind, **_severance(one, network), "text": _severance_text(one, ground, after)}
    for holder, pocket in found.pockets:
        yield {
            "consequence": "pocket",
            "holder": holder_to_json(holder),
            "towns": _towns(network, pocket.towns),
            "text": f"{_counted(network, pocket.towns)}, held by {holder.name}, "
            f"{'is' if len(pocket.towns) == 1 else 'are'} left without a way out by road.",
        }
    for way in found.kept:
        text = f"{_name(network, way.start)} keeps its road to {_place(after, way.end)}: {_route(network, way.way)}."
        yield {"consequence": "kept", **connection_to_json(way, network), "text": text}
    if not (found.severed or found.joined or found.pockets):
        yield {"consequence": "none", "text": "No way between places of one side changes in the network."}


def connection_to_json(one: Connection, network: Network) -> Json:
    """Return a connection as a JSON object."""
    return {
        "from": _town(network, one.start),
        "to": _town(network, one.end),
        "open": one.open.value,
        "route": _route(network, one.way) if one.way else None,
        "km": one.way.km if one.way else None,
        "through": [_name(network, town) for town in one.way.towns] if one.way else [],
        "doubts": [_name(network, town) for town in one.doubts]
        + [network.bridges[bridge].name for bridge in one.doubtful_bridges],
        "cut_by": [_name(network, town) for town in one.gates.places]
        + [network.bridges[bridge].name for bridge in one.gates.bridges],
    }


def standing_to_json(one: Standing, network: Network) -> Json:
    """Return a side's ground as a JSON object; `text` puts it in words."""
    return {
        "holder": holder_to_json(one.holder),
        "main": _town(network, one.main),
        "areas": [_towns(network, area) for area in one.areas],
        "cut_off": [
            {"towns": _towns(network, cut.towns), "open": cut.open.value, "besieged": cut.besieged}
            for cut in one.cut_off
        ],
        "hinges": _towns(network, one.hinges),
        "text": " ".join(_standing_text(one, network)),
    }


def _standing_text(one: Standing, network: Network) -> Iterator[str]:
    main = _name(network, one.main)
    for cut in one.cut_off:
        yield f"{_counted(network, cut.towns)}: {_cut_text(cut, main)}."
    if not one.cut_off:
        yield f"All that it holds can be reached from {main}."


def _cut_text(cut: CutOff, main: str) -> str:
    if cut.open is Open.DOUBTFUL:
        return f"reached from {main} only through places that are not surely held"
    return f"cut off from {main}" + (", with no way out by road" if cut.besieged else ", with a border crossing")


def answer_to_json(answer: Answer, ground: Ground) -> Json:
    """Return a tested conditional as a JSON object: the sentence, what it says, the network's answer, and its ways."""
    it, network = answer.conditional, ground.network
    after = applied(ground, it.supposition)
    return {
        "conditional": {"report": it.evidence.report, "start": it.evidence.start, "end": it.evidence.end},
        "sentence": it.evidence.text,
        "claims": list(it.supposition.claims),
        "supposed": [{"place": _town(network, town), "to": holder_to_json(to)} for town, to in it.supposition.towns],
        "says": {
            "kind": it.kind,
            "word": it.cue,
            "denied": it.denied,
            "from": it.start.words if it.start else None,
            "to": [one.words for one in it.goals],
        },
        "verdict": answer.verdict.value,
        "why": answer.why,
        "holder": holder_to_json(answer.holder),
        "before": [connection_to_json(one, network) for one in answer.before],
        "after": [connection_to_json(one, network) for one in answer.after],
        "text": _answer_text(answer, ground, after),
    }


def _answer_text(answer: Answer, ground: Ground, after: Ground) -> str:
    verdict = f"{answer.verdict.value}: {answer.why}"
    changed = [
        at for at, (old, new) in enumerate(zip(answer.before, answer.after, strict=True)) if old.open != new.open
    ]
    shown = changed or range(len(answer.before))
    lines = _ways("now", [answer.before[at] for at in shown], ground)
    lines += _ways("then", [answer.after[at] for at in shown], after)
    said = "; the report says that it would not happen" if answer.conditional.denied else ""
    return ". ".join((verdict + said, *lines)) + "."


def _ways(when: str, ways: Iterable[Connection], ground: Ground) -> list[str]:
    """Say ways that run on the same roads together: "now Damascus to Latakia and Tartus: M5 to Homs, then M1"."""
    network = ground.network
    together: dict[tuple[str, str], list[Connection]] = {}
    for one in ways:
        state = "no way in the network" if one.open is Open.CUT else _route(network, one.way)
        together.setdefault((one.start, state), []).append(one)
    lines = []
    for (start, state), found in list(together.items())[:_NAMED]:
        ends = _counted(network, [one.end for one in found])
        doubtful = [one for one in found if one.open is Open.DOUBTFUL]
        doubts = f" (in doubt: {doubts_text(doubtful, ground)})" if doubtful else ""
        lines.append(f"{when} {_name(network, start)} to {ends}: {state}{doubts}")
    return lines


def connection_text(one: Connection, ground: Ground) -> str:
    """Say how one gets from a town to another."""
    network = ground.network
    ends = f"{_name(network, one.start)} to {_place(ground, one.end)}"
    if one.open is Open.CUT:
        return f"{ends}: no way in the network"
    if one.open is Open.DOUBTFUL:
        return f"{ends}: {_route(network, one.way)}, in doubt: {doubts_text([one], ground)}"
    return f"{ends}: {_route(network, one.way)}" + _gate_text(one, network)


def _gate_text(one: Connection, network: Network) -> str:
    names = [_name(network, town) for town in one.gates.places] + [network.bridges[b].name for b in one.gates.bridges]
    return f"; cut by the loss of {_listed(names, 'or')} alone" if names else "; no single loss cuts it"


def doubts_text(ways: Iterable[Connection], ground: Ground) -> str:
    """Say what makes possible ways doubtful: places by what is known of them."""
    network, by_state = ground.network, dict[str, dict[str, None]]()
    for one in ways:
        for town in one.doubts:
            by_state.setdefault(_STATES[ground.state(town)], {})[_name(network, town)] = None
        for bridge in one.doubtful_bridges:
            by_state.setdefault("said to be down", {})[network.bridges[bridge].name] = None
    return "; ".join(f"{_first(list(names))} {state}" for state, names in by_state.items())


_STATES = {
    ControlState.HELD: "partly another's",
    ControlState.CLAIMED: "only claimed",
    ControlState.CONTESTED: "contested",
    ControlState.LOST: "left by its holder",
    ControlState.UNKNOWN: "of unknown holder",
    ControlState.STALE: "long unreported",
}


def _change(change: Change, network: Network) -> Json:
    return {
        "place": _town(network, change.town),
        "from": holder_to_json(change.before),
        "state": change.state_before.value,
        "to": holder_to_json(change.after),
    }


def _change_text(change: Change, network: Network) -> str:
    town = _name(network, change.town)
    before = change.before.name if change.before else None
    how = "" if change.state_before in {ControlState.HELD, ControlState.UNKNOWN} else f" ({change.state_before.value})"
    if change.after is None:
        return f"{town} is left by {before}{how}." if before else f"{town} is left by whoever holds it."
    if before == change.after.name:
        return f"{town} is {before}'s already{how}, and is so without dispute."
    return (
        f"{town} passes from {before}{how} to {change.after.name}."
        if before
        else f"{town} falls to {change.after.name}."
    )


def _severance(one: Severance, network: Network) -> Json:
    return {
        "holder": holder_to_json(one.holder),
        "from": _town(network, one.anchor),
        "assumed": one.assumed,
        "towns": _towns(network, one.towns),
        "before": connection_to_json(one.before, network),
        "after": connection_to_json(one.after, network),
    }


def _severance_text(one: Severance, ground: Ground, after: Ground) -> str:
    network = ground.network
    anchor, towns = _name(network, one.anchor), _counted(network, one.towns)
    if not worse(one.after.open, one.before.open):
        sure = "" if one.after.open is Open.OPEN else f" (in doubt: {doubts_text([one.after], after)})"
        return f"{anchor} gains a road to {towns}: {_route(network, one.after.way)}{sure}."
    if all(after.state(town) is ControlState.UNKNOWN for town in one.towns):
        towns += ", which nobody is known to hold"
    notes = ["no other route in the network"]
    if one.after.open is not Open.CUT:
        doubts = doubts_text([one.after], after)
        notes = [f"what is left is in doubt: {_route(network, one.after.way)} ({doubts})"]
    if one.before.open is Open.DOUBTFUL:
        notes.append(f"in doubt before: {doubts_text([one.before], ground)}")
    if one.assumed:
        who = one.holder.name if one.holder else "whoever loses by this"
        notes.append(f"who holds {anchor} is not known from these reports, and it is taken for {who}")
    return f"{anchor} loses its road to {towns}: {_route(network, one.before.way)}; {'; '.join(notes)}."


def _route(network: Network, way: Way | None) -> str:
    """Name the roads of a way: "M5 to Homs, then M1"."""
    if way is None:
        return "no way"
    parts = [f"{leg.road} to {_name(network, leg.end)}" for leg in way.legs[:-1]]
    parts += [leg.road for leg in way.legs[-1:]]
    return ", then ".join(parts)


def _counted(network: Network, towns: Sequence[str]) -> str:
    """Name the largest places and count the others."""
    ordered = sorted(towns, key=lambda town: -(network.towns[town].population or 0))
    large = sum((network.towns[town].population or 0) >= MAJOR for town in ordered[:_NAMED])
    return _first([_name(network, town) for town in ordered], large or min(len(ordered), _NAMED))


def _first(names: Sequence[str], count: int = _NAMED) -> str:
    rest = len(names) - count
    if rest <= 0:
        return _listed(names)
    return f"{', '.join(names[:count])} and {rest} other place{'s' if rest > 1 else ''}"


def _listed(names: Sequence[str], joint: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def _place(ground: Ground, town: str) -> str:
    state, name = ground.state(town), _name(ground.network, town)
    return name if state is ControlState.HELD else f"{name} ({_STATES[state]})"


def _name(network: Network, town: str) -> str:
    return network.towns[town].name


def _town(network: Network, town: str) -> Json:
    it = network.towns[town]
    return {"id": town, "name": it.name, "geonameid": it.geonameid, "lat": it.lat, "lon": it.lon}


def _towns(network: Network, towns: Iterable[str]) -> list[Json]:
    return [_town(network, town) for town in towns]

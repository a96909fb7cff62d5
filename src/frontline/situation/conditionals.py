"""Conditionals of reports, tested: "if the rebels capture Homs, it will cut the capital off from the coast".

A conditional is a sentence with a claim that supposes a change of control and words that say what would follow. The
change is put on the ground of the day and the road network answers. The answer stands beside the sentence; it is the
network's, not the report's, and it says what it does not know. What the sentence means by "the capital" and "the coast"
is looked up in the network; what the network does not have is named and left untested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from frontline.knowledge.roads import Network
from frontline.knowledge.roads.network import name_key
from frontline.knowledge.roads.paths import Usable, shortest
from frontline.knowledge.tables import WordLists, read_word_lists
from frontline.records import Claim, Span, Stance
from frontline.records.control import Holder
from frontline.situation.corridors import Connection, Ground, Open, connection, main_place, standing, worse
from frontline.situation.sides import Sides
from frontline.situation.whatif import LEAVING, TAKING, Supposition, applied, suppose

_SUPPOSED = frozenset({Stance.HYPOTHETICAL, Stance.PLANNED})
_DATA = Path(__file__).parent / "data" / "consequences.toml"
_KINDS = ("cut", "pocket", "opening")
_LONGEST = 4
_WORD = re.compile(r"n't|[^\W\d_](?:[\w'’`.-]*\w)?|\d+")  # noqa: RUF001  apostrophes as reports write them
_POSSESSIVE = re.compile(r"['’]s?$")  # noqa: RUF001  as reports write it
_PLAIN = re.compile(r"[^,;:()!?]+")
_NEGATED_WITHIN = 3
_SURE_KEY = 4
"""Letters of a spelling key from which two words that share it are one name; shorter keys meet by chance."""


class Verdict(StrEnum):
    """What the road network says of a consequence that a report states."""

    FOLLOWS = "follows"
    PARTLY = "follows in part"
    DOUBTFUL = "cannot be told"
    ALREADY = "is so already"
    NOT = "does not follow"
    UNTESTED = "not tested"


class Named(NamedTuple):
    """A place or area that a sentence names, by its words `start:end` of the sentence, and its towns in the network."""

    words: str
    start: int
    end: int
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conditional:
    """A sentence that says what would follow from a change of control.

    `kind` is cut, pocket or opening; `cue` the word that says so; `denied` where the sentence says that it would not
    follow. `start` are the towns from where, `goals` those to where; both empty where the sentence does not name them.
    `roads` are numbers of roads that it names.
    """

    evidence: Span
    supposition: Supposition
    kind: str
    cue: str
    denied: bool
    start: Named | None
    goals: tuple[Named, ...]
    roads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The network's answer to a conditional: `before` and `after` are the ways that were compared."""

    conditional: Conditional
    verdict: Verdict
    why: str
    holder: Holder | None = None
    before: tuple[Connection, ...] = ()
    after: tuple[Connection, ...] = ()


def conditionals(claims: Iterable[Claim], network: Network, sides: Sides, day: date) -> tuple[Conditional, ...]:
    """Return the conditionals among claims, in the order of their sentences."""
    by_sentence: dict[tuple[str, int, int], list[Claim]] = {}
    for claim in claims:
        key = claim.evidence.report, claim.evidence.start, claim.evidence.end
        by_sentence.setdefault(key, []).append(claim)
    found = []
    for together in by_sentence.values():
        supposed = [one for one in together if one.stance in _SUPPOSED and one.kind in TAKING | LEAVING]
        if supposed:
            found += _read(supposed, network, sides, day)
    return tuple(found)


def _read(supposed: Sequence[Claim], network: Network, sides: Sides, day: date) -> list[Conditional]:
    """Read a sentence: the first claim that names a place supposes, the words after a cue say what follows."""
    evidence = supposed[0].evidence
    words = list(_WORD.finditer(evidence.text))
    for claim in supposed:
        taken = [(claim.trigger.start - evidence.start, claim.trigger.end - evidence.start)]
        taken += [(one.span.start - evidence.start, one.span.end - evidence.start) for one in claim.roles.place]
        cue = _cue(words, taken)
        if cue is None or not (claim.roles.place or claim.roles.origin):
            continue
        supposition = suppose([claim], network, sides, day)
        named = [one for one in _named(words, network) if not _within(one, taken)]
        start, goals = _ends(cue, named, words)
        numbers = {road.number for road in network.roads if road.number}
        roads = tuple(dict.fromkeys(word[0] for word in words if word[0] in numbers))
        return [Conditional(evidence, supposition, cue.kind, cue.word, cue.denied, start, goals, roads)]
    return []


class _Cue(NamedTuple):
    kind: str
    word: str
    at: int
    denied: bool


def _cue(words: Sequence[re.Match[str]], taken: Sequence[tuple[int, int]]) -> _Cue | None:
    """Return the first word that says what follows and is not part of what is supposed."""
    lists = _lists()
    for number, match in enumerate(words):
        if any(start <= match.start() < end for start, end in taken):
            continue
        for kind in _KINDS:
            if match[0].lower() in lists[kind, "words"]:
                before = {word[0].lower() for word in words[max(0, number - _NEGATED_WITHIN) : number]}
                denied = bool(before & lists["negation", "words"]) or any(one.endswith("n't") for one in before)
                return _Cue(kind, match[0], number, denied)
    return None


def _named(words: Sequence[re.Match[str]], network: Network) -> list[Named]:
    """Return the places of the network that a sentence names, the longest name first at each word."""
    found: list[Named] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            text = words[at].string[words[at].start() : words[at + length - 1].end()]
            towns = _towns(text, network) if _PLAIN.fullmatch(text) else ()
            if towns:
                found.append(Named(text, words[at].start(), words[at + length - 1].end(), towns))
                at += length - 1
                break
        at += 1
    return [one for number, one in enumerate(found) if not _repeats(one, found[number + 1 :])]


def _repeats(one: Named, later: Sequence[Named]) -> bool:
    """Say whether a name only describes the next ("the capital Damascus")."""
    return bool(later) and later[0].towns == one.towns and later[0].start - one.end <= 2


def _towns(text: str, network: Network) -> tuple[str, ...]:
    """Return the towns that words mean: the capital, an area that the network names, or a town with a capital letter."""
    if text.lower() in _lists()["capital", "words"]:
        return (network.capital,) if network.capital else ()
    for area in network.areas.values():
        if text.lower() in {name.lower() for name in area.names}:
            return area.towns
    if not text[:1].isupper():
        return ()
    name = _POSSESSIVE.sub("", text)
    short = len(name_key(name)) < _SURE_KEY
    return tuple(
        town.id for town in network.named(name)[:1] if not short or name.lower() in {one.lower() for one in town.names}
    )


def _within(one: Named, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one.start < end for start, end in taken)


def _ends(cue: _Cue, named: Sequence[Named], words: Sequence[re.Match[str]]) -> tuple[Named | None, tuple[Named, ...]]:
    """Return from where and to where: "cut A off from B and C", "the road between A and B", "open the road to B"."""
    from_ = words[cue.at].start()
    later = [one for one in named if one.start > from_] or list(named)
    if cue.kind == "pocket":
        return None, tuple(later[:1])
    joint = next(
        (word.start() for word in words[cue.at :] if word[0].lower() in {"from", "between", "to", "with"}), None
    )
    if joint is None or not later:
        return (later[0], tuple(later[1:])) if later else (None, ())
    after = [one for one in later if one.start > joint]
    before = [one for one in later if one.start < joint]
    before = before or [one for one in named if one.start < from_]  # "Damascus would be cut off from the coast"
    word = next(word[0].lower() for word in words if word.start() == joint)
    if word == "between":
        return (after[0], _coordinated(after[1:], words)) if after else (None, ())
    return (before[-1] if before else None), _coordinated(after, words)


def _coordinated(after: Sequence[Named], words: Sequence[re.Match[str]]) -> tuple[Named, ...]:
    """Return the first place and those joined to it by "and" or a comma."""
    goals = list(after[:1])
    for one in after[1:]:
        between = [word[0].lower() for word in words if goals[-1].end <= word.start() < one.start]
        if not set(between) <= _lists()["joining", "words"]:
            break
        goals.append(one)
    return tuple(goals)


def answered(conditional: Conditional, ground: Ground) -> Answer:
    """Put a conditional to the network."""
    supposition = conditional.supposition
    if not supposition.towns:
        missing = ", ".join(supposition.unplaced) or "no place"
        return Answer(
            conditional, Verdict.UNTESTED, f"what is supposed concerns {missing}, which the network does not have"
        )
    if conditional.kind in _ANSWERS:
        return _ANSWERS[conditional.kind](conditional, ground)
    if conditional.roads and conditional.start is None and not conditional.goals:
        return _road(conditional, ground)
    return _cutting(conditional, ground)


def _cutting(conditional: Conditional, ground: Ground) -> Answer:
    """Answer that a place is cut off from others, from all of its side where none is named."""
    network = ground.network
    start = conditional.start.towns[0] if conditional.start else _capital(conditional, ground)
    goals = [town for one in conditional.goals for town in one.towns if town != start]
    if start is None or (conditional.start is None and not goals):
        return Answer(conditional, Verdict.UNTESTED, "the sentence names no place of the network that would be cut off")
    side = ground.holder(start) or _loser(conditional, ground)
    if not goals:
        goals = [town for town in ground.towns_of(side.id) if town != start] if side else []
    if not goals:
        return Answer(
            conditional, Verdict.UNTESTED, f"nothing is known that {network.towns[start].name} is cut off from"
        )
    return _cut(conditional, ground, side, [(start, goal) for goal in goals])


def _cut(conditional: Conditional, ground: Ground, side: Holder | None, pairs: Sequence[tuple[str, str]]) -> Answer:
    after, name = applied(ground, conditional.supposition), side.id if side else None
    was = tuple(connection(ground, name, *pair) for pair in pairs)
    now = tuple(connection(after, name, *pair) for pair in pairs)
    lost = [new for old, new in zip(was, now, strict=True) if old.open is not Open.CUT and new.open is Open.CUT]
    already = [old for old in was if old.open is Open.CUT]
    less = [new for old, new in zip(was, now, strict=True) if worse(new.open, old.open)]
    if len(already) == len(was):
        verdict, why = Verdict.ALREADY, "no way in the network is left even now"
    elif len(lost) + len(already) == len(now):
        verdict, why = Verdict.FOLLOWS, "no other route is left in the network"
    elif lost:
        verdict, why = Verdict.PARTLY, f"{len(lost)} of {len(now)} places lose their last route"
    elif less or any(one.open is Open.DOUBTFUL for one in now):
        verdict, why = Verdict.DOUBTFUL, "the routes that are left run through places that nobody surely holds"
    else:
        verdict, why = Verdict.NOT, "another route stays open"
    start = pairs[0][0]
    if ground.holder(start) is None and side is not None:
        why += (
            f" (who holds {ground.network.towns[start].name} is not known; it is taken for {side.name}, who would lose)"
        )
    return Answer(conditional, verdict, why, side, was, now)


def _road(conditional: Conditional, ground: Ground) -> Answer:
    """A road is cut where a town on it that was another's is taken: "if they take X, they cut the M5"."""
    towns = ground.network.towns
    for town, taker in conditional.supposition.towns:
        on = [road for road in ground.network.roads if road.number in conditional.roads and town in road.through]
        holder = ground.holder(town)
        if on and taker is not None and holder is not None and holder.id == taker.id:
            why = f"{towns[town].name}, on the {on[0].number}, is already held by {taker.name}"
            return Answer(conditional, Verdict.ALREADY, why, taker)
        if on:
            why = f"{towns[town].name} lies on the {on[0].number}"
            return Answer(conditional, Verdict.FOLLOWS, why, _loser(conditional, ground))
    names = ", ".join(towns[town].name for town, _ in conditional.supposition.towns)
    return Answer(conditional, Verdict.NOT, f"{names} does not lie on the {', '.join(conditional.roads)}")


def _opening(conditional: Conditional, ground: Ground) -> Answer:
    """A way opens to a place where every place on it but its end is then held by who takes."""
    taken = conditional.supposition.towns
    side = next((holder for _, holder in taken if holder is not None), None)
    goals = [town for one in (conditional.start, *conditional.goals) if one for town in one.towns]
    if side is None or not goals:
        return Answer(conditional, Verdict.UNTESTED, "the sentence does not name who would gain a road and where to")
    after = applied(ground, conditional.supposition)
    base = main_place(ground, side.id) if ground.towns_of(side.id) else taken[0][0]
    was = tuple(connection(ground, side.id, base, goal) for goal in goals)
    now = tuple(connection(after, side.id, base, goal) for goal in goals)
    if all(one.open is Open.OPEN for one in was):
        verdict, why = Verdict.ALREADY, "the way is open even now"
    elif all(one.open is Open.OPEN for one in now):
        verdict, why = Verdict.FOLLOWS, "no place of another side is left on the way"
    elif all(one.open is not Open.CUT for one in now):
        verdict, why = Verdict.DOUBTFUL, "who holds places on the way is not sure"
    else:
        verdict, why = Verdict.NOT, f"another side is on the way: {_others(after, side, base, goals)}"
    return Answer(conditional, verdict, why, side, was, now)


def _others(ground: Ground, side: Holder, start: str, goals: Sequence[str]) -> str:
    """Name who else is on the roads to some places, and where first."""
    network = ground.network
    found: dict[str, str] = {}
    for goal in goals:
        way = shortest(network, start, goal, Usable(frozenset(network.towns)))
        for town in way.towns[:-1] if way is not None else ():
            holder = ground.holder(town)
            if holder is not None and holder.id != side.id:
                found.setdefault(holder.name, network.towns[town].name)
    return ", ".join(f"{name} at {town}" for name, town in found.items()) or "no road joins them"


def _pocket(conditional: Conditional, ground: Ground) -> Answer:
    towns = [town for one in conditional.goals for town in one.towns]
    side = ground.holder(towns[0]) if towns else None
    if not towns or side is None:
        return Answer(
            conditional,
            Verdict.UNTESTED,
            "who holds the place that would be enclosed is not known, or it is not in the network",
        )
    after = applied(ground, conditional.supposition)
    was, now = ({town for cut in _besieged(one, side) for town in cut} for one in (ground, after))
    if set(towns) <= was:
        return Answer(conditional, Verdict.ALREADY, "it has no way out in the network even now", side)
    if set(towns) <= now:
        return Answer(conditional, Verdict.FOLLOWS, "no way out is left in the network", side)
    if set(towns) & now:
        return Answer(conditional, Verdict.PARTLY, "no way out is left for a part of it", side)
    return Answer(conditional, Verdict.NOT, "a way out stays, or may stay, open", side)


_ANSWERS = {"opening": _opening, "pocket": _pocket}


def _besieged(ground: Ground, side: Holder) -> list[tuple[str, ...]]:
    if not ground.towns_of(side.id):
        return []
    return [one.towns for one in standing(ground, side).cut_off if one.besieged]


def _capital(conditional: Conditional, ground: Ground) -> str | None:
    """Return the main place of the side that would lose by what is supposed: "cut the army off from the coast"."""
    loser = _loser(conditional, ground)
    return main_place(ground, loser.id) if loser is not None else None


def _loser(conditional: Conditional, ground: Ground) -> Holder | None:
    takers = {holder.id for _, holder in conditional.supposition.towns if holder is not None}
    for town, _ in conditional.supposition.towns:
        holder = ground.holder(town)
        if holder is not None and holder.id not in takers:
            return holder
    return None


@cache
def _lists() -> WordLists:
    return read_word_lists(_DATA, dict.fromkeys((*_KINDS, "negation", "capital", "joining"), ("words",)))

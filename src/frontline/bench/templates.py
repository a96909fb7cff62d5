"""Suite `templates`: who did it, what and whom it struck, and with what, against the answer keys of MUC-4.

Four roles, pooled over all templates of a message, as published work on extraction by role scores them (Patwardhan and
Riloff 2007; Huang and Riloff 2011, 2012), so nothing is asked of the grouping into incidents:

    perpetrator   PERP: INDIVIDUAL ID and PERP: ORGANIZATION ID
    target        PHYS TGT: ID
    victim        HUM TGT: NAME and HUM TGT: DESCRIPTION; a description that refers to a name is the same person
    weapon        INCIDENT: INSTRUMENT ID

**Match.** A string of ours is right where its head word is the head word of any of the strings that a filler of that
role in that message allows. The head word of a string, ours or the key's, is the last word before its first
preposition, relative pronoun, comma or bracket; capitals and quotation marks count for nothing. Strings of ours with
one head word in one role of one message are one answer, and so are several that hit the same filler. Fillers that
share an allowed string are one, so that a bomb in two templates is asked for once. Fillers marked "?" and those of
templates marked OPTIONAL may be found and may be missed. `all_f1` is over the answers of all four roles together.

**Which claims.** Those of deeds of violence that are told as having happened (not denied, not planned, not feared, not
recalled), unless every one who suffered bears arms and no thing was struck: MUC asks for no clashes between fighters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from frontline.bench.muc import Filler, Message, fillers, read_messages
from frontline.knowledge.lexicon import Lexicon
from frontline.knowledge.shipped import shipped
from frontline.records.wire import Json

Reader = Callable[[str, date | None], Sequence[Json]]
"""Reads one text, published on a day, into claims as JSON objects."""

ROLES: Mapping[str, tuple[str, ...]] = {
    "perpetrator": ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"),
    "target": ("PHYS TGT: ID",),
    "victim": ("HUM TGT: NAME", "HUM TGT: DESCRIPTION"),
    "weapon": ("INCIDENT: INSTRUMENT ID",),
}
DEEDS = frozenset({
    "attack", "shelling", "airstrike", "drone-strike", "missile-strike", "explosive-attack", "suicide-attack",
    "chemical-attack", "assassinate", "kill-civilians", "casualties", "abduct", "torture", "sexual-violence", "destroy",
    "loot",
})  # fmt: skip
"""Kinds of the codebook that MUC's types of incident speak of (attack, bombing, kidnapping, arson, robbery)."""
HAPPENED = frozenset({"asserted", "claimed"})
"""Stances of what MUC counts as an incident: recent, and not discredited."""
_BEARS_ARMS = frozenset({
    "state-forces", "police", "rebel", "militia", "identity-militia", "private-military", "coalition",
    "unidentified-armed", "criminal",
})  # fmt: skip
_WEAPONS = frozenset({"weapon", "artillery", "missile", "unmanned"})
_THINGS = frozenset({"facility", "vehicle", "aircraft", "crossing", "goods"})
_PEOPLE = frozenset({"person", "civilians", "armed", "official"})
_BUILT = frozenset({"facility", "crossing", "road"})
_END = re.compile(
    r"(?<=\S)(?:\s+(?:of|in|on|at|from|with|without|by|for|to|near|against|who|whom|which|that|whose|where|including|under|"
    r"inside|outside|into|between|belonging|of\s+the)\b|\s*[,;:(\[]|\s+--).*$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\w+(?:[-.&]\w+)*")


class Entity(NamedTuple):
    """What a key asks for in one role: the head words any of which names it, and whether it may be missed."""

    heads: frozenset[str]
    optional: bool


class Tally(NamedTuple):
    """Answers given, those of them right, entities asked for, and those of them found."""

    given: int
    right: int
    asked: int
    found: int


def run(data: Path, read: Reader) -> dict[str, float]:
    """Return precision, recall and F1 of each role, and of all together, over every message below `data`.

    Raises UsageError where no message has both a text and a key.
    """
    messages = read_messages(data)
    given = [answers(read(message.text, message.published), shipped().lexicon) for message in messages]
    return {"messages": float(len(messages)), **score(messages, given)}


def score(messages: Sequence[Message], given: Sequence[Mapping[str, frozenset[str]]]) -> dict[str, float]:
    """Return the figures of the head words given for each message in each role."""
    figures: dict[str, float] = {}
    total = Counter[str]()
    for role in ROLES:
        sums = Counter[str]()
        for message, ours in zip(messages, given, strict=True):
            sums.update(tally(ours.get(role, frozenset()), entities(message, role))._asdict())
        total.update(sums)
        figures |= _figures(role, sums)
    return {**figures, **_figures("all", total)}


def _figures(name: str, sums: Counter[str]) -> dict[str, float]:
    precision = sums["right"] / sums["given"] if sums["given"] else 0.0
    recall = sums["found"] / sums["asked"] if sums["asked"] else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4), f"{name}_f1": round(f1, 4)}


def tally(ours: Iterable[str], asked: Sequence[Entity]) -> Tally:
    """Compare the head words of one role of one message with what its key asks for."""
    hit, wrong = set[int](), 0
    for head in ours:
        own = {place for place, entity in enumerate(asked) if head in entity.heads}
        hit |= own
        wrong += not own
    required = {place for place, entity in enumerate(asked) if not entity.optional}
    return Tally(len(hit) + wrong, len(hit), len(required), len(hit & required))


def entities(message: Message, role: str) -> list[Entity]:
    """Return what the key of a message asks for in a role, over all of its templates."""
    found: list[tuple[set[str], bool]] = []
    for template in message.templates:
        for filler in fillers(template, ROLES[role]):
            strings = {string.upper() for string in (*filler.strings, *_named(filler, role))}
            optional = filler.optional or template.optional
            for other in [one for one in found if one[0] & strings]:
                found.remove(other)
                strings |= other[0]
                optional = optional and other[1]
            found.append((strings, optional))
    return [Entity(frozenset(head_word(string) for string in strings), optional) for strings, optional in found]


def _named(filler: Filler, role: str) -> tuple[str, ...]:
    return filler.refers_to if role == "victim" else ()


def head_word(string: str) -> str:
    """Return the head word of a noun phrase in small letters: "members of the front" gives "members".

    A string without a word gives itself.
    """
    words = _WORD.findall(_END.sub("", string.replace('"', " ").strip()))
    words = [word for word in words if word.lower() != "s"] or words
    return words[-1].lower() if words else string.lower()


def answers(claims: Iterable[Json], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the head words that the claims of one message give for each role."""
    found: dict[str, set[str]] = {role: set() for role in ROLES}
    for claim in claims:
        if claim["kind"] in DEEDS and claim["stance"] in HAPPENED and claim["polarity"]:
            things, people = _struck(claim, lexicon)
            if people and not things and all(party["type"] in _BEARS_ARMS for party in people):
                continue
            found["perpetrator"].update(_name(party) for party in claim["actor"])
            found["target"].update(things)
            found["victim"].update(_name(party) for party in people)
            found["weapon"].update(_weapons(claim, lexicon))
    return {role: frozenset(map(head_word, strings)) for role, strings in found.items()}


def _name(party: Json) -> str:
    """What a party is called: for a pronoun the one that it stands for."""
    return str(party["name"] if party["via"] == "pronoun" else party["text"])


def _struck(claim: Json, lexicon: Lexicon) -> tuple[list[str], list[Json]]:
    """Return the things and the people that a deed was done to.

    A place on the map is where it happened and no target; a building, a crossing or a road is.
    """
    things = [span["text"] for span in claim["cargo"]]
    things += [
        place["text"]
        for place in claim["place"]
        if place["feature"] in _BUILT or classes(place["text"], lexicon) & _THINGS
    ]
    people = []
    for party in claim["recipient"]:
        known = classes(party["text"], lexicon)
        if known & _THINGS and not known & _PEOPLE:
            things.append(party["text"])
        else:
            people.append(party)
    return things, people


def _weapons(claim: Json, lexicon: Lexicon) -> Iterator[str]:
    """Yield the weapons of a deed; a word that tells of it may itself name one ("a car bomb killed two")."""
    yield from (span["text"] for span in claim["instrument"])
    if classes(claim["trigger"]["text"], lexicon) & _WEAPONS:
        yield claim["trigger"]["text"]


def classes(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Return what sort of thing the head word of a phrase denotes, in the singular where only that is known."""
    head = head_word(text)
    forms = (head, head.removesuffix("s"), head.removesuffix("es"), re.sub(r"ies$", "y", head))
    return next((known for form in forms if (known := lexicon.classes(form))), frozenset())

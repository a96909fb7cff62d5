"""What a codebook holds: kinds of happening, the words that tell of them, and their codes elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple

Part = Literal["verb", "noun", "adjective"]
"""What sort of word a trigger is."""

PARTS: Mapping[str, Part] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
"""What sort of trigger a word with a universal tag may be."""

ROLES = ("actor", "recipient", "place", "origin", "destination", "instrument", "cargo", "reason", "time")
"""The roles of a claim."""

ROLE_WORDS = ("agent", "target", "thing", "goal", "start")
"""Words for roles that depend on what fills them: see `roles_of`."""

COUNTS = (
    "killed", "wounded", "displaced", "detained", "captured", "abducted", "released", "participants", "deployed",
    "mobilised", "evacuated", "returned", "surrendered", "defected", "expelled", "convicted", "destroyed",
)  # fmt: skip
"""What a claim can count."""

_ARMS = frozenset({"weapon", "vehicle", "aircraft"})
_WHERE = frozenset({"place", "facility", "crossing"})
_WHO = frozenset({"party", "armed", "civilians", "person", "official", "detainee", "organisation"})


def roles_of(word: str, classes: AbstractSet[str]) -> tuple[str, ...]:
    """Return the claim roles that a trigger's role word gives to a filler of the `classes`.

    A plain role gives itself. `agent` is the actor, and the instrument too when a weapon or vehicle is what
    acts. `target` is the place hit, the recipient hit, or both when the filler is both (a country), and the
    instrument when it is what was fired. `thing` is the same for what is destroyed: what is neither place nor
    party is cargo. `goal` is the destination, the recipient, or both; `start` is the origin, the recipient
    brought away, or else the reason (a happening fled from).
    """
    where, who = bool(classes & _WHERE), bool(classes & _WHO)
    if word == "agent":
        return ("actor", "instrument") if classes & _ARMS else ("actor",)
    if word == "start":
        return ("origin",) if where else ("recipient",) if who else ("reason",)
    if word in {"target", "thing", "goal"}:
        there = "destination" if word == "goal" else "place"
        if where:
            return (there, "recipient") if who else (there,)
        if word == "thing" and not who:
            return ("cargo",)
        fired = word == "target" and "weapon" in classes and "vehicle" not in classes and not who
        return ("instrument",) if fired else ("recipient",)
    return (word,)


class Counterexample(NamedTuple):
    """A sentence that is not of a kind, and the key of the kind that it is of instead, if any."""

    text: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of a kind, with what their arguments mean.

    Keys of `roles` and `counts`, and members of the keys of `when`, are deep roles (ARG0, ARGM-LOC) or
    prepositions. `when` asks of each group of keys that some filler be of one of the classes; "!x" forbids a
    class, "?" lets the filler be missing, and no class at all asks only that there be one. `own` triggers are a
    user's: they are tried before all others and need no second opinion.
    """

    part: Part
    phrases: tuple[tuple[str, ...], ...]
    roles: Mapping[str, str]
    when: Mapping[tuple[str, ...], tuple[str, ...]]
    counts: Mapping[str, str]
    beside: tuple[frozenset[str], ...] = ()
    never_beside: tuple[frozenset[str], ...] = ()
    priority: int = 0
    own: bool = False

    def allows(self, words: AbstractSet[str]) -> bool:
        """Say whether the words around (lemmas and lower-case forms) let this trigger stand.

        An entry of several words counts when all of them are there.
        """
        if any(entry <= words for entry in self.never_beside):
            return False
        return not self.beside or any(entry <= words for entry in self.beside)


@dataclass(frozen=True, slots=True)
class CodeRule:
    """Codes that hold when every test does: `when` maps a property of the claim to the values it may have."""

    when: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of happening. `codes` are tried in order, for each scheme on its own."""

    key: str
    title: str
    definition: str
    examples: tuple[str, ...]
    counterexamples: tuple[Counterexample, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    codes: tuple[CodeRule, ...]


class Candidate(NamedTuple):
    """A kind that a word may tell of, by which trigger, and the phrase: head lemma, then the words that hang on it."""

    kind: Kind
    trigger: Trigger
    phrase: tuple[str, ...]


class LightVerb(NamedTuple):
    """A verb that carries a nominal trigger; its subject is the noun's "agent" or its "patient"."""

    phrase: tuple[str, ...]
    subject: str

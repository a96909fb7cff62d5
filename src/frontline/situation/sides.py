"""Sides: which holder an actor's gains and losses belong to, where and when.

A holder is a side of the theatre's registry (docs/actors.md): the parties that share a side hold places together. It is
named by its leading actor, so that its id is always one that the registry knows. An actor without a side there holds
places for the organisation that it is a member of or allied to at that date, where that has one, else for itself. A
party that the registry does not know holds places under its own name, where it has a name; "the rebels" do so only
where no theatre says whom that means, and "former rebels" everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain

from frontline.knowledge.actors import Actor, Registry, Theatre, Tie, within
from frontline.knowledge.names import fold
from frontline.knowledge.people import load_people_words
from frontline.records import Party
from frontline.records.control import Holder

HOLDING = frozenset({
    "state-forces", "government", "police", "rebel", "militia", "identity-militia", "private-military", "coalition",
    "criminal", "intergovernmental", "political-party",
})  # fmt: skip
"""The types of party that can hold a place; of these, one without an entry in the registry must be armed."""
_ARMED = HOLDING - {"government", "police", "political-party", "intergovernmental"}
_IRREGULAR = frozenset({"rebel", "militia", "identity-militia", "criminal"})
_STATE = frozenset({"state-forces", "government", "police"})
_LATE = 1_000


class Sides:
    """Holders by actor, country and day. Read-only; safe to share."""

    __slots__ = ("_leaders", "_registry", "_sizes", "_words")

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._words = load_people_words()
        self._leaders: dict[tuple[str, str], Holder] = {}
        self._sizes = {theatre.id: self._sides_of(theatre) for theatre in registry.theatres}

    def holder(self, party: Party, country: str | None, day: date | None) -> Holder | None:
        """Return the holder that a party acts for in a country on a day; None for one that cannot hold a place."""
        if party.id is not None:
            return self.of_actor(party.id, country, day)
        if party.type not in _ARMED or not (
            party.name[:1].isupper() or self._stand_for_themselves(party, country, day)
        ):
            return None
        return Holder(fold(party.name), party.name)

    def _stand_for_themselves(self, party: Party, country: str | None, day: date | None) -> bool:
        """Say whether "rebels" can only mean themselves: no theatre says who they are on that day, or they are told from them.

        What tells them apart is any word that is not neutral: "former rebels", not "advancing rebels".
        """
        words = party.name.split()
        if party.type not in _IRREGULAR or not words:
            return False
        theatre, noun = self._theatre(country, day), self._words.noun(words[-1])
        meant = theatre is not None and (noun is None or theatre.plain_meaning(noun.lemma, noun.group, day))
        return not meant or not self._words.lists["neutral"].issuperset(word.lower() for word in words[:-1])

    def of_actor(self, actor: str, country: str | None, day: date | None) -> Holder | None:
        """Return the holder that an actor acts for in a country on a day; None for one that cannot hold a place.

        `actor` is an id of the registry; `country` an alpha-3 code.
        """
        found = self._registry.get(actor)
        if found is None or found.type not in HOLDING:
            return None
        theatre = self._theatre(country, day)
        if theatre is not None:
            side = self._side(found, theatre, day)
            if side is not None:
                return self._leader(theatre, side)
        return self._alone(found)

    def named(self, name: str, country: str | None, day: date | None) -> Holder | None:
        """Return the holder that an id, a name or a side ("syria-hts", "HTS", "opposition") stands for; None for none."""
        theatre = self._theatre(country, day)
        if theatre is not None and fold(name) in {fold(side) for side in self._sizes[theatre.id]}:
            return self._leader(theatre, next(side for side in self._sizes[theatre.id] if fold(side) == fold(name)))
        if self._registry.get(name) is not None:
            return self.of_actor(name, country, day)
        found = [holder for actor in self._registry.find(name) if (holder := self.of_actor(actor.id, country, day))]
        return found[0] if found else None

    def knows(self, holder: Holder) -> bool:
        """Say whether a holder is an actor of the registry, and not a name alone."""
        return self._registry.get(holder.id) is not None

    def is_side(self, holder: Holder, country: str | None, day: date | None) -> bool:
        """Say whether a holder is a side of the war that a country is in on a day."""
        theatre = self._theatre(country, day)
        return theatre is not None and any(self._leader(theatre, side) == holder for side in self._sizes[theatre.id])

    def _theatre(self, country: str | None, day: date | None) -> Theatre | None:
        fitting = (
            one for one in self._registry.theatres if country in one.countries and within(day, one.start, one.end)
        )
        return next(fitting, None)

    def _sides_of(self, theatre: Theatre) -> Counter[str]:
        actors = (self._registry.get(name) for name in theatre.actors)
        return Counter(side for actor in actors if actor is not None for side in actor.sides_in(theatre.id, None))

    def _side(self, actor: Actor, theatre: Theatre, day: date | None) -> str | None:
        """Return the side of an actor itself, else of what it is a member of, else of an ally."""
        own = self._own_side(actor, theatre, day)
        if own is not None:
            return own
        tied = (self._tied(actor.members_of, day), self._tied(actor.allies, day), self._allied_to(actor, theatre, day))
        for other in chain.from_iterable(tied):
            side = self._own_side(other, theatre, day)
            if side is not None:
                return side
        return None

    def _own_side(self, actor: Actor, theatre: Theatre, day: date | None) -> str | None:
        """Return the actor's side, of several the one that most actors of the theatre share."""
        sizes = self._sizes[theatre.id]
        return max(actor.sides_in(theatre.id, day), key=lambda side: (sizes[side], side), default=None)

    def _tied(self, ties: Iterable[Tie], day: date | None) -> Iterable[Actor]:
        for tie in ties:
            other = self._registry.get(tie.to)
            if other is not None and within(day, tie.start, tie.end):
                yield other

    def _allied_to(self, actor: Actor, theatre: Theatre, day: date | None) -> Iterable[Actor]:
        """Yield the theatre's actors that name an actor as their ally."""
        for name in sorted(theatre.actors):
            other = self._registry.get(name)
            ties = other.allies if other is not None else ()
            if other is not None and any(tie.to == actor.id and within(day, tie.start, tie.end) for tie in ties):
                yield other

    def _leader(self, theatre: Theatre, side: str) -> Holder:
        """Return the side by its leading actor: a state's government, else what a plain description means, else any."""
        key = theatre.id, side
        if key not in self._leaders:
            actors = [actor for name in theatre.actors if (actor := self._registry.get(name)) is not None]
            members = [actor for actor in actors if side in actor.sides_in(theatre.id, None)]
            leader = min(members, key=lambda actor: (*self._rank(actor, theatre), actor.id))
            self._leaders[key] = Holder(leader.id, leader.name)
        return self._leaders[key]

    def _rank(self, actor: Actor, theatre: Theatre) -> tuple[bool, bool, int, int]:
        means = [entry.means for entry in theatre.descriptions]
        plain = [entry.means for entry in theatre.descriptions if not entry.modifiers]
        return (
            not self._is_government(actor),
            actor.theatre != theatre.id,
            plain.index(actor.id) if actor.id in plain else _LATE,
            means.index(actor.id) if actor.id in means else _LATE,
        )

    def _is_government(self, actor: Actor) -> bool:
        state = self._registry.state(actor.country, "government") if actor.country else None
        return state is not None and state.id == actor.id

    def _alone(self, actor: Actor) -> Holder:
        """Return an actor as its own holder; the branches of a state are one."""
        if actor.type in _STATE and actor.country and not actor.theatre:
            state = self._registry.state(actor.country, "government")
            if state is not None:
                return Holder(state.id, state.name)
        return Holder(actor.id, actor.name)

"""Consequences of control: reports to the ground of a day, and suppositions read as any sentence is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from frontline.errors import UsageError
from frontline.knowledge.roads import Network, Town
from frontline.knowledge.roads.file import load_network, shipped_for, shipped_networks
from frontline.knowledge.shipped import shipped
from frontline.pipeline.controlling import Told
from frontline.pipeline.kinds import readers
from frontline.pipeline.run import Reading, run
from frontline.records import Claim, Problem, Report, report_id
from frontline.records.control import holder_to_json
from frontline.records.wire import Json
from frontline.situation.conditionals import answered, conditionals
from frontline.situation.consequence_words import (
    answer_to_json,
    connection_text,
    connection_to_json,
    consequences_to_json,
    standing_to_json,
)
from frontline.situation.corridors import Ground, connection, standings
from frontline.situation.filing import Filing
from frontline.situation.ground import ground_at
from frontline.situation.whatif import Supposition, consequences, suppose


@dataclass(frozen=True, slots=True)
class Answering:
    """What was read, put on the roads on demand. `day` is the day asked for, or that of the newest report."""

    told: Told
    network: Network
    day: date
    asked: bool

    @property
    def ground(self) -> Ground:
        """Who holds the towns of the network on the day."""
        return self.ground_on(self.day)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read."""
        return self.told.problems

    def ground_on(self, day: date) -> Ground:
        """Return who holds the towns of the network on a day, as it was known then: later reports do not count."""
        known = self.told.known_on(day)
        return ground_at(self.network, known.account, tuple(known.filings.values()), day)

    def whatif(self, words: str) -> Iterator[Json]:
        """Yield what follows from a supposition, one object a consequence.

        Raises:
            UsageError: no change of control can be read from the words, or none of it lies in the network.
        """
        ground = self.ground
        yield from consequences_to_json(consequences(ground, self.supposition(words)), ground)

    def supposition(self, words: str) -> Supposition:
        """Read a supposition in the context of the network's country.

        Raises:
            UsageError: no change of control can be read from the words.
        """
        claims = _read_sentence(words, self.network, self.day, self.told.actors)
        found = suppose(claims, self.network, self.told.account.hearing.sides, self.day)
        if not found.claims:
            raise UsageError(
                f'"{words}": no change of control can be read from it; say who takes or leaves which town, '
                'such as "HTS takes Homs" or "the army withdraws from Hama" (frontline roads show lists the towns)'
            )
        return found

    def conditionals(self) -> Iterator[Json]:
        """Yield the conditionals of the reports, each with the network's answer, in the order of the reports.

        The day is the one asked for, else that of each report.
        """
        sides = self.told.account.hearing.sides
        grounds: dict[date, Ground] = {}
        by_report: dict[str, list[Filing]] = {}
        for filing in self.told.filings.values():
            by_report.setdefault(filing.claim.report, []).append(filing)
        for together in by_report.values():
            first = together[0]
            day = self.day if self.asked else first.published or self.day
            found = conditionals((one.claim for one in together), self.network, sides, day)
            for one in found:
                if day not in grounds:
                    grounds[day] = self.ground_on(day)
                ground = grounds[day]
                published = first.published.isoformat() if first.published else None
                head = {"path": first.path, "outlet": first.outlet, "published": published, "at": day.isoformat()}
                yield {**answer_to_json(answered(one, ground), ground), **head}

    def standings(self) -> Iterator[Json]:
        """Yield the ground of every side: connected areas, what is cut off, what would part it."""
        for one in standings(self.ground):
            yield standing_to_json(one, self.network)

    def connections(self, start: str, end: str) -> Iterator[Json]:
        """Yield how who holds `start`, else `end`, gets from one to the other: names of towns.

        Where nobody knows who holds either, how each side would get there if both were its own.

        Raises:
            UsageError: the network has no such town.
        """
        one, other = (self._town(name) for name in (start, end))
        ground = self.ground
        holder = ground.holder(one.id) or ground.holder(other.id)
        sides = ground.sides() if holder is None else (holder,)
        for side in sides or (None,):
            found = connection(ground, side.id if side else None, one.id, other.id)
            text = connection_text(found, ground)
            yield {
                "holder": holder_to_json(holder),
                "supposed": None if holder else holder_to_json(side),
                **connection_to_json(found, self.network),
                "text": f"Were both held by {side.name}: {text}" if side and holder is None else text,
            }

    def _town(self, name: str) -> Town:
        found = self.network.named(name)
        if not found:
            raise UsageError(f"{name!r} is no town of the road network {self.network.id}; see frontline roads show")
        return found[0]


def answering(told: Told, at: date | None = None, roads: str | Path | None = None) -> Answering:
    """Put who holds what on a day, that of the newest report unless given, on the roads.

    `roads` is the id of a shipped network or a file, None for the one of the country that the reports speak of most.

    Raises:
        UsageError: the day or the network cannot be told.
        KnowledgeError: the network's file is wrong.
    """
    network = load_network(roads or _network_of(told.filings.values()), shipped().gazetteer)
    return Answering(told, network, told.day(at), asked=at is not None)


def _network_of(filings: Iterable[Filing]) -> str:
    """Return the shipped network of the country that claims speak of most."""
    countries = Counter(
        place.country
        for filing in filings
        for place in chain(filing.claim.roles.place, filing.claim.roles.origin, filing.claim.roles.destination)
        if place.country
    )
    found = shipped_for(countries)
    if found is None:
        known = ", ".join(shipped_networks())
        raise UsageError(
            f"no road network ships for the countries of these reports (there is {known}); "
            "name one with --roads, or draw one: frontline roads import -h"
        )
    return found


def _read_sentence(words: str, network: Network, day: date, actors: Path | None) -> tuple[Claim, ...]:
    """Read a sentence as a report about the network's country: what surrounds it says only which country that is."""
    sentence = words.strip()
    sentence += "" if sentence[-1:] in {".", "!", "?"} else "."
    country = shipped().gazetteer.country_name(network.countries[0])
    text = f"{sentence}\n\nThis happens in {country}, and in {country} alone."
    report = Report(report_id(text, day), text, published=day, dateline=(country,), path="-")
    items = run([report], *readers(actors=actors))
    return tuple(
        coded.claim
        for item in items
        if isinstance(item, Reading)
        for coded in item.claims
        if coded.claim.trigger.start < len(sentence)
    )

"""Account: who holds which place, kept up to date as claims come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

import numpy as np

from frontline.knowledge.shipped import Knowledge
from frontline.records.control import Control, ControlPlace, Holder
from frontline.situation.chain import Smoothed, smooth
from frontline.situation.copies import originals
from frontline.situation.dating import dated
from frontline.situation.filing import Filing
from frontline.situation.parameters import Parameters, shipped_parameters
from frontline.situation.sides import Sides
from frontline.situation.start import Starting
from frontline.situation.states import Course, course
from frontline.situation.testimony import Hearing, Testimony
from frontline.situation.track import Track, lay_out
from frontline.situation.where import PlaceKey, Region, place_key

_BATCH = 1024
"""Places that run through the chain together: bounds the memory."""


@dataclass(slots=True)
class Account:
    """Control of all places that claims speak of.

    `add` files claims; `at` and `history` read the account. What was worked out of a place is kept until something
    about it, or about its region, is added, so one more report costs what it touches; the result is the same as with
    everything added at once, in any order. The claims of one report must be added together: they date each other.
    """

    hearing: Hearing
    parameters: Parameters = field(default_factory=shipped_parameters)
    starting: Starting = field(default_factory=Starting)
    _told: dict[PlaceKey, list[Testimony]] = field(default_factory=lambda: defaultdict(list))
    _regional: dict[Region, list[Testimony]] = field(default_factory=lambda: defaultdict(list))
    _places: dict[PlaceKey, ControlPlace] = field(default_factory=dict)
    _smoothed: dict[PlaceKey, tuple[Track, Smoothed]] = field(default_factory=dict)
    _filed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for place, _ in self.starting.places.values():
            self._places[place_key(place)] = place

    @classmethod
    def of(
        cls, filings: Iterable[Filing], knowledge: Knowledge, starting: Starting | None = None,
        parameters: Parameters | None = None,
    ) -> Account:  # fmt: skip
        """Return the account of some claims, with the shipped parameters unless others are given."""
        hearing = Hearing(Sides(knowledge.registry), knowledge.gazetteer)
        account = cls(hearing, parameters or shipped_parameters(), starting or Starting())
        account.add(filings)
        return account

    @property
    def places(self) -> tuple[ControlPlace, ...]:
        """The places that the account speaks of, by name."""
        return tuple(sorted(self._places.values(), key=lambda place: (place.name, str(place_key(place)))))

    @property
    def holders(self) -> Counter[Holder]:
        """How much is told of each holder: one for each claim and place, and one for each place of the start."""
        told = Counter(one.holder for one in chain(*self._told.values(), *self._regional.values()) if one.holder)
        start = self.starting
        given = (*(known for _, known in start.places.values()), *start.regions.values(), *start.countries.values())
        return told + Counter(known.holder for known in given)

    def add(self, filings: Iterable[Filing]) -> frozenset[PlaceKey]:
        """File claims and return the keys of the places that they touch. A claim that was filed before is left out."""
        fresh: dict[str, Filing] = {}
        for filing in filings:
            if filing.claim.id not in self._filed:
                fresh.setdefault(filing.claim.id, filing)
        new = list(fresh.values())
        self._filed.update(fresh)
        touched: set[PlaceKey] = set()
        regions: set[Region] = set()
        for filing, days in dated(new):
            for one in self.hearing.testimonies(filing, days) if days else ():
                if one.place is not None:
                    key = place_key(one.place)
                    self._places.setdefault(key, one.place)
                    self._told[key].append(one)
                    touched.add(key)
                elif one.region is not None:
                    self._regional[one.region].append(one)
                    regions.add(one.region)
        asked = {key: track.place for key, (track, _) in self._smoothed.items()}
        touched |= {key for key, place in {**asked, **self._places}.items() if _region(place) in regions}
        for key in touched:
            self._smoothed.pop(key, None)
        return frozenset(touched)

    def at(self, day: date, places: Iterable[ControlPlace] | None = None) -> tuple[Control, ...]:
        """Return who holds each place (of `places`, else all) on a day, by name. Later claims count too.

        A place of which nothing is told has no record.
        """
        return tuple(one.control(len(one.best) - 1, len(one.best) - 1) for one in self._courses(day, places))

    def history(self, first: date, last: date, places: Iterable[ControlPlace] | None = None) -> tuple[Control, ...]:
        """Return, by place and time, one record for each run of days from `first` to `last` with one holder and state."""
        return tuple(one.control(start, end) for one in self._courses(last, places) for start, end in one.runs(first))

    def courses(self, day: date, places: Iterable[ControlPlace] | None = None) -> Iterator[Course]:
        """Yield the course up to a day of each place (of `places`, else all), by name."""
        yield from self._courses(day, places)

    def tracks(self) -> tuple[Track, ...]:
        """Return everything told of each place, by name: what the parameters are fitted on."""
        return tuple(track for place in self.places if (track := self._track(place)) is not None)

    def _courses(self, day: date, places: Iterable[ControlPlace] | None) -> Iterator[Course]:
        wanted = self.places if places is None else tuple(one for one in places if self._is_told(one))
        self._smooth([place for place in wanted if place_key(place) not in self._smoothed])
        for place in wanted:
            track, smoothed = self._smoothed[place_key(place)]
            yield course(track, smoothed, self.parameters, day)

    def _is_told(self, place: ControlPlace) -> bool:
        """Say whether anything is told of a place, or given for its start."""
        told = self._told.get(place_key(place)) or self._regional.get(_region(place))
        return bool(told) or self.starting.of(place) is not None

    def _smooth(self, places: Sequence[ControlPlace]) -> None:
        """Run the chain over places, those with equally many holders and about as many nodes together."""
        tracks = sorted((self._track(place) for place in places), key=lambda one: (*one.sort, len(one.nodes)))
        begin = 0
        while begin < len(tracks):
            batch = [one for one in tracks[begin : begin + _BATCH] if one.sort == tracks[begin].sort]
            for track, rows in zip(batch, smoothed_tracks(batch, self.parameters), strict=True):
                self._smoothed[place_key(track.place)] = track, rows
            begin += len(batch)

    def _track(self, place: ControlPlace) -> Track:
        told = [*self._told.get(place_key(place), ()), *self._regional.get(_region(place), ())]
        return lay_out(place, originals(told), self.starting.of(place))


def smoothed_tracks(tracks: Sequence[Track], parameters: Parameters) -> list[Smoothed]:
    """Return the chain's messages for each of some tracks of one `sort`."""
    longest = max(len(one.nodes) for one in tracks)
    count = len(tracks[0].holders)
    emissions = np.zeros((len(tracks), longest, 2 * count))
    gaps = np.zeros((len(tracks), longest), dtype=np.int64)
    stirred = np.zeros((len(tracks), longest), dtype=bool)
    for row, one in enumerate(tracks):
        emissions[row, : len(one.nodes)] = one.emissions(parameters)
        gaps[row, 1 : len(one.nodes)] = np.diff(one.nodes)
        stirred[row, : len(one.nodes)] = one.stirred
    found = smooth(emissions, gaps, stirred, parameters.rates, tracks[0].other(parameters))
    return [Smoothed(*(rows[row, : len(one.nodes)] for rows in found)) for row, one in enumerate(tracks)]


def _region(place: ControlPlace) -> Region:
    return place.country or "", place.admin1 or ""

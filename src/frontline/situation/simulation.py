"""Simulation: wars with known control, told by biased and noisy reports, for tests and for docs/control.md.

What is drawn is what the model assumes of the world (a holder that changes now and then) and what it does not know of the
reports: each day a place is reported on by a side or by an observer, who is right with a chance of their own, and a side
that does not know says that it holds the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from frontline.records.control import ControlPlace, Holder
from frontline.situation.chain import Ints
from frontline.situation.fitting import Case
from frontline.situation.testimony import Form, Interest, Testimony
from frontline.situation.track import Track, lay_out

SIDES = (Holder("north", "North"), Holder("south", "South"))
FIRST = date(2030, 1, 1)


@dataclass(frozen=True, slots=True)
class War:
    """A war to draw: `places` over `days`, each of which turns with the chance `turn` a day.

    A place is reported on with the chance `news` a day. Observers are right with the chance `observer`, a side that says it
    holds a place with the chance `own`, one that says the other does with the chance `admission`. Who holds a place is known of one day in `every`.
    """

    places: int = 100
    days: int = 200
    turn: float = 0.01
    news: float = 0.15
    observer: float = 0.9
    own: float = 0.6
    admission: float = 0.97
    seed: int = 7
    every: int = 3


def simulate(war: War) -> tuple[Case, ...]:
    """Return every place of a war with its reports as a track, and its holder on every day as what is known of it."""
    random = np.random.default_rng(war.seed)
    return tuple(_place(war, number, random) for number in range(war.places))


def _place(war: War, number: int, random: np.random.Generator) -> Case:
    turns = random.random(war.days) < war.turn
    truth = (np.cumsum(turns) + random.integers(2)) % 2
    place = ControlPlace(f"Place {number}", number + 1, 0.0, float(number))
    told = list(_reports(war, place, truth, random))
    track = lay_out(place, told)
    days = np.arange(0, war.days, war.every)
    return Case(track, days + FIRST.toordinal(), _indices(track, truth)[days], np.zeros(len(days), dtype=bool))


def _indices(track: Track, truth: Ints) -> Ints:
    """Return the holder of every day by its index in the track, "anybody else" for a side that no report names."""
    index = [track.holders.index(side) if side in track.holders else len(track.holders) - 1 for side in SIDES]
    found: Ints = np.array(index)[truth]
    return found


def _reports(war: War, place: ControlPlace, truth: Ints, random: np.random.Generator) -> Iterator[Testimony]:
    sayings = (
        (Interest.OUTLET, Form.HOLD, war.observer),
        (Interest.OWN, Form.HOLD, war.own),
        (Interest.ADMISSION, Form.HOLD, war.admission),
    )
    for day in np.flatnonzero(random.random(war.days) < war.news):
        interest, form, right = sayings[random.integers(len(sayings))]
        said = int(truth[day]) if random.random() < right else 1 - int(truth[day])
        yield report(place, FIRST + timedelta(days=int(day)), (form, SIDES[said], interest))


def report(
    place: ControlPlace, day: date, said: tuple[Form, Holder | None, Interest], *, part: bool = False
) -> Testimony:
    """Return a testimony of a place and a day: its form, its holder and the interest of who says so."""
    form, holder, interest = said
    name = f"{place.name} {day} {form} {holder.id if holder else ''} {interest} {part}"
    return Testimony(
        claim=name, report=name, kind=str(form), words=name, place=place, region=None, part=part, form=form, holder=holder,
        interest=interest, first=day, day=day, open=False, stated=True, vague=False, background=False, confidence=1.0,
        filed=day,
    )  # fmt: skip

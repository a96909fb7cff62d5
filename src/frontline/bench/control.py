"""Suite `control`: who held which town in a war, derived from texts, against a list of who did.

The data are a folder of pages (Markdown with front matter, as an encyclopaedia has them) and a table of holders by town and
day (`*.csv` with the columns observed_date, name, lat, lon, held_by). docs/control.md says how the two are compared.

`python -m frontline.bench.control --data DIR` fits the parameters that ship on all towns.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from frontline.api import read_text
from frontline.bench.control_fit import crosswise, fitted, written
from frontline.bench.towns import Change, Town, changes, matched, read_towns
from frontline.errors import UsageError
from frontline.knowledge.shipped import Knowledge, shipped
from frontline.records.control import ControlState, Holder
from frontline.records.wire import Json
from frontline.situation.account import Account, smoothed_tracks
from frontline.situation.filing import Filing
from frontline.situation.fitting import Case
from frontline.situation.parameters import SHIPPED, Parameters
from frontline.situation.start import Starting
from frontline.situation.states import Course, course
from frontline.situation.testimony import Form
from frontline.situation.track import Start, Track
from frontline.situation.where import PlaceKey, place_key

Reader = Callable[[str, date], Iterable[Json]]
"""From a text and the day it was published on to its claims, as `frontline.read_text`."""
BEGIN = date(2022, 2, 23)
"""The day of the starting situation: the whole country is its government's."""
COUNTRY = "UKR"

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_RANGE = r"\d{1,2}(?:\s*[–-]\s*\d{1,2})?"  # noqa: RUF001  a dash between days
_DAY = re.compile(rf"#+\s*((?:{_RANGE}\s+(?:{_MONTHS})|(?:{_MONTHS})\s+{_RANGE})(?:,?\s+\d{{4}})?)\s*")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FURTHER = re.compile(r"^## (?:References|See also|Notes)\b", re.MULTILINE)


def pages(folder: Path, year: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page of a folder that is not of another year by its name."""
    for path in sorted(folder.glob("*.md")):
        if _is_of(path.stem, year):
            yield path.name, page_text(path.read_text(encoding="utf-8"), year)


def page_text(content: str, year: int) -> str:
    """Return the prose of a page: without front matter, references, and sections that another year heads.

    Under a heading that is a day and nothing else ("### 26 February") each paragraph opens with that day, as the slug of
    a dispatch would say it: headings themselves are no prose to a reader.
    """
    content = _FURTHER.split(_FRONT_MATTER.sub("", content))[0]
    lines: list[str] = []
    day, day_level, cut_level = "", 0, 0
    for line in content.split("\n"):
        level = len(line) - len(line.lstrip("#"))
        if level:
            cut_level = 0 if cut_level and level <= cut_level else cut_level
            cut_level = cut_level or (0 if _is_of(line, year) else level)
            headed = _DAY.fullmatch(line)
            if headed or level <= day_level:
                day, day_level = (headed[1].replace("–", "-"), level) if headed else ("", 0)  # noqa: RUF001
        if not cut_level and "[object Object]" not in line:
            prose = line.strip() and not level and line.lstrip()[0] not in "|*"
            lines.append(f"{day}. {line.strip()}" if day and prose else line)
    return "\n".join(lines)


def _is_of(heading: str, year: int) -> bool:
    """Say whether a heading names the year, or none."""
    named = _YEAR.findall(heading)
    return not named or str(year) in named


NEAR_DAYS = 14
"""How far from the known time of a change a derived one may lie and still be that change."""
_LAST_CLAIM = {Form.GAIN, Form.HOLD, Form.LOSS}


@dataclass(frozen=True, slots=True)
class Derived:
    """What a method says of one town: the holder, its chance and whether it is contested, by day; and its changes."""

    on: Callable[[date], tuple[Holder | None, float, bool]]
    changes: tuple[tuple[date, Holder], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A town and what was derived for it."""

    town: Town
    derived: Derived


def run(data: Path, read: Reader, knowledge: Knowledge) -> dict[str, float]:
    """Return the figures of docs/bench.md over the pages and the table of towns below a folder.

    Raises:
        UsageError: the folder has no pages or no table.
    """
    filings = read_filings(data, read)
    account = Account.of(filings, knowledge, starting(knowledge))
    towns = read_towns(table_of(data), account.hearing.sides, COUNTRY)
    return figures(account, towns, matched(towns, account.places, knowledge.gazetteer))


def read_filings(data: Path, read: Reader) -> list[Filing]:
    """Read all pages of the war below a folder, or beside it, into filings, as published at the end of the year under study.

    Raises:
        UsageError: there are no pages.
    """
    places = [
        data / "wiki_conflict_text" / "ukraine",
        data.parent / "wiki_conflict_text" / "ukraine",
        data / "ukraine",
        data,
    ]
    folder = next((place for place in places if any(place.glob("*.md"))), None)
    if folder is None:
        raise UsageError(f"{data}: no pages (*.md) here; name a folder laid out as docs/bench.md says")
    texts = (text for _, text in pages(folder, BEGIN.year))
    return [Filing.from_json(claim) for text in texts for claim in read(text, date(BEGIN.year, 12, 31))]


def table_of(data: Path) -> Path:
    """Return the table of towns below a folder. Raises UsageError where there is none."""
    for path in sorted(data.rglob("*.csv")):
        with path.open(encoding="utf-8", errors="replace") as lines:
            if "observed_date" in lines.readline():
                return path
    raise UsageError(f"{data}: no table of towns (*.csv with the column observed_date) here; see docs/bench.md")


def starting(knowledge: Knowledge) -> Starting:
    """Return the starting situation of the suite."""
    state = knowledge.registry.state(COUNTRY, "government")
    assert state is not None
    return Starting(countries={COUNTRY: Start(Holder(state.id, state.name), BEGIN)})


def figures(account: Account, towns: Sequence[Town], found: Mapping[PlaceKey, Town]) -> dict[str, float]:
    """Return all figures: by parameters fitted on other towns, the baseline beside them, then by what the account has."""
    known = cases(account, found)
    told = [one.day for town in towns for one in town.known]
    days = _month_ends(min(told), max(told))
    last = max(*told, days[-1])
    ours = [_pair(town, case, fit, last) for fit, judged in crosswise(known) for town, case in judged]
    ships = [_pair(town, case, account.parameters, last) for town, case in known]
    plain = [Pair(town, by_last_claim(case.track)) for town, case in known]
    return {
        **_score(ours, days),
        **{f"baseline.{key}": value for key, value in _score(plain, days).items()},
        **{f"shipped.{key}": value for key, value in _score(ships, days).items()},
        **{f"calibration.{key}": value for key, value in calibration(ours, days).items()},
        "towns": len(ours),
        "coverage": len(found) / len(towns),
    }


def cases(account: Account, found: Mapping[PlaceKey, Town], *, every: int = 10) -> list[tuple[Town, Case]]:
    """Return what is known of the towns, for fitting: every tenth day from the first observation to the last."""
    last = max(one.day for town in found.values() for one in town.known).toordinal()
    made = []
    for track in account.tracks():
        town = found.get(place_key(track.place))
        if town is None:
            continue
        days = list(range(town.known[0].day.toordinal(), last + 1, every))
        told = [known for day in days if (known := town.on(date.fromordinal(day))) is not None]
        index = {holder: at for at, holder in enumerate(track.holders) if holder is not None}
        others = len(track.holders) - 1
        holder = [-1 if known.holder is None else index.get(known.holder, others) for known in told]
        fought = [known.contested for known in told]
        made.append((town, Case(track, np.array(days), np.array(holder), np.array(fought))))
    return made


def _pair(town: Town, case: Case, parameters: Parameters, last: date) -> Pair:
    """A town, and what the model says of it with some parameters."""
    [rows] = smoothed_tracks([case.track], parameters)
    return Pair(town, by_course(course(case.track, rows, parameters, last)))


def by_course(course: Course) -> Derived:
    """Return what the model says of a place."""
    holders = course.track.holders
    turned = [
        (date.fromordinal(course.first + day), holder)
        for day in range(1, len(course.best))
        if course.best[day] != course.best[day - 1] and (holder := holders[course.best[day]]) is not None
    ]

    def on(day: date) -> tuple[Holder | None, float, bool]:
        at = day.toordinal() - course.first
        if at < 0:
            return None, 0.0, False
        contested = list(ControlState)[course.state[at]] is ControlState.CONTESTED
        return holders[course.best[at]], float(course.chances[at].max()), contested

    return Derived(on, tuple(turned))


def by_last_claim(track: Track) -> Derived:
    """Return what the last claim of a gain, a hold or a loss says: the baseline.

    A loss is the other side's gain where claims of two sides are known.
    """
    steps: list[tuple[date, Holder | None]] = [(track.start.day, track.start.holder)] if track.start else []
    named = [holder for holder in track.holders if holder is not None]
    for one in track.told:
        if one.form in _LAST_CLAIM and not one.part and one.region is None:
            others = [holder for holder in named if holder != one.holder]
            steps.append((one.day, (others[0] if len(others) == 1 else None) if one.form is Form.LOSS else one.holder))
    steps.sort(key=lambda step: step[0])
    turned = [(day, new) for (_, old), (day, new) in pairwise(steps) if new and new != old]

    def on(day: date) -> tuple[Holder | None, float, bool]:
        holder = next((holder for when, holder in reversed(steps) if when <= day), None)
        return holder, 1.0 if holder else 0.0, False

    return Derived(on, tuple(turned))


def _score(pairs: Sequence[Pair], days: Sequence[date]) -> dict[str, float]:
    right, squares, contested = [], [], []
    for pair in pairs:
        for day in days:
            known = pair.town.on(day)
            if known is None or (known.holder is None and not known.contested):
                continue
            holder, chance, fought = pair.derived.on(day)
            contested.append((known.contested, fought))
            if known.contested:
                continue
            right.append(holder == known.holder)
            squares.append((1 - (chance if holder == known.holder else 1 - chance)) ** 2)
    both = sum(known and said for known, said in contested)
    return {
        "places_right": _share(right),
        **_changes_score(pairs),
        "brier": sum(squares) / max(1, len(squares)),
        "contested_f1": 2 * both / max(1, sum(known for known, _ in contested) + sum(said for _, said in contested)),
    }


def _changes_score(pairs: Sequence[Pair]) -> dict[str, float]:
    lags: list[int] = []
    known = derived = used = 0
    for pair in pairs:
        state = pair.derived.on(BEGIN)[0]
        real = changes(pair.town, state, BEGIN)
        mine = [turn for turn in pair.derived.changes if turn[0] > BEGIN]
        known, derived = known + len(real), derived + len(mine)
        for change in real:
            near = [(abs(_lag(change, day)), day) for day, holder in mine if holder == change.holder]
            if near and min(near)[0] <= NEAR_DAYS:
                lags.append(min(near)[0])
                used += 1
    return {
        "changes_right": used / max(1, known),
        "changes_false": 1 - used / max(1, derived),
        "mean_lag_days": sum(lags) / max(1, len(lags)),
    }


def _lag(change: Change, day: date) -> int:
    """Return how many days a derived change is late; negative where it is early, 0 within the known time."""
    return (day - change.last).days if day > change.last else min((day - change.first).days, 0)


def calibration(pairs: Sequence[Pair], days: Sequence[date]) -> dict[str, float]:
    """Return, for tenths of the chance from 0.5 up, the mean chance, the share that was right and the count.

    `error` is the mean distance of the first two, weighted by count.
    """
    bins: dict[int, list[tuple[float, bool]]] = {tenth: [] for tenth in range(5, 10)}
    for pair in pairs:
        for day in days:
            known, (holder, chance, _) = pair.town.on(day), pair.derived.on(day)
            if known is not None and known.holder is not None:
                bins[min(max(int(chance * 10), 5), 9)].append((chance, holder == known.holder))
    told: dict[str, float] = {}
    total = sum(map(len, bins.values()))
    error = 0.0
    for tenth, rows in bins.items():
        mean, right = sum(row[0] for row in rows) / max(1, len(rows)), _share([row[1] for row in rows])
        error += len(rows) / max(1, total) * abs(mean - right)
        told |= {f"{tenth}0.chance": mean, f"{tenth}0.right": right, f"{tenth}0.count": len(rows)}
    return {**told, "error": error}


def _month_ends(first: date, last: date) -> list[date]:
    """Return the last days of the months between two days; the last of them may lie after `last`'s day of the month."""
    found: list[date] = []
    day = first.replace(day=1)
    while True:
        following = (day + timedelta(days=32)).replace(day=1)
        if following - timedelta(days=1) > last.replace(day=28) + timedelta(days=3):
            return found
        found.append(following - timedelta(days=1))
        day = following


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / max(1, len(flags))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the parameters on all towns and write them as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m frontline.bench.control", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a folder as docs/bench.md has it")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the file to write")
    options = parser.parse_args(arguments)
    knowledge = shipped()
    filings = read_filings(options.data, lambda text, day: read_text(text, published=day))
    account = Account.of(filings, knowledge, starting(knowledge))
    towns = read_towns(table_of(options.data), account.hearing.sides, COUNTRY)
    known = cases(account, matched(towns, account.places, knowledge.gazetteer))
    options.out.write_text(written(fitted([case for _, case in known])), encoding="utf-8")


if __name__ == "__main__":
    main()

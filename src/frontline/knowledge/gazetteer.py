"""The gazetteer: names to places, through spelling keys that a person can read (frontline.knowledge.names)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from frontline.knowledge import names
from frontline.knowledge.gazetteer_file import GazetteerFile, open_gazetteer
from frontline.knowledge.gazetteer_folder import imported_files
from frontline.knowledge.gazetteer_search import Met, Volume, Wanted

SHIPPED = Path(__file__).parent / "data" / "gazetteer.bin"
_SHORTEST_FOR_EDIT = 5
_SETTLEMENTS = frozenset({"city", "town", "village"})


_OF_THE_NAME = frozenset({"exact", "article", "spelling", "script"})


class Candidate(NamedTuple):
    """A place that a name may mean.

    `feature` is city, town, village, facility, crossing, road, region, country or area, `sort` says it more finely
    ("air base", "first-order unit"; data/geonames_features.toml); `precision` is what its point stands for: exact,
    near, admin2, admin1, region or country. `lat` and `lon` (degrees, WGS 84) are None where the gazetteer has no
    point. `country` is an ISO 3166-1 alpha-3 code. `match` says which key met: exact, article, spelling, skeleton,
    edit, or script where a name in another script was read aloud; `written` is the name of the place that it met.
    `likeness` is how near the two spellings are and `importance` how often news means this place (its population,
    its rank), both between 0 and 1; `score` weighs the two, and candidates come by score. `source` is the number of
    the gazetteer file that it comes from, 0 for the first.
    """

    name: str
    geonameid: int | None
    feature: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    population: int | None
    match: str
    score: float
    precision: str
    likeness: float
    importance: float
    row: int
    sort: str = ""
    written: str = ""
    source: int = 0

    @property
    def is_namesake(self) -> bool:
        """Say whether the place bears the name itself, and is not only spelled or sounds alike."""
        return self.match in _OF_THE_NAME


class Gazetteer:
    """Places of the world and the words for countries, from one file or several. Read-only; safe to share.

    The words for countries are those of the first file. A place that several files have, by its GeoNames id, is one
    candidate: the likest, and of equals the one of the first file.
    """

    def __init__(self, *files: GazetteerFile) -> None:
        self._volumes: list[Volume] = []
        first = 0
        for file in files:
            self._volumes.append(Volume(file, first))
            first += file.rows
        self._words: Mapping[str, Mapping[str, Any]] = files[0].header["words"]
        self._country_words = _country_words(self._words, ("name", "also", "adjectives", "people"))
        self._adjectives = _country_words(self._words, ("adjectives",))
        self._country_names = _country_words(self._words, ("name", "also"))
        self._find = lru_cache(maxsize=32768)(self._look_up)
        self._known = lru_cache(maxsize=32768)(self._look_up_known)

    @classmethod
    def load(cls, path: Path | None = None, beside: Sequence[Path] = ()) -> Gazetteer:
        """Return the shipped gazetteer, or the one at `path`, with those of `beside`.

        Raises:
            KnowledgeError: a file is missing, damaged, or of another version.
        """
        remedy = "take it away (frontline gazetteer remove {}) or import it again"
        added = [open_gazetteer(each, remedy.format(each.stem)) for each in beside]
        return cls(open_gazetteer(path or SHIPPED), *added)

    @classmethod
    def installed(cls) -> Gazetteer:
        """Return the shipped gazetteer with all that the user imported (frontline.knowledge.gazetteer_folder).

        Raises:
            KnowledgeError: a file is damaged or of another version.
        """
        return cls.load(beside=imported_files())

    def find(self, name: str, limit: int = 12, *, edits: bool = False) -> tuple[Candidate, ...]:
        """Return at most `limit` places that `name` may mean, the best score first; empty when there is none.

        Exact and article-less names and spelling variants are looked up first. Only when no name agrees letter by
        letter are the consonants tried, and, with `edits`, when nothing agrees at all, one edit in a longer name: a
        hint for people, since a name in a report that meets a place only so mostly is another one (docs/places.md). A
        name in another script is looked up as it is, and read aloud when the gazetteer does not have it.
        """
        return self._find(name, limit, edits)

    def known(self, name: str) -> Candidate | None:
        """Return the best place whose name is `name` but for articles and habits of spelling; None without one.

        What `find` does only as a last resort, consonants and edits, is not tried: this is for asking whether a
        name may be a place at all, which is asked of every name.
        """
        return self._known(name)

    def country(self, word: str) -> str | None:
        """Return the alpha-3 code of a country name, an adjective or a noun for its people; None for other words."""
        return _in_words(self._country_words, word)

    def country_code(self, word: str) -> str | None:
        """Return the alpha-3 code for a code of two or three letters, or a country's name; None for other words."""
        code = word.upper()
        if code in self._words:
            return code
        return next((alpha3 for alpha3, entry in self._words.items() if entry["iso2"] == code), self.country(word))

    def is_country_adjective(self, word: str) -> bool:
        """Return whether `word` says that something belongs to a country ("Syrian")."""
        return _in_words(self._adjectives, word) is not None

    def is_country_name(self, word: str) -> bool:
        """Return whether `word` names a country itself ("Syria", "UK")."""
        return _in_words(self._country_names, word) is not None

    def country_name(self, alpha3: str) -> str:
        """Return the English name of a country. Raises KeyError for a code that no country has."""
        return str(self._words[alpha3]["name"])

    def alpha2(self, alpha3: str) -> str:
        """Return the alpha-2 code of a country. Raises KeyError for a code that no country has."""
        return str(self._words[alpha3]["iso2"])

    def settled(self, box: tuple[float, float, float, float]) -> tuple[Candidate, ...]:
        """Return the cities, towns and villages within a box: south, west, north, east, in degrees."""
        south, west, north, east = box
        found = []
        for number, volume in enumerate(self._volumes):
            lat, lon, sort = (np.asarray(volume.file.arrays[name]) for name in ("lat", "lon", "sort"))
            wanted = [at for at, each in enumerate(volume.file.header["sorts"]) if each[1] in _SETTLEMENTS]
            inside = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east) & np.isin(sort, wanted)
            found += [
                (0.0, volume.first + int(row), number, Met(0.0, "point", int(row))) for row in np.flatnonzero(inside)
            ]
        return tuple(self._candidate(number, row, 0.0, met) for _, row, number, met in self._without_repeats(found))

    def _look_up_known(self, name: str) -> Candidate | None:
        wanted = Wanted.of(name)
        return next(iter(self._ranked([volume.near(wanted) for volume in self._volumes], 1)), None)

    def _look_up(self, name: str, limit: int, edits: bool) -> tuple[Candidate, ...]:
        wanted = Wanted.of(name)
        if not wanted.key:
            return ()
        found = [volume.near(wanted) for volume in self._volumes]
        if not any(volume.is_named(each) for volume, each in zip(self._volumes, found, strict=True)):
            for volume, each in zip(self._volumes, found, strict=True):
                volume.by_consonants(wanted.key, each)
        if edits and not any(found) and len(wanted.key) >= _SHORTEST_FOR_EDIT:
            for volume, each in zip(self._volumes, found, strict=True):
                volume.by_edit(wanted.key, each)
        if not any(found):
            found = [volume.read_aloud(wanted) for volume in self._volumes]
        return self._ranked(found, limit)

    def _ranked(self, found: Sequence[Mapping[int, Met]], limit: int) -> tuple[Candidate, ...]:
        scored = [
            (-_score(met.likeness, volume.file.arrays["importance"][row] / 255), volume.first + row, number, met)
            for number, (volume, rows) in enumerate(zip(self._volumes, found, strict=True))
            for row, met in rows.items()
        ]
        scored.sort(key=lambda each: each[:2])
        if len(self._volumes) > 1:
            scored = self._without_repeats(scored)
        return tuple(self._candidate(number, row, -score, met) for score, row, number, met in scored[:limit])

    def _without_repeats(self, scored: list[tuple[float, int, int, Met]]) -> list[tuple[float, int, int, Met]]:
        """Return the first of all entries of one GeoNames id; places without an id stay."""
        seen: set[int] = set()
        kept = []
        for entry in scored:
            volume = self._volumes[entry[2]]
            number = volume.file.arrays["geonameid"][entry[1] - volume.first]
            if number not in seen:
                kept.append(entry)
            if number:
                seen.add(number)
        return kept

    def _candidate(self, number: int, row: int, score: float, met: Met) -> Candidate:
        volume = self._volumes[number]
        header, arrays, at = volume.file.header, volume.file.arrays, row - volume.first
        sort, feature, precision = header["sorts"][arrays["sort"][at]]
        latitude, longitude = arrays["lat"][at], arrays["lon"][at]
        known = latitude == latitude  # noqa: PLR0124 - the file writes "no point" as not-a-number
        return Candidate(
            name=volume.file.label(at),
            geonameid=arrays["geonameid"][at] or None,
            feature=feature,
            lat=round(latitude, 5) if known else None,
            lon=round(longitude, 5) if known else None,
            country=header["countries"][arrays["country"][at]] or None,
            admin1=header["admin1"][arrays["admin1"][at]] or None,
            population=arrays["population"][at] or None,
            match=met.match,
            score=round(score, 4),
            precision=precision,
            likeness=round(met.likeness, 4),
            importance=round(arrays["importance"][at] / 255, 4),
            row=row,
            sort=sort,
            written=volume.file.label(met.label),
            source=number,
        )


def _score(likeness: float, importance: float) -> float:
    """Weigh spelling against importance: half of the score is lost by a place that nobody has heard of."""
    return likeness**2 * (0.5 + 0.5 * importance)


def _country_words(words: Mapping[str, Mapping[str, Any]], parts: tuple[str, ...]) -> dict[str, str]:
    """Return word to country. Words of capitals stay as they are, others are folded; the first country wins."""
    found: dict[str, str] = {}
    for code, entry in words.items():
        for part in parts:
            for word in [str(entry["name"])] if part == "name" else entry[part]:
                found.setdefault(_word_key(word), code)
    return found


def _in_words(words: Mapping[str, str], word: str) -> str | None:
    return words.get(_word_key(word))


@lru_cache(maxsize=32768)
def _word_key(word: str) -> str:
    capitals = word.replace(".", "")
    if len(capitals) <= 4 and capitals.isupper():
        return capitals
    folded = names.fold(word)
    return folded.removeprefix("the ")

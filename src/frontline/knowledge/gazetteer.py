"""The gazetteer: names to places, through spelling keys that a person can read (frontline.knowledge.names)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from frontline.knowledge import names
from frontline.knowledge.gazetteer_file import GazetteerFile, open_gazetteer

_SHIPPED = Path(__file__).parent / "data" / "gazetteer.bin"
_FEATURES = ("city", "town", "village", "region", "region", "country", "region", "area", "region")
_PRECISIONS = ("exact", "exact", "exact", "admin1", "admin2", "country", "region", "region", "admin1")
_MOST_READ = 400
"""How many labels of one spelling key are looked at: the most common name has about 300 places."""
_MOST_BONES = {"skeleton": 60, "edit": 12}
"""How many labels of one skeleton are looked at, the most important first: a last resort must be cheap."""
_LIKENESS = {"exact": 1.0, "article": 0.98, "spelling": 0.92, "skeleton": 0.8, "edit": 0.72}
_SPELLING_COST = 0.04
_SKELETON_COST = 0.09
_COUNTRY_COST = 0.25
"""A country is written in one way in English news, so another spelling ("Columbia") is another place."""
_SHORTEST_FOR_EDIT = 5


class Candidate(NamedTuple):
    """A place that a name may mean.

    `feature` is city, town, village, region, country or area; `precision` is what its point stands for: exact,
    admin2, admin1, region or country. `lat` and `lon` (degrees, WGS 84) are None where the gazetteer has no point.
    `country` is an ISO 3166-1 alpha-3 code. `match` says which key met: exact, article, spelling, skeleton or edit;
    `likeness` how near the two spellings are and `importance` how often news means this place (its population, its
    rank), both between 0 and 1; `score` weighs the two, and candidates come by score.
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


class Gazetteer:
    """Places of the world and the words for countries. Read-only; safe to share."""

    def __init__(self, file: GazetteerFile) -> None:
        self._file = file
        self._countries: list[str] = file.header["countries"]
        self._admin1: list[str] = file.header["admin1"]
        self._words: Mapping[str, Mapping[str, list[str]]] = file.header["words"]
        self._country_words = _country_words(self._words, ("name", "also", "adjectives", "people"))
        self._adjectives = _country_words(self._words, ("adjectives",))
        self._country_names = _country_words(self._words, ("name", "also"))
        self._find = lru_cache(maxsize=32768)(self._look_up)
        self._known = lru_cache(maxsize=32768)(self._look_up_known)

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """Return the shipped gazetteer, or the one at `path`.

        Raises:
            KnowledgeError: the file is missing, damaged, or of another version.
        """
        return cls(open_gazetteer(path or _SHIPPED))

    def find(self, name: str, limit: int = 12) -> tuple[Candidate, ...]:
        """Return at most `limit` places that `name` may mean, the best score first; empty when there is none.

        Exact and article-less names and spelling variants are looked up first. Only when no name agrees letter by
        letter are the consonants tried, and only when nothing agrees at all, one edit in a longer name.
        """
        return self._find(name, limit)

    def known(self, name: str) -> Candidate | None:
        """Return the best place whose name is `name` but for articles and habits of spelling; None without one.

        What `find` does only as a last resort, consonants and edits, is not tried: this is for asking whether a
        name may be a place at all, which is asked of every name.
        """
        return self._known(name)

    def country(self, word: str) -> str | None:
        """Return the alpha-3 code of a country name, an adjective or a noun for its people; None for other words."""
        return _in_words(self._country_words, word)

    def is_country_adjective(self, word: str) -> bool:
        """Return whether `word` says that something belongs to a country ("Syrian")."""
        return _in_words(self._adjectives, word) is not None

    def is_country_name(self, word: str) -> bool:
        """Return whether `word` names a country itself ("Syria", "UK")."""
        return _in_words(self._country_names, word) is not None

    def country_name(self, alpha3: str) -> str:
        """Return the English name of a country. Raises KeyError for a code that no country has."""
        return str(self._words[alpha3]["name"])

    def _look_up_known(self, name: str) -> Candidate | None:
        found = self._near(name)
        return self._ranked(found, 1)[0] if found else None

    def _near(self, name: str) -> dict[int, tuple[float, str]]:
        """Return likeness and match by row of the places whose spelling key is the name's."""
        folded = names.fold(name)
        plain = names.bare(folded)
        key = names.spelling(plain)
        found: dict[int, tuple[float, str]] = {}
        if key:
            self._meet(key, folded, plain, found)
            self._meet(_final_e(plain, key), folded, plain, found)
        if key and not found:
            self._meet(names.spelling(names.unattached(plain)), folded, plain, found)
        return found

    def _look_up(self, name: str, limit: int) -> tuple[Candidate, ...]:
        key = names.spelling(names.bare(names.fold(name)))
        if not key:
            return ()
        found = self._near(name)
        if not any(match in {"exact", "article"} for _, match in found.values()):
            self._meet_bones(names.skeleton(key), key, "skeleton", found)
        if not found and len(key) >= _SHORTEST_FOR_EDIT:
            for bones in names.one_edit_skeletons(names.skeleton(key)):
                self._meet_bones(bones, key, "edit", found)
        return self._ranked(found, limit)

    def _ranked(self, found: dict[int, tuple[float, str]], limit: int) -> tuple[Candidate, ...]:
        scored = [(_score(likeness, self._importance(row)), row) for row, (likeness, _) in found.items()]
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(self._candidate(row, score, *found[row]) for score, row in scored[:limit])

    def _meet(self, key: str, folded: str, plain: str, found: dict[int, tuple[float, str]]) -> None:
        """Add the places whose spelling key is `key`."""
        for count, label in enumerate(self._file.labels("spelling", key)):
            if count == _MOST_READ:
                break
            other = names.fold(self._file.label(label))
            if other == folded:
                match, cost = "exact", 0.0
            elif names.bare(other).replace(" ", "") == plain.replace(" ", ""):
                match, cost = "article", 0.0
            elif names.spelling(names.bare(other)) != key:
                continue
            elif self._is_country(label):
                match, cost = "spelling", _COUNTRY_COST
            else:
                match, cost = "spelling", _SPELLING_COST * min(3, names.distance(names.bare(other), plain) - 1)
            self._keep(label, _LIKENESS[match] - cost, match, found)

    def _meet_bones(self, bones: str, key: str, match: str, found: dict[int, tuple[float, str]]) -> None:
        """Add the places whose skeleton is `bones` and whose spelling key is near `key`."""
        allowed = 1 if match == "edit" or len(key) < 6 else 2
        for count, label in enumerate(self._file.labels("skeleton", bones)):
            if count == _MOST_BONES[match]:
                break
            other = names.spelling(names.bare(names.fold(self._file.label(label))))
            if abs(len(other) - len(key)) > allowed:
                continue
            away = names.distance(other, key)
            if 0 < away <= allowed:
                self._keep(label, _LIKENESS[match] - _SKELETON_COST * (away - 1), match, found)

    def _keep(self, label: int, likeness: float, match: str, found: dict[int, tuple[float, str]]) -> None:
        row = self._file.arrays["label_row"][label]
        if row not in found or found[row][0] < likeness:
            found[row] = (likeness, match)

    def _is_country(self, label: int) -> bool:
        return _FEATURES[self._file.arrays["kind"][self._file.arrays["label_row"][label]]] == "country"

    def _importance(self, row: int) -> float:
        return float(self._file.arrays["importance"][row] / 255)

    def _candidate(self, row: int, score: float, likeness: float, match: str) -> Candidate:
        arrays = self._file.arrays
        kind = arrays["kind"][row]
        latitude, longitude = arrays["lat"][row], arrays["lon"][row]
        known = latitude == latitude  # noqa: PLR0124 - the file writes "no point" as not-a-number
        return Candidate(
            self._file.label(row),
            arrays["geonameid"][row] or None,
            _FEATURES[kind],
            round(latitude, 5) if known else None,
            round(longitude, 5) if known else None,
            self._countries[arrays["country"][row]] or None,
            self._admin1[arrays["admin1"][row]] or None,
            arrays["population"][row] or None,
            match,
            round(score, 4),
            _PRECISIONS[kind],
            round(likeness, 4),
            round(self._importance(row), 4),
            row,
        )


def _score(likeness: float, importance: float) -> float:
    """Weigh spelling against importance: half of the score is lost by a place that nobody has heard of."""
    return likeness**2 * (0.5 + 0.5 * importance)


def _final_e(plain: str, key: str) -> str:
    """Return the key of a name whose final -e stands for the Arabic ending -ah ("Talbise": "Talbisah")."""
    return key[:-1] + "a" if plain.endswith("e") and len(key) > 3 else key


def _country_words(words: Mapping[str, Mapping[str, list[str]]], parts: tuple[str, ...]) -> dict[str, str]:
    """Return word to country. Words of capitals stay as they are, others are folded; the first country wins."""
    found: dict[str, str] = {}
    for code, entry in words.items():
        for part in parts:
            for word in [str(entry["name"])] if part == "name" else entry[part]:
                found.setdefault(_word_key(word), code)
    return found


def _in_words(words: Mapping[str, str], word: str) -> str | None:
    return words.get(_word_key(word))


def _word_key(word: str) -> str:
    capitals = word.replace(".", "")
    if len(capitals) <= 4 and capitals.isupper():
        return capitals
    folded = names.fold(word)
    return folded.removeprefix("the ")

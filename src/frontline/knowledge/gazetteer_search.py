"""Search in one gazetteer file: which of its places a name may mean, by which key, and how alike the spellings are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from frontline.knowledge import names
from frontline.knowledge.gazetteer_file import OTHER, GazetteerFile
from frontline.knowledge.scripts import is_latin, romanised

_MOST_READ = 400
"""How many labels of one spelling key are looked at: the most common name has about 300 places."""
_MOST_BONES = {"skeleton": 60, "edit": 12, "script": 200}
"""How many labels of one skeleton are looked at, the most important first: a last resort must be cheap."""
_LIKENESS = {"exact": 1.0, "article": 0.98, "spelling": 0.92, "skeleton": 0.8, "edit": 0.72, "script": 0.8}
_SPELLING_COST = 0.04
_SKELETON_COST = 0.09
_COUNTRY_COST = 0.25
"""A country is written in one way in English news, so another spelling ("Columbia") is another place."""
_OTHER_COST = 0.03
"""What a name from the source's list of other names is less sure than a place's own name."""
_READ_ALOUD = 0.93
"""What is left of the likeness when a name in another script had to be read aloud."""
_FEWEST_CONSONANTS = 3
_VOWELS = re.compile(r"[aiu]")


class Met(NamedTuple):
    """How a name met a place: likeness (0 to 1), the key that met, and the label of the place that it met."""

    likeness: float
    match: str
    label: int


class Wanted(NamedTuple):
    """A name to look up, with its keys (frontline.knowledge.names)."""

    folded: str
    plain: str
    key: str

    @classmethod
    def of(cls, name: str) -> Wanted:
        """Return a name with its keys."""
        folded = names.fold(name)
        plain = names.bare(folded)
        return cls(folded, plain, names.spelling(plain))


class Volume:
    """One gazetteer file to search in. `first` is added to its rows, so that several files have rows of their own."""

    def __init__(self, file: GazetteerFile, first: int = 0) -> None:
        self.file = file
        self.first = first
        self._countries = {number for number, sort in enumerate(file.header["sorts"]) if sort[0] == "country"}

    def near(self, wanted: Wanted) -> dict[int, Met]:
        """Return the places whose spelling key is the name's, by row."""
        found: dict[int, Met] = {}
        if wanted.key:
            self._meet(wanted.key, wanted, found)
            self._meet(_final_e(wanted), wanted, found)
        if wanted.key and not found:
            self._meet(names.spelling(names.unattached(wanted.plain)), wanted, found)
        return found

    def is_named(self, found: Mapping[int, Met]) -> bool:
        """Say whether a place was met letter by letter by its own name, or one of frontline's tables."""
        tiers = self.file.arrays["label_tier"]
        return any(met.match in {"exact", "article"} and tiers[met.label] != OTHER for met in found.values())

    def by_consonants(self, key: str, found: dict[int, Met]) -> None:
        """Add the places whose spelling key has the consonants of `key` and is at most two letters away."""
        self._meet_bones(names.skeleton(key), key, "skeleton", found)

    def by_edit(self, key: str, found: dict[int, Met]) -> None:
        """Add the places whose spelling key is one letter away from `key`, in the consonants."""
        for bones in names.one_edit_skeletons(names.skeleton(key)):
            self._meet_bones(bones, key, "edit", found)

    def read_aloud(self, wanted: Wanted) -> dict[int, Met]:
        """Return the places that a name in another script may mean, by how it reads in Latin letters."""
        read = None if is_latin(wanted.folded) else romanised(wanted.plain)
        if read is None:
            return {}
        latin = Wanted.of(read.latin)
        found: dict[int, Met] = {}
        if read.vowelless:
            self._meet_consonants(latin.key, found)
            return found
        found = self.near(latin)
        if not found and latin.key:
            self.by_consonants(latin.key, found)
        return {row: met._replace(likeness=met.likeness * _READ_ALOUD, match="script") for row, met in found.items()}

    def _meet(self, key: str, wanted: Wanted, found: dict[int, Met]) -> None:
        """Add the places whose spelling key is `key`."""
        for count, label in enumerate(self.file.labels("spelling", key)):
            if count == _MOST_READ:
                break
            other = names.fold(self.file.label(label))
            if other == wanted.folded:
                match, cost = "exact", 0.0
            elif names.bare(other).replace(" ", "") == wanted.plain.replace(" ", ""):
                match, cost = "article", 0.0
            elif names.spelling(names.bare(other)) != key:
                continue
            elif self.file.arrays["sort"][self.file.arrays["label_row"][label]] in self._countries:
                match, cost = "spelling", _COUNTRY_COST
            else:
                match, cost = "spelling", _SPELLING_COST * min(3, names.distance(names.bare(other), wanted.plain) - 1)
            self._keep(label, _LIKENESS[match] - cost, match, found)

    def _meet_bones(self, bones: str, key: str, match: str, found: dict[int, Met]) -> None:
        """Add the places whose skeleton is `bones` and whose spelling key is near `key`."""
        allowed = 1 if match == "edit" or len(key) < 6 else 2
        for count, label in enumerate(self.file.labels("skeleton", bones)):
            if count == _MOST_BONES[match]:
                break
            other = names.spelling(names.bare(names.fold(self.file.label(label))))
            if abs(len(other) - len(key)) > allowed:
                continue
            away = names.distance(other, key)
            if 0 < away <= allowed:
                self._keep(label, _LIKENESS[match] - _SKELETON_COST * (away - 1), match, found)

    def _meet_consonants(self, key: str, found: dict[int, Met]) -> None:
        """Add the places that have the consonants of `key`, and its vowels in the same order among others."""
        bones = names.skeleton(key)
        if len(_VOWELS.sub("", bones)) < _FEWEST_CONSONANTS:
            return
        written = _VOWELS.sub("a", key)
        for count, label in enumerate(self.file.labels("skeleton", bones)):
            if count == _MOST_BONES["script"]:
                break
            other = names.spelling(names.bare(names.fold(self.file.label(label))))
            if names.skeleton(other) == bones and _in_order(written, _VOWELS.sub("a", other)):
                missing = len(other) - len(key)
                self._keep(label, _LIKENESS["script"] - 0.01 * missing, "script", found)

    def _keep(self, label: int, likeness: float, match: str, found: dict[int, Met]) -> None:
        row = self.file.arrays["label_row"][label]
        if self.file.arrays["label_tier"][label] == OTHER:
            likeness -= _OTHER_COST
        if row not in found or found[row].likeness < likeness:
            found[row] = Met(likeness, match, label)


def _final_e(wanted: Wanted) -> str:
    """Return the key of a name whose final -e stands for the Arabic ending -ah ("Talbise": "Talbisah")."""
    return wanted.key[:-1] + "a" if wanted.plain.endswith("e") and len(wanted.key) > 3 else wanted.key


def _in_order(part: str, whole: str) -> bool:
    """Say whether the letters of `part` stand in `whole` in their order."""
    letters = iter(whole)
    return all(letter in letters for letter in part)

"""Sorts of place: what a GeoNames feature code is to frontline, with the precision of its point and its weight."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from frontline.errors import KnowledgeError
from frontline.knowledge.tables import DATA

FEATURES = frozenset({"city", "town", "village", "facility", "crossing", "road", "region", "country", "area"})
PRECISIONS = frozenset({"exact", "near", "admin1", "admin2", "region", "country"})
_CITY = 100_000
_TOWN = 5_000
_SETTLEMENTS = frozenset({"city", "town", "village", "neighbourhood", "former settlement"})
_UNITS = frozenset({"first-order unit"})


class Sort(NamedTuple):
    """A sort of place; the fields are explained in data/geonames_features.toml."""

    name: str
    feature: str
    precision: str
    weight: float


class Sorts(NamedTuple):
    """Every sort by name, and the sort of every GeoNames code by class and code ("S.AIRB")."""

    by_name: dict[str, Sort]
    by_code: dict[str, Sort]

    def of(self, code: str, population: int) -> Sort | None:
        """Return the sort of a GeoNames class and code such as "P.PPL"; None for what an import leaves out.

        A settlement is a city from 100,000 people on and a town from 5,000; a seat of government without a
        population is a town.
        """
        found = self.by_code.get(code)
        if found is None and code.startswith("P."):
            seat = code.startswith("P.PPLA") and population == 0
            return self.by_name[settlement(population, seat=seat)]
        return found


def settlement(population: int, *, seat: bool = False) -> str:
    """Return "city", "town" or "village" for a number of people; `seat` stands for a town where none is known."""
    if population >= _CITY:
        return "city"
    return "town" if population >= _TOWN or seat else "village"


def importance(sort: Sort, population: int) -> int:
    """Return how likely news means this place rather than a namesake, 0 to 255: its sort and its population.

    Settlements count by the logarithm of their people: 1,000 are 0.43, 100,000 are 0.71, ten million 0.98.
    """
    if sort.name in _UNITS:
        return round(255 * min(0.8, 0.4 + 0.05 * math.log10(population + 1)))
    if sort.name in _SETTLEMENTS and population:
        return round(255 * min(0.98, math.log10(population + 1) / 7))
    return round(255 * sort.weight)


@cache
def load_sorts(path: Path = DATA / "geonames_features.toml") -> Sorts:
    """Read and check the table of sorts.

    Raises:
        KnowledgeError: the file cannot be read, or a sort or a code is wrong.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        by_name = {
            name: Sort(name, entry["feature"], entry["precision"], float(entry["weight"]))
            for name, entry in table["sorts"].items()
        }
        codes = {f"{letter}.{code}": sort for letter, part in table["codes"].items() for code, sort in part.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error!r}); restore it or mend the line named") from error
    for sort in by_name.values():
        if sort.feature not in FEATURES or sort.precision not in PRECISIONS or not 0 <= sort.weight <= 1:
            raise KnowledgeError(
                f"{path.name}: [sorts] {sort.name!r}: wrong feature, precision or weight; features are "
                f"{', '.join(sorted(FEATURES))}; precisions {', '.join(sorted(PRECISIONS))}; weights 0 to 1"
            )
    for code, name in codes.items():
        if name not in by_name:
            raise KnowledgeError(f"{path.name}: [codes] {code}: no sort {name!r}; add it to [sorts] or name another")
    return Sorts(by_name, {code: by_name[name] for code, name in codes.items()})

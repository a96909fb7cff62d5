"""Build the gazetteer that ships with frontline from public sources.

    python -m frontline.training.gazetteer FOLDER [--ged FOLDER --ged-country CODE] [--out FILE]

FOLDER holds geonames_cities1000.tsv (cc, name, lat, lon, population, state), world-cities.csv, admin1CodesASCII.txt,
admin2Codes.txt and countryInfo.txt (GeoNames, CC BY 4.0) and wikipedia-iso-country-codes.txt (country names of ISO).
The names of countries, areas and exonyms are frontline's own tables in frontline/knowledge/data.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from array import array
from pathlib import Path
from typing import Any, cast

from frontline.errors import KnowledgeError
from frontline.knowledge import gazetteer_file as layout
from frontline.knowledge.names import bare, fold, skeleton, spelling
from frontline.training import gazetteer_sources as sources

_DATA = Path(layout.__file__).parent / "data"
_SOURCES = [
    "GeoNames (geonames.org), CC BY 4.0",
    "World Factbook (points of countries), public domain",
    "UCDP Georeferenced Event Dataset (names of Syrian villages), CC BY 4.0",
]
_IMPORTANCE = {
    sources.COUNTRY: 1.0,
    sources.REGION: 0.8,
    sources.AREA: 0.8,
    sources.ADMIN2: 0.3,
    sources.ADMIN2_LOOSE: 0.3,
}


def gather(folder: Path, ged: Path | None, ged_country: str) -> tuple[list[sources.Row], dict[str, dict[str, object]]]:
    """Return all rows, and the words of the countries by alpha-3 code. Raises KnowledgeError for a bad source."""
    words = sources.read_toml(_DATA / "countries.toml")
    facts = sources.read_countries(folder)
    places = sources.place_rows(folder, facts)
    admin = sources.admin_rows(folder, facts, places)
    if ged is not None:
        places += sources.ged_rows(ged, ged_country, [*admin, *places])
    rows = sources.country_rows(facts, words, {(row.country, row.name) for row in admin if row.kind == sources.ADMIN1})
    rows += sources.area_rows(sources.read_toml(_DATA / "areas.toml"))
    rows += admin + places
    sources.add_aliases(rows, sources.read_toml(_DATA / "place_aliases.toml"))
    return rows, {code: dict(entry) for code, entry in words.items()}


def importance(row: sources.Row) -> int:
    """Return how likely news means this place rather than a namesake, 0 to 255: its kind and its population."""
    if row.capital:
        return 255
    if row.kind == sources.ADMIN1:
        return round(255 * min(0.8, 0.4 + 0.05 * math.log10(row.population + 1)))
    if row.kind in _IMPORTANCE:
        return round(255 * _IMPORTANCE[row.kind])
    people = row.population or (3_000 if row.geonameid or row.kind == sources.TOWN else 500)
    return round(255 * min(0.98, math.log10(people + 1) / 7))


def compile_rows(rows: list[sources.Row], words: dict[str, dict[str, object]]) -> bytes:
    """Return the file of the gazetteer."""
    countries = ["", *sorted({row.country for row in rows if row.country})]
    admin1 = ["", *sorted({row.admin1 for row in rows if row.admin1})]
    country_at = {code: at for at, code in enumerate(countries)}
    admin1_at = {name: at for at, name in enumerate(admin1)}
    columns: dict[str, array[Any]] = {name: array(cast("Any", kind)) for name, kind in layout.ARRAYS.items()}
    for row in rows:
        latitude, longitude = row.point or (math.nan, math.nan)
        columns["lat"].append(latitude)
        columns["lon"].append(longitude)
        columns["population"].append(row.population)
        columns["geonameid"].append(row.geonameid)
        columns["country"].append(country_at[row.country])
        columns["admin1"].append(admin1_at[row.admin1])
        columns["kind"].append(row.kind)
        columns["importance"].append(importance(row))
    labels = [(row.name, at) for at, row in enumerate(rows)]
    labels += [
        (other, at) for at, row in enumerate(rows) for other in dict.fromkeys(row.also) if fold(other) != fold(row.name)
    ]
    _fill_labels(columns, labels)
    header: dict[str, object] = {"sources": _SOURCES, "countries": countries, "admin1": admin1, "words": words}
    return _written(header, columns)


def _fill_labels(columns: dict[str, array[Any]], labels: list[tuple[str, int]]) -> None:
    tables: dict[str, list[tuple[int, int, int]]] = {"spelling": [], "skeleton": []}
    for number, (name, row) in enumerate(labels):
        columns["label_at"].append(len(columns["letters"]))
        columns["letters"].frombytes(name.encode())
        columns["label_row"].append(row)
        key = spelling(bare(fold(name)))
        weight = -columns["importance"][row]
        if key:
            tables["spelling"].append((layout.key_hash(key), weight, number))
            tables["skeleton"].append((layout.key_hash(skeleton(key)), weight, number))
    columns["label_at"].append(len(columns["letters"]))
    for table, entries in tables.items():
        entries.sort()
        columns[f"{table}_hash"].extend(entry[0] for entry in entries)
        columns[f"{table}_label"].extend(entry[2] for entry in entries)


def _written(header: dict[str, object], columns: dict[str, array[Any]]) -> bytes:
    """Return header and arrays; the directory is written twice, the second time with the offsets known."""
    start, body = len(layout.MAGIC) + 8, b""
    directory = {name: [0] * 2 for name in columns}
    size = len(json.dumps(header)) + 64 * len(directory)
    offset = -(-(start + size) // 8) * 8
    parts = []
    for name, column in columns.items():
        data = column.tobytes()
        directory[name] = [offset, len(data)]
        padding = -len(data) % 8
        parts.append(data + bytes(padding))
        offset += len(data) + padding
    text = json.dumps({**header, "arrays": directory}).encode()
    first = directory["letters"][0]
    body = layout.MAGIC + (first - start).to_bytes(8, "little") + text.ljust(first - start)
    return body + b"".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Build the gazetteer and write it. Return the exit status."""
    parser = argparse.ArgumentParser(description="Build the gazetteer from GeoNames files (CC BY 4.0).")
    parser.add_argument("folder", type=Path, help="folder with the GeoNames files")
    parser.add_argument("--ged", type=Path, help="folder with UCDP GED files, ged_*.csv")
    parser.add_argument("--ged-country", default="SYR", help="alpha-3 code of the country of those files")
    parser.add_argument("--out", type=Path, default=_DATA / "gazetteer.bin", help="file to write")
    options = parser.parse_args(arguments)
    try:
        rows, words = gather(options.folder, options.ged, options.ged_country)
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    data = compile_rows(rows, words)
    options.out.write_bytes(data)
    sys.stdout.write(f"{options.out}: {len(rows)} places, {len(data) / 2**20:.1f} MiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Files of places that a user may import, record by record: dumps of GeoNames, and tables of one's own.

A dump is `allCountries.txt` or one of a country (19 columns with tabs, no header; geonames.org/export), or the ZIP
file that GeoNames packs it in. A table is a CSV file (or one in a ZIP file) with a header; commas, semicolons or tabs
between the columns. `name`, `lat` and `lon` must be there (degrees, WGS 84; both empty where there is no honest
point); `geonameid`, `country` (a code of two or three letters, or a name), `admin1`, `feature` (a sort or a GeoNames
code of data/geonames_features.toml), `population` and `other_names` (with | between them) may be.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from frontline.errors import KnowledgeError

_DUMP_COLUMNS = 19
_LARGEST = 0xFFFFFFFF
_NEEDED = ("name", "lat", "lon")
_COLUMNS = (*_NEEDED, "geonameid", "country", "admin1", "feature", "population", "other_names")


class PlaceRecord(NamedTuple):
    """One place of a file, the record `number`. `feature` is a class and code of GeoNames ("S.AIRB") or a word of a user's table.

    `country` and `admin1` are as they stand there; codes of units are "SY.11" for a dump. `point` is latitude and
    longitude in degrees.
    """

    number: int
    name: str
    point: tuple[float, float] | None
    geonameid: int
    feature: str
    country: str
    admin1: str
    population: int
    other_names: tuple[str, ...]


class Fault(NamedTuple):
    """A record that says nothing usable, and why."""

    number: int
    text: str


class PackedFile:
    """A text file, or the one text file in a ZIP file, to read line by line. `read` counts the bytes read, of `size`."""

    def __init__(self, path: Path) -> None:
        """Look for the file.

        Raises:
            KnowledgeError: it cannot be read, or a ZIP file holds several.
        """
        self.path = path
        self.read = 0
        with self.opened():
            pass

    @property
    def size(self) -> int:
        """The number of bytes in the file, unpacked."""
        if not zipfile.is_zipfile(self.path):
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as packed:
            return packed.getinfo(_member(packed, self.path)).file_size

    def lines(self) -> Iterator[str]:
        """Yield the lines from the first one, with their ends."""
        self.read = 0
        with self.opened() as stream:
            for line in stream:
                encoding = "utf-8" if self.read else "utf-8-sig"
                self.read += len(line)
                yield line.decode(encoding, "replace")

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the file, or the one in its ZIP file.

        Raises:
            KnowledgeError: it cannot be read.
        """
        try:
            if not zipfile.is_zipfile(self.path):
                with self.path.open("rb") as stream:
                    yield stream
                return
            with zipfile.ZipFile(self.path) as packed, packed.open(_member(packed, self.path)) as stream:
                yield stream
        except (OSError, zipfile.BadZipFile) as error:
            raise KnowledgeError(f"{self.path}: cannot be read ({error}); give a file of places") from error


class PlaceFile(PackedFile):
    """A file of places. `is_dump` tells a dump of GeoNames from a table."""

    def __init__(self, path: Path) -> None:
        """Look at the first line.

        Raises:
            KnowledgeError: the file cannot be read, or it is neither a dump nor a table.
        """
        super().__init__(path)
        first = next(self.lines(), "").rstrip("\r\n")
        cells = first.split("\t")
        self.is_dump = len(cells) == _DUMP_COLUMNS and cells[0].isdecimal()
        self._delimiter = max(",;\t", key=first.count)
        columns = [cell.strip().strip('"').lower() for cell in first.split(self._delimiter)]
        self._columns = [{"latitude": "lat", "longitude": "lon"}.get(column, column) for column in columns]
        if not self.is_dump and not set(_NEEDED) <= set(self._columns):
            raise KnowledgeError(
                f"{path}: is neither a dump of GeoNames (19 columns with tabs) nor a table whose header has "
                f"{', '.join(_NEEDED)}; a table may have {', '.join(_COLUMNS[3:])} too"
            )

    def records(self, skip: int = 0) -> Iterator[PlaceRecord | Fault]:
        """Yield the records after the first `skip`, in order."""
        if self.is_dump:
            for number, line in enumerate(self.lines(), 1):
                if number > skip:
                    yield _dump_record(number, line.rstrip("\r\n").split("\t"))
            return
        rows = csv.reader(self.lines(), delimiter=self._delimiter)
        next(rows)
        for number, row in enumerate(rows, 1):
            if number > skip:
                yield _table_record(number, dict(zip(self._columns, row, strict=False)))


def _member(packed: zipfile.ZipFile, path: Path) -> str:
    """Return the name of the one file of places in a ZIP file; GeoNames packs a readme beside some."""
    found = [
        info.filename
        for info in packed.infolist()
        if info.filename.lower().endswith((".txt", ".csv", ".tsv"))
        and not Path(info.filename).name.lower().startswith(("readme", "iso-language"))
    ]
    if len(found) != 1:
        raise KnowledgeError(
            f"{path}: holds {len(found)} files of places ({', '.join(found[:5])}); unpack it, give one"
        )
    return found[0]


def _dump_record(number: int, cells: list[str]) -> PlaceRecord | Fault:
    if len(cells) != _DUMP_COLUMNS:
        return Fault(number, f"has {len(cells)} columns, a dump of GeoNames has {_DUMP_COLUMNS}")
    try:
        point = _point(cells[4], cells[5])
        unit = f"{cells[8]}.{cells[10]}" if cells[10] else ""
        names = tuple(name for name in cells[3].split(",") if name)
        code = f"{cells[6]}.{cells[7]}"
        return PlaceRecord(number, cells[1], point, _whole(cells[0]), code, cells[8], unit, _whole(cells[14]), names)
    except ValueError as error:
        return Fault(number, f"{error}; a dump has numbers as id, latitude, longitude and population")


def _table_record(number: int, cells: dict[str, str]) -> PlaceRecord | Fault:
    cells = {column: cell.strip() for column, cell in cells.items()}
    try:
        return PlaceRecord(
            number,
            cells["name"],
            _point(cells["lat"], cells["lon"]),
            _whole(cells.get("geonameid", "")),
            cells.get("feature", ""),
            cells.get("country", ""),
            cells.get("admin1", ""),
            _whole(cells.get("population", "")),
            tuple(name.strip() for name in cells.get("other_names", "").split("|") if name.strip()),
        )
    except KeyError as error:
        return Fault(number, f"has no {error.args[0]}; the row is shorter than the header")
    except ValueError as error:
        return Fault(number, f"{error}; lat, lon, geonameid and population must be numbers")


def _whole(text: str) -> int:
    """Return the number of a cell, 0 for an empty one. Raises ValueError for what the format cannot hold."""
    number = int(text or 0)
    if not 0 <= number <= _LARGEST:
        raise ValueError(f"{text} is no number between 0 and {_LARGEST}")
    return number


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return the point of two cells, None where both are empty. Raises ValueError for one off the earth."""
    if not latitude and not longitude:
        return None
    point = (float(latitude), float(longitude))
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ValueError(f"{latitude}, {longitude} is no latitude and longitude in degrees")
    return point

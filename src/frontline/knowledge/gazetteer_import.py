"""Importing a file of places into a gazetteer of the user's own, in bounded memory, and from where it was stopped.

The places go through `GazetteerWriter`, which keeps a byte or two a row in memory and the rest on disk. Other names
from a file of their own (alternateNamesV2 of GeoNames, ordered by its own ids) come in any order, so they go into an
SQLite table first, which sorts them by place and drops repetitions; both hold for the 13 million rows of a full dump.
Every CHECKPOINT records the sizes of all files and what was read are noted in `state.json` of the folder of work; a
later run over the same input cuts the files back to it and goes on. The finished file takes its place at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from frontline.errors import KnowledgeError
from frontline.knowledge.gazetteer_dump import Fault, PackedFile, PlaceFile, PlaceRecord
from frontline.knowledge.gazetteer_file import GazetteerFile
from frontline.knowledge.gazetteer_sorts import Sort, importance, load_sorts, settlement
from frontline.knowledge.gazetteer_writing import GazetteerWriter, NewRow
from frontline.knowledge.names import bare, fold, spelling
from frontline.knowledge.other_names import kept_names

CHECKPOINT = 50_000
_SHOWN_FAULTS = 20
_MOST_UNITS = 65_535
_NO_NAMES = frozenset(
    {"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "abbr", "phon", "piny", "tcid"}
)  # codes that alternateNames has in its column of languages
_TABLE = "CREATE TABLE IF NOT EXISTS other (row INTEGER, key TEXT, name TEXT, PRIMARY KEY (row, key)) WITHOUT ROWID"


class Imported(NamedTuple):
    """What an import came to: places and names written, records left out, faults (the first few with number)."""

    rows: int
    labels: int
    left_out: int
    faults: int
    first_faults: tuple[Fault, ...]
    size: int


class Step(NamedTuple):
    """How far an import is: what it does, and bytes done of all bytes of that."""

    doing: str
    done: int
    total: int


Watch = Callable[[Step], None]


def unwatched(step: Step) -> None:
    """Take no notice of a step."""
    del step


@dataclass(slots=True)
class _State:
    """What the folder of work remembers beside the files of the writer."""

    source: dict[str, Any]
    read: int = 0
    left_out: int = 0
    faults: int = 0
    first_faults: list[list[Any]] = field(default_factory=list)
    admin1: list[str] = field(default_factory=lambda: [""])
    sizes: dict[str, int] = field(default_factory=dict)
    rows_done: bool = False
    names_read: int = 0


class _Words(NamedTuple):
    """What the shipped gazetteer says of countries and units."""

    countries: dict[str, int]
    by_code: dict[str, str]
    units: dict[str, str]
    refused: frozenset[str]


class GazetteerImport:
    """One import of `source` to `out`, with other names from the file `alternates` where given."""

    def __init__(
        self, source: Path, out: Path, base: GazetteerFile, alternates: Path | None = None, every: int = CHECKPOINT
    ) -> None:
        """Look at the files, and take up the work of an earlier run over the same ones.

        `base` is the shipped gazetteer, for the names of countries and units; `every` so many records the work done
        is noted.

        Raises:
            KnowledgeError: a file cannot be read or is of another kind.
        """
        self._file = PlaceFile(source)
        self._every = every
        self._alternates = alternates
        if alternates is not None and not self._file.is_dump:
            raise KnowledgeError(f"{alternates}: other names go with a dump of GeoNames; a table has other_names")
        self._out = out
        self._folder = out.with_name(f".{out.name}.work")
        self._words = _words(base)
        self._sorts = {name: at for at, name in enumerate(load_sorts().by_name)}
        earlier = self._earlier()
        if earlier is None:
            _empty(self._folder)
        self._state = earlier or _State(self._source())

    @property
    def resumed(self) -> int:
        """The number of records that an earlier run has done already."""
        return self._state.read

    def run(self, watch: Watch = unwatched) -> Imported:
        """Import everything. What is done so far is kept when this is interrupted.

        Raises:
            KnowledgeError: nothing usable is in the file, or it cannot be read to the end.
        """
        writer = GazetteerWriter(self._folder, self._state.sizes)
        try:
            if not self._state.rows_done:
                self._write_rows(writer, watch)
            if not writer.rows:
                raise KnowledgeError(f"{self._file.path}: has no place to import; {self._first_fault()}")
            if self._alternates is not None:
                self._collect_names(writer, self._alternates, watch)
                self._write_names(writer, watch)
            watch(Step("sorting the keys", 0, 1))
            size = writer.finish(self._header(writer.rows), self._out)
        finally:
            writer.close()
        faults = tuple(Fault(number, text) for number, text in self._state.first_faults)
        state = self._state
        return Imported(writer.rows, writer.rows + writer.labels, state.left_out, state.faults, faults, size)

    def _write_rows(self, writer: GazetteerWriter, watch: Watch) -> None:
        total = max(1, self._file.size)
        records = self._file.records(self._state.read)
        units = {name: number for number, name in enumerate(self._state.admin1)}
        while chunk := list(islice(records, self._every)):
            for record in chunk:
                row = record if isinstance(record, Fault) else self._row(record, units)
                if isinstance(row, Fault):
                    self._note(row)
                elif row is None:
                    self._state.left_out += 1
                else:
                    writer.add(row)
            self._state.read += len(chunk)
            self._state.admin1 = list(units)
            self._save(writer)
            watch(Step("places", self._file.read, total))
        self._state.rows_done = True
        self._save(writer)

    def _row(self, record: PlaceRecord, units: dict[str, int]) -> NewRow | Fault | None:
        """Return the row of a record, None where its sort is left out."""
        country = self._words.by_code.get(record.country.upper()) or self._words.by_code.get(fold(record.country), "")
        sort = self._sort(record)
        if sort is None:
            unusable = Fault(
                record.number, f"{record.name!r}: no feature {record.feature!r}; see frontline gazetteer import -h"
            )
            return None if self._file.is_dump else unusable
        if not record.name.strip():
            return Fault(record.number, "has no name")
        unit = self._unit(record, sort)
        if unit not in units and len(units) >= _MOST_UNITS:
            unit = ""
        other = () if self._alternates is not None else record.other_names
        return NewRow(
            name=record.name,
            sort=self._sorts[sort.name],
            point=record.point,
            country=self._words.countries.get(country, 0),
            admin1=units.setdefault(unit, len(units)),
            population=record.population,
            geonameid=record.geonameid,
            importance=importance(sort, record.population),
            other=kept_names(other, country, record.population, self._words.refused),
        )

    def _sort(self, record: PlaceRecord) -> Sort | None:
        sorts, feature = load_sorts(), record.feature
        if self._file.is_dump:
            return sorts.of(feature, record.population)
        if not feature:
            return sorts.by_name[settlement(record.population)]
        named = sorts.by_name.get(feature.lower())
        codes = (f"{letter}.{feature.upper()}" for letter in "PASLTHR")
        return (
            named
            or sorts.by_code.get(feature.upper())
            or next((sorts.by_code[code] for code in codes if code in sorts.by_code), None)
        )

    def _unit(self, record: PlaceRecord, sort: Sort) -> str:
        if not self._file.is_dump:
            return record.admin1
        return self._words.units.get(record.admin1, record.name if sort.name == "first-order unit" else "")

    def _collect_names(self, writer: GazetteerWriter, alternates: Path, watch: Watch) -> None:
        """Put the other names of the places that were written into the table, by row."""
        file = PackedFile(alternates)
        total = max(1, file.size)
        ids = writer.column("geonameid")
        order = np.argsort(ids, kind="stable")
        lines = _named(file, self._state.names_read)
        with closing(sqlite3.connect(self._folder / "names.sqlite")) as table:
            table.execute(_TABLE)
            while chunk := list(islice(lines, self._every)):
                at = np.searchsorted(ids, [number for number, _ in chunk], sorter=order)
                rows = order[np.minimum(at, len(order) - 1)]
                entries = [
                    (int(row), spelling(bare(fold(name))), name)
                    for row, same, (number, name) in zip(rows, ids[rows], chunk, strict=True)
                    if number == same and name
                ]
                table.executemany("INSERT OR IGNORE INTO other VALUES (?, ?, ?)", entries)
                table.commit()
                self._state.names_read += len(chunk)
                self._save(None)
                watch(Step("other names", file.read, total))

    def _write_names(self, writer: GazetteerWriter, watch: Watch) -> None:
        """Write the names of the table that help, each with its place."""
        countries, people = writer.column("country"), writer.column("population")
        codes, own, at = list(self._words.countries), writer.own_names(), -1
        own_key = ""
        with closing(sqlite3.connect(self._folder / "names.sqlite")) as table:
            for count, (row, key, name) in enumerate(
                table.execute("SELECT row, key, name FROM other ORDER BY row, key")
            ):
                if row > at:
                    own_key = spelling(bare(fold(next(islice(own, row - at - 1, None)))))
                    at = row
                kept = kept_names((name,), codes[countries[row]], int(people[row]), self._words.refused)
                if kept and key != own_key:
                    writer.add_other(row, name)
                if count % self._every == 0:
                    watch(Step("sorting other names", row, writer.rows))

    def _note(self, fault: Fault) -> None:
        self._state.faults += 1
        if len(self._state.first_faults) < _SHOWN_FAULTS:
            self._state.first_faults.append([fault.number, fault.text])

    def _first_fault(self) -> str:
        first = self._state.first_faults
        return f"record {first[0][0]} {first[0][1]}" if first else "is it the file you meant?"

    def _header(self, rows: int) -> dict[str, object]:
        source = self._state.source
        named = [str(source["name"]), *([str(source["alternates"])] if source["alternates"] else [])]
        licence = ["GeoNames (geonames.org), CC BY 4.0"] if self._file.is_dump else []
        return {
            "sources": [*named, *licence],
            "rows": rows,
            "sorts": [sort[:3] for sort in load_sorts().by_name.values()],
            "countries": list(self._words.countries),
            "admin1": self._state.admin1,
        }

    def _source(self) -> dict[str, Any]:
        about = self._file.path.stat()
        other = self._alternates.stat().st_size if self._alternates else 0
        named = self._alternates.name if self._alternates else ""
        return {
            "name": self._file.path.name, "size": about.st_size, "changed": about.st_mtime_ns,
            "alternates": named, "alternates_size": other,
        }  # fmt: skip

    def _earlier(self) -> _State | None:
        """Return the state of an earlier run over the same input; None where there is none to go on from."""
        try:
            state = _State(**json.loads((self._folder / "state.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return state if state.source == self._source() else None

    def _save(self, writer: GazetteerWriter | None) -> None:
        if writer is not None:
            self._state.sizes = writer.checkpoint()
        values = {name: getattr(self._state, name) for name in _State.__slots__}
        unfinished = self._folder / "state.json.new"
        unfinished.write_text(json.dumps(values), encoding="utf-8")
        unfinished.replace(self._folder / "state.json")


def _empty(folder: Path) -> None:
    """Remove what an earlier run over another input left in the folder of work."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file():
            path.unlink()


def _named(file: PackedFile, skip: int) -> Iterator[tuple[int, str]]:
    """Yield geonameid and name of every line of alternateNamesV2 after the first `skip`; "" where it is no name."""
    for line in islice(file.lines(), skip, None):
        cells = line.rstrip("\r\n").split("\t")
        usable = len(cells) > 3 and cells[1].isdecimal() and cells[2] not in _NO_NAMES
        yield (int(cells[1]), cells[3]) if usable else (0, "")


def _words(base: GazetteerFile) -> _Words:
    words: Mapping[str, Mapping[str, Any]] = base.header["words"]
    by_code = {str(entry["iso2"]): alpha3 for alpha3, entry in words.items()}
    by_code |= {alpha3: alpha3 for alpha3 in words}
    by_code |= {fold(str(name)): alpha3 for alpha3, entry in words.items() for name in (entry["name"], *entry["also"])}
    parts = [word for entry in words.values() for part in ("also", "adjectives", "people") for word in entry[part]]
    refused = frozenset(fold(word) for word in [*parts, *(str(entry["name"]) for entry in words.values())])
    return _Words(
        {code: at for at, code in enumerate(base.header["countries"])}, by_code, dict(base.header["units"]), refused
    )

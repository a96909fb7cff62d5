"""Writing a compiled gazetteer: rows in, one mapped file out, in bounded memory and from where it was left.

Every column is a file of its own in a folder of work, appended to in blocks. The key tables must come out sorted:
since a CRC-32 is spread evenly, an entry goes to one of 64 files by the top bits of its hash, and each of these is
sorted alone at the end (a radix partition). So the memory needed does not grow with the rows but for one byte a row,
and a run that was stopped goes on from its last checkpoint by cutting every file back to the size noted there.
"""

from __future__ import annotations

import json
import math
import os
import shutil
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from frontline.errors import KnowledgeError
from frontline.knowledge import gazetteer_file as layout
from frontline.knowledge.names import bare, fold, skeleton, spelling
from frontline.knowledge.scripts import is_latin

_PARTS = 64
_OTHER_LABEL = 1 << 31
"""Set in a label number that counts other names: how many own names there will be is not known while writing."""
_ROW_COLUMNS = ("lat", "lon", "population", "geonameid", "country", "admin1", "sort", "importance")
_KEEP_EXACT = 143
"""Importance (0.56, about 8,000 people) from which other Latin spellings of one key are kept, to be met exactly."""
_BLOCK = 1 << 20


class NewRow(NamedTuple):
    """A place to write. `country` and `admin1` are numbers in the header's lists, `sort` in its sorts.

    `added` are names of frontline's own tables, `other` those of the source; names that would be met in any case,
    because an earlier one has their key, are left out of `other`.
    """

    name: str
    sort: int
    point: tuple[float, float] | None = None
    country: int = 0
    admin1: int = 0
    population: int = 0
    geonameid: int = 0
    importance: int = 0
    added: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class GazetteerWriter:
    """Writes one gazetteer; `folder` holds the work, and is removed by `finish`."""

    def __init__(self, folder: Path, sizes: Mapping[str, int] | None = None) -> None:
        """Start in `folder`, or go on from a checkpoint's `sizes`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._columns = {name: array(cast("Any", layout.ARRAYS[name])) for name in _ROW_COLUMNS}
        self._own = _Labels()
        self._other = _Labels()
        self._keys = {table: [array("Q") for _ in range(_PARTS)] for table in ("spelling", "skeleton")}
        self._files: dict[str, BinaryIO] = {}
        for name in self._buffers():
            path = folder / name
            size = (sizes or {}).get(name, 0)
            path.touch()
            if path.stat().st_size < size:
                raise KnowledgeError(f"{path}: is shorter than its checkpoint; start again with --restart")
            os.truncate(path, size)
            self._files[name] = path.open("ab")
        self.rows = (sizes or {}).get("sort", 0)
        self.labels = (sizes or {}).get("other.row", 0) // 4
        """Rows, and other names, that were written so far."""

    def add(self, row: NewRow) -> None:
        """Write a place with its names. A point of None is written as not-a-number."""
        latitude, longitude = row.point or (math.nan, math.nan)
        values = (latitude, longitude, row.population, row.geonameid, row.country, row.admin1, row.sort, row.importance)
        for column, value in zip(self._columns.values(), values, strict=True):
            column.append(value)
        folded = fold(row.name)
        key = spelling(bare(folded))
        met, bones = {folded, key}, {skeleton(key)}
        self._own.append(row.name, self.rows, layout.OWN)
        self._enter(key, self.rows, bones=is_latin(row.name))
        for tier, names in ((layout.ADDED, row.added), (layout.OTHER, row.other)):
            for name in names:
                self._add_other(name, tier, met, bones, row.importance)
        self.rows += 1

    def add_other(self, row: int, name: str) -> None:
        """Write one more name of a row that is written."""
        self._other.append(name, row, layout.OTHER)
        self._enter(spelling(bare(fold(name))), self.labels | _OTHER_LABEL, bones=is_latin(name))
        self.labels += 1

    def checkpoint(self) -> dict[str, int]:
        """Bring everything to disk and return the sizes of the files, from which a later writer can go on."""
        for name, buffer in self._buffers().items():
            self._files[name].write(buffer.tobytes())
            del buffer[:]
        for file in self._files.values():
            file.flush()
        return {name: file.tell() for name, file in self._files.items()}

    def column(self, name: str) -> npt.NDArray[Any]:
        """Return a column of all rows brought to disk, such as "geonameid"; it is mapped, not read."""
        return _mapped(self._folder / name, np.dtype(layout.ARRAYS[name]).newbyteorder("<"))

    def own_names(self) -> Iterator[str]:
        """Yield the own name of every row brought to disk, in order."""
        with (self._folder / "own.letters").open("rb") as letters, (self._folder / "own.size").open("rb") as sizes:
            while size := sizes.read(2):
                yield letters.read(int.from_bytes(size, "little")).decode()

    def finish(self, header: Mapping[str, object], out: Path) -> int:
        """Put everything into one file at `out`, replaced as a whole, and return its size in bytes.

        Raises:
            KnowledgeError: there are too many letters for the format (4 GiB of names).
        """
        self.checkpoint()
        for file in self._files.values():
            file.close()
        parts = _Parts(self._folder, self.rows, self.labels)
        size = parts.write(header, out)
        shutil.rmtree(self._folder)
        return size

    def close(self) -> None:
        """Let go of the files; what was not brought to disk is lost."""
        for file in self._files.values():
            file.close()

    def _add_other(self, name: str, tier: int, met: set[str], bones: set[str], importance: int) -> None:
        folded = fold(name)
        if folded in met:
            return
        key, latin = spelling(bare(folded)), is_latin(name)
        if not key or (key in met and tier == layout.OTHER and not (latin and importance >= _KEEP_EXACT)):
            return
        met.update((folded, key))
        self._other.append(name, self.rows, tier)
        consonants = skeleton(key)
        self._enter(key, self.labels | _OTHER_LABEL, bones=consonants not in bones and latin)
        bones.add(consonants)
        self.labels += 1

    def _enter(self, key: str, label: int, *, bones: bool) -> None:
        if not key:
            return
        for table, name in (("spelling", key), ("skeleton", skeleton(key) if bones else "")):
            if name:
                number = layout.key_hash(name)
                self._keys[table][number >> 26].append(number << 32 | label)

    def _buffers(self) -> dict[str, array[Any]]:
        found: dict[str, array[Any]] = dict(self._columns)
        for name, labels in (("own", self._own), ("other", self._other)):
            found |= {f"{name}.letters": labels.letters, f"{name}.size": labels.sizes}
        found |= {"other.row": self._other.rows, "other.tier": self._other.tiers}
        for table, parts in self._keys.items():
            found |= {f"{table}.{number:02}": part for number, part in enumerate(parts)}
        return found


class _Labels:
    """Names that wait to be written: their letters, their sizes in bytes, and the rows and tiers they are of."""

    def __init__(self) -> None:
        self.letters = array("B")
        self.sizes = array("H")
        self.rows = array("I")
        self.tiers = array("B")

    def append(self, name: str, row: int, tier: int) -> None:
        letters = name.encode()[:65535]
        self.letters.frombytes(letters)
        self.sizes.append(len(letters))
        if tier != layout.OWN:
            self.rows.append(row)
            self.tiers.append(tier)


class _Parts:
    """The files of a folder of work, put together in the order of layout.ARRAYS."""

    def __init__(self, folder: Path, rows: int, others: int) -> None:
        self._folder = folder
        self._rows = rows
        self._others = others

    def write(self, header: Mapping[str, object], out: Path) -> int:
        sizes = self._sizes()
        directory = {name: [0] * 2 for name in layout.ARRAYS}
        start = len(layout.MAGIC) + 8
        first = -(-(start + len(json.dumps(header)) + 64 * len(directory)) // 8) * 8
        offset = first
        for name, size in sizes.items():
            directory[name] = [offset, size]
            offset += size + -size % 8
        text = json.dumps({**header, "arrays": directory}).encode()
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished = out.with_name(f".{out.name}.new")
        with unfinished.open("wb") as file:
            file.write(layout.MAGIC + (first - start).to_bytes(8, "little") + text.ljust(first - start))
            for name, size in sizes.items():
                for block in self._array(name):
                    file.write(block)
                file.write(bytes(-size % 8))
        unfinished.replace(out)
        return offset

    def _sizes(self) -> dict[str, int]:
        letters = self._size("own.letters") + self._size("other.letters")
        if letters >= 1 << 32:
            raise KnowledgeError(f"{self._folder}: {letters / 2**30:.1f} GiB of names; the format holds 4, import less")
        labels = self._rows + self._others
        sizes = {"letters": letters, "label_at": 4 * (labels + 1), "label_row": 4 * labels, "label_tier": labels}
        sizes |= {name: self._size(name) for name in _ROW_COLUMNS}
        for table in ("spelling", "skeleton"):
            entries = sum(self._size(f"{table}.{part:02}") for part in range(_PARTS)) // 8
            sizes |= {f"{table}_hash": 4 * entries, f"{table}_label": 4 * entries}
        return {name: sizes[name] for name in layout.ARRAYS}

    def _array(self, name: str) -> Iterator[bytes]:
        """Yield the blocks of one array."""
        if name == "letters":
            yield from self._blocks("own.letters")
            yield from self._blocks("other.letters")
        elif name == "label_at":
            yield from self._starts()
        elif name == "label_row":
            for first in range(0, self._rows, _BLOCK):
                yield np.arange(first, min(first + _BLOCK, self._rows), dtype="<u4").tobytes()
            yield from self._blocks("other.row")
        elif name == "label_tier":
            yield bytes([layout.OWN]) * self._rows
            yield from self._blocks("other.tier")
        elif name in _ROW_COLUMNS:
            yield from self._blocks(name)
        else:
            table, _, column = name.rpartition("_")
            yield from self._sorted(table, column)

    def _starts(self) -> Iterator[bytes]:
        at = 0
        for name in ("own.size", "other.size"):
            for block in self._blocks(name):
                ends = at + np.cumsum(np.frombuffer(block, "<u2"), dtype=np.int64)
                yield np.concatenate([[at], ends[:-1]]).astype("<u4").tobytes()
                at = int(ends[-1])
        yield at.to_bytes(4, "little")

    def _sorted(self, table: str, column: str) -> Iterator[bytes]:
        importance = _mapped(self._folder / "importance", np.dtype("u1"))
        rows = _mapped(self._folder / "other.row", np.dtype("<u4"))
        for part in range(_PARTS):
            entries = np.fromfile(self._folder / f"{table}.{part:02}", "<u8")
            hashes = (entries >> np.uint64(32)).astype("<u4")
            labels = (entries & np.uint64(0x7FFFFFFF)).astype("<u4")
            is_other = (entries & np.uint64(_OTHER_LABEL)) > 0
            of_row = labels.copy()
            of_row[is_other] = rows[labels[is_other]]
            labels[is_other] += np.uint32(self._rows)
            order = np.lexsort((labels, -importance[of_row].astype(np.int16), hashes))
            yield (hashes if column == "hash" else labels)[order].tobytes()

    def _blocks(self, name: str) -> Iterator[bytes]:
        with (self._folder / name).open("rb") as file:
            while block := file.read(_BLOCK):
                yield block

    def _size(self, name: str) -> int:
        return (self._folder / name).stat().st_size


def _mapped(path: Path, dtype: np.dtype[Any]) -> npt.NDArray[Any]:
    """Return a file as an array, mapped into memory; an empty file cannot be mapped."""
    return np.memmap(path, dtype, "r") if path.stat().st_size else np.empty(0, dtype)

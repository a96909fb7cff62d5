"""The file of the compiled gazetteer: a JSON header and plain arrays, mapped into memory and read in place.

    line 1      "frontline gazetteer 2"
    then        the size of the header, 8 bytes, little-endian
    the header  JSON: sources, sorts of place, countries, first-order units, words for countries, directory of arrays
    then        the arrays, little-endian, each from an offset that is a multiple of 8

A *row* is a place; a *label* is a name of it: label i is the own name of row i while i is below the number of rows,
and further labels are other names. `label_tier` says where a label comes from: OWN, ADDED (frontline's own tables)
or OTHER (the source's list of other names). The two key tables hold, sorted, the CRC-32 of a key
(frontline.knowledge.names) and the label that has it; labels of one key stand by importance. Two keys may share a
CRC, so a reader compares the key of each label that it gets. Names in other scripts than Latin have no skeleton.
"""

from __future__ import annotations

import json
import mmap
import sys
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from frontline.errors import KnowledgeError

MAGIC = b"frontline gazetteer 2\n"
OWN, ADDED, OTHER = range(3)
ARRAYS = {
    "letters": "B", "label_at": "I", "label_row": "I", "label_tier": "B", "lat": "f", "lon": "f", "population": "I", "geonameid": "I",
    "country": "H", "admin1": "H", "sort": "B", "importance": "B",
    "spelling_hash": "I", "spelling_label": "I", "skeleton_hash": "I", "skeleton_label": "I",
}  # fmt: skip
"""Every array with its type: B, H and I are unsigned integers of 1, 2 and 4 bytes, f is a 4-byte float."""

_REMEDY = "install frontline again, or build it: python -m frontline.training.gazetteer FOLDER"


def key_hash(key: str) -> int:
    """Return the number under which a key stands in a key table."""
    return zlib.crc32(key.encode())


@dataclass(frozen=True, slots=True)
class GazetteerFile:
    """The mapped file: its header and its arrays by name."""

    header: dict[str, Any]
    arrays: dict[str, memoryview[Any]]

    @property
    def rows(self) -> int:
        """The number of places."""
        return len(self.arrays["sort"])

    def label(self, number: int) -> str:
        """Return the name that a label stands for."""
        start, end = self.arrays["label_at"][number], self.arrays["label_at"][number + 1]
        return bytes(self.arrays["letters"][start:end]).decode()

    def labels(self, table: str, key: str) -> Iterator[int]:
        """Yield labels that may have `key` in the table "spelling" or "skeleton", the most important first."""
        wanted = key_hash(key)
        hashes, numbers = self.arrays[f"{table}_hash"], self.arrays[f"{table}_label"]
        at = bisect_left(hashes, wanted)
        while at < len(hashes) and hashes[at] == wanted:
            yield numbers[at]
            at += 1


def open_gazetteer(path: Path, remedy: str = _REMEDY) -> GazetteerFile:
    """Map the file at `path` into memory; `remedy` says in an error what would work.

    Raises:
        KnowledgeError: the file is missing, or it is not a gazetteer of this version.
    """
    if sys.byteorder != "little":
        raise KnowledgeError(f"{path.name}: is little-endian and this machine is not; read it on another machine")
    try:
        with path.open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path}: the gazetteer cannot be read ({error}); {remedy}") from error
    if bytes(view[: len(MAGIC)]) != MAGIC:
        raise KnowledgeError(f"{path}: is not a gazetteer of this version of frontline; {remedy}")
    size = int.from_bytes(view[len(MAGIC) : len(MAGIC) + 8], "little")
    start = len(MAGIC) + 8
    try:
        header = json.loads(bytes(view[start : start + size]))
        arrays = {}
        for name, kind in ARRAYS.items():
            offset, length = header["arrays"][name]
            arrays[name] = _array(view[offset : offset + length], kind)
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: the gazetteer is damaged ({error!r}); {remedy}") from error
    return GazetteerFile(header, arrays)


def _array(view: memoryview[int], kind: str) -> memoryview[Any]:
    return view.cast(cast("Any", kind))

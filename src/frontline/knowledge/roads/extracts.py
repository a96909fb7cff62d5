"""Reading roads from an extract of a map: OpenStreetMap (XML or PBF), GeoJSON, or a shapefile of Natural Earth.

Every reader gives lines: a road's class, number, name and points. OpenStreetMap's classes motorway, trunk and primary
are taken with their links; Natural Earth's major highways, secondary highways and roads count as these three.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from frontline.errors import KnowledgeError, UsageError

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""
_OSM = {grade + link: grade for grade in ("motorway", "trunk", "primary") for link in ("", "_link")}
_NATURAL_EARTH = {
    "major highway": "motorway", "beltway": "motorway", "secondary highway": "trunk", "road": "primary",
}  # fmt: skip
_SUFFIXES = ".osm, .osm.pbf, .geojson, .json, .shp or a .zip with a shapefile"


@dataclass(frozen=True, slots=True)
class Line:
    """A road or a part of one, as a map draws it; `bridge` is the name of the bridge that it is."""

    grade: str
    number: str | None
    name: str | None
    points: tuple[Point, ...]
    bridge: str | None = None


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the roads of an extract.

    Raises:
        KnowledgeError: the file cannot be read, or holds no roads of these classes.
        UsageError: its format is not known, or a library that reads it is not installed.
    """
    reader = next((reader for suffix, reader in _READERS.items() if path.name.lower().endswith(suffix)), None)
    if reader is None:
        raise UsageError(f"{path}: the format is not known by its ending; give {_SUFFIXES}")
    if not path.is_file():
        raise KnowledgeError(f"{path}: there is no such file")
    number = 0
    for line in reader(path):
        if len(line.points) > 1:
            number += 1
            yield line
    if not number:
        raise KnowledgeError(
            f"{path}: has no road of class motorway, trunk or primary; "
            "take an extract with `highway` tags, or Natural Earth's ne_10m_roads"
        )


def _osm_xml(path: Path) -> Iterator[Line]:
    """Read OSM XML: nodes stand before ways, as every writer puts them."""
    points: dict[str, Point] = {}
    try:
        for _, element in ET.iterparse(path, events=("end",)):  # noqa: S314  a file that the user chose
            if element.tag == "node":
                points[element.attrib["id"]] = float(element.attrib["lat"]), float(element.attrib["lon"])
            elif element.tag == "way":
                tags = {tag.attrib["k"]: tag.attrib["v"] for tag in element.iter("tag")}
                places = (points.get(node.attrib["ref"]) for node in element.iter("nd"))
                line = _tagged(tags, (place for place in places if place is not None))
                if line is not None:
                    yield line
            if element.tag in {"node", "way", "relation"}:
                element.clear()
    except (ET.ParseError, KeyError, ValueError, OSError) as error:
        raise KnowledgeError(f"{path}: is no OpenStreetMap XML ({error!r}); download the extract again") from error


def _osm_pbf(path: Path) -> Iterator[Line]:
    """Read OSM PBF through pyosmium."""
    try:
        import osmium  # noqa: PLC0415  an extra
    except ImportError:
        raise UsageError(f"{path}: PBF needs pyosmium; pip install 'frontline[roads]', or give an .osm file") from None
    ways = osmium.FileProcessor(str(path)).with_locations().with_filter(osmium.filter.KeyFilter("highway"))
    try:
        for way in ways:
            if not isinstance(way, osmium.osm.Way):
                continue
            places = ((node.location.lat, node.location.lon) for node in way.nodes if node.location.valid())
            line = _tagged({tag.k: tag.v for tag in way.tags}, places)
            if line is not None:
                yield line
    except RuntimeError as error:
        raise KnowledgeError(f"{path}: is no OpenStreetMap PBF ({error}); download the extract again") from error


def _tagged(tags: Mapping[str, str], points: Iterable[Point]) -> Line | None:
    """Return the line of a way by its OpenStreetMap tags; None for a way that is no such road."""
    grade = _OSM.get(tags.get("highway", ""))
    if grade is None:
        return None
    name = tags.get("name:en") or tags.get("int_name") or tags.get("name")
    bridge = None
    if tags.get("bridge", "no") != "no":
        bridge = tags.get("bridge:name:en") or tags.get("bridge:name") or name
    return Line(grade, tags.get("ref") or None, name or None, tuple(points), bridge or None)


def _geojson(path: Path) -> Iterator[Line]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: is no GeoJSON collection of features ({error!r})") from error
    for number, feature in enumerate(features, 1):
        try:
            geometry, properties = feature["geometry"] or {}, feature["properties"] or {}
            for part in _parts(geometry):
                points = [(float(lat), float(lon)) for lon, lat, *_ in part]
                line = _tagged(properties, points) or _natural(properties, points)
                if line is not None:
                    yield line
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise KnowledgeError(f"{path}: feature {number} is not as GeoJSON asks ({error!r}); mend it") from error


def _parts(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    """Return the lines of a geometry; none for one that is no line."""
    coordinates: list[Any] = geometry.get("coordinates") or []
    kind = geometry.get("type")
    return [coordinates] if kind == "LineString" else coordinates if kind == "MultiLineString" else []


def _shapefile(path: Path) -> Iterator[Line]:
    """Read a shapefile through pyshp."""
    try:
        import shapefile  # noqa: PLC0415  an extra
    except ImportError:
        raise UsageError(f"{path}: a shapefile needs pyshp; pip install 'frontline[roads]', or give GeoJSON") from None
    try:
        with shapefile.Reader(str(path)) as reader:
            for record in reader.iterShapeRecords():
                properties = record.record.as_dict()
                ends = [*record.shape.parts, len(record.shape.points)]
                for start, end in pairwise(ends):
                    points = [(lat, lon) for lon, lat, *_ in record.shape.points[start:end]]
                    line = _tagged(properties, points) or _natural(properties, points)
                    if line is not None:
                        yield line
    except (shapefile.ShapefileException, OSError, ValueError, struct.error) as error:
        raise KnowledgeError(
            f"{path}: is no shapefile ({error}); give the .shp with its .dbf and .shx beside"
        ) from error


def _natural(properties: Mapping[str, Any], points: Iterable[Point]) -> Line | None:
    """Return the line of a feature by Natural Earth's columns; None for a ferry, a track or another kind of feature."""
    columns = {key.lower(): value for key, value in properties.items()}
    grade = _NATURAL_EARTH.get(str(columns.get("type") or "").lower())
    if grade is None:
        return None
    number, name = (str(columns.get(key) or "").strip() or None for key in ("name", "label"))
    return Line("motorway" if columns.get("expressway") == 1 else grade, number, name, tuple(points))


_READERS: Mapping[str, Callable[[Path], Iterator[Line]]] = {
    ".osm.pbf": _osm_pbf,
    ".pbf": _osm_pbf,
    ".osm": _osm_xml,
    ".osm.xml": _osm_xml,
    ".geojson": _geojson,
    ".json": _geojson,
    ".shp": _shapefile,
    ".zip": _shapefile,
}

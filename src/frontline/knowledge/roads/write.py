"""Writing a road network: as a file for people, or compiled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.roads.file import ROADS_FOLDER, load_network
from frontline.knowledge.roads.network import Network, Road, Town
from frontline.records.wire import Json


def write_network(network: Network) -> str:
    """Return a network as the text of a YAML file that `load_network` reads to the same towns and roads."""
    lines = []
    for part, entries in _parts(network).items():
        if part == "network":
            lines.append(f"network: {_flow(entries)}")
        elif isinstance(entries, dict):
            lines += ["", f"{part}:", *(f"  {key}: {_flow(entry)}" for key, entry in entries.items())]
        else:
            lines += ["", f"{part}:", *(f"  - {_flow(entry)}" for entry in entries)]
    return "\n".join(lines) + "\n"


def compiled(source: Path, gazetteer: Gazetteer) -> str:
    """Return the JSON of the network in a file, all its points and ids looked up, with the hash of the file.

    Raises:
        KnowledgeError: something in the file is wrong.
    """
    parts = _parts(load_network(source, gazetteer), {"source": digest(source)})
    lines = (f"{json.dumps(part)}: {_lines(entries)}" for part, entries in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def digest(source: Path) -> str:
    """Return the first 16 hex digits of the SHA-256 of a file."""
    return hashlib.sha256(source.read_bytes()).hexdigest()[:16]


def compile_shipped() -> None:
    """Write the compiled form of every shipped network beside its source."""
    gazetteer = Gazetteer.load()
    for source in sorted(ROADS_FOLDER.glob("*.yml")):
        source.with_suffix(".json").write_text(compiled(source, gazetteer), encoding="utf-8")


def _lines(entries: object) -> str:
    """Write a part a line an entry, so that a change shows in its own line."""
    if isinstance(entries, list):
        return "[\n" + ",\n".join(f" {_flow(entry)}" for entry in entries) + "\n]"
    if isinstance(entries, dict):
        return "{\n" + ",\n".join(f" {_flow(key)}: {_flow(entry)}" for key, entry in entries.items()) + "\n}"
    return _flow(entries)


def _parts(network: Network, more: Json | None = None) -> dict[str, Json | list[Json]]:
    head: Json = {"id": network.id, "name": network.name, "countries": list(network.countries)}
    if network.capital:
        head["capital"] = network.capital
    head |= more or {}
    parts: dict[str, Json | list[Json]] = {
        "network": head,
        "towns": {town.id: _town(town) for town in network.towns.values() if town.to is None},
        "crossings": {town.id: _town(town) | {"to": town.to} for town in network.towns.values() if town.to},
        "roads": [
            ({"number": road.number} if road.number else {})
            | {"name": road.name, "class": road.grade, "through": list(road.through)}
            for road in network.roads
        ],
        "bridges": {
            one.id: _named(one.name, one.names)
            | ({"over": one.over} if one.over else {})
            | {"between": list(one.between)}
            for one in network.bridges.values()
        },
        "areas": {one.id: _named(one.name, one.names) | {"towns": list(one.towns)} for one in network.areas.values()},
    }
    return {part: entries for part, entries in parts.items() if entries}


def _named(name: str, names: tuple[str, ...]) -> Json:
    others = [one for one in names if one != name]
    return {"name": name} | ({"also": others} if others else {})


def _town(town: Town) -> Json:
    entry = _named(town.name, town.names) | {"at": [town.lat, town.lon]}
    if town.to:
        return entry
    more = {"country": town.country, "admin1": town.admin1, "population": town.population}
    return entry | {"geonameid": town.geonameid} | {key: value for key, value in more.items() if value is not None}


def _flow(value: object) -> str:
    """Write a value as JSON, which YAML reads."""
    return json.dumps(value, ensure_ascii=False)


def network_to_json(network: Network, roads: Sequence[Road]) -> Iterator[Json]:
    """Yield roads as GeoJSON features: straight lines between towns, which are no drawing of the road."""
    for road in roads:
        towns = [network.towns[town] for town in road.through]
        yield {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[town.lon, town.lat] for town in towns]},
            "properties": {
                "number": road.number,
                "name": road.name,
                "class": road.grade,
                "towns": [{"id": town.id, "name": town.name, "geonameid": town.geonameid} for town in towns],
            },
        }

"""Reading the registry's YAML files, with every mistake told by file, line, key and what would work."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import yaml

from frontline.errors import KnowledgeError
from frontline.knowledge.actor_records import Actor, Description, Theatre
from frontline.knowledge.actor_values import (
    Where,
    Wrong,
    country_code,
    dates,
    inter_code,
    items,
    leaders,
    mapping,
    party_type,
    sectors,
    slug,
    text,
    texts,
    ties,
    wikidata,
)
from frontline.knowledge.party_types import coded
from frontline.knowledge.people import load_people_words
from frontline.knowledge.states import BRANCHES, Country, state_actor

COMPILED_PATH = Path(__file__).parent / "data" / "actors.json"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILE_KEYS = {"theatre", "actors", "descriptions"}
_THEATRE_KEYS = {"id", "name", "countries", "places", "from", "to"}
_ACTOR_KEYS = {
    "id", "name", "aliases", "type", "country", "wikidata", "members_of", "allies", "sides", "leaders", "called",
    "backers", "sectors", "acled",
}  # fmt: skip
_DESCRIPTION_KEYS = {"nouns", "classes", "with", "means", "from", "to"}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    theatre: Theatre | None
    actors: tuple[Mapping[str, Any], ...]
    descriptions: tuple[Description, ...]


def load_files(paths: Iterable[Path], countries: Iterable[Country]) -> tuple[list[Actor], list[Theatre]]:
    """Return the actors and theatres of the files.

    An entry with a name and a type makes an actor; one without them adds to an actor that another file
    makes, or to a state's "<country>-government", "-forces" or "-police".

    Raises:
        KnowledgeError: a file cannot be read or has a mistake.
    """
    files = [_guarded(path, partial(_read, path)) for path in paths]
    states = {country.actor_id(branch): (country, branch) for country in countries for branch in BRANCHES}
    actors: dict[str, Actor] = {}
    for file in files:
        _guarded(file.path, partial(_define, file, actors, states))
    for file in files:
        _guarded(file.path, partial(_extend, file, actors))
    known = actors.keys() | states.keys()
    wars: dict[str, Path] = {}
    for file in files:
        _guarded(file.path, partial(_check_theatre, file, wars))
    for file in files:
        _guarded(file.path, partial(_check_references, file, known, wars))
    found = [coded(actor) for actor in actors.values()]
    theatres = [replace(file.theatre, descriptions=file.descriptions) for file in files if file.theatre]
    return found, theatres


def ids_of(path: Path) -> tuple[str, ...]:
    """Return the ids of the actors that one file makes or adds to, in its order.

    Raises:
        KnowledgeError: the file cannot be read or has a mistake.
    """
    return tuple(str(entry.get("id")) for entry in _guarded(path, partial(_read, path)).actors)


def compile_files(paths: Iterable[Path]) -> str:
    """Return what `COMPILED_PATH` holds: the content of each file as JSON, beside the hash of the file.

    Parsing YAML takes most of the time of loading. A compiled content is used only while the hash still
    is that of the file, so an edited file is never overlooked.
    """
    rows = {path.name: {"sha256": _hash(path.read_bytes()), "content": _plain_yaml(path)} for path in paths}
    return json.dumps(rows, ensure_ascii=False, default=date.isoformat, separators=(",", ":"))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def _compiled() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(COMPILED_PATH.read_text(encoding="utf-8")) if COMPILED_PATH.exists() else {}
    return found


def _plain(path: Path) -> object:
    """Return the content of a file: compiled where it is one of the shipped files, else read as YAML."""
    row = _compiled().get(path.name)
    try:
        if row is not None and row["sha256"] == _hash(path.read_bytes()):
            return row["content"]
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error}); give a readable file") from error
    return _plain_yaml(path)


def _plain_yaml(path: Path) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error}); give a readable UTF-8 file") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path.name}:{line}: not YAML ({error.problem}); mend the line") from error


def _guarded(path: Path, step: Callable[[], _T]) -> _T:
    """Do one step, and tell its mistake with the line that the mistake is in."""
    try:
        return step()
    except Wrong as error:
        keys = ".".join(str(part) for part in error.where) or "top"
        raise KnowledgeError(f"{path.name}:{_line(path, error.where)}: {keys}: {error}") from error


def _line(path: Path, where: Where) -> int:
    """Return the line of a key: looked up only when something is wrong, since marks make loading slow."""
    node = yaml.compose(path.read_text(encoding="utf-8"), _Loader)
    for part in where:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            inner = {name.value: value for name, value in node.value}
            node = inner.get(part, node)
    return node.start_mark.line + 1 if node is not None else 1


def _read(path: Path) -> _File:
    top = mapping(_plain(path), _FILE_KEYS, ())
    theatre = _theatre(top["theatre"]) if "theatre" in top else None
    actors = tuple(mapping(entry, _ACTOR_KEYS, ("actors", n)) for n, entry in enumerate(items(top, "actors", ())))
    rows = items(top, "descriptions", ())
    if rows and theatre is None:
        raise Wrong(("descriptions",), "descriptions need a theatre; add theatre: with id, name and countries")
    descriptions = tuple(_description(entry, ("descriptions", n)) for n, entry in enumerate(rows))
    if theatre is not None:
        theatre = replace(theatre, actors=frozenset(str(entry.get("id")) for entry in actors))
    return _File(path, theatre, actors, descriptions)


def _theatre(raw: object) -> Theatre:
    where: Where = ("theatre",)
    entry = mapping(raw, _THEATRE_KEYS, where)
    countries = frozenset(country_code(code, (*where, "countries")) for code in items(entry, "countries", where))
    if not countries:
        raise Wrong(where, "countries is empty; list alpha-3 codes, the main country first")
    start, end = dates(entry, where)
    places = texts(entry, "places", where)
    return Theatre(slug(entry, where), text(entry, "name", where), countries, start, end, frozenset(), (), places)


def _define(file: _File, actors: dict[str, Actor], states: Mapping[str, tuple[Country, str]]) -> None:
    for number, entry in enumerate(file.actors):
        where = ("actors", number)
        name = slug(entry, where)
        if name in states:
            actors.setdefault(name, state_actor(*states[name]))
        elif "name" in entry:
            if name in actors:
                raise Wrong((*where, "id"), f"{name} exists already; leave name and type out to add to it")
            theatre = file.theatre.id if file.theatre else None
            actors[name] = Actor(name, text(entry, "name", where), party_type(entry, where), theatre=theatre)


def _extend(file: _File, actors: dict[str, Actor]) -> None:
    for number, entry in enumerate(file.actors):
        where = ("actors", number)
        old = actors.get(slug(entry, where))
        if old is None:
            raise Wrong((*where, "id"), f"{entry['id']} has no name and no other file makes it; add name and type")
        actors[old.id] = replace(
            old,
            name=text(entry, "name", where) if "name" in entry else old.name,
            type=party_type(entry, where) if "type" in entry else old.type,
            country=country_code(entry["country"], (*where, "country")) if "country" in entry else old.country,
            wikidata=wikidata(entry, where) or old.wikidata,
            aliases=tuple(dict.fromkeys((*old.aliases, *texts(entry, "aliases", where)))),
            called=old.called | frozenset(texts(entry, "called", where)),
            members_of=old.members_of + ties(entry, "members_of", where),
            allies=old.allies + ties(entry, "allies", where),
            backers=old.backers + ties(entry, "backers", where),
            sides=old.sides + ties(entry, "sides", where, file.theatre.id if file.theatre else None),
            leaders=old.leaders + leaders(entry, where),
            sectors=sectors(entry, where) or old.sectors,
            acled=inter_code(entry, where) or old.acled,
        )


def _check_theatre(file: _File, wars: dict[str, Path]) -> None:
    """Take in the file's theatre."""
    if file.theatre is not None:
        other = wars.setdefault(file.theatre.id, file.path)
        if other != file.path:
            raise Wrong(("theatre", "id"), f"{file.theatre.id} is the theatre of {other.name}; choose another id")


def _check_references(file: _File, known: Iterable[str], wars: Collection[str]) -> None:
    ids = set(known)
    own = file.theatre.id if file.theatre else None
    for number, entry in enumerate(file.actors):
        for row, tie in enumerate(ties(entry, "sides", ("actors", number), own)):
            if tie.theatre not in wars:
                raise Wrong(
                    ("actors", number, "sides", row), f"no theatre {tie.theatre}; use the id of one, such as syria"
                )
        for name in ("members_of", "allies", "backers"):
            for row, tie in enumerate(ties(entry, name, ("actors", number))):
                if tie.to not in ids:
                    raise Wrong(("actors", number, name, row), f"no actor {tie.to}; use the id of an entry")
    for number, description in enumerate(file.descriptions):
        if description.means not in ids:
            where = ("descriptions", number, "means")
            raise Wrong(
                where, f"no actor {description.means}; use the id of an entry or of a state, such as syria-forces"
            )


def _description(raw: object, where: Where) -> Description:
    entry = mapping(raw, _DESCRIPTION_KEYS, where)
    classes = texts(entry, "classes", where)
    known = load_people_words().groups
    for name in classes:
        if name not in known:
            raise Wrong((*where, "classes"), f"no class {name}; use one of {', '.join(sorted(known))}")
    nouns = texts(entry, "nouns", where)
    if not nouns and not classes:
        raise Wrong(where, "needs nouns (singular) or classes of nouns")
    start, end = dates(entry, where)
    modifiers = frozenset(word.lower() for word in texts(entry, "with", where))
    return Description(text(entry, "means", where), frozenset(nouns), frozenset(classes), modifiers, start, end)

"""Reading the registry's YAML files, with every mistake told by file, line, key and what would work."""

from __future__ import annotations

import calendar
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import yaml

from frontline.errors import KnowledgeError
from frontline.knowledge.actor_records import Actor, Description, Leader, Theatre, Tie
from frontline.knowledge.people import PARTY_TYPES, load_people_words
from frontline.knowledge.states import BRANCHES, Country

COMPILED_PATH = Path(__file__).parent / "data" / "actors.json"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_FILE_KEYS = {"theatre", "actors", "descriptions"}
_THEATRE_KEYS = {"id", "name", "countries", "from", "to"}
_ACTOR_KEYS = {
    "id", "name", "aliases", "type", "country", "wikidata", "members_of", "allies", "sides", "leaders", "called",
}  # fmt: skip
_TIE_KEYS = {"actor", "side", "from", "to"}
_LEADER_KEYS = {"name", "aliases", "from", "to"}
_DESCRIPTION_KEYS = {"nouns", "classes", "with", "means", "from", "to"}
_T = TypeVar("_T")


class _Wrong(Exception):  # noqa: N818 - it never leaves this module
    """A mistake at `where`, the keys and numbers that lead to it from the top of the file."""

    def __init__(self, where: tuple[str | int, ...], what: str) -> None:
        super().__init__(what)
        self.where = where


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
    for file in files:
        _guarded(file.path, partial(_check_references, file, known))
    theatres = [replace(file.theatre, descriptions=file.descriptions) for file in files if file.theatre]
    return list(actors.values()), theatres


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
    except _Wrong as error:
        keys = ".".join(str(part) for part in error.where) or "top"
        raise KnowledgeError(f"{path.name}:{_line(path, error.where)}: {keys}: {error}") from error


def _line(path: Path, where: tuple[str | int, ...]) -> int:
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
    top = _mapping(_plain(path), _FILE_KEYS, ())
    theatre = _theatre(top["theatre"]) if "theatre" in top else None
    actors = tuple(_mapping(entry, _ACTOR_KEYS, ("actors", n)) for n, entry in enumerate(_list(top, "actors", ())))
    rows = _list(top, "descriptions", ())
    if rows and theatre is None:
        raise _Wrong(("descriptions",), "descriptions need a theatre; add theatre: with id, name and countries")
    descriptions = tuple(_description(entry, ("descriptions", n)) for n, entry in enumerate(rows))
    if theatre is not None:
        theatre = replace(theatre, actors=frozenset(str(entry.get("id")) for entry in actors))
    return _File(path, theatre, actors, descriptions)


def _theatre(raw: object) -> Theatre:
    where: tuple[str | int, ...] = ("theatre",)
    entry = _mapping(raw, _THEATRE_KEYS, where)
    countries = frozenset(_country(code, (*where, "countries")) for code in _list(entry, "countries", where))
    if not countries:
        raise _Wrong(where, "countries is empty; list alpha-3 codes, the main country first")
    start, end = _dates(entry, where)
    return Theatre(_slug(entry, where), _text(entry, "name", where), countries, start, end, frozenset(), ())


def _define(file: _File, actors: dict[str, Actor], states: Mapping[str, tuple[Country, str]]) -> None:
    for number, entry in enumerate(file.actors):
        where = ("actors", number)
        slug = _slug(entry, where)
        if slug in states and slug not in actors:
            country, branch = states[slug]
            kind, pattern = BRANCHES[branch]
            actors[slug] = Actor(slug, pattern.format(country.adjectives[0]), kind, country=country.alpha3)
        elif "name" in entry:
            if slug in actors:
                raise _Wrong((*where, "id"), f"{slug} exists already; leave name and type out to add to it")
            theatre = file.theatre.id if file.theatre else None
            actors[slug] = Actor(slug, _text(entry, "name", where), _type(entry, where), theatre=theatre)


def _extend(file: _File, actors: dict[str, Actor]) -> None:
    for number, entry in enumerate(file.actors):
        where = ("actors", number)
        old = actors.get(_slug(entry, where))
        if old is None:
            raise _Wrong((*where, "id"), f"{entry['id']} has no name and no other file makes it; add name and type")
        actors[old.id] = replace(
            old,
            name=_text(entry, "name", where) if "name" in entry else old.name,
            type=_type(entry, where) if "type" in entry else old.type,
            country=_country(entry["country"], (*where, "country")) if "country" in entry else old.country,
            wikidata=_wikidata(entry, where) or old.wikidata,
            aliases=tuple(dict.fromkeys((*old.aliases, *_texts(entry, "aliases", where)))),
            called=old.called | frozenset(_texts(entry, "called", where)),
            members_of=old.members_of + _ties(entry, "members_of", where),
            allies=old.allies + _ties(entry, "allies", where),
            sides=old.sides + _ties(entry, "sides", where),
            leaders=old.leaders + _leaders(entry, where),
        )


def _check_references(file: _File, known: Iterable[str]) -> None:
    ids = set(known)
    for number, entry in enumerate(file.actors):
        for name in ("members_of", "allies"):
            for row, tie in enumerate(_ties(entry, name, ("actors", number))):
                if tie.to not in ids:
                    raise _Wrong(("actors", number, name, row), f"no actor {tie.to}; use the id of an entry")
    for number, description in enumerate(file.descriptions):
        if description.means not in ids:
            where = ("descriptions", number, "means")
            raise _Wrong(
                where, f"no actor {description.means}; use the id of an entry or of a state, such as syria-forces"
            )


def _description(raw: object, where: tuple[str | int, ...]) -> Description:
    entry = _mapping(raw, _DESCRIPTION_KEYS, where)
    classes = _texts(entry, "classes", where)
    known = load_people_words().groups
    for name in classes:
        if name not in known:
            raise _Wrong((*where, "classes"), f"no class {name}; use one of {', '.join(sorted(known))}")
    nouns = _texts(entry, "nouns", where)
    if not nouns and not classes:
        raise _Wrong(where, "needs nouns (singular) or classes of nouns")
    start, end = _dates(entry, where)
    modifiers = frozenset(word.lower() for word in _texts(entry, "with", where))
    return Description(_text(entry, "means", where), frozenset(nouns), frozenset(classes), modifiers, start, end)


def _ties(entry: Mapping[str, Any], name: str, where: tuple[str | int, ...]) -> tuple[Tie, ...]:
    found = []
    for number, raw in enumerate(_list(entry, name, where)):
        here = (*where, name, number)
        tie = _mapping(raw, _TIE_KEYS, here)
        found.append(Tie(_text(tie, "side" if name == "sides" else "actor", here), *_dates(tie, here)))
    return tuple(found)


def _leaders(entry: Mapping[str, Any], where: tuple[str | int, ...]) -> tuple[Leader, ...]:
    found = []
    for number, raw in enumerate(_list(entry, "leaders", where)):
        here = (*where, "leaders", number)
        leader = _mapping(raw, _LEADER_KEYS, here)
        found.append(Leader(_text(leader, "name", here), _texts(leader, "aliases", here), *_dates(leader, here)))
    return tuple(found)


def _dates(entry: Mapping[str, Any], where: tuple[str | int, ...]) -> tuple[date | None, date | None]:
    start, end = _day(entry.get("from"), (*where, "from"), last=False), _day(entry.get("to"), (*where, "to"), last=True)
    if start and end and start > end:
        raise _Wrong((*where, "to"), f"{end} is before from: {start}; swap or mend them")
    return start, end


def _day(value: object, where: tuple[str | int, ...], *, last: bool) -> date | None:
    """Return a day; a year or a month stands for its first or its last day."""
    if value is None or type(value) is date:
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    if isinstance(value, int) and date.min.year <= value <= date.max.year:
        return date(value, 12, 31) if last else date(value, 1, 1)
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match and 1 <= int(match[2]) <= 12:
        year, month = int(match[1]), int(match[2])
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    raise _Wrong(where, f"{value!r} is not a date; write 2024-11-27, 2024-11 or 2024")


def _mapping(raw: object, keys: set[str], where: tuple[str | int, ...]) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise _Wrong(where, f"must be a mapping with some of {', '.join(sorted(keys))}")
    unknown = sorted(str(key) for key in raw.keys() - keys)
    if unknown:
        raise _Wrong((*where, unknown[0]), f"unknown key; use {', '.join(sorted(keys))}")
    return raw


def _list(entry: Mapping[str, Any], name: str, where: tuple[str | int, ...]) -> list[Any]:
    value = entry.get(name, [])
    if not isinstance(value, list):
        raise _Wrong((*where, name), "must be a list: [one, two] or a line with a dash for each")
    return value


def _text(entry: Mapping[str, Any], name: str, where: tuple[str | int, ...]) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _Wrong((*where, name) if name in entry else where, f"{name} must be text; put it in quotes")
    return value


def _texts(entry: Mapping[str, Any], name: str, where: tuple[str | int, ...]) -> tuple[str, ...]:
    values = _list(entry, name, where)
    for number, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            raise _Wrong(
                (*where, name, number),
                f"{value!r} is not text; put it in quotes (YAML reads NO and ON as false and true)",
            )
    return tuple(values)


def _slug(entry: Mapping[str, Any], where: tuple[str | int, ...]) -> str:
    value = _text(entry, "id", where)
    if not _SLUG.fullmatch(value):
        raise _Wrong((*where, "id"), f"{value!r} is no slug; use small letters, digits and single hyphens")
    return value


def _type(entry: Mapping[str, Any], where: tuple[str | int, ...]) -> str:
    value = _text(entry, "type", where)
    if value not in PARTY_TYPES:
        raise _Wrong((*where, "type"), f"{value!r} is not a party type; use one of {', '.join(PARTY_TYPES)}")
    return value


def _country(value: object, where: tuple[str | int, ...]) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{3}", value):
        raise _Wrong(where, f"{value!r} is not a country code; use alpha-3 such as SYR, in quotes if it is NOR")
    return value


def _wikidata(entry: Mapping[str, Any], where: tuple[str | int, ...]) -> str | None:
    if "wikidata" not in entry:
        return None
    value = _text(entry, "wikidata", where)
    if not _WIKIDATA.fullmatch(value):
        raise _Wrong((*where, "wikidata"), f"{value!r} is not an item; use Q and digits, or leave it out")
    return value

"""Values of the registry's YAML files, each checked, with the place of a mistake kept for the message."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from frontline.knowledge.actor_records import Leader, Tie
from frontline.knowledge.party_types import SECTORS
from frontline.knowledge.people import PARTY_TYPES
from frontline.knowledge.states import load_countries
from frontline.knowledge.tables import DATA, read_table

Where = tuple[str | int, ...]
"""The keys and numbers that lead to a value from the top of its file."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_TIE_KEYS = {"actor", "from", "to"}
_SIDE_KEYS = {"side", "theatre", "from", "to"}
_LEADER_KEYS = {"name", "aliases", "surnames", "from", "to"}
_INTER_CODES = range(1, 9)


class Wrong(Exception):  # noqa: N818 - it never leaves the reading of actor files
    """A mistake at `where`, the keys and numbers that lead to it from the top of the file."""

    def __init__(self, where: Where, what: str) -> None:
        super().__init__(what)
        self.where = where


def ties(entry: Mapping[str, Any], name: str, where: Where, theatre: str | None = None) -> tuple[Tie, ...]:
    """Return the bonds under a key: to actors, or to sides of a theatre under `sides`."""
    found = []
    for number, raw in enumerate(items(entry, name, where)):
        here = (*where, name, number)
        tie = mapping(raw, _SIDE_KEYS if name == "sides" else _TIE_KEYS, here)
        if name != "sides":
            found.append(Tie(text(tie, "actor", here), *dates(tie, here)))
            continue
        war = str(tie.get("theatre") or theatre or "")
        if not war:
            raise Wrong(here, "a side is one of a theatre's; name it, such as {side: opposition, theatre: syria}")
        found.append(Tie(text(tie, "side", here), *dates(tie, here), war))
    return tuple(found)


def leaders(entry: Mapping[str, Any], where: Where) -> tuple[Leader, ...]:
    """Return the leaders of an entry."""
    found = []
    for number, raw in enumerate(items(entry, "leaders", where)):
        here = (*where, "leaders", number)
        leader = mapping(raw, _LEADER_KEYS, here)
        names, surnames = texts(leader, "aliases", here), texts(leader, "surnames", here)
        found.append(Leader(text(leader, "name", here), names, *dates(leader, here), surnames))
    return tuple(found)


def dates(entry: Mapping[str, Any], where: Where) -> tuple[date | None, date | None]:
    """Return the first and the last day of an entry, None where it has no limit."""
    start, end = _day(entry.get("from"), (*where, "from"), last=False), _day(entry.get("to"), (*where, "to"), last=True)
    if start and end and start > end:
        raise Wrong((*where, "to"), f"{end} is before from: {start}; swap or mend them")
    return start, end


def _day(value: object, where: Where, *, last: bool) -> date | None:
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
    raise Wrong(where, f"{value!r} is not a date; write 2024-11-27, 2024-11 or 2024")


def mapping(raw: object, keys: set[str], where: Where) -> Mapping[str, Any]:
    """Return a mapping that has none but `keys`."""
    if not isinstance(raw, dict):
        raise Wrong(where, f"must be a mapping with some of {', '.join(sorted(keys))}")
    unknown = sorted(str(key) for key in raw.keys() - keys)
    if unknown:
        raise Wrong((*where, unknown[0]), f"unknown key; use {', '.join(sorted(keys))}")
    return raw


def items(entry: Mapping[str, Any], name: str, where: Where) -> list[Any]:
    """Return the list under a key, an empty one where there is none."""
    value = entry.get(name, [])
    if not isinstance(value, list):
        raise Wrong((*where, name), "must be a list: [one, two] or a line with a dash for each")
    return value


def text(entry: Mapping[str, Any], name: str, where: Where) -> str:
    """Return the text under a key, which must be there."""
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Wrong((*where, name) if name in entry else where, f"{name} must be text; put it in quotes")
    return value


def texts(entry: Mapping[str, Any], name: str, where: Where) -> tuple[str, ...]:
    """Return the texts under a key, none where there is none."""
    values = items(entry, name, where)
    for number, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            raise Wrong(
                (*where, name, number),
                f"{value!r} is not text; put it in quotes (YAML reads NO and ON as false and true)",
            )
    return tuple(values)


def slug(entry: Mapping[str, Any], where: Where) -> str:
    """Return the id of an entry."""
    value = text(entry, "id", where)
    if not _SLUG.fullmatch(value):
        raise Wrong((*where, "id"), f"{value!r} is no slug; use small letters, digits and single hyphens")
    return value


def party_type(entry: Mapping[str, Any], where: Where) -> str:
    """Return the party type of an entry."""
    value = text(entry, "type", where)
    if value not in PARTY_TYPES:
        raise Wrong((*where, "type"), f"{value!r} is not a party type; use one of {', '.join(PARTY_TYPES)}")
    return value


def country_code(value: object, where: Where) -> str:
    """Return a value that is the alpha-3 code of a state or a territory."""
    if not isinstance(value, str) or not (value in _states() or value in _states_and_territories()):
        raise Wrong(where, f"{value!r} is not a country code; use alpha-3 such as SYR, in quotes if it is NOR")
    return value


@cache
def _states() -> frozenset[str]:
    return frozenset(country.alpha3 for country in load_countries())


@cache
def _states_and_territories() -> frozenset[str]:
    """Return the codes of the longer table, which takes a while to read: asked only for what is no state."""
    return frozenset(read_table(DATA / "countries.toml"))


def wikidata(entry: Mapping[str, Any], where: Where) -> str | None:
    """Return the Wikidata item of an entry, None where it has none."""
    if "wikidata" not in entry:
        return None
    value = text(entry, "wikidata", where)
    if not _WIKIDATA.fullmatch(value):
        raise Wrong((*where, "wikidata"), f"{value!r} is not an item; use Q and digits, or leave it out")
    return value


def sectors(entry: Mapping[str, Any], where: Where) -> tuple[str, ...]:
    """Return the PLOVER sectors of an entry, none where its type says them."""
    found = texts(entry, "sectors", where)
    for number, value in enumerate(found):
        if value not in SECTORS:
            raise Wrong((*where, "sectors", number), f"{value!r} is no sector; use one of {', '.join(SECTORS)}")
    return found


def inter_code(entry: Mapping[str, Any], where: Where) -> int | None:
    """Return the ACLED actor type of an entry, None where its type says it."""
    value = entry.get("acled")
    if value is not None and (type(value) is not int or value not in _INTER_CODES):
        raise Wrong((*where, "acled"), f"{value!r} is no actor type of ACLED; use a number from 1 to 8")
    return value

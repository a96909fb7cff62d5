"""What each party type is with PLOVER (sectors) and with ACLED (actor type): data/party_types.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from frontline.errors import KnowledgeError
from frontline.knowledge.actor_records import Actor
from frontline.knowledge.people import PARTY_TYPES
from frontline.knowledge.tables import DATA, read_table

SECTORS = (
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE",
    "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK", "IGO", "NGO",
)  # fmt: skip
"""PLOVER's sector codes (manual of 2.0), and two that it writes where a country would stand."""
_KEYS = {"about", "sectors", "acled"}
_INTER_CODES = range(9)


@dataclass(frozen=True, slots=True)
class PartyType:
    """One party type: its codes with PLOVER, and with ACLED from 1 to 8, None where ACLED has none for it."""

    about: str
    sectors: tuple[str, ...]
    acled: int | None


@cache
def load_party_types(path: Path = DATA / "party_types.toml") -> Mapping[str, PartyType]:
    """Read and check the table of party types.

    Raises:
        KnowledgeError: the file cannot be read, or a type or a code is wrong.
    """
    raw = read_table(path)
    if wrong := sorted(raw.keys() ^ set(PARTY_TYPES)):
        raise KnowledgeError(f"{path.name}: [{wrong[0]}] is missing or unknown; give one table for each party type")
    return {name: _party_type(raw[name], f"{path.name}: [{name}]") for name in PARTY_TYPES}


def coded(actor: Actor) -> Actor:
    """Return an actor with the codes of its type where it has none of its own."""
    default = load_party_types()[actor.type]
    own = default.acled if actor.acled is None else actor.acled
    return replace(actor, sectors=actor.sectors or default.sectors, acled=own)


def _party_type(entry: Mapping[str, object], where: str) -> PartyType:
    if entry.keys() != _KEYS:
        raise KnowledgeError(f"{where}: give {', '.join(sorted(_KEYS))}")
    about, sectors, acled = entry["about"], entry["sectors"], entry["acled"]
    if not isinstance(sectors, list) or not set(sectors) <= set(SECTORS):
        raise KnowledgeError(f"{where}: sectors must be a list of some of {', '.join(SECTORS)}")
    if not isinstance(acled, int) or acled not in _INTER_CODES:
        raise KnowledgeError(f"{where}: acled must be a number from 1 to 8, or 0 where ACLED has no such type")
    return PartyType(str(about), tuple(sectors), acled or None)

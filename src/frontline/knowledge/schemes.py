"""The codes that PLOVER, ACLED, CAMEO and UCDP allow (data/schemes.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontline.errors import KnowledgeError
from frontline.knowledge.tables import read_table

_PATH = Path(__file__).parent / "data" / "schemes.toml"
SCHEMES = ("plover", "acled", "cameo", "ucdp")
"""The schemes that a claim is coded in."""


@dataclass(frozen=True, slots=True)
class Schemes:
    """Allowed codes: PLOVER modes by event type, ACLED "event type / sub-event type", CAMEO codes, UCDP types."""

    plover: Mapping[str, frozenset[str]]
    acled: frozenset[str]
    cameo: frozenset[str]
    ucdp: frozenset[int]

    def words(self, scheme: str) -> frozenset[str]:
        """Return the codes of plover (event types), acled or cameo."""
        return {"plover": frozenset(self.plover), "acled": self.acled, "cameo": self.cameo}[scheme]


@cache
def load_schemes(path: Path = _PATH) -> Schemes:
    """Read the code lists.

    Raises:
        KnowledgeError: the file cannot be read or lacks a scheme.
    """
    raw = read_table(path)
    try:
        acled = {f"{event} / {sub}" for event, subs in raw["acled"].items() for sub in subs}
        cameo = {code for root, codes in raw["cameo"].items() for code in (root, *codes)}
        plover = {event: frozenset(modes) for event, modes in raw["plover"].items()}
        return Schemes(plover, frozenset(acled), frozenset(cameo), frozenset(raw["ucdp"]["types"]))
    except KeyError as error:
        raise KnowledgeError(f"{path.name}: section [{error.args[0]}] is missing; give {', '.join(SCHEMES)}") from error

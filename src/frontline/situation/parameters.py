"""The model's parameters: named numbers, read from data/parameters.toml and fitted on data (docs/control.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from frontline.errors import KnowledgeError
from frontline.knowledge.tables import read_table
from frontline.situation.testimony import AGAINST, FOR, Form, Interest

SHIPPED = Path(__file__).parent / "data" / "parameters.toml"


@dataclass(frozen=True, slots=True)
class Rates:
    """Chances a day.

    `flare`: that fighting over a quiet place begins; `calm`: that it ends; `turn` and `slip`: that the holder of a place
    changes that is fought over, or quiet; `stir`: that it changes on a day of which somebody tells a change.
    """

    flare: float
    calm: float
    turn: float
    slip: float
    stir: float


@dataclass(frozen=True, slots=True)
class Scales:
    """Factors between 0 and 1 on the weight of a claim.

    `undated`: dated by its report alone; `background`: recalled as history; `region`: said of a region, for each of its
    places; `repeat`: said again within a week by the same voice, once for each time before; `before`: what a change says
    of the days before it. `span` is the length in days at which the weight of a vague time falls to 37 %.
    """

    undated: float
    background: float
    region: float
    repeat: float
    before: float
    span: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that the model was told or has learned.

    `weight` is in nats: by form, what a claim in the outlet's own voice says for or against its holder; `trust` the
    factor of each interest; `fighting`, by form, what a claim says for the place's being fought over, in nats. `start`
    is the chance that a starting situation is right, `other` that a place not spoken of yet is nobody's whom the
    reports name.
    """

    weight: Mapping[Form, float]
    fighting: Mapping[Form, float]
    trust: Mapping[Interest, float]
    rates: Rates
    scales: Scales
    start: float
    other: float

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Parameters:
        """Return the parameters of a file.

        Raises:
            KnowledgeError: the file is missing, a number is missing, unknown or out of range.
        """
        return parameters_from(read_table(path), path.name)


@cache
def shipped_parameters() -> Parameters:
    """Return the parameters that ship with frontline."""
    return Parameters.load()


def parameters_from(table: Mapping[str, Any], name: str) -> Parameters:
    """Return the parameters of a table with the sections weight, fighting, trust, rates, scales and prior.

    Raises:
        KnowledgeError: as `Parameters.load`.
    """
    wanted = {
        "weight": [str(form) for form in Form if form in FOR | AGAINST], "fighting": [str(form) for form in Form],
        "trust": [str(interest) for interest in Interest], "rates": [one.name for one in fields(Rates)],
        "scales": [one.name for one in fields(Scales)], "prior": ["start", "other"],
    }  # fmt: skip
    if table.keys() != wanted.keys():
        raise KnowledgeError(f"{name}: the sections must be {', '.join(wanted)}")
    numbers = {section: _numbers(table[section], keys, f"{name}: [{section}]") for section, keys in wanted.items()}
    for section in ("rates", "prior"):
        _check_shares(numbers[section], f"{name}: [{section}]")
    _check_shares({key: value for key, value in numbers["scales"].items() if key != "span"}, f"{name}: [scales]")
    return Parameters(
        weight={Form(key): value for key, value in numbers["weight"].items()},
        fighting={Form(key): value for key, value in numbers["fighting"].items()},
        trust={Interest(key): value for key, value in numbers["trust"].items()},
        rates=Rates(**numbers["rates"]),
        scales=Scales(**numbers["scales"]),
        start=numbers["prior"]["start"],
        other=numbers["prior"]["other"],
    )


def parameters_table(parameters: Parameters) -> dict[str, dict[str, float]]:
    """Return the table that `parameters_from` reads."""
    return {
        "weight": {str(key): value for key, value in parameters.weight.items()},
        "fighting": {str(key): value for key, value in parameters.fighting.items()},
        "trust": {str(key): value for key, value in parameters.trust.items()},
        "rates": {one.name: getattr(parameters.rates, one.name) for one in fields(Rates)},
        "scales": {one.name: getattr(parameters.scales, one.name) for one in fields(Scales)},
        "prior": {"start": parameters.start, "other": parameters.other},
    }


def _numbers(section: object, keys: list[str], where: str) -> dict[str, float]:
    if not isinstance(section, dict) or section.keys() != set(keys):
        raise KnowledgeError(f"{where} must hold {', '.join(keys)}, and nothing else")
    for key, value in section.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise KnowledgeError(f"{where} {key} is {value!r}; it must be a number")
    return {key: float(section[key]) for key in keys}


def _check_shares(numbers: Mapping[str, float], where: str) -> None:
    for key, value in numbers.items():
        if not 0 <= value <= 1:
            raise KnowledgeError(f"{where} {key} is {value:g}; it must lie between 0 and 1")

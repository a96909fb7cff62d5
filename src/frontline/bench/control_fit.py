"""Fitting the parameters of control on towns of which it is known who held them.

They begin as numbers that were set by reason (`control_begin.toml`). Weights, trust, most factors and `other` are then fitted.
How often a war changes its fronts (`rates`) and what a change says of the days before it are not: the likelihood of days knows
next to nothing of changes, which are rare, and makes the model too slow for them. Nor is the trust in a starting situation,
which here is a crude one.

For the figures every town is judged by parameters that were fitted on the towns of the other folds; what ships is fitted
on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from frontline.bench.towns import Town
from frontline.situation.fitting import Case, fit, names
from frontline.situation.parameters import Parameters, parameters_table

BEGIN = Path(__file__).parent / "control_begin.toml"
FOLDS = 4
SPREAD = 0.2
"""The spread of the prior about the numbers set by reason, in log units: some hundred towns and forty parameters."""
_SET = frozenset({("scales", "before"), ("prior", "start")})


def fitted(cases: Sequence[Case]) -> Parameters:
    """Return the parameters fitted on some towns."""
    begin = Parameters.load(BEGIN)
    only = [name for name in names(parameters_table(begin)) if name[0] != "rates" and name not in _SET]
    return fit(cases, begin, only=only, spread=SPREAD)


def crosswise(cases: Sequence[tuple[Town, Case]]) -> Iterator[tuple[Parameters, list[tuple[Town, Case]]]]:
    """Yield the towns of each fold with the parameters fitted on those of all other folds; folds go by a hash of the name."""
    folds: list[list[tuple[Town, Case]]] = [[] for _ in range(FOLDS)]
    for town, case in cases:
        folds[crc32(town.name.encode()) % FOLDS].append((town, case))
    for fold in folds:
        if fold:
            yield fitted([case for other in folds if other is not fold for _, case in other]), fold


_HEAD = """\
# Parameters of the model of control (docs/control.md). Weights and fighting are in nats, rates are chances a day.
# Written by python -m frontline.bench.control: fitted on the towns of the suite `control`, from the numbers in
# bench/control_begin.toml; `outlet` is the unit of trust, and `span`, `before`, `start` and the rates were not fitted.

"""


def written(parameters: Parameters) -> str:
    """Return the parameters as the text of a TOML file, in three digits."""
    sections = (
        f"[{section}]\n" + "".join(f"{key} = {_digits(value)}\n" for key, value in row.items())
        for section, row in parameters_table(parameters).items()
    )
    return _HEAD + "\n".join(sections)


def _digits(value: float) -> float:
    return float(f"{value:.3g}")

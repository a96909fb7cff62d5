"""Pinned floors: the figures that no change may push down.

`floors.toml` holds one table a suite and one number a figure. Most figures must not fall below their number; those
of seconds, memory, error and distance must not rise above it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from frontline.errors import KnowledgeError

PINNED = Path(__file__).parent / "floors.toml"
_LOWER_IS_BETTER = (
    "_seconds", "rss_mb", ".mae", "brier", "median_km", "lag_days", "forbidden", "unmatched", "share_of_time",
)  # fmt: skip


def check(suite: str, figures: Mapping[str, float], path: Path = PINNED) -> list[str]:
    """Return a line for every figure that is worse than its floor, or that is pinned and missing.

    Raises `KnowledgeError` when the file of floors cannot be read or holds something else than numbers.
    """
    return [line for key, floor in _floors(path).get(suite, {}).items() if (line := _fall(suite, key, floor, figures))]


def _fall(suite: str, key: str, floor: float, figures: Mapping[str, float]) -> str:
    value = figures.get(key)
    if value is None:
        return f"{suite}: {key} is missing; its floor is {floor:g}"
    if key.endswith(_LOWER_IS_BETTER):
        return f"{suite}: {key} is {value:.4g}, above its limit {floor:g}" if value > floor else ""
    return f"{suite}: {key} is {value:.4g}, below its floor {floor:g}" if not value >= floor else ""


def _floors(path: Path) -> dict[str, dict[str, float]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: the floors cannot be read ({error})."
        raise KnowledgeError(message) from error
    floors: dict[str, dict[str, float]] = {}
    for suite, figures in table.items():
        if not isinstance(figures, dict):
            message = f"{path}: {suite} must be a table of figures, as in [{suite}]."
            raise KnowledgeError(message)
        for key, floor in figures.items():
            if isinstance(floor, bool) or not isinstance(floor, int | float):
                message = (
                    f'{path}: {suite}: the floor of "{key}" must be a number; quote keys with dots: "ewt.las" = 0.9.'
                )
                raise KnowledgeError(message)
        floors[suite] = dict(figures)
    return floors

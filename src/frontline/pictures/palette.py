"""Colours of the sides: told apart by readers who do not see red and green, on screen and in print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from frontline.records.control import Control, Holder

SIDES = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#8C6D1F", "#5D3A9B")
"""The qualitative palette of Okabe and Ito (2008, "Color Universal Design") without black and its pale yellow, and
two darker tones that keep their distance from it for wars of more than six sides."""
NOBODY = "#9A9A9A"
SEA, LAND, NEIGHBOUR, BORDER, INK, QUIET, PAPER = (
    "#DCE6EC", "#FBF9F4", "#EFECE6", "#A9A49B", "#222222", "#6B6760", "#FFFFFF",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palette:
    """The colour of every side by its id, in the order in which a legend should name them."""

    colours: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, rows: Iterable[Control], told: Mapping[Holder, int] = MappingProxyType({})) -> Palette:
        """Give each side a colour: those first of which most is `told`, then those that hold most of the rows.

        `told` is an account's, so that all its pictures give a side one colour. Beyond eight sides all others share grey.
        """
        held: Counter[str] = Counter()
        names: dict[str, str] = {}
        for row in rows:
            sides = [row.holder] if row.holder is not None else []
            sides += [holder for holder, share in row.shares if share >= NOTABLE]
            for holder in {side.id: side for side in sides}.values():
                held[holder.id] += 1 if row.holder is not None and holder.id == row.holder.id else 0
                names[holder.id] = holder.name
        heard = {side.id: count for side, count in told.items()}
        order = sorted({*held, *heard}, key=lambda side: (-heard.get(side, 0), -held[side], side))
        colours = {side: SIDES[at] if at < len(SIDES) else NOBODY for at, side in enumerate(order)}
        return cls(colours, {side: names[side] for side in order if side in names})

    def colour(self, side: str | None) -> str:
        """Return the colour of a side; grey for nobody and for sides beyond the palette."""
        return self.colours.get(side or "", NOBODY)


NOTABLE = 0.2
"""A side that has at least this probability somewhere has a place in the legend."""


def tint(colour: str, share: float) -> str:
    """Return a colour mixed with white: `share` 1 is the colour itself, 0 is white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - part)):02X}" for part in parts)

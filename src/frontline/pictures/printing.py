"""Printing: how every figure is drawn and written to a file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from frontline.pictures import palette as colours
from frontline.pictures.lettering import font

_DPI = 200


def drawing(hatch: float) -> AbstractContextManager[None]:
    """Draw in our type, with hatching of `hatch` points, so that the same input gives the same bytes."""
    return mpl.rc_context({"font.family": font(), "svg.hashsalt": "frontline", "hatch.linewidth": hatch})


def write(figure: Figure, out: Path) -> None:
    """Write a figure, by the file's ending, without the day on which it was made."""
    metadata = {"Date": None} if out.suffix == ".svg" else {"Software": "frontline"} if out.suffix == ".png" else {}
    figure.savefig(out, dpi=_DPI, facecolor=colours.PAPER, metadata=metadata)

"""Write docs/reliability.svg: how often the holder named is right, by the chance given, on towns not fitted on.

frontline bench control --data DIR --json > control.json
python docs/reliability.py control.json
"""

import json
import sys
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from frontline.pictures.lettering import font
from frontline.pictures.palette import BORDER, INK, PAPER, QUIET, SIDES

found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
figures = found.get("figures", found)
tenths = [tenth for tenth in range(5, 10) if figures[f"calibration.{tenth}0.count"]]
chance, right, count = (
    [figures[f"calibration.{tenth}0.{name}"] for tenth in tenths] for name in ("chance", "right", "count")
)

with mpl.rc_context({"font.family": font(), "svg.hashsalt": "frontline"}):
    figure = Figure(figsize=(5.2, 4.4))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.13, 0.14, 0.84, 0.72))
    axes.plot([0.4, 1], [0.4, 1], color=BORDER, linewidth=1, linestyle=(0, (3, 3)))
    axes.plot(chance, right, color=SIDES[0], linewidth=1.6)
    axes.scatter(chance, right, s=[2.2 * number for number in count], color=SIDES[0], edgecolor=PAPER, zorder=3)
    for x, y, number in zip(chance, right, count, strict=True):
        axes.annotate(f"{number:.0f}", (x, y), (0, -20), textcoords="offset points", ha="center", size=8, color=QUIET)
    axes.set(xlim=(0.45, 1.02), ylim=(0.4, 1.02))
    axes.set_xlabel("chance given to the holder", size=9, color=QUIET)
    axes.set_ylabel("share that was right", size=9, color=QUIET)
    axes.tick_params(labelsize=8.4, color=BORDER, labelcolor=QUIET)
    for edge in ("right", "top"):
        axes.spines[edge].set_visible(False)
    figure.text(0.03, 0.94, "Are the chances honest?", size=13, weight="bold", color=INK, va="center")
    words = f"Ukraine 2022, {figures['towns']:.0f} towns at month ends, parameters fitted on others; on the dashed line, yes. Number: cases."
    figure.text(0.03, 0.89, words, size=8.4, color=QUIET, va="center")
    figure.savefig("docs/reliability.svg", facecolor=PAPER, metadata={"Date": None})

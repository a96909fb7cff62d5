"""Write docs/sitrep.svg: the real output of `frontline read` on one example report.

    python docs/capture.py
"""

from pathlib import Path

from rich.console import Console

from frontline.cli.sitrep import Sitrep
from frontline.pipeline.jobs import run_jobs
from frontline.pipeline.run import Reading
from frontline.reading import ReadingOptions, read

ROOT = Path(__file__).parent.parent

console = Console(record=True, width=110, force_terminal=True, file=open("/dev/null", "w"), highlight=False)  # noqa: SIM115
reports = read([ROOT / "examples" / "reports" / "kherson_withdrawal.txt"], ReadingOptions())
readings = [item for item in run_jobs(reports) if isinstance(item, Reading)]
Sitrep(readings).print(console)
console.save_svg(str(ROOT / "docs" / "sitrep.svg"), title="frontline read kherson_withdrawal.txt")

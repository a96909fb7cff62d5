"""Write docs/sitrep.svg: the real output of `frontline read` on one example report.

python docs/capture.py
"""

import io
import os
import re
from pathlib import Path

from rich.console import Console

from frontline.cli.sitrep import Sitrep
from frontline.pipeline.jobs import run_jobs
from frontline.pipeline.run import Reading
from frontline.reading import ReadingOptions, read

REPORT = "examples/reports/kherson_withdrawal.txt"

os.chdir(Path(__file__).parent.parent)
console = Console(record=True, width=110, force_terminal=True, file=io.StringIO(), highlight=False)
readings = [item for item in run_jobs(read([REPORT], ReadingOptions())) if isinstance(item, Reading)]
Sitrep(readings).print(console)
picture = console.export_svg(title=f"frontline read {REPORT}")
# The picture must not fetch fonts from anywhere.
Path("docs/sitrep.svg").write_text(re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL), encoding="utf-8")

"""Pack the base map of the pictures: `python -m frontline.training.basemap countries-10m.json`.

The file is that of the npm package `world-atlas` (TopoJSON of Natural Earth's countries, public domain).
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from frontline.pictures import basemap

OUT = Path(basemap.__file__).parent / "data" / "countries.json.gz"


def pack(source: Path) -> bytes:
    """Return the countries alone, without the merged land, as gzipped JSON that is the same for the same source."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    kept = {key: topology[key] for key in ("type", "transform", "arcs")}
    kept["objects"] = {"countries": topology["objects"]["countries"]}
    return gzip.compress(json.dumps(kept, separators=(",", ":")).encode(), 9, mtime=0)


def main() -> None:
    """Pack the file that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m frontline.training.basemap", description=__doc__)
    parser.add_argument("source", type=Path, help="countries-10m.json of world-atlas 2")
    OUT.write_bytes(pack(parser.parse_args().source))
    print(f"{OUT}: {OUT.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()

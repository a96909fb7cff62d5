"""Look up the towns of the shipped road networks and write them out: `python -m frontline.knowledge.compile_roads`."""

from __future__ import annotations

from frontline.knowledge.roads.write import compile_shipped

if __name__ == "__main__":
    compile_shipped()

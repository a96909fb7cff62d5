"""Compile the registry's YAML files, so that they load fast: `python -m frontline.knowledge.compile_actors`."""

from __future__ import annotations

from frontline.knowledge.actor_files import COMPILED_PATH, compile_files
from frontline.knowledge.actors import DATA_FOLDER

if __name__ == "__main__":
    COMPILED_PATH.write_text(compile_files(sorted(DATA_FOLDER.glob("*.yml"))), encoding="utf-8")

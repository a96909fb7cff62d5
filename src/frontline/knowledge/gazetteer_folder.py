"""Where gazetteers that a user imported lie: beside each other in one folder, and read together with the shipped one.

The folder is FRONTLINE_GAZETTEER where that is set (empty: no folder, the shipped gazetteer alone), else
`frontline/gazetteers` in the user's folder for data: XDG_DATA_HOME (~/.local/share), on Windows LOCALAPPDATA.
"""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "FRONTLINE_GAZETTEER"
_SUFFIX = ".gazetteer"


def gazetteer_folder() -> Path | None:
    """Return the folder of imported gazetteers, which need not exist; None where the variable is empty."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    home = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".local" / "share") / "frontline" / "gazetteers"


def imported_files() -> tuple[Path, ...]:
    """Return the files of imported gazetteers in the order of their names."""
    folder = gazetteer_folder()
    return tuple(sorted(folder.glob(f"*{_SUFFIX}"))) if folder is not None and folder.is_dir() else ()


def file_named(folder: Path, name: str) -> Path:
    """Return the file of the gazetteer called `name` in `folder`."""
    return folder / f"{name}{_SUFFIX}"

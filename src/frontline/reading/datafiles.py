"""The two data files of this room, loaded once and checked: a wrong one fails at load and says where."""

from __future__ import annotations

import tomllib
from importlib import resources

from frontline.errors import KnowledgeError


def load_lists(name: str, sections: tuple[str, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the TOML file `name` of this package: sections of named lists of strings.

    Raises:
        KnowledgeError: the file is missing or not TOML, a section of `sections` is missing or another one is
            there, or an entry is not a list of non-empty strings.
    """
    where = f"frontline/reading/{name}"
    try:
        raw = tomllib.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{where}: {error}; install frontline again or mend the file") from error
    if set(raw) != set(sections):
        raise KnowledgeError(f"{where}: has the sections {sorted(raw)}; it needs {sorted(sections)}")
    return {section: _lists(f"{where}, [{section}]", raw[section]) for section in sections}


def _lists(where: str, table: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise KnowledgeError(f"{where}: is no table; write lists of strings under it")
    for key, entry in table.items():
        if not isinstance(entry, list) or not all(isinstance(item, str) and item for item in entry):
            raise KnowledgeError(f'{where}, key "{key}": is no list of strings; write {key} = ["one", "two"]')
    return {key: tuple(entry) for key, entry in table.items()}

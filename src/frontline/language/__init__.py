"""The language core: a text to sentences with tags, trees, names and predicates with their roles.

`load()` gives the shipped model; anything that is an `Annotator` may stand in for it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from frontline.language.annotation import Annotator, Argument, Name, Predicate, Sentence, Token
from frontline.language.manifest import Manifest

if TYPE_CHECKING:
    from frontline.language.model import Language

__all__ = [
    "Annotator",
    "Argument",
    "Manifest",
    "Name",
    "Predicate",
    "Sentence",
    "Token",
    "load",
]

SHIPPED = Path(__file__).parent / "data"


def load(path: Path | None = None) -> Language:
    """The model in a folder, or the shipped one; the same folder gives the same object.

    Raises LanguageError where the folder holds no model, or not the one that its manifest names.
    """
    return _load((path or SHIPPED).resolve())


@lru_cache(maxsize=4)
def _load(folder: Path) -> Language:
    from frontline.language.model import Language  # noqa: PLC0415 - onnxruntime takes 0.1 s; help texts do without it

    return Language(folder)

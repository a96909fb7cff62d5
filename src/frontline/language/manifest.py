"""What stands beside the model: its hash, labels, training data, licences and figures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from frontline.errors import LanguageError

MODEL, TOKENIZER, MANIFEST = "model.onnx", "tokenizer.json", "manifest.json"
FORMAT = 3
"""The format of the model's inputs and outputs that this version of frontline reads."""
_LABELS = ("upos", "xpos", "deprels", "lemmas", "names", "roles", "kinds", "edges", "counts", "stances")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of each head; a label's number is its place.

    For `kinds`, `edges` and `counts` the head's first score is for none, so their labels' scores begin at 1.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprels: tuple[str, ...]
    lemmas: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, list[str]]:
        """For the manifest and for checkpoints."""
        return {key: list(value) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Manifest:
    """The shipped model, told by its maker.

    `sha256` is of `model.onnx`. `transitions[before][after]` scores a name label after another. `special` gives the
    piece ids of `[CLS]`, `[SEP]` and `[UNK]`. `figures` are shares between 0 and 1 on the dev splits named there.
    """

    version: str
    sha256: str
    labels: Labels
    transitions: tuple[tuple[float, ...], ...]
    special: Mapping[str, int]
    figures: Mapping[str, Any]
    data: tuple[Mapping[str, str], ...]
    trained: str
    seed: int


def read_manifest(folder: Path) -> Manifest:
    """Read and check the manifest of a model folder.

    Raises LanguageError where it is missing, is not JSON, lacks a key, or is of another format.
    """
    path = folder / MANIFEST
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        if row["format"] != FORMAT:
            raise LanguageError(f"{path}: format {row['format']}, this frontline reads {FORMAT}; export the model anew")
        labels = Labels(**{key: tuple(row["labels"][key]) for key in _LABELS})
        return Manifest(
            version=row["version"],
            sha256=row["sha256"],
            labels=labels,
            transitions=_square(row["transitions"], len(labels.names), path),
            special={key: int(value) for key, value in row["special"].items()},
            figures=row["figures"],
            data=tuple(row["data"]),
            trained=row["trained"],
            seed=int(row["seed"]),
        )
    except OSError as error:
        raise LanguageError(
            f"{path}: cannot be read ({error.strerror}); give the folder of an exported model"
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise LanguageError(f"{path}: not a manifest ({error!r}); export the model anew") from error


def _square(rows: list[list[float]], size: int, path: Path) -> tuple[tuple[float, ...], ...]:
    """Check the transitions' shape."""
    if len(rows) != size or any(len(row) != size for row in rows):
        raise LanguageError(f"{path}: transitions are not {size} by {size}; export the model anew")
    return tuple(tuple(float(value) for value in row) for row in rows)


def check_hash(folder: Path, manifest: Manifest) -> bytes:
    """Return the model's bytes. Raises LanguageError where they are missing or not those of the manifest."""
    path = folder / MODEL
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LanguageError(f"{path}: cannot be read ({error.strerror}); install frontline anew") from error
    if hashlib.sha256(content).hexdigest() != manifest.sha256:
        raise LanguageError(f"{path}: not the model of its manifest (another SHA-256); install frontline anew")
    return content

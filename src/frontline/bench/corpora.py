"""Files of the benchmark corpora, found by format and split, and read into what the suites compare with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from frontline.errors import KnowledgeError, UsageError
from frontline.language import conllu

SPLITS = ("train", "dev", "test")
NAME_LABELS = frozenset({"PER", "ORG", "LOC"})
WNUT_LABELS = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}
"""WNUT 17's types as ours; products and creative works are dropped."""

NameSpan = tuple[int, int, str]
"""Words `start:end` and a label."""


class NamedWords(NamedTuple):
    """The words of a sentence and the names in it."""

    words: tuple[str, ...]
    names: frozenset[NameSpan]


class FramedWords(NamedTuple):
    """The words of a sentence and its arguments, as (predicate word, label, start, end)."""

    words: tuple[str, ...]
    arguments: frozenset[tuple[int, str, int, int]]


def corpus_files(folder: Path, endings: Sequence[str], split: str) -> list[Path]:
    """Return the files with one of the endings that are of the split by their name, or whose name speaks of none."""
    if split not in SPLITS:
        message = f"split {split!r}: one of {', '.join(SPLITS)} is wanted."
        raise UsageError(message)
    paths = sorted(path for ending in endings for path in folder.glob(f"*{ending}"))
    return [path for path in paths if split in path.name.lower() or not any(one in path.name.lower() for one in SPLITS)]


def of_split(paths: Iterable[Path], folder: Path, split: str) -> list[Path]:
    """Return the files in `folder` that are of the split: they, or a folder of theirs below it, are called so.

    Where none is, all but those of `train` are given: a file that is dropped in may have any name.
    """
    found = {path: {*path.relative_to(folder).parent.parts, path.stem} for path in sorted(paths)}
    own = [path for path, names in found.items() if split in names]
    return own or [path for path, names in found.items() if "train" not in names]


def read_names(path: Path, column: int, labels: dict[str, str]) -> Iterator[NamedWords]:
    """Read a file of one word a line with a BIO tag in a column (counted from 0; the word stands just before it).

    `labels` maps the types that count to ours; every other type is no name. Raises `KnowledgeError`.
    """
    words: list[str] = []
    tags: list[str] = []
    for number, line in enumerate([*_text(path).split("\n"), ""], 1):
        if line.startswith("# ") and not words:
            continue
        if line.strip():
            cells = line.rstrip("\r").split("\t")
            if len(cells) <= column:
                message = f"{path}:{number}: {len(cells)} columns; the tag is expected in column {column + 1}, parted by tabs."
                raise KnowledgeError(message)
            words.append(cells[column - 1])
            tags.append(cells[column].strip())
        elif words:
            yield NamedWords(tuple(words), frozenset(bio_spans(tags, labels)))
            words, tags = [], []


def bio_spans(tags: Sequence[str], labels: dict[str, str]) -> Iterator[NameSpan]:
    """Yield the spans of BIO tags whose type is in `labels`, under its label; an I that continues nothing begins."""
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        position, _, kind = tag.partition("-")
        here = labels.get(kind, "") if position in "BI" else ""
        if label and (position == "B" or here != label):
            yield start, index, label
            label = ""
        if here and not label:
            start, label = index, here


def read_frames(path: Path) -> Iterator[FramedWords]:
    """Read JSON Lines with `tokens` and `frames` of `pred` and `args` as [label, start, end]. Raises `KnowledgeError`."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            arguments = frozenset(
                (int(frame["pred"]), str(label), int(start), int(end))
                for frame in row["frames"]
                for label, start, end in frame["args"]
            )
            yield FramedWords(tuple(row["tokens"]), arguments)
        except (ValueError, KeyError, TypeError) as error:
            message = f"{path}:{number}: not a line with tokens and frames ({type(error).__name__}: {error})."
            raise KnowledgeError(message) from error


def raw_texts(data: Path, split: str) -> list[str]:
    """Return the raw texts of the treebank documents of a split, EWT before GUM."""
    return [
        document.text
        for name in ("ud_ewt", "ud_gum")
        for path in corpus_files(data / name, (".conllu",), split)
        for document in conllu.documents(conllu.read(path))
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as UTF-8 text ({error})."
        raise KnowledgeError(message) from error

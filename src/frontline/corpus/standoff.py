"""Annotation of openly licensed texts that are not in the project: offsets, labels, and a hash of the passage.

A row names its source below a data folder ("wiki_conflict_text/syria/battle_of_x.md"; "ud_gum/file.conllu#GUM_news_y" for a
document of a treebank) and the passage by its characters in the source's plain text: the file's own for .md and .txt,
the text without tags for .tml, the sentences as `# text` gives them for .conllu, paragraphs parted by a blank line.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from frontline.corpus.document import CountMark, Document, Mark, MarkedClaim
from frontline.corpus.parse import read_corpus
from frontline.errors import CorpusError
from frontline.knowledge.codebook import Codebook
from frontline.records import Stance

SUFFIX = ".standoff.jsonl"


def source_text(data: Path, source: str) -> str:
    """The plain text of a source. Raises CorpusError where it is not in the folder or not of a known form."""
    name, _, part = source.partition("#")
    path = data / name
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read ({error}); give the folder that holds {name}"
        raise CorpusError(message) from error
    if path.suffix == ".conllu":
        return _treebank_text(content, part)
    if path.suffix == ".tml":
        inner = re.search(r"<TEXT>(.*)</TEXT>", content, re.DOTALL)
        return html.unescape(re.sub(r"<[^>]+>", "", inner[1] if inner else content))
    return content


def _treebank_text(content: str, key: str) -> str:
    parts: list[str] = []
    inside = False
    for line in content.splitlines():
        if line.startswith("# newdoc id = "):
            inside = line.removeprefix("# newdoc id = ") == key
        elif inside and line.startswith("# newpar"):
            parts.append("\n")
        elif inside and line.startswith("# text = "):
            parts.append(line.removeprefix("# text = ") + "\n")
    if not parts:
        message = f"no document {key!r} in the treebank"
        raise CorpusError(message)
    return "".join(parts)


def to_row(document: Document, data: Path) -> dict[str, Any]:
    """The row of an annotated passage. Raises CorpusError where its source does not hold it character for character."""
    passage, source = document.text.strip("\n"), document.source
    shift = len(document.text) - len(document.text.lstrip("\n"))
    start = source_text(data, source).find(passage)
    if start < 0:
        message = f"{document.key}: {source} does not hold this passage character for character"
        raise CorpusError(message)
    return {
        "key": document.key,
        "war": document.war,
        "style": document.style,
        "published": document.published.isoformat() if document.published else None,
        "source": source,
        "start": start,
        "end": start + len(passage),
        "sha256": hashlib.sha256(passage.encode()).hexdigest(),
        "claims": [_claim_row(claim, shift) for claim in document.claims],
    }


def _claim_row(claim: MarkedClaim, shift: int) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "stance": str(claim.stance),
        "negative": claim.negative,
        "trigger": [claim.start - shift, claim.end - shift],
        "marks": [[mark.role, mark.start - shift, mark.end - shift] for mark in claim.marks],
        "counts": [[one.name, one.start - shift, one.end - shift, one.low, one.best, one.high] for one in claim.counts],
    }


def read_standoff(path: Path, data: Path) -> Iterator[Document]:
    """The documents of a file of rows, their texts taken from the data folder. Raises CorpusError where one differs."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        text = source_text(data, row["source"])[row["start"] : row["end"]]
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            message = f"{path}:{number}: {row['source']} is not the version that was annotated"
            raise CorpusError(message)
        yield Document(
            row["key"], row["war"], row["style"], date.fromisoformat(row["published"]) if row["published"] else None,
            invented=False, text=text + "\n", claims=tuple(_claim(claim) for claim in row["claims"]),
            source=row["source"],
        )  # fmt: skip


def read_all(corpus: Path, texts: Path | None, codebook: Codebook) -> list[Document]:
    """The documents of a corpus folder (of its `dispatches`, where it has such), and its passages of real texts.

    The passages are left out without `texts`, the data folder that holds their sources.
    """
    own = corpus / "dispatches"
    found = read_corpus([own if own.is_dir() else corpus], codebook)
    if texts is not None:
        for path in sorted(corpus.rglob(f"*{SUFFIX}")):
            found += read_standoff(path, texts)
    return found


def _claim(row: dict[str, Any]) -> MarkedClaim:
    start, end = row["trigger"]
    marks = tuple(Mark(*mark) for mark in row["marks"])
    counts = tuple(CountMark(*count) for count in row["counts"])
    return MarkedClaim(row["kind"], Stance(row["stance"]), row["negative"], start, end, marks, counts)

"""A strict reader of CoNLL-U: sentences with their raw text and words with offsets into it.

The format is that of Universal Dependencies (https://universaldependencies.org/format.html). Text is rebuilt
from the words and `SpaceAfter=No` and must equal the `# text` comment where there is one. Empty nodes (`8.1`)
are read over, as enhanced graphs are not used here. What is malformed raises `KnowledgeError` with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from frontline.errors import KnowledgeError

COLUMNS = 10
BLANK_LINE = "\n\n"
_BEGINNINGS = {"document": "newdoc", "paragraph": "newpar"}
_ID = re.compile(r"[1-9]\d*(-[1-9]\d*)?|\d+\.\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: `sentence.text[start:end] == form`, but for words of a contraction that do not spell it.

    `head` is the index of the governor in the sentence, -1 for the root. `misc` holds the pairs of the last column.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    misc: Mapping[str, str]
    start: int
    end: int


class Surface(NamedTuple):
    """A token as written, `text[start:end]`, which stands for the words `first` to `last` (last exclusive)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """One sentence of a treebank. `begins` is "document", "paragraph" or "" for a sentence that goes on."""

    sent_id: str
    text: str
    words: tuple[Word, ...]
    surfaces: tuple[Surface, ...]
    begins: str
    space_after: bool
    comments: Mapping[str, str]
    line: int


class Document(NamedTuple):
    """The raw text of a document, paragraphs parted by a blank line, and each sentence with its offset there."""

    text: str
    sentences: tuple[tuple[int, TreebankSentence], ...]


def read(path: Path) -> tuple[TreebankSentence, ...]:
    """Read the sentences of a file. Raises `KnowledgeError` when it cannot be read or is malformed."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as UTF-8 text ({error}); give a CoNLL-U file."
        raise KnowledgeError(message) from error
    return parse(content, str(path))


def parse(content: str, source: str = "<string>") -> tuple[TreebankSentence, ...]:
    """Read the sentences of a string; `source` names it in errors."""
    return tuple(_Block(source, line, lines).sentence() for line, lines in _blocks(content))


def documents(sentences: Iterable[TreebankSentence]) -> Iterator[Document]:
    """Rebuild the raw text of each document, as the CoNLL 2018 shared task laid it out (but for line wrapping)."""
    group: list[TreebankSentence] = []
    for sentence in sentences:
        if sentence.begins == "document" and group:
            yield _document(group)
            group = []
        group.append(sentence)
    if group:
        yield _document(group)


def _document(sentences: list[TreebankSentence]) -> Document:
    parts: list[str] = []
    placed: list[tuple[int, TreebankSentence]] = []
    length = 0
    gap = ""
    for number, sentence in enumerate(sentences):
        if number:
            gap = BLANK_LINE if sentence.begins else gap
            parts.append(gap)
            length += len(gap)
        placed.append((length, sentence))
        parts.append(sentence.text)
        length += len(sentence.text)
        gap = " " if sentence.space_after else ""
    return Document("".join(parts), tuple(placed))


def _blocks(content: str) -> Iterator[tuple[int, list[str]]]:
    """Cut at blank lines: the number of the first line, and the lines."""
    block: list[str] = []
    start = 1
    for number, line in enumerate(content.split("\n"), 1):
        bare = line.removesuffix("\r")
        if bare.strip():
            if not block:
                start = number
            block.append(bare)
        elif block:
            yield start, block
            block = []
    if block:
        yield start, block


class _Row(NamedTuple):
    """One line of ten columns, with its number in the file."""

    line: int
    columns: list[str]

    @property
    def id(self) -> str:
        return self.columns[0]


class _Piece(NamedTuple):
    """A token as written: its form, its pairs of MISC, and how many words it stands for."""

    form: str
    misc: Mapping[str, str]
    size: int


class _Block(NamedTuple):
    """The lines of one sentence, with what an error needs to name their place."""

    source: str
    line: int
    lines: list[str]

    def sentence(self) -> TreebankSentence:
        comments, rows = self._split()
        words = self._words([row for row in rows if "-" not in row.id])
        pieces = self._pieces(rows, len(words))
        text, placed, surfaces = _place(words, pieces)
        self._compare(comments.get("text", text), text)
        begins = next((name for name, key in _BEGINNINGS.items() if _has(comments, key)), "")
        space = pieces[-1].misc.get("SpaceAfter") != "No"
        return TreebankSentence(comments.get("sent_id", ""), text, placed, surfaces, begins, space, comments, self.line)

    def _split(self) -> tuple[dict[str, str], list[_Row]]:
        """Part comments from rows, and leave out the empty nodes."""
        comments: dict[str, str] = {}
        rows: list[_Row] = []
        for number, line in enumerate(self.lines, self.line):
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
                continue
            row = _Row(number, line.split("\t"))
            if len(row.columns) != COLUMNS:
                raise self._error(number, f"{len(row.columns)} columns where CoNLL-U has {COLUMNS}, parted by tabs")
            if not _ID.fullmatch(row.id):
                raise self._error(number, f"ID is {row.id!r}; it must be like 3, 3-4 or 3.1")
            if not row.columns[1].strip():
                raise self._error(number, "FORM is empty; every token needs a form")
            if "." not in row.id:
                rows.append(row)
        if not any("-" not in row.id for row in rows):
            raise self._error(self.line, "a sentence without words; remove its lines or add words")
        return comments, rows

    def _words(self, rows: list[_Row]) -> list[Word]:
        words: list[Word] = []
        for expected, row in enumerate(rows, 1):
            if row.id != str(expected):
                raise self._error(row.line, f"ID is {row.id!r} where word {expected} is next")
            _, form, lemma, upos, xpos, _, head, deprel, _, misc = row.columns
            if not head.isdecimal() or int(head) > len(rows) or int(head) == expected:
                raise self._error(row.line, f"HEAD is {head!r}; it must be 0 to {len(rows)} and not the word itself")
            words.append(Word(form, lemma, upos, xpos, int(head) - 1, deprel, _pairs(misc), 0, 0))
        return words

    def _pieces(self, rows: list[_Row], total: int) -> list[_Piece]:
        """Say of each token as written which words it stands for; a contraction comes before its words."""
        pieces: list[_Piece] = []
        done = 0
        for row in rows:
            first, _, last = row.id.partition("-")
            if last and not done < int(first) <= int(last) <= total:
                raise self._error(row.line, f"multiword token {row.id!r} overlaps another or ends after the sentence")
            if int(first) > done:
                done = int(last or first)
                pieces.append(_Piece(row.columns[1], _pairs(row.columns[9]), done - int(first) + 1))
        return pieces

    def _compare(self, stated: str, text: str) -> None:
        if stated == text:
            return
        at = next(
            (i for i, (a, b) in enumerate(zip(stated, text, strict=False)) if a != b), min(len(stated), len(text))
        )
        found = f"{stated[at : at + 20]!r} in `# text`, {text[at : at + 20]!r} by the words"
        raise self._error(self.line, f"text differs at character {at}: {found}; set SpaceAfter=No right")

    def _error(self, line: int, what: str) -> KnowledgeError:
        return KnowledgeError(f"{self.source}:{line}: {what}.")


def _place(words: list[Word], pieces: list[_Piece]) -> tuple[str, tuple[Word, ...], tuple[Surface, ...]]:
    """Write the tokens one after another and give every word its offsets."""
    text = ""
    placed: list[Word] = []
    surfaces: list[Surface] = []
    gap = ""
    for piece in pieces:
        start = len(text) + len(gap)
        text += gap + piece.form
        first = len(placed)
        members = words[first : first + piece.size]
        spelt = "".join(word.form for word in members) == piece.form
        cursor = start
        for word in members:
            begin, end = (cursor, cursor + len(word.form)) if spelt else (start, len(text))
            placed.append(replace(word, start=begin, end=end))
            cursor = end
        surfaces.append(Surface(start, len(text), first, len(placed)))
        gap = "" if piece.misc.get("SpaceAfter") == "No" else " "
    return text, tuple(placed), tuple(surfaces)


def _pairs(column: str) -> Mapping[str, str]:
    if column == "_":
        return {}
    return {key: value for key, _, value in (pair.partition("=") for pair in column.split("|"))}


def _has(comments: Mapping[str, str], key: str) -> bool:
    return any(name == key or name.startswith(f"{key} ") for name in comments)

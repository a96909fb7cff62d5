"""Annotated documents from their files, as docs/annotation.md describes them, checked to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from frontline.corpus.document import COUNTS, ROLES, STYLES, CountMark, Document, Mark, MarkedClaim
from frontline.errors import CorpusError
from frontline.knowledge.codebook import Codebook
from frontline.records import Stance

SUFFIX = ".claims"
_CLAIM = re.compile(
    r"(?P<paragraph>\d+) (?P<kind>[a-z-]+) (?P<stance>[a-z]+)(?P<negative> not)?"
    r' "(?P<quote>[^"]+)"(?:#(?P<number>\d+))?'
)
_MARK = re.compile(
    r' (?P<role>[a-z]+) (?:(?P<paragraph>\d+):)?"(?P<quote>[^"]+)"(?:#(?P<number>\d+))?'
    r"(?: (?P<bounds>[\d-]+/[\d-]+/[\d-]+))?"
)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


class Fault(NamedTuple):
    """What is wrong in a line of a file."""

    line: int
    text: str


class _Wrong(Exception):  # noqa: N818 -- never leaves this module
    """A line that breaks the rules."""


def corpus_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The annotated files among `paths` and in the folders among them, in order. Raises CorpusError for none there."""
    for path in paths:
        found = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not path.exists() or not found:
            message = f"{path}: no annotated document there; they end in {SUFFIX}"
            raise CorpusError(message)
        yield from found


def read_corpus(paths: Iterable[Path], codebook: Codebook) -> list[Document]:
    """All documents of files and folders. Raises CorpusError with every fault of the first faulty one."""
    return [read_document(path, codebook) for path in corpus_files(paths)]


def read_document(path: Path, codebook: Codebook) -> Document:
    """One document. Raises CorpusError that names each faulty line, and what would work."""
    document, faults = parse_document(path.stem, path.read_text(encoding="utf-8"), codebook)
    if document is None or faults:
        raise CorpusError("\n".join(f"{path}:{fault.line}: {fault.text}" for fault in faults))
    return document


def parse_document(key: str, content: str, codebook: Codebook) -> tuple[Document | None, list[Fault]]:
    """The document in a file's content with the claims that are right, and what is wrong with the others."""
    parts = re.split(r"^---[ \t]*\n", content, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3:
        return None, [Fault(1, "not three parts with '---' lines between them: what it is, text, claims")]
    about, text, lines = parts
    text = text.strip("\n") + "\n"
    try:
        head = _head(about)
    except _Wrong as wrong:
        return None, [Fault(1, str(wrong))]
    reader = _ClaimReader(text, codebook)
    claims, faults = [], []
    first = content.count("\n", 0, len(content) - len(lines)) + 1
    for number, line in enumerate(lines.splitlines(), first):
        if line.strip() and not line.startswith("#"):
            try:
                claims.append(reader.read(line.rstrip()))
            except _Wrong as wrong:
                faults.append(Fault(number, str(wrong)))
    faults += _doublets(claims, text, first)
    return Document(key, head.war, head.style, head.published, head.invented, text, tuple(claims), head.source), faults


class _Head(NamedTuple):
    war: str
    style: str
    published: date | None
    invented: bool
    source: str


def _head(about: str) -> _Head:
    rows = dict(line.split(": ", 1) for line in about.splitlines() if ": " in line)
    missing = [key for key in ("war", "style", "published", "invented") if key not in rows]
    if missing:
        message = f"the head lacks {', '.join(missing)}: one 'key: value' a line"
        raise _Wrong(message)
    if rows["style"] not in STYLES:
        message = f"no style {rows['style']!r}; there are {', '.join(sorted(STYLES))}"
        raise _Wrong(message)
    try:
        published = None if rows["published"] == "unknown" else date.fromisoformat(rows["published"])
    except ValueError:
        message = f"published {rows['published']!r} is no date such as 2019-03-14, nor 'unknown'"
        raise _Wrong(message) from None
    return _Head(rows["war"], rows["style"], published, rows["invented"] == "yes", rows.get("source", ""))


@dataclass(frozen=True, slots=True)
class _Extent:
    start: int
    end: int


class _ClaimReader:
    """Claim lines of one text."""

    def __init__(self, text: str, codebook: Codebook) -> None:
        self._text, self._codebook = text, codebook
        self._paragraphs = [_Extent(*match.span()) for match in _PARAGRAPH.finditer(text)]

    def read(self, line: str) -> MarkedClaim:
        """The claim of a line. Raises _Wrong."""
        head = _CLAIM.match(line)
        if head is None:
            message = 'a claim is: PARAGRAPH KIND STANCE [not] "TRIGGER", then ROLE "QUOTE" as often as needed'
            raise _Wrong(message)
        kind, stance = self._kind(head["kind"]), self._stance(head["stance"])
        paragraph = int(head["paragraph"])
        trigger = self._find(head["quote"], paragraph, int(head["number"] or 1))
        marks, counts, at = [], [], head.end()
        while at < len(line):
            match = _MARK.match(line, at)
            if match is None:
                message = f'not ROLE "QUOTE": {line[at:].strip()}'
                raise _Wrong(message)
            where = int(match["paragraph"] or paragraph)
            number = int(match["number"]) if match["number"] else None
            extent = self._find(match["quote"], where, number, trigger)
            if match["role"] in COUNTS:
                counts.append(CountMark(match["role"], extent.start, extent.end, *_bounds(match["bounds"])))
            else:
                marks.append(Mark(self._role(match["role"], kind), extent.start, extent.end))
            at = match.end()
        return MarkedClaim(
            kind, stance, head["negative"] is not None, trigger.start, trigger.end, tuple(marks), tuple(counts)
        )

    def _kind(self, key: str) -> str:
        if key not in {kind.key for kind in self._codebook.kinds}:
            message = f"the codebook has no kind {key!r}"
            raise _Wrong(message)
        return key

    def _stance(self, word: str) -> Stance:
        try:
            return Stance(word)
        except ValueError:
            message = f"no stance {word!r}; there are {', '.join(Stance)}"
            raise _Wrong(message) from None

    def _role(self, role: str, kind: str) -> str:
        if role == "source":
            return role
        if role not in ROLES:
            message = f"no role or count {role!r}; there are {', '.join((*ROLES, 'source', *COUNTS))}"
            raise _Wrong(message)
        known = self._codebook.kind(kind)
        roles = (*known.required, *known.optional)
        if role not in roles:
            message = f"{kind} takes no {role}; it takes {', '.join(roles)}, source and counts"
            raise _Wrong(message)
        return role

    def _find(self, quote: str, paragraph: int, number: int | None, near: _Extent | None = None) -> _Extent:
        if not 1 <= paragraph <= len(self._paragraphs):
            message = f"there is no paragraph {paragraph}; the text has {len(self._paragraphs)}"
            raise _Wrong(message)
        within = self._paragraphs[paragraph - 1]
        found = list(_occurrences(self._text, quote, within))
        if not found or (number or 1) > len(found):
            which = f" #{number}" if number and found else ""
            begins = self._text[within.start : within.start + 40]
            message = f'paragraph {paragraph} has no "{quote}"{which} as whole words; it begins {begins!r}'
            raise _Wrong(message)
        if number is not None or near is None:
            return found[(number or 1) - 1]
        return min(found, key=lambda one: max(near.start - one.end, one.start - near.end))


def _occurrences(text: str, quote: str, within: _Extent) -> Iterator[_Extent]:
    pattern = r"\s+".join(re.escape(word).replace("'", "['\u2019]") for word in quote.split())
    for match in re.compile(rf"(?<!\w){pattern}(?!\w)").finditer(text, within.start, within.end):
        yield _Extent(*match.span())


def _bounds(text: str | None) -> tuple[int | None, int | None, int | None]:
    parts = (text or "").split("/")
    if len(parts) != 3 or any(part != "-" and not part.isdigit() for part in parts):
        message = "a count needs low/best/high after its quote, such as 3/3/- for 'at least three'"
        raise _Wrong(message)
    low, best, high = (None if part == "-" else int(part) for part in parts)
    known = [number for number in (low, best, high) if number is not None]
    if known != sorted(known):
        message = f"{text}: low, best and high are not in order"
        raise _Wrong(message)
    return low, best, high


def _doublets(claims: Sequence[MarkedClaim], text: str, line: int) -> Iterator[Fault]:
    """Faults of claims told twice at one trigger, and of spans marked twice in a role."""
    for one, other in combinations(claims, 2):
        overlap = one.start < other.end and other.start < one.end
        if overlap and (one.kind, one.stance, one.counts) == (other.kind, other.stance, other.counts):
            yield Fault(line, f'two claims of kind {one.kind} at "{text[one.start : one.end]}"')
    for claim in claims:
        if len(set(claim.marks)) < len(claim.marks):
            yield Fault(line, f'"{text[claim.start : claim.end]}" ({claim.kind}) marks one span twice in a role')

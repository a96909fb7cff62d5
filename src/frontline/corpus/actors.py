"""Whom the marked phrases of a document speak of: one file a document, one line a phrase (docs/annotation.md).

A line is `START-END KIND PARTY "QUOTE"`: offsets into the document's text, how the phrase names its party, which party that
is, and the words, so that a difference between two versions can be read. `PARTY` is a key of a real party (an id of the
registry, or a key of `entities.toml`), `local:NAME` for one that only this document knows, `type:TYPE` for people or
bodies that no name tells apart, or `none` for words that speak of no party. `|` parts answers that are equally right, `&`
parties of which the phrase speaks together; `|` binds more tightly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontline.corpus.agreement import alpha
from frontline.corpus.document import Document
from frontline.corpus.parse import Fault
from frontline.errors import CorpusError
from frontline.knowledge.actors import PARTY_TYPES, Registry

KINDS = ("name", "alias", "description", "pronoun", "person", "metonym")
SUFFIX = ".actors"
ENTITIES = "entities.toml"
ROLES = frozenset({"actor", "recipient", "source"})
"""The marks of a document whose phrases are linked."""
NONE = "none"
LOCAL, TYPE = "local:", "type:"
_LINE = re.compile(r'(?P<start>\d+)-(?P<end>\d+) (?P<kind>[a-z]+) (?P<party>[^"]+?) "(?P<quote>.*)"')
Entities = Mapping[str, tuple[str, ...]]
"""The names of real parties by their key, the plain English one first."""


@dataclass(frozen=True, slots=True)
class Link:
    """`text[start:end]` speaks of `parties`: all of them together, each by keys that are equally right."""

    start: int
    end: int
    kind: str
    parties: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with the links of all its phrases, in the order of the text."""

    document: Document
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LinkAgreement:
    """Two annotations of the same phrases: shares from 0 to 1, Krippendorff's alphas from -1 to 1.

    `kind_accuracy` and `kind_alpha` are about the kind of mention, `party_accuracy` says how often each party of the
    one has an answer in common with the other's, `party_alpha` compares the first answers.
    """

    documents: int
    mentions: int
    kind_accuracy: float
    kind_alpha: float
    party_accuracy: float
    party_alpha: float


def linked_spans(document: Document) -> tuple[tuple[int, int], ...]:
    """The phrases of a document that are linked: what its claims mark as actor, recipient or source."""
    return tuple(sorted({(m.start, m.end) for claim in document.claims for m in claim.marks if m.role in ROLES}))


def link_files(path: Path) -> list[Path]:
    """The files of links that `path` is or holds, in order; those of its folders are left out."""
    return sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path] if path.suffix == SUFFIX else []


def read_entities(folder: Path) -> Entities:
    """Read the names of real parties, from the folder of links or the one above it.

    Raises CorpusError where the file cannot be read or a party has no name.
    """
    path = next((at / ENTITIES for at in (folder, folder.parent) if (at / ENTITIES).exists()), folder / ENTITIES)
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["entities"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        message = f"{path}: no [entities] can be read there ({error})"
        raise CorpusError(message) from error
    for key, names in entries.items():
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            message = f'{path}: {key}: write a list of names, its plain English one first: {key} = ["Name", "N."]'
            raise CorpusError(message)
    return {key: tuple(names) for key, names in entries.items()}


def read_links(folder: Path, documents: Iterable[Document], registry: Registry) -> list[LinkedDocument]:
    """The documents that have a file of links in `folder`, with those. Raises CorpusError with every fault of a file."""
    entities, by_key = read_entities(folder), {document.key: document for document in documents}
    found = []
    for path in link_files(folder):
        document = by_key.get(path.stem)
        if document is None:
            message = f"{path}: there is no annotated document {path.stem!r}"
            raise CorpusError(message)
        links, faults = parse_links(path.read_text(encoding="utf-8"), document, known_keys(entities, registry))
        if faults:
            raise CorpusError("\n".join(f"{path}:{fault.line}: {fault.text}" for fault in faults))
        found.append(LinkedDocument(document, links))
    return found


def known_keys(entities: Entities, registry: Registry) -> Callable[[str], bool]:
    """The test of a key of a real party: one of the entities, or an id of the registry."""
    return lambda key: key in entities or registry.get(key) is not None


def parse_links(content: str, document: Document, known: Callable[[str], bool]) -> tuple[tuple[Link, ...], list[Fault]]:
    """The links in a file's content that are right, and what is wrong with others or missing."""
    links: dict[tuple[int, int], Link] = {}
    faults: list[Fault] = []
    left = set(linked_spans(document))
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            faults.append(Fault(number, f'not START-END KIND PARTY "QUOTE": {line}'))
            continue
        link = Link(int(match["start"]), int(match["end"]), match["kind"], _parties(match["party"]))
        if said := _wrong(link, match["quote"], document, left, known):
            faults.append(Fault(number, said))
        else:
            links[link.start, link.end] = link
        left.discard((link.start, link.end))
    for start, end in sorted(left):
        quote = _words(document.text[start:end])
        faults.append(Fault(1, f'{start}-{end} "{quote}" is marked as actor, recipient or source and has no line'))
    return tuple(links[place] for place in sorted(links)), faults


def check_links(paths: Iterable[Path], documents: Sequence[Document], registry: Registry) -> Iterator[str]:
    """Say what is wrong with the files of links among `paths` and in the folders among them."""
    by_key = {document.key: document for document in documents}
    for path in paths:
        files = link_files(path)
        if not files:
            continue
        known = known_keys(read_entities(files[0].parent), registry)
        for file in files:
            document = by_key.get(file.stem)
            if document is None:
                yield f"{file}:1: there is no annotated document {file.stem!r} among those checked"
                continue
            for fault in parse_links(file.read_text(encoding="utf-8"), document, known)[1]:
                yield f"{file}:{fault.line}: {fault.text}"


def link_agreement(first: Sequence[LinkedDocument], second: Sequence[LinkedDocument]) -> LinkAgreement:
    """Compare two annotations of the documents that both have. Raises KeyError where the second lacks a phrase."""
    others = {(one.document.key, link.start, link.end): link for one in second for link in one.links}
    keys = {one.document.key for one in second}
    pairs = [
        (link, others[one.document.key, link.start, link.end])
        for one in first
        if one.document.key in keys
        for link in one.links
    ]
    total = max(1, len(pairs))
    return LinkAgreement(
        documents=len(keys),
        mentions=len(pairs),
        kind_accuracy=sum(one.kind == other.kind for one, other in pairs) / total,
        kind_alpha=alpha((one.kind, other.kind) for one, other in pairs),
        party_accuracy=sum(same_parties(one, other) for one, other in pairs) / total,
        party_alpha=alpha((_first(one), _first(other)) for one, other in pairs),
    )


def same_parties(one: Link, other: Link) -> bool:
    """Say whether each party of either link shares an answer with one of the other's."""

    def met(left: Link, right: Link) -> bool:
        return all(any(set(party) & set(another) for another in right.parties) for party in left.parties)

    return met(one, other) and met(other, one)


def _first(link: Link) -> str:
    return " & ".join(sorted(party[0] for party in link.parties))


def _parties(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(key.strip() for key in party.split("|")) for party in text.split("&"))


def _wrong(
    link: Link, quote: str, document: Document, left: set[tuple[int, int]], known: Callable[[str], bool]
) -> str | None:
    words = _words(document.text[link.start : link.end])
    if words != quote:
        return f'{link.start}-{link.end} is "{words}" in the text, not "{quote}"'
    if (link.start, link.end) not in left:
        return (
            f'{link.start}-{link.end} "{quote}" is no phrase marked as actor, recipient or source, or is linked twice'
        )
    if link.kind not in KINDS:
        return f"no kind of mention {link.kind!r}; there are {', '.join(KINDS)}"
    return next((said for party in link.parties for key in party if (said := _wrong_key(key, known))), None)


def _wrong_key(key: str, known: Callable[[str], bool]) -> str | None:
    if key.startswith(TYPE):
        name = key.removeprefix(TYPE)
        return None if name in PARTY_TYPES else f"no party type {name!r}; there are {', '.join(PARTY_TYPES)}"
    if key.startswith(LOCAL):
        return None if key.removeprefix(LOCAL).strip() else f"{key!r} names nobody: write local:NAME"
    if key == NONE or known(key):
        return None
    return f"no party {key!r}: write an id of the registry, a key of {ENTITIES}, local:NAME, type:TYPE or none"


def _words(text: str) -> str:
    return " ".join(text.split())

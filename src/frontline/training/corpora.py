"""The training and dev corpora as one kind of example.

Reads Universal Dependencies (`ud_ewt/`, `ud_gum/`), names (`uner_ewt/`) and predicate-argument structure
(`propbank_ewt/`) from a data folder. Names are kept as allowed labels a token, so that where an annotation is
doubtful the loss can leave the choice open.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from frontline.training.gumnames import gum_names

NAME_TYPES = ("PER", "ORG", "LOC", "NORP")
ANY = frozenset(f"{part}-{kind}" for part in "BIES" for kind in NAME_TYPES) | {"O"}
OUTSIDE = frozenset({"O"})
_DEMONYM_TAGS = frozenset({"JJ", "NNPS"})


class Role(NamedTuple):
    """Tokens `start:end` fill `label`."""

    label: str
    start: int
    end: int


class Frame(NamedTuple):
    """A predicate token and what fills its roles."""

    predicate: int
    roles: tuple[Role, ...]


class Told(NamedTuple):
    """A word that tells of a happening: its kind and stance, whether it is negated, and (label, word) of its edges and counts."""

    word: int
    kind: str
    stance: str
    negative: bool
    edges: tuple[tuple[str, int], ...]

    def having(self, other: Told) -> Told:
        """The same with the edges of another reading of the word."""
        return self._replace(edges=tuple(dict.fromkeys((*self.edges, *other.edges))))


class NameSpan(NamedTuple):
    """Tokens `start:end` are a name of type `label`."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Example:
    """One sentence with whatever is annotated on it; `None` where a layer is not annotated.

    `heads` counts tokens from 0, -1 is the root, -2 is unknown. `names` holds the labels allowed for each token.
    `layer` says whose guideline the names follow: "uner" or "gum". `facts` gives the factuality of words, -3 to 3.
    """

    key: str
    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    names: list[frozenset[str]] | None = None
    layer: str = "uner"
    frames: list[Frame] | None = None
    claims: list[Told] | None = None
    facts: dict[int, float] | None = None
    misc: list[str] = field(default_factory=list)


def read_conllu(path: Path) -> Iterator[Example]:
    """The sentences of a CoNLL-U file, multiword ranges and empty nodes left out."""
    key, rows = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id = "):
            key = line[12:].strip()
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            yield _from_rows(key, rows)
            rows = []


def _from_rows(key: str, rows: list[list[str]]) -> Example:
    return Example(
        key,
        words=[row[1] for row in rows],
        lemmas=[row[2] for row in rows],
        upos=[row[3] for row in rows],
        xpos=[row[4] for row in rows],
        heads=[int(row[6]) - 1 for row in rows],
        deprels=[row[7] for row in rows],
        misc=[row[9] for row in rows],
    )


def read_iob(path: Path) -> dict[str, list[tuple[str, str]]]:
    """UNER's sentences by their key: (word, label) pairs."""
    found: dict[str, list[tuple[str, str]]] = {}
    key = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            key = line[12:].strip()
            found[key] = []
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            found[key].append((cells[1], cells[2]))
    return found


def iob_spans(labels: list[str]) -> list[NameSpan]:
    """The spans of a list of BIO labels; an I without its B starts a span, as CoNLL's scorer has it."""
    spans: list[NameSpan] = []
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        part, _, here = label.partition("-")
        if kind and (part != "I" or here != kind):
            spans.append(NameSpan(start, index, kind))
            kind = ""
        if part in "BI" and not kind and here:
            start, kind = index, here
    return spans


def allowed_labels(length: int, spans: list[NameSpan]) -> list[frozenset[str]]:
    """Exactly these spans, and nothing else, as allowed labels a token."""
    labels = [OUTSIDE] * length
    for start, end, kind in spans:
        if end - start == 1:
            labels[start] = frozenset({f"S-{kind}"})
            continue
        for index in range(start, end):
            part = "B" if index == start else "E" if index == end - 1 else "I"
            labels[index] = frozenset({f"{part}-{kind}"})
    return labels


def uner_labels(example: Example, rows: list[tuple[str, str]]) -> list[frozenset[str]] | None:
    """UNER's names of a sentence: OTH is NORP where its last word is a demonym, and the stray type O is open.

    The early train file marks 540 tokens with a type "O" of no meaning; where such a token is a proper noun it may be a
    name, so every label is allowed there. `None` where the words differ.
    """
    if [word for word, _ in rows] != example.words or example.upos is None or example.xpos is None:
        return None
    spans: list[NameSpan] = []
    doubtful: list[NameSpan] = []
    for span in iob_spans([label for _, label in rows]):
        if span.label == "O":
            doubtful.append(span)
        elif span.label != "OTH":
            spans.append(span)
        elif example.xpos[span.end - 1] in _DEMONYM_TAGS and example.upos[span.start] in ("ADJ", "PROPN"):
            spans.append(NameSpan(span.start, span.end, "NORP"))
    labels = allowed_labels(len(rows), spans)
    for span in doubtful:
        for index in range(max(0, span.start - 1), min(len(rows), span.end + 1)):
            if example.upos[index] == "PROPN":
                labels[index] = ANY
    return labels


def read_frames(path: Path) -> dict[str, tuple[list[str], list[Frame]]]:
    """PropBank's sentences by their key: words and frames. A second frame of one token is left out."""
    found: dict[str, tuple[list[str], list[Frame]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        frames: dict[int, Frame] = {}
        for frame in row["frames"]:
            roles = tuple(Role(label, start, end) for label, start, end in frame["args"])
            frames.setdefault(frame["pred"], Frame(frame["pred"], roles))
        found[row["sent_id"]] = (row["tokens"], list(frames.values()))
    return found


def read_ewt(data: Path, split: str) -> list[Example]:
    """EWT's sentences with tree, names (UNER) and frames (PropBank) where the words of the layers agree."""
    names = read_iob(next(iter(sorted((data / "uner_ewt").glob(f"en_ewt-ud-{split}*.iob2")))))
    frames = read_frames(data / "propbank_ewt" / f"{split}.jsonl")
    examples = list(read_conllu(data / "ud_ewt" / f"en_ewt-ud-{split}.conllu"))
    for example in examples:
        if example.key in names:
            example.names = uner_labels(example, names[example.key])
        words, found = frames.get(example.key, ([], []))
        if words == example.words:
            example.frames = found
    return examples


def read_gum(data: Path, split: str) -> list[Example]:
    """GUM's sentences with tree and, by `gum_names`, the names its entities tell of."""
    examples = list(read_conllu(next(iter(sorted((data / "ud_gum").glob(f"gum-{split}*.conllu"))))))
    open_mentions: list[object] = []
    for example in examples:
        example.layer = "gum"
        example.names = gum_names(example, open_mentions)
    return examples

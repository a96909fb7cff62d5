"""Suite `attribution`: who says what in raw news text, against PolNeAR's marks.

An article is read as any report is; what is measured is what `frontline.extraction.sources.Voices` makes of it. Words
are runs of letters and digits, so that neither tokenisation nor quotation marks at the ends of a span count.

- `source_f1`, `content_f1` compare words: a word counts as right where both sides have it in a source (a content),
  whatever attribution it stands in. PolNeAR gives a word to one attribution at most and marks the outer of two; so of
  our nested attributions the inner one's source is content here.
- `source_exact_f1`, `content_exact_f1` compare whole spans: right is the one with exactly the words of a marked one,
  gaps and all.
- `cue_f1` pairs attributions by their cue: ours is one word, right where it is a word of the marked cue.
- `attribution_f1` pairs attributions, each at most once, that share a word of content and of source, or where both
  have no source, as PolNeAR's "Attribution-no-source".
- `source_accuracy`: of the attributions paired by content, the share whose sources share a word or are missing in both.

Data: files in the standoff format of brat, `*.ann`, each with its text: `name.txt` beside it, or in a folder `text`
beside the folder of the .ann files, where "_" and the annotator may follow the name. PolNeAR: Newell et al. (2018).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from frontline.bench.conll18 import Count
from frontline.bench.corpora import of_split
from frontline.errors import KnowledgeError, UsageError
from frontline.extraction import Scene
from frontline.extraction.attribution import Attribution
from frontline.extraction.sources import Voices, in_full
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.records import Report, report_id

FOLDER = "polnear"
Words = frozenset[int]
"""Words by their first character in the text."""

_WORD = re.compile(r"[^\W_]+")
_LINE = re.compile(r"(?P<id>T\d+)\t(?P<label>\S+) (?P<bounds>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")


class Said(NamedTuple):
    """One attribution: the words of its source (none: nobody is named), of its cue and of what is said."""

    source: Words
    cue: Words
    content: Words


class Article(NamedTuple):
    """A text with the attributions that people marked in it."""

    name: str
    text: str
    gold: tuple[Said, ...]


def run(data: Path, split: str, annotate: Annotator, knowledge: Knowledge) -> dict[str, float]:
    """Return the figures over all articles of a split; where no file names a split, over all.

    Raises UsageError where there is none, KnowledgeError where a file is not as described.
    """
    folder = data / FOLDER if (data / FOLDER).is_dir() else data
    paths = of_split(folder.rglob("*.ann"), folder, split)
    if not paths:
        raise UsageError(f"{folder}: no standoff files (*.ann) here; name a folder that holds PolNeAR's attributions")
    articles = [read_article(path) for path in paths]
    return score((article.gold, found(article.text, annotate, knowledge)) for article in articles)


def read_article(path: Path) -> Article:
    """Read one .ann file and its text. Raises KnowledgeError."""
    text_path = _text_of(path)
    try:
        text, lines = _read(text_path), _read(path).split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: it or its text cannot be read as UTF-8 ({error})") from error
    words = WordStarts(text)
    marks: dict[str, Words] = {}
    relations: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("T"):
            mark = _LINE.match(line)
            if mark is None:
                raise KnowledgeError(f"{path}:{number}: not a mark; 'T1<tab>Source 0 12<tab>text' is expected")
            pieces = [map(int, piece.split()) for piece in mark["bounds"].split(";")]
            marks[mark["id"]] = frozenset(word for piece in pieces for word in words.between(*piece))
        elif line.startswith("E"):
            relations.append((f"{path}:{number}", line))
    return Article(path.name, text, tuple(_related(where, line, marks) for where, line in relations))


def _text_of(path: Path) -> Path:
    """Return where the text of an .ann file stands."""
    names = [path.stem, path.stem.rpartition("_")[0]]
    folders = [path.parent, path.parent.parent / "text"]
    places = [folder / f"{name}.txt" for folder in folders for name in names if name]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise KnowledgeError(f"{path}: its text is missing; put it at {places[0]} or {places[-1]}")
    return found


def _read(path: Path) -> str:
    """Return a file's text as it is: offsets count carriage returns."""
    return path.read_bytes().decode("utf-8")


def _related(where: str, line: str, marks: Mapping[str, Words]) -> Said:
    """Read an attribution: "E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1"; "Content2" is more of the content."""
    row = dict.fromkeys(("Source", "Cue", "Content"), Words())
    for pair in line.partition("\t")[2].split():
        label, _, mark = pair.partition(":")
        part = label.rstrip("0123456789")
        if part not in row:
            continue
        if mark not in marks:
            raise KnowledgeError(f"{where}: {pair} names no mark of this file; put a line {mark} there")
        row[part] |= marks[mark]
    return Said(row["Source"], row["Cue"], row["Content"])


class WordStarts:
    """Where the words of a text begin; a word belongs to the stretch that its first character stands in."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [match.start() for match in _WORD.finditer(text)]

    def between(self, start: int, end: int) -> list[int]:
        """Return the words that begin in the characters `start:end`."""
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def found(text: str, annotate: Annotator, knowledge: Knowledge) -> tuple[Said, ...]:
    """Return the attributions that frontline finds in a text, the inner of nested ones too."""
    report = Report(report_id(text, None), text)
    scene = Scene.of(report, annotate(text, 0), knowledge)
    voices, words = Voices(scene), WordStarts(text)
    contents: dict[tuple[int, Attribution], set[int]] = {}
    for place, sentence in enumerate(scene.sentences):
        for index, token in enumerate(sentence.tokens):
            for voice in voices.covering(place, index):
                contents.setdefault(voice, set()).update(words.between(token.start, token.end))
    return tuple(_said(scene, words, voice, frozenset(content)) for voice, content in contents.items())


def _said(scene: Scene, words: WordStarts, voice: tuple[int, Attribution], content: Words) -> Said:
    sentence, attribution = voice
    cue = scene.sentences[sentence].tokens[attribution.cue]
    source: Words = frozenset()
    if attribution.source is not None:
        span = in_full(scene, sentence, attribution.source).span
        source = frozenset(words.between(span.start, span.end)) if span is not None else source
    return Said(source, frozenset(words.between(cue.start, cue.end)), content - source)


def score(articles: Iterable[tuple[Sequence[Said], Sequence[Said]]]) -> dict[str, float]:
    """Return the figures over (marked, found) attributions of articles."""
    counts = {name: Count() for name in ("source", "content", "source_exact", "content_exact", "cue", "attribution")}
    paired = sourced = 0
    for gold, found in articles:
        ours = outermost(found)
        for name, count in _counted(gold, ours).items():
            counts[name] += count
        pairs = _pairs(gold, ours, _shared_content)
        paired += len(pairs)
        sourced += sum(_same_source(one, other) for one, other in pairs)
    figures = {"attributions": float(counts["attribution"].gold)}
    for name, count in counts.items():
        figures |= {
            f"{name}_precision": count.right / max(1, count.system),
            f"{name}_recall": count.right / max(1, count.gold),
            f"{name}_f1": count.f1,
        }
    return figures | {"source_accuracy": sourced / max(1, paired)}


def outermost(said: Sequence[Said]) -> list[Said]:
    """Leave out the attributions that stand wholly in what another one says."""
    return [
        one
        for one in said
        if not any(other is not one and one.cue <= other.content and not other.cue <= one.content for other in said)
    ]


def _counted(gold: Sequence[Said], ours: Sequence[Said]) -> dict[str, Count]:
    """Count what is right of one article."""
    cues = _pairs(gold, ours, lambda one, other: len(one.cue & other.cue))
    whole = _pairs(gold, ours, lambda one, other: _same_source(one, other) * _shared_content(one, other))
    return {
        "source": _compare(_all(one.source for one in gold), _all(one.source for one in ours)),
        "content": _compare(_all(one.content for one in gold), _all(one.content for one in ours)),
        "source_exact": _compare((one.source for one in gold), (one.source for one in ours)),
        "content_exact": _compare((one.content for one in gold), (one.content for one in ours)),
        "cue": Count(len(cues), len(gold), len(ours)),
        "attribution": Count(len(whole), len(gold), len(ours)),
    }


def _shared_content(one: Said, other: Said) -> int:
    return len(one.content & other.content)


def _same_source(one: Said, other: Said) -> bool:
    return bool(one.source & other.source) or (not one.source and not other.source)


def _all(spans: Iterable[Words]) -> Words:
    return frozenset(word for span in spans for word in span)


def _compare(gold: Iterable[Hashable], ours: Iterable[Hashable]) -> Count:
    """Count two sets; the empty span is no span."""
    left, right = set(gold) - {frozenset()}, set(ours) - {frozenset()}
    return Count(len(left & right), len(left), len(right))


def _pairs(gold: Sequence[Said], ours: Sequence[Said], shared: Callable[[Said, Said], int]) -> list[tuple[Said, Said]]:
    """Pair attributions that share something, those that share most first, each at most once."""
    ranked = sorted(
        (-weight, left, right)
        for left, one in enumerate(gold)
        for right, other in enumerate(ours)
        if (weight := shared(one, other))
    )
    free = set(range(len(gold))), set(range(len(ours)))
    pairs = []
    for _, left, right in ranked:
        if left in free[0] and right in free[1]:
            free[0].remove(left)
            free[1].remove(right)
            pairs.append((gold[left], ours[right]))
    return pairs

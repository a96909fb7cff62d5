"""Suite `factuality`: did what a word tells of happen? Against people's answers from -3 (it did not) to 3 (it did).

The words of a sentence are given, and the value that frontline predicts for a marked word is `Sentence.facts` there; of
a span of several words, at the word that heads it in frontline's own tree. Figures of each set, over all its marked
words: `r` is Pearson's correlation, `mae` the mean absolute error, `words` how many were compared.

Data: JSON Lines in a folder named for its set, anywhere in DIR (`UDS_IH2`: figures `uds.*`; `MEANTIME`: `meantime.*`),
with `text`, words parted by single spaces, and `targets`: `span1`, [first, last + 1] in words, and `label`. So they are
published by Jiang and de Marneffe (2021), on the scale of Stanovsky et al. (2017).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from frontline.bench.corpora import of_split
from frontline.errors import KnowledgeError, LanguageError, UsageError
from frontline.language.annotation import Sentence

SETS = {"uds_ih2": "uds", "meantime": "meantime"}
"""The folders of the sets, in lower case, and what their figures are called."""
_LEAST = 2
_AS_PRINTED = {
    "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
"""The Penn Treebank's ways of writing quotation marks and brackets, undone before a sentence is read."""


class Core(Protocol):
    """What is measured: `frontline.language.load()`, or anything that can do the same."""

    def annotate_words(self, words: Sequence[str], /) -> Sentence:
        """Read one sentence of given words."""


class Judged(NamedTuple):
    """A sentence with what people said of the words `start:end`, as (start, end, value)."""

    words: tuple[str, ...]
    values: tuple[tuple[int, int, float], ...]


def run(core: Core, data: Path, split: str) -> dict[str, float]:
    """Return `<set>.r`, `<set>.mae` and `<set>.words` of each set below `data`, over its files of the split.

    Raises UsageError where there is no file, KnowledgeError where one is not as described, LanguageError where the
    annotator says nothing of factuality.
    """
    folders: dict[str, list[Path]] = defaultdict(list)
    for path in data.resolve().rglob("*.jsonl"):
        name = SETS.get(path.parent.name.lower())
        if name is not None:
            folders[name].append(path)
    figures: dict[str, float] = {}
    for name in sorted(folders, reverse=True):
        files = of_split(folders[name], folders[name][0].parent, split)
        figures |= {f"{name}.{key}": value for key, value in score(core, _all(files)).items()}
    if not figures:
        raise UsageError(f"{data}: no *.jsonl in a folder named UDS_IH2 or MEANTIME; name a folder that holds some")
    return figures


def _all(paths: Iterable[Path]) -> Iterator[Judged]:
    return (row for path in paths for row in read(path))


def read(path: Path) -> Iterator[Judged]:
    """Read a file. Raises KnowledgeError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            words = tuple(row["text"].split(" "))
            values = tuple((int(one["span1"][0]), int(one["span1"][1]), float(one["label"])) for one in row["targets"])
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise KnowledgeError(
                f"{path}:{number}: not a sentence with targets ({type(error).__name__}: {error}); "
                '{"text": "It fell", "targets": [{"span1": [1, 2], "label": 3.0}]} is expected'
            ) from error
        beyond = [value for value in values if not 0 <= value[0] < value[1] <= len(words)]
        if beyond:
            raise KnowledgeError(f"{path}:{number}: a span {beyond[0][:2]} is not among the {len(words)} words")
        yield Judged(words, values)


def score(core: Core, rows: Iterable[Judged]) -> dict[str, float]:
    """Return the figures of one set; none where nothing is marked in it."""
    said: list[float] = []
    asked: list[float] = []
    for row in rows:
        if not row.values:
            continue
        sentence = core.annotate_words([_AS_PRINTED.get(word, word) for word in row.words])
        if len(sentence.facts) != len(row.words):
            raise LanguageError("the annotator gives no factuality; measure one whose sentences have `facts`")
        for start, end, value in row.values:
            said.append(sentence.facts[head(sentence, start, end)])
            asked.append(value)
    if not asked:
        return {}
    ours, gold = np.array(said), np.array(asked)
    return {"r": pearson(ours, gold), "mae": float(np.abs(ours - gold).mean()), "words": float(len(asked))}


def head(sentence: Sentence, start: int, end: int) -> int:
    """Return the first of the words `start:end` whose governor is outside them."""
    return next(word for word in range(start, end) if not start <= sentence.tokens[word].head < end)


def pearson(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the correlation of two rows of numbers; 0 where one of them does not vary, or there are too few."""
    if len(one) < _LEAST or not one.std() or not other.std():
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])

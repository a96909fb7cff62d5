"""The suite `relations`: how a marked source relates to a marked target, as one of fifteen types of PLOVER.

The data are those of Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot Political Relation
Classification" (ACL 2024): tables parted by tabs with the columns `marked_sentence` (`<s>...</s>`, `<t>...</t>`),
`gold_root` (the type) and `gold_penta` (its group, 1 to 4, as people marked it). Scores are theirs: macro F1 of types
(`root_f1`), of groups (`quad_f1`, a predicted type's group against the marked one) and of cooperation (1, 2) against conflict (3, 4)
(`binary_f1`). Every item gets a type. frontline is never trained on these data; it reads each sentence as any other.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from frontline.coding import code
from frontline.errors import UsageError
from frontline.extraction import Scene, claims
from frontline.knowledge.plover import Plover, load_plover
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.language.annotation import Sentence
from frontline.pipeline.relating import Relating, Relation
from frontline.pipeline.routes import Parties
from frontline.records import Maker, Report, report_id

COLUMNS = ("marked_sentence", "gold_root", "gold_penta")
STEPS = ("claim", "telling", "word", "governor", "trigger", "definition")
_MARK = re.compile(r"<(/?)([st])>")
_COOPERATION = 2


class Item(NamedTuple):
    """A sentence, the characters of its marks, and the type and group that people gave it."""

    text: str
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    root: str
    quad: int


class Answer(NamedTuple):
    """An item and what frontline makes of it."""

    item: Item
    found: Relation


def run(data: Path, annotate: Annotator, knowledge: Knowledge) -> dict[str, float]:
    """Return the figures of every table of this form in `data`.

    Raises:
        UsageError: there is none, or one has a line that cannot be read.
    """
    return figures(answers(read_items(data), annotate, knowledge))


def read_items(data: Path) -> list[Item]:
    """Read the items of every table in `data` or in its folder plover_plv that has the columns."""
    folder = data / "plover_plv" if (data / "plover_plv").is_dir() else data
    items = [item for path in sorted(folder.glob("*.tsv")) for item in _read(path)]
    if not items:
        columns = ", ".join(COLUMNS)
        raise UsageError(f"{folder}: no tables (*.tsv) with the columns {columns}; name a folder that holds some")
    return items


def _read(path: Path) -> Iterator[Item]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            return
        for number, row in enumerate(rows, 2):
            try:
                text, source, target = unmark(row["marked_sentence"])
                yield Item(text, source, target, row["gold_root"], int(row["gold_penta"]))
            except (TypeError, ValueError, AttributeError) as error:
                raise UsageError(f"{path}:{number}: {error}; give a marked sentence, a type and a group") from error


Ranges = tuple[tuple[int, int], ...]


def unmark(marked: str) -> tuple[str, Ranges, Ranges]:
    """Return a sentence without its marks, and the characters of the source and of the target.

    Raises ValueError for a mark that is not closed or not opened.
    """
    text, last = "", 0
    opened: dict[str, int] = {}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if not mark[1]:
            opened[mark[2]] = len(text)
        elif mark[2] in opened:
            found[mark[2]].append((opened.pop(mark[2]), len(text)))
        else:
            raise ValueError(f"</{mark[2]}> closes nothing")
    if opened:
        raise ValueError(f"<{next(iter(opened))}> is not closed")
    return text + marked[last:], tuple(found["s"]), tuple(found["t"])


def answers(items: Iterable[Item], annotate: Annotator, knowledge: Knowledge) -> list[Answer]:
    """Return what frontline makes of each item."""
    plover = load_plover()
    return [Answer(item, relate(item, annotate, knowledge, plover)) for item in items]


def relate(item: Item, annotate: Annotator, knowledge: Knowledge, plover: Plover) -> Relation:
    """Read the sentence as a report is read, and relate the marked parties in it."""
    report = Report(report_id(item.text, None), item.text)
    scene = Scene.of(report, annotate(item.text, 0), knowledge)
    maker = Maker("bench", "relations", "relations", knowledge.codebook.hash)
    coded = [code(claim, knowledge.codebook) for claim in claims(scene, maker)]
    place, parties = parties_of(scene.sentences, item)
    return Relating(scene, place, coded, plover).relation(parties)


def parties_of(sentences: Sequence[Sentence], item: Item) -> tuple[int, Parties]:
    """Return the sentence in which the marks stand (that of the source, where they are apart), and their tokens."""
    best, most = Parties(frozenset(), frozenset()), -1
    place = 0
    for number, sentence in enumerate(sentences):
        found = Parties(_tokens(sentence, item.source), _tokens(sentence, item.target))
        held = 2 * bool(found.source) + bool(found.target)
        if held > most:
            best, most, place = found, held, number
    return place, best


def _tokens(sentence: Sentence, ranges: Ranges) -> frozenset[int]:
    """Return the tokens of the first mark that the sentence holds."""
    for start, end in ranges:
        found = [at for at, token in enumerate(sentence.tokens) if token.start < end and start < token.end]
        if found:
            return frozenset(found)
    return frozenset()


def figures(given: Sequence[Answer]) -> dict[str, float]:
    """Return the three macro F1, then how often each step answered and was right."""
    quads = load_plover().quads
    pairs = [(one.item.quad, quads[one.found.type]) for one in given]
    found = {
        "items": float(len(given)),
        "binary_f1": macro_f1([(gold <= _COOPERATION, said <= _COOPERATION) for gold, said in pairs]),
        "quad_f1": macro_f1(pairs),
        "root_f1": macro_f1([(one.item.root, one.found.type) for one in given]),
        "root_accuracy": sum(one.item.root == one.found.type for one in given) / max(1, len(given)),
    }
    for step in STEPS:
        here = [one for one in given if one.found.step == step]
        found[f"step.{step}.share"] = len(here) / max(1, len(given))
        if here:
            found[f"step.{step}.accuracy"] = sum(one.item.root == one.found.type for one in here) / len(here)
    return found


def macro_f1(pairs: Iterable[tuple[object, object]]) -> float:
    """Return the mean F1 of all labels that are gold or found, each as heavy as any other."""
    right: Counter[object] = Counter()
    gold: Counter[object] = Counter()
    found: Counter[object] = Counter()
    for asked, said in pairs:
        gold[asked] += 1
        found[said] += 1
        right[asked] += asked == said
    labels = gold.keys() | found.keys()
    return sum(2 * right[one] / (gold[one] + found[one]) for one in labels) / len(labels) if labels else 0.0

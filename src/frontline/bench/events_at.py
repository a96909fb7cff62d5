"""The `events-at` suite: at which place did the thing happen that a verb tells of?

Every JSON Lines file with `text` and `spans` (`start`, `end`, `label` VERB or LOCATION), as in "Geolocating political
events in text" (Halterman, 2019), is read; of an item with several verbs the first is asked. The answer is the setting
that frontline itself gives to the claim whose trigger is that verb, or, where it makes no claim there, to the
predicate (frontline.extraction.settings): the narrowest of the names that attach to it, and for a place that a noun
describes ("a house in Lahore") the names in its phrase. Nothing is guessed from nearness.

`span_f1` counts a location as right when its characters are those of the gold one; gold locations that only a blank
parts ("West", "Bank") are one. `overlap_f1` asks for a shared character, `token_f1` compares words, as the published
figure does. `placed_accuracy` is the share of items with exactly the right locations, none included. Items with an empty span for a location, which
name no place, are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from frontline.bench.corpora import of_split
from frontline.errors import UsageError
from frontline.extraction import Scene
from frontline.extraction.places import PlaceMention
from frontline.extraction.settings import narrowest, scenes_of, scenes_of_predicate
from frontline.extraction.triggers import happenings
from frontline.knowledge.shipped import Knowledge
from frontline.language import Annotator
from frontline.language.annotation import Sentence
from frontline.language.tree import head_of
from frontline.records import Report

_WORD = re.compile(r"\w+")

Range = tuple[int, int]
"""Characters `start:end`."""


class Item(NamedTuple):
    """A text, a verb in it, and the locations of what the verb tells of."""

    text: str
    verb: Range
    locations: tuple[Range, ...]


def run(data: Path, split: str, annotate: Annotator, knowledge: Knowledge) -> dict[str, float]:
    """Return the figures over the items of a split. Raises UsageError where there are none."""
    paths = [path for path in data.rglob("*.jsonl") if _is_of_events(path)]
    items = [item for path in of_split(paths, data, split) or sorted(paths) for item in read_items(path)]
    if not items:
        message = f"{data}: no items of event locations (*.jsonl with text and spans) here; name a folder such as data/event_location"
        raise UsageError(message)
    read: dict[str, tuple[Sentence, ...]] = {}
    answers = []
    for item in items:
        if item.text not in read:
            read = {item.text: annotate(item.text, 0)}
        answers.append(places_at(item, read[item.text], knowledge))
    return score(items, answers)


def _is_of_events(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        line = file.readline()
    return '"spans"' in line and '"VERB"' in line


def read_items(path: Path) -> list[Item]:
    """Read a file of items. Raises UsageError for a line that is none."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                item = _item(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                message = f"{path}:{number}: no item with text and spans ({type(error).__name__}: {error})"
                raise UsageError(message) from error
            if item is not None:
                found.append(item)
    return found


def _item(row: dict[str, Any]) -> Item | None:
    """Return an item, None for one without a verb or with an empty location."""
    text = str(row["text"])
    spans = [(str(span["label"]), int(span["start"]), int(span["end"])) for span in row["spans"]]
    verbs = [(start, end) for label, start, end in spans if label == "VERB" and start < end]
    places = sorted((start, end) for label, start, end in spans if label == "LOCATION")
    if not verbs or any(start >= end for start, end in places):
        return None
    return Item(text, verbs[0], tuple(_joined(text, places)))


def _joined(text: str, places: Iterable[Range]) -> Iterator[Range]:
    last: Range | None = None
    for start, end in places:
        if last is not None and not text[last[1] : start].strip():
            last = (last[0], end)
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def places_at(item: Item, sentences: Sequence[Sentence], knowledge: Knowledge) -> tuple[Range, ...]:
    """Return where frontline says that the verb of an item happened: the names, in order."""
    scene = Scene.of(Report("", item.text), sentences, knowledge)
    for number, sentence in enumerate(sentences):
        for at, token in enumerate(sentence.tokens):
            if token.start < item.verb[1] and item.verb[0] < token.end:
                return tuple(sorted(_ranges(sentence, _settings(scene, number, at))))
    return ()


def _settings(scene: Scene, sentence: int, token: int) -> tuple[PlaceMention, ...]:
    """Return the narrowest places of a verb that have a name in them."""
    told = next((each for each in happenings(scene, sentence) if token in each.words), None)
    found = scenes_of(scene, told) if told is not None else scenes_of_predicate(scene, sentence, token)
    names = dict.fromkeys(name for mention in found for name in _names(scene, sentence, mention))
    return narrowest(scene, sentence, tuple(names))


def _names(scene: Scene, sentence: int, mention: PlaceMention) -> Iterator[PlaceMention]:
    """Yield the place where it is named, and what is listed with its name; else the names in the phrase that describes it."""
    tree = scene.trees[sentence]
    if mention.name is not None:
        first, last = (tree.sentence.tokens[at] for at in (mention.name[0], mention.name[1] - 1))
        head = head_of(tree.sentence, first.start, last.end)
        listed = set(tree.conjuncts(head)) if head is not None else set()
        yield mention
        yield from (other for other in scene.atlas.places(sentence) if other.name is not None and other.head in listed)
        return
    for other in scene.atlas.places(sentence):
        inside = mention.start <= other.start < mention.end or tree.dominates(mention.head, other.head)
        if other.name is not None and inside:
            yield other


def _ranges(sentence: Sentence, mentions: Iterable[PlaceMention]) -> set[Range]:
    tokens = sentence.tokens
    return {(tokens[each.name[0]].start, tokens[each.name[1] - 1].end) for each in mentions if each.name is not None}


def score(items: Sequence[Item], answers: Sequence[tuple[Range, ...]]) -> dict[str, float]:
    """Return the figures of some answers."""
    same = touching = made = gold = words = made_words = gold_words = whole = 0
    for item, ours in zip(items, answers, strict=True):
        made, gold = made + len(ours), gold + len(item.locations)
        same += len(set(ours) & set(item.locations))
        touching += sum(any(left[0] < right[1] and right[0] < left[1] for right in item.locations) for left in ours)
        left, right = _words(item.text, ours), _words(item.text, item.locations)
        words, made_words, gold_words = words + len(left & right), made_words + len(left), gold_words + len(right)
        whole += set(ours) == set(item.locations)
    return {
        "span_precision": _share(same, made),
        "span_recall": _share(same, gold),
        "span_f1": _share(2 * same, made + gold),
        "overlap_f1": _share(2 * touching, made + gold),
        "token_f1": _share(2 * words, made_words + gold_words),
        "placed_accuracy": _share(whole, len(items)),
    }


def _words(text: str, ranges: Iterable[Range]) -> set[int]:
    return {start + match.start() for start, end in ranges for match in _WORD.finditer(text[start:end])}


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0

"""The events-at suite: items, and at which place a verb's happening is put. All texts are our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontline.bench import events_at
from frontline.bench.events_at import Item, places_at, read_items, score
from frontline.errors import UsageError
from frontline.knowledge.shipped import shipped
from frontline.testing import sentences_from_conllu, text_from_conllu

# "Police met officials in Lahore before gunmen shot a guard near Multan, in Punjab."
CONLLU = """\
1\tPolice\tpolice\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\tPred=ARG0:1-1,ARG1:3-3
3\tofficials\tofficial\tNOUN\tNNS\t_\t2\tobj\t_\t_
4\tin\tin\tADP\tIN\t_\t5\tcase\t_\t_
5\tLahore\tLahore\tPROPN\tNNP\t_\t2\tobl\t_\tName=B-LOC
6\tbefore\tbefore\tSCONJ\tIN\t_\t8\tmark\t_\t_
7\tgunmen\tgunman\tNOUN\tNNS\t_\t8\tnsubj\t_\t_
8\tshot\tshoot\tVERB\tVBD\t_\t2\tadvcl\t_\tPred=ARG0:7-7,ARG1:9-10
9\ta\ta\tDET\tDT\t_\t10\tdet\t_\t_
10\tguard\tguard\tNOUN\tNN\t_\t8\tobj\t_\t_
11\tnear\tnear\tADP\tIN\t_\t12\tcase\t_\t_
12\tMultan\tMultan\tPROPN\tNNP\t_\t8\tobl\t_\tSpaceAfter=No|Name=B-LOC
13\t,\t,\tPUNCT\t,\t_\t15\tpunct\t_\t_
14\tin\tin\tADP\tIN\t_\t15\tcase\t_\t_
15\tPunjab\tPunjab\tPROPN\tNNP\t_\t8\tobl\t_\tSpaceAfter=No|Name=B-LOC
16\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
TEXT = text_from_conllu(CONLLU)


def item(verb: str, *locations: str) -> Item:
    def at(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    return Item(TEXT, at(verb), tuple(map(at, locations)))


@pytest.mark.parametrize(("verb", "place"), [("met", "Lahore"), ("shot", "Multan")])
def test_a_verb_has_the_place_of_its_own_clause_and_the_finest_of_several(verb: str, place: str) -> None:
    asked = item(verb, place)
    assert places_at(asked, sentences_from_conllu(CONLLU), shipped()) == asked.locations


def test_words_and_spans_are_compared() -> None:
    items = [item("met", "Lahore"), item("shot", "Multan"), item("met")]
    answers = [items[0].locations, item("shot", "Multan, in Punjab").locations, ()]
    figures = score(items, answers)
    assert figures["span_f1"] == 0.5
    assert figures["overlap_f1"] == 1.0
    assert figures["token_f1"] == pytest.approx(2 * 2 / (4 + 2), abs=1e-3)
    assert figures["placed_accuracy"] == pytest.approx(2 / 3, abs=1e-3)


def row(text: str, *spans: tuple[str, int, int]) -> str:
    return json.dumps({"text": text, "spans": [{"label": label, "start": a, "end": b} for label, a, b in spans]})


def test_parts_of_one_name_are_joined_and_empty_locations_left_out(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    text = "Fighting raged in the Nile Delta."
    path.write_text(
        row(text, ("VERB", 9, 14), ("LOCATION", 22, 26), ("LOCATION", 27, 32))
        + "\n"
        + row(text, ("VERB", 9, 14), ("LOCATION", 22, 22))
        + "\n",
        encoding="utf-8",
    )
    assert read_items(path) == [Item(text, (9, 14), ((22, 32),))]


def test_a_bad_line_is_said_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text('{"text": "a", "spans": [{"label": "VERB"}]}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"train\.jsonl:1"):
        read_items(path)


def test_a_folder_without_items_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no items of event locations"):
        events_at.run(tmp_path, "dev", lambda _text, _offset: (), shipped())

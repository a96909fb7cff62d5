"""Training examples from annotated documents: marks become words, beside the annotator's own layers."""

from __future__ import annotations

import json
from pathlib import Path

from frontline.corpus.parse import parse_document
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.training.claims import add_facts, claim_examples
from frontline.training.corpora import Example

CONTENT = """\
war: none
style: wire
published: 2019-03-14
invented: yes
---
Rebels attack mine, company says

Rebels attacked the copper mine at Orsk on Friday, killing two guards, the company said. The rebels denied it.
---
2 attack claimed "attacked" actor "Rebels" place "the copper mine" time "on Friday" source "the company" killed "two guards" 2/2/2
"""


def test_marks_become_the_head_words_of_their_sentence() -> None:
    document, faults = parse_document("a", CONTENT, shipped().codebook)
    assert document is not None
    assert not faults
    first, second = claim_examples([document], load())
    (told,) = first.claims or ()
    edges = {(label, first.words[word]) for label, word in told.edges}
    assert (first.words[told.word], told.kind, told.stance, told.negative) == ("attacked", "attack", "claimed", False)
    assert edges == {
        ("actor", "Rebels"),
        ("place", "mine"),
        ("time", "Friday"),
        ("source", "company"),
        ("killed", "guards"),
    }
    assert second.claims == []
    assert "attack" not in " ".join(second.words)  # the title is no prose


def test_the_sentences_keep_the_annotators_layers() -> None:
    document, _ = parse_document("a", CONTENT, shipped().codebook)
    assert document is not None
    example = claim_examples([document], load())[0]
    assert example.upos is not None
    assert example.upos[example.words.index("attacked")] == "VERB"
    assert example.names is not None
    assert len(example.upos) == len(example.words) == len(example.names) == len(example.heads or [])


def test_facts_go_to_the_examples_of_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    rows = [{"text": "He left .", "targets": [{"span1": [1, 2], "label": 2.5}]}, {"text": "Other .", "targets": []}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    examples = [Example("a", ["He", "left", "."]), Example("b", ["She", "left", "."])]
    assert add_facts(examples, path) == 1
    assert [example.facts for example in examples] == [{1: 2.5}, None]

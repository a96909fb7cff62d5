"""The suite `relations`: its reader and its scores on made-up tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.bench.relations import Answer, Item, figures, macro_f1, parties_of, read_items, relate, run, unmark
from frontline.errors import UsageError
from frontline.knowledge.plover import load_plover
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.pipeline.relating import Relation

HEADER = "sentence_id\tmarked_sentence\tgold_penta\tgold_root\n"


def item(marked: str, root: str = "CONSULT", quad: int = 1) -> Item:
    return Item(*unmark(marked), root, quad)


def test_marks_come_off_and_keep_their_characters():
    text, source, target = unmark("On Monday <s>the junta</s> freed <t>two monks</t> of <t>the abbey</t>.")
    assert text == "On Monday the junta freed two monks of the abbey."
    assert [text[start:end] for start, end in source] == ["the junta"]
    assert [text[start:end] for start, end in target] == ["two monks", "the abbey"]


@pytest.mark.parametrize("marked", ["<s>the junta freed monks", "the junta</s> freed monks"])
def test_a_mark_that_is_left_open_is_told(marked: str):
    with pytest.raises(ValueError, match=r"is not closed|closes nothing"):
        unmark(marked)


def test_tables_of_any_name_are_read_and_others_left(tmp_path: Path):
    folder = tmp_path / "plover_plv"
    folder.mkdir()
    (folder / "withheld.tsv").write_text(HEADER + '1\t<s>"A"</s> met <t>B</t>.\t1\tCONSULT\n', encoding="utf-8")
    (folder / "notes.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    assert read_items(tmp_path) == [Item('"A" met B.', ((0, 3),), ((8, 9),), "CONSULT", 1)]


def test_a_line_without_a_group_is_told_with_its_place(tmp_path: Path):
    (tmp_path / "one.tsv").write_text(HEADER + "1\t<s>A</s> met <t>B</t>.\tx\tCONSULT\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"one\.tsv:2: "):
        read_items(tmp_path)


def test_a_folder_without_tables_is_told(tmp_path: Path):
    with pytest.raises(UsageError, match=r"no tables \(\*\.tsv\) with the columns"):
        run(tmp_path, load(), shipped())


def test_macro_f1_weighs_every_label_alike():
    pairs = [("A", "A"), ("A", "A"), ("A", "B"), ("B", "B"), ("C", "A")]
    assert macro_f1(pairs) == pytest.approx((4 / 6 + 2 / 3 + 0) / 3)
    assert macro_f1([]) == 0


def test_a_group_is_judged_against_the_marked_one_and_a_step_by_its_answers():
    found = figures(
        [
            Answer(item("<s>A</s> met <t>B</t>"), Relation("CONSULT", "claim")),
            Answer(item("<s>A</s> struck <t>B</t>", "ASSAULT", 4), Relation("COERCE", "claim")),
            Answer(item("<s>A</s> blamed <t>B</t>", "ACCUSE", 3), Relation("CONSULT", "word")),
        ]
    )
    assert found["binary_f1"] == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert found["quad_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert found["root_f1"] == pytest.approx((2 / 3 + 0 + 0 + 0) / 4)
    assert found["step.claim.share"] == pytest.approx(2 / 3)
    assert found["step.claim.accuracy"] == 0.5


def test_marks_in_two_sentences_are_sought_where_the_source_stands():
    one = item("Rain fell on <t>the valley</t>. Later <s>the junta</s> left it.")
    sentences = load()(one.text, 0)
    place, parties = parties_of(sentences, one)
    assert [sentences[place].tokens[at].text for at in sorted(parties.source)] == ["the", "junta"]
    assert parties.target == frozenset()


def test_every_item_gets_a_type():
    for marked in ("<s>Ruritania</s> <t>Syldavia</t>", "<s>She</s> is tall.", "No marks here."):
        assert relate(item(marked), load(), shipped(), load_plover()).type in load_plover().types

"""The annotated corpus: its format, its checker, its splits, agreement, and passages kept apart from their texts."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.corpus import UNSEEN, Document, read_corpus, read_document, split_of
from frontline.corpus.agreement import agreement, alpha
from frontline.corpus.parse import parse_document
from frontline.corpus.standoff import read_standoff, source_text, to_row
from frontline.errors import CorpusError
from frontline.knowledge.shipped import shipped
from frontline.records import Stance

CORPUS = Path(__file__).parents[2] / "corpus"
HEAD = "war: lake-chad\nstyle: wire\npublished: 2019-03-14\ninvented: yes\n---\n"
TEXT = """Gunmen on motorbikes attacked a fishing village before dawn
on Wednesday, killing at least six people, the district prefect said.

The army denied that it had abandoned its post. The post is the army's.
"""
RIGHT = '1 attack claimed "attacked" actor "Gunmen" time "before dawn on Wednesday" killed "at least six people" 6/6/-'


def parsed(*lines: str, text: str = TEXT) -> tuple[Document | None, list[str]]:
    document, faults = parse_document("one", HEAD + text + "---\n" + "\n".join(lines), shipped().codebook)
    return document, [fault.text for fault in faults]


def test_a_quote_is_found_across_a_line_end() -> None:
    document, faults = parsed(RIGHT)
    assert document is not None
    assert not faults
    claim = document.claims[0]
    assert document.text[claim.of("time")[0].start : claim.of("time")[0].end] == "before dawn\non Wednesday"
    assert (claim.stance, claim.counts[0][3:]) == (Stance.CLAIMED, (6, 6, None))


def test_a_quote_means_the_occurrence_nearest_to_the_trigger() -> None:
    document, _ = parsed('2 withdraw denied "abandoned" origin "post" source "army"#2')
    assert document is not None
    origin, source = document.claims[0].marks
    assert document.text[origin.start - 4 : origin.end] == "its post"
    assert document.text[source.start - 4 : source.end + 2] == "the army's"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('3 attack claimed "attacked"', "no paragraph 3"),
        ('1 raid claimed "attacked"', "no kind 'raid'"),
        ('1 attack told "attacked"', "no stance 'told'"),
        ('1 attack claimed "assaulted"', 'has no "assaulted"'),
        ('1 attack claimed "attack"', 'has no "attack"'),
        ('1 attack claimed "attacked" victim "people"', "no role or count 'victim'"),
        ('2 withdraw denied "abandoned" recipient "its post"', "withdraw takes no recipient"),
        ('1 attack claimed "attacked" killed "six people"', "low/best/high"),
        ('1 attack claimed "attacked" killed "six people" 6/5/-', "not in order"),
        ('1 attack claimed "attacked" actor Gunmen', 'not ROLE "QUOTE"'),
        ('1 attack claimed "attacked" actor "Gunmen" actor "Gunmen"', "twice in a role"),
    ],
)
def test_what_breaks_the_rules_is_refused_with_its_line(line: str, said: str) -> None:
    _, faults = parsed(RIGHT.replace("attacked", "killing"), line)
    assert len(faults) == 1
    assert said in faults[0]


def test_a_faulty_file_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.claims"
    path.write_text(HEAD + TEXT + "---\n" + RIGHT + '\n1 raid claimed "attacked"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a\.claims:12: the codebook has no kind"):
        read_document(path, shipped().codebook)
    with pytest.raises(CorpusError, match="no annotated document there"):
        read_corpus([tmp_path / "none"], shipped().codebook)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return read_corpus([CORPUS / "dispatches"], shipped().codebook)


def test_the_corpus_is_what_its_page_promises(documents: list[Document]) -> None:
    wars = tomllib.loads((CORPUS / "wars.toml").read_text(encoding="utf-8"))["wars"]
    assert len(documents) >= 300
    assert {document.war for document in documents} == set(wars)
    assert {where for _, where in wars.values() if where} >= {"Africa", "Asia", "Europe", "North America", "Oceania"}
    assert all(document.invented for document in documents)
    assert {claim.kind for one in documents for claim in one.claims} == {kind.key for kind in shipped().codebook.kinds}


def test_no_text_of_the_corpus_is_another_anew(documents: list[Document]) -> None:
    sentences = Counter(part.strip() for one in documents for part in one.text.split(". ") if len(part.split()) > 9)
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_every_mark_slices_to_whole_words(documents: list[Document]) -> None:
    for document in documents:
        for claim in document.claims:
            for start, end in ((claim.start, claim.end), *((mark.start, mark.end) for mark in claim.marks)):
                around = document.text[max(0, start - 1) : start], document.text[end : end + 1]
                inside = document.text[start:end]
                assert inside.strip() == inside != ""
                assert not (around[0].isalnum() and inside[0].isalnum())
                assert not (around[1].isalnum() and inside[-1].isalnum())


def test_unseen_wars_are_test_alone(documents: list[Document]) -> None:
    assert {split_of(one) for one in documents if one.war in UNSEEN} == {"test"}
    splits = Counter(split_of(one) for one in documents if one.war not in UNSEEN)
    assert splits["train"] > 3 * splits["test"] > 3 * splits["dev"] / 2 > 30


def test_alpha_is_krippendorffs() -> None:
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", B: nominal data, two observers, no missing data.
    first, second = "a a b b d c c c e d d a", "b a b b b c c c e d d d"
    assert round(alpha(zip(first.split(), second.split(), strict=True)), 3) == 0.692
    assert alpha([("a", "a"), ("a", "a")]) == 1.0


def test_agreement_counts_what_the_other_left_out() -> None:
    document, _ = parsed(RIGHT, '2 withdraw denied "abandoned" actor "it" source "The army"')
    assert document is not None
    fewer = replace(document, claims=document.claims[:1])
    same = agreement([document], [document])
    assert (same.kind_alpha, same.stance_alpha, same.role_f1, same.count_f1) == (1, 1, 1, 1)
    found = agreement([document], [fewer])
    assert found.trigger_f1 == pytest.approx(2 / 3)
    assert found.kind_alpha < 0.6
    assert found.role_f1 == 1


def test_two_annotators_agree_as_the_page_says(documents: list[Document]) -> None:
    again = read_corpus([CORPUS / "second"], shipped().codebook)
    first = {document.key: document for document in documents}
    assert len(again) >= 60
    assert all(first[one.key].text == one.text for one in again)
    found = agreement([first[one.key] for one in again], again)
    page = (CORPUS.parent / "docs" / "annotation.md").read_text(encoding="utf-8")
    for value in (found.kind_alpha, found.stance_alpha, found.role_f1, found.source_f1, found.trigger_f1):
        assert f"{value:.2f}" in page


def test_a_passage_is_kept_without_its_text_and_comes_back(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "x.md").write_text("Before.\n\n" + TEXT + "\nAfter.\n", encoding="utf-8")
    document, _ = parsed(RIGHT)
    assert document is not None
    row = to_row(replace(document, source="pages/x.md"), tmp_path)
    assert "Gunmen" not in str(row)
    rows = tmp_path / "x.standoff.jsonl"
    rows.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (again,) = read_standoff(rows, tmp_path)
    assert (again.claims, again.text) == (document.claims, document.text)
    (tmp_path / "pages" / "x.md").write_text("Before!\n\n" + TEXT.replace("six", "ten"), encoding="utf-8")
    with pytest.raises(CorpusError, match="not the version"):
        list(read_standoff(rows, tmp_path))
    with pytest.raises(CorpusError, match="character for character"):
        to_row(replace(document, source="pages/x.md"), tmp_path)


def test_plain_text_of_treebanks_and_marked_up_pages(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(
        "# newdoc id = one\n# newpar\n# text = A b.\n1\tA\n\n# text = C.\n\n# newdoc id = two\n# text = D.\n",
        encoding="utf-8",
    )
    (tmp_path / "b.tml").write_text("<X><TEXT>On <T>Friday</T> &amp; so</TEXT></X>", encoding="utf-8")
    assert source_text(tmp_path, "a.conllu#one") == "\nA b.\nC.\n"
    assert source_text(tmp_path, "b.tml") == "On Friday & so"
    with pytest.raises(CorpusError, match="no document"):
        source_text(tmp_path, "a.conllu#three")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40))
def test_alpha_never_exceeds_one(pairs: list[tuple[str, str]]) -> None:
    assert alpha(pairs) <= 1
    assert alpha([(left, left) for left, _ in pairs]) == 1

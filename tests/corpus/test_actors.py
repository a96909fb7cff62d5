"""The links of actors: their format, their checker, and agreement on them; and that those of the project are right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontline.corpus import Document, read_corpus, split_of
from frontline.corpus.__main__ import main
from frontline.corpus.actors import (
    Link,
    LinkedDocument,
    check_links,
    link_agreement,
    linked_spans,
    parse_links,
    read_entities,
    read_links,
    same_parties,
)
from frontline.corpus.parse import parse_document
from frontline.errors import CorpusError
from frontline.knowledge.shipped import shipped

CORPUS = Path(__file__).parents[2] / "corpus"
CONTENT = """war: lake-chad
style: wire
published: 2019-03-14
invented: yes
---
Gunmen burned the mill at Dulo, the prefect said. The Reed
Guard denied that it had been there.
---
1 destroy claimed "burned" actor "Gunmen" source "the prefect"
1 deploy denied "been" actor "it" source "The Reed Guard"
"""
RIGHT = """0-6 description type:unidentified-armed "Gunmen"
# a remark
32-43 person niger-government | type:government "the prefect"
50-64 name reed-guard "The Reed Guard"
77-79 pronoun reed-guard "it"
"""
ENTITIES = '[entities]\nreed-guard = ["Reed Guard"]\n'


def document() -> Document:
    found, faults = parse_document("one", CONTENT, shipped().codebook)
    assert found is not None
    assert not faults
    return found


def parsed(content: str) -> tuple[tuple[Link, ...], list[str]]:
    links, faults = parse_links(content, document(), {"reed-guard", "niger-government"}.__contains__)
    return links, [fault.text for fault in faults]


def corpus(folder: Path, links: str = RIGHT) -> Path:
    (folder / "one.claims").write_text(CONTENT, encoding="utf-8")
    (folder / "actors").mkdir()
    (folder / "actors" / "entities.toml").write_text(ENTITIES, encoding="utf-8")
    (folder / "actors" / "one.actors").write_text(links, encoding="utf-8")
    return folder / "actors"


def test_the_phrases_are_actors_recipients_and_sources() -> None:
    text = document().text
    assert [text[start:end] for start, end in linked_spans(document())] == [
        "Gunmen", "the prefect", "The Reed\nGuard", "it",
    ]  # fmt: skip


def test_lines_are_read() -> None:
    links, faults = parsed(RIGHT)
    assert not faults
    assert links[1] == Link(32, 43, "person", (("niger-government", "type:government"),))


def test_parties_together_and_answers_that_are_equally_right() -> None:
    links, faults = parsed(RIGHT.replace("pronoun reed-guard", "pronoun reed-guard | none & local:The Old Mill"))
    assert not faults
    assert links[3].parties == (("reed-guard", "none"), ("local:The Old Mill",))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Gunmen"', '"Gunman"', 'is "Gunmen" in the text, not "Gunman"'),
        ("0-6 description", "0-6 thing", "no kind of mention 'thing'"),
        ("type:unidentified-armed", "type:baddies", "no party type 'baddies'"),
        ("name reed-guard", "name red-guard", "no party 'red-guard'"),
        ("reed-guard", "local:", "names nobody"),
        ("0-6 ", "", "not START-END KIND PARTY"),
        ('77-79 pronoun reed-guard "it"\n', "", '77-79 "it" is marked as actor, recipient or source and has no line'),
        ('77-79 pronoun reed-guard "it"', '77-79 pronoun reed-guard "it"\n77-79 pronoun none "it"', "is linked twice"),
        ("# a remark", '7-13 description none "burned"', "is no phrase marked"),
    ],
)
def test_faults_are_told(old: str, new: str, said: str) -> None:
    assert old in RIGHT
    _, faults = parsed(RIGHT.replace(old, new))
    assert any(said in fault for fault in faults), faults


def test_a_folder_is_read_by_documents_and_registry(tmp_path: Path) -> None:
    found = read_links(corpus(tmp_path), [document()], shipped().registry)
    assert [one.document.key for one in found] == ["one"]
    assert len(found[0].links) == 4


def test_reading_refuses_faults_and_documents_that_are_not_there(tmp_path: Path) -> None:
    folder = corpus(tmp_path, RIGHT.replace("reed-guard", "red-guard"))
    with pytest.raises(CorpusError, match=r"one\.actors:4: no party 'red-guard'"):
        read_links(folder, [document()], shipped().registry)
    with pytest.raises(CorpusError, match="no annotated document 'one'"):
        read_links(folder, [], shipped().registry)


def test_entities_have_names_and_serve_the_folder_below(tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    (folder / "second").mkdir()
    assert read_entities(folder / "second") == {"reed-guard": ("Reed Guard",)}
    (folder / "entities.toml").write_text("[entities]\nreed-guard = []\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="reed-guard: write a list of names"):
        read_entities(folder)
    with pytest.raises(CorpusError, match="no \\[entities\\]"):
        read_entities(tmp_path / "nowhere")


def test_the_command_checks_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path)
    assert main(["check", str(tmp_path / "one.claims"), str(folder)]) == 0
    (folder / "one.actors").write_text(RIGHT.replace("0-6", "1-6"), encoding="utf-8")
    (folder / "two.actors").write_text(RIGHT, encoding="utf-8")
    assert main(["check", str(tmp_path / "one.claims"), str(folder)]) == 1
    said = capsys.readouterr().out
    assert "one.actors:1: 1-6 is" in said
    assert "two.actors:1: there is no annotated document" in said


def test_agreement_counts_kinds_and_answers_in_common() -> None:
    one = Link(0, 6, "description", (("a", "b"),))
    linked = LinkedDocument(document(), (one, Link(32, 43, "name", (("c",), ("d",)))))
    other = LinkedDocument(document(), (replace(one, parties=(("b",),)), Link(32, 43, "alias", (("c",),))))
    found = link_agreement([linked], [other])
    assert (found.documents, found.mentions, found.kind_accuracy, found.party_accuracy) == (1, 2, 0.5, 0.5)
    assert link_agreement([linked], [linked]).party_alpha == 1.0
    assert not same_parties(linked.links[1], other.links[1])


def test_the_command_compares_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path)
    assert main(["agree", str(tmp_path / "one.claims"), str(folder), str(folder)]) == 0
    assert "party_accuracy: 1.000" in capsys.readouterr().out


def test_every_measured_document_of_the_project_is_linked_without_a_fault() -> None:
    documents = [one for one in read_corpus([CORPUS / "dispatches"], shipped().codebook) if split_of(one) != "train"]
    assert not list(check_links([CORPUS / "actors", CORPUS / "actors" / "second"], documents, shipped().registry))
    linked = {one.document.key for one in read_links(CORPUS / "actors", documents, shipped().registry)}
    assert linked == {one.key for one in documents if linked_spans(one)}

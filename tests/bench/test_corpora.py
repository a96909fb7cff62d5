"""Files of the corpora: which are read, and what is in them."""

from __future__ import annotations

import pytest

from frontline.bench.corpora import WNUT_LABELS, bio_spans, corpus_files, raw_texts, read_frames, read_names
from frontline.errors import KnowledgeError, UsageError


def test_files_of_the_split_and_files_that_name_none(tmp_path):
    for name in ("a-dev.conllu", "a-test.conllu", "a-train.conllu", "withheld.conllu", "dev.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.name for path in corpus_files(tmp_path, (".conllu",), "test")] == ["a-test.conllu", "withheld.conllu"]
    assert corpus_files(tmp_path / "none", (".conllu",), "dev") == []
    with pytest.raises(UsageError, match="train, dev, test"):
        corpus_files(tmp_path, (".conllu",), "final")


def test_spans_of_bio_tags():
    labels = {"PER": "PER", "LOC": "LOC"}
    tags = ["B-PER", "I-PER", "B-PER", "I-LOC", "O", "B-OTH", "I-OTH", "I-PER", "B-O", "B-LOC"]
    assert list(bio_spans(tags, labels)) == [(0, 2, "PER"), (2, 3, "PER"), (3, 4, "LOC"), (7, 8, "PER"), (9, 10, "LOC")]


def test_names_with_and_without_numbers_before_the_word(tmp_path):
    uner = tmp_path / "a.iob2"
    uner.write_text("# text = Abu Ali\n1\tAbu\tB-PER\t-\t-\n2\tAli\tI-PER\t-\t-\n\n\n1\tgo\tO\t-\t-", encoding="utf-8")
    first, second = read_names(uner, 2, {"PER": "PER"})
    assert (first.words, first.names, second.names) == (("Abu", "Ali"), {(0, 2, "PER")}, set())
    wnut = tmp_path / "a.conll"
    wnut.write_text("ISIS\tB-group\nin\tO\n#\tO\nHoms\tB-location\nPad\tB-product\n", encoding="utf-8")
    (only,) = read_names(wnut, 1, WNUT_LABELS)
    assert only.words == ("ISIS", "in", "#", "Homs", "Pad")
    assert only.names == {(0, 1, "ORG"), (3, 4, "LOC")}


def test_errors_of_name_files_name_the_line(tmp_path):
    path = tmp_path / "a.conll"
    path.write_text("Homs\tB-location\nbroken\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"a\.conll:2: 1 columns"):
        list(read_names(path, 1, WNUT_LABELS))


def test_frames(tmp_path):
    path = tmp_path / "dev.jsonl"
    good = '{"tokens": ["They", "left"], "frames": [{"pred": 1, "args": [["ARG0", 0, 1]]}]}'
    path.write_text(f"{good}\n\n", encoding="utf-8")
    (one,) = read_frames(path)
    assert (one.words, one.arguments) == (("They", "left"), {(1, "ARG0", 0, 1)})
    path.write_text(f'{good}\n{{"tokens": []}}\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"dev\.jsonl:2: .*frames"):
        list(read_frames(path))


def test_raw_texts_are_the_documents_of_both_treebanks(tmp_path):
    line = "1\t{}\tx\tX\tX\t_\t0\troot\t_\t_\n\n"
    for folder, words in (("ud_gum", ("g",)), ("ud_ewt", ("e", "f"))):
        (tmp_path / folder).mkdir()
        content = "".join("# newdoc\n" + line.format(word) for word in words)
        (tmp_path / folder / "dev.conllu").write_text(content, encoding="utf-8")
    assert raw_texts(tmp_path, "dev") == ["e", "f", "g"]

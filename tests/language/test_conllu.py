"""The strict reader of CoNLL-U."""

from __future__ import annotations

import pytest

from frontline.errors import KnowledgeError
from frontline.language.conllu import documents, parse, read


def row(number, form, head, deprel="dep", misc="_"):
    return f"{number}\t{form}\t{form.lower()}\tNOUN\tNN\t_\t{head}\t{deprel}\t_\t{misc}"


SAMPLE = "\n".join(
    [
        "# newdoc id = one",
        "# newpar id = p1",
        "# sent_id = s1",
        "# text = They don't (know).",
        row(1, "They", 4, "nsubj"),
        "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_",
        row(2, "do", 5, "aux"),
        row(3, "n't", 5, "advmod"),
        row(4, "(", 5, "punct", "SpaceAfter=No"),
        row(5, "know", 0, "root", "SpaceAfter=No"),
        "5.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_",
        row(6, ")", 5, "punct", "SpaceAfter=No"),
        row(7, ".", 5, "punct", "SpaceAfter=No|Name=B-PER"),
        "",
        "# sent_id = s2",
        row(1, "Go", 0, "root"),
        "",
        "# newpar",
        row(1, "Stop", 0, "root"),
        "",
        "# newdoc",
        row(1, "New", 0, "root"),
    ]
)


def test_text_offsets_and_trees():
    first = parse(SAMPLE)[0]
    assert first.text == "They don't (know)."
    assert [first.text[word.start : word.end] for word in first.words] == [word.form for word in first.words]
    assert [word.head for word in first.words] == [3, 4, 4, 4, -1, 4, 4]
    assert [(one.first, one.last) for one in first.surfaces] == [(0, 1), (1, 3), (3, 4), (4, 5), (5, 6), (6, 7)]
    assert first.words[-1].misc == {"SpaceAfter": "No", "Name": "B-PER"}
    assert (first.sent_id, first.line) == ("s1", 1)


def test_documents_and_paragraphs_and_the_space_between_sentences():
    sentences = parse(SAMPLE)
    assert [sentence.begins for sentence in sentences] == ["document", "", "paragraph", "document"]
    one, two = documents(sentences)
    assert one.text == "They don't (know).Go\n\nStop"
    assert [offset for offset, _ in one.sentences] == [0, 18, 22]
    assert two.text == "New"


def test_a_contraction_that_its_words_do_not_spell_gives_them_its_own_span():
    content = "\n".join(["1-2\tzum\t_\t_\t_\t_\t_\t_\t_\t_", row(1, "zu", 2), row(2, "dem", 0)])
    assert [(word.start, word.end) for word in parse(content)[0].words] == [(0, 3), (0, 3)]


def test_windows_line_ends_are_read():
    assert parse(SAMPLE.replace("\n", "\r\n")) == parse(SAMPLE)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("1\tThey\tthey", "1\tThey", 5, "9 columns"),
        ("\n2\tdo\t", "\n3\tdo\t", 7, "word 2 is next"),
        ("\n2\tdo\t", "\nx\tdo\t", 7, "must be like 3, 3-4 or 3.1"),
        ("2-3\tdon't", "2-9\tdon't", 6, "'2-9'"),
        ("\t5\taux", "\t9\taux", 7, "HEAD is '9'"),
        ("\t5\taux", "\t2\taux", 7, "HEAD is '2'"),
        ("2\tdo\t", "2\t \t", 7, "FORM is empty"),
        ("(know).\n", "(knew).\n", 1, "text differs at character 14"),
        (row(1, "Stop", 0, "root"), "# text = Stop", 18, "without words"),
    ],
)
def test_errors_name_the_file_and_the_line(old, new, line, said):
    assert old in SAMPLE
    with pytest.raises(KnowledgeError) as caught:
        parse(SAMPLE.replace(old, new, 1), "bank.conllu")
    assert str(caught.value).startswith(f"bank.conllu:{line}: ")
    assert said in str(caught.value)


def test_files_are_read_and_missing_ones_named(tmp_path):
    path = tmp_path / "bank.conllu"
    path.write_text(SAMPLE, encoding="utf-8")
    assert read(path) == parse(SAMPLE)
    with pytest.raises(KnowledgeError, match=r"missing\.conllu"):
        read(tmp_path / "missing.conllu")

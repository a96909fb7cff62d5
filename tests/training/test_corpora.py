"""Reading the corpora: small files of each format."""

import json

import pytest

from frontline.training.corpora import (
    ANY,
    OUTSIDE,
    Frame,
    NameSpan,
    Role,
    allowed_labels,
    iob_spans,
    read_ewt,
    read_gum,
)
from frontline.training.labels import learn_labels

CONLLU = """\
# sent_id = a-1
# text = The Taliban left Kabul.
1	The	the	DET	DT	_	2	det	_	_
2	Taliban	Taliban	PROPN	NNP	_	3	nsubj	_	_
3	left	leave	VERB	VBD	_	0	root	_	_
3.1	gone	go	VERB	VBN	_	_	_	3:conj	_
4-5	Kabul.	_	_	_	_	_	_	_	_
4	Kabul	Kabul	PROPN	NNP	_	3	obj	_	_
5	.	.	PUNCT	.	_	3	punct	_	_

"""


@pytest.fixture
def data(tmp_path):
    for folder in ("ud_ewt", "uner_ewt", "propbank_ewt", "ud_gum"):
        (tmp_path / folder).mkdir()
    (tmp_path / "ud_ewt" / "en_ewt-ud-dev.conllu").write_text(CONLLU, encoding="utf-8")
    rows = ["The\tO", "Taliban\tB-OTH", "left\tO", "Kabul\tB-LOC", ".\tB-O"]
    iob = "# sent_id = a-1\n" + "".join(f"{at}\t{row}\t-\t-\n" for at, row in enumerate(rows, 1))
    (tmp_path / "uner_ewt" / "en_ewt-ud-dev.iob2").write_text(iob, encoding="utf-8")
    frame = {"pred": 2, "roleset": "leave.01", "args": [["ARG0", 0, 2], ["ARG1", 3, 4]]}
    row = {"sent_id": "a-1", "tokens": ["The", "Taliban", "left", "Kabul", "."], "frames": [frame, frame]}
    (tmp_path / "propbank_ewt" / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "ud_gum" / "gum-dev.conllu").write_text(CONLLU, encoding="utf-8")
    return tmp_path


def test_the_layers_of_ewt_come_together(data):
    (example,) = read_ewt(data, "dev")
    assert example.words == ["The", "Taliban", "left", "Kabul", "."]
    assert example.heads == [1, 2, -1, 2, 2]
    assert example.frames == [Frame(2, (Role("ARG0", 0, 2), Role("ARG1", 3, 4)))]
    assert example.names[1] == OUTSIDE  # OTH is a nationality only where it ends in a demonym


def test_a_stray_type_leaves_the_proper_noun_beside_it_open(data):
    (example,) = read_ewt(data, "dev")
    assert example.names[3] == ANY
    assert example.names[4] == OUTSIDE


def test_a_layer_of_other_words_is_left_out(data):
    path = data / "propbank_ewt" / "dev.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Kabul", "Cabul"), encoding="utf-8")
    assert read_ewt(data, "dev")[0].frames is None


def test_gum_says_its_own_layer(data):
    (example,) = read_gum(data, "dev")
    assert example.layer == "gum"
    assert example.names[3] == ANY  # a proper noun that no entity explains


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["B-PER", "I-PER", "O"], [NameSpan(0, 2, "PER")]),
        (["B-PER", "B-PER"], [NameSpan(0, 1, "PER"), NameSpan(1, 2, "PER")]),
        (["I-LOC", "I-LOC"], [NameSpan(0, 2, "LOC")]),
        (["B-PER", "I-ORG"], [NameSpan(0, 1, "PER"), NameSpan(1, 2, "ORG")]),
        (["O"], []),
    ],
)
def test_spans_of_bio_labels(labels, spans):
    assert iob_spans(labels) == spans


def test_allowed_labels_mark_begin_inside_end_and_single():
    labels = allowed_labels(5, [NameSpan(0, 3, "ORG"), NameSpan(4, 5, "LOC")])
    assert [next(iter(one)) for one in labels] == ["B-ORG", "I-ORG", "E-ORG", "O", "S-LOC"]


def test_labels_are_learned_from_what_occurs(data):
    labels = learn_labels(read_ewt(data, "dev") * 30)
    assert labels.upos == ("DET", "PROPN", "PUNCT", "VERB")
    assert labels.roles == ("O", "B-ARG0", "I-ARG0", "B-ARG1", "I-ARG1")
    assert labels.names[:5] == ("O", "B-PER", "I-PER", "E-PER", "S-PER")
    assert labels.lemmas == ("k:0:", "k:2:ave", "l:0:")

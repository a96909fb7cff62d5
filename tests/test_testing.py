"""Annotated sentences written by hand."""

from __future__ import annotations

import pytest

from frontline.errors import UsageError
from frontline.language.annotation import Argument, Name, Predicate
from frontline.testing import sentences_from_conllu, text_from_conllu

SAMPLE = """\
# newdoc
1\tAbu\tAbu\tPROPN\tNNP\t_\t3\tnsubj\t_\tName=B-PER
2\tAli\tAli\tPROPN\tNNP\t_\t1\tflat\t_\tName=I-PER
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tPred=ARG0:1-2,ARG1:4-4
4\tHoms\tHoms\tPROPN\tNNP\t_\t3\tobj\t_\tName=B-LOC|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newdoc
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\tPred=Yes
"""


def test_offsets_index_into_the_text():
    text = text_from_conllu(SAMPLE)
    sentences = sentences_from_conllu(SAMPLE)
    assert text == "Abu Ali left Homs.\n\nGo"
    for sentence in sentences:
        assert [text[token.start : token.end] for token in sentence.tokens] == [token.text for token in sentence.tokens]
    assert [text[sentence.start : sentence.end] for sentence in sentences] == ["Abu Ali left Homs.", "Go"]


def test_names_and_predicates():
    first, second = sentences_from_conllu(SAMPLE)
    assert first.names == (Name(0, 2, "PER"), Name(3, 4, "LOC"))
    assert first.predicates == (Predicate(2, (Argument("ARG0", 0, 2, 0), Argument("ARG1", 3, 4, 3))),)
    assert second.predicates == (Predicate(0, ()),)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Name=B-PER", "Name=I-PER"), ("Name=B-LOC", "Name=LOC"), ("ARG1:4-4", "ARG1:4-9"), ("ARG1:4-4", "ARG1")],
)
def test_wrong_keys_are_named(old, new):
    with pytest.raises(UsageError, match=new.partition("=")[2] or new):
        sentences_from_conllu(SAMPLE.replace(old, new))

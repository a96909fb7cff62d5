"""The language suite, with small real cores in the place of the model."""

from __future__ import annotations

import pytest

from frontline.bench import language
from frontline.errors import UsageError
from frontline.language.annotation import Argument, Name, Predicate, Sentence, Token
from frontline.language.tokens import split

BANK = """\
# newdoc
1\tAli\tAli\tNOUN\tNN\t_\t0\troot\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t1\tacl:relcl\t_\t_
3\tHoms\tHoms\tNOUN\tNN\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t1\tdep\t_\t_
"""


class Chain:
    """Says that every word is a noun that depends on the one before, and that capitals are names and predicates."""

    def annotate(self, text, offset=0, /):  # noqa: ARG002  the shape of the seam
        return tuple(self._sentence([text[a:b] for a, b in words], words) for words in split(text))

    def annotate_words(self, words, /):
        return self._sentence(words, [(i, i) for i in range(len(words))])

    def _sentence(self, words, spans):
        tokens = tuple(
            Token(start, end, word, word, "NOUN", "NN", i - 1, "dep" if i else "root")
            for i, (word, (start, end)) in enumerate(zip(words, spans, strict=True))
        )
        capitals = [i for i, word in enumerate(words) if word[0].isupper()]
        names = tuple(Name(i, i + 1, "NORP" if words[i] == "Kurds" else "PER") for i in capitals)
        predicates = tuple(Predicate(i, (Argument("ARG1", i, i + 1, i),)) for i in capitals)
        return Sentence(spans[0][0], spans[-1][1], tokens, names, predicates)


@pytest.fixture
def data(tmp_path):
    contents = {
        "ud_ewt/a-dev.conllu": BANK,
        "uner_ewt/a-dev.iob2": "1\tAli\tB-PER\t-\t-\n2\tand\tO\t-\t-\n3\tHoms\tB-LOC\t-\t-\n4\tKurds\tB-OTH\t-\t-\n",
        "wnut17/a.dev.conll": "Ali\tB-person\nPad\tB-product\n",
        "propbank_ewt/dev.jsonl": '{"tokens": ["Go", "home"], "frames": [{"pred": 0, "args": [["ARG1", 0, 1], ["ARG4", 1, 2]]}]}',
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_figures_counted_by_hand(data):
    figures = language.accuracy(Chain(), data, "dev")
    assert figures["ewt.upos"] == pytest.approx(2 / 4)
    assert figures["ewt.lemma"] == pytest.approx(3 / 4)
    assert figures["ewt.uas"] == pytest.approx(
        3 / 4
    )  # Homs on left, left on Ali, Ali the root; the full stop is not on Homs
    assert figures["ewt.las"] == pytest.approx(1 / 4)
    assert figures["ewt.raw_las"] == pytest.approx(1 / 4)
    assert figures["ewt.raw_sentence_f1"] == figures["ewt.raw_word_f1"] == 1.0
    assert figures["uner.f1"] == pytest.approx(2 / 4)  # Ali right, Homs as PER wrong, Kurds as NORP not counted
    assert figures["uner.loc"] == 0.0
    assert figures["wnut17.f1"] == pytest.approx(2 / 3)  # Pad is dropped in gold and found by us
    assert figures["propbank.f1"] == pytest.approx(2 / 3)
    assert figures["propbank.predicate_f1"] == 1.0


def test_layers_without_files_of_the_split_are_left_out(data):
    assert language.accuracy(Chain(), data, "test") == {}
    (data / "wnut17" / "withheld.conll").write_text("Ali\tB-person\n", encoding="utf-8")
    assert set(language.accuracy(Chain(), data, "test")) == {"wnut17.f1", "wnut17.per"}


def test_an_empty_folder_is_said(tmp_path):
    with pytest.raises(UsageError, match="no corpus of split 'test'"):
        language.run(tmp_path, "test")

"""The CoNLL 2018 scores, against cases counted by hand."""

from __future__ import annotations

import pytest

from frontline.bench.conll18 import Analysis, Count, RawScores, ScoredWord, from_gold, from_sentences, score, universal
from frontline.errors import UsageError
from frontline.language.conllu import documents, parse
from frontline.testing import sentences_from_conllu

GOLD = """\
# newdoc
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tAli\tAli\tPROPN\tNNP\t_\t2\tnsubj:pass\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
"""


def analysis(content):
    (document,) = documents(parse(content))
    return from_gold(document)


def test_the_gold_against_itself_is_all_right():
    gold = analysis(GOLD)
    assert score(gold, gold) == RawScores(Count(2, 2, 2), *[Count(6, 6, 6)] * 4)


def test_annotated_sentences_and_gold_are_the_same_analysis():
    assert from_sentences(analysis(GOLD).text, sentences_from_conllu(GOLD)) == analysis(GOLD)


def test_a_wrong_cut_a_wrong_head_a_wrong_relation_and_a_subtype():
    # "do|n't" is one word, so 5 words for 6; "." hangs on the wrong word; "left" loses its relation; nsubj has no subtype.
    system = Analysis(
        "don't go. Ali left",
        ((0, 9), (10, 18)),
        (
            ScoredWord(0, 5, 1, "aux", "AUX"),
            ScoredWord(6, 8, -1, "root", "VERB"),
            ScoredWord(8, 9, 0, "punct", "PUNCT"),
            ScoredWord(10, 13, 4, "nsubj", "NOUN"),
            ScoredWord(14, 18, -1, "parataxis", "VERB"),
        ),
    )
    scores = score(analysis(GOLD), system)
    assert scores.words == Count(4, 6, 5)
    assert scores.upos == Count(3, 6, 5)
    assert scores.uas == Count(3, 6, 5)
    assert scores.las == Count(2, 6, 5)
    assert scores.sentences == Count(2, 2, 2)
    assert scores.las.f1 == pytest.approx(4 / 11)


def test_sentences_joined_by_the_system_count_as_one_wrong():
    gold = analysis(GOLD)
    joined = Analysis(gold.text, ((0, len(gold.text)),), gold.words)
    assert score(gold, joined).sentences == Count(0, 2, 1)


def test_spaces_do_not_matter_but_other_characters_do():
    gold = analysis(GOLD)
    spaced = Analysis("don't\n go . Ali   left", ((0, 11), (12, 22)), (
        ScoredWord(0, 2, 2, "aux", "AUX"),
        ScoredWord(2, 5, 2, "advmod", "PART"),
        ScoredWord(7, 9, -1, "root", "VERB"),
        ScoredWord(10, 11, 2, "punct", "PUNCT"),
        ScoredWord(12, 15, 5, "nsubj:pass", "PROPN"),
        ScoredWord(18, 22, -1, "root", "VERB"),
    ))  # fmt: skip
    assert score(gold, spaced).las == Count(6, 6, 6)
    with pytest.raises(UsageError, match="white space"):
        score(gold, Analysis("don't go. Ali went", gold.sentences, gold.words))


def test_a_head_that_is_not_aligned_is_wrong_even_if_the_numbers_agree():
    gold = Analysis("ab c", ((0, 4),), (ScoredWord(0, 2, -1, "root", "X"), ScoredWord(3, 4, 0, "dep", "X")))
    system = Analysis("ab c", ((0, 4),), (
        ScoredWord(0, 1, -1, "root", "X"),
        ScoredWord(1, 2, 0, "dep", "X"),
        ScoredWord(3, 4, 0, "dep", "X"),
    ))  # fmt: skip
    scores = score(gold, system)
    assert (scores.words.right, scores.uas.right) == (1, 0)


def test_sums_and_subtypes():
    assert Count(1, 2, 3) + Count(1, 1, 1) == Count(2, 3, 4)
    assert Count().f1 == 0.0
    assert (RawScores(las=Count(1, 1, 1)) + RawScores(las=Count(0, 1, 1))).las.f1 == 0.5
    assert universal("nmod:poss") == "nmod"

"""Edit scripts make the lemma that they were learned from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.language.lemmas import apply_script, irregular, lemma_of, script_of


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [("studies", "study", "k:3:y"), ("Rebels", "rebel", "l:1:"), ("was", "be", "=:be"), ("the", "the", "k:0:")],
)
def test_script(form, lemma, script):
    assert script_of(form, lemma) == script
    assert apply_script(script, form) == lemma


@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_undoes_itself(form, lemma):
    assert apply_script(script_of(form, lemma), form) == lemma


def test_a_script_that_does_not_fit_leaves_the_word():
    assert apply_script("l:5:", "At") == "at"


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "script", "lemma"),
    [
        ("Fought", "VERB", "VBD", "l:0:", "fight"),
        ("gunmen", "NOUN", "NNS", "k:0:", "gunman"),
        ("found", "VERB", "VB", "k:0:", "found"),
        ("Syrian", "ADJ", "JJ", "k:0:", "syrian"),
        ("Assad", "PROPN", "NNP", "k:0:", "Assad"),
    ],
)
def test_lemma_of(form, upos, xpos, script, lemma):
    assert lemma_of(form, upos, xpos, script) == lemma


def test_the_table_maps_forms_to_other_words():
    for table in irregular().values():
        assert all(form == form.lower() and lemma == lemma.lower() for form, lemma in table.items())

import pytest

from frontline.errors import KnowledgeError
from frontline.reading.datafiles import load_lists
from frontline.reading.tongue import ENGLISH, tongue_of


def test_languages_are_told_and_named(cases):
    for case in cases("tongues.yml"):
        assert (case["text"], tongue_of(case["text"])) == (case["text"], case.get("name", ENGLISH))


def test_a_short_text_passes_whatever_it_says():
    assert tongue_of("Les rebelles ont pris la ville.") is None
    assert tongue_of("叛军占领了城镇。") is None
    assert tongue_of("") is None
    assert tongue_of("12 + 13 = 25") is None


def test_a_language_that_is_not_listed_is_not_english():
    basque = (
        "Matxinoek ostiralean hartu zuten herria bi egunetako bonbardaketaren ondoren bi bizilagunek esan dutenez eta "
        "armadak adierazi zuen bere unitateek oraindik zubia kontrolatzen zutela herriaren hegoaldean"
    )
    assert tongue_of(basque) not in (ENGLISH, None)


def test_a_wrong_data_file_says_where():
    with pytest.raises(KnowledgeError, match=r"layout\.toml: has the sections .* needs \['agencies'\]"):
        load_lists("layout.toml", ("agencies",))
    with pytest.raises(KnowledgeError, match=r"missing\.toml"):
        load_lists("missing.toml", ("agencies",))

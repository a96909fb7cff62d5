"""Names from entities: the name alone, without articles, titles and what follows it."""

import pytest

from frontline.training.corpora import ANY, Example
from frontline.training.gumnames import entity_mentions, gum_names


def sentence(rows: str) -> Example:
    cells = [row.split() for row in rows.strip().splitlines()]
    return Example(
        "x",
        words=[row[0] for row in cells],
        upos=[row[1] for row in cells],
        xpos=[row[2] for row in cells],
        lemmas=[row[0] for row in cells],
        heads=[int(row[3]) - 1 for row in cells],
        deprels=[row[4] for row in cells],
        misc=[row[5] if len(row) > 5 else "_" for row in cells],
        layer="gum",
    )


def names(example: Example) -> list[tuple[str, str]]:
    found, words = [], []
    for word, allowed in zip(example.words, gum_names(example), strict=True):
        label = next(iter(allowed)) if len(allowed) == 1 else "O"
        words = [*words, word] if label[0] in "IE" else [word]
        if label[0] in "SE":
            found.append((" ".join(words), label[2:]))
    return found


CASES = {
    "an organisation with its of-phrase, and the places after it": (
        """
        the DET DT 2 det Entity=(1-organization-new-nnnnn-cf1-2-sgl-University_of_Aleppo
        University PROPN NNP 0 root
        of ADP IN 4 case
        Aleppo PROPN NNP 2 nmod
        , PUNCT , 6 punct
        Syria PROPN NNP 2 appos Entity=(2-place-new-nnnnn-cf1-1-sgl-Syria)1)
        """,
        [("University of Aleppo", "ORG"), ("Syria", "LOC")],
    ),
    "a person without the title": (
        """
        President PROPN NNP 2 compound Entity=(1-person-new-nnnnn-cf1-2-coref
        Carter PROPN NNP 3 nsubj Entity=1)
        spoke VERB VBD 0 root
        """,
        [("Carter", "PER")],
    ),
    "a common noun is no name": (
        """
        the DET DT 2 det Entity=(1-person-new-nnnnn-cf1-2-coref
        minister NOUN NN 3 nsubj Entity=1)
        spoke VERB VBD 0 root
        """,
        [],
    ),
    "a people is a nation": (
        """
        the DET DT 2 det Entity=(1-person-new-nnnnn-cf1-2-coref
        Romans PROPN NNPS 3 nsubj Entity=1)
        left VERB VBD 0 root
        """,
        [("Romans", "NORP")],
    ),
    "a capitalised participle belongs to the name": (
        """
        United VERB NNP 2 amod Entity=(1-place-new-nnnnn-cf1-2-sgl-United_States
        States PROPN NNPS 3 nsubj Entity=1)
        voted VERB VBD 0 root
        """,
        [("United States", "LOC")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_names(case):
    rows, expected = CASES[case]
    assert names(sentence(rows)) == expected


def test_a_proper_noun_outside_every_mention_is_open():
    assert gum_names(sentence("Windows PROPN NNP 0 root")) == [ANY]


def test_a_demonym_may_be_a_nation_or_nothing():
    assert gum_names(sentence("Spanish ADJ JJ 0 root")) == [frozenset({"O", "S-NORP"})]


def test_nested_mentions_are_found_with_their_ends():
    misc = ["Entity=(1-person-new-x-cf1-1-coref(2-place-new-x-cf1-1-sgl)", "SpaceAfter=No|Entity=1)", "Entity=9)"]
    assert [(start, end, kind) for start, end, kind, _ in entity_mentions(misc)] == [
        (0, 1, "place"),
        (0, 2, "person"),
    ]

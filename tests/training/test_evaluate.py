"""Scores: exact on a sentence whose errors are known."""

from frontline.language.decode import Labelled
from frontline.training.corpora import Example, Frame, NameSpan, Role, Told, allowed_labels
from frontline.training.evaluate import Predicted, score

GOLD = Example(
    "x",
    words=["Rebels", "took", "Hama", "."],
    upos=["NOUN", "VERB", "PROPN", "PUNCT"],
    xpos=["NNS", "VBD", "NNP", "."],
    lemmas=["rebel", "take", "Hama", "."],
    heads=[1, -1, 1, 1],
    deprels=["nsubj", "root", "obj", "punct"],
    names=allowed_labels(4, [NameSpan(2, 3, "LOC")]),
    frames=[Frame(1, (Role("ARG0", 0, 1), Role("ARG1", 2, 3)))],
)


def said(**changes) -> Predicted:
    right = {
        "upos": GOLD.upos,
        "xpos": GOLD.xpos,
        "lemmas": GOLD.lemmas,
        "heads": GOLD.heads,
        "deprels": GOLD.deprels,
        "names": [Labelled(2, 3, "LOC")],
        "frames": [(1, [Labelled(0, 1, "ARG0"), Labelled(2, 3, "ARG1")])],
    }
    return Predicted(**{**right, **changes})


def test_the_gold_annotation_scores_one():
    assert set(score([GOLD], [said()]).values()) <= {1.0, 0.0}
    assert score([GOLD], [said()])["las"] == 1.0


def test_a_wrong_relation_costs_las_and_not_uas():
    figures = score([GOLD], [said(deprels=["obj", "root", "obj", "punct"])])
    assert (figures["uas"], figures["las"]) == (1.0, 0.75)


def test_a_name_of_another_type_is_wrong_twice():
    figures = score([GOLD], [said(names=[Labelled(2, 3, "ORG")])])
    assert figures["names"] == 0.0


def test_a_missed_and_a_made_up_role_cost_equally():
    figures = score([GOLD], [said(frames=[(1, [Labelled(0, 1, "ARG0"), Labelled(3, 4, "ARG1")])])])
    assert figures["roles"] == 0.5
    assert figures["predicates"] == 1.0


def test_nationalities_do_not_count_as_names():
    assert score([GOLD], [said(names=[Labelled(2, 3, "LOC"), Labelled(0, 1, "NORP")])])["names"] == 1.0


def test_edges_and_stances_of_a_claim_count_whatever_its_kind():
    gold = Example(
        "y",
        words=GOLD.words,
        claims=[Told(1, "capture", "claimed", negative=False, edges=(("actor", 0), ("place", 2)))],
    )
    right = Told(1, "capture", "claimed", negative=False, edges=(("actor", 0),))
    figures = score([gold], [said(claims=[right])])
    assert (figures["triggers"], figures["kinds"], figures["stances"]) == (1, 1, 1)
    assert figures["edges"] == 0.6667
    figures = score([gold], [said(claims=[right._replace(kind="attack")])])
    assert (figures["triggers"], figures["kinds"], figures["edges"], figures["stances"]) == (1, 0, 0.6667, 1)

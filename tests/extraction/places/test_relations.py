"""Relations in sentences annotated by hand: word/tag/head/relation, and /name where a name is."""

from __future__ import annotations

import pytest

from frontline.extraction.places import Atlas
from frontline.knowledge.gazetteer import Gazetteer
from frontline.language.tree import Tree
from frontline.records import Report
from frontline.testing import sentences_from_conllu, text_from_conllu


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def read(gazetteer, *written):
    blocks = []
    for line in written:
        rows = []
        for number, cell in enumerate(line.split(), 1):
            word, upos, head, relation, *name = cell.split("/")
            misc = f"Name={name[0]}" if name else "_"
            xpos = {"PROPN": "NNP", "NOUN": "NN"}.get(upos, "XX")
            rows.append(
                "\t".join(
                    [str(number), word, LEMMAS.get(word, word.lower()), upos, xpos, "_", head, relation, "_", misc]
                )
            )
        blocks.append("\n".join(rows) + "\n\n")
    content = "".join(blocks)
    trees = [Tree(sentence) for sentence in sentences_from_conllu(content)]
    return Atlas.of(Report("r1", text_from_conllu(content)), trees, gazetteer)


def at(atlas, words, sentence=0):
    return next(mention.place for mention in atlas.places(sentence) if mention.place.span.text == words)


LEMMAS = {"linking": "link"}
SYRIA = "Syrian/ADJ/2/amod/B-NORP troops/NOUN/3/nsubj dug/VERB/0/root in/ADV/3/advmod "


def test_a_distance_and_a_direction_give_a_computed_point_with_a_radius(gazetteer):
    atlas = read(
        gazetteer,
        SYRIA + "40/NUM/6/nummod km/NOUN/3/obl south/ADV/6/advmod of/ADP/9/case Hama/PROPN/7/obl/B-LOC ./PUNCT/3/punct",
    )
    place = at(atlas, "40 km south of Hama")
    assert (place.name, place.precision, place.geonameid) == ("40 km south of Hama", "near", None)
    assert place.lat == pytest.approx(35.13 - 40 / 111.2, abs=0.02)
    assert 10 < place.radius_km <= 25
    relation = place.relation
    assert (relation.kind, relation.shape, relation.computed) == ("distance", "sector", True)
    assert (relation.bearing, relation.distance_km, relation.low_km, relation.high_km) == (180, 40, 35, 45)
    assert [anchor.name for anchor in relation.anchors] == ["Hamah"]


def test_a_distance_without_a_direction_is_a_ring_and_has_a_point_only_when_near(gazetteer):
    line = SYRIA + "{}/NUM/6/nummod km/NOUN/3/obl from/ADP/8/case Hama/PROPN/6/nmod/B-LOC ./PUNCT/3/punct"
    near = at(read(gazetteer, line.format("10")), "10 km from Hama")
    assert (near.precision, near.relation.shape, near.relation.computed) == ("near", "ring", False)
    assert near.lat == pytest.approx(35.13, abs=0.02)
    far = at(read(gazetteer, line.format("90")), "90 km from Hama")
    assert (far.precision, far.lat, far.name, far.country) == ("region", None, "90 km from Hama", "SYR")


def test_a_direction_alone_is_near_the_anchor_and_keeps_the_bearing(gazetteer):
    atlas = read(gazetteer, SYRIA + "south/ADV/3/advmod of/ADP/7/case Hama/PROPN/5/obl/B-LOC ./PUNCT/3/punct")
    place = at(atlas, "south of Hama")
    assert (place.precision, place.relation.kind, place.relation.bearing) == ("near", "direction", 180)
    assert place.radius_km is None


def test_between_two_towns_is_a_line_and_neither_town(gazetteer):
    atlas = read(
        gazetteer,
        SYRIA + "between/ADP/6/case Hama/PROPN/3/obl/B-LOC and/CCONJ/8/cc Homs/PROPN/6/conj/B-LOC ./PUNCT/3/punct",
    )
    place = at(atlas, "between Hama and Homs")
    assert (place.precision, place.lat, place.country, place.geonameid) == ("region", None, "SYR", None)
    assert (place.relation.shape, [anchor.name for anchor in place.relation.anchors]) == ("line", ["Hamah", "Homs"])
    assert place.relation.low_km == pytest.approx(45, abs=5)
    assert atlas.place(0, 5) == atlas.place(0, 7) == place


def test_talks_between_two_towns_are_no_stretch_of_land(gazetteer):
    atlas = read(
        gazetteer,
        "Syrian/ADJ/2/amod/B-NORP talks/NOUN/0/root between/ADP/4/case Hama/PROPN/2/nmod/B-LOC and/CCONJ/6/cc Homs/PROPN/4/conj/B-LOC",
    )
    assert atlas.place(0, 3).relation is None


@pytest.mark.parametrize(
    "road",
    [
        "the/DET/6/det road/NOUN/3/obl from/ADP/8/case Hama/PROPN/6/nmod/B-LOC to/ADP/10/case Homs/PROPN/6/nmod/B-LOC",
        "the/DET/6/det road/NOUN/3/obl linking/VERB/6/acl Hama/PROPN/7/obj/B-LOC and/CCONJ/10/cc Homs/PROPN/8/conj/B-LOC",
        "the/DET/9/det Hama/PROPN/9/compound/B-LOC -/PUNCT/8/punct Homs/PROPN/6/compound/B-LOC highway/NOUN/3/obl",
    ],
)
def test_a_road_with_two_ends_is_a_line_of_the_type_road(gazetteer, road):
    atlas = read(gazetteer, SYRIA + road)
    place = next(mention.place for mention in atlas.places(0) if mention.place.feature == "road")
    assert (place.precision, place.lat, place.relation.kind, place.relation.shape) == ("region", None, "road", "line")
    assert [anchor.name for anchor in place.relation.anchors] == ["Hamah", "Homs"]


def test_the_border_of_a_country_in_a_report_about_another_lies_in_that_one(gazetteer):
    atlas = read(
        gazetteer,
        SYRIA
        + "at/ADP/8/case the/DET/8/det southern/ADJ/8/amod border/NOUN/3/obl with/ADP/10/case Jordan/PROPN/8/nmod/B-LOC",
        "Syrian/ADJ/2/amod/B-NORP jets/NOUN/3/nsubj left/VERB/0/root Syria/PROPN/3/obj/B-LOC",
    )
    place = at(atlas, "the southern border")
    assert (place.country, place.lat, place.precision) == ("SYR", None, "region")
    assert [anchor.country for anchor in place.relation.anchors] == ["SYR", "JOR"]


def test_a_vague_area_is_in_the_country_that_the_report_is_about(gazetteer):
    atlas = read(gazetteer, SYRIA + "in/ADP/8/case the/DET/8/det eastern/ADJ/8/amod desert/NOUN/3/obl")
    place = at(atlas, "the eastern desert")
    assert (place.country, place.lat, place.precision) == ("SYR", None, "region")


def test_a_figure_keeps_its_own_point_and_the_phrase_is_no_second_place(gazetteer):
    atlas = read(
        gazetteer,
        "Syrian/ADJ/2/amod/B-NORP rebels/NOUN/3/nsubj took/VERB/0/root Rastan/PROPN/3/obj/B-LOC ,/PUNCT/7/punct 20/NUM/7/nummod "
        "km/NOUN/4/appos north/ADV/7/advmod of/ADP/10/case Homs/PROPN/8/obl/B-LOC",
    )
    assert (atlas.place(0, 3).name, atlas.place(0, 3).precision) == ("Ar Rastan", "exact")
    assert atlas.place(0, 9) == atlas.place(0, 3)
    assert atlas.contradictions == ()


def test_a_place_that_the_gazetteer_lacks_lies_where_the_report_says(gazetteer):
    atlas = read(
        gazetteer,
        "Syrian/ADJ/2/amod/B-NORP rebels/NOUN/3/nsubj took/VERB/0/root Xqzzvprt/PROPN/3/obj/B-LOC ,/PUNCT/7/punct 20/NUM/7/nummod "
        "km/NOUN/4/appos north/ADV/7/advmod of/ADP/10/case Homs/PROPN/8/obl/B-LOC",
    )
    place = atlas.place(0, 3)
    assert (place.name, place.precision, place.geonameid) == ("Xqzzvprt", "near", None)
    assert place.relation.computed
    assert place.lat == pytest.approx(34.73 + 20 / 111.2, abs=0.02)


@pytest.mark.parametrize(
    ("figure", "where", "ground", "said"),
    [("Hama", "40 south", "Homs", "north of"), ("Homs", "150 south", "Hama", "4")],
)
def test_what_does_not_fit_the_map_is_a_contradiction_with_both_figures(gazetteer, figure, where, ground, said):
    kilometres, way = where.split()
    atlas = read(
        gazetteer,
        f"Syrian/ADJ/2/amod/B-NORP rebels/NOUN/3/nsubj took/VERB/0/root {figure}/PROPN/3/obj/B-LOC ,/PUNCT/7/punct "
        f"{kilometres}/NUM/7/nummod km/NOUN/4/appos {way}/ADV/7/advmod of/ADP/10/case {ground}/PROPN/8/obl/B-LOC",
    )
    (found,) = atlas.contradictions
    assert f"{kilometres} km {way}" in found.what
    assert said in found.what


def test_two_units_that_disagree_are_a_contradiction(gazetteer):
    line = (
        SYRIA
        + "40/NUM/6/nummod km/NOUN/3/obl (/PUNCT/9/punct {}/NUM/9/nummod miles/NOUN/6/appos )/PUNCT/9/punct away/ADV/6/advmod"
    )
    assert read(gazetteer, line.format("25") + " from/ADP/13/case Hama/PROPN/6/nmod/B-LOC").contradictions == ()
    (found,) = read(gazetteer, line.format("34") + " from/ADP/13/case Hama/PROPN/6/nmod/B-LOC").contradictions
    assert "34 miles are 55 km, not 40 km" in found.what


def test_a_facility_lies_where_the_words_after_it_put_it(gazetteer):
    atlas = read(
        gazetteer,
        "Syrian/ADJ/2/amod/B-NORP jets/NOUN/3/nsubj hit/VERB/0/root an/DET/6/det air/NOUN/6/compound base/NOUN/3/obj 40/NUM/8/nummod "
        "km/NOUN/6/nmod south/ADV/8/advmod of/ADP/11/case Hama/PROPN/9/obl/B-LOC",
    )
    base = atlas.place(0, 5)
    assert (base.feature, base.precision, base.relation.computed) == ("facility", "near", True)
    assert base.span.text == "an air base"

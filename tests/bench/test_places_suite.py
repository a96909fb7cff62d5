"""The places suite: reading corpora of toponyms, and what counts as found and as right. All texts are our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.bench import places
from frontline.bench.places import Annotated
from frontline.bench.toponyms import Article, GoldToponym, read_corpora, read_corpus
from frontline.errors import UsageError
from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.shipped import shipped
from frontline.records import Report
from frontline.testing import sentences_from_conllu, text_from_conllu

TEXT = "Turkish troops left Kilis for Aleppo."

NEWS = """<?xml version="1.0"?><articles><article docid="1"><text>{text}</text><toponyms>
<toponym><phrase>Turkish</phrase><start>0</start><end>7</end><gaztag geonameid="298795"><lat>39</lat><lon>35</lon></gaztag></toponym>
<toponym><phrase>Aleppo</phrase><start>31</start><end>37</end><gaztag geonameid="170063"><lat>36.2</lat><lon>37.16</lon></gaztag></toponym>
<toponym><phrase>Kilis</phrase><start>20</start><end>25</end></toponym>
</toponyms></article></articles>"""
VIRUS = """<articles><article><text>{text}</text><locations><location><name>Kilis</name><start>21</start><end>26</end>
<lat>36.72</lat><lon>37.12</lon><page>somewhere</page></location></locations></article></articles>"""
WEB = """<articles><article><text>{text}</text><toponyms>
<toponym><extractedName>troops</extractedName><type>Non_Lit_Expression</type><start>8</start><end>14</end></toponym>
<toponym><extractedName>Kilis</extractedName><type>Literal</type><modifierType/><start>20</start><end>25</end>
<geonamesID>307654</geonamesID><latitude>36.72</latitude><longitude>37.12</longitude></toponym>
</toponyms></article></articles>"""

CONLLU = """\
1\tTurkish\tTurkish\tADJ\tJJ\t_\t2\tamod\t_\tName=B-NORP
2\ttroops\ttroop\tNOUN\tNNS\t_\t3\tnsubj\t_\t_
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
4\tKilis\tKilis\tPROPN\tNNP\t_\t3\tobj\t_\tName=B-LOC
5\tfor\tfor\tADP\tIN\t_\t6\tcase\t_\t_
6\tAleppo\tAleppo\tPROPN\tNNP\t_\t3\tobl\t_\tSpaceAfter=No|Name=B-LOC
7\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def corpus(tmp_path: Path, form: str, name: str = "TR-News.xml") -> tuple[GoldToponym, ...]:
    (tmp_path / name).write_text(form.format(text=TEXT), encoding="utf-8")
    read = read_corpus(tmp_path / name, lambda word: word == "Turkish")
    assert read is not None
    assert read.name == name.removesuffix(".xml").lower().replace("-", "")
    assert read.articles[0].text == TEXT
    return read.articles[0].toponyms


def test_news_with_ids_less_its_adjectives(tmp_path: Path) -> None:
    kilis, aleppo = corpus(tmp_path, NEWS)
    assert (kilis.name, kilis.geonameid, kilis.point) == ("Kilis", None, None)
    assert (aleppo.start, aleppo.end, aleppo.geonameid, aleppo.point) == (30, 36, 170063, (36.2, 37.16))


def test_offsets_that_are_off_are_put_right(tmp_path: Path) -> None:
    (kilis,) = corpus(tmp_path, VIRUS, "GeoVirus.xml")
    assert TEXT[kilis.start : kilis.end] == "Kilis"


def test_common_nouns_of_the_web_corpus_are_no_names(tmp_path: Path) -> None:
    assert [one.name for one in corpus(tmp_path, WEB, "GWN.xml")] == ["Kilis"]


def test_other_files_are_passed_over_and_bad_numbers_said(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<feed/>", encoding="utf-8")
    (tmp_path / "b.xml").write_text("no xml", encoding="utf-8")
    assert read_corpora(tmp_path, lambda _: False) == []
    (tmp_path / "c.xml").write_text(NEWS.format(text=TEXT).replace(">20<", ">twenty<"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"c\.xml: article 1"):
        read_corpora(tmp_path, lambda _: False)


def annotated(*gold: GoldToponym, names: str = CONLLU) -> Annotated:
    text = text_from_conllu(names)
    return Annotated(Article(text, gold), Report("r", text), sentences_from_conllu(names))


KILIS = GoldToponym(20, 25, "Kilis", None, (36.72, 37.12))
ALEPPO = GoldToponym(30, 36, "Aleppo", 170063, (36.2, 37.16))


def test_names_found_and_right() -> None:
    figures = places.score([annotated(KILIS, ALEPPO)], shipped())
    assert (figures["recognition_f1"], figures["recognition_exact_f1"]) == (1.0, 1.0)
    assert (figures["exact"], figures["within_161km"], figures["end_to_end_f1"]) == (1.0, 1.0, 1.0)
    assert figures["median_km"] < 10


def test_a_name_that_the_model_missed_is_resolved_all_the_same_where_it_is_given() -> None:
    blind = CONLLU.replace("Name=B-LOC", "Name=O").replace("PROPN\tNNP", "NOUN\tNN")
    figures = places.score([annotated(KILIS, ALEPPO, names=blind)], shipped())
    assert (figures["recognition_f1"], figures["end_to_end_f1"]) == (0.0, 0.0)
    assert figures["within_161km"] == 1.0


def test_a_wrong_place_is_wrong_and_far_away() -> None:
    elsewhere = GoldToponym(30, 36, "Aleppo", 1, (-30.0, 140.0))
    figures = places.score([annotated(elsewhere)], shipped())
    assert (figures["exact"], figures["within_161km"]) == (0.0, 0.0)
    assert figures["median_km"] > 10_000


def test_the_right_id_is_at_the_right_place_wherever_its_point_is_put() -> None:
    figures = places.score([annotated(GoldToponym(30, 36, "Aleppo", 170063, (20.0, 20.0)))], shipped())
    assert (figures["within_161km"], figures["median_km"]) == (1.0, 0.0)


def test_names_that_the_corpus_does_not_locate_are_found_but_not_judged() -> None:
    figures = places.score([annotated(GoldToponym(20, 25, "Kilis", None, None), ALEPPO)], shipped())
    assert figures["recognition_recall"] == 1.0
    assert figures["end_to_end_f1"] == 1.0


def test_adjectives_and_people_are_demonyms_and_countries_are_not(gazetteer: Gazetteer) -> None:
    assert [places.is_demonym(gazetteer, word) for word in ("Syrian", "Turks", "Syria", "Aleppo")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_settlements_and_units_of_event_data(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "ged_x.csv"
    path.write_text(
        "where_prec,where_coordinates,latitude,longitude\n"
        "1,Palmyra/Tadmur town,34.56,38.28\n"
        "1,Palmyra/Tadmur town,34.56,38.28\n"
        "2,Xqzzvprt village,35.0,37.0\n"
        "4,Homs governorate,34.4,38.0\n",
        encoding="utf-8",
    )
    figures = places.score_ged([path], gazetteer)
    assert figures["names"] == 3
    assert figures["settlements_found"] == 0.5
    assert figures["median_km"] < 100


def test_a_folder_without_any_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no corpus of toponyms"):
        places.run(tmp_path, lambda _text, _offset: (), shipped())

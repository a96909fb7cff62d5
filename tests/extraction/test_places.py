"""Places in context. Sentences are annotated by hand: word/tag/head/relation, and /name where a name is."""

from pathlib import Path

import pytest

import frontline
from frontline.extraction.places import Atlas
from frontline.extraction.places.signals import SIGNALS
from frontline.knowledge.gazetteer import Gazetteer
from frontline.language.tree import Tree
from frontline.records import Report
from frontline.testing import sentences_from_conllu, text_from_conllu

XPOS = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "ADJ": "JJ", "ADP": "IN", "DET": "DT", "PUNCT": ","}


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def conllu(*written):
    blocks = []
    for line in written:
        rows = []
        for number, cell in enumerate(line.split(), 1):
            word, upos, head, relation, *name = cell.split("/")
            misc = f"Name={name[0]}" if name else "_"
            xpos = XPOS.get(upos, "XX")
            rows.append("\t".join([str(number), word, word, upos, xpos, "_", head, relation, "_", misc]))
        blocks.append("\n".join(rows) + "\n\n")
    return "".join(blocks)


class Reading:
    """An atlas with its text, asked by the words of the report."""

    def __init__(self, gazetteer, *written, homes=None):
        content = conllu(*written)
        self.sentences = sentences_from_conllu(content)
        self.report = Report("r1", text_from_conllu(content))
        self.atlas = Atlas.of(self.report, [Tree(sentence) for sentence in self.sentences], gazetteer, homes or {})

    def at(self, word, sentence=0):
        tokens = self.sentences[sentence].tokens
        return self.atlas.place(sentence, next(at for at, token in enumerate(tokens) if token.text == word))


TOWNS = (
    "Syrian/ADJ/2/amod/B-NORP rebels/NOUN/3/nsubj took/VERB/0/root the/DET/5/det towns/NOUN/3/obj of/ADP/7/case "
    "Talbisa/PROPN/5/nmod/B-LOC and/CCONJ/9/cc Rstan/PROPN/7/conj ./PUNCT/3/punct"
)


def test_two_towns_of_a_list_in_spellings_of_the_newsroom(gazetteer):
    read = Reading(gazetteer, TOWNS)
    assert (read.at("Talbisa").name, read.at("Talbisa").admin1) == ("Tallbisah", "Homs")
    assert (read.at("Rstan").name, read.at("Rstan").precision) == ("Ar Rastan", "exact")
    assert read.at("towns") == read.at("Talbisa")


def test_an_adjective_is_no_place_but_counts_for_the_focus(gazetteer):
    read = Reading(gazetteer, TOWNS)
    assert read.at("Syrian") is None
    assert read.atlas.focus == {"SYR": 1.0}


def test_province_and_a_town_in_it(gazetteer):
    read = Reading(
        gazetteer,
        "In/ADP/4/case southern/ADJ/4/amod Deraa/PROPN/4/compound/B-LOC province/NOUN/8/obl ,/PUNCT/8/punct "
        "Syrian/ADJ/7/amod rebels/NOUN/8/nsubj fought/VERB/0/root near/ADP/11/case the/DET/11/det town/NOUN/8/obl "
        "of/ADP/13/case Herak/PROPN/11/nmod ./PUNCT/8/punct",
    )
    province, town = read.at("province"), read.at("Herak")
    assert (province.feature, province.precision, province.country) == ("region", "admin1", "SYR")
    assert province.span.text == "southern Deraa province"
    assert (town.name, town.precision, town.admin1) == ("Al Hirak", "near", "Daraa")
    assert read.at("town") == town


def test_a_person_named_like_a_country_is_no_place(gazetteer):
    read = Reading(
        gazetteer,
        "Jordan/PROPN/2/nsubj/B-PER told/VERB/0/root reporters/NOUN/2/obj in/ADP/5/case Beirut/PROPN/2/obl/B-LOC",
    )
    assert read.at("Jordan") is None
    assert read.at("Beirut").country == "LBN"


def test_the_surname_of_a_person_in_the_report_is_no_place(gazetteer):
    read = Reading(
        gazetteer,
        "Ali/PROPN/3/nsubj/B-PER Homs/PROPN/1/flat/I-PER left/VERB/0/root Syria/PROPN/3/obj/B-LOC",
        "Aides/NOUN/3/nsubj of/ADP/3/case Homs/PROPN/1/nmod left/VERB/1/acl",
    )
    assert read.at("Homs", 1) is None


def test_a_town_that_the_model_takes_for_a_person(gazetteer):
    read = Reading(
        gazetteer,
        "Syrian/ADJ/2/amod/B-NORP forces/NOUN/3/nsubj withdrew/VERB/0/root from/ADP/5/case Homs/PROPN/3/obl/B-PER",
    )
    assert read.at("Homs").country == "SYR"


@pytest.mark.parametrize(
    ("around", "country"),
    [("Lebanon/PROPN/3/nmod/B-LOC", "LBN"), ("Libya/PROPN/3/nmod/B-LOC", "LBY")],
)
def test_the_stated_country_decides_between_namesakes(gazetteer, around, country):
    read = Reading(gazetteer, f"Fighting/NOUN/0/root in/ADP/3/case Tripoli/PROPN/1/nmod/B-LOC ,/PUNCT/5/punct {around}")
    assert read.at("Tripoli").country == country


def test_the_focus_of_the_report_decides_between_namesakes(gazetteer):
    line = "{}/ADJ/2/amod/B-NORP troops/NOUN/3/nsubj entered/VERB/0/root Cordoba/PROPN/3/obj/B-LOC"
    assert Reading(gazetteer, line.format("Argentine")).at("Cordoba").country == "ARG"
    assert Reading(gazetteer, line.format("Spanish")).at("Cordoba").country == "ESP"


def test_a_facility_has_the_point_of_its_town_and_says_near(gazetteer):
    read = Reading(
        gazetteer,
        "Syrian/ADJ/2/amod jets/NOUN/3/nsubj bombed/VERB/0/root the/DET/6/det Rastan/PROPN/6/compound "
        "bridge/NOUN/3/obj on/ADP/10/case the/DET/10/det M5/PROPN/10/compound highway/NOUN/6/nmod",
    )
    bridge, road = read.at("bridge"), read.at("highway")
    assert (bridge.feature, bridge.precision, bridge.admin1) == ("road", "near", "Homs")
    assert bridge.lat == pytest.approx(34.93, abs=0.05)
    assert (road.span.text, road.feature, road.lat) == ("the M5 highway", "road", None)


def test_a_crossing_and_the_country_beyond_it(gazetteer):
    read = Reading(
        gazetteer,
        "Syrian/ADJ/2/amod rebels/NOUN/3/nsubj seized/VERB/0/root the/DET/7/det Nassib/PROPN/7/compound "
        "border/NOUN/7/compound crossing/NOUN/3/obj with/ADP/9/case Jordan/PROPN/7/nmod/B-LOC",
    )
    crossing = read.at("crossing")
    assert crossing.feature == "crossing"
    assert crossing.span.text == "the Nassib border crossing"
    assert crossing.country != "JOR"
    assert read.at("border") is None
    assert read.at("Jordan").precision == "country"


def test_vague_areas_have_no_point(gazetteer):
    read = Reading(
        gazetteer,
        "Kurds/PROPN/2/nsubj hold/VERB/0/root the/DET/5/det eastern/ADJ/5/amod desert/NOUN/2/obj and/CCONJ/8/cc "
        "eastern/ADJ/8/amod Syria/PROPN/5/conj/B-LOC",
    )
    assert (read.at("desert").feature, read.at("desert").precision, read.at("desert").lat) == ("area", "region", None)
    assert (read.at("Syria").name, read.at("Syria").precision, read.at("Syria").lat) == (
        "eastern Syria",
        "region",
        None,
    )


def test_a_facility_without_a_name_is_unknown_and_never_exact(gazetteer):
    read = Reading(
        gazetteer, "They/PRON/2/nsubj seized/VERB/0/root the/DET/6/det main/ADJ/6/amod police/NOUN/6/compound station/NOUN/2/obj"
    )  # fmt: skip
    station = read.at("station")
    assert (station.span.text, station.feature, station.precision) == ("the main police station", "facility", "unknown")
    assert (station.lat, station.lon, station.country) == (None, None, None)


def test_a_unit_in_the_plural_is_all_listed_names(gazetteer):
    read = Reading(
        gazetteer,
        "Russia/PROPN/2/nsubj/B-LOC shelled/VERB/0/root Donetsk/PROPN/6/compound/B-LOC and/CCONJ/5/cc "
        "Luhansk/PROPN/3/conj/B-LOC oblasts/NOUN/2/obj in/ADP/8/case Ukraine/PROPN/2/obl/B-LOC",
    )
    assert read.at("Donetsk").precision == "admin1"
    assert read.at("Luhansk").precision == "admin1"


def test_the_city_is_the_city_named_before(gazetteer):
    read = Reading(
        gazetteer,
        "Ukrainian/ADJ/2/amod troops/NOUN/3/nsubj entered/VERB/0/root Kherson/PROPN/3/obj/B-LOC",
        "They/PRON/2/nsubj left/VERB/0/root the/DET/4/det city/NOUN/2/obj",
    )
    assert read.at("city", 1).name == "Kherson"
    assert read.at("city", 1).span.text == "the city"


def test_an_unknown_place_keeps_its_words_and_nothing_else(gazetteer):
    read = Reading(
        gazetteer, "They/PRON/2/nsubj left/VERB/0/root the/DET/4/det town/NOUN/2/obj of/ADP/6/case Xqzzvprt/PROPN/4/nmod/B-LOC"
    )  # fmt: skip
    place = read.at("Xqzzvprt")
    assert (place.name, place.feature, place.precision) == ("Xqzzvprt", "town", "unknown")
    assert (place.lat, place.country, place.geonameid) == (None, None, None)


def test_a_loose_spelling_is_no_place_far_from_all_others_of_its_country(gazetteer):
    """Kibumba, which the gazetteer lacks, is not Kibombo, which lies 500 km from the Goma of the report."""
    read = Reading(
        gazetteer,
        "Congolese/ADJ/2/amod/B-NORP soldiers/NOUN/3/nsubj left/VERB/0/root Goma/PROPN/3/obj/B-LOC for/ADP/6/case "
        "Kibumba/PROPN/3/obl/B-LOC ./PUNCT/3/punct",
    )
    assert read.at("Goma").name == "Goma"
    assert read.at("Kibumba").geonameid is None


def test_another_spelling_of_a_short_name_is_no_city_abroad(gazetteer):
    """Tine, a village of Darfur that the gazetteer lacks, is not Teni in India, which has a million people."""
    read = Reading(
        gazetteer,
        "Sudanese/ADJ/2/amod/B-NORP soldiers/NOUN/3/nsubj left/VERB/0/root Khartoum/PROPN/3/obj/B-LOC for/ADP/6/case "
        "Tine/PROPN/3/obl/B-LOC ./PUNCT/3/punct",
    )
    assert read.at("Tine").country in {None, "SDN", "TCD"}


def test_an_actor_of_a_war_speaks_for_its_country(gazetteer):
    """Without it the town is Maxixe in Mozambique, which is spelled alike and far larger."""
    written = (
        "M23/PROPN/2/compound/B-ORG rebels/NOUN/3/nsubj took/VERB/0/root the/DET/5/det town/NOUN/3/obj of/ADP/7/case "
        "Masisi/PROPN/5/nmod/B-LOC ./PUNCT/3/punct"
    )
    assert Reading(gazetteer, written).at("Masisi").country == "MOZ"
    place = Reading(gazetteer, written, homes={"COD": 1}).at("Masisi")
    assert (place.name, place.country, place.admin1) == ("Masisi", "COD", "Nord Kivu")


def test_spans_slice_the_report(gazetteer):
    read = Reading(gazetteer, TOWNS)
    for mention in read.atlas.places(0):
        span = mention.place.span
        assert read.report.text[span.start : span.end] == span.text


def test_the_choice_explains_itself(gazetteer):
    read = Reading(gazetteer, TOWNS)
    weighed = read.atlas.explain(read.at("Talbisa").span)
    assert weighed[0].candidate.name == "Tallbīsah"
    assert {"spelling", "prominence", "focus"} <= {reason.signal for reason in weighed[0].reasons}
    assert weighed[0].total == pytest.approx(sum(reason.points for reason in weighed[0].reasons), abs=0.01)


def test_a_described_place_is_explained_by_the_name_in_it(gazetteer):
    read = Reading(
        gazetteer,
        "Syrian/ADJ/2/amod jets/NOUN/3/nsubj bombed/VERB/0/root the/DET/6/det Rastan/PROPN/6/compound "
        "bridge/NOUN/3/obj",
    )
    assert read.atlas.explain(read.at("bridge").span)[0].candidate.name == "Ar Rastan"
    assert read.atlas.mention(0, 5).name is None


def test_a_mention_knows_the_words_of_its_name(gazetteer):
    read = Reading(gazetteer, TOWNS)
    assert [mention.name for mention in read.atlas.places(0)] == [(6, 7), (8, 9)]


def test_countries_in_a_list_are_countries(gazetteer):
    read = Reading(
        gazetteer,
        "Cases/NOUN/0/root in/ADP/3/case Mexico/PROPN/1/nmod/B-LOC ,/PUNCT/5/punct China/PROPN/3/conj/B-LOC "
        ",/PUNCT/7/punct Japan/PROPN/3/conj/B-LOC and/CCONJ/9/cc Brazil/PROPN/3/conj/B-LOC",
    )
    assert {read.at(name).precision for name in ("Mexico", "China", "Japan", "Brazil")} == {"country"}


def test_states_in_a_list_are_states(gazetteer):
    read = Reading(
        gazetteer,
        "Cases/NOUN/2/nsubj rose/VERB/0/root in/ADP/4/case Arizona/PROPN/2/obl/B-LOC ,/PUNCT/6/punct "
        "Georgia/PROPN/4/conj/B-LOC ,/PUNCT/8/punct California/PROPN/4/conj/B-LOC and/CCONJ/10/cc "
        "Pennsylvania/PROPN/4/conj/B-LOC",
    )
    names = ("Arizona", "Georgia", "California", "Pennsylvania")
    assert {(read.at(name).precision, read.at(name).country) for name in names} == {("admin1", "USA")}


def test_a_suburb_lies_at_its_city(gazetteer):
    read = Reading(
        gazetteer,
        "Police/NOUN/2/nsubj left/VERB/0/root the/DET/5/det Cincinnati/PROPN/5/compound/B-LOC suburb/NOUN/2/obj "
        "of/ADP/7/case Milford/PROPN/5/nmod/B-LOC",
    )
    place = read.at("Milford")
    assert (place.admin1, place.lat) == ("Ohio", pytest.approx(39.17, abs=0.2))


def test_what_comes_later_in_the_text_decides_too(gazetteer):
    read = Reading(
        gazetteer,
        "Fire/NOUN/2/nsubj struck/VERB/0/root London/PROPN/2/obj/B-LOC",
        "Police/NOUN/2/nsubj in/ADP/3/case London/PROPN/1/nmod/B-LOC ,/PUNCT/5/punct Ontario/PROPN/3/appos/B-LOC "
        ",/PUNCT/1/punct agreed/VERB/0/root",
    )
    assert [read.at("London", sentence).country for sentence in (0, 1)] == ["CAN", "CAN"]


def test_a_capital_is_not_taken_for_its_namesake_in_a_country_that_is_spoken_of(gazetteer):
    read = Reading(
        gazetteer,
        "American/ADJ/2/amod/B-NORP families/NOUN/3/nsubj left/VERB/0/root Seattle/PROPN/3/obj/B-LOC for/ADP/6/case "
        "Paris/PROPN/3/obl/B-LOC",
        "French/ADJ/2/amod/B-NORP police/NOUN/3/nsubj met/VERB/0/root them/PRON/3/obj",
    )
    assert read.at("Paris").country == "FRA"


def test_a_stated_distance_decides_between_namesakes(gazetteer):
    read = Reading(
        gazetteer,
        "Troops/NOUN/2/nsubj took/VERB/0/root Hamilton/PROPN/2/obj/B-LOC ,/PUNCT/6/punct 60/NUM/6/nummod km/NOUN/3/appos "
        "from/ADP/8/case Toronto/PROPN/6/nmod/B-LOC",
    )
    reasons = {reason.signal for reason in read.atlas.explain(read.at("Hamilton").span)[0].reasons}
    assert read.at("Hamilton").country == "CAN"
    assert "stated distance" in reasons


def test_a_governor_speaks_for_the_province_and_not_for_its_city(gazetteer):
    line = "{}/PROPN/2/compound/B-LOC {}/NOUN/3/nsubj spoke/VERB/0/root in/ADP/5/case Ukraine/PROPN/3/obl/B-LOC"
    assert Reading(gazetteer, line.format("Kherson", "Governor")).at("Kherson").precision == "admin1"
    assert Reading(gazetteer, line.format("Kherson", "residents")).at("Kherson").precision == "exact"


def test_words_without_a_capital_and_unknown_acronyms_are_no_places(gazetteer):
    read = Reading(
        gazetteer,
        "Cases/NOUN/3/nsubj of/ADP/3/case polio/NOUN/1/nmod/B-LOC alarmed/VERB/0/root QZXW/PROPN/4/obj/B-LOC "
        "in/ADP/7/case Syria/PROPN/4/obl/B-LOC",
    )
    assert [mention.place.name for mention in read.atlas.places(0)] == ["Syria"]


def test_a_report_without_sentences(gazetteer):
    atlas = Atlas.of(Report("r1", ""), (), gazetteer)
    assert atlas.places(0) == ()
    assert atlas.place(0, 0) is None


def test_the_signals_are_documented_with_their_weights():
    rows = {f"| {signal.name} | {signal.weight:g} |" for signal in SIGNALS}
    text = (Path(__file__).parents[2] / "docs" / "places.md").read_text(encoding="utf-8")
    assert {row for row in rows if row not in text} == set()


def test_what_a_name_is_said_to_be_holds_throughout_the_report() -> None:
    claims = frontline.read_text(
        "Rebels captured the town of Minova on Tuesday. The army denied that Minova had fallen.",
        published="2025-01-21",
    )
    assert {(place["name"], place["feature"]) for claim in claims for place in claim["place"]} == {("Minova", "town")}

"""Conditionals: what a sentence says would follow, and the network's answer."""

from __future__ import annotations

import pytest
from grounds import BLUES, DAY, REDS, control, network, rows

from frontline.knowledge.actors import Registry
from frontline.records import Claim, Maker, Party, Place, Roles, Span, Stance
from frontline.records.control import ControlState
from frontline.situation.conditionals import Answer, Conditional, Verdict, answered, conditionals
from frontline.situation.consequence_words import answer_to_json
from frontline.situation.corridors import Ground
from frontline.situation.sides import Sides

NET = network()
SIDES = Sides(Registry.load())


def supposed(sentence: str, trigger: str, town: str, stance: Stance = Stance.HYPOTHETICAL) -> Claim:
    """A capture of a town by the Reds that a sentence speaks of."""

    def span(text: str) -> Span:
        start = sentence.index(text)
        return Span("r1", 40 + start, 40 + start + len(text), text)

    it = NET.towns[town.lower()]
    place = Place(span(town), town, "town", "exact", it.geonameid, it.lat, it.lon, "XYZ")
    party = Party(span(trigger), "reds", "rebel")
    evidence = Span("r1", 40, 40 + len(sentence), sentence)
    maker = Maker("extraction", "0", "none", "none")
    roles = Roles(actor=(party,), place=(place,))
    return Claim("c1", "r1", "capture", stance, "present", True, span(trigger), evidence, roles, (), (), 0.8, maker)  # noqa: FBT003


def read(sentence: str, trigger: str, town: str, **more: Stance) -> Conditional | None:
    found = conditionals([supposed(sentence, trigger, town, **more)], NET, SIDES, DAY)
    return found[0] if found else None


def answer(sentence: str, trigger: str, town: str, **changed: object) -> Answer:
    return answered(read(sentence, trigger, town), Ground.of(NET, rows(**changed)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "trigger", "start", "goals"),
    [
        ("If the Reds take Cross, they cut the capital off from the coast.", "take", "capital", ["the coast"]),
        (
            "If the Reds take Cross, the capital Capital would be cut off from Port and Pier.",
            "take",
            "Capital",
            ["Port", "Pier"],
        ),
        ("Taking Cross would sever the road between Capital and Port, an analyst said.", "Taking", "Capital", ["Port"]),
        ("The fall of Cross would isolate Capital from the coast.", "fall", "Capital", ["the coast"]),
        ("If the Reds take Cross, they open the road to Capital.", "take", None, ["Capital"]),
        ("If the Reds take Cross, Port’s garrison is surrounded.", "take", None, ["Port’s"]),
    ],
)
def test_from_where_and_to_where_is_read(sentence, trigger, start, goals):
    found = read(sentence, trigger, "Cross")
    assert (found.start.words if found.start else None) == start
    assert [one.words for one in found.goals] == goals


def test_a_supposed_change_without_a_consequence_is_no_conditional():
    assert read("If the Reds take Cross, many will flee.", "take", "Cross") is None
    sentence = "The Reds took Cross and cut off Capital from the coast."
    assert read(sentence, "took", "Cross", stance=Stance.ASSERTED) is None


def test_the_trigger_itself_says_nothing_of_what_follows():
    assert read("If the Reds surround Cross, many will flee.", "surround", "Cross") is None


CUT = "If the Reds take {}, Capital would be cut off from the coast."


def test_a_cut_that_follows_is_said_to_follow_with_the_road_that_is_lost():
    found = answer(CUT.format("Cross"), "take", "Cross")
    assert found.verdict is Verdict.FOLLOWS
    told = answer_to_json(found, Ground.of(NET, rows()))
    assert told["says"] == {"kind": "cut", "word": "cut", "denied": False, "from": "Capital", "to": ["the coast"]}
    assert told["text"] == (
        "follows: no other route is left in the network. now Capital to Port: H1 to Cross, then T1. "
        "then Capital to Port: no way in the network."
    )


def test_a_cut_that_does_not_follow_is_not_and_one_that_is_already_is_already():
    assert answer(CUT.format("South"), "take", "South").verdict is Verdict.NOT
    assert answer(CUT.format("Cross"), "take", "Cross", keep=control("keep", REDS)).verdict is Verdict.ALREADY
    in_doubt = answer(CUT.format("South"), "take", "South", keep=control("keep", BLUES, ControlState.CONTESTED))
    assert in_doubt.verdict is Verdict.DOUBTFUL


def test_a_report_that_says_it_would_not_happen_is_kept_as_such():
    found = answer("Taking South would not cut Capital off from the coast.", "Taking", "South")
    assert found.conditional.denied
    assert found.verdict is Verdict.NOT


def test_places_that_the_network_lacks_leave_a_conditional_untested_and_say_why():
    found = answer("If the Reds take Cross, Samarkand would be cut off.", "take", "Cross")
    assert found.verdict is Verdict.UNTESTED
    assert "names no place of the network" in found.why


def test_an_unknown_holder_of_the_capital_is_taken_for_the_loser_and_said_to_be():
    found = answer(CUT.format("Cross"), "take", "Cross", capital=None)
    assert found.verdict is Verdict.FOLLOWS
    assert "who holds Capital is not known; it is taken for the Blues" in found.why


def test_an_opened_road_names_who_is_still_on_the_way():
    found = answer("If the Reds take Cross, they open the road to Capital.", "take", "Cross")
    assert found.verdict is Verdict.NOT
    assert "the Blues at Keep" in found.why


def test_a_surrounded_place_is_one_without_a_way_out():
    def enclosed(town: str, goal: str) -> Verdict:
        return answer(f"If the Reds take {town}, {goal} would be surrounded.", "take", town).verdict

    assert enclosed("East", "Sands") is Verdict.FOLLOWS
    assert enclosed("Cross", "Port") is Verdict.NOT


def test_a_road_is_cut_by_the_loss_of_a_town_on_it():
    def cut(town: str, road: str) -> Verdict:
        return answer(f"If the Reds take {town}, they cut the {road} highway.", "take", town).verdict

    assert cut("Keep", "H1") is Verdict.FOLLOWS
    assert cut("Port", "H1") is Verdict.NOT
    assert cut("Nord", "H1") is Verdict.ALREADY

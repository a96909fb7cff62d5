"""What if: a supposition changes what it says and nothing else, and the ways that change are told."""

from __future__ import annotations

from datetime import date

import pytest
from grounds import BLUES, DAY, REDS, control, network, rows

from frontline.errors import UsageError
from frontline.knowledge.actors import Registry
from frontline.records import Claim, Maker, Party, Place, Roles, Span, Stance
from frontline.records.control import ControlState
from frontline.situation.consequence_words import consequences_to_json
from frontline.situation.corridors import Ground, Open
from frontline.situation.sides import Sides
from frontline.situation.whatif import Supposition, applied, consequences, suppose

NET = network()
FALL = Supposition((("cross", REDS),))


def texts(ground: Ground, supposition: Supposition) -> list[str]:
    return [one["text"] for one in consequences_to_json(consequences(ground, supposition), ground)]


def test_the_fall_of_a_crossroads_cuts_the_capital_from_the_port():
    ground = Ground.of(NET, rows())
    found = consequences(ground, FALL)
    (lost,) = found.severed
    assert (lost.holder, lost.anchor, lost.towns) == (BLUES, "capital", ("port", "pier"))
    assert (lost.before.open, lost.after.open) == (Open.OPEN, Open.CUT)
    assert texts(ground, FALL) == [
        "Cross passes from the Blues to the Reds.",
        "Capital loses its road to Port and 1 other place: H1 to Cross, then T1; no other route in the network.",
        "Capital keeps its road to South: H1.",
    ]


def test_what_is_in_doubt_before_and_after_is_said_to_be():
    ground = Ground.of(NET, rows(keep=control("keep", BLUES, ControlState.CONTESTED)))
    lost = next(one for one in texts(ground, FALL) if "loses" in one)
    assert "no other route in the network; in doubt before: Keep contested" in lost
    found = consequences(Ground.of(NET, rows()), Supposition((("keep", None),)))
    assert {one.after.open for one in found.severed} == {Open.CUT}


def test_a_capital_of_unknown_holder_is_taken_for_the_loser_and_said_to_be():
    ground = Ground.of(NET, [control("cross", BLUES), control("nord", REDS), control("mill", REDS)])
    found = consequences(ground, FALL)
    (lost,) = found.severed
    assert lost.assumed
    assert lost.towns == ("port",)
    text = next(one for one in texts(ground, FALL) if "loses" in one)
    assert "Port, which nobody is known to hold" in text
    assert "who holds Capital is not known from these reports" in text


def test_a_taking_that_joins_two_parts_is_a_gain():
    ground = Ground.of(NET, rows(keep=control("keep", REDS)))
    (gain,) = consequences(ground, Supposition((("cross", REDS),))).joined
    assert (gain.holder, gain.towns, gain.after.open) == (REDS, ("keep",), Open.OPEN)


def test_a_place_left_without_a_way_out_is_a_pocket():
    ground = Ground.of(NET, rows())
    assert any(
        one == "Sands, held by the Blues, is left without a way out by road."
        for one in texts(ground, Supposition((("east", REDS),)))
    )


def test_a_bridge_that_is_down_cuts_as_a_place_does():
    ground = Ground.of(NET, rows(cross=control("cross", REDS)))
    told = texts(ground, Supposition((), ("mill-bridge",)))
    assert told[0] == "Mill Bridge is down."
    assert told[1].startswith("Cross loses its road to Nord and 1 other place: H1; no other route")


def test_what_changes_nothing_says_so_and_what_lies_nowhere_is_refused():
    ground = Ground.of(NET, rows())
    assert (
        texts(ground, Supposition((("sands", BLUES),)))[-1]
        == "No way between places of one side changes in the network."
    )
    with pytest.raises(UsageError, match="Atlantis is not in it"):
        consequences(ground, Supposition((), unplaced=("Atlantis",)))


def test_the_ground_itself_is_never_changed():
    ground = Ground.of(NET, rows())
    after = applied(ground, FALL)
    assert ground.holder("cross") == BLUES
    assert after.holder("cross") == REDS


def claim(kind: str, actor: str | None, *places: Place, polarity: bool = True) -> Claim:
    span = Span("r1", 0, 4, "word")
    party = Party(span, actor, "rebel", id=actor) if actor else None
    roles = Roles(actor=(party,) if party else (), place=places)
    maker = Maker("extraction", "0", "none", "none")
    return Claim("c" + kind, "r1", kind, Stance.ASSERTED, "present", polarity, span, span, roles, (), (), 0.9, maker)


def place(name: str, number: int | None = None, feature: str = "town") -> Place:
    return Place(Span("r1", 0, len(name), name), name, feature, "exact", number, country="XYZ")


def test_claims_suppose_by_their_kind():
    sides = Sides(Registry.load())

    def read(*claims: Claim) -> Supposition:
        return suppose(claims, NET, sides, date(2031, 5, 4))

    assert [(town, one.id) for town, one in read(claim("capture", "syria-sdf", place("Cross", 1002))).towns] == [
        ("cross", "syria-sdf")
    ]
    assert read(claim("withdraw", "syria-sdf", place("Cross", 1002))).towns == (("cross", None),)
    assert read(claim("destroy", "syria-sdf", place("Mill Bridge", feature="road"))).bridges == ("mill-bridge",)
    assert read(claim("capture", "syria-sdf", place("the coast", feature="area"))).towns[0][0] == "port"
    assert read(claim("capture", "syria-sdf", place("Atlantis"))).unplaced == ("Atlantis",)
    assert read(claim("capture", "syria-sdf", place("Cross", 1002), polarity=False)).claims == ()
    assert read(claim("protest", None, place("Cross", 1002))).claims == ()
    assert DAY.year == 2031


def test_who_takes_or_leaves_a_bridge_does_not_bring_it_down():
    sides, bridge = Sides(Registry.load()), place("Mill Bridge", feature="road")
    for kind in ("capture", "withdraw"):
        found = suppose([claim(kind, "syria-sdf", bridge)], NET, sides, date(2031, 5, 4))
        assert (found.bridges, found.unplaced) == ((), ("Mill Bridge",))


def test_who_does_not_hold_a_place_cannot_leave_it():
    ground = Ground.of(NET, rows())
    gone = Supposition((("cross", None),), leavers=(("cross", REDS),))
    assert ground.holder("cross") == applied(ground, gone).holder("cross") == BLUES
    assert applied(ground, Supposition((("cross", None),), leavers=(("cross", BLUES),))).holder("cross") is None

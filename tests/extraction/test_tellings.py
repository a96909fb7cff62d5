"""What becomes of the model's tellings, on a sentence annotated by hand; the codebook's rules are the second opinion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.extraction import Scene, claims
from frontline.knowledge.shipped import shipped
from frontline.language.annotation import Edge, Telling
from frontline.reading import read_text
from frontline.records import Claim, Maker, Report, Stance
from frontline.testing import sentences_from_conllu, text_from_conllu

# "Raiders combed the mill at Orsk on Friday ." : a wording that no rule knows.
COMBED = """\
# text = Raiders combed the mill at Orsk on Friday.
1\tRaiders\traider\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tcombed\tcomb\tVERB\tVBD\t_\t0\troot\t_\tPred=Yes
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
4\tmill\tmill\tNOUN\tNN\t_\t2\tobj\t_\t_
5\tat\tat\tADP\tIN\t_\t6\tcase\t_\t_
6\tOrsk\tOrsk\tPROPN\tNNP\t_\t4\tnmod\t_\tName=B-LOC
7\ton\ton\tADP\tIN\t_\t8\tcase\t_\t_
8\tFriday\tFriday\tPROPN\tNNP\t_\t2\tobl\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
CAPTURED = COMBED.replace("combed", "captured").replace("comb\t", "capture\t")
EDGES = (
    Edge("actor", 0, 0.9),
    Edge("place", 3, 0.8),
    Edge("time", 7, 0.9),
    Edge("cargo", 5, 0.9),
    Edge("recipient", 5, 0.2),
)


def telling(**changes: object) -> Telling:
    plain = Telling(1, 0.9, (("attack", 0.8), ("meet", 0.1)), (("asserted", 0.9), ("claimed", 0.1)), 0.02, EDGES)
    return replace(plain, **changes)  # type: ignore[arg-type]


def made(content: str, *tellings: Telling) -> tuple[Claim, ...]:
    text = text_from_conllu(content)
    report = next(one for one in read_text(text) if isinstance(one, Report))
    (sentence,) = sentences_from_conllu(content)
    scene = Scene.of(report, [replace(sentence, tellings=tellings)], shipped())
    return claims(scene, Maker("test", "0", "by hand", "0"))


def texts(claim: Claim, role: str) -> list[str]:
    return [one.span.text for one in getattr(claim.roles, role)]


def test_a_telling_is_a_claim_with_the_roles_that_its_kind_takes() -> None:
    (claim,) = made(COMBED, telling())
    assert (claim.kind, claim.stance, claim.trigger.text) == ("attack", Stance.ASSERTED, "combed")
    assert (texts(claim, "actor"), texts(claim, "place")) == (["Raiders"], ["the mill"])
    assert claim.roles.time is not None
    assert claim.roles.time.span is not None
    assert "Friday" in claim.roles.time.span.text
    assert not claim.roles.cargo  # an attack takes none
    assert not claim.roles.recipient  # too unlikely


def test_a_place_that_nothing_is_known_of_keeps_its_words_and_has_no_point() -> None:
    (claim,) = made(COMBED, telling(edges=(Edge("place", 0, 0.9),)))
    (place,) = claim.roles.place
    assert place.name == "Raiders"
    assert (place.lat, place.lon, place.geonameid) == (None, None, None)


def test_an_unlikely_telling_is_none_unless_a_rule_seconds_it() -> None:
    unsure = telling(share=0.3, kinds=(("capture", 0.3), ("attack", 0.1)))
    assert made(COMBED, unsure) == ()
    (claim,) = made(CAPTURED, unsure)
    assert claim.kind == "capture"
    assert made(CAPTURED, telling(share=0.02, kinds=(("capture", 0.01),))) == ()


def test_a_rule_decides_between_kinds_that_are_nearly_as_likely() -> None:
    torn = telling(kinds=(("loot", 0.45), ("capture", 0.4)))
    assert [claim.kind for claim in made(COMBED, torn)] == ["loot"]
    assert [claim.kind for claim in made(CAPTURED, torn)] == ["capture"]


@pytest.mark.parametrize(
    ("stance", "negative", "found"),
    [
        ("asserted", 0.9, None),
        ("claimed", 0.9, None),
        ("denied", 0.1, None),
        ("planned", 0.9, Stance.PLANNED),
        ("claimed", 0.1, Stance.CLAIMED),
    ],
)
def test_what_the_outlet_tells_as_not_so_is_no_claim(stance: str, negative: float, found: Stance | None) -> None:
    made_of = made(COMBED, telling(stances=((stance, 0.99),), negative=negative))
    assert [claim.stance for claim in made_of] == ([] if found is None else [found])


def test_where_the_model_is_silent_the_rules_stand_alone() -> None:
    text = text_from_conllu(CAPTURED)
    report = next(one for one in read_text(text) if isinstance(one, Report))
    maker = Maker("test", "0", "by hand", "0")
    assert [one.kind for one in claims(Scene.of(report, sentences_from_conllu(CAPTURED), shipped()), maker)] == [
        "capture"
    ]
    assert [one.kind for one in made(CAPTURED)] == ["capture"]
    assert made(COMBED) == ()


def test_a_doubtful_number_is_no_toll_and_nobody_struck_is_counted_among_the_dead() -> None:
    struck = COMBED.replace("mill", "guards").replace(
        "\tthe\tthe\tDET\tDT\t_\t4\tdet", "\ttwo\ttwo\tNUM\tCD\t_\t4\tnummod"
    )
    struck = struck.replace("combed the guards", "combed two guards")
    dated = telling(edges=(Edge("actor", 0, 0.9),), counts=(Edge("detained", 7, 0.9),))
    (claim,) = made(struck, dated)
    assert claim.counts == ()  # a day is no number of people
    doubtful = telling(edges=(Edge("actor", 0, 0.9),), counts=(Edge("killed", 3, 0.45),))
    (claim,) = made(struck, doubtful)
    assert claim.counts == ()
    (claim,) = made(struck, telling(edges=(Edge("actor", 0, 0.9), Edge("recipient", 3, 0.9))))
    assert claim.counts == ()
    (claim,) = made(struck, telling(edges=(Edge("actor", 0, 0.9),), counts=(Edge("killed", 3, 0.9),)))
    assert claim.counts == ()  # nothing in "combed two guards" tells of a death
    killed = struck.replace("combed", "killed").replace("\tcomb\t", "\tkill\t")
    (claim,) = made(killed, telling(edges=(Edge("actor", 0, 0.9),), counts=(Edge("killed", 3, 0.9),)))
    assert [(name, one.low, one.high) for name, one in claim.counts] == [("killed", 2, 2)]


def test_a_day_is_no_place() -> None:
    held = COMBED.replace("combed", "held").replace("comb\t", "hold\t")
    for edges in ((Edge("actor", 0, 0.9),), (Edge("actor", 0, 0.9), Edge("place", 7, 0.9))):
        (claim,) = made(held, telling(kinds=(("hold", 0.9),), edges=edges))
        assert "Friday" not in texts(claim, "place")


@pytest.mark.parametrize(("preposition", "role"), [("to", "destination"), ("from", "origin")])
def test_one_place_is_not_both_where_they_left_and_where_they_went(preposition: str, role: str) -> None:
    fled = COMBED.replace("combed", "fled").replace("comb\t", "flee\t").replace(" at ", f" {preposition} ")
    fled = fled.replace("at\tat\tADP", f"{preposition}\t{preposition}\tADP")
    both = (Edge("actor", 0, 0.9), Edge("origin", 5, 0.9), Edge("destination", 5, 0.9))
    (claim,) = made(fled, telling(kinds=(("withdraw", 0.9),), edges=both))
    assert [name for name in ("origin", "destination") if "Orsk" in texts(claim, name)] == [role]

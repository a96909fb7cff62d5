from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontline.knowledge.shipped import shipped
from frontline.records import Party, Place, Roles, Stance
from frontline.situation.dating import Days
from frontline.situation.sides import Sides
from frontline.situation.testimony import Form, Hearing, Interest
from frontline.situation.testimony import Testimony as Told
from frontline.testing import filing, party, said, source, span, town

DAY = date(2024, 12, 5)
REBELS, ARMY = party("syria-hts"), party("syria-forces", kind="state-forces")


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    knowledge = shipped()
    return Hearing(Sides(knowledge.registry), knowledge.gazetteer)


def heard(hearing: Hearing, kind: str, roles: Roles, words: str = "They did it.", *how: object) -> list[Told]:
    one = filing(kind, words, roles, str(DAY))
    one = said(one, *how) if how else one  # type: ignore[arg-type]
    return list(hearing.testimonies(one, Days(DAY, DAY, stated=True)))


@pytest.mark.parametrize(
    ("kind", "roles", "form", "holder"),
    [
        ("capture", Roles((REBELS,), place=(town("Hama"),)), Form.GAIN, "syria-rebels"),
        ("capture", Roles((), (ARMY,), place=(town("Hama"),)), Form.LOSS, "syria-government"),
        ("withdraw", Roles((ARMY,), origin=(town("Hama"),)), Form.LOSS, "syria-government"),
        ("hold", Roles((ARMY,), place=(town("Hama"),)), Form.HOLD, "syria-government"),
        ("besiege", Roles((), (ARMY,), place=(town("Hama"),)), Form.BESIEGED, "syria-government"),
        ("detain", Roles((ARMY,), place=(town("Hama"),)), Form.RULE, "syria-government"),
        ("protest", Roles((), (ARMY,), place=(town("Hama"),)), Form.RULE, "syria-government"),
        ("abduct", Roles((ARMY,), place=(town("Hama"),)), Form.RULE, "syria-government"),
        ("abduct", Roles((REBELS,), place=(town("Hama"),)), Form.ENTER, "syria-rebels"),
        ("airstrike", Roles((ARMY,), place=(town("Hama"),)), Form.FIRE, "syria-government"),
    ],
)
def test_a_kind_says_something_of_a_side(hearing: Hearing, kind: str, roles: Roles, form: Form, holder: str) -> None:
    (one,) = heard(hearing, kind, roles)
    assert (one.form, one.holder and one.holder.id) == (form, holder)


def test_a_hand_over_is_a_loss_and_a_gain(hearing: Hearing) -> None:
    found = heard(hearing, "hand-over", Roles((ARMY,), (REBELS,), place=(town("Hama"),)))
    assert [one.form for one in found] == [Form.LOSS, Form.GAIN]


@pytest.mark.parametrize("stance", [Stance.PLANNED, Stance.HYPOTHETICAL])
def test_plans_and_conditions_say_nothing(hearing: Hearing, stance: Stance) -> None:
    assert not heard(hearing, "capture", Roles((REBELS,), place=(town("Hama"),)), "If so.", stance)


def test_a_denied_withdrawal_speaks_for_who_is_said_to_have_gone(hearing: Hearing) -> None:
    roles = Roles((ARMY,), origin=(town("Homs"),))
    (one,) = heard(hearing, "withdraw", roles, "It did not.", Stance.DENIED, source("syria-forces", "military"))
    assert (one.form, one.interest) == (Form.NOT_LOSS, Interest.OWN)


@pytest.mark.parametrize(
    ("speaker", "kind", "interest"),
    [
        ("syria-hts", "armed-group", Interest.OWN),
        ("syria-forces", "military", Interest.ADMISSION),
        (None, "monitor", Interest.NEUTRAL),
        (None, "unnamed", Interest.UNKNOWN),
    ],
)
def test_who_gains_by_it_counts(hearing: Hearing, speaker: str | None, kind: str, interest: Interest) -> None:
    roles = Roles((REBELS,), place=(town("Hama"),))
    (one,) = heard(hearing, "capture", roles, "Taken.", Stance.CLAIMED, source(speaker, kind))
    assert one.interest is interest


def test_the_loser_admits_a_loss_and_the_enemy_claims_it(hearing: Hearing) -> None:
    roles = Roles((ARMY,), origin=(town("Hama"),))
    (own,) = heard(hearing, "withdraw", roles, "Gone.", Stance.CLAIMED, source("syria-forces", "military"))
    (enemy,) = heard(hearing, "withdraw", roles, "Gone.", Stance.CLAIMED, source("syria-hts", "armed-group"))
    assert (own.interest, enemy.interest) == (Interest.ADMISSION, Interest.OWN)


@pytest.mark.parametrize("before", ["half of ", "parts of the city of ", "80% of ", "the outskirts of ", "eastern "])
def test_words_before_a_place_make_it_a_part(hearing: Hearing, before: str) -> None:
    words = f"They hold {before}Hama now."
    place = replace(town("Hama"), span=span("Hama", words.index("Hama")))
    (one,) = heard(hearing, "capture", Roles((REBELS,), place=(place,)), words)
    assert one.part


@pytest.mark.parametrize("before", ["", "the city of ", "control of ", "the village of "])
def test_other_words_leave_it_whole(hearing: Hearing, before: str) -> None:
    words = f"They took {before}Hama now."
    place = replace(town("Hama"), span=span("Hama", words.index("Hama")))
    (one,) = heard(hearing, "capture", Roles((REBELS,), place=(place,)), words)
    assert not one.part


def test_a_police_station_is_a_part_of_its_town(hearing: Hearing) -> None:
    station = Place(span("the police station"), "police station", "facility", "unknown")
    (one,) = heard(hearing, "capture", Roles((REBELS,), place=(station, town("Hama"))))
    assert one.part
    assert one.place is not None
    assert one.place.name == "Hama"


def test_a_crossing_with_a_name_and_a_point_is_a_place_of_its_own(hearing: Hearing) -> None:
    crossing = Place(span("Nassib crossing"), "Nassib crossing", "crossing", "exact", None, 32.5, 36.2, "SYR", "Daraa")
    (one,) = heard(hearing, "capture", Roles((REBELS,), place=(crossing,)))
    assert one.place is not None
    assert (one.part, one.place.feature) == (False, "crossing")


def test_a_region_is_told_of_all_its_places_and_a_country_of_none(hearing: Hearing) -> None:
    region = Place(span("Hama province"), "Hama", "region", "admin1", 1, 35.0, 37.0, "SYR", "Hama")
    country = Place(span("Syria"), "Syria", "country", "country", 2, 35.0, 38.0, "SYR")
    (one,) = heard(hearing, "capture", Roles((REBELS,), place=(region,)))
    assert (one.place, one.region) == (None, ("SYR", "Hama"))
    assert not heard(hearing, "capture", Roles((REBELS,), place=(country,)))


def test_civilians_and_nameless_troops_hold_nothing(hearing: Hearing) -> None:
    for words, kind in (("villagers", "civilians"), ("troops", "state-forces")):
        nobody = Party(span(words), words, kind)
        assert not heard(hearing, "capture", Roles((nobody,), place=(town("Hama"),)))


def test_in_a_war_that_the_registry_does_not_know_parties_hold_under_their_words(hearing: Hearing) -> None:
    rebels = Party(span("Northern Front"), "Northern Front", "rebel")
    (one,) = heard(hearing, "capture", Roles((rebels,), place=(town("Hillville", country="NZL"),)))
    assert one.holder is not None
    assert one.holder.name == "Northern Front"


@pytest.mark.parametrize(
    "before",
    [
        "their last stronghold in ",
        "territory within the ",
        "93% of Elsewhere's ",
        "bases in Ruritania's ",
        "a stronghold in neighbouring ",
    ],
)
def test_what_lies_in_a_region_or_is_a_share_of_it_is_not_the_region(hearing: Hearing, before: str) -> None:
    words = f"They hold {before}Hama province now."
    at = words.index("Hama")
    region = Place(span("Hama province", at), "Hama", "region", "admin1", 1, 35.0, 37.0, "SYR", "Hama")
    assert not heard(hearing, "hold", Roles((REBELS,), place=(region,)), words)
    plain = "They now hold Hama province."
    region = replace(region, span=span("Hama province", plain.index("Hama")))
    assert heard(hearing, "hold", Roles((REBELS,), place=(region,)), plain)


def test_a_region_beside_what_is_a_part_of_it_is_left_out(hearing: Hearing) -> None:
    region = Place(span("Hama province"), "Hama", "region", "admin1", 1, 35.0, 37.0, "SYR", "Hama")
    border = Place(span("the border"), "the border", "area", "unknown")
    assert not heard(hearing, "capture", Roles((REBELS,), place=(border, region)))


def test_an_origin_without_a_point_leaves_it_to_the_place(hearing: Hearing) -> None:
    positions = Place(span("its positions"), "its positions", "area", "unknown")
    roles = Roles((ARMY,), place=(town("Hama"),), origin=(positions,))
    (one,) = heard(hearing, "withdraw", roles, "It left its positions.")
    assert one.place is not None
    assert (one.form, one.place.name) == (Form.LOSS, "Hama")


def test_sides_of_one_name_in_two_wars_are_two() -> None:
    sides = Sides(shipped().registry)
    day = date(2025, 1, 27)
    m23, army, neighbour = (
        sides.of_actor(actor, "COD", day)
        for actor in ("congo-m23", "democratic-republic-of-the-congo-forces", "rwanda-forces")
    )
    assert m23 is not None
    assert army is not None
    assert m23.id == "congo-m23"
    assert army.id == "democratic-republic-of-the-congo-government"
    assert neighbour == m23
    assert sides.of_actor("rwanda-forces", "MOZ", day) == sides.of_actor("mozambique-forces", "MOZ", day)


@pytest.mark.parametrize(("day", "holder"), [("2024-12-05", None), ("2031-05-05", "rebels")])
def test_rebels_without_a_name_hold_places_only_where_no_theatre_says_who_they_are(
    hearing: Hearing, day: str, holder: str | None
) -> None:
    rebels = Party(span("rebels"), "rebels", "rebel")
    found = hearing.sides.holder(rebels, "SYR", date.fromisoformat(day))
    assert (found and found.name) == holder


def test_what_an_adjective_says_of_a_country_is_not_said_of_its_town(hearing: Hearing) -> None:
    words = "They captured eastern Ruritania's Hama now."
    place = replace(town("Hama"), span=span("Hama", words.index("Hama")))
    (one,) = heard(hearing, "capture", Roles((REBELS,), place=(place,)), words)
    assert not one.part


def test_parts_of_a_crossing_that_is_only_known_to_be_near_a_village_are_a_part_of_it_without_a_point(
    hearing: Hearing,
) -> None:
    words = "They seized parts of the Nassib border crossing."
    at = words.index("the Nassib")
    crossing = Place(
        span("the Nassib border crossing", at), "Nassib border crossing", "crossing", "near", None, 32.5, 36.2, "SYR"
    )
    (one,) = heard(hearing, "capture", Roles((REBELS,), place=(crossing,)), words)
    assert one.part
    assert one.place is not None
    assert (one.place.name, one.place.lat) == ("Nassib border crossing", None)


@pytest.mark.parametrize("name", ["former rebels", "advancing rebels"])
def test_words_that_tell_rebels_apart_make_them_a_side_of_their_own(hearing: Hearing, name: str) -> None:
    found = hearing.sides.holder(Party(span(name), name, "rebel"), "SYR", DAY)
    assert (found is not None) is (name == "former rebels")


def test_who_denies_that_a_place_fell_and_names_nobody_denies_its_own_loss(hearing: Hearing) -> None:
    fallen = Roles(place=(town("Hama"),))
    (one,) = heard(hearing, "capture", fallen, "It has not fallen.", Stance.DENIED, source("syria-forces", "military"))
    assert (one.form, one.holder and one.holder.id) == (Form.NOT_LOSS, "syria-government")
    assert not heard(hearing, "capture", fallen, "It has not fallen.", Stance.DENIED, source(None, "monitor"))

"""Whose words a report is: communiqués, posts of fighters, interviews. Texts are made up for these tests."""

from __future__ import annotations

import pytest

import frontline
from frontline.records.wire import Json

TOLD = "Units of the 12th Brigade entered the village of Rozivka on Monday. Two enemy tanks were destroyed there."


def read(text: str, **options: str) -> list[Json]:
    return frontline.read_text(text, published="2023-03-15", **options)


def spoken(claims: list[Json]) -> set[tuple[str, str, str | None]]:
    return {(claim["stance"], source["text"], source["affiliation"]) for claim in claims for source in claim["sources"]}


@pytest.mark.parametrize(
    ("letterhead", "issuer", "party"),
    [
        ("GENERAL STAFF OF THE ARMED FORCES OF UKRAINE\nPress release No. 14\n\n", "GENERAL STAFF OF THE ARMED FORCES OF UKRAINE", "ukraine-forces"),
        ("Statement by the Ministry of Defence of Ukraine on the events of the week\n\n", "Ministry of Defence of Ukraine on the events of the week", "ukraine-government"),
        ("Kyiv Relief Corps - Official communiqué 7/2023\n\n", "Kyiv Relief Corps - Official communiqué 7/2023", None),
    ],
)  # fmt: skip
def test_a_statement_is_its_issuers_claim(letterhead: str, issuer: str, party: str | None) -> None:
    claims = read(letterhead + TOLD)
    assert claims
    assert spoken(claims) == {("claimed", issuer, party)}


def test_we_are_who_issued_the_statement() -> None:
    claims = read(
        "ARMED FORCES OF UKRAINE\nPress release No. 15\n\nOur troops recaptured Rozivka on Monday. We shelled the depot."
    )
    assert {party["id"] for claim in claims for party in claim["actor"]} == {"ukraine-forces"}


def test_an_outlet_that_is_a_party_claims_what_it_tells() -> None:
    assert spoken(read(TOLD, outlet="Armed Forces of Ukraine")) == {
        ("claimed", "Armed Forces of Ukraine", "ukraine-forces")
    }
    assert spoken(read(TOLD, outlet="The Rozivka Herald")) == {("asserted", "The Rozivka Herald", None)}


def test_who_calls_forces_his_own_speaks_for_a_side() -> None:
    claims = read("Our fighters burned two enemy tanks near Rozivka at noon. The road is closed to them.")
    assert {claim["stance"] for claim in claims} == {"claimed"}
    assert all(claim["sources"][0]["anonymous"] for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Army statement says Rozivka fell\n\n" + TOLD,
        "“Our fighters are tired,” a medic said. Troops shelled the village of Rozivka on Monday.",
        "Our fighters held on, a commander told reporters. Troops shelled the village of Rozivka on Monday.",
    ],
)
def test_a_report_on_a_statement_is_none(text: str) -> None:
    told = [claim for claim in read(text) if claim["kind"] in {"shelling", "advance", "destroy"}]
    assert told
    assert {claim["stance"] for claim in told} == {"asserted"}


INTERVIEW = """Iryna Moroz kept the school in Rozivka until March. She spoke to us in Dnipro.

What happened on the day you left?

Soldiers shelled the village at dawn. They burned the school. My brother said that they arrested the mayor.

Did the army defend the village?

It withdrew in the night. We do not know where to.
"""


def test_an_answer_is_the_claim_of_who_gives_it() -> None:
    claims = {claim["kind"]: claim for claim in read(INTERVIEW)}
    assert claims["shelling"]["stance"] == "claimed"
    assert [source["text"] for source in claims["shelling"]["sources"]] == ["Iryna Moroz"]
    assert [source["text"] for source in claims["detain"]["sources"]] == ["Iryna Moroz", "brother"]


def test_what_is_asked_is_not_said() -> None:
    (asked,) = [claim for claim in read(INTERVIEW) if claim["evidence"]["text"].endswith("?")]
    assert asked["stance"] == "hypothetical"

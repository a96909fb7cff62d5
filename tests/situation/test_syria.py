"""Syria, 27 November to 9 December 2024, from dispatches of our own of what was public: read, and put on the roads.

What a careful reader takes from them stands in examples/control/syria-2024.tsv.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontline.knowledge.roads.file import load_network
from frontline.knowledge.shipped import shipped
from frontline.pipeline.consequences import Answering
from frontline.pipeline.controlling import Told, tell
from frontline.records.control import Control

EXAMPLES = Path(__file__).parents[2] / "examples"
START = EXAMPLES / "control" / "syria-2024-start.csv"
GOLD = EXAMPLES / "control" / "syria-2024.tsv"
REBELS, GOVERNMENT, KURDS = "syria-rebels", "syria-government", "syria-sdf"
HOLDERS_RIGHT = 0.6
"""Share of gold rows whose holder must be right: a floor under what was measured (22 of 36)."""


@pytest.fixture(scope="module")
def told() -> Told:
    return tell([EXAMPLES / "syria-2024"], start=START)


@pytest.fixture(scope="module")
def answering(told: Told) -> Answering:
    return Answering(told, load_network("syria", shipped().gazetteer), date(2024, 12, 6), asked=True)


def holder(told: Told, answering: Answering, town: str, day: date) -> str | None:
    """Who holds a town on a day, whatever the state."""
    place = next(one for one in told.account.places if (it := answering.network.town(one)) and it.id == town)
    found: Control = told.account.at(day, [place])[0]
    return found.holder.id if found.holder else None


def test_every_dispatch_has_its_day_and_makes_claims(told):
    assert told.problems == ()
    assert told.newest == date(2024, 12, 9)
    assert len({filing.path for filing in told.filings.values()}) == len(list((EXAMPLES / "syria-2024").glob("*.txt")))


@pytest.mark.parametrize(
    ("place", "day", "kind", "actor"),
    [
        ("Aleppo", date(2024, 11, 30), "withdraw", "syria-forces"),
        ("Hamah", date(2024, 12, 5), "capture", REBELS),
        ("Deir ez-Zor", date(2024, 12, 6), "capture", KURDS),
        ("Ar Rastan", date(2024, 12, 6), "capture", REBELS),
        ("Homs", date(2024, 12, 8), "capture", REBELS),
        ("Damascus", date(2024, 12, 8), "capture", REBELS),
    ],
)
def test_the_turns_of_the_war_are_claimed_on_their_days(told, place, day, kind, actor):
    def says_so(filing):
        claim = filing.claim
        places = [one.name for one in (*claim.roles.place, *claim.roles.origin)]
        actors = [one.id for one in claim.roles.actor]
        return (claim.kind, filing.published) == (kind, day) and claim.polarity and place in places and actor in actors

    assert any(says_so(filing) for filing in told.filings.values())


def test_a_denied_withdrawal_is_no_withdrawal(told):
    denied = [
        one.claim for one in told.filings.values() if one.published == date(2024, 12, 6) and not one.claim.polarity
    ]
    places = [place.name for one in denied if one.kind == "withdraw" for place in (*one.roles.place, *one.roles.origin)]
    assert "Homs" in places


def test_towns_fall_in_the_order_and_on_the_days_in_which_they_fell(told, answering):
    def fell(town: str) -> date:
        day = date(2024, 11, 27)
        while day < date(2024, 12, 12) and holder(told, answering, town, day) == GOVERNMENT:
            day += timedelta(days=1)
        return day

    days = {town: fell(town) for town in ("aleppo", "hama", "deir-ez-zor", "homs", "damascus")}
    assert days == {
        "aleppo": date(2024, 11, 30),
        "hama": date(2024, 12, 5),
        "deir-ez-zor": date(2024, 12, 6),
        "homs": date(2024, 12, 8),
        "damascus": date(2024, 12, 8),
    }


def test_holders_are_those_that_a_careful_reader_names(told, answering):
    with GOLD.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["holder"]]
    towns = {row["place"]: answering.network.named(row["place"])[0].id for row in rows}
    spoken = {it.id for one in told.account.places if (it := answering.network.town(one))}
    right = sum(
        towns[row["place"]] in spoken
        and holder(told, answering, towns[row["place"]], date.fromisoformat(row["date"])) == row["holder"]
        for row in rows
    )
    assert right / len(rows) >= HOLDERS_RIGHT


def test_with_homs_lost_damascus_loses_its_road_to_the_coast(answering):
    severed = [one for one in answering.whatif("HTS takes Homs") if one["consequence"] == "severed"]
    lost = next(one for one in severed if one["from"]["name"] == "Damascus")
    assert {"Latakia", "Tartus"} <= {town["name"] for town in lost["towns"]}
    assert lost["before"]["route"] == "M5 to Homs, then M1"
    assert lost["after"]["open"] == "cut"


def test_the_conditionals_of_the_dispatches_are_found_and_follow(answering):
    found = {Path(one["path"]).name[:10]: one for one in answering.conditionals()}
    assert {"2024-12-05", "2024-12-06", "2024-12-07"} <= set(found)
    for one in found.values():
        assert (one["verdict"], one["says"]["kind"]) == ("follows", "cut"), one["sentence"]

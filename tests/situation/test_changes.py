from datetime import date, timedelta

import pytest

from frontline.records import Claim, Count, Maker, Place, Roles, Source, Span, Stance, Time
from frontline.records.control import Control, ControlPlace, ControlState, Holder
from frontline.situation.changes import Turn, changes, control_changes, happenings
from frontline.situation.filing import Filing

DAY = date(2031, 5, 6)
MAKER = Maker("test", "0", "by hand", "0")


PLAIN = {
    "kind": "shelling", "place": "Dara", "on": DAY, "report": "r1", "stance": "asserted", "killed": None, "published": None,
}  # fmt: skip


def filing(words, **parts):
    """A claim as filed, with everything that is not asked for as in `PLAIN`."""
    made = PLAIN | parts
    report, place, on = made["report"], made["place"], made["on"]

    def span(text):
        return Span(report, 0, len(text), text)

    where = (Place(span(place), place, "town", "exact", None, 10.0, 20.0, "XXX", "North"),) if place else ()
    time = Time(None, on, on, "day") if on else None
    counts = (("killed", Count(span("some"), *made["killed"])),) if made["killed"] else ()
    claim = Claim(
        f"{report}-{words}", report, made["kind"], Stance(made["stance"]), "past", made["stance"] != "denied",
        span("trigger"), span(words), Roles(place=where, time=time), counts, (Source("an outlet", "outlet"),), 0.5, MAKER,
    )  # fmt: skip
    return Filing(claim, made["published"] or on, "an outlet", f"{report}.txt")


def told(filings, since=DAY - timedelta(days=1), until=DAY + timedelta(days=1)):
    return changes(filings, (), (), (since, until))


def test_what_nobody_had_told_before_is_new_and_an_old_story_told_again_is_not():
    found = told([
        filing("guns fired on the mill before dawn", on=DAY - timedelta(days=2), report="r0"),
        filing("the mill was struck again says a guard", on=DAY - timedelta(days=1), report="r1"),
        filing("a column entered the old port", kind="capture", place="Port", report="r2"),
    ])  # fmt: skip
    assert [(one.kind, one.place.name) for one in found.new] == [("capture", "Port")]


def test_claims_of_one_kind_at_one_place_are_one_happening_and_copies_no_second_witness():
    words = "rockets hit the grain market of Dara late on Tuesday evening"
    (one,) = told([
        filing(words, report="r1"),
        filing(words + " night", report="r2"),
        filing("a nurse told of four rockets in the bazaar", report="r3"),
    ]).new  # fmt: skip
    assert len(one.told) == 2
    assert [copy.claim.report for copy in one.told[0].copies] == ["r2"]
    assert one.reports == 3


def test_days_apart_are_two_happenings_and_so_are_other_places_and_none():
    rows = [
        filing("one", on=DAY - timedelta(days=4)),
        filing("two", report="r2"),
        filing("three", place="Port", report="r3"),
        filing("four", place="", report="r4"),
        filing("five", place="", report="r5"),
    ]
    assert len(happenings(rows)) == 5


def test_what_was_told_and_denied_is_a_dispute_and_what_is_only_denied_is_no_news():
    found = told([
        filing("the front says it took the town", kind="capture", stance="claimed"),
        filing("the army denies that the town fell", kind="capture", stance="denied", report="r2"),
        filing("the army denies that it left the port", kind="withdraw", place="Port", stance="denied", report="r3"),
    ])  # fmt: skip
    (dispute,) = found.disputes
    assert [one.filing.claim.report for one in dispute.told] == ["r1"]
    assert [one.filing.claim.report for one in dispute.denied] == ["r2"]
    assert [one.place.name for one in found.new] == ["Dara"]


def test_what_is_planned_is_no_second_witness_of_what_happened():
    found = told(
        [filing("they struck it", report="r1"), filing("they will strike it again", stance="planned", report="r2")]
    )
    assert [one.reports for one in found.new] == [1, 1]


def test_plans_are_news_but_fears_and_history_are_not():
    found = told([
        filing("a ministry will send guns", stance="planned"),
        filing("it might be shelled", stance="hypothetical", place="Port", report="r2"),
        filing("it was shelled in the last war", stance="background", place="Mill", report="r3"),
    ])  # fmt: skip
    assert [one.place.name for one in found.new] == ["Dara"]


@pytest.mark.parametrize(
    ("counts", "corrected", "contradicts"),
    [
        (((3, 3, 3), (7, 7, 7)), True, False),
        (((3, 3, None), (7, 7, 7)), False, False),
        (((5, 5, 5), (5, 5, 5)), False, False),
    ],
)
def test_a_later_toll_that_does_not_meet_the_first_is_a_correction(counts, corrected, contradicts):
    found = told([
        filing("early word of deaths", killed=counts[0], published=DAY),
        filing("the clinic counts again", killed=counts[1], report="r2", published=DAY + timedelta(days=1)),
    ])  # fmt: skip
    assert bool(found.corrections) is corrected
    assert all(one.contradicts is contradicts and one.name == "killed" for one in found.corrections)


def test_two_tolls_of_one_day_that_do_not_meet_contradict_each_other():
    (one,) = told([
        filing("the army speaks of two", killed=(2, 2, 2)),
        filing("the clinic speaks of nine", killed=(9, 9, 9), report="r2"),
    ]).corrections  # fmt: skip
    assert one.contradicts


def test_the_deadliest_comes_first():
    found = told([
        filing("one died", killed=(1, 1, 1)),
        filing("forty died", place="Port", killed=(40, 40, None), report="r2"),
    ])  # fmt: skip
    assert [one.place.name for one in found.new] == ["Port", "Dara"]


A, B = Holder("a", "A"), Holder("b", "B")


def control(name, holder, state):
    return Control(ControlPlace(name, None, 1.0, 2.0), holder, ControlState(state), 0.8, DAY, DAY)


def test_control_changes_name_the_turn_and_leave_out_what_stays():
    before = [
        control("kept", A, "held"),
        control("taken", A, "held"),
        control("fought", A, "held"),
        control("old", B, "held"),
    ]
    after = [
        control("kept", A, "held"), control("taken", B, "held"), control("fought", A, "contested"),
        control("old", B, "stale"), control("fresh", B, "claimed"), control("dark", None, "unknown"),
        control("left", A, "lost"),
    ]  # fmt: skip
    found = {one.after.place.name: one.turn for one in control_changes(before, after)}
    assert found == {
        "taken": Turn.GAINED, "fought": Turn.CONTESTED, "old": Turn.FADED, "fresh": Turn.CLAIMED, "left": Turn.LOST,
    }  # fmt: skip


def test_a_claim_that_others_bear_out_settles():
    (one,) = control_changes([control("town", A, "claimed")], [control("town", A, "held")])
    assert one.turn is Turn.SETTLED


def test_a_place_that_nobody_is_known_to_hold_any_more_is_unknown_and_given_up_by_nobody():
    (one,) = control_changes([control("town", A, "stale")], [control("town", None, "unknown")])
    assert one.turn is Turn.UNKNOWN


def test_tolls_of_reports_without_a_day_contradict_nobody():
    found = told([
        filing("the army speaks of two", killed=(2, 2, 2), published=DAY + timedelta(days=1)),
        filing("the clinic speaks of nine", killed=(9, 9, 9), report="r2"),
    ]).corrections  # fmt: skip
    assert [one.contradicts for one in found] == [False]

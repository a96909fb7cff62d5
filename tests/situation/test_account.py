from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.knowledge.shipped import shipped
from frontline.records import Party, Place, Roles, Stance
from frontline.records.control import Control, ControlPlace, ControlState, Holder
from frontline.situation.account import Account
from frontline.situation.filing import Filing
from frontline.situation.start import Starting
from frontline.situation.track import Start
from frontline.testing import filing, party, said, source, span, town

REBELS, ARMY = party("syria-hts"), party("syria-forces", kind="state-forces")
GOVERNMENT = Holder("syria-government", "Syrian government")
BEFORE = Starting(countries={"SYR": Start(GOVERNMENT, date(2024, 11, 26))})


def account(*filings: Filing, start: Starting | None = BEFORE) -> Account:
    return Account.of(filings, shipped(), start)


def one(found: Account, day: str, name: str = "Hama") -> Control:
    (record,) = [record for record in found.at(date.fromisoformat(day)) if record.place.name == name]
    return record


def capture(day: str, words: str = "Rebels took Hama.", place: str = "Hama") -> Filing:
    return filing("capture", words, Roles((REBELS,), place=(town(place),)), day)


def withdrawal(day: str, words: str = "The army left Hama.") -> Filing:
    return filing("withdraw", words, Roles((ARMY,), origin=(town("Hama"),)), day)


def test_told_by_outlet_and_loser_a_town_turns_on_its_day() -> None:
    admitted = said(withdrawal("2024-12-05"), Stance.CLAIMED, source("syria-forces", "military"))
    found = account(capture("2024-12-05"), capture("2024-12-05", "Fighters entered and now run the city."), admitted)
    assert one(found, "2024-12-04").holder == GOVERNMENT
    after = one(found, "2024-12-06")
    assert after.holder is not None
    assert (after.holder.id, after.since) == ("syria-rebels", date(2024, 12, 5))
    assert after.probability > 0.8
    assert admitted.claim.id in after.for_


def test_the_gainers_own_word_weighs_less_than_the_losers() -> None:
    own = said(capture("2024-12-05"), Stance.CLAIMED, source("syria-hts", "armed-group"))
    admitted = said(capture("2024-12-05"), Stance.CLAIMED, source("syria-forces", "military"))
    share = {
        which: dict(one(account(claim), "2024-12-05").shares)[Holder("syria-rebels", "rebels (Syria)")]
        for which, claim in (("own", own), ("admitted", admitted))
    }
    assert share["admitted"] > share["own"]


def test_without_a_start_the_gainers_word_alone_is_a_claim() -> None:
    own = said(capture("2024-12-05"), Stance.CLAIMED, source("syria-hts", "armed-group"))
    record = one(account(own, start=None), "2024-12-05")
    assert (record.state, record.holder and record.holder.id) == (ControlState.CLAIMED, "syria-rebels")


def test_a_fall_told_by_witnesses_is_contested_by_the_owners_own_word_and_not_undone() -> None:
    fall = said(capture("2024-12-05"), Stance.CLAIMED, source(None, "witness"))
    stands = filing("hold", "Hama is still ours.", Roles((ARMY,), place=(town("Hama"),)), "2024-12-06")
    own = said(stands, Stance.CLAIMED, source("syria-forces", "military"))
    for start in (BEFORE, None):
        record = one(account(fall, own, start=start), "2024-12-06")
        assert record.state == ControlState.CONTESTED
        assert {fall.claim.id, own.claim.id} == {*record.for_, *record.against}
    weights = {each.claim: abs(each.weight) for each in record.evidence}
    assert weights[own.claim.id] < weights[fall.claim.id]


def test_a_denied_loss_keeps_the_holder() -> None:
    denied = said(withdrawal("2024-12-05"), Stance.DENIED, source("syria-forces", "military"))
    record = one(account(denied), "2024-12-06")
    assert record.holder == GOVERNMENT
    assert record.for_ == (denied.claim.id,)


def test_plans_turn_nothing() -> None:
    planned = said(capture("2024-12-05"), Stance.PLANNED)
    assert account(planned).places == ()


def test_a_part_does_not_turn_the_whole_but_contests_it() -> None:
    station = Place(span("the police station"), "police station", "facility", "unknown")
    part = filing("capture", "They took the station.", Roles((REBELS,), place=(station, town("Hama"))), "2024-12-05")
    record = one(account(part), "2024-12-05")
    assert (record.holder, record.state) == (GOVERNMENT, ControlState.CONTESTED)
    assert [holder.id for holder in record.partly] == ["syria-rebels"]


def test_a_loss_without_a_gainer_is_lost() -> None:
    told = [
        withdrawal("2024-12-05", words) for words in ("The army left.", "Soldiers pulled out at dawn, witnesses say.")
    ]
    hold = filing("hold", "The army kept Hama.", Roles((ARMY,), place=(town("Hama"),)), "2024-11-30")
    record = one(account(hold, *told, start=None), "2024-12-06")
    assert (record.state, record.holder) == (ControlState.LOST, GOVERNMENT)


def test_without_news_a_place_goes_stale_and_less_sure() -> None:
    found = account(capture("2024-12-05"), capture("2024-12-05", "The city is in their hands, residents report."))
    late = one(found, "2025-03-20")
    assert late.state is ControlState.STALE
    assert late.probability < one(found, "2024-12-06").probability


def test_before_its_first_news_a_place_is_unknown() -> None:
    assert one(account(capture("2024-12-05"), start=None), "2024-11-01").state is ControlState.UNKNOWN


def test_copies_count_once() -> None:
    text = "Rebel fighters seized the whole of the city after three days of heavy battles on its northern edge, officials said."
    copied = text.replace("officials", "officers")
    again, apart = capture("2024-12-05", copied), capture("2024-12-05", "A resident says that the army has gone.")
    alone = one(account(capture("2024-12-05", text)), "2024-12-05").probability
    assert one(account(capture("2024-12-05", text), again), "2024-12-05").probability == pytest.approx(alone)
    assert one(account(capture("2024-12-05", text), apart), "2024-12-05").probability != pytest.approx(alone)


def test_a_region_tells_of_the_places_that_are_spoken_of() -> None:
    region = Place(span("Homs province"), "Homs", "region", "admin1", 1, 34.5, 37.0, "SYR", "Homs")
    whole = [
        filing("capture", words, Roles((REBELS,), place=(region,)), "2024-12-08")
        for words in ("All of it fell.", "The last post in the province was given up.")
    ]
    quiet = filing("meet", "Elders met in Hama.", Roles(place=(town("Hama"),)), "2024-12-01")
    spoken = filing("hold", "The army kept Hama.", Roles((ARMY,), place=(town("Hama"),)), "2024-12-01")
    assert account(quiet, *whole).places == ()
    before, after = one(account(spoken), "2024-12-09"), one(account(spoken, *whole), "2024-12-09")
    assert dict(after.shares)[GOVERNMENT] < dict(before.shares)[GOVERNMENT]


def test_history_gives_runs_that_meet() -> None:
    found = account(capture("2024-12-05"), capture("2024-12-05", "The city is in their hands, residents report."))
    runs = found.history(date(2024, 12, 1), date(2024, 12, 20))
    assert runs[0].start == date(2024, 12, 1)
    assert runs[-1].end == date(2024, 12, 20)
    assert all(later.start - sooner.end == timedelta(days=1) for sooner, later in pairwise(runs))


KINDS = st.sampled_from(["capture", "hold", "withdraw", "clash", "repel", "airstrike"])
CLAIMS = st.lists(
    st.tuples(
        KINDS, st.sampled_from([REBELS, ARMY]), st.integers(1, 27), st.sampled_from(["Hama", "Homs"]), st.integers(0, 3)
    ),
    max_size=8,
    unique=True,
)


@settings(max_examples=15, deadline=None)
@given(CLAIMS, st.integers(0, 8))
def test_adding_bit_by_bit_gives_what_adding_at_once_gives_in_any_order(
    drawn: list[tuple[str, Party, int, str, int]], cut: int
) -> None:
    told = [
        filing(
            kind,
            f"{kind} {words} {day} {place} {who.id}",
            Roles((who,), place=(town(place),), origin=(town(place),)),
            f"2024-12-{day:02}",
        )
        for kind, who, day, place, words in drawn
    ]
    whole, parts = account(*reversed(told)), account()
    for some in (told[:cut], told[cut:]):
        parts.add(some)
        parts.at(date(2024, 12, 15))
    assert parts.at(date(2024, 12, 28)) == whole.at(date(2024, 12, 28))


def test_one_more_report_touches_its_places_only() -> None:
    found = account(capture("2024-12-05"), capture("2024-12-05", "They hold Homs.", "Homs"))
    found.at(date(2024, 12, 6))
    touched = found.add([capture("2024-12-07", "More fighters came into Homs.", "Homs")])
    assert len(touched) == 1
    assert found.add([capture("2024-12-07", "More fighters came into Homs.", "Homs")]) == frozenset()


def test_a_place_of_which_nothing_is_told_has_no_record() -> None:
    assert account(capture("2024-12-05"), start=None).at(date(2024, 12, 6), [ControlPlace("Z", 3, country="TUR")]) == ()


def test_a_withdrawal_that_only_the_enemy_tells_of_leaves_a_place_lost() -> None:
    enemy = said(withdrawal("2024-12-05"), Stance.CLAIMED, source("syria-hts", "armed-group"))
    record = one(account(enemy, start=None), "2024-12-06")
    assert (record.holder, record.state) == (GOVERNMENT, ControlState.LOST)
    assert record.against == (enemy.claim.id,)


def test_where_only_parts_are_told_nobody_holds_the_whole_and_the_claims_say_for_whom_they_speak() -> None:
    words = "Rebels hold half of Hama."
    half = replace(town("Hama"), span=span("Hama", words.index("Hama")))
    part = filing("hold", words, Roles((REBELS,), place=(half,)), "2024-12-05")
    denied = filing("capture", "The army did not take Hama.", Roles((ARMY,), place=(town("Hama"),)), "2024-12-05")
    record = one(account(part, said(denied, Stance.DENIED, source(None, "monitor")), start=None), "2024-12-06")
    assert (record.holder, record.state) == (None, ControlState.CONTESTED)
    assert [holder.id for holder in record.partly] == ["syria-rebels"]
    assert [(told.holder and told.holder.id) for told in record.evidence] == ["syria-government"]


def test_how_much_is_told_of_each_holder_counts_the_start_too() -> None:
    found = account(capture("2024-12-05"))
    assert {holder.id: count for holder, count in found.holders.items()} == {"syria-rebels": 1, "syria-government": 1}


def test_the_first_thing_told_of_a_holder_says_since_when_if_it_is_a_gain() -> None:
    record = one(account(capture("2024-12-05"), start=None), "2024-12-06")
    assert record.since == date(2024, 12, 5)
    held = filing("hold", "Rebels hold Hama.", Roles((REBELS,), place=(town("Hama"),)), "2024-12-05")
    assert one(account(held, start=None), "2024-12-06").since is None


def test_no_day_of_a_turn_is_given_that_nothing_was_told_of() -> None:
    found = account(capture("2016-03-01"), withdrawal("2024-12-05", "The army is leaving Hama."), start=None)
    record = one(found, "2021-06-01")
    told = {date(2016, 3, 1), date(2024, 12, 5)}
    assert record.since is None or min(abs(record.since - day).days for day in told) <= 3

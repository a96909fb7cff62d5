"""Sentences in our own words, one claim each (cases/claims.toml), through the whole pipeline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import frontline
from frontline.bench.sentences import load_cases, outcomes
from frontline.bench.sentences import run as run_sentences
from frontline.bench.suites import CASES_DAY
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.language.annotation import Sentence
from frontline.pipeline.run import Reading, run
from frontline.reading import ReadingOptions, read_text
from frontline.records.wire import Json, claim_to_json

CASES = Path(__file__).parent / "cases"
KNOWN_MISSES = {
    "He scored twice as Arsenal attacked": "a sentence alone has no context to know sport by",
    "Rebels failed to capture Shusha": "the model takes Shusha for a person, and nothing else tells of a place",
}


def marked(case: Json) -> object:
    reason = next((why for start, why in KNOWN_MISSES.items() if case["text"].startswith(start)), None)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=case["text"][:60], marks=marks)


def without_tellings(text: str, offset: int = 0) -> tuple[Sentence, ...]:
    """The shipped model as an annotator that looks for no happenings."""
    return tuple(replace(sentence, tellings=None) for sentence in load()(text, offset))


def read_by_rules(text: str) -> list[Json]:
    reports = read_text(text, ReadingOptions(published=CASES_DAY))
    readings = [one for one in run(reports, without_tellings, shipped()) if isinstance(one, Reading)]
    return [claim_to_json(coded, one.report) for one in readings for coded in one.claims]


@pytest.mark.parametrize("case", [marked(case) for case in load_cases(CASES / "claims.toml")])
def test_the_rules_alone_make_the_claim_that_a_careful_coder_makes(case: Json) -> None:
    (outcome,) = outcomes([case], read_by_rules)
    assert outcome.wrong == (), outcome.nearest


def test_a_monitor_that_reports_a_strike_is_its_source_and_never_its_actor() -> None:
    (strike,) = [
        claim
        for claim in frontline.read_text(
            "The Yemen Data Project said coalition warplanes bombed a factory in Saada on Monday.",
            published="2018-08-10",
        )
        if claim["kind"] == "airstrike"
    ]
    assert "Data Project" not in " ".join(party["text"] for party in strike["actor"])
    assert "Data Project" in strike["sources"][-1]["text"]
    assert strike["stance"] == "claimed"


def test_a_toll_keeps_its_number_and_who_gave_it() -> None:
    claims = frontline.read_text(
        "State television said 14 people had been killed in the shelling of Sloviansk.", published="2022-07-04"
    )
    counted = [claim for claim in claims if "killed" in claim["counts"]]
    assert [claim["counts"]["killed"]["best"] for claim in counted] == [14]
    assert counted[0]["sources"][-1]["kind"] == "media"


def test_an_anonymous_source_stays_anonymous() -> None:
    (claim,) = frontline.read_text("Two military sources said troops had left Adiabene.", published="2024-12-06")[:1]
    source = claim["sources"][-1]
    assert source["anonymous"] is True
    assert source["people"] == 2


def test_the_held_out_sentences_keep_their_form() -> None:
    assert len(load_cases(CASES / "claims_unseen.toml")) == 80


def test_the_suite_counts_a_case_with_a_wrong_part_as_wrong(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text('[[case]]\ntext = "x"\nkind = "capture"\nstance = "denied"\n', encoding="utf-8")
    right = {"kind": "capture", "stance": "denied", "trigger": {"text": "x"}}
    assert run_sentences(tmp_path, lambda _: [right])["claims.whole"] == 1.0
    assert run_sentences(tmp_path, lambda _: [right | {"stance": "claimed"}])["claims.whole"] == 0.0
    assert run_sentences(tmp_path, lambda _: [])["claims.whole"] == 0.0


@pytest.mark.parametrize(
    "words",
    [
        "Security forces in Beijing, Shanghai and Tianjin arrested dozens of people.",
        "Police arrested dozens of people in the cities of Beijing, Shanghai and Tianjin.",
    ],
)
def test_a_list_of_places_is_all_of_them(words: str) -> None:
    (arrest,) = frontline.read_text(words, published="2022-11-28")
    assert [place["name"] for place in arrest["place"]] == ["Beijing", "Shanghai", "Tianjin"]


@pytest.mark.parametrize(
    "words", ["A mine killed two soldiers near Gao in the evening.", "A car bomb killed six people."]
)
def test_a_weapon_that_kills_is_one_happening(words: str) -> None:
    (claim,) = frontline.read_text(words, published="2024-09-20")
    assert claim["kind"] == "explosive-attack"
    assert claim["counts"]["killed"]["best"] in {2, 6}


def test_a_weapon_that_goes_off_is_one_happening() -> None:
    claims = frontline.read_text("A roadside bomb exploded near a school in Kandahar.", published="2012-05-16")
    assert [claim["kind"] for claim in claims] == ["explosive-attack"]


def test_what_did_the_harm_may_stand_in_a_clause() -> None:
    told = "Fourteen civilians were killed and 32 wounded when mortar shells hit a camp near Goma on Sunday."
    (claim,) = frontline.read_text(told, published="2025-01-07")
    assert (claim["kind"], claim["actor"]) == ("shelling", [])
    assert (claim["counts"]["killed"]["best"], claim["counts"]["wounded"]["best"]) == (14, 32)


def test_an_earlier_toll_is_not_counted() -> None:
    told = "The blast in Sake killed 14 people, the Red Cross said, raising the toll from nine."
    counted = [claim["counts"].get("killed") for claim in frontline.read_text(told, published="2025-01-07")]
    assert [count["best"] for count in counted if count] == [14]


def test_who_is_dismissed_is_not_shot() -> None:
    told = "The transitional council voted on Sunday to fire the prime minister, Garry Conille."
    kinds = {claim["kind"] for claim in frontline.read_text(told, published="2024-11-12")}
    assert not kinds & {"assassinate", "attack", "shelling", "kill-civilians"}


def test_people_of_one_surname_with_other_first_names_are_two() -> None:
    told = "Rebels captured General Thaung Tun in Ann on Friday. In Maungdaw they detained General Thurein Tun."
    claims = frontline.read_text(told, published="2024-12-21")
    named = {party["name"] for claim in claims for party in claim["recipient"]}
    assert any("Thaung" in name for name in named)
    assert any("Thurein" in name for name in named)


def test_a_command_that_is_captured_is_a_place() -> None:
    told = "The Arakan Army captured the junta's Western Regional Military Command in Ann on Friday."
    assert {claim["kind"] for claim in frontline.read_text(told, published="2024-12-21")} == {"capture"}


def test_who_is_beaten_back_is_who_attacked() -> None:
    told = "The army repelled an attack by M23 rebels on Sake on Monday."
    claims = frontline.read_text(told, published="2025-01-07")
    (repelled,) = [claim for claim in claims if claim["kind"] == "repel"]
    assert [party["text"] for party in repelled["actor"]] == ["The army"]
    assert all("attack" not in party["text"] for party in repelled["recipient"])


def test_a_toll_of_wounded_is_no_toll_of_dead() -> None:
    told = "Some 1,418 people have been injured in El Fasher since 10 May, the ministry said."
    (toll,) = frontline.read_text(told, published="2024-06-18")
    assert (toll["kind"], set(toll["counts"])) == ("toll", {"wounded"})


def test_he_who_denies_in_his_own_statement_is_one_source() -> None:
    told = "The RSF said it had attacked army camps near the village and denied targeting civilians."
    denied = [claim for claim in frontline.read_text(told, published="2024-06-18") if claim["stance"] == "denied"]
    assert [[source["text"] for source in claim["sources"]] for claim in denied] == [["RSF"]]


def test_nobody_is_no_party_of_what_did_him_no_harm() -> None:
    told = "No Afghan or coalition forces were killed in the attack."
    parties = [
        party
        for claim in frontline.read_text(told, published="2012-05-16")
        if claim["stance"] != "denied"
        for party in (*claim["actor"], *claim["recipient"])
    ]
    assert parties == []


@pytest.mark.parametrize(
    ("words", "kind", "stance"),
    [
        ("The army will not advance on Goma, its spokesman said.", "advance", "planned"),
        ("Neither side may kill prisoners, the accord says.", "kill-civilians", "hypothetical"),
    ],
)
def test_what_is_not_to_be_says_so(words: str, kind: str, stance: str) -> None:
    (claim,) = [one for one in frontline.read_text(words, published="2025-01-01") if one["kind"] == kind]
    assert (claim["stance"], claim["polarity"], claim["codes"]["acled"]) == (stance, False, None)


def test_who_is_wounded_by_shelling_does_not_shell() -> None:
    claims = frontline.read_text("Eighteen people wounded by shelling were taken to the hospital in Goma.")
    assert [claim["actor"] for claim in claims if claim["kind"] == "shelling"] == [[]]


def test_who_counts_the_dead_is_the_source_and_not_the_doer() -> None:
    (toll,) = [
        claim
        for claim in frontline.read_text("The Ombudsperson's Office documented 106 killings in Catatumbo.")
        if claim["counts"]
    ]
    assert (toll["actor"], toll["stance"]) == ([], "claimed")
    assert [source["text"] for source in toll["sources"]] == ["The Ombudsperson's Office"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Assad gained control of most of Syria with the help of Russia and Iran.", set()),
        ("Assad's forces gained control of most of Homs with the help of Russia.", {"capture"}),
        ("The rebels gained control of most of Syria within ten days.", {"capture"}),
    ],
)
def test_who_rules_a_state_is_no_ground_gained(words: str, kinds: set[str]) -> None:
    claims = frontline.read_text(words, published="2024-12-06")
    assert {claim["kind"] for claim in claims if claim["kind"] in {"capture", "hold"}} == kinds


def test_a_verb_is_no_part_of_a_name() -> None:
    (capture,) = [
        claim
        for claim in frontline.read_text(
            "On Thursday Ukrainian forces retook Snihurivka, a rail junction.", published="2022-11-11"
        )
        if claim["kind"] == "capture"
    ]
    assert [place["text"] for place in capture["place"]] == ["Snihurivka"]


def test_a_town_of_ones_own_country_is_ground() -> None:
    claims = frontline.read_text(
        "The Syrian government regained control of Homs in Syria on Friday.", published="2024-12-06"
    )
    assert "capture" in {claim["kind"] for claim in claims}

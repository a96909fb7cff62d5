from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.reading.furniture import read_furniture
from frontline.reading.lines import lines_of, paragraphs_of

LAST = "\nThe fighting went on at night, a resident said."
PIECES = st.sampled_from(
    [
        "By Maya Example and John Sample", "KYIV, Ukraine (AP) — Drones hit the port.", "GENEVA, March 3 - ", "TALKS FAIL",
        "A Quiet Border", "Published: 6 December 2024", "Updated 14:05 GMT, 6 Dec 2024", "6 December 2024", "All rights reserved.",
        "(Reporting by A. Sample; Editing by B. Sample)", "Read more", "© 2024 Example", "# Title", "Rebels took the town on Friday.",
        "He said so. (Reporting by A. Sample; editing by B. Sample)", "Source: AFP", "“We hold it,” he said.", "Прорыв 🙂 é́", "***",
    ]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "  \n", "\n \t\n", ""])
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(PIECES, BREAKS), max_size=12).map(lambda pairs: "".join(a + b for a, b in pairs)),
)


def parts(text, **known):
    return [text[start:end] for start, end in read_furniture(text, **known).ranges]


@given(TEXTS, st.none() | PIECES)
def test_ranges_are_sorted_apart_inside_and_not_empty(text, title):
    end = 0
    for start, stop in read_furniture(text, title).ranges:
        assert end <= start < stop <= len(text)
        end = stop


@given(TEXTS)
def test_lines_are_exact_ranges_of_the_text_and_hold_all_its_letters(text):
    lines = lines_of(text)
    assert all(text[line.start : line.end] == line.text == line.text.strip() != "" for line in lines)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())
    assert [(part.start, part.text) for part in paragraphs_of(text, lines)] == [
        (part.start, text[part.start : part.end]) for part in paragraphs_of(text, lines)
    ]


@given(TEXTS)
def test_some_prose_is_left_where_there_is_a_sentence(text):
    whole = text + "\n\nThe army said on Friday that its soldiers had not left the bridge south of the town."
    assert sum(end - start for start, end in read_furniture(whole).ranges) < len(whole.strip())


def test_the_head_of_a_wire_report(prose):
    text = f"By Maya Example, Suleiman Al-Sample and Parisa Specimen\nBEIRUT/AMMAN (Reuters) – {prose}"
    found = read_furniture(text)
    assert parts(text) == ["By Maya Example, Suleiman Al-Sample and Parisa Specimen", "BEIRUT/AMMAN (Reuters) – "]
    assert found.stated.byline == ("Maya Example", "Suleiman Al-Sample", "Parisa Specimen")
    assert (found.stated.dateline, found.stated.agency) == (("BEIRUT", "AMMAN"), "Reuters")
    assert (found.stated.title, found.stated.published) == (None, None)


def test_the_head_of_a_web_copy(prose):
    text = (
        "Alliance takes Dobruta\nArmy denies that it left the bridge\nBy Jane Doe | Published: 6 December 2024, 14:05 GMT"
        f" | Updated: 7 December 2024\n\n{prose}"
    )
    stated = read_furniture(text).stated
    assert (stated.title, stated.byline) == ("Alliance takes Dobruta", ("Jane Doe",))
    assert stated.published == datetime(2024, 12, 6, 14, 5, tzinfo=UTC)
    assert stated.updated == date(2024, 12, 7)
    assert parts(text)[:2] == ["Alliance takes Dobruta", "Army denies that it left the bridge"]


def test_the_name_of_an_outlet_above_the_title(prose):
    text = f"The Harbour Courier\nWORLD | SYRIA\nAlliance takes Dobruta\n30 November 2024\n\nBEIRUT – {prose}"
    stated = read_furniture(text).stated
    assert (stated.outlet, stated.title, stated.published) == (
        "The Harbour Courier",
        "Alliance takes Dobruta",
        date(2024, 11, 30),
    )
    assert parts(text)[-1] == "BEIRUT – "
    assert (
        read_furniture(f"Press Freedom Under Fire\nBy Jane Doe\n\n{prose}").stated.title == "Press Freedom Under Fire"
    )


def test_a_title_in_capitals_is_no_dateline(prose):
    text = f"SUDAN: SITUATION REPORT NO 12\n\n{prose}"
    stated = read_furniture(text).stated
    assert (stated.title, stated.dateline) == ("SUDAN: SITUATION REPORT NO 12", ())


def test_labelled_lines(prose):
    text = f"Title: Alliance takes Dobruta\nSource: The Example Post\nDate: 2024-12-06\nURL: https://example.org/a\n\n{prose}"
    stated = read_furniture(text).stated
    assert (stated.title, stated.outlet, stated.published, stated.url) == (
        "Alliance takes Dobruta", "The Example Post", date(2024, 12, 6), "https://example.org/a",
    )  # fmt: skip
    assert read_furniture(f"Source: AFP\n\n{prose}").stated.agency == "AFP"


def test_a_title_needs_a_blank_line_or_a_head_below_it(prose):
    assert read_furniture(f"Alliance takes Dobruta\n\n{prose}").stated.title == "Alliance takes Dobruta"
    assert read_furniture(f"Alliance takes Dobruta\nKYIV (AP) — {prose}").stated.title == "Alliance takes Dobruta"
    assert read_furniture(f"Alliance takes Dobruta\n{prose}").stated.title is None
    assert read_furniture(f"Alliance takes Dobruta.\n\n{prose}").stated.title is None
    assert read_furniture("Heavy shelling in Dobruta right now").ranges == ()


def test_posts_without_punctuation_are_not_taken_for_furniture():
    assert parts("Heavy shelling in Dobruta\n\nMany dead near the station\n\nArmy at the bridge\n\nRead more") == [
        "Read more"
    ]


def test_short_sentences_above_a_credit_stay_prose():
    text = "Rebels took Dobruta on Friday.\nThree people died.\nReuters"
    assert parts(text) == []
    assert parts("Rebels took Dobruta on Friday.\nThree people died.\nRead more\nThe army denied it.") == ["Read more"]


def test_headings_stand_between_paragraphs(prose):
    text = f"{prose}STORY OFFICER\n{prose}Fighting on the Road to Lesna\n{prose}The town was quiet\n{prose}LAST LINE"
    assert parts(text) == ["STORY OFFICER", "Fighting on the Road to Lesna"]


def test_the_head_of_a_situation_report(prose):
    text = f"SUDAN: NORTH DARFUR\nSituation report no. 14\nAs of 16 June 2024\n\nHIGHLIGHTS\n\n• {prose}\nFUNDING\n\n{prose}"
    stated = read_furniture(text).stated
    assert (stated.title, stated.published, stated.updated) == ("SUDAN: NORTH DARFUR", None, date(2024, 6, 16))
    assert parts(text)[-2:] == ["HIGHLIGHTS", "FUNDING"]


def test_hard_wrapped_lines_are_no_headings():
    text = (
        "THE BATTALION COMMAND HAS REPORTED THAT ABOUT 50 FARMERS WERE TAKEN FROM\nTHEIR HOMES BY FIGHTERS OF THE FRONT IN\n"
        "SAN MIGUEL DEPARTMENT.  ACCORDING TO THE GARRISON, IT\nHAPPENED ON SATURDAY.\n\nTHE ARMY SAID THAT THREE\nFIGHTERS WERE KILLED.\n"
    )
    assert parts(text) == []
    wrapped = text.replace("\n\n", "\n\nTHE SEARCH\n\n")
    assert parts(wrapped) == ["THE SEARCH"]


def test_headings_right_above_their_paragraphs_do_not_make_a_text_wrapped(prose):
    paragraphs = prose.splitlines()
    text = (
        f"{paragraphs[0]}\n\nThe South\n{paragraphs[1]}\n\nThe Far East\n{paragraphs[0]}\n\nThe West\n{paragraphs[1]}\n"
    )
    assert parts(text) == ["The South", "The Far East", "The West"]


def test_markdown_headings(prose):
    text = f"# Alliance takes Dobruta\n\n{prose}\n## What is known\n\n{prose}"
    assert parts(text) == ["# Alliance takes Dobruta", "## What is known"]
    assert read_furniture(text).stated.title == "Alliance takes Dobruta"


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Jane Doe in Lesna; Editing by John Roe)", "Reporting by Jane Doe; editing by John Roe",
        "Additional reporting by A. Sample in Kyiv", "Copyright 2024 Example Post. All rights reserved.", "© Example Post",
        "Read more: Who holds what", "Related:", "Jane Doe contributed to this report.", "Photo: Example Agency", "4 min read",
        "Our Standards: The Thomson Reuters Trust Principles.", "ENDS", "-30-", "* * *", "Tags: war, Dobruta",
    ],
)  # fmt: skip
def test_lines_around_the_prose(line, prose):
    assert parts(f"{prose}{line}\n") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Human Rights Watch found that 40 villagers were killed.", "Images of the strike were checked by experts.",
        "This report was published by the ministry on Friday and speaks of 40 dead.", "Read in full, the order tells troops to leave.",
        "Follow the convoy from Lesna and you reach the front.", "Ends justify nothing, the bishop said.", "Published figures say 40 died.",
        "As of 6 December, 40 people had died.", "Updated 6 December: 40 people had died.",
        "By Friday the town had fallen.", "(c) The parties shall withdraw.", "Updated lists of the dead were read out on Friday.",
    ],
)  # fmt: skip
def test_prose_that_resembles_furniture_stays(line, prose):
    assert parts(f"{prose}{line}{LAST}\n{prose}") == []
    assert parts(f"{line}\n{prose}") == []


def test_a_credit_at_the_end_of_a_paragraph():
    text = "The army said on Friday that it held the bridge. (Reporting by Jane Doe; Editing by John Roe)"
    assert parts(text) == ["(Reporting by Jane Doe; Editing by John Roe)"]


def test_a_chronology_is_not_dated_by_its_first_day(prose):
    text = f"How the town fell\n\n6 December 2024\n{prose}\n8 December 2024\n{prose}"
    assert read_furniture(text).stated.published is None
    assert read_furniture(f"How the town fell\n\n6 December 2024\n{prose}").stated.published == date(2024, 12, 6)


def test_a_day_without_its_year_is_kept_as_words_only(prose):
    stated = read_furniture(f"GENEVA, March 3 - {prose}").stated
    assert (stated.published, stated.filed, stated.yearless) == (None, None, "March 3")
    stated = read_furniture(f"Alliance takes Dobruta\nPublished 2 hours ago\n\n{prose}").stated
    assert (stated.title, stated.published) == ("Alliance takes Dobruta", None)


def test_a_publication_line_below_the_prose(prose):
    assert read_furniture(f"{prose}{prose}Published: 6 December 2024").stated.published == date(2024, 12, 6)


def test_a_transcript_opens_with_a_speaker_not_a_place():
    text = "SECRETARIAT: The talks have ended.\nVOICES: Have they failed?\nSECRETARIAT: They have not failed yet."
    assert read_furniture(text).stated.dateline == ()


def test_the_title_of_the_metadata_is_furniture_where_the_text_repeats_it(prose):
    text = f"Alliance takes Dobruta\n{prose}"
    assert parts(text, title="Alliance takes  Dobruta") == ["Alliance takes Dobruta"]
    assert parts(text, title="Another title") == []


def test_a_title_may_end_with_its_date(prose):
    stated = read_furniture(f"Sudan: Situation update No. 14 (as of 18 June 2024)\n\n{prose}\n\n{prose}").stated
    assert (stated.published, stated.updated) == (None, date(2024, 6, 18))

"""Times: what is found, and the days it comes to."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.extraction.times import Calendar, TimeMention
from frontline.language.annotation import Sentence, Token
from frontline.records import Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"\w+(?:[-'\u2019:.,]\w+)*|[^\w\s]")
END = re.compile(r"(?<=[a-z0-9]\.)\s+(?=[A-Z])")
PIECES = st.lists(
    st.sampled_from(
        [
            "the",
            "a",
            "last",
            "next",
            "this",
            "that",
            "two",
            "3",
            "27",
            "2016",
            "1990s",
            "mid",
            "early",
            "late",
            "end",
            "of",
            "March",
            "May",
            "Nov.",
            "Friday",
            "night",
            "day",
            "days",
            "week",
            "year",
            "years",
            "ago",
            "later",
            "earlier",
            "before",
            "after",
            "since",
            "until",
            "by",
            "from",
            "to",
            "between",
            "and",
            "-",
            "–",
            ",",
            ".",
            "(",
            ")",
            "at",
            "on",
            "in",
            "for",
            "within",
            "3:30",
            "p.m.",
            "GMT",
            "overnight",
            "today",
            "spring",
            "first",
            "third",
            "half",
            "480",
            "BC",
            "2024-12-06",
            "31/02/2020",
            "weekend",
            "same",
        ]
    ),
    max_size=14,
).map(" ".join)


def read(text: str, published: date | None) -> tuple[list[Sentence], Calendar]:
    sentences, start = [], 0
    for part in END.split(text):
        start = text.index(part, start)
        found = [(start + word.start(), start + word.end(), word[0]) for word in WORD.finditer(part)]
        tokens = tuple(Token(a, b, word, word.lower(), "", "", -1, "") for a, b, word in found)
        if tokens:
            sentences.append(Sentence(tokens[0].start, tokens[-1].end, tokens, (), ()))
        start += len(part)
    return sentences, Calendar.of(Report("r0", text, published=published), sentences)


def mentions(text: str, published: date | None) -> list[TimeMention]:
    sentences, calendar = read(text, published)
    return [mention for place in range(len(sentences)) for mention in calendar.times(place)]


def written(mention: TimeMention) -> str:
    span = mention.time.span
    ends = [day.isoformat() if day else "-" for day in (mention.time.start, mention.time.end)]
    row = [span.text if span else "", *ends, mention.time.precision, mention.relation]
    return " | ".join(row + ["historical"] * mention.historical)


@pytest.mark.parametrize(
    ("published", "case"),
    [pytest.param(group.get("published"), case, id=case[:60]) for group in CASES["group"] for case in group["cases"]],
)
def test_time(published: date | None, case: str) -> None:
    text, _, expected = case.partition(" => ")
    found = [written(mention) for mention in mentions(text, published)]
    assert found == ([] if expected == "none" else expected.split(" ;; "))


def test_there_are_enough_cases() -> None:
    assert sum(len(group["cases"]) for group in CASES["group"]) >= 150


def test_a_range_keeps_both_of_its_ends() -> None:
    [mention] = mentions("The raids of 3-7 November killed nine.", date(2024, 12, 6))
    assert [(bound.span.text, bound.value) for bound in mention.bounds] == [
        ("3", "2024-11-03"),
        ("7 November", "2024-11-07"),
    ]


def test_timex_values() -> None:
    text = "On Friday night, in March 2022, last week, for three days and within 24 hours they fired."
    assert [mention.value for mention in mentions(text, date(2024, 12, 6))] == [
        "2024-12-06TNI", "2022-03", "2024-W48", "P3D", "PT24H",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crews now work in the future port.", [("now", "PRESENT_REF", "DATE"), ("future", "FUTURE_REF", "DATE")]),
        (
            "Raids recently grew in recent weeks.",
            [("recently", "PAST_REF", "DATE"), ("recent weeks", "PXW", "DURATION")],
        ),
        ("In the past three years output fell.", [("the past three years", "P3Y", "DURATION")]),
        (
            "They meet every Monday and pay each month.",
            [("every Monday", "XXXX-WXX-1", "SET"), ("each month", "P1M", "SET")],
        ),
        ("It fires forty rounds a day.", [("a day", "P1D", "SET")]),
        ("The annual tally grew.", [("annual", "P1Y", "SET")]),
        ("A 17-year-old girl fled.", [("17-year-old", "P17Y", "DURATION")]),
        ("It took two and a half years.", [("two and a half years", "P2.5Y", "DURATION")]),
        ("A four-month siege ended.", [("four-month", "P4M", "DURATION")]),
        ("It paid in the third quarter.", [("the third quarter", "2024-Q3", "DATE")]),
        ("It fell by third-quarter figures.", [("third-quarter", "2024-Q3", "DATE")]),
        ("On Tuesday morning they left.", [("Tuesday morning", "2024-12-03TMO", "TIME")]),
        ("They left at 0530 GMT on Tuesday.", [("0530 GMT on Tuesday", "2024-12-03T05:30Z", "TIME")]),
        ("Last night it burned.", [("Last night", "2024-12-05TNI", "TIME")]),
        ("It burned over the weekend.", [("the weekend", "2024-W48-WE", "DATE")]),
        ("In the last week of November it fell.", [("the last week of November", "2024-W48", "DATE")]),
        ("The second half of 2023 was calm.", [("The second half of 2023", "2023-H2", "DATE")]),
        ("For decades it was calm.", [("decades", "PXDE", "DURATION")]),
        ("The 1990s were calm.", [("The 1990s", "199", "DATE")]),
        ("In the 19th century it was calm.", [("the 19th century", "18", "DATE")]),
        ("Calm in the short and the long term.", [("the long term", "FUTURE_REF", "DATE")]),
        ("It lay calm in fiscal 2023.", [("fiscal 2023", "FY2023", "DATE")]),
        ("Shells fell within 48 hours.", [("48 hours", "PT48H", "DURATION")]),
        ("The fall of the fort shook us.", []),
        ("Winter quarters were built of three quarters of the wood.", [("Winter", "2024-WI", "DATE")]),
    ],
)
def test_timeml(text: str, expected: list[tuple[str, str, str]]) -> None:
    sentences, calendar = read(text, date(2024, 12, 6))
    found = [one for place in range(len(sentences)) for one in calendar.expressions(place)]
    assert [(one.time.span.text, one.value, one.type) for one in found if one.time.span] == expected


def test_a_chronicle_does_not_follow_a_look_ahead() -> None:
    text = (
        "War came in September 1939. In May 1940 the west fell. In June 1941 the east was invaded. It was told so in 1996. "
        "In December the army stood at the gates. In May 1942 it attacked again. In November 1942 it was surrounded."
    )
    starts = [mention.time.start for mention in mentions(text, date(2009, 12, 19))]
    assert starts[4] == date(1941, 12, 1)


def test_a_part_of_a_day_is_of_the_day_that_heads_its_paragraph() -> None:
    text = (
        "17 Sep, Bamako. Gunmen came in the evening. They left on 18 Sep with cattle. By noon all of the town knew of it."
        "\n\nThe army of the north was looking for the men in the morning."
    )
    days = [mention.time.end for mention in mentions(text, date(2024, 9, 20))]
    assert days == [date(2024, 9, day) for day in (17, 17, 18, 17, 20)]


def test_a_date_with_no_tense_is_the_near_one() -> None:
    sentence = tree("A June 3 hearing", "4 4 2 0", "det compound nummod root", "DET PROPN NUM NOUN")
    text = " ".join(token.text for token in sentence.tokens)
    [mention] = Calendar.of(Report("r0", text, published=date(2009, 5, 14)), [sentence]).times(0)
    assert mention.time.start == date(2009, 6, 3)


def test_a_report_without_a_date_says_so_once() -> None:
    _, calendar = read("They came on Friday. They left on Sunday, 13 years ago.", None)
    [problem] = calendar.problems
    assert "'Friday'" in problem.what
    assert "--published" in problem.remedy
    assert not problem.fatal


def test_full_dates_without_a_publication_date_are_no_problem() -> None:
    assert read("They came on 5 March 2013 and stayed for a week.", None)[1].problems == ()


def test_a_dated_report_has_no_problem() -> None:
    assert read("They came on Friday.", date(2024, 12, 6))[1].problems == ()


def test_a_chronicle_reads_months_against_the_date_told_last() -> None:
    text = (
        "War came in September 1939. By November 1941 it stood at the gates. In January it withdrew. "
        "In May 1943 the south fell, in June 1944 the coast. In August the capital rose. In 1945 it ended."
    )
    starts = [mention.time.start for mention in mentions(text, date(2009, 12, 19)) if mention.relation == "at"]
    assert starts == [
        date(1939, 9, 1),
        date(1942, 1, 1),
        date(1943, 5, 1),
        date(1944, 6, 1),
        date(1944, 8, 1),
        date(1945, 1, 1),
    ]


def tree(words: str, heads: str, relations: str, tags: str) -> Sentence:
    """Build one sentence from columns of words; heads count from 1, 0 is the root."""
    tokens, start = [], 0
    for word, head, relation, tag in zip(words.split(), heads.split(), relations.split(), tags.split(), strict=True):
        tokens.append(Token(start, start + len(word), word, word.lower(), tag, "", int(head) - 1, relation))
        start += len(word) + 1
    return Sentence(0, start - 1, tuple(tokens), (), ())


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (
            tree(
                "Rebels said they will meet on Monday", "2 0 5 5 2 7 5",
                "nsubj root nsubj aux ccomp case obl", "NOUN VERB PRON AUX VERB ADP PROPN",
            ),
            date(2024, 12, 9),
        ),
        (
            tree(
                "Rebels who will meet us seized it Monday", "6 4 4 1 4 0 6 6",
                "nsubj nsubj aux acl:relcl obj root obj obl:tmod", "NOUN PRON AUX VERB PRON VERB PRON PROPN",
            ),
            date(2024, 12, 2),
        ),
        (
            tree(
                "They planned to meet on Monday", "2 0 4 2 6 4",
                "nsubj root mark xcomp case obl", "PRON VERB PART VERB ADP PROPN",
            ),
            date(2024, 12, 9),
        ),
        (
            tree(
                "They began to shell it Monday", "2 0 4 2 4 4",
                "nsubj root mark xcomp obj obl:tmod", "PRON VERB PART VERB PRON PROPN",
            ),
            date(2024, 12, 2),
        ),
    ],
)  # fmt: skip
def test_the_tree_says_which_verb_a_time_belongs_to(sentence: Sentence, day: date) -> None:
    text = " ".join(token.text for token in sentence.tokens)
    [mention] = Calendar.of(Report("r0", text, published=date(2024, 12, 6)), [sentence]).times(0)
    assert (mention.time.start, mention.time.end) == (day, day)


def test_head_is_the_token_that_hangs_outside() -> None:
    sentence = tree(
        "It began on 27 November 2024",
        "2 0 5 5 2 5",
        "nsubj root case nummod obl nummod",
        "PRON VERB ADP NUM PROPN NUM",
    )
    text = "It began on 27 November 2024"
    [mention] = Calendar.of(Report("r0", text, published=None), [sentence]).times(0)
    assert (mention.start, mention.end, mention.head) == (3, 6, 4)


@settings(deadline=None)
@given(st.one_of(PIECES, st.text(max_size=60)), st.none() | st.dates())
def test_any_text(text: str, published: date | None) -> None:
    sentences, calendar = read(text, published)
    for place, sentence in enumerate(sentences):
        for mention in calendar.times(place):
            time = mention.time
            assert time.span is not None
            assert text[time.span.start : time.span.end] == time.span.text
            assert sentence.start <= time.span.start < time.span.end <= sentence.end
            assert 0 <= mention.start <= mention.head < mention.end <= len(sentence.tokens)
            assert time.start is None or time.end is None or time.start <= time.end
            assert time.precision in {"hour", "day", "days", "week", "month", "year", "vague", "unknown"}


@settings(deadline=None)
@given(PIECES)
def test_without_a_date_only_absolute_times_resolve(text: str) -> None:
    if not re.search(r"\d{4}", text):
        assert all(mention.time.start is None and mention.time.end is None for mention in mentions(text, None))

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frontline.records import Roles
from frontline.situation.dating import dated
from frontline.situation.filing import Filing
from frontline.testing import filing, span, town


def story(*days: str | None, published: str | None = None) -> list[Filing]:
    made = [
        filing("capture", f"Sentence {number}.", Roles(place=(town("Hama"),)), day) for number, day in enumerate(days)
    ]
    return [
        replace(
            one,
            published=date.fromisoformat(published) if published else None,
            claim=replace(one.claim, report="one report", trigger=span("capture", 100 * number)),
        )
        for number, one in enumerate(made)
    ]


def days_of(filings: list[Filing]) -> list[str]:
    return [str(days.end) if days else "" for _, days in dated(filings)]


def test_in_a_story_what_follows_a_day_happened_then() -> None:
    assert days_of(story(None, "2022-03-02", None, "2022-03-09", None)) == [
        "", "2022-03-02", "2022-03-02", "2022-03-09", "2022-03-09",
    ]  # fmt: skip


def test_in_news_what_has_no_day_happened_by_publication() -> None:
    found = [days for _, days in dated(story("2024-12-05", None, published="2024-12-06"))]
    assert [str(days.end) for days in found if days] == ["2024-12-05", "2024-12-06"]
    assert [days.stated for days in found if days] == [True, False]


def test_a_report_of_things_long_past_tells_a_story_whenever_it_was_published() -> None:
    assert days_of(story("2022-03-02", None, published="2023-06-30")) == ["2022-03-02", "2022-03-02"]


def test_a_storys_day_of_publication_is_no_day_of_the_story() -> None:
    told = story("2022-03-02", "2022-03-03", "2023-06-30", published="2023-06-30")
    assert days_of(told) == ["2022-03-02", "2022-03-03", "2022-03-03"]


def test_the_order_of_filings_does_not_matter() -> None:
    told = story("2022-03-02", None, "2022-03-09", None)
    there = {filing.claim.id: days for filing, days in dated(told)}
    assert {filing.claim.id: days for filing, days in dated(reversed(told))} == there

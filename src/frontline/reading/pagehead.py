"""The explicit metadata of an HTML page: publication dates and the language, where the page states them as such.

Nothing is taken from prose, addresses, "updated" stamps or the copyright line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from frontline.errors import ReadingError
from frontline.reading.dates import read_date

_DATE_NAMES = frozenset({
    "article:published_time", "og:published_time", "og:article:published_time", "article:published",
    "published_time", "publication_date", "publicationdate", "publish-date", "publish_date", "publishdate",
    "pubdate", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
    "dcterms.created", "sailthru.date", "parsely-pub-date", "article_date_original",
    "citation_publication_date", "originalpublicationdate", "cxenseparse:recs:publishtime",
})  # fmt: skip
_ARTICLE_TYPES = ("article", "report", "blogposting", "posting")


class PageHead(NamedTuple):
    """`published` as the page writes it, None when it gives none; `unclear` says why its dates were not taken."""

    published: str | None
    unclear: str | None
    language: str | None


@dataclass(slots=True)
class _Collected:
    meta: list[str]
    linked: list[str]
    timed: list[str]
    language: str | None = None


class _HeadParser(HTMLParser):
    """Collects what a page states of its publication."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.collected = _Collected([], [], [])
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.lower(): (value or "").strip() for name, value in attrs}
        marked = "datepublished" in given.get("itemprop", "").lower().split()
        if tag == "html" and given.get("lang"):
            self.collected.language = given["lang"]
        elif tag == "meta" and given.get("content"):
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if name in _DATE_NAMES:
                self.collected.meta.append(given["content"])
        elif tag == "time" and given.get("datetime") and (marked or "pubdate" in given):
            self.collected.timed.append(given["datetime"])
        elif marked and given.get("content"):
            self.collected.timed.append(given["content"])
        elif tag == "script" and "ld+json" in given.get("type", "").lower():
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.collected.linked.extend(_linked_dates("".join(self._script)))
            self._script = None


def read_page_head(markup: str) -> PageHead:
    """Return what the page `markup` states of its publication.

    The sources are tried in their order: linked data of an article, meta tags, time elements marked as the
    date of publication. Within one of them dates of different days contradict each other and none is taken.
    """
    parser = _HeadParser()
    # The parser of the standard library raises AssertionError on some broken declarations, after what it has read.
    with suppress(AssertionError):
        parser.feed(markup)
        parser.close()
    found = parser.collected
    for dates in (found.linked, found.meta, found.timed):
        if dates:
            days = {_day(words) for words in dates}
            if len(days) > 1:
                listed = ", ".join(f'"{words}"' for words in dict.fromkeys(dates))
                return PageHead(None, f"the page gives several dates of publication: {listed}", found.language)
            return PageHead(max(dates, key=len), None, found.language)
    return PageHead(None, None, found.language)


def _day(words: str) -> str:
    try:
        moment = read_date(words)
    except ReadingError:
        return words
    return moment.isoformat()[:10]


def _linked_dates(script: str) -> list[str]:
    """Return the dates of publication of the articles in a block of JSON-LD; none of a block that is broken."""
    try:
        return list(_article_dates(json.loads(script)))
    except (ValueError, RecursionError):
        return []


def _article_dates(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _article_dates(item)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        listed = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
        date = node.get("datePublished")
        if isinstance(date, str) and date.strip() and any(kind.endswith(_ARTICLE_TYPES) for kind in listed):
            yield date.strip()
        else:
            yield from _article_dates([node.get("@graph"), node.get("mainEntity")])

"""Claims in words: the lines of the situation report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from rich.text import Text

from frontline.knowledge.shipped import shipped
from frontline.records import Claim, Count, Party, Place, Source, Stance

MARKS = {
    Stance.ASSERTED: ("●", "bold green"),
    Stance.CLAIMED: ("◐", "bold cyan"),
    Stance.DENIED: ("✕", "bold red"),
    Stance.PLANNED: ("▷", "bold magenta"),
    Stance.HYPOTHETICAL: ("?", "bold yellow"),
    Stance.BACKGROUND: ("◌", "bright_black"),
}
"""The mark of each stance and its style, the surest stance first."""
T = TypeVar("T")
_KINDS = {"unnamed": "", "issuer": "its own statement"}
_ARTICLES = ("The ", "A ", "An ")
_OWN_WORDS = frozenset({"distance", "direction", "between", "road", "upstream", "downstream", "offshore"})
"""Relations whose words say where a place lies, so that they need no "at"."""


def country_of(claim: Claim, report: str) -> str:
    """Return the name of the country that a claim is about: its place's, else `report`'s, else a party's, else "".

    `report` is the alpha-3 code of the country that most of the report's places are in, "" without one.
    """
    roles = claim.roles
    places = [place.country for place in (*roles.place, *roles.destination, *roles.origin)]
    parties = [party.country for party in (*roles.recipient, *roles.actor)]
    return country_name(next((code for code in (*places, report, *parties) if code), None))


def country_name(code: str | None) -> str:
    """Return the English name of a country by its alpha-3 code, "" without one."""
    return shipped().gazetteer.country_name(code) if code else ""


def by_country(items: Iterable[tuple[str, T]]) -> list[tuple[str, list[T]]]:
    """Return items that come with the name of their country by country, that of most items first; without one, last.

    What has no country stands under "place not stated".
    """
    found: dict[str, list[T]] = defaultdict(list)
    for country, item in items:
        found[country].append(item)
    ordered = sorted(found.items(), key=lambda pair: (pair[0] == "", -len(pair[1]), pair[0]))
    return [(country or "place not stated", members) for country, members in ordered]


def focus_of(claims: Iterable[Claim]) -> str:
    """Return the alpha-3 code of the country that most of the places of some claims are in, "" without one."""
    codes = Counter(place.country for claim in claims for place in claim.roles.place if place.country)
    return codes.most_common(1)[0][0] if codes else ""


def day_of(claim: Claim) -> tuple[date | None, str]:
    """Return the first day of a claim for sorting, and how its time reads: "Fri 6 Dec 2024", "no date stated"."""
    time = claim.roles.time
    if time is None or (time.start is None and time.end is None):
        words = f"“{time.span.text}”, date not known" if time and time.span else "no date stated"
        return None, words
    if time.start is None:
        assert time.end is not None
        return time.end, f"by {_day(time.end)}"
    if time.end is None:
        return time.start, f"from {_day(time.start)}"
    if time.start == time.end:
        return time.start, _day(time.start)
    return time.start, f"{_day(time.start)} to {_day(time.end)}"


def _day(day: date) -> str:
    return f"{day:%a} {written(day, '%b %Y')}"


def written(day: date, rest: str = "%B %Y") -> str:
    """Return a day in words, "6 December 2024", or as `rest` has the month and year: "6 Dec 2024" for "%b %Y"."""
    return f"{day.day} {day:{rest}}"  # strftime's day without a zero is not known everywhere


def span_of_days(first: date, last: date) -> str:
    """Return a range of days: "6 December 2024", "4 to 9 December 2024", "27 November to 8 December 2024"."""
    if first == last:
        return written(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {written(last)}"
    return f"{written(first, '%B' if first.year == last.year else '%B %Y')} to {written(last)}"


def headline(claim: Claim) -> Text:
    """Return who did it to whom, where and how many, in one line."""
    roles = claim.roles
    line = Text()
    if roles.actor:
        line.append(_parties(roles.actor), "bold")
    if roles.recipient:
        line.append(" → " if roles.actor else "→ ", "bright_black").append(_parties(roles.recipient))
    for word, places in (("at", roles.place), ("from", roles.origin), ("to", roles.destination)):
        if places:
            line.append(f"{' ' if line else ''}{_preposition(word, places[0])}", "bright_black")
            for at, place in enumerate(places):
                line.append(", " if at else "", "cyan").append(_place(place), "cyan")
                line.append(_told_by(place), "bright_black")
    for word, spans in (("with", roles.instrument), ("carrying", roles.cargo)):
        if spans:
            line.append(f" {word} ", "bright_black").append(", ".join(span.text for span in spans))
    for name, count in claim.counts:
        line.append(f" · {name} ", "bright_black").append(number(count), "bold")
    return line or Text("(nobody and nowhere named)", "bright_black")


def _parties(parties: Iterable[Party]) -> str:
    return " and ".join(party.name for party in parties)


def _preposition(word: str, place: Place) -> str:
    """Return "near" for "at" where only that is known; nothing where the report's words begin with one of their own."""
    own = place.relation is not None and place.relation.kind in _OWN_WORDS and not place.span.text[:1].isupper()
    if word == "at" and own:
        return ""
    return "near " if word == "at" and place.precision == "near" else f"{word} "


def _place(place: Place) -> str:
    """Return the words of the report, and what they resolve to where that is not the same."""
    said = " ".join(place.span.text.split()).removeprefix("near ")
    return said if place.name.casefold() in said.casefold() else f"{said} ({place.name})"


def _told_by(place: Place) -> str:
    """Return what a place stands for on the map where it is told by another one, so that no point is taken for reported."""
    relation = place.relation
    if relation is None or relation.kind not in _OWN_WORDS:
        return ""
    around = f", within {place.radius_km:.0f} km" if place.radius_km is not None else ""
    if relation.computed:
        return f" [point computed{around}]"
    if place.lat is None:
        return " [no point]"
    return f" [point of {relation.anchors[0].name}{around}]"


def counted(count: int, noun: str) -> str:
    """Return a number of things: "1 claim", "1,204 claims"."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def number(count: Count) -> str:
    """Return a count as an interval: "3", "3 or more", "up to 12", "10 to 15", or its own words."""
    if count.best is not None and count.low == count.high == count.best:
        return f"{count.best:,}"
    if count.low is not None and count.high is not None:
        return f"{count.low:,} to {count.high:,}"
    if count.low is not None:
        return f"{count.low:,} or more"
    if count.high is not None:
        return f"up to {count.high:,}"
    return f"about {count.best:,}" if count.best is not None else f"“{count.span.text}”"


def sourcing(claim: Claim) -> str:
    """Return who says so, innermost first: "two witnesses (2, anonymous), by Reuters"."""
    inner = [source for source in claim.sources if source.kind not in {"outlet", "agency"} or source.span is not None]
    outer = [source.text for source in claim.sources if source not in inner]
    told = ", by ".join(_source(source) for source in reversed(inner))
    verb = {Stance.DENIED: "denied by", Stance.PLANNED: "said by"}.get(claim.stance, "says")
    by = f"({', '.join(reversed(outer))})" if outer else ""
    stance = (
        claim.stance.value if claim.polarity or claim.stance is Stance.DENIED else f"{claim.stance.value} not to be"
    )
    if not told:
        return f"{stance} {by}".strip()
    return f"{stance}: {verb} {told} {by}".strip()


def _source(source: Source) -> str:
    notes = [note for note in (_KINDS.get(source.kind, source.kind), "anonymous" if source.anonymous else "") if note]
    text = f"{source.text[0].lower()}{source.text[1:]}" if source.text.startswith(_ARTICLES) else source.text
    return f"{text} [{', '.join(notes)}]" if notes else text

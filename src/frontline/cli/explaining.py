"""Why a party or a place was chosen, in words and as JSON: the words that led to it, the candidates and their signals."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from frontline.extraction.places.signals import Weighed
from frontline.pipeline.run import Reading
from frontline.records import Claim, Party, Place
from frontline.records.wire import Json

_ROLES = (("place", "at"), ("origin", "from"), ("destination", "to"))


def in_words(reading: Reading, claim: Claim) -> Text:
    """Return the parties of a claim with how each was found, and its places, a line each, with their candidates.

    Points are the weight of a signal times what it measured (docs/places.md); the candidate with the most was chosen.
    """
    lines = [_party(word, party) for word, party in _parties(claim)]
    for _, word, place in _places(claim):
        weighed = reading.weighed.get(place.span, ())
        lines.append(Text(f"{word} “{place.span.text}”: ", "bright_black").append(_outcome(place, weighed), "cyan"))
        lines.extend(_candidate(each, chosen=number == 0) for number, each in enumerate(weighed))
    return Text("\n").join(lines)


def as_json(reading: Reading, claim: Claim) -> list[Json]:
    """Return for every place of a claim its role, span and candidates, the chosen one first."""
    return [
        {
            "role": role,
            "span": {"start": place.span.start, "end": place.span.end, "text": place.span.text},
            "candidates": [_json(each) for each in reading.weighed.get(place.span, ())],
        }
        for role, _, place in _places(claim)
    ]


def _parties(claim: Claim) -> Iterator[tuple[str, Party]]:
    for word in ("actor", "recipient"):
        for party in getattr(claim.roles, word):
            yield word, party


def _party(word: str, party: Party) -> Text:
    """Return one party with the chain of words that led to it: "actor “they”: HTS, a pronoun, through “the group”"."""
    line = Text(f"{word} “{party.span.text}”: ", "bright_black")
    line.append(f"{party.id or party.name} ({party.type})", "cyan").append(f"  {party.via}", "bright_black")
    for link in party.chain:
        line.append(f" ← “{link.span.text}” {link.via}", "bright_black")
    return line


def _places(claim: Claim) -> Iterator[tuple[str, str, Place]]:
    for role, word in _ROLES:
        for place in getattr(claim.roles, role):
            yield role, word, place


def _outcome(place: Place, weighed: tuple[Weighed, ...]) -> str:
    if not weighed:
        return f"{place.feature}, not in the gazetteer"
    told = "" if place.geonameid else f", {place.feature} told by the place in its name"
    return f"{place.name}, {place.precision}{told}"


def _candidate(weighed: Weighed, *, chosen: bool) -> Text:
    candidate = weighed.candidate
    where = ", ".join(part for part in (candidate.name, candidate.admin1, candidate.country) if part)
    points = ", ".join(f"{reason.signal} {reason.points:+.1f}" for reason in weighed.reasons)
    line = Text(f"  {weighed.total:5.1f}  {where} ({candidate.feature})", "bold" if chosen else "")
    return line.append(f"  {points}", "bright_black")


def _json(weighed: Weighed) -> Json:
    candidate = weighed.candidate
    return {
        "name": candidate.name,
        "geonameid": candidate.geonameid,
        "country": candidate.country,
        "admin1": candidate.admin1,
        "feature": candidate.feature,
        "precision": candidate.precision,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "total": round(weighed.total, 3),
        "signals": {reason.signal: reason.points for reason in weighed.reasons},
    }

"""Suite `counts`: how many people each press release says were killed and captured, against what a reader counted.

Data: JSON Lines, one release a line: `text`, `min_killed`, `min_captured` (ISAF press releases as A. Strick van
Linschoten and F. Kuehn coded them; any file of that form will do). The coder wrote the least number of people that the
forces which issue the release killed and captured, 0 where they killed or captured nobody.

**From claims to a number.** A claim speaks of people killed where it has a count `killed`, or tells of a killing without
one; of people captured where it is one of detention. Claims that are denied, negated, planned, feared or recalled, tolls
of a period, and harm done by the enemy or to the forces themselves are left out. A claim's number is its `low`, else its
`best`, else its `high`; as the coder did, "several" and "multiple" are 3, "numerous" is 4, "more than 30" is 31, people
without a number are 2, a person 1.

**Telling it twice.** A release tells its deeds in its lead and again in its body. Numbers of one sentence are added up. What
a later sentence tells is the same deed again where its number was told before or is the sum so far, or where it speaks
of people as known ("the two men", "both", "him"); a part of it where it is smaller; the whole of it, told more exactly, where it
is greater; and a further deed, added, where its words say so ("also", "another", "two more", "two others").

`killed_exact` and `captured_exact` are the shares of releases whose number is right to the person, and
`killed_nonzero_exact` and `captured_nonzero_exact` those among the releases in which somebody was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from frontline.errors import UsageError
from frontline.extraction.numbers import quantities
from frontline.records.wire import Json

Reader = Callable[[str], Sequence[Json]]
"""Reads one text into claims as JSON objects."""

_TOLD = frozenset({"asserted", "claimed"})
_KILLING = frozenset({"assassinate", "kill-civilians", "casualties"})
_DEATH = re.compile(r"kill|slain|slay|dead|death|die|shot|gun|murder|eliminat|assassin|execut", re.IGNORECASE)
_HELD = ("captured", "detained")
_ENEMY = frozenset({"rebel", "militia", "identity-militia", "criminal"})
_OWN = frozenset({"state-forces", "police", "coalition", "government", "intergovernmental", "private-military"})
_RAISED = re.compile(r"\b(?:multiple|numerous|more than|over|greater than|in excess of)\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:number of|some of|several)\b", re.IGNORECASE)
_PLURAL, _SEVERAL = 2, 3
_FURTHER = re.compile(r"\b(?:also|another|additional|further|more|others?)\b(?! than)", re.IGNORECASE)
_KNOWN = re.compile(
    r"\b(?:the|these|those|this|that|his|her|their|both|all|him|them|he|she|they|it|who)\s*$", re.IGNORECASE
)
_ALL = re.compile(r"(?:both|all)\b", re.IGNORECASE)
_REACH = 45


class Release(NamedTuple):
    """One press release, and how many people it says were killed and captured at the least."""

    text: str
    killed: int
    captured: int


class Numbers(NamedTuple):
    """People killed and captured."""

    killed: int
    captured: int


class Deed(NamedTuple):
    """A number of people in one sentence; `known` where they were spoken of before, `further` where they are others."""

    sentence: int
    people: int
    known: bool
    further: bool


def run(data: Path, read: Reader) -> dict[str, float]:
    """Return the figures over every release in the JSON Lines files below `data`.

    Raises UsageError where there is none, or where a line is not of the form.
    """
    releases = [release for path in _files(data) for release in read_releases(path)]
    if not releases:
        raise UsageError(f"{data}: no releases (*.jsonl with text, min_killed and min_captured); see docs/bench.md")
    return score(releases, [numbers(read(release.text)) for release in releases])


def _files(data: Path) -> list[Path]:
    """Return the files of releases in DIR, or in its folder of that name where it holds many sets."""
    folder = data / "isaf_press_releases"
    return sorted((folder if folder.is_dir() else data).glob("*.jsonl"))


def read_releases(path: Path) -> Iterator[Release]:
    """Yield the releases of one file. Raises UsageError with the line that is not of the form."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                row: dict[str, Any] = json.loads(line)
                yield Release(str(row["text"]), int(row["min_killed"]), int(row["min_captured"]))
            except (ValueError, TypeError, KeyError) as error:
                raise UsageError(f"{path}:{number}: no release ({error!r}); see docs/bench.md") from error


def score(releases: Sequence[Release], found: Sequence[Numbers]) -> dict[str, float]:
    """Return the shares of numbers that are right to the person."""
    figures = {"releases": float(len(releases))}
    for name in Numbers._fields:
        pairs = [(getattr(gold, name), getattr(own, name)) for gold, own in zip(releases, found, strict=True)]
        figures[f"{name}_exact"] = _share(pairs)
        figures[f"{name}_nonzero_exact"] = _share([pair for pair in pairs if pair[0]])
    return figures


def _share(pairs: Sequence[tuple[int, int]]) -> float:
    return round(sum(gold == own for gold, own in pairs) / len(pairs), 4) if pairs else 0.0


def numbers(claims: Iterable[Json]) -> Numbers:
    """Return how many people the claims of one release say were killed and captured."""
    told = [claim for claim in claims if _counts_here(claim)]
    return Numbers(add_up(_deeds(told, killed)), add_up(_deeds(told, held)))


def _counts_here(claim: Json) -> bool:
    """Say whether a claim tells of what the issuer's side did, as done."""
    if claim["stance"] not in _TOLD or not claim["polarity"] or claim["kind"] == "toll":
        return False
    doers, struck = ({party["type"] for party in claim[role]} for role in ("actor", "recipient"))
    return not doers & _ENEMY and not (struck and struck <= _OWN)


def killed(claim: Json) -> Json | None:
    """Return the count of people killed, an empty one where the claim tells of a killing without a number."""
    count: Json | None = claim["counts"].get("killed")
    if count is None and claim["kind"] in _KILLING and _DEATH.search(claim["trigger"]["text"]):
        return {}
    return count


def held(claim: Json) -> Json | None:
    """Return the count of people captured, an empty one where the claim tells of it without a number."""
    if claim["kind"] != "detain":
        return None
    return next((claim["counts"][name] for name in _HELD if name in claim["counts"]), {})


def _deeds(claims: Iterable[Json], count_of: Callable[[Json], Json | None]) -> Iterator[Deed]:
    for claim in claims:
        count = count_of(claim)
        if count is None:
            continue
        parties = claim["recipient"]
        start = (
            count["span"]["start"] if count else parties[0]["span"]["start"] if parties else claim["trigger"]["start"]
        )
        before, after = _around(claim, start)
        known = bool(_KNOWN.search(before) or (_ALL.match(after) if count else not _is_new(claim)))
        people = _least(count) if count else sum(_reckoned(party) for party in parties)
        nearby = f"{before[-_REACH:]} {after[:_REACH]}"
        yield Deed(claim["evidence"]["end"], people, known, bool(_FURTHER.search(nearby)))


def _around(claim: Json, place: int) -> tuple[str, str]:
    """Return what stands before and after a place of the text in the claim's evidence."""
    text, at = claim["evidence"]["text"], place - claim["evidence"]["start"]
    return text[:at], text[at:]


def _is_new(claim: Json) -> bool:
    """Say whether a claim without a number brings people of its own: a pronoun or nobody does not."""
    return any(party["via"] != "pronoun" for party in claim["recipient"])


def _least(count: Json) -> int:
    """Return the least number that a count allows, as the coder wrote it.

    "multiple", "numerous" and "more than" are one more to the coder than the low end that frontline gives them.
    """
    bound = next((count[end] for end in ("low", "best", "high") if count[end] is not None), 0)
    return int(bound) + len(_RAISED.findall(count["text"]))


def _reckoned(party: Json) -> int:
    """Return 1 for a person named or described, 2 for people without a number, 3 for "a number of" them."""
    if _VAGUE.search(party["text"]):
        return _SEVERAL
    words = re.findall(r"[A-Za-z]+", party["text"])
    persons = quantities().persons
    last = words[-1].lower() if words else ""
    plural = (
        last in {"men", "women", "people", "children", "gunmen", "them", "they"} or last.removesuffix("s") in persons
    )
    return _PLURAL if plural and last.endswith(("s", "men", "people", "children", "them", "they")) else 1


def add_up(deeds: Iterable[Deed]) -> int:
    """Return the number of people in deeds that may be told several times; how stands at the top of this file."""
    total, told = 0, set[int]()
    for _, group in groupby(deeds, key=lambda deed: deed.sentence):
        here = list(group)
        everyone = sum(deed.people for deed in here)
        further = sum(deed.people for deed in here if deed.further and not deed.known)
        all_new = not any(deed.known for deed in here)
        if not total:
            total = everyone
        elif further and (all_new or everyone != total):
            total += further
        elif all_new and everyone not in told:
            total = max(total, everyone)
        told |= {total, everyone, *(deed.people for deed in here)}
    return total

"""How a claim that was read agrees with a happening of the gold. Strict, but fair to another way of writing.

- kind and stance: one of those that the gold allows.
- names (actors, recipients, places, sources): two texts agree when their words are the same, or when the words of
  one are all in the other and they share more than generic words ("forces", "town") or the head word. Case,
  diacritics, articles, plural s and the Arabic article do not count (agreement.toml has the words). A pronoun
  agrees with nothing: what it resolves to (`name`) may.
- actors: one of the gold's lists is there in full, and nobody else is. Where both sides do the same thing to each
  other (a clash, talks), actor and recipient are read as one list.
- places: one of the gold's lists is there in full, among place, origin and destination; `place` holds no other;
  where the gold asks for gazetteer names, they are there.
- dates: the gold's interval; or an interval within it, if that covers at least half of one longer than a week.
  An end that the gold leaves open may be anything later; unknown is right only where the gold says unknown.
- counts: every figure (low, best, high) that the gold states, null included; `{}` asks only for a count.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from frontline.bench.happening import Choice, Happening, Interval, Names

Json = Mapping[str, Any]
PARTS = ("kind", "actor", "place", "date", "stance")
"""The parts that must all be right for a happening to count as found."""
MORE = ("recipient", "source", "counts", "resolved")
"""The parts that are reported beside them, where the gold states them."""

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_MUTUAL, _PRONOUNS, _SKIPPED, _GENERIC = (
    frozenset(_WORDS[key]) for key in ("mutual", "pronouns", "skipped", "generic")
)
_POSTMODIFIER = re.compile(r"\s(?:of|in|from|at|near|with|for|led|backed|who|which|that|to|on|between)\s|,")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which parts of one happening a claim has right; a part that the gold does not state is absent."""

    parts: Mapping[str, bool]

    @property
    def found(self) -> bool:
        """True when kind, actor, place, date and stance are all right."""
        return all(self.parts[part] for part in PARTS)

    @property
    def right(self) -> int:
        """The number of parts that are right."""
        return sum(self.parts.values())


def agree(happening: Happening, claim: Json) -> Agreement:
    """Compare `claim`, an object as in the claim schema, with `happening`."""
    actors, recipients = claim["actor"], claim["recipient"]
    choice, wanted = happening.actors, happening.recipients
    if claim["kind"] in _MUTUAL:
        actors = recipients = [*actors, *recipients]
        choice = Choice(choice.alternatives, (*choice.also, *wanted))
    places = [place for role in ("place", "origin", "destination") for place in claim.get(role, [])]
    parts = {
        "kind": claim["kind"] in happening.kinds,
        "actor": _chosen(choice, actors, actors),
        "place": _chosen(happening.places, places, claim["place"]) and _resolved(happening.resolved, places),
        "date": any(_covers(wanted_days, _days(claim)) for wanted_days in happening.dates),
        "stance": claim["stance"] in happening.stances,
    }
    if wanted:
        parts["recipient"] = all(_among(names, recipients) for names in wanted)
    if happening.sources:
        parts["source"] = all(_among(names, claim["sources"]) for names in happening.sources)
    if happening.counts:
        parts["counts"] = all(_counted(figures, claim["counts"].get(key)) for key, figures in happening.counts.items())
    if happening.resolved:
        parts["resolved"] = _resolved(happening.resolved, places)
    return Agreement(parts)


def same_name(wanted: str, read: str) -> bool:
    """Say whether two texts name the same thing, by their words."""
    first, second = _words(wanted), _words(read)
    if not first or not second:
        return False
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    if not shorter < longer:
        return False
    return bool(shorter - _GENERIC) or _head(wanted) == _head(read)


def _words(text: str) -> frozenset[str]:
    if text.strip().casefold() in _PRONOUNS:
        return frozenset()
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    plain = plain.casefold().replace("u.s.", "us")
    plain = re.sub(r"['`\u2019\u02bb\u02bc]s\b", "", plain)
    words = re.sub(r"['`\u2019\u02bb\u02bc]", "", plain)
    return frozenset(_singular(word) for word in re.findall(r"\w+", words) if word not in _SKIPPED)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _head(text: str) -> str:
    """Return the last word of `text` before what follows its noun: "members" of "members of the council"."""
    words = re.findall(r"\w+", _POSTMODIFIER.split(text.casefold(), maxsplit=1)[0])
    return _singular(words[-1]) if words else ""


def _names(named: Json) -> tuple[str, ...]:
    return tuple(str(named[key]) for key in ("text", "name") if named.get(key))


def _is_one_of(named: Json, names: Names) -> bool:
    return any(same_name(wanted, read) for wanted in names for read in _names(named))


def _among(names: Names, read: Iterable[Json]) -> bool:
    return any(_is_one_of(named, names) for named in read)


def _chosen(choice: Choice, read: list[Json], alone: list[Json]) -> bool:
    """True when `read` has all of one alternative, and `alone` nothing that is in none of them."""
    allowed = [names for alternative in choice.alternatives for names in alternative] + list(choice.also)
    if not all(any(_is_one_of(named, names) for names in allowed) for named in alone):
        return False
    complete = [one for one in choice.alternatives if one and all(_among(names, read) for names in one)]
    return bool(complete) or (() in choice.alternatives)


def _resolved(wanted: tuple[str, ...], places: list[Json]) -> bool:
    return all(any(_words(name) == _words(str(place["name"])) for place in places) for name in wanted)


def _days(claim: Json) -> Interval:
    time = claim["time"]
    if time is None or time["text"] is None:  # no expression: "no later than the report" is not a date read
        return Interval(None, None)
    return Interval(_day(time["start"]), _day(time["end"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text[:10])


def _covers(wanted: Interval, read: Interval) -> bool:
    """True when `read` is `wanted`, or lies within it and is not far finer than it."""
    if wanted == read:
        return True
    if wanted.start is not None and wanted.end is not None:
        if read.start is None or read.end is None or not wanted.start <= read.start <= read.end <= wanted.end:
            return False
        days = (wanted.end - wanted.start).days + 1
        return days <= _WEEK or ((read.end - read.start).days + 1) * 2 >= days
    if wanted.start is not None:
        return read.start is not None and read.start >= wanted.start
    return wanted.end is not None and read.end is not None and read.end <= wanted.end


def _counted(wanted: Mapping[str, int | None], read: Json | None) -> bool:
    return read is not None and all(read[bound] == figure for bound, figure in wanted.items())

"""Relations: where a sentence says that something lies, by names of other places ("40 km (24 miles) south of Hama")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontline.extraction.places.compass import COMPASS, Bearing, bearing
from frontline.extraction.places.distances import Distance, distances
from frontline.extraction.places.page import Page, Toponym
from frontline.knowledge.relation_words import load_relation_words

_AWAY = (
    r"\s*,?\s*(?:away|apart|further|farther|deep|inland|out|on|as the crow flies)?\s*,?\s*"
    r"(?:(?:to\s+the|due|toward(?:s)?(?:\s+the)?)\s+)?"
)
_WAY = rf"(?P<way>{COMPASS}(?:wards?)?(?:\s*(?:,|and|or)\s*{COMPASS})?)"
_FROM = re.compile(
    rf"{_AWAY}(?:{_WAY}\s+(?:of|from)|(?P<way2>{COMPASS}(?:wards?)?)?\s*(?P<stream>upstream|upriver|downstream|downriver)?"
    rf"\s*(?P<word>away\s+from|from|outside|of|off))\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DIRECTION = re.compile(
    rf"(?:^|.*\s|.*[(,\u2013-])(?:to\s+the\s+|due\s+|just\s+|immediately\s+)*{_WAY}\s+of\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_STREAM = re.compile(
    r".*\b(?P<stream>upstream|upriver|downstream|downriver)\s+(?:of|from)\s+(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_POINT = frozenset({"of", "off"})
_OPENING = frozenset({",", "(", "[", "-", "\u2013", "\u2014", "-lrb-", "'s", "\u2019s", '"', "\u201c", "\u201d"})
_JOINING = frozenset({"-", "\u2013", "\u2014", "to", "and", "/"})
_NOUN_KINDS = ("border", "bank", "coast", "countryside", "outskirts", "suburb", "upstream", "downstream")
_FARTHEST = 14
"""The most tokens between a place and the figure that tells where it lies."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What tokens `start:end` of a sentence say of where something lies: its `kind` to the toponyms `grounds`.

    Toponyms are given by their place in the list of the sentence. `figures` are those that may be what is said to lie
    there, the nearest first; empty where the phrase itself tells of the place. `sure` is false where it hangs on the
    reading whether the first ground is a whole place ("south of the Hama bypass").
    """

    kind: str
    grounds: tuple[int, ...]
    start: int
    end: int
    figures: tuple[int, ...] = ()
    distance: Distance | None = None
    bearing: Bearing | None = None
    sure: bool = True


def statements(page: Page, named: Sequence[Toponym]) -> tuple[Statement, ...]:
    """Return what a sentence states of places by the toponyms `named`, at most one statement for a first ground."""
    if not named:
        return ()
    found: dict[int, Statement] = {}
    joined = [*_roads(page, named), *_betweens(page, named)]
    for statement in (*joined, *_measured(page, named), *_directed(page, named)):
        for ground in statement.grounds[:1] if statement.kind not in {"between", "road"} else statement.grounds:
            found.setdefault(ground, statement)
    return tuple(dict.fromkeys(found.values()))


def stated_distances(page: Page) -> tuple[Distance, ...]:
    """Return the distances that a sentence states, whatever they measure."""
    return distances(page.text[page.sentence.start : page.sentence.end])


def frame_kind(page: Page, toponym: Toponym) -> str | None:
    """Return what the words around a name make of it: "near", "outside", "outskirts", "part", ...; None for itself."""
    if not (toponym.vicinity or toponym.direction):
        return None
    lists = load_relation_words()
    words = [page.lower(at) for at in (*range(toponym.first, toponym.start), *range(toponym.end, toponym.last))]
    words.extend(_lemma(page, at) for at in (*range(toponym.first, toponym.start), *range(toponym.end, toponym.last)))
    before = toponym.first - 1
    while before >= 0 and _is_light(page, before) and page.lower(before) != "of":
        before -= 1
    if page.lower(before) == "off":
        return "offshore"
    for kind in ("countryside", "outskirts", "suburb", "coast"):
        if lists["relation", kind] & set(words):
            return kind
    for kind in ("near", "outside"):
        if lists["relation", kind] & {page.lower(before), page.lower(before - 1), *words}:
            return kind
    if any(bearing(word) for word in words) or lists["relation", "part"] & set(words):
        return "part"
    return "near" if toponym.vicinity else "part"


def noun_kind(page: Page, head: int) -> str | None:
    """Return what a noun that describes a place says of its relation to the names in it; None for a place of its own."""
    lists, word = load_relation_words(), _lemma(page, head)
    found = next((kind for kind in _NOUN_KINDS if {word, page.lower(head)} & lists["relation", kind]), None)
    return "offshore" if found == "coast" and page.tree.case(head) == "off" else found


def _measured(page: Page, named: Sequence[Toponym]) -> Iterator[Statement]:
    """Yield the distances from a toponym: "40 km (24 miles) south of X", "12 miles from X", "within 5 km of X"."""
    base = page.sentence.start
    found = stated_distances(page)
    for number, distance in enumerate(found):
        start, after = base + distance.start, base + distance.end
        limit = base + found[number + 1].start if number + 1 < len(found) else page.sentence.end
        ground = next((at for at, each in enumerate(named) if page.sentence.tokens[each.start].start >= after), None)
        if ground is None or page.sentence.tokens[named[ground].start].start > limit:
            continue
        match = _FROM.fullmatch(page.text[after : page.sentence.tokens[named[ground].start].start])
        if match is None or not _is_ground(page, match["rest"], named[ground]):
            continue
        way = match["way"] or match["way2"]
        if (
            match["word"]
            and match["word"].lower() in _POINT
            and not way
            and not match["stream"]
            and distance.low is not None
        ):
            continue
        first = _token_at(page, start)
        kind = _stream(match["stream"]) or "distance"
        figures = _figures(page, named, first, ground)
        yield Statement(
            kind, (ground,), first, _end(named[ground]), figures, distance, bearing(way) if way else None,
            _is_whole(page, named[ground]),
        )  # fmt: skip


def _directed(page: Page, named: Sequence[Toponym]) -> Iterator[Statement]:
    """Yield the directions from a toponym without a distance: "south of X", "to the north and east of the town of X"."""
    for ground, toponym in enumerate(named):
        left = page.sentence.tokens[named[ground - 1].last - 1].end if ground else page.sentence.start
        words = page.text[left : page.sentence.tokens[toponym.start].start]
        match = _DIRECTION.fullmatch(words)
        stream = None if match else _STREAM.fullmatch(words)
        if match is not None and _is_ground(page, match["rest"], toponym):
            way = bearing(match["way"])
            first = _token_at(page, left + match.start("way"))
            figures = _figures(page, named, first, ground)
            yield Statement(
                "direction", (ground,), first, _end(toponym), figures, None, way, way is not None and _is_whole(page, toponym)
            )  # fmt: skip
        elif stream is not None and _is_ground(page, stream["rest"], toponym):
            first = _token_at(page, left + stream.start("stream"))
            yield Statement(_stream(stream["stream"]) or "near", (ground,), first, _end(toponym))


def _betweens(page: Page, named: Sequence[Toponym]) -> Iterator[Statement]:
    """Yield what lies between two toponyms, unless it is people who have something between them."""
    not_space = load_relation_words()["between", "not_space"]
    for left, right in _pairs(named):
        first, second = named[left], named[right]
        before = _back_over(page, first.start - 1)
        if page.lower(before) != "between" or not _joined(page, first, second, {"and"}):
            continue
        head = page.head(first.start, first.end)
        above = page.sentence.tokens[head].head
        if above >= 0 and {page.lower(above), page.sentence.tokens[above].lemma.lower()} & not_space:
            continue
        yield Statement("between", (left, right), before, _end(second))


def _roads(page: Page, named: Sequence[Toponym]) -> Iterator[Statement]:
    """Yield the roads that are told by two ends: "the road from X to Y", "the X-Y highway", "a route linking X and Y"."""
    lists = load_relation_words()
    nouns, verbs = lists["relation", "road"], lists["road", "verbs"]
    for left, right in _pairs(named):
        first, second = named[left], named[right]
        after = second.last if page.lower(second.last - 1) not in nouns else second.last - 1
        while page.lower(after) in {"international", "main", "coastal", "strategic", "supply"}:
            after += 1
        if (
            page.lower(after) in nouns
            and _joined(page, first, second, _JOINING - {"and"})
            and first.end + 2 >= second.start
        ):
            yield Statement("road", (left, right), first.start, after + 1)
            continue
        before, words = _back_over(page, first.start - 1), set[str]()
        while (
            before > 0
            and len(words) < 4
            and (
                _lemma(page, before) in verbs
                or page.lower(before) in {"from", "that", "which", "between", ",", "connects", "links"}
            )
        ):
            words.add(_lemma(page, before))
            before -= 1
        joints = {"to", "and", "with", "towards", "toward", "into"}
        if words and page.lower(before) in nouns and _joined(page, first, second, joints):
            yield Statement("road", (left, right), _phrase_start(page, before), _end(second))


def _pairs(named: Sequence[Toponym]) -> Iterator[tuple[int, int]]:
    for left in range(len(named) - 1):
        if named[left + 1].start - named[left].end <= _FARTHEST:
            yield left, left + 1


def _joined(page: Page, first: Toponym, second: Toponym, joints: set[str] | frozenset[str]) -> bool:
    """Say whether only a joint and words without weight stand between two toponyms."""
    between = range(max(first.end, min(first.last, second.start)), second.start)
    words = [page.lower(at) for at in between]
    plain = [word for word, at in zip(words, between, strict=True) if not _is_light(page, at)]
    return bool(plain) and plain[0] in joints and all(word in joints or word == "," for word in plain)


def _is_light(page: Page, at: int) -> bool:
    """Say whether a token adds nothing to the name after it: an article, an adjective, "the town of"."""
    word = page.lower(at)
    if word in load_relation_words()["ground", "words"] or page.words.sort(word) is not None:
        return True
    return page.sentence.tokens[at].upos in {"ADJ", "DET"} or page.gazetteer.is_country_adjective(word)


def _back_over(page: Page, at: int) -> int:
    while at >= 0 and _is_light(page, at) and page.lower(at) != "between":
        at -= 1
    return at


def _is_ground(page: Page, rest: str, toponym: Toponym) -> bool:
    """Say whether only words without weight stand between the preposition and the name."""
    count = len(rest.split())
    tokens = range(toponym.start - 1, max(-1, toponym.start - 12), -1)
    start = page.sentence.tokens[toponym.start].start - len(rest)
    inside = [at for at in tokens if page.sentence.tokens[at].start >= start]
    return count <= len(inside) + 1 and all(_is_light(page, at) for at in inside)


def _is_whole(page: Page, toponym: Toponym) -> bool:
    """Say whether a name stands for the place itself and is no part of a further name ("the Hama bypass")."""
    tokens = page.sentence.tokens
    after = toponym.end
    if after >= len(tokens):
        return True
    word = page.lower(after)
    if word in load_relation_words()["ground", "other"]:
        return False
    nominal = tokens[after].upos in {"NOUN", "PROPN"} and tokens[after].start - tokens[after - 1].end <= 1
    return not nominal or page.words.sort(word) in {"city", "town", "village"}


def _figures(page: Page, named: Sequence[Toponym], first: int, ground: int) -> tuple[int, ...]:
    """Return the toponyms that may be what is said to lie there, the nearest first."""
    words = load_relation_words()["figure", "words"]
    found: list[int] = []
    at, steps = first - 1, 0
    while at >= 0 and steps < _FARTHEST:
        here = next((number for number, each in enumerate(named) if each.start <= at < max(each.end, each.last)), None)
        if here is not None and here < ground:
            found.append(here)
            at, steps = named[here].start - 1, 0
            if page.lower(at) not in {",", "in", "("}:
                break
            at -= 1
        elif found or not _leads(page, at, words):
            break
        else:
            at, steps = at - 1, steps + 1
    return tuple(found)


def _leads(page: Page, at: int, words: frozenset[str]) -> bool:
    """Say whether a token may stand between a place and the words for where it lies."""
    word = page.lower(at)
    return (
        word in words
        or word in _OPENING
        or page.words.sort(word) is not None
        or page.sentence.tokens[at].upos in {"ADJ", "DET"}
    )


def _end(toponym: Toponym) -> int:
    return max(toponym.end, toponym.last)


def _phrase_start(page: Page, noun: int) -> int:
    start = noun
    while (
        start > 0
        and page.sentence.tokens[start - 1].upos in {"ADJ", "DET"}
        and page.sentence.tokens[start - 1].head == noun
    ):
        start -= 1
    return start


def _lemma(page: Page, at: int) -> str:
    return page.sentence.tokens[at].lemma.lower() if at >= 0 else ""


def _stream(word: str | None) -> str | None:
    return None if word is None else "upstream" if word.lower().startswith("up") else "downstream"


def _token_at(page: Page, point: int) -> int:
    """Return the token that holds a code point, or the next one."""
    tokens = page.sentence.tokens
    return next((at for at, token in enumerate(tokens) if token.end > point), len(tokens) - 1)

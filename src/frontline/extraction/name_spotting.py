"""Finding the registry's names in a sentence, whatever way the words are cut into tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frontline.knowledge.actor_names import Piece, pieces
from frontline.knowledge.actors import Bearer, Registry
from frontline.knowledge.people import PeopleWords, load_people_words
from frontline.language.annotation import Sentence, Token

_ARTICLES = frozenset({"al", "el"})
_ARMED = frozenset({"rebel", "militia", "identity-militia", "criminal"})
_OWN_NAMES = frozenset({"name", "alias"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens `start:end` that spell a name, and all that bear it.

    `joined` is the word that hangs on the name by a hyphen ("backed", "led", or "anti" before it), which
    mostly makes the name somebody else than the party; None where the name stands free. `plain` says that the name
    has no capital: "federal forces", "southern separatists".
    """

    start: int
    end: int
    bearers: tuple[Bearer, ...]
    joined: str | None = None
    plain: bool = False


def homes(spots: Iterable[Iterable[Spot]], registry: Registry) -> Counter[str]:
    """Return how often a report names actors of wars, and armed groups, by their country (alpha-3): M23 says Congo.

    A name counts where all its bearers are of one country; leaders do not, since their names are borne by others.
    """
    found: Counter[str] = Counter()
    for spot in (spot for row in spots for spot in row):
        actors = [registry.get(bearer.id) for bearer in spot.bearers if bearer.kind in _OWN_NAMES]
        countries = {actor.country for actor in actors if actor is not None and (actor.theatre or actor.type in _ARMED)}
        if len(actors) == len(spot.bearers) and len(countries) == 1:
            found.update(country for country in countries if country)
    return found


def spot_names(sentence: Sentence, registry: Registry) -> list[Spot]:
    """Return the names in a sentence, left to right, none over another."""
    words = load_people_words()
    row: list[Piece] = []
    owner: list[int] = []
    for index, token in enumerate(sentence.tokens):
        for piece in pieces(token.text):
            row.append(piece)
            owner.append(index)
    spots = []
    for hit in registry.scan(row):
        start, end = _with_article(sentence.tokens, owner[hit.start]), owner[hit.end - 1] + 1
        joined = _joined(row, owner, (hit.start, hit.end), words.lists) or _hyphenated(
            sentence.tokens, start, end, words
        )
        plain = all(piece.capitals == "lower" for piece in row[hit.start : hit.end])
        spots.append(Spot(start, end, hit.bearers, joined, plain))
    return spots


def _with_article(tokens: Sequence[Token], start: int) -> int:
    """Take in an Arabic article before a name: "Al Jazeera", "Al" "-" "Qaeda"."""
    before = start - 1
    if before > 0 and tokens[before].text in _HYPHENS:
        before -= 1
    return before if before >= 0 and tokens[before].text.lower() in _ARTICLES else start


def _joined(
    row: Sequence[Piece], owner: Sequence[int], hit: tuple[int, int], lists: Mapping[str, frozenset[str]]
) -> str | None:
    """Return what shares a token with the name: "backed" in "Iran-backed", "anti" in "anti-Assad"."""
    start, end = hit
    if end < len(row) and owner[end] == owner[end - 1]:
        return row[end].text
    if start > 0 and owner[start - 1] == owner[start]:
        before = row[start - 1].text
        return before if before in lists["prefixes"] or row[start - 1].capitals == "lower" else None
    return None


def _hyphenated(tokens: Sequence[Token], start: int, end: int, words: PeopleWords) -> str | None:
    """Return what a hyphen token joins to the name: "backed" in "Iran - backed"."""
    texts = [token.text.lower() for token in tokens[max(0, start - 2) : end + 2]]
    offset = start - max(0, start - 2)
    after = texts[offset + end - start :]
    if len(after) == 2 and after[0] in _HYPHENS and after[1] in words.lists["attached"]:
        return after[1]
    before = texts[:offset]
    if len(before) == 2 and before[1] in _HYPHENS and before[0] in words.lists["prefixes"]:
        return before[0]
    return None

"""How the words of a codebook phrase hang together, so that they can be found in a dependency tree."""

from __future__ import annotations

LINKS = frozenset({
    "about", "across", "after", "against", "along", "amid", "among", "around", "as", "at", "before", "behind", "between",
    "beyond", "by", "during", "for", "from", "in", "inside", "into", "involving", "near", "of", "off", "on", "onto", "out", "out of",
    "outside", "over", "since", "through", "to", "toward", "towards", "under", "until", "upon", "via", "with", "within",
})  # fmt: skip
"""Prepositions that can name an argument."""

_NEVER_PARTICLES = frozenset({
    "against", "among", "at", "between", "from", "for", "into", "of", "onto", "to", "toward", "towards", "upon", "with",
})  # fmt: skip
_MOVABLE = LINKS | {"out", "up", "off", "down", "back", "away"}


def phrase_of(text: str, part: str) -> tuple[str, ...]:
    """Return the words of a phrase, its head first and every other word after the one it hangs on.

    The head of a verb's or adjective's phrase is its first word. That of a noun's is the word before its first
    preposition, else its last word; the words before it hang on it. A preposition hangs on the noun after it
    and so comes behind that ("take to street": take, street, to).
    """
    words = text.split()
    if part != "noun":
        return (words[0], *_nouns_first(words[1:]))
    link = next((place for place, word in enumerate(words) if place and word in LINKS), len(words))
    before = words[: link - 1]
    return (words[link - 1], *before, *_nouns_first(words[link:]))


def light_phrase(text: str) -> tuple[str, ...]:
    """Return the words of a light verb as written: a preposition that ends it links the noun to it."""
    return tuple(text.split())


def ends_in_preposition(text: str) -> bool:
    """Say whether the last of several words is a preposition that cannot be a particle."""
    words = text.split()
    return len(words) > 1 and words[-1] in _NEVER_PARTICLES


def _nouns_first(words: list[str]) -> list[str]:
    ordered: list[str] = []
    waiting: list[str] = []
    for word in words:
        if word in _MOVABLE:
            waiting.append(word)
        else:
            ordered += [word, *waiting]
            waiting = []
    return ordered + waiting

"""Ties: what a text says between the names of places: one lies in another, so far from it, or stands in a list with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from frontline.extraction.places.distances import Distance
from frontline.extraction.places.page import Page, Toponym
from frontline.extraction.places.relations import Statement

_BETWEEN = frozenset({",", "in", "of", "the", "(", "'s", "\u2019s", "'", "\u2019"})
_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})
_LISTING = frozenset({",", "and", "or", "the", "&", ";"})
_SHORTEST_LIST = 3


class Containment(NamedTuple):
    """The text puts `inner` into `outer`; `stated` says that it does so in words, and not by a comma alone."""

    inner: Toponym
    outer: Toponym
    stated: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of the names of a report.

    `containments` by the inner name; `measured` gives the name from which a distance is stated, and the distance;
    `lists` the other names of a list of three or more.
    """

    containments: dict[Toponym, Containment]
    measured: dict[Toponym, tuple[Toponym, Distance]]
    lists: dict[Toponym, tuple[Toponym, ...]]

    @classmethod
    def of(
        cls,
        pages: Sequence[Page],
        named: Sequence[Sequence[Toponym]],
        stated: Sequence[Sequence[Statement]],
    ) -> Ties:
        """Read the ties of the toponyms `named` of some pages, of which `stated` gives the relations."""
        ties = cls({}, {}, {})
        for page, names, statements in zip(pages, named, stated, strict=True):
            for left, right in pairwise(names):
                found = container(page, left, right)
                if found is not None and (found.stated or found.inner not in ties.containments):
                    ties.containments[found.inner] = found
            for one in statements:
                if one.distance is not None and one.figures:
                    ties.measured[names[one.figures[0]]] = (names[one.grounds[0]], one.distance)
            for listed in _lists(page, names):
                if _is_of_units(page, listed):
                    for inner in listed[:-1]:
                        ties.containments.pop(inner, None)
                if not any(name in ties.containments for name in listed):
                    ties.lists.update({name: tuple(other for other in listed if other is not name) for name in listed})
        return ties


def _lists(page: Page, names: Sequence[Toponym]) -> Iterator[list[Toponym]]:
    """Yield the runs of three or more names with nothing between them but commas and "and"."""
    run: list[Toponym] = []
    for toponym in names:
        joined = run and all(page.lower(at) in _LISTING for at in range(run[-1].last, toponym.first))
        if not joined:
            if len(run) >= _SHORTEST_LIST:
                yield run
            run = []
        run.append(toponym)
    if len(run) >= _SHORTEST_LIST:
        yield run


def _is_of_units(page: Page, names: Sequence[Toponym]) -> bool:
    """Say whether a list is one of units or countries, in which no name lies in the next: "Utah, Virginia, Washington"."""
    known = [page.gazetteer.known(toponym.name) for toponym in names]
    units = sum(each is not None and each.precision in {"country", "admin1"} for each in known)
    return len(names) > _SHORTEST_LIST and 2 * units >= len(names)


def container(page: Page, left: Toponym, right: Toponym) -> Containment | None:
    """Return which of two neighbouring toponyms the text puts into the other, None where it says nothing.

    "Herak, in Deraa province" and "the Cincinnati suburb of West Chester" state it; "Springfield, Ohio" and "Mogadishu's
    Wadajir district" only list the two.
    """
    between = [page.lower(at) for at in range(left.last, right.start)]
    adjectives, sorts = page.words.words("vicinity", "adjectives"), page.words.sorts
    if len(between) > 7 or not between:
        return None
    if _is_part_of(page, between):
        return Containment(right, left, stated=True)
    for word in between:
        known = word in _BETWEEN or word in adjectives or word in sorts or page.gazetteer.is_country_adjective(word)
        if not known:
            return None
    if between[0] in _POSSESSIVE:
        return Containment(right, left, stated=False)
    if "in" in between:
        return Containment(left, right, stated=True)
    listed = between[0] in {",", "("} and not _is_wide(page, left, right)
    return Containment(left, right, stated=False) if listed else None


def _is_wide(page: Page, left: Toponym, right: Toponym) -> bool:
    """Say whether a name is that of a country or a unit, which lies in no unit that is listed after it."""
    known = page.gazetteer.known(left.name)
    if known is None or known.precision not in {"country", "admin1"} or known.match != "exact":
        return False
    return known.precision == "country" or page.gazetteer.country(right.name) != known.country


def _is_part_of(page: Page, between: list[str]) -> bool:
    """Say whether words say that what follows is a town or a quarter of what stands before: "suburb of", "city of"."""
    nouns = page.words.sorts.keys() | page.words.words("vicinity", "nouns")
    plain = [word for word in between if word not in page.words.words("vicinity", "adjectives") | _POSSESSIVE]
    return len(plain) > 1 and plain[-1] == "of" and all(word in nouns for word in plain[:-1])

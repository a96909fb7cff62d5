"""The atlas of a report: every place that it names or describes, resolved in context."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from frontline.extraction.places.building import described_place, named_place, unresolved_place
from frontline.extraction.places.checking import Contradiction
from frontline.extraction.places.descriptions import (
    Anaphor,
    Description,
    anaphors,
    descriptions,
    facility_part,
    names_facility,
)
from frontline.extraction.places.focus import countries_in_focus
from frontline.extraction.places.page import Page, Toponym
from frontline.extraction.places.placing import Placing
from frontline.extraction.places.relations import frame_kind, statements
from frontline.extraction.places.resolving import Resolution, Resolver
from frontline.extraction.places.signals import Weighed
from frontline.extraction.places.ties import Ties
from frontline.extraction.places.toponyms import has_other_names, toponyms
from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.names import bare, fold
from frontline.knowledge.place_words import PlaceWords, load_place_words
from frontline.language.tree import Tree
from frontline.records import Place, Report, Span

_ABOUT = 0.6
"""The share of a country in the focus of a report that is about it."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that a sentence speaks of: tokens `start:end` (end exclusive), the head token, and the place.

    `name` are the tokens of the name in it, end exclusive; None where a noun describes the place or stands for it.
    """

    start: int
    end: int
    head: int
    place: Place
    name: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Atlas:
    """The places of one report, by sentence and by the head of the noun phrase that means them."""

    _by_head: Mapping[tuple[int, int], PlaceMention]
    _by_sentence: Mapping[int, tuple[PlaceMention, ...]]
    _weighed: Mapping[Span, tuple[Weighed, ...]] = field(repr=False)
    focus: Mapping[str, float]
    contradictions: tuple[Contradiction, ...] = ()

    @classmethod
    def of(
        cls,
        report: Report,
        trees: Sequence[Tree],
        gazetteer: Gazetteer,
        homes: Mapping[str, int] = MappingProxyType({}),
    ) -> Atlas:
        """Find and resolve the places of a report, given as the trees of its sentences.

        `homes` counts its mentions of actors of wars by their country.
        `focus` of the result is the share of each country among the words of the report that name one.
        """
        focus = countries_in_focus(report, [tree.sentence for tree in trees], gazetteer, homes)
        return _Drawing(report, trees, gazetteer, load_place_words(), focus).atlas()

    def place(self, sentence: int, head: int) -> Place | None:
        """Return the place that the noun phrase headed by token `head` means; None when it means none.

        "the towns of Talbisa and Rstan", asked for "towns", gives the first; the others are found at their own names.
        """
        mention = self._by_head.get((sentence, head))
        return mention.place if mention else None

    def mention(self, sentence: int, head: int) -> PlaceMention | None:
        """Return the mention behind `place`; None when there is none."""
        return self._by_head.get((sentence, head))

    def places(self, sentence: int) -> tuple[PlaceMention, ...]:
        """Return the places of a sentence in their order."""
        return self._by_sentence.get(sentence, ())

    def countries(self) -> Counter[str]:
        """Return how many of the places lie in each country, by alpha-3 code; countries themselves are not counted."""
        places = (mention.place for row in self._by_sentence.values() for mention in row)
        return Counter(place.country for place in places if place.country and place.feature != "country")

    def explain(self, span: Span) -> tuple[Weighed, ...]:
        """Return the candidates among which a place was chosen, best first, each with what every signal said of it.

        `span` is that of the place. A described place ("the Rastan bridge") has the candidates of the name in it, "the
        city" those of the name that it stands for. Empty for a place without a name that the gazetteer has.
        """
        return self._weighed.get(span, ())


class _Drawing:
    """The making of one atlas: find the mentions, resolve the names, then the descriptions, then the anaphors."""

    def __init__(
        self,
        report: Report,
        trees: Sequence[Tree],
        gazetteer: Gazetteer,
        words: PlaceWords,
        focus: Mapping[str, float],
    ) -> None:
        self._report = report
        self._focus = focus
        persons = frozenset(
            fold(tree.sentence.tokens[name.end - 1].text)
            for tree in trees
            for name in tree.sentence.names
            if name.label == "PER" and name.end - name.start > 1
        )
        self._pages = [
            Page(number, tree.sentence, tree, report.text, gazetteer, words, self._focus, persons)
            for number, tree in enumerate(trees)
        ]
        first = [toponyms(page) for page in self._pages]
        known = frozenset(bare(fold(toponym.name)) for named in first for toponym in named)
        self._named = [
            toponyms(page, known) if has_other_names(page, named) else named
            for page, named in zip(self._pages, first, strict=True)
        ]
        self._described = [descriptions(page, named) for page, named in zip(self._pages, self._named, strict=True)]
        self._stated = [statements(page, named) for page, named in zip(self._pages, self._named, strict=True)]
        self._found: dict[tuple[int, int], PlaceMention] = {}
        self._listed: dict[int, list[PlaceMention]] = {}
        self._weighed: dict[Span, tuple[Weighed, ...]] = {}
        self._resolved = self._resolve()
        self._said = _said_to_be(toponym for named in self._named for toponym in named)
        self._placings = [
            Placing.of(report, page, named, self._resolved)
            for page, named in zip(self._pages, self._named, strict=True)
        ]

    def atlas(self) -> Atlas:
        """Return the atlas."""
        resolved = self._resolved
        last: list[tuple[Resolution, Toponym]] = []
        for page, named, described in zip(self._pages, self._named, self._described, strict=True):
            for toponym in named:
                self._add_name(page, toponym)
            for description in described:
                self._add_description(description, named)
            here = [(resolved[toponym], toponym) for toponym in named if toponym in resolved]
            for anaphor in anaphors(page, named):
                self._add_anaphor(page, anaphor, last + [pair for pair in here if pair[1].start < anaphor.head])
            last = (last + here)[-12:]
        ordered = {
            number: tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))
            for number, mentions in self._listed.items()
        }
        found = tuple(each for placing in self._placings for each in placing.contradictions())
        return Atlas(self._found, ordered, self._weighed, self._focus, found)

    def _resolve(self) -> dict[Toponym, Resolution]:
        if not self._pages:
            return {}
        names, parts = [], [found.part for each in self._described for found in each if found.part]
        for page, named in zip(self._pages, self._named, strict=True):
            for toponym in named:
                part = facility_part(page, toponym)
                if part is None:
                    names.append(toponym)
                else:
                    parts.append(part)
        ties = Ties.of(self._pages, self._named, self._stated)
        return Resolver(self._pages[0].gazetteer, self._focus, ties).resolve(names, parts)

    def _add_name(self, page: Page, toponym: Toponym) -> None:
        span, resolution = self._span(page, toponym.first, toponym.last), self._resolved.get(toponym)
        part, noun = facility_part(page, toponym), names_facility(page, toponym)
        if part is not None and noun is not None:
            links = [("in", self._resolved[part])] if part in self._resolved else []
            place = described_place(span, toponym.name, noun.feature, links)
            self._explain(span, links)
        elif resolution is not None:
            place = named_place(span, toponym, resolution.chosen, frame_kind(page, toponym))
            self._explain(span, [("", resolution)])
            self._explain(self._span(page, toponym.start, toponym.end), [("", resolution)])
        elif toponym.sure and not self._is_within_description(page, toponym):
            place = unresolved_place(span, toponym._replace(asked=toponym.asked or self._said.get(fold(toponym.name))))
        else:
            return
        head = page.head(toponym.start, toponym.end)
        name = (toponym.start, toponym.end)
        placed = self._placings[page.number].by_name(toponym)
        first, last, heads = toponym.first, toponym.last, toponym.heads
        if placed is not None:
            statement, place = placed
            self._explain(place.span, [("", resolution)] if resolution else [])
            first, last = min(first, statement.start), max(last, statement.end)
            heads = (*heads, page.head(statement.start, statement.end))
        self._add(page.number, heads, PlaceMention(first, last, head, place, name))

    def _add_description(self, description: Description, named: list[Toponym]) -> None:
        page, resolved = self._pages[description.sentence], self._resolved
        links = [(link, resolved[named[at]]) for link, at in description.links if named[at] in resolved]
        if description.part is not None and description.part in resolved:
            links.insert(0, ("in", resolved[description.part]))
        start = description.start
        if page.lower(start) in {"a", "an", "the", "this", "that", "these", "those"} and start < description.head:
            start += 1
        span = self._span(page, description.start, description.end)
        name = page.slice(start, description.end)
        home = max(self._focus, key=lambda code: self._focus[code], default=None)
        home = home if home and self._focus[home] >= _ABOUT else None
        place = described_place(span, name, description.feature, links, vague=description.vague)
        place = self._placings[description.sentence].described(description, place, links, home)
        self._explain(span, links)
        mention = PlaceMention(description.start, description.end, description.head, place)
        self._add(description.sentence, (description.head,), mention)

    def _is_within_description(self, page: Page, toponym: Toponym) -> bool:
        return any(each.start <= toponym.start and toponym.end <= each.end for each in self._described[page.number])

    def _add_anaphor(self, page: Page, anaphor: Anaphor, before: list[tuple[Resolution, Toponym]]) -> None:
        for resolution, _ in reversed(before):
            chosen = resolution.chosen
            capital = chosen.feature == "city" and chosen.importance == 1.0
            wide = chosen.feature == "region" and chosen.precision == "region"
            if (chosen.feature in anaphor.sorts and not wide) or ("capital" in anaphor.sorts and capital):
                span = self._span(page, anaphor.start, anaphor.end)
                toponym = Toponym(page.number, anaphor.start, anaphor.end, span.text)
                mention = PlaceMention(anaphor.start, anaphor.end, anaphor.head, named_place(span, toponym, chosen))
                self._explain(span, [("", resolution)])
                self._add(page.number, (anaphor.head,), mention)
                return

    def _explain(self, span: Span, links: Sequence[tuple[str, Resolution]]) -> None:
        """Keep what was weighed for the first of the names that a place was made of."""
        if links:
            self._weighed.setdefault(span, links[0][1].weighed)

    def _span(self, page: Page, start: int, end: int) -> Span:
        tokens = page.sentence.tokens
        return self._report.span(tokens[start].start, tokens[end - 1].end)

    def _add(self, sentence: int, heads: Sequence[int], mention: PlaceMention) -> None:
        self._listed.setdefault(sentence, []).append(mention)
        for head in heads:
            self._found.setdefault((sentence, head), mention)


def _said_to_be(toponyms: Iterable[Toponym]) -> dict[str, str]:
    """Return what a report says that its names are, where it says one thing: the "town of Minova" is a town throughout."""
    said: dict[str, set[str]] = defaultdict(set)
    for toponym in toponyms:
        if toponym.asked is not None:
            said[fold(toponym.name)].add(toponym.asked)
    return {name: next(iter(sorts)) for name, sorts in said.items() if len(sorts) == 1}

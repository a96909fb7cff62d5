"""Scene: one report with everything that has been understood of it before claims are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontline.extraction.actors import Cast
from frontline.extraction.headings import headings
from frontline.extraction.likeness import Likeness
from frontline.extraction.name_spotting import homes, spot_names
from frontline.extraction.places import Atlas, PlaceMention
from frontline.extraction.times import Calendar
from frontline.knowledge.shipped import Knowledge
from frontline.language.annotation import Predicate, Sentence
from frontline.language.tree import Tree
from frontline.records import Place, Report

_NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentences of a report, their trees, and who, where and when they speak of.

    `headings` gives the number of the heading that a sentence stands under, None where it stands under none.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    cast: Cast
    atlas: Atlas
    calendar: Calendar
    knowledge: Knowledge
    headings: tuple[int | None, ...]
    likeness: Likeness | None = None

    @classmethod
    def of(
        cls, report: Report, sentences: Sequence[Sentence], knowledge: Knowledge, likeness: Likeness | None = None
    ) -> Scene:
        """Understand the names, places and times of a report; `likeness` finds kinds of the user's."""
        registry = knowledge.registry
        trees = tuple(Tree(sentence) for sentence in sentences)
        spots = [spot_names(sentence, registry) for sentence in sentences]
        atlas = Atlas.of(report, trees, knowledge.gazetteer, homes(spots, registry))
        return cls(
            report=report,
            sentences=tuple(sentences),
            trees=trees,
            cast=Cast.of(report, trees, registry, spots, atlas.countries()),
            atlas=atlas,
            calendar=Calendar.of(report, sentences),
            knowledge=knowledge,
            headings=headings(report, sentences),
            likeness=likeness,
        )

    def predicate(self, sentence: int, token: int) -> Predicate | None:
        """Return what the model says of a word as a predicate; None where it is none to it."""
        for predicate in self.sentences[sentence].predicates:
            if predicate.token == token:
                return predicate
        return None

    def place(self, sentence: int, head: int) -> Place | None:
        """Return the place of the phrase headed by a token, or whose words the token stands among."""
        mention = self.place_mention(sentence, head)
        return mention.place if mention else None

    def place_mention(self, sentence: int, head: int) -> PlaceMention | None:
        """Return the mention behind `place`; None where there is none."""
        mention = self.atlas.mention(sentence, head)
        if mention is not None or self.sentences[sentence].tokens[head].upos not in _NOMINAL:
            return mention
        return next((each for each in self.atlas.places(sentence) if each.start <= head < each.end), None)

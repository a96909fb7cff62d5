"""The cast of a report: which party a noun phrase speaks of, and what kind of source it is.

The rules, in order, are those of `actor_reading`: a name of the registry, a country standing for its state,
names and countries beside the head, owners, descriptions by the theatre, what was spoken of before, and at
last the phrase's own words. Pronouns are in `pronouns`, salience in `antecedents`, sources in `speakers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from frontline.extraction.actor_reading import Reader
from frontline.extraction.issuers import issuer_of
from frontline.extraction.name_spotting import Spot
from frontline.extraction.pronouns import pronoun_party
from frontline.extraction.speakers import SourceKind, source_kind
from frontline.extraction.stage import Stage
from frontline.knowledge.actor_names import pieces
from frontline.knowledge.actors import Registry, Theatre
from frontline.knowledge.people import load_people_words
from frontline.language.tree import Tree
from frontline.records.mention import Party, Source
from frontline.records.report import Report

_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE = frozenset({"compound", "flat", "fixed", "goeswith", "amod", "nmod:desc", "punct", "det"})


class Cast:
    """The parties of one report. Built once; looking up is cheap after that. `issuer` is the party whose words it is, if any."""

    __slots__ = ("_reader", "_stage", "issuer")

    def __init__(self, reader: Reader, stage: Stage, issuer: Source | None) -> None:
        self._reader = reader
        self._stage = stage
        self.issuer = issuer

    @classmethod
    def of(
        cls,
        report: Report,
        trees: Sequence[Tree],
        registry: Registry,
        spots: Sequence[Sequence[Spot]],
        places: Mapping[str, int] = MappingProxyType({}),
    ) -> Cast:
        """Read the parties of a report from start to end, so that later words can refer to earlier ones.

        `spots` are the registry's names in each sentence; `places` counts the places that the report speaks of, by country
        (alpha-3).
        """
        words = load_people_words()
        rows = ([piece for token in tree.sentence.tokens for piece in pieces(token.text)] for tree in trees)
        stage = Stage.of(registry, spots, report.published_day, registry.regions(rows), places)
        reader = Reader(report, trees, stage, words, pronoun_party)
        for index, (tree, found) in enumerate(zip(trees, spots, strict=True)):
            tokens = tree.sentence.tokens
            for spot in found:
                bearer = stage.choose(spot, report.text[tokens[spot.start].start : tokens[spot.end - 1].end])
                if bearer is not None:
                    reader.know(index, spot, bearer)
        reader.gather()
        issuer = issuer_of(report, trees, stage, words)
        reader.issuer = issuer.party if issuer else None
        cast = cls(reader, stage, issuer.source if issuer else None)
        cast._read_through()
        return cast

    @property
    def theatre(self) -> Theatre | None:
        """The theatre of war that the report is about, None where none stands out."""
        return self._stage.theatre

    @property
    def focus(self) -> str | None:
        """The alpha-3 code of the country that the report speaks of most, None where none leads."""
        return self._stage.focus

    def party(self, sentence: int, head: int) -> Party | None:
        """Return the party of the noun phrase headed by token `head` of a sentence; None if it denotes none."""
        return self._reader.party(sentence, head)

    def parties(self, sentence: int, head: int) -> tuple[Party, ...]:
        """Return the parties of a noun phrase, two for "Russian and LPR forces"; empty if it denotes none."""
        return self._reader.parties(sentence, head)

    def source_kind(self, sentence: int, head: int) -> SourceKind:
        """Return what kind of source a noun phrase is, for whom it stands, how many, and whether unnamed."""
        return source_kind(self._reader, sentence, head, self.party(sentence, head))

    def source(self, sentence: int, head: int) -> Source:
        """Return the noun phrase as a link of a chain of sources."""
        kind, affiliation, people, anonymous = self.source_kind(sentence, head)
        span = self._reader.phrase_span(sentence, head)
        return Source(span.text, kind, span, affiliation, people, anonymous)

    def _read_through(self) -> None:
        for sentence, found in enumerate(self._reader.sentences):
            for head, token in enumerate(found.tokens):
                if token.upos in _HEADS and token.deprel not in _INSIDE:
                    party = self.party(sentence, head)
                    if party is not None and party.type != "media":
                        self._reader.remember(sentence, head, party)

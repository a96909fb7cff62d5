"""Issuers: whose words a report itself is, where it is no outlet's but a party's: a communiqué, a press release, a post.

What such a text tells is its issuer's claim, though no word of speech says so. It is known by its letterhead ("Press
release No. 7"), by an outlet that is a party itself, or by who speaks in it ("our forces took the village").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from frontline.extraction.actor_types import branch_for
from frontline.extraction.attribution import attributions, quotations
from frontline.extraction.descriptions import as_party
from frontline.extraction.interviews import answers
from frontline.extraction.name_spotting import Spot
from frontline.extraction.noun_groups import ARMED
from frontline.extraction.stage import Stage
from frontline.knowledge.actor_names import pieces
from frontline.knowledge.actors import Actor
from frontline.knowledge.cues import load_cues
from frontline.knowledge.people import PeopleWords
from frontline.language.tree import Tree
from frontline.records import Party, Report, Source, Span

ISSUER = "issuer"
"""The kind of such a source (`frontline.records.Source`)."""
_LETTERHEAD = 8
_LONGEST_LINE = 30
_REPORTING = frozenset({"media", "monitor"})
_ENDS = re.compile(r"[,:;(]|\s[-\u2013\u2014]\s|\s(?:on|about|concerning|regarding|after|following)\s", re.IGNORECASE)
_BY = re.compile(r"[\s:,-]*(?:(?:no\.?|number|\#)?\s*[\d/.-]+\s+)?(?:by|from|of)\s+(?:the\s+)?", re.IGNORECASE)
_AFTER = r"\W*$|\s*[,.:;\u2013\u2014-]|\s+(?:[\d#]|no\b|number\b|by\b|from\b|of\b|on\b|about\b|concerning\b|regarding\b|as\b)"
_WORDY = re.compile(r"[^\W\d_]{2,}")
_SMALL = 3
_NOT_A_BODY = re.compile(r"^in the name of|^for immediate|^\d|\b(?:19|20)\d\d\b", re.IGNORECASE)


class Issuer(NamedTuple):
    """Who issued a report: as the source of what it tells, and as the party that "we" are in it, None where unknown."""

    source: Source
    party: Party | None


def issuer_of(report: Report, trees: Sequence[Tree], stage: Stage, words: PeopleWords) -> Issuer | None:
    """Return who issued a report; None for one that an outlet tells in its own voice."""
    return _outlet(report, stage) or _letterhead(report, stage, words) or _first_person(report, trees, words)


def _outlet(report: Report, stage: Stage) -> Issuer | None:
    """Take an outlet that is a party: one that its reader says the text is of."""
    found = stage.registry.find(report.outlet) if report.outlet else ()
    if len(found) != 1 or found[0].type in _REPORTING:
        return None
    span = report.span(0, 0)
    return Issuer(Source(report.outlet or "", ISSUER, None, found[0].id), as_party(found[0], span, "name"))


def _letterhead(report: Report, stage: Stage, words: PeopleWords) -> Issuer | None:
    """Read the lines above the prose: one of them must be the heading of a statement."""
    lines = list(_lines(report))
    form, heading = next(((line, found) for line in lines if (found := _form(line.text))), (None, None))
    if form is None or heading is None:
        return None
    by = _BY.match(form.text, heading.end())
    rest = report.span(form.start + by.end(), form.end) if by and by.end() < len(form.text) else None
    heads = [line for line in lines if _is_letterhead(line.text)]
    for part in (*([rest] if rest else []), *heads):
        actor = _actor(part.text, stage, words)
        if actor is not None:
            return Issuer(Source(part.text, ISSUER, part, actor.id), as_party(actor, part, "name"))
    named = _first_clause(report, rest) if rest is not None else next(iter(heads), form)
    return Issuer(Source(named.text, ISSUER, named), None)


def _first_person(report: Report, trees: Sequence[Tree], words: PeopleWords) -> Issuer | None:
    """Take a text that calls forces its own, outside of anybody's quoted words: "Our fighters entered the village".

    Twice, where it has others speak besides.
    """
    sentences = [tree.sentence for tree in trees]
    own = [list(_own_forces(tree, words)) for tree in trees]
    if not any(own) or answers(sentences, report.text):
        return None
    said = [attributions(tree, load_cues()) for tree in trees]
    found = [
        report.span(tree.sentence.tokens[first].start, tree.sentence.tokens[head].end)
        for tree, mark, spoken, ours in zip(trees, quotations(sentences, report.text), said, own, strict=True)
        for first, head in ours[:1]
        if not (mark.inside or mark.starts or any(head in one.content for one in spoken))
    ]
    others = any(one.source is not None for spoken in said for one in spoken)
    if len(found) < 1 + others:
        return None
    return Issuer(Source(found[0].text, ISSUER, found[0], anonymous=True), None)


def _own_forces(tree: Tree, words: PeopleWords) -> Iterator[tuple[int, int]]:
    """Yield the tokens of "our" and of the forces that it stands before."""
    for index, token in enumerate(tree.sentence.tokens):
        if token.text.lower() == "our" and token.head > index:
            noun = words.noun(tree.sentence.tokens[token.head].text)
            if noun is not None and noun.group in ARMED:
                yield index, token.head


def _lines(report: Report) -> Iterator[Span]:
    """Yield the lines above the first that is prose."""
    start = 0
    for line in report.text.split("\n")[: 2 * _LETTERHEAD]:
        told = line.strip()
        at = start + len(line) - len(line.lstrip())
        start += len(line) + 1
        if not told:
            continue
        if len(told.split()) > _LONGEST_LINE or told[-1] in ".!?…":
            return
        yield report.span(at, at + len(told))


def _form(line: str) -> re.Match[str] | None:
    """Find the words that head a statement in a line of their own: "Press release No. 7", "Army communiqué"."""
    return _forms().search(line)


@cache
def _forms() -> re.Pattern[str]:
    cues = load_cues()
    forms = "|".join(sorted(map(re.escape, cues.words("issuing", "forms")), key=len, reverse=True))
    manners = "|".join(map(re.escape, cues.words("issuing", "manners")))
    opening = rf"(?:^|[-\u2013\u2014|/:,.])\W*(?:(?:from|the|an?|{manners})\s+)*(?:{forms})(?={_AFTER})"
    return re.compile(rf"{opening}|(?<=\w\s)(?:{forms})(?=\W*$)", re.IGNORECASE)


def _is_letterhead(line: str) -> bool:
    """Say whether a line can name a body: its words have capitals, and it is no date and no prayer."""
    words = _WORDY.findall(line)
    capital = all(word[0].isupper() for word in words if len(word) > _SMALL)
    return len(words) > 1 and capital and not _NOT_A_BODY.search(line)


def _actor(text: str, stage: Stage, words: PeopleWords) -> Actor | None:
    """Return the party that a line names: by its own name, or a state's branch by the country and the noun for it."""
    row = pieces(text)
    countries: list[str] = []
    for hit in stage.registry.scan(row):
        named = " ".join(piece.text for piece in row[hit.start : hit.end])
        bearer = stage.choose(Spot(hit.start, hit.end, hit.bearers), named)
        if bearer is not None and bearer.kind in {"name", "alias"}:
            actor = stage.registry.get(bearer.id)
            theatres = {actor.theatre, stage.theatre.id} - {None} if actor and stage.theatre else set()
            if actor is not None and actor.type not in _REPORTING and len(theatres) < 2:
                return actor
        if bearer is not None and bearer.kind in {"country", "adjective"}:
            countries.append(bearer.id)
    tokens = tuple(piece.text for piece in row)
    for index, word in enumerate(tokens):
        noun = words.noun(word)
        branch = branch_for(noun, tokens[:index], words) if noun is not None else None
        if branch and len(set(countries)) == 1:
            return stage.registry.state(countries[0], branch)
    return None


def _first_clause(report: Report, span: Span) -> Span:
    end = _ENDS.search(span.text)
    return report.span(span.start, span.start + end.start()) if end and end.start() else span

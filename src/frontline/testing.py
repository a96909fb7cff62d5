"""Small real pieces for tests, ours and other people's: annotated sentences and claims written by hand.

Annotation is written as CoNLL-U with three keys of our own in MISC:

- `Name=B-PER`, `Name=I-PER`: the word begins or continues a name (PER, ORG, LOC or NORP);
- `Pred=Yes`: the word is a predicate without arguments;
- `Pred=ARG0:1-2,ARG1:4-6`: the word is a predicate with arguments, each a PropBank label and the ids of its
  first and last word, as in the ID column.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import accumulate

from frontline.errors import UsageError
from frontline.language.annotation import Argument, Name, Predicate, Sentence, Token
from frontline.language.conllu import BLANK_LINE, TreebankSentence, documents, parse
from frontline.records import Claim, Maker, Party, Place, Roles, Source, Span, Stance, Time, claim_id
from frontline.situation.filing import Filing

_ARGUMENT = re.compile(r"([A-Z0-9-]+):([1-9]\d*)-([1-9]\d*)", re.ASCII)


def text_from_conllu(content: str) -> str:
    """Return the raw text of CoNLL-U: what a report would say whose annotation it is."""
    return BLANK_LINE.join(document.text for document in documents(parse(content)))


def sentences_from_conllu(content: str) -> tuple[Sentence, ...]:
    """Build sentences whose offsets index into `text_from_conllu(content)`.

    Raises `KnowledgeError` for malformed CoNLL-U and `UsageError` for a malformed `Name` or `Pred`.
    """
    found = list(documents(parse(content)))
    starts = accumulate((len(document.text) + len(BLANK_LINE) for document in found), initial=0)
    return tuple(
        _sentence(base + offset, sentence)
        for base, document in zip(starts, found, strict=False)
        for offset, sentence in document.sentences
    )


def _sentence(offset: int, source: TreebankSentence) -> Sentence:
    tokens = tuple(
        Token(
            start=offset + word.start,
            end=offset + word.end,
            text=source.text[word.start : word.end],
            lemma=word.lemma,
            upos=word.upos,
            xpos=word.xpos,
            head=word.head,
            deprel=word.deprel,
        )
        for word in source.words
    )
    end = offset + len(source.text)
    return Sentence(offset, end, tokens, _names(source), _predicates(source))


def _names(source: TreebankSentence) -> tuple[Name, ...]:
    names: list[Name] = []
    for index, word in enumerate(source.words):
        tag, _, label = word.misc.get("Name", "O").partition("-")
        last = names[-1] if names else None
        if tag == "B" and label:
            names.append(Name(index, index + 1, label))
        elif tag == "I" and last is not None and last.end == index and last.label == label:
            names[-1] = Name(last.start, index + 1, label)
        elif tag != "O":
            message = f"{word.form!r}: Name={tag}-{label} does not begin or continue a name; write B-{label} first."
            raise UsageError(message)
    return tuple(names)


def _predicates(source: TreebankSentence) -> tuple[Predicate, ...]:
    return tuple(
        Predicate(index, _arguments(source, word.misc["Pred"]))
        for index, word in enumerate(source.words)
        if "Pred" in word.misc
    )


def _arguments(source: TreebankSentence, value: str) -> tuple[Argument, ...]:
    if value == "Yes":
        return ()
    arguments: list[Argument] = []
    for part in value.split(","):
        match = _ARGUMENT.fullmatch(part)
        if match is None or not int(match[2]) <= int(match[3]) <= len(source.words):
            message = f"Pred={value}: {part!r} is not LABEL:FIRST-LAST with word ids of the sentence, such as ARG0:1-2."
            raise UsageError(message)
        start, end = int(match[2]) - 1, int(match[3])
        head = next((i for i in range(start, end) if not start <= source.words[i].head < end), start)
        arguments.append(Argument(match[1], start, end, head))
    return tuple(arguments)


_MAKER = Maker("by hand", "0", "none", "none")


def span(words: str, at: int = 0) -> Span:
    """Return a span of some words at a place of no report in particular."""
    return Span("", at, at + len(words), words)


def party(actor: str | None, words: str = "", kind: str = "rebel") -> Party:
    """Return a party by its actor id, or by its own words."""
    name = words or actor or "somebody"
    return Party(span(name), name, kind, actor)


def town(name: str, number: int | None = None, *, country: str = "SYR", admin1: str = "Homs") -> Place:
    """Return a town with a point that depends on its name alone."""
    point = float(sum(map(ord, name)) % 60), float(len(name))
    return Place(span(name), name, "town", "exact", number, *point, country, admin1)


def source(affiliation: str | None, kind: str = "official") -> Source:
    """Return a source by its kind and the actor that it speaks for."""
    return Source(affiliation or kind, kind, span(affiliation or kind), affiliation)


def filing(kind: str, words: str, roles: Roles, day: str | None = None, published: str | None = None) -> Filing:
    """Return a claim of a report of its own, in the outlet's own voice, that is about `day` (ISO 8601)."""
    when = date.fromisoformat(day) if day else None
    time = Time(span(day or ""), when, when, "day") if when else None
    out = date.fromisoformat(published) if published else when
    report = f"{kind} {words} {day} {published}"
    claim = Claim(
        id=claim_id(report, kind, span(kind)), report=report, kind=kind, stance=Stance.ASSERTED, tense="past",
        polarity=True, trigger=span(kind), evidence=span(words), roles=replace(roles, time=time), counts=(), sources=(),
        confidence=0.9, maker=_MAKER,
    )  # fmt: skip
    return Filing(claim, out, "The Outlet", "by-hand.jsonl")


def said(one: Filing, stance: Stance = Stance.CLAIMED, *sources: Source) -> Filing:
    """Return a filing with another stance and its sources, outermost first."""
    return replace(one, claim=replace(one.claim, stance=stance, sources=sources))

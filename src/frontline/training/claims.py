"""Training examples from the annotated corpus: its documents cut into sentences, its marks as words.

A mark is told by its head: the first of its words whose governor, in the tree that the annotator gives, is outside it.
Marks outside their trigger's sentence are left out: the network reads one sentence at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from frontline.corpus import Document, MarkedClaim
from frontline.corpus.sentences import sentences_of
from frontline.language import Annotator
from frontline.language.annotation import Sentence
from frontline.language.tree import head_of
from frontline.training.corpora import Example, Frame, NameSpan, Role, Told, allowed_labels


def claim_examples(documents: Iterable[Document], annotate: Annotator) -> list[Example]:
    """Every sentence of the documents' prose, with the claims that are told in it."""
    return [example for document in documents for example in _of_document(document, annotate)]


def _of_document(document: Document, annotate: Annotator) -> Iterator[Example]:
    for number, sentence in enumerate(sentences_of(document, annotate)):
        told: dict[int, Told] = {}
        for claim in document.claims:
            if sentence.start <= claim.start < sentence.end:
                one = _told(sentence, claim)
                if one is not None:
                    before = told.get(one.word)
                    told[one.word] = one if before is None else before.having(one)
        yield _silver(sentence, f"{document.key}-{number}", list(told.values()))


def _silver(sentence: Sentence, key: str, told: list[Told]) -> Example:
    """An example with the annotator's own layers beside the claims.

    Without them the words that tell of happenings lose their tags: nothing else in training shows the other heads
    sentences like these.
    """
    names = [NameSpan(name.start, name.end, name.label) for name in sentence.names]
    tokens = sentence.tokens
    return Example(
        key,
        words=[token.text for token in tokens],
        lemmas=[token.lemma for token in tokens],
        upos=[token.upos for token in tokens],
        xpos=[token.xpos for token in tokens],
        heads=[token.head for token in tokens],
        deprels=[token.deprel for token in tokens],
        names=allowed_labels(len(tokens), names),
        frames=[
            Frame(one.token, tuple(Role(role.label, role.start, role.end) for role in one.arguments))
            for one in sentence.predicates
        ],
        claims=told,
    )


def _told(sentence: Sentence, claim: MarkedClaim) -> Told | None:
    trigger = head_of(sentence, claim.start, claim.end)
    if trigger is None:
        return None
    marked = [(mark.role, mark.start, mark.end) for mark in claim.marks]
    marked += [(count.name, count.start, count.end) for count in claim.counts]
    edges = []
    for label, start, end in marked:
        head = head_of(sentence, start, end) if sentence.start <= start < sentence.end else None
        if head is not None and head != trigger:
            edges.append((label, head))
    return Told(trigger, claim.kind, str(claim.stance), claim.negative, tuple(edges))


def add_facts(examples: Sequence[Example], path: Path) -> int:
    """Put the factuality of events (-3 did not happen, 3 did) on the examples of the same words; how many found it."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    facts = {row["text"]: row["targets"] for row in rows}
    found = 0
    for example in examples:
        targets = facts.get(" ".join(example.words))
        if targets is not None:
            example.facts = {target["span1"][0]: float(target["label"]) for target in targets}
            found += 1
    return found

"""Sources: the chain of who says a thing, from the outlet inwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontline.extraction.attribution import Attribution, Quotation, attributions, label, quotations
from frontline.extraction.interviews import answers
from frontline.extraction.scene import Scene
from frontline.records import Report, Source

_MEMORY = 2
"""A pronoun's speaker stands at most this many sentences before it."""


class Voices:
    """Who speaks in a report: the attributions of every sentence, and the speaker of every quotation.

    `covering(sentence, token)` gives the attributions that cover a token, widest first, each with the number
    of the sentence that it stands in: a quotation that runs on is still its first speaker's.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        labels = [label(tree) for tree in scene.trees]
        speakers = frozenset(found.text for found in labels if found is not None and found.sure)
        self._own = tuple(attributions(tree, scene.knowledge.cues, speakers) for tree in scene.trees)
        self._carried = _carried_over(self._own, quotations(scene.sentences, scene.report.text))
        given = answers(scene.sentences, scene.report.text)
        labelled = any((found := labels[at]) is not None and found.text in speakers for at in given)
        self._answers = (
            {} if labelled else {at: (speaker[0], self._answer(at, speaker[1])) for at, speaker in given.items()}
        )

    def covering(self, sentence: int, token: int) -> tuple[tuple[int, Attribution], ...]:
        """Return (sentence, attribution) for every attribution that covers a token."""
        own = tuple((sentence, found) for found in self._own[sentence] if token in found.content)
        if sentence in self._answers:
            return (self._answers[sentence], *(one for one in own if not self._is_first_person(*one)))
        carried = self._carried[sentence]
        if carried is not None and not any(found.source is not None for _, found in own):
            return (carried, *own)
        return own

    def is_anothers(self, sentence: int) -> bool:
        """Say whether a whole sentence is not the outlet's own words: an answer in an interview, an issuer's statement."""
        return sentence in self._answers or self._scene.cast.issuer is not None

    def speaker(self, sentence: int, token: int) -> tuple[int, int] | None:
        """Return (sentence, token) of the innermost named source of a token; None where nobody is named.

        Who asks is no speaker in this sense: "they" in what he asks for are those whom he asks.
        """
        for where, attribution in reversed(self.covering(sentence, token)):
            if attribution.source is not None and not attribution.asks:
                return where, attribution.source
        return None

    def chain(self, sentence: int, token: int, heard: Sequence[int] = ()) -> tuple[Source, ...]:
        """Return the chain of sources of a token, outermost first; only outlet, agency and issuer when nobody is named.

        `heard` are words of the sentence that the model surely takes for the sources: asked where the words that attribute
        name nobody, where there are none, and where the sentence has one speaker alone and the two disagree.
        """
        issuer = self._scene.cast.issuer
        publishers = [link for link in _publishers(self._scene.report) if issuer is None or link.text != issuer.text]
        links = list(publishers)
        covering = self.covering(sentence, token)
        for where, attribution in covering:
            if len(covering) > 1 and self._is_hearsay(where, attribution):
                continue
            if attribution.hearer is not None:
                medium = self._scene.cast.source(where, attribution.hearer)
                if medium.kind in {"agency", "media"} and medium.text not in {link.text for link in links}:
                    links.append(medium)
            if self._is_echo(where, attribution, covering):
                continue
            alone = len(covering) == 1 and where == sentence
            if heard and (attribution.source is None or (alone and attribution.source not in heard)):
                links.extend(in_full(self._scene, sentence, head) for head in heard)
            else:
                links.append(self._speaker(where, attribution))
        if not covering:
            links.extend(in_full(self._scene, sentence, head) for head in heard)
        links = [link for link in links if not self._signs(link)]
        if issuer is not None and not any(
            link.affiliation == issuer.affiliation for link in links if issuer.affiliation
        ):
            links.insert(len(publishers), issuer)
        return tuple(dict.fromkeys(links))

    def _answer(self, sentence: int, speaker: int) -> Attribution:
        """Return the attribution of a whole sentence to who answers."""
        return Attribution(speaker, speaker, frozenset(range(len(self._scene.sentences[sentence].tokens))), label=True)

    def _signs(self, link: Source) -> bool:
        """Say whether a source is one whom a statement's letterhead names: the General Staff in its own press release."""
        if self._scene.cast.issuer is None or link.affiliation is not None or not self._scene.sentences:
            return False
        letterhead = self._scene.report.text[: self._scene.sentences[0].start].casefold()
        return link.span is not None and link.text.casefold().removeprefix("the ") in letterhead

    def _is_first_person(self, sentence: int, attribution: Attribution) -> bool:
        source = attribution.source
        return source is not None and self._scene.sentences[sentence].tokens[source].text.lower() in {"i", "we"}

    def _is_hearsay(self, sentence: int, attribution: Attribution) -> bool:
        """Say whether a noun ("reports that") passes on what nobody named says."""
        return attribution.source is None and self._scene.sentences[sentence].tokens[attribution.cue].upos == "NOUN"

    def _is_echo(self, sentence: int, inner: Attribution, covering: Sequence[tuple[int, Attribution]]) -> bool:
        """Say whether a pronoun speaks within what its sentence says by name: "the army said it had denied that"."""
        tokens = self._scene.sentences[sentence].tokens
        sources = [one.source for where, one in covering if where == sentence and one.source is not None]
        named = any(tokens[source].upos != "PRON" for source in sources)
        return inner.source is not None and tokens[inner.source].upos == "PRON" and named

    def _speaker(self, sentence: int, attribution: Attribution) -> Source:
        scene = self._scene
        if attribution.source is not None:
            if scene.sentences[sentence].tokens[attribution.source].upos == "PRON":
                before = self._last_named(sentence)
                if before is not None:
                    return in_full(scene, *before)
            return in_full(scene, sentence, attribution.source)
        token = scene.sentences[sentence].tokens[attribution.cue]
        return Source(token.text, "unnamed", scene.report.span(token.start, token.end), anonymous=True)

    def _last_named(self, sentence: int) -> tuple[int, int] | None:
        """Return (sentence, token) of the speaker of the nearest sentence before, if it is named by no pronoun."""
        for earlier in range(sentence - 1, max(-1, sentence - 1 - _MEMORY), -1):
            for attribution in self._own[earlier]:
                if attribution.source is not None:
                    token = self._scene.sentences[earlier].tokens[attribution.source]
                    return None if token.upos == "PRON" else (earlier, attribution.source)
        return None


def in_full(scene: Scene, sentence: int, head: int) -> Source:
    """Return a source with all that it is called: its coordination, and the name that stands in apposition."""
    source, tree = scene.cast.source(sentence, head), scene.trees[sentence]
    tokens = scene.sentences[sentence].tokens
    ends = [tree.phrase(other)[1] for other in tree.conjuncts(head)]
    named = [child for child in tree.children(head, "appos") if tokens[child].upos == "PROPN"]
    ends.extend(tree.phrase(child)[1] for child in named)
    if source.span is None or tokens[max(ends) - 1].end <= source.span.end:
        return source
    span = scene.report.span(source.span.start, tokens[max(ends) - 1].end)
    return replace(source, text=span.text, span=span, anonymous=source.anonymous and not named)


def _publishers(report: Report) -> tuple[Source, ...]:
    links = []
    if report.outlet:
        links.append(Source(report.outlet, "outlet"))
    if report.agency:
        links.append(Source(report.agency, "agency"))
    return tuple(links)


def _carried_over(
    own: Sequence[Sequence[Attribution]], marks: Sequence[Quotation]
) -> tuple[tuple[int, Attribution] | None, ...]:
    """Return for every sentence the speaker of what it continues or begins, None where its own words say all.

    A quotation is its speaker's over several sentences, whether he is named first or last; what follows a speaker's
    label is his to the end of the paragraph.
    """
    carried: list[tuple[int, Attribution] | None] = []
    last: tuple[int, Attribution] | None = None
    for sentence, found in enumerate(own):
        named = [attribution for attribution in found if attribution.source is not None]
        labelled = last is not None and last[1].label and not marks[sentence].paragraph
        continues = marks[sentence].inside or marks[sentence].starts or labelled
        carried.append(last if continues and not named else None)
        if carried[-1] is None and continues and not named:
            carried[-1] = _named_later(own, marks, sentence)
        if named and not (labelled and not named[0].label):
            last = (sentence, named[0])
        elif not continues:
            last = None
    return tuple(carried)


def _named_later(
    own: Sequence[Sequence[Attribution]], marks: Sequence[Quotation], sentence: int
) -> tuple[int, Attribution] | None:
    """Return who is named behind a quotation of several sentences: "“They came at dawn. We ran,” she said."."""
    for later in range(sentence + 1, len(own)):
        if not marks[later].inside:
            return None
        for attribution in own[later]:
            if attribution.source is not None:
                return (later, attribution) if {0, 1} & attribution.content else None
    return None

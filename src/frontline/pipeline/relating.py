"""The relation between two parties of a sentence, as one of PLOVER's types (frontline.knowledge.plover).

What joins the two is read along the tree from the source to the target (frontline.pipeline.routes). The first word on
the way that tells a deed decides. The model's shares of kinds and the lists of words vote on its type; where a claim was
made at the word and wins, its codes give the type. Words that govern the deed change it: "refused to meet" is REJECT.
Where no word tells a deed, a claim between the two elsewhere in the sentence does, else the nearest definition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from frontline.extraction import Scene
from frontline.knowledge.codebook import Kind, Part
from frontline.knowledge.plover import Plover
from frontline.language.tree import Tree
from frontline.pipeline.definitions import nearest_type
from frontline.pipeline.routes import VERBS, Parties, route, steps
from frontline.records import Claim, CodedClaim, Stance

TOLD = 0.3
"""The share of a type from which what the model tells of a word is believed."""
LISTED = 0.5
"""What a word's type by the lists counts beside the model's shares: a kind told with less than half yields to it."""
_HALF = 0.5


class Relation(NamedTuple):
    """A type, and by which step it was found: claim, telling, word, governor, trigger or definition."""

    type: str
    step: str


class _Claimed(NamedTuple):
    """The type of a claim by its codes, and that of its kind alone."""

    type: str
    base: str


class _Told(NamedTuple):
    """The shares of types by which the model tells of a word, and the share of a plan."""

    shares: Mapping[str, float]
    planned: float


@dataclass(slots=True)
class _Way:
    """What the words passed so far do to the deed to come."""

    future: bool = False
    offered: bool = False
    obliged: bool = False
    ordered: bool = False
    negated: bool = False
    ended: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Relating:
    """Relations in one sentence of a scene, with the claims that were made of the scene."""

    scene: Scene
    sentence: int
    coded: Sequence[CodedClaim]
    plover: Plover

    def relation(self, parties: Parties) -> Relation:
        """Return how the source relates to the target. There is always an answer: the last is by definitions."""
        between = route(self._tree, parties)
        found = self._walk(steps(self._tree, between, parties), _Way())
        if found is not None and found.step != "trigger":
            return found
        direct = self._direct(parties)
        if direct is not None:
            return Relation(direct, "claim")
        if found is not None:
            return found
        words = [self._tree.sentence.tokens[at].lemma.lower() for at in self._between(between)]
        return Relation(nearest_type(words, self.plover), "definition")

    def _walk(self, words: Iterable[int], way: _Way) -> Relation | None:
        """Return what the first word that tells a deed says; failing all, what the words that govern one say."""
        for word in words:
            found = self._read(word, way)
            if found is not None:
                return Relation(self._put(found.type, way), found.step)
        if way.default is None:
            return None
        way.ended = False  # the word that ends something is itself what is told: "lifted what it had imposed"
        return Relation(self._put(way.default, way), "governor")

    @property
    def _tree(self) -> Tree:
        return self.scene.trees[self.sentence]

    def _direct(self, parties: Parties) -> str | None:
        """Return the type of the claim whose actor is the source and whose other side is the target."""
        tokens = self._tree.sentence.tokens
        ends = [
            {at for token in side for at in range(tokens[token].start, tokens[token].end)}
            for side in (parties.source, parties.target)
        ]
        found = []
        for coded in self.coded:
            actors, others = _spans(coded.claim)
            name = self._type_of(coded)
            mutual = actors & ends[1] and actors & ends[0]
            if name is not None and (mutual or (actors & ends[0] and others & ends[1])):
                found.append((len(list(self._tree.ancestors(self._trigger(coded.claim)))), name))
        return min(found)[1] if found else None

    def _trigger(self, claim: Claim) -> int:
        tokens = self._tree.sentence.tokens
        return next((at for at, token in enumerate(tokens) if token.start >= claim.trigger.start), 0)

    def _type_of(self, coded: CodedClaim) -> str | None:
        return self.plover.of_codes(coded.codes.plover, coded.codes.cameo)

    def _read(self, word: int, way: _Way) -> Relation | None:
        """Return what a word says, None where it leaves that to the words after it; `way` keeps what it does to them."""
        part: Part = "verb" if self._tree.sentence.tokens[word].upos in VERBS else "noun"
        lemmas = self._lemmas(word)
        if part == "verb" or self._tree.sentence.tokens[word].upos == "ADJ":
            self._beside(word, way)
        if way.obliged:
            return Relation("REQUEST", "governor")
        if part == "verb" and _any(lemmas, self.plover.operators["refuses"]):
            return Relation("REJECT", "governor")
        if self._governs(word, lemmas, part, way):
            return None
        said = self._said(word, lemmas, part, way)
        return self._deed(word, lemmas, part, way) if said is None else self._passed(said, lemmas, part, way)

    def _governs(self, word: int, lemmas: Sequence[str], part: Part, way: _Way) -> bool:
        """Note that a word wants, offers, orders or fails to do what follows; say whether it is such a word."""
        operators = self.plover.operators
        offers = part == "verb" and _any(lemmas, operators["offers"])
        if offers or (part == "verb" and _any(lemmas, operators["intends"])) or self._is_ready(word):
            way.future, way.offered, way.default = True, way.offered or offers, way.default or "AGREE"
            return True
        if part == "verb" and _any(lemmas, operators["orders"]):
            way.ordered, way.default = True, way.default or "REQUEST"
            return True
        if part == "verb" and _any(lemmas, operators["negates"]):
            way.negated = not way.negated
            return True
        return False

    def _passed(self, said: Relation, lemmas: Sequence[str], part: Part, way: _Way) -> Relation | None:
        """Return what the model says of a word, unless the word ends something: then what is ended decides."""
        if part == "noun" or not _any(lemmas, self.plover.operators["ends"]):
            return said
        way.ended, way.default = True, way.default or said.type
        return None

    def _deed(self, word: int, lemmas: Sequence[str], part: Part, way: _Way) -> Relation | None:
        """Return what a word says by the lists, where the model says nothing of it."""
        own, operators = self._own(word, lemmas, part), self.plover.operators
        ends = part == "verb" and _any(lemmas, operators["ends"])
        if ends or (part == "verb" and _any(lemmas, operators["carries"])):
            way.ended, way.default = way.ended or ends, way.default or own
            return None
        if own is not None:
            return Relation(own, "word")
        speech = self.scene.knowledge.cues.words("speech", "verbs")
        return None if part == "verb" and _any(lemmas, speech) else self._triggered(lemmas, part)

    def _own(self, word: int, lemmas: Sequence[str], part: Part) -> str | None:
        """Return the type of a word by the lists; forces and unlisted nouns are what they are called: "aid convoy"."""
        words, tree = self.plover.words, self._tree
        own = next((words[one, part] for one in lemmas if (one, part) in words), None)
        if part == "noun" and own in {None, "MOBILIZE"}:
            beside = [tree.sentence.tokens[at].lemma.lower() for at in tree.children(word, "compound", "amod")]
            own = next((words[one, part] for one in beside if (one, part) in words), own)
        return own

    def _lemmas(self, word: int) -> tuple[str, ...]:
        """Return the lemma of a word, that with its particle or a preposition after it first."""
        tree = self._tree
        lemma = tree.sentence.tokens[word].lemma.lower()
        particles = [
            tree.sentence.tokens[child].text.lower() for child in tree.children(word, "compound:prt", "advmod")
        ]
        if not tree.children(word, "obj"):  # "called on them", but "called them on Monday"
            particles += [case for child in tree.children(word, "obl") if (case := tree.case(child)) is not None]
        return (*(f"{lemma} {particle}" for particle in particles), lemma)

    def _beside(self, word: int, way: _Way) -> None:
        """Note the modal verbs and the negation that hang on a verb."""
        cues, tree = self.scene.knowledge.cues, self._tree
        for child in tree.children(word):
            form, relation = tree.sentence.tokens[child].text.lower(), tree.relation(child)
            if relation == "aux" and form in self.plover.operators["obliges"]:
                way.obliged = True
            elif relation == "aux" and (form in cues.words("plan", "modals") or form == "would"):
                way.future = True
            elif relation in {"advmod", "det"} and form in cues.words("negation", "words"):
                way.negated = not way.negated

    def _is_ready(self, word: int) -> bool:
        token, cues = self._tree.sentence.tokens[word], self.scene.knowledge.cues
        return token.upos == "ADJ" and token.lemma.lower() in cues.words("plan", "adjectives")

    def _said(self, word: int, lemmas: Sequence[str], part: Part, way: _Way) -> Relation | None:
        """Return the type that a claim or the model's telling gives to a word; None where the lists know it better.

        The model's shares of kinds vote, the listed type of the word counts LISTED, and a claim that rules alone made 1.
        """
        claimed, told = self._claimed(word), self._told(word)
        votes = dict(told.shares) if told else {}
        if claimed is not None and told is None:
            votes[claimed.base] = 1.0
        carried = part == "verb" and _any(lemmas, self.plover.operators["carries"] | self.plover.operators["ends"])
        own = None if carried else self._own(word, lemmas, part)
        if own is not None:
            votes[own] = votes.get(own, 0.0) + LISTED
        best = max(votes, key=lambda one: votes[one], default=None)
        if best is None or (told is None and claimed is None) or votes[best] < TOLD:
            return None
        if claimed is not None and best == claimed.base and not way.ordered:
            return Relation(claimed.type, "claim")
        if told is None or best not in told.shares:
            return None
        planned = told.planned > _HALF and not way.ordered
        return Relation(self.plover.changed(best, "future") if planned else best, "telling")

    def _claimed(self, word: int) -> _Claimed | None:
        """Return the type of the claim whose trigger holds a word; None where none is, or where it is of no type."""
        start = self._tree.sentence.tokens[word].start
        for coded in self.coded:
            name = self._type_of(coded)
            if name is not None and coded.claim.trigger.start <= start < coded.claim.trigger.end:
                base = self._type_of_kind(self.scene.knowledge.codebook.kind(coded.claim.kind))
                return _Claimed(name, base or name)
        return None

    def _told(self, word: int) -> _Told | None:
        """Return the shares of the types by the model's telling of a word, and that of a plan."""
        for telling in self._tree.sentence.tellings or ():
            if telling.token == word:
                shares: dict[str, float] = defaultdict(float)
                for key, share in telling.kinds:
                    name = self._type_of_kind(self.scene.knowledge.codebook.kind(key))
                    if name is not None:
                        shares[name] += share
                return _Told(shares, dict(telling.stances).get(Stance.PLANNED.value, 0.0))
        return None

    def _type_of_kind(self, kind: Kind) -> str | None:
        """Return the type of a kind of which nothing more is known."""
        codes = kind.codes[-1].codes if kind.codes else {}
        plover, cameo = codes.get("plover"), codes.get("cameo")
        return self.plover.of_codes(str(plover) if plover else None, str(cameo) if cameo else None)

    def _triggered(self, lemmas: Sequence[str], part: Part) -> Relation | None:
        """Return the type of the first kind that the codebook knows by a word alone, whatever its conditions."""
        for lemma in lemmas:
            for candidate in self.scene.knowledge.codebook.triggers_for(lemma, part):
                name = self._type_of_kind(candidate.kind) if len(candidate.phrase) == 1 else None
                if name is not None:
                    return Relation(name, "trigger")
        return None

    def _put(self, name: str, way: _Way) -> str:
        """Return a type as it is put: ended, refused, negated or yet to happen."""
        if way.offered and not way.negated:
            return "YIELD" if name == "REQUEST" else "AGREE"
        if way.ended:
            name = self.plover.changed(name, "ended")
        if way.negated:
            return self.plover.changed(name, "refused" if way.future else "negated")
        return self.plover.changed(name, "future") if way.future else name

    def _between(self, route: Sequence[int]) -> Iterable[int]:
        return {below for word in route for below in (word, *self._tree.children(word))}


def _any(lemmas: Iterable[str], words: frozenset[str]) -> bool:
    return any(lemma in words for lemma in lemmas)


def _spans(claim: Claim) -> tuple[set[int], set[int]]:
    """Return the characters of a claim's actors, and of all else that takes part."""
    roles = claim.roles
    parties = [one.span for one in roles.recipient]
    places = [one.span for one in (*roles.place, *roles.origin, *roles.destination)]
    return (
        {at for one in roles.actor for at in range(one.span.start, one.span.end)},
        {at for span in (*parties, *places, *roles.cargo) for at in range(span.start, span.end)},
    )

"""Settings: when and where a happening was, by attachment in the tree and not by the nearest date or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from frontline.extraction.arguments import Arguments, arguments, is_kept_from
from frontline.extraction.attribution import Attribution
from frontline.extraction.happening import Happening
from frontline.extraction.places import PlaceMention
from frontline.extraction.scene import Scene
from frontline.extraction.times import TimeMention
from frontline.language.tree import Tree
from frontline.records import Place

_LOCATIVE = (
    "ARGM-LOC", "in", "at", "near", "on", "around", "outside", "inside", "across", "along", "over", "within",
    "throughout", "between", "off", "into", "through", "onto", "north of", "south of", "east of", "west of", "close to",
    "next to", "ARGM-DIR", "ARGM-GOL",
)  # fmt: skip
_LOCATIVE_CASES = frozenset(_LOCATIVE)
_GRAIN = {"exact": 0, "near": 0, "admin2": 1, "admin1": 2, "region": 3, "unknown": 3, "country": 4}
# A place that is told by a distance or by two ends is as fine as its report can say.
_STATED = frozenset({"distance", "between", "road"})
# Upwards from a happening, its clause's setting holds across these relations.
_SHARING = frozenset({"xcomp", "conj", "advcl", "obj", "nsubj", "nsubj:pass", "obl", "nmod", "acl"})
# What a happening goes with, so that its place is there too: "by a bomb near Baiji", "during raids in Karachi".
_OCCASIONS = frozenset({"by", "in", "during", "amid", "after", "as", "following", "with", "from"})
# What opens a clause that dates a happening, or says by what it was done.
_DATING = frozenset({"after", "when", "as", "while", "by"})
# What stands between a place and the wider one that it lies in or near.
_WITHIN = frozenset({"in", "of", "near", "outside", "at"})
_BETWEEN = frozenset({"ADP", "DET", "ADJ"})
# What a predicate acts on, where that is a place: "shelled Nawa", "arrived in Nawa", "left Nawa".
_ACTED_ON = ("ARG1", "ARG2", "ARG4", "to", "into", "from")


class Told(NamedTuple):
    """A predicate as its setting is asked for: its words, its arguments, and the `anchor` that carries its setting.

    `moves` says that something goes from a place to a place, so that what is around it in the sentence is elsewhere.
    """

    sentence: int
    trigger: int
    anchor: int
    words: tuple[int, ...]
    arguments: Arguments
    moves: bool = False

    @classmethod
    def of(cls, happening: Happening) -> Told:
        """Return what a happening gives to ask by."""
        moves = bool(happening.roles.get("origin") or happening.roles.get("destination"))
        return cls(happening.sentence, happening.trigger, happening.anchor, happening.words, happening.arguments, moves)


def _frames(scene: Scene, told: Told | Happening) -> Iterator[int]:
    """Yield the nodes whose settings hold for a happening, nearest first, up to the end of what is said."""
    tree = scene.trees[told.sentence]
    speech = scene.knowledge.cues.words("speech", "verbs")
    here = told.trigger
    yield here
    if told.anchor != here:
        here = told.anchor
        yield here
    yield from (verb for verb in tree.children(here, "conj") if not tree.children(verb, "nsubj", "csubj"))
    while tree.sentence.tokens[here].head >= 0:
        above = tree.sentence.tokens[here].head
        if tree.sentence.tokens[here].deprel == "acl:relcl" or tree.relation(here) not in _SHARING:
            return
        if tree.sentence.tokens[above].lemma.lower() in speech:
            return
        here = above
        yield here


def time_of(scene: Scene, happening: Happening) -> TimeMention | None:
    """Return the time expression that attaches to a happening.

    First its own in the tree, then the one that the model gives it, its clause's, its paragraph's heading's. Of several
    that hang on one word the nearest counts. The order is the one that the suite `attachment` found best.
    """
    mentions = scene.calendar.times(happening.sentence)
    frames = list(_frames(scene, happening)) if mentions else []
    own = [frame for frame in frames if frame in {happening.trigger, happening.anchor}]
    found = (
        _hanging(scene, happening, mentions, own)
        or _told(mentions, happening)
        or _hanging(scene, happening, mentions, frames)
    )
    heading = scene.headings[happening.sentence]
    if found is not None or heading is None:
        return found
    return next(iter(scene.calendar.times(heading)), None)


def _hanging(
    scene: Scene, happening: Happening, mentions: Sequence[TimeMention], frames: Iterable[int]
) -> TimeMention | None:
    """Return the time that hangs on the first of the frames that has any."""
    tree, trigger = scene.trees[happening.sentence], happening.trigger
    for frame in frames:
        hanging = [mention for mention in mentions if _hangs_on(scene, tree, mention.head, frame)]
        if hanging:
            return min(hanging, key=lambda one: max(one.start - trigger, trigger - one.end + 1, 0))
    return None


def _told(mentions: Sequence[TimeMention], happening: Happening) -> TimeMention | None:
    """Return the expression in which the word stands that the model gives as the time; None where it gives none."""
    for head in happening.roles.get("time", ()) if happening.telling is not None else ():
        for mention in mentions:
            if mention.start <= head < mention.end or mention.head == head:
                return mention
    return None


def told_on(scene: Scene, covering: Iterable[tuple[int, Attribution]]) -> date | None:
    """Return the last day on which what somebody says can have been said; None where no time hangs on the saying."""
    for sentence, attribution in covering:
        for mention in scene.calendar.times(sentence):
            outside = mention.head not in attribution.content
            if outside and _hangs_on(scene, scene.trees[sentence], mention.head, attribution.cue):
                return mention.time.end
    return None


def _hangs_on(scene: Scene, tree: Tree, head: int, frame: int) -> bool:
    """Say whether a phrase belongs to a node with no other happening in between.

    A participle that tells of nothing by itself lets its time through: "a statement broadcast on Friday".
    """
    here = head
    while here >= 0:
        if here == frame:
            return True
        token = tree.sentence.tokens[here]
        if token.deprel in {"acl:relcl", "appos"}:
            return False
        if token.upos in {"VERB", "AUX"}:
            telling = scene.knowledge.codebook.triggers_for(token.lemma.lower(), "verb")
            if token.deprel != "xcomp" and not is_kept_from(tree, here) and (token.deprel != "acl" or telling):
                return False
        here = token.head
    return False


def places_of(scene: Scene, happening: Happening) -> tuple[Place, ...]:
    """Return where a happening was, where its roles do not already say it: its own setting before its clause's.

    What moves from somewhere to somewhere is not where the rest of its sentence is.
    """
    told = Told.of(happening)
    found = _finest(narrowest(scene, told.sentence, _whereabouts(scene, told)))
    return found or (() if told.moves else _of_heading(scene, happening.sentence))


def scenes_of(scene: Scene, happening: Happening) -> tuple[PlaceMention, ...]:
    """Return the words for where a happening was: those of its role, else of its setting, else where it went or came from."""
    by_role = {
        role: _mentions(scene, happening.sentence, happening.roles.get(role, ()))
        for role in ("place", "destination", "origin")
    }
    return by_role["place"] or _whereabouts(scene, Told.of(happening)) or by_role["destination"] or by_role["origin"]


def scenes_of_predicate(scene: Scene, sentence: int, token: int) -> tuple[PlaceMention, ...]:
    """Return the words for where a predicate puts what it tells of, be it a happening of the codebook or not.

    That is what it acts on, where this is a place ("shelled Nawa"), else its setting. All of the places that attach to
    it are given, the coarse with the fine: "near Herak, in Deraa province".
    """
    given = arguments(scene.trees[sentence], token, scene.predicate(sentence, token))
    acted_on = [head for key in _ACTED_ON for head in given[key]]
    own = _mentions(scene, sentence, acted_on)
    return own or _whereabouts(scene, Told(sentence, token, token, (token,), given))


def narrowest(scene: Scene, sentence: int, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the places that hold none of the others, by the words of the text, and of these the finest.

    "the Kafr Souseh area of Damascus" is Kafr Souseh, whether or not the gazetteer has it.
    """
    tree = scene.trees[sentence]
    outer = {
        other
        for mention in mentions
        for other in mentions
        if other.head != mention.head
        if (tree.dominates(mention.head, other.head) and tree.relation(other.head) != "conj")
        or _stands_in(tree, mention, other)
    }
    inner = tuple(mention for mention in mentions if mention not in outer)
    known = [mention for mention in inner if mention.place.precision != "unknown"]
    return tuple(each for each in inner if each.place.precision == "unknown" or each in finest(known))


def _stands_in(tree: Tree, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Say whether a place follows another as what it lies in or near, wherever the tree hangs it: "at Ma'ardes in northern Hama"."""
    between = tree.sentence.tokens[inner.end : outer.start]
    within = any(token.lemma.lower() in _WITHIN for token in between)
    return within and all(token.upos in _BETWEEN or token.text == "," for token in between)


def finest(mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the finest of some places: "near Herak, in Deraa province" is near Herak."""
    least = min((_coarseness(mention.place) for mention in mentions), default=0)
    return tuple(mention for mention in mentions if _coarseness(mention.place) == least)


def _whereabouts(scene: Scene, told: Told) -> tuple[PlaceMention, ...]:
    """Return the places of the nearest frame that has any."""
    tree = scene.trees[told.sentence]
    for frame in _frames(scene, told):
        own = frame in {told.trigger, told.anchor}
        if told.moves and not own:
            return ()
        heads = list(_by_role(told)) if own else []
        heads.extend(_locatives(tree, frame, compounds=own))
        found = _mentions(scene, told.sentence, [head for head in heads if head not in told.words])
        if found:
            return found
    return () if told.moves else _mentions(scene, told.sentence, _below(tree, told))


def _below(tree: Tree, told: Told) -> list[int]:
    """Return the heads of the places in what goes with a happening: its means, its occasion, and the clause that dates it.

    "killed by a bomb near Baiji", "arrested during raids on schools in Karachi", "killed after herdsmen attacked Nwonko",
    "began by storming Jubb". Asked last, where neither the happening nor a clause above it has a place.
    """
    for frame in dict.fromkeys((told.trigger, told.anchor)):
        for child in tree.children(frame, "obl", "nmod"):
            if tree.case(child) in _OCCASIONS:
                heads = [here for inner in tree.conjuncts(child) for here in _locatives(tree, inner, compounds=True)]
                if heads:
                    return heads
        for clause in tree.children(frame, "advcl"):
            opening = {tree.sentence.tokens[mark].lemma.lower() for mark in tree.children(clause, "mark", "advmod")}
            heads = [*tree.children(clause, "obj"), *_locatives(tree, clause, compounds=False)]
            if heads and opening & _DATING:
                return heads
    return []


def _of_heading(scene: Scene, sentence: int) -> tuple[Place, ...]:
    heading = scene.headings[sentence]
    if heading is None:
        return ()
    return _finest(scene.atlas.places(heading))


def _by_role(told: Told) -> Iterator[int]:
    for key in _LOCATIVE:
        yield from told.arguments[key]


def _locatives(tree: Tree, frame: int, *, compounds: bool) -> list[int]:
    """Return the heads of the places that a node is said to be in: its own, its object's, and theirs in turn."""
    heads: list[int] = list(tree.children(frame, "compound")) if compounds else []
    todo = [(child, False) for child in tree.children(frame)]
    while todo:
        here, inside = todo.pop(0)
        relation, case = tree.relation(here), tree.case(here)
        if relation in {"obl", "nmod"} and (case in _LOCATIVE_CASES or (inside and case == "of")):
            heads.extend(tree.conjuncts(here))
            todo.extend((child, True) for child in tree.children(here, "nmod"))
        elif relation == "advcl" and is_kept_from(tree, here):
            heads.extend(tree.children(here, "obj"))
            todo.extend((child, False) for child in tree.children(here, "obl"))
        elif relation in {"obj", "nsubj"} and not inside:
            todo.extend((child, True) for child in tree.children(here, "nmod"))
    return heads


def _mentions(scene: Scene, sentence: int, heads: Iterable[int]) -> tuple[PlaceMention, ...]:
    mentions = (scene.place_mention(sentence, head) for head in heads)
    return tuple(dict.fromkeys(mention for mention in mentions if mention is not None))


def _finest(mentions: Sequence[PlaceMention]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(mention.place for mention in finest(mentions)))


def _coarseness(place: Place) -> int:
    if place.precision == "unknown" and place.feature in {"facility", "crossing", "road"}:
        return 0
    if place.relation is not None and place.relation.kind in _STATED:
        return 0
    return _GRAIN[place.precision]

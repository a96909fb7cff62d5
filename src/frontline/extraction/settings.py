"""Settings: when and where a happening was, by attachment in the tree and not by the nearest date or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from frontline.extraction.arguments import is_kept_from
from frontline.extraction.attribution import Attribution
from frontline.extraction.happening import Happening
from frontline.extraction.scene import Scene
from frontline.extraction.times import TimeMention
from frontline.language.tree import Tree
from frontline.records import Place

_LOCATIVE = (
    "ARGM-LOC", "in", "at", "near", "on", "around", "outside", "inside", "across", "along", "over", "within",
    "throughout", "between", "off", "north of", "south of", "east of", "west of", "close to", "next to", "ARGM-DIR",
    "ARGM-GOL",
)  # fmt: skip
_LOCATIVE_CASES = frozenset(_LOCATIVE)
_GRAIN = {"exact": 0, "near": 0, "admin2": 1, "admin1": 2, "region": 3, "unknown": 3, "country": 4}
# Upwards from a happening, its clause's setting holds across these relations.
_SHARING = frozenset({"xcomp", "conj", "advcl", "obj", "nsubj", "nsubj:pass", "obl", "nmod", "acl"})


def _frames(scene: Scene, happening: Happening) -> Iterator[int]:
    """Yield the nodes whose settings hold for a happening, nearest first, up to the end of what is said."""
    tree = scene.trees[happening.sentence]
    speech = scene.knowledge.cues.words("speech", "verbs")
    here = happening.trigger
    yield here
    if happening.anchor != here:
        here = happening.anchor
        yield here
    while tree.sentence.tokens[here].head >= 0:
        above = tree.sentence.tokens[here].head
        if tree.sentence.tokens[here].deprel == "acl:relcl" or tree.relation(here) not in _SHARING:
            return
        if tree.sentence.tokens[above].lemma.lower() in speech:
            return
        here = above
        yield here


def time_of(scene: Scene, happening: Happening) -> TimeMention | None:
    """Return the time expression that attaches to a happening: its own, its clause's, its paragraph's heading's."""
    tree = scene.trees[happening.sentence]
    mentions = scene.calendar.times(happening.sentence)
    for frame in _frames(scene, happening) if mentions else ():
        for mention in mentions:
            if _hangs_on(scene, tree, mention.head, frame):
                return mention
    heading = scene.headings[happening.sentence]
    if heading is None:
        return None
    return next(iter(scene.calendar.times(heading)), None)


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
    moves = happening.roles.get("origin") or happening.roles.get("destination")
    for frame in _frames(scene, happening):
        own = frame in {happening.trigger, happening.anchor}
        if moves and not own:
            return ()
        heads = list(_by_role(happening)) if own else []
        heads.extend(_locatives(scene.trees[happening.sentence], frame, compounds=own))
        found = _finest(_resolved(scene, happening.sentence, [head for head in heads if head not in happening.words]))
        if found:
            return found
    return _of_heading(scene, happening.sentence)


def _of_heading(scene: Scene, sentence: int) -> tuple[Place, ...]:
    heading = scene.headings[sentence]
    if heading is None:
        return ()
    return _finest([mention.place for mention in scene.atlas.places(heading)])


def _by_role(happening: Happening) -> Iterator[int]:
    for key in _LOCATIVE:
        yield from happening.arguments[key]


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


def _resolved(scene: Scene, sentence: int, heads: Iterable[int]) -> list[Place]:
    places = (scene.place(sentence, head) for head in heads)
    return [place for place in places if place is not None]


def _finest(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the finest of the places: "near Herak, in Deraa province" is near Herak."""
    finest = min(map(_coarseness, places), default=0)
    return tuple(dict.fromkeys(place for place in places if _coarseness(place) == finest))


def _coarseness(place: Place) -> int:
    if place.precision == "unknown" and place.feature in {"facility", "crossing", "road"}:
        return 0
    return _GRAIN[place.precision]

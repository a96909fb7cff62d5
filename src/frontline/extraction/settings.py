"""Settings: when and where a happening was, by attachment in the tree and not by the nearest date or name."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.extraction.scene import Scene
from frontline.extraction.times import TimeMention
from frontline.extraction.happening import Happening
from frontline.language.tree import Tree
from frontline.records import Place

_LOCATIVE = (
    "ARGM-LOC", "in", "at", "near", "on", "around", "outside", "inside", "across", "along", "over", "within",
    "throughout", "between", "off", "north of", "south of", "east of", "west of", "close to", "next to", "ARGM-DIR",
    "ARGM-GOL",
)  # fmt: skip
_LOCATIVE_CASES = frozenset(_LOCATIVE) | {"of"}
_CLAUSAL = frozenset({"ccomp", "advcl", "acl", "parataxis", "conj", "csubj", "xcomp", "appos"})
# Upwards from a happening, its clause's setting holds across these relations.
_GRAIN = {"exact": 0, "near": 0, "admin2": 1, "admin1": 2, "region": 3, "unknown": 3, "country": 4}
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
    """Return the time expression that attaches to a happening, its own before its clause's."""
    tree = scene.trees[happening.sentence]
    mentions = scene.calendar.times(happening.sentence)
    if not mentions:
        return None
    for frame in _frames(scene, happening):
        for mention in mentions:
            if _hangs_on(scene, tree, mention.head, frame):
                return mention
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
            if token.deprel != "acl" or telling:
                return False
        here = token.head
    return False


def places_of(scene: Scene, happening: Happening) -> tuple[Place, ...]:
    """Return where a happening was, where its roles do not already say it: its own setting before its clause's."""
    for frame in _frames(scene, happening):
        heads = [head for head in _locatives(scene, happening, frame) if head not in happening.words]
        found = _resolved(scene, happening.sentence, heads)
        if found:
            return found
    return ()


def _locatives(scene: Scene, happening: Happening, frame: int) -> list[int]:
    tree = scene.trees[happening.sentence]
    heads: list[int] = []
    if frame in {happening.trigger, happening.anchor}:
        for key in _LOCATIVE:
            heads.extend(happening.arguments[key])
    todo = list(tree.children(frame))
    while todo:
        here = todo.pop(0)
        relation = tree.relation(here)
        if relation in _CLAUSAL:
            continue
        if relation in {"obl", "nmod"} and tree.case(here) in _LOCATIVE_CASES:
            heads.extend(tree.conjuncts(here))
        if relation in {"compound", "amod"} and frame in {happening.trigger, happening.anchor}:
            heads.append(here)
        todo.extend(tree.children(here))
    return heads


def _resolved(scene: Scene, sentence: int, heads: list[int]) -> tuple[Place, ...]:
    """Return the finest of the places: "near Herak, in Deraa province" is near Herak."""
    found: dict[Place, None] = {}
    for head in heads:
        place = scene.atlas.place(sentence, head)
        if place is not None:
            found[place] = None
    if not found:
        return ()
    finest = min(_coarseness(place) for place in found)
    return tuple(place for place in found if _coarseness(place) == finest)


def _coarseness(place: Place) -> int:
    if place.precision == "unknown" and place.feature in {"facility", "crossing", "road"}:
        return 0
    return _GRAIN[place.precision]

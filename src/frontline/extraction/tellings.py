"""Happenings as the model tells them, with the codebook's rules as a second opinion.

The model says which words tell of a happening, of which kind, and which words fill its roles. The codebook is asked too:
a word that it lists, and more so one where a rule of its finds a happening, is believed sooner, and the rule's kind is
preferred. The numbers below were chosen on the dev split of the corpus; docs/language.md has the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import log

from frontline.extraction.arguments import arguments
from frontline.extraction.fillers import classes
from frontline.extraction.happening import Happening
from frontline.extraction.scene import Scene
from frontline.knowledge.codebook import PARTS, Kind, Part
from frontline.language.annotation import Edge, Telling
from frontline.language.tree import Tree
from frontline.records import Stance

ENOUGH = 1.95
"""The log odds from which a word is believed to tell of a happening."""
RULED, LISTED = 4.1, 0.5
"""What a rule that finds a happening at the word, or else a word that the codebook lists at all, adds to its log odds."""
RULED_KIND = 4.0
"""What the rule's kind gains in log share."""
RULED_STANCE = 3.5
"""What the rules' stance gains in log share."""
NEGATED = 0.5
"""The share from which a word is believed to be negated."""
FILLED = 0.48
"""The share from which a word is believed to fill a role."""
SURE = 0.75
"""The share from which a word is believed to fill a role even where a rule has another for it."""
SOURCED = 0.75
"""The share from which a word is believed to be a source where no word that attributes names one."""
NUMBERED = 0.6
"""The share from which a number is believed to count people: a toll is quoted, so it is asked more of."""
_LEAST = 0.01
HEARD = 0.2
"""The share from which the model is heard on the stance and the roles of what a user's kind found."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "DET"})
_HARM = frozenset({"killed", "wounded"})


def told_by_model(scene: Scene, sentence: int, ruled: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return what happens in a sentence by the model's tellings and the happenings that the rules found.

    What the rules find and the model is silent about is kept.
    """
    by_trigger = {happening.trigger: happening for happening in ruled}
    echoes = {word for happening in by_trigger.values() for word in happening.words} - by_trigger.keys()
    tellings = [one for one in scene.sentences[sentence].tellings or () if one.token not in echoes]
    silent = by_trigger.keys() - {telling.token for telling in tellings}
    found = [by_trigger[token] for token in silent]
    for telling in tellings:
        rule, listed = by_trigger.get(telling.token), _is_listed(scene, sentence, telling.token)
        odds = log(max(telling.share, _LEAST) / max(1 - telling.share, _LEAST))
        if rule is None and (_is_empty(scene, sentence, telling.token) or _dismisses(scene, sentence, telling.token)):
            continue
        if odds + (RULED if rule is not None else LISTED * listed) >= ENOUGH:
            kind = scene.knowledge.codebook.kind(_kind(telling, rule))
            found.append(_happening(scene, sentence, telling, kind, rule))
    return tuple(sorted(found, key=lambda happening: happening.trigger))


def _is_empty(scene: Scene, sentence: int, index: int) -> bool:
    """Say whether a word tells of nothing by itself: "Russia has a naval base there" is no hold of the town."""
    return scene.sentences[sentence].tokens[index].lemma.lower() == "have"


def _dismisses(scene: Scene, sentence: int, index: int) -> bool:
    """Say whether a verb ends somebody's office and harms nobody: "voted to fire the premier"."""
    tree = scene.trees[sentence]
    if tree.sentence.tokens[index].lemma.lower() not in scene.knowledge.cues.words("dismissal", "verbs"):
        return False
    objects = [*tree.children(index, "obj"), *tree.children(index, "nsubj:pass")]
    return any("official" in classes(scene, sentence, head) for head in objects)


def _kind(telling: Telling, rule: Happening | None) -> str:
    """Return the likeliest kind, that of the rule having a lead."""
    shares = {key: log(max(share, _LEAST)) for key, share in telling.kinds}
    if rule is not None:
        shares[rule.kind.key] = shares.get(rule.kind.key, log(_LEAST)) + RULED_KIND
    return max(sorted(shares), key=lambda key: shares[key])


def _is_listed(scene: Scene, sentence: int, index: int) -> bool:
    """Say whether the codebook lists a word as one that tells of something."""
    token = scene.sentences[sentence].tokens[index]
    return bool(scene.knowledge.codebook.triggers_for(token.lemma.lower(), PARTS.get(token.upos, "noun")))


def _happening(scene: Scene, sentence: int, telling: Telling, kind: Kind, rule: Happening | None) -> Happening:
    tree, index = scene.trees[sentence], telling.token
    part: Part = "verb" if tree.sentence.tokens[index].upos in {"VERB", "AUX"} else "noun"
    given = arguments(tree, index, scene.predicate(sentence, index), part)
    words = rule.words if rule is not None else tuple(_words(tree, index))
    anchor = rule.anchor if rule is not None else _anchor(tree, index)
    happening = Happening(kind, part, sentence, index, words, anchor, {}, {}, given)
    return _having(scene, happening if rule is None or rule.kind is not kind else rule, telling)


def told_stance(telling: Telling, ruled: Stance) -> Stance:
    """Return the stance that the model gives, the rules' being preferred between those that are nearly as likely.

    What is told as not so is denied, by the outlet if by nobody else.
    """
    shares = {Stance(key): log(max(share, _LEAST)) for key, share in telling.stances}
    shares[ruled] = shares.get(ruled, log(_LEAST)) + RULED_STANCE
    stance = max(shares, key=lambda key: shares[key])
    if is_negated(telling) and stance in {Stance.ASSERTED, Stance.CLAIMED}:
        return Stance.DENIED
    return stance


def is_negated(telling: Telling) -> bool:
    """Say whether the model tells of what is not so: "the army will not advance"."""
    return telling.negative > NEGATED


def heard(scene: Scene, happening: Happening) -> tuple[int, ...]:
    """Return the words that the model takes for the sources of a happening, the likeliest of each coordination."""
    if happening.telling is None:
        return ()
    tree = scene.trees[happening.sentence]
    found = _filled(tree, (edge for edge in happening.telling.edges if edge.label == "source"), SOURCED).get(
        "source", ()
    )
    return tuple(head for head in found if tree.relation(head) != "conj" and head not in happening.words)


def with_telling(scene: Scene, happening: Happening) -> Happening:
    """Return a user's happening with what the model says of the same word: stance, and the roles that it leaves empty."""
    tellings = scene.sentences[happening.sentence].tellings or ()
    telling = next((one for one in tellings if one.token == happening.trigger and one.share >= HEARD), None)
    return happening if telling is None else _having(scene, happening, telling)


def _having(scene: Scene, happening: Happening, telling: Telling) -> Happening:
    """Return a happening with the fillers that a telling gives for the roles that it leaves empty."""
    tree, dates = scene.trees[happening.sentence], scene.calendar.words(happening.sentence)
    edges = [edge for edge in telling.edges if edge.label == "time" or edge.head not in dates]
    fitting = [edge for edge in edges if edge.label in {*happening.kind.required, *happening.kind.optional}]
    roles = _overruled(happening.roles, _filled(tree, fitting, SURE))
    taken = {head for heads in roles.values() for head in heads} | {telling.token}
    for role, heads in _filled(tree, fitting, FILLED).items():
        free = tuple(head for head in heads if head not in taken)
        if role not in roles and free:
            roles[role] = free
    numbered = {head for heads in happening.counted.values() for head in heads} | {telling.token}
    own = (edge for edge in telling.counts if edge.head not in dates and _is_its_own(scene, happening, telling, edge))
    counted = _filled(tree, own, NUMBERED)
    fresh = {
        name: tuple(head for head in heads if head not in numbered)
        for name, heads in counted.items()
        if name not in _HARM or _tells_of_harm(scene, happening.sentence, name)
    }
    named = {name for trigger in happening.kind.triggers for name in trigger.counts.values()}
    fresh = {name: heads for name, heads in fresh.items() if heads and (named or name in _HARM)}
    counts = {**fresh, **happening.counted}
    counts = counts or ({} if counted else _usually_counted(happening.kind, roles))
    return replace(happening, roles=roles, counted=counts, telling=telling)


def _overruled(ruled: Mapping[str, tuple[int, ...]], sure: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Return the rules' fillers but where the model is sure of other words.

    A word that the rules know for another role stays there: who "loses Homs" is its recipient, whatever the model says.
    """
    placed = {head: role for role, heads in ruled.items() for head in heads}
    other = {role: tuple(head for head in heads if placed.get(head, role) == role) for role, heads in sure.items()}
    return {**ruled, **{role: heads for role, heads in other.items() if heads}}


def _is_its_own(scene: Scene, happening: Happening, telling: Telling, edge: Edge) -> bool:
    """Say whether no other word of the sentence counts a number more surely: "killed two and detained nine"."""
    others = scene.sentences[happening.sentence].tellings or ()
    return all(
        one.share < edge.share
        for other in others
        if other.token != telling.token
        for one in other.counts
        if one.head == edge.head
    )


def _tells_of_harm(scene: Scene, sentence: int, name: str) -> bool:
    """Say whether a sentence has a word for the dead, or for the wounded: who flees shelling is neither."""
    stems = tuple(scene.knowledge.cues.words("harm", name))
    return any(token.text.lower().startswith(stems) for token in scene.sentences[sentence].tokens)


def _usually_counted(kind: Kind, roles: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Return what the codebook counts in a kind, of those who fill the role: those detained of a detention.

    Not the dead and the wounded: who is struck is neither before a word says so.
    """
    for trigger in kind.triggers:
        for key, name in trigger.counts.items():
            heads = roles.get(trigger.roles.get(key, ""))
            if heads and name not in _HARM:
                return {name: heads}
    return {}


def _filled(tree: Tree, edges: Iterable[Edge], enough: float) -> dict[str, tuple[int, ...]]:
    """Return the heads that the edges of at least `enough` share give each label; a toll or an actor is a nominal."""
    found: dict[str, list[int]] = defaultdict(list)
    for edge in edges:
        nominal = tree.sentence.tokens[edge.head].upos in _NOMINAL or edge.label in {"reason", "time"}
        if edge.share >= enough and nominal:
            found[edge.label].append(edge.head)
    return {label: tuple(heads) for label, heads in found.items()}


def _words(tree: Tree, index: int) -> Iterator[int]:
    """Yield the words of a trigger: a verb with its particle, a noun with what it is compounded of."""
    verbal = tree.sentence.tokens[index].upos in {"VERB", "AUX"}
    yield index
    for child in tree.children(index, "compound"):
        if (tree.sentence.tokens[child].deprel == "compound:prt") == verbal and abs(child - index) == 1:
            yield child


def _anchor(tree: Tree, index: int) -> int:
    """Return the verb that a noun hangs on as its subject or object, which says when and how it is put; else itself."""
    token = tree.sentence.tokens[index]
    carried = token.upos not in {"VERB", "AUX"} and tree.relation(index) in {"nsubj", "csubj", "obj"}
    return token.head if carried and tree.sentence.tokens[token.head].upos in {"VERB", "AUX"} else index

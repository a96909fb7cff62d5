"""Absorbing: "shelled the town, killing six" is one happening that cost six lives, not two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frontline.extraction.happening import Happening
from frontline.extraction.scene import Scene
from frontline.language.tree import Tree

_HARM = frozenset({"casualties", "kill-civilians"})
_HOSTS = frozenset({
    "attack", "clash", "shelling", "airstrike", "drone-strike", "missile-strike", "explosive-attack", "suicide-attack",
    "chemical-attack", "riot", "protest", "repel",
})  # fmt: skip
"""Kinds of the codebook that a verb of harm may tell the cost of."""
VIOLENT_KINDS = _HOSTS | _HARM | {"assassinate", "destroy", "abduct", "besiege", "capture"}
"""Kinds that are done to others."""
_HOW = frozenset({"when", "as", "after"})


def absorbed(scene: Scene, found: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return the happenings with each verb of harm that hangs on a violent one taken into it.

    The violent one takes the counts, and the people harmed where it names no recipient of its own.
    """
    left = _without_means(scene, _without_verbs(scene, list(found)))
    for harm in [happening for happening in left if happening.kind.key in _HARM]:
        host = next((one for one in left if one.kind.key in _HOSTS and _belong(scene, one, harm)), None)
        if host is not None:
            left.remove(harm)
            left[left.index(host)] = _with_harm(host, harm)
    return tuple(left)


def _without_verbs(scene: Scene, found: list[Happening]) -> list[Happening]:
    """Leave out a verb of attack that only says what an attack told as a noun does: "air strikes hit the port"."""
    subjects = {
        scene.sentences[one.sentence].tokens[one.trigger].head
        for one in found
        if one.kind.key in _HOSTS and scene.sentences[one.sentence].tokens[one.trigger].deprel == "nsubj"
    }
    return [one for one in found if one.kind.key != "attack" or one.part != "verb" or one.trigger not in subjects]


def _without_means(scene: Scene, found: list[Happening]) -> list[Happening]:
    """Leave out a word that is only what another happening of its kind is done with: "a mine killed two", "went off"."""
    means = {
        (one.sentence, one.kind.key, head)
        for one in found
        for head in one.roles.get("instrument", ())
        if head in scene.trees[one.sentence].children(one.trigger, "nsubj")
        or scene.trees[one.sentence].children(one.trigger, "obj")
    }
    return [one for one in found if (one.sentence, one.kind.key, one.trigger) not in means]


def _belong(scene: Scene, host: Happening, harm: Happening) -> bool:
    """Say whether harm is told as a violent happening's result: its participle, its verb, or the verb it hangs on."""
    tokens = scene.sentences[host.sentence].tokens
    tree = scene.trees[host.sentence]
    word, violent = tokens[harm.trigger], tokens[host.trigger]
    if word.head in {host.trigger, host.anchor} and word.deprel in {"advcl", "conj"}:
        return word.deprel == "advcl" or not tree.children(harm.trigger, "nsubj")
    if word.head >= 0 and tokens[word.head].deprel == "advcl" and word.deprel == "conj":
        return tokens[word.head].head in {host.trigger, host.anchor}
    if word.deprel == "advcl" and violent.deprel == "nsubj" and violent.head == word.head:
        return True
    if violent.deprel == "advcl" and _tells_how(tree, host.trigger):
        return violent.head in {harm.trigger, *tree.conjuncts(harm.trigger)} or (
            word.deprel == "conj" and violent.head in tree.conjuncts(word.head)
        )
    if violent.head == harm.trigger:
        return violent.deprel in {"nsubj", "csubj"} or (
            tree.relation(host.trigger) == "obl" and tree.case(host.trigger) in {"in", "by", "during"}
        )
    return False


def _tells_how(tree: Tree, verb: int) -> bool:
    """Say whether a clause tells what did the harm: "were killed when shells hit the camp"."""
    tokens = tree.sentence.tokens
    return any(tokens[child].text.lower() in _HOW for child in tree.children(verb, "advmod", "mark"))


def _with_harm(host: Happening, harm: Happening) -> Happening:
    counted = {**harm.counted, **host.counted}
    roles = dict(host.roles)
    if not roles.get("recipient") and harm.roles.get("recipient") and host.kind.key not in {"clash", "protest", "riot"}:
        roles["recipient"] = harm.roles["recipient"]
    if not roles.get("place") and harm.roles.get("place"):
        roles["place"] = harm.roles["place"]
    return replace(host, roles=roles, counted=counted)

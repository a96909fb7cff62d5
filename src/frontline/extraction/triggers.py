"""Triggers: the words of a sentence that speak of a happening, matched by the codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from frontline.extraction.absorbing import absorbed
from frontline.extraction.arguments import Arguments, arguments, is_passive
from frontline.extraction.fillers import classes, fits
from frontline.extraction.happening import Happening
from frontline.extraction.scene import Scene
from frontline.extraction.tellings import told_by_model, with_telling
from frontline.knowledge.codebook import PARTS, Candidate, Part, Trigger, roles_of
from frontline.language.annotation import Sentence, Token
from frontline.language.tree import Tree

# The relations in which a noun hangs on the verb that only carries it ("launched an offensive", "clashes erupted").
_AFFECTED = frozenset({"target", "recipient"})
_CARRIED = frozenset({"csubj", "obj", "nsubj", "nsubj:pass", "obl"})
_SHARED = (
    "in",
    "at",
    "near",
    "on",
    "around",
    "outside",
    "across",
    "along",
    "between",
    "with",
    "against",
    "from",
    "to",
    "into",
)


def happenings(scene: Scene, sentence: int) -> tuple[Happening, ...]:
    """Return what happens in a sentence: by the model where it looks for happenings, else by the codebook's rules."""
    ruled = tuple(_without_echoes(_by_rules(scene, sentence)))
    told = scene.sentences[sentence].tellings is not None
    found = absorbed(scene, told_by_model(scene, sentence, ruled) if told else ruled)
    own = _own(scene, sentence, ruled)
    if not own:
        return found
    return tuple(
        sorted((*own.values(), *(one for one in found if one.trigger not in own)), key=lambda one: one.trigger)
    )


def _own(scene: Scene, sentence: int, ruled: Iterable[Happening]) -> dict[int, Happening]:
    """Return what tells of a user's kind, by trigger: by triggers of the user's, else by likeness to the examples."""
    found = {one.trigger: one for one in ruled if one.own}
    named = _inside_names(scene.sentences[sentence])
    for alike in scene.likeness.find(scene.sentences[sentence]) if scene.likeness is not None else ():
        if alike.token not in found and alike.token not in named:
            trigger = alike.kind.trigger(alike.part)
            candidate = Candidate(alike.kind.kind, trigger, ())
            given = arguments(scene.trees[sentence], alike.token, scene.predicate(sentence, alike.token), alike.part)
            happening = _match(scene, sentence, candidate, (alike.token,), given)
            if happening is not None:
                found[alike.token] = happening
    return {trigger: with_telling(scene, _with_known_roles(one)) for trigger, one in found.items()}


def _with_known_roles(happening: Happening) -> Happening:
    """Leave out the roles that the user's kind has not."""
    known = {*happening.kind.required, *happening.kind.optional}
    return replace(happening, roles={role: heads for role, heads in happening.roles.items() if role in known})


def _by_rules(scene: Scene, sentence: int) -> list[Happening]:
    """Return, for every trigger word, the first codebook entry that fits."""
    named = _inside_names(scene.sentences[sentence])
    found = []
    for index, token in enumerate(scene.sentences[sentence].tokens):
        if index in named:
            continue
        for part, lemma in _readings(token):
            happening = _first(scene, sentence, index, scene.knowledge.codebook.triggers_for(lemma, part))
            if happening is not None:
                found.append(happening)
                break
    return found


def _readings(token: Token) -> Iterator[tuple[Part, str]]:
    """Yield what a word may be as a trigger; a gerund may be a verb or a noun ("Shelling killed three")."""
    part = PARTS.get(token.upos)
    if part is not None:
        yield part, token.lemma.lower()
        if token.xpos == "VBG" and token.deprel != "advcl" and token.text.lower() != token.lemma.lower():
            yield "noun", token.text.lower()


def _inside_names(sentence: Sentence) -> frozenset[int]:
    """Return the proper nouns within names: "Liberation Front" frees nobody."""
    return frozenset(
        index
        for name in sentence.names
        for index in range(name.start, name.end)
        if sentence.tokens[index].upos == "PROPN"
    )


def _first(scene: Scene, sentence: int, index: int, candidates: tuple[Candidate, ...]) -> Happening | None:
    """Return the first codebook entry that fits the model's roles; failing all, the first that fits the tree's."""
    if not candidates:
        return None
    tree = scene.trees[sentence]
    told = [(candidate, words) for candidate in candidates if (words := _told(tree, index, candidate)) is not None]
    if not told:
        return None
    roles, part = scene.predicate(sentence, index), candidates[0].trigger.part
    for source in (roles, None) if roles else (None,):
        given = arguments(tree, index, source, part)
        for candidate, words in told:
            happening = _match(scene, sentence, candidate, words, given)
            if happening is not None:
                return happening
    return None


def _told(tree: Tree, index: int, candidate: Candidate) -> tuple[int, ...] | None:
    """Return the words of a codebook entry where they stand at `index` and nothing beside them forbids it."""
    words, trigger = _phrase(tree, index, candidate.phrase), candidate.trigger
    if words is None or not (trigger.beside or trigger.never_beside):
        return words
    return words if trigger.allows(_around(tree, index, words)) else None


def _match(
    scene: Scene, sentence: int, candidate: Candidate, words: tuple[int, ...], given: Arguments
) -> Happening | None:
    trigger, index = candidate.trigger, words[0]
    tree = scene.trees[sentence]
    anchor = index
    for word in words[1:]:
        if tree.sentence.tokens[word].upos == "NOUN":
            given = _joined(given, arguments(tree, word, None), without=word)
    if trigger.part == "noun":
        anchor, given = _carried(scene, sentence, index, given)
        if trigger.roles.get("ARG1") in _AFFECTED:
            given = _joined(given, _affected(scene, sentence, index), without=index)
    for keys, asked in trigger.when.items():
        heads = tuple(head for key in keys for head in given[key] if head not in words)
        if not fits(asked, heads, scene, sentence):
            return None
    counted = {name: given[key] for key, name in trigger.counts.items() if given[key]}
    roles = _roles(scene, sentence, trigger, given, words)
    return Happening(
        candidate.kind, trigger.part, sentence, index, words, anchor, roles, counted, given, own=trigger.own
    )


def _around(tree: Tree, index: int, words: tuple[int, ...]) -> frozenset[str]:
    """Return the lemmas and forms of the words that hang on a trigger, and of the word that it hangs on."""
    near = [child for word in words for child in tree.children(word)]
    above = tree.sentence.tokens[index].head
    tokens = [tree.sentence.tokens[here] for here in (*near, *([above] if above >= 0 else []))]
    return frozenset(form for token in tokens for form in (token.lemma.lower(), token.text.lower()))


def _roles(
    scene: Scene, sentence: int, trigger: Trigger, given: Arguments, words: tuple[int, ...]
) -> dict[str, tuple[int, ...]]:
    """Return the claim's roles: the trigger's role words, resolved by what fills them."""
    roles: dict[str, dict[int, None]] = defaultdict(dict)
    for key, word in trigger.roles.items():
        for head in given[key]:
            if head not in words:
                for role in roles_of(word, classes(scene, sentence, head)):
                    roles[role][head] = None
    return {role: tuple(sorted(heads)) for role, heads in roles.items()}


def _phrase(tree: Tree, head: int, phrase: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the tokens of a phrase whose head is `head`, None where one is missing.

    Every further word hangs on one found before it, in whatever order: in "come under control" the preposition
    hangs on the noun.
    """
    words = [head]
    missing = list(phrase[1:])
    while missing:
        found = _hanging(tree, words, missing)
        if found is None:
            return None
        word, child = found
        missing.remove(word)
        words.append(child)
    return tuple(words)


def _hanging(tree: Tree, words: list[int], missing: list[str]) -> tuple[str, int] | None:
    """Return the first missing word that hangs on the words found, or, a particle, stands right after the verb."""
    tokens = tree.sentence.tokens
    after = words[0] + 1
    near = [after] if after < len(tokens) and tokens[after].upos in {"ADP", "ADV", "ADJ"} else []
    for child in (*near, *(child for governor in reversed(words) for child in tree.children(governor))):
        for word in missing:
            if child not in words and word in (tokens[child].lemma.lower(), tokens[child].text.lower()):
                return word, child
    return None


def _joined(first: Arguments, second: Arguments, without: int) -> Arguments:
    """Return two sets of arguments as one, the first before the second, less the token that joins them."""
    merged: dict[str, list[int]] = {key: [head for head in heads if head != without] for key, heads in first.items()}
    for key, heads in second.items():
        merged.setdefault(key, []).extend(heads)
    return Arguments(merged)


def _carried(scene: Scene, sentence: int, noun: int, given: Arguments) -> tuple[int, Arguments]:
    """Return the verb that carries a noun trigger, and the noun's arguments with the verb's.

    A light verb lends its agent ("rebels launched an offensive"), or, where the codebook says so, what it
    is done to ("the town came under fire"); every carrying verb lends its prepositional arguments.
    """
    tree = scene.trees[sentence]
    token = tree.sentence.tokens[noun]
    verb = token.head
    if verb < 0 or token.deprel not in _CARRIED or tree.sentence.tokens[verb].upos not in {"VERB", "AUX"}:
        return noun, given
    around = arguments(tree, verb, scene.predicate(sentence, verb))
    lent: dict[str, tuple[int, ...]] = {
        key: tuple(head for head in heads if head != noun)
        for key, heads in around.items()
        if key in _SHARED or key.startswith("ARGM")
    }
    light = _light(scene, tree, verb, noun)
    if light is None and (token.deprel == "obl" or not _occurs(tree, verb, noun)):
        return noun, given
    if light == "agent":
        lent["ARG0"] = tuple(head for head in around["ARG0"] if head != noun)
    elif light == "patient":
        lent["ARG1"] = tuple(head for head in (*around["ARG0"], *around["ARG1"]) if head != noun)
    return verb, _joined(given, Arguments(lent), without=noun)


def _affected(scene: Scene, sentence: int, noun: int) -> Arguments:
    """Return what a one-sided act told as a noun strikes: "an airstrike hit a hospital", "was hit in a raid"."""
    tree = scene.trees[sentence]
    token = tree.sentence.tokens[noun]
    if token.head < 0 or tree.sentence.tokens[token.head].upos != "VERB":
        return Arguments({})
    around = arguments(tree, token.head, None)
    if token.deprel == "nsubj":
        return Arguments({"ARG1": tree.children(token.head, "obj")})
    if tree.relation(noun) == "obl" and tree.case(noun) in {"by", "in"} and is_passive(tree, token.head):
        return Arguments({"ARG1": around["ARG1"]})
    return Arguments({})


def _light(scene: Scene, tree: Tree, verb: int, noun: int) -> str | None:
    """Return what a light verb's subject is to the noun it carries: agent, patient, or None for another verb."""
    lemma = tree.sentence.tokens[verb].lemma.lower()
    for phrase, part in scene.knowledge.codebook.light_verbs_for(lemma):
        if _phrase(tree, verb, phrase) is not None or (len(phrase) > 1 and tree.case(noun) == phrase[-1]):
            return part
    return None


def _occurs(tree: Tree, verb: int, noun: int) -> bool:
    """Say whether the verb only says that the noun happens: it has the noun as subject and no object."""
    return tree.relation(noun) in {"nsubj", "csubj"} and tree.child(verb, "obj") is None


def _without_echoes(found: list[Happening]) -> Iterator[Happening]:
    """Leave out what another trigger already says: a word of its phrase, then the verb that only carries it."""
    inner = {word for happening in found for word in happening.words[1:]}
    left = [happening for happening in found if happening.trigger not in inner]
    carriers = {happening.anchor for happening in left if happening.anchor != happening.trigger}
    return (happening for happening in left if happening.trigger not in carriers)

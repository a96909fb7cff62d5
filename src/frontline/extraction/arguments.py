"""The arguments of a predicate: the model's PropBank roles, joined with what the tree says.

Keys are deep roles (ARG0 agent, ARG1 what is acted on, ARG2 ..., ARGM-LOC and the like) and, beside them,
the preposition of every prepositional argument ("from", "against"). Values are the head tokens of the
arguments, coordination taken apart. Where the model's roles and the tree speak of one word, the model's
label stands, since it knows that the subject of "fell" does nothing; where it is silent, voice decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from frontline.knowledge.codebook import Part
from frontline.language.annotation import Predicate
from frontline.language.tree import RELATIVE_PRONOUNS, Tree

_OBLIQUE = ("obl", "nmod")
_SUBJECTLESS = frozenset({"xcomp", "advcl", "conj"})
_CORE = frozenset({"ARG0", "ARG1"})
_MOVING = frozenset({"to", "from", "into", "towards", "toward", "against", "through", "across"})
_CLAUSE_HEADS = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
_MAX_CLIMB = 4


class Arguments:
    """Head tokens by deep role and by preposition, in the order of the sentence."""

    __slots__ = ("_by_key",)

    def __init__(self, by_key: Mapping[str, Iterable[int]]) -> None:
        self._by_key = {key: tuple(sorted(set(heads))) for key, heads in by_key.items() if heads}

    def __getitem__(self, key: str) -> tuple[int, ...]:
        return self._by_key.get(key, ())

    def items(self) -> Iterable[tuple[str, tuple[int, ...]]]:
        """Return the pairs of a key and its heads."""
        return self._by_key.items()


def arguments(tree: Tree, predicate: int, roles: Predicate | None, part: Part | None = None) -> Arguments:
    """Return the arguments of the word `predicate`; `roles` is what the model found for it, if anything.

    `part` says whether it is read as a verb or a noun, where its tag does not ("Fighting in the city").
    """
    found: dict[str, list[int]] = defaultdict(list)
    labels = {argument.head: argument.label for argument in roles.arguments} if roles else {}
    verbal = part == "verb" or (part is None and tree.sentence.tokens[predicate].upos in {"VERB", "AUX"})
    structural = _of_verb(tree, predicate) if verbal else _of_noun(tree, predicate)
    seen = set()
    for key, head in structural:
        seen.add(head)
        label = _plain(labels.get(head, key))
        for name in {key, label} if not key.startswith("ARG") else {label}:
            found[name].extend(tree.conjuncts(head))
    for head, label in labels.items():
        if head in seen or head == predicate or _is_relative(tree, head):
            continue
        beyond = bool(tree.children(predicate, "nsubj")) and not tree.dominates(predicate, head)
        if label not in _CORE or (label not in found and not beyond):
            found[_plain(label)].extend(tree.conjuncts(head))
            preposition = tree.case(head)
            if preposition:
                found[preposition].extend(tree.conjuncts(head))
    for clause in tree.children(predicate, "advcl"):
        marks = tree.children(clause, "mark")
        if marks:
            found[tree.sentence.tokens[marks[0]].text.lower()].append(clause)
    return Arguments(found)


def _plain(label: str) -> str:
    return label.removeprefix("C-").removeprefix("R-")


def _is_relative(tree: Tree, head: int) -> bool:
    return tree.sentence.tokens[head].lemma.lower() in RELATIVE_PRONOUNS


def is_passive(tree: Tree, verb: int) -> bool:
    """Say whether a verb stands in the passive: with a passive auxiliary, or as a bare past participle."""
    if tree.children(verb, "aux:pass") or tree.children(verb, "nsubj:pass", "csubj:pass"):
        return True
    token = tree.sentence.tokens[verb]
    participle = token.xpos == "VBN" and not tree.children(verb, "aux")
    return (
        participle
        and token.deprel in {"acl", "advcl", "amod", "root", "conj", "parataxis"}
        and not tree.child(verb, "obj")
    )


def _of_verb(tree: Tree, verb: int) -> list[tuple[str, int]]:
    passive = is_passive(tree, verb)
    found = []
    subject = subject_of(tree, verb)
    if subject is not None:
        found.append(("ARG1" if passive else "ARG0", subject))
    found.extend(("ARG1", head) for head in tree.children(verb, "obj"))
    found.extend(("ARG2", head) for head in tree.children(verb, "iobj"))
    for head in tree.children(verb, *_OBLIQUE):
        preposition = tree.case(head)
        if preposition == "by" and (passive or tree.sentence.tokens[head].deprel == "obl:agent"):
            found.append(("ARG0", head))
        elif preposition:
            found.append((preposition, head))
        elif tree.sentence.tokens[head].deprel in {"obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked"}:
            found.append(("ARGM-TMP", head))
    found.extend(_after_object(tree, verb, {key for key, _ in found}))
    return found


def _after_object(tree: Tree, verb: int, taken: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the phrases of movement that hang on an object: "sent missiles, drones and advisers to Syria"."""
    objects = [other for head in tree.children(verb, "obj") for other in tree.conjuncts(head)]
    for head in objects:
        for phrase in tree.children(head, "nmod"):
            preposition = tree.case(phrase)
            if preposition in _MOVING and preposition not in taken:
                yield preposition, phrase


def subject_of(tree: Tree, verb: int) -> int | None:
    """Return the head of a verb's subject: its own, or the one it shares with the clause it hangs on."""
    here: int | None = verb
    for _ in range(_MAX_CLIMB):
        if here is None:
            break
        own = tree.children(here, "nsubj") or _numbered(tree, here)
        if own:  # a verb has one subject: of two, the parser took the farther from a clause before
            return _antecedent(tree, here, min(own, key=lambda subject: abs(subject - verb)))
        if tree.relation(here) in {"acl", "amod"}:
            return tree.sentence.tokens[here].head
        if tree.relation(here) == "xcomp" or is_kept_from(tree, here):
            controller = tree.child(tree.sentence.tokens[here].head, "obj")
            if controller is not None:
                return controller
        here = _sharing(tree, here)
    return None


def _numbered(tree: Tree, verb: int) -> list[int]:
    """Return the number that is a participle's subject where the noun is left out: "two were killed and nine wounded"."""
    numbers = tree.children(verb, "nummod") if tree.relation(verb) == "conj" else []
    return [at for at in numbers if at < verb and tree.sentence.tokens[verb].xpos == "VBN"]


def is_kept_from(tree: Tree, verb: int) -> bool:
    """Say whether a verb is what somebody is kept from: "prevented trucks from entering"."""
    return tree.has(verb, "from", "mark", "case")


def _sharing(tree: Tree, verb: int) -> int | None:
    """Return the verb whose subject is a clause's too: that of an infinitive, a participle, a coordination."""
    tokens = tree.sentence.tokens
    above = tokens[verb].head
    if above < 0 or tree.relation(verb) not in _SUBJECTLESS or tokens[above].upos not in _CLAUSE_HEADS:
        return None
    if tree.relation(verb) == "conj" and is_passive(tree, verb) != is_passive(tree, above):
        return None
    return above


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """Return what a relative pronoun stands for."""
    if _is_relative(tree, subject):
        for clause in (verb, *tree.ancestors(verb)):
            if tree.sentence.tokens[clause].deprel == "acl:relcl":
                return tree.sentence.tokens[clause].head
    return subject


def _of_noun(tree: Tree, noun: int) -> list[tuple[str, int]]:
    tokens = tree.sentence.tokens
    found: list[tuple[str, int]] = []
    for head in tree.children(noun, *_OBLIQUE):
        if tokens[head].deprel == "nmod:poss":
            found.append(("ARG0", head))
            continue
        preposition = tree.case(head)
        if preposition:
            found.append((preposition, head))
    found.extend(
        ("ARG0", head)
        for head in tree.children(noun, "amod", "compound")
        if tokens[head].upos in {"PROPN", "ADJ"} and tokens[head].text[:1].isupper()
    )
    return found

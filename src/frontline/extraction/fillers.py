"""What sort of thing fills a role: the classes that the codebook's `when` asks for."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.extraction.scene import Scene
from frontline.records import Party

ARMED = frozenset({
    "state-forces", "police", "rebel", "militia", "identity-militia", "private-military", "coalition",
    "unidentified-armed", "criminal",
})  # fmt: skip
OFFICIAL = frozenset({"government", "political-party", "intergovernmental"})
ORGANISED = frozenset({"monitor", "aid-organisation", "media"})
_IRREGULAR = frozenset({"rebel", "militia", "identity-militia", "criminal", "unidentified-armed"})
_FACILITY = frozenset({"facility", "crossing", "road"})


def classes(scene: Scene, sentence: int, head: int) -> frozenset[str]:
    """Return the classes of the phrase headed by token `head`: its noun's, its place's and its party's.

    A phrase of quantity is what it counts: "dozens of houses" are houses; a bare number counts people.
    """
    head = scene.trees[sentence].counted(head)
    token = scene.sentences[sentence].tokens[head]
    found: set[str] = set()
    if token.upos in {"NOUN", "PROPN", "ADJ", "NUM"}:
        found.update(scene.knowledge.lexicon.classes(_phrase(scene, sentence, head)))
    if token.upos == "NUM":
        found.update({"person", "civilians"})
    if token.upos in {"VERB", "AUX"}:
        found.add("clause")
    found.update(_of_modifiers(scene, sentence, head))
    place = scene.place(sentence, head)
    if place is not None:
        found.add("place")
        if place.feature in _FACILITY:
            found.add("facility")
        found.update({place.feature} & {"crossing", "country"})
    party = scene.cast.party(sentence, head)
    if party is not None:
        found.update(_of_party(party))
    return frozenset(found)


def _phrase(scene: Scene, sentence: int, head: int) -> str:
    """Return a noun with what it is compounded of: "mortar round", "air defence system"; the lexicon falls back."""
    tokens = scene.sentences[sentence].tokens
    parts = [child for child in scene.trees[sentence].children(head, "compound", "amod") if child < head]
    return " ".join(tokens[part].lemma.lower() for part in (*parts, head))


def _of_modifiers(scene: Scene, sentence: int, head: int) -> Iterator[str]:
    """Yield the class that a compound gives to what carries it: "aid trucks" are aid."""
    for child in scene.trees[sentence].children(head, "compound"):
        if "aid" in scene.knowledge.lexicon.classes(scene.sentences[sentence].tokens[child].lemma.lower()):
            yield "aid"


def _of_party(party: Party) -> set[str]:
    found = {"party"}
    if party.type in ARMED:
        found.add("armed")
    if party.type in _IRREGULAR:
        found.add("irregular")
    if party.type in OFFICIAL:
        found.add("official")
    if party.type in ORGANISED:
        found.add("organisation")
    if party.type in {"civilians", "protesters", "rioters"}:
        found.update({"civilians", "person"})
    return found


def fits(asked: tuple[str, ...], heads: tuple[int, ...], scene: Scene, sentence: int) -> bool:
    """Say whether fillers are what a codebook condition asks for.

    `asked` names classes, any of which will do for any of the fillers; "!x" forbids a class, and wins; "?"
    lets the filler be missing.
    """
    if not heads:
        return "?" in asked
    wanted = {name for name in asked if name[0] not in "!?"}
    forbidden = {name[1:] for name in asked if name.startswith("!")}
    have = [classes(scene, sentence, head) for head in heads]
    if any(found & forbidden for found in have):
        return False
    return not wanted or any(found & wanted for found in have)

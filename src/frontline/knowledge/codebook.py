"""The codebook: what frontline codes, by which words it knows it, and what others call it.

The shipped one is data/codebook.yml; docs/codebook.md tells how to edit or replace it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontline.errors import KnowledgeError
from frontline.knowledge.codebook_file import Content, read
from frontline.knowledge.codebook_records import (
    COUNTS,
    PARTS,
    ROLE_WORDS,
    ROLES,
    Candidate,
    CodeRule,
    Counterexample,
    Kind,
    LightVerb,
    Part,
    Trigger,
    roles_of,
)

__all__ = [
    "COUNTS",
    "PARTS",
    "ROLES",
    "ROLE_WORDS",
    "Candidate",
    "CodeRule",
    "Codebook",
    "Counterexample",
    "Kind",
    "LightVerb",
    "Part",
    "Trigger",
    "roles_of",
]

CODEBOOK_PATH = Path(__file__).parent / "data" / "codebook.yml"


@dataclass(frozen=True, slots=True)
class Codebook:
    """All kinds, looked up by key and by the words that tell of them.

    `hash` is 16 hex digits of the SHA-256 of the file; `codes` are the rules tried before those of any kind.
    """

    version: str
    hash: str
    kinds: tuple[Kind, ...]
    codes: tuple[CodeRule, ...]
    _by_key: dict[str, Kind]
    _by_lemma: Mapping[tuple[str, str], tuple[Candidate, ...]]
    _light: Mapping[str, tuple[LightVerb, ...]]

    @classmethod
    def load(cls, path: Path | None = None) -> Codebook:
        """Read and check a codebook; the shipped one without a path.

        Raises:
            KnowledgeError: the file cannot be read, or something in it is wrong; the message names the line.
        """
        return cls.of(read(path or CODEBOOK_PATH))

    @classmethod
    def of(cls, content: Content) -> Codebook:
        """Index what a file holds."""
        by_key = {kind.key: kind for kind in content.kinds}
        light: dict[str, list[LightVerb]] = defaultdict(list)
        for verb in content.light_verbs:
            light[verb.phrase[0]].append(verb)
        frozen = {lemma: tuple(verbs) for lemma, verbs in light.items()}
        by_lemma = _by_lemma(content.kinds)
        return cls(content.version, content.hash, content.kinds, content.codes, by_key, by_lemma, frozen)

    def having(self, kinds: Iterable[Kind], digest: str) -> Codebook:
        """Return the codebook with these kinds: each in the place of the kind of the same key, else at the end.

        `digest` becomes the hash of the result.
        """
        by_key = self._by_key | {kind.key: kind for kind in kinds}
        light = tuple(verb for verbs in self._light.values() for verb in verbs)
        return self.of(Content(self.version, digest, light, self.codes, tuple(by_key.values())))

    def kind(self, key: str) -> Kind:
        """Return the kind of a key.

        Raises:
            KnowledgeError: the codebook has no such kind.
        """
        if key not in self._by_key:
            raise KnowledgeError(f"codebook {self.version}: no kind {key!r}; use one of {', '.join(self._by_key)}")
        return self._by_key[key]

    def triggers_for(self, lemma: str, part: Part) -> tuple[Candidate, ...]:
        """Return what a word may tell of, in the order to try.

        A user's triggers come first; then it goes by priority, then longer phrases first, then as written.
        """
        return self._by_lemma.get((lemma, part), ())

    def light_verbs_for(self, lemma: str) -> tuple[LightVerb, ...]:
        """Return the light verbs with this head."""
        return self._light.get(lemma, ())


def _by_lemma(kinds: Iterable[Kind]) -> dict[tuple[str, str], tuple[Candidate, ...]]:
    found: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for kind in kinds:
        for trigger in kind.triggers:
            for phrase in trigger.phrases:
                found[phrase[0], trigger.part].append(Candidate(kind, trigger, phrase))
    return {
        key: tuple(sorted(candidates, key=lambda one: (not one.trigger.own, -one.trigger.priority, -len(one.phrase))))
        for key, candidates in found.items()
    }

"""What a run reads with: the model and the knowledge that are shipped, and a user's kinds and actors, if any."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from frontline.extraction.likeness import Likeness
from frontline.knowledge.actors import Registry
from frontline.knowledge.own_kinds import OwnKinds
from frontline.knowledge.own_kinds_file import read_kinds
from frontline.knowledge.shipped import Knowledge, shipped
from frontline.language import Annotator, load


class Readers(NamedTuple):
    """What `frontline.pipeline.run.run` takes beside the reports, in its order."""

    annotate: Annotator
    knowledge: Knowledge
    model: str
    likeness: Likeness | None = None


@lru_cache(maxsize=2)
def knowledge_with(actors: Path | None = None) -> Knowledge:
    """Return the shipped knowledge, with the actors of a user's file in its registry.

    Raises:
        KnowledgeError: the file of actors is wrong.
    """
    return shipped() if actors is None else replace(shipped(), registry=Registry.load([actors]))


@lru_cache(maxsize=2)
def readers(kinds: Path | None = None, actors: Path | None = None) -> Readers:
    """Return the shipped model and knowledge, with the kinds of a file in the codebook and a file's actors.

    Raises:
        KnowledgeError: the file of kinds or that of actors is wrong.
    """
    language, knowledge = load(), knowledge_with(actors)
    if kinds is None:
        return Readers(language, knowledge, language.manifest.version)
    own = read_kinds(kinds, knowledge.codebook)
    knowledge = replace(knowledge, codebook=own.codebook)
    likeness = learned(own)
    if not likeness.learned:
        return Readers(language, knowledge, language.manifest.version)
    annotate = partial(language.annotate, vectors=True)
    return Readers(annotate, knowledge, language.manifest.version, likeness)


def learned(own: OwnKinds) -> Likeness:
    """Learn those of a file's kinds that are found by likeness, with the shipped model."""
    return Likeness.learn(own.kinds, shipped().codebook.kinds, partial(load().annotate, vectors=True))

"""Everything that the stages look up, loaded once."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cache

from frontline.knowledge.actors import Registry
from frontline.knowledge.codebook import Codebook
from frontline.knowledge.cues import Cues, load_cues
from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that the stages look up. Loaded once, never changed."""

    gazetteer: Gazetteer
    registry: Registry
    codebook: Codebook
    lexicon: Lexicon
    cues: Cues


@cache
def shipped() -> Knowledge:
    """Return the knowledge that ships with frontline, with the gazetteers that the user imported.

    Raises:
        KnowledgeError: a data file is missing or wrong.
    """
    found = Knowledge(Gazetteer.installed(), Registry.load(), Codebook.load(), Lexicon.load(), load_cues())
    gc.freeze()  # what is loaded once and kept need not be looked through at every collection
    return found

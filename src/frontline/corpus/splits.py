"""Which documents are trained on, which are looked at while building, and which only measure."""

from __future__ import annotations

import hashlib

from frontline.corpus.document import Document

UNSEEN = frozenset({"myanmar", "karabakh", "ethiopia"})
"""Wars that are in the test split alone: no document of theirs is trained on or looked at."""
_DEV, _TEST = 12, 30
"""Of a hundred documents of any other war, by a hash of their key: dev, and dev and test."""


def split_of(document: Document) -> str:
    """The split of a document: fixed by its war and its key, so that new documents move no old one."""
    if document.war in UNSEEN:
        return "test"
    number = int(hashlib.sha256(document.key.encode()).hexdigest(), 16) % 100
    return "dev" if number < _DEV else "test" if number < _TEST else "train"

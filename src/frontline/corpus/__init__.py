"""The annotated corpus: documents with the claims that people marked on them (docs/annotation.md).

`read_corpus` loads and checks documents; `python -m frontline.corpus check PATH…` says what is wrong with them.
"""

from frontline.corpus.document import CountMark, Document, Mark, MarkedClaim
from frontline.corpus.parse import read_corpus, read_document
from frontline.corpus.splits import UNSEEN, split_of
from frontline.corpus.standoff import read_all

__all__ = [
    "UNSEEN", "CountMark", "Document", "Mark", "MarkedClaim", "read_all", "read_corpus", "read_document", "split_of",
]  # fmt: skip

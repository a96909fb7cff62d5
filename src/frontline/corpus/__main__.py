"""The annotated corpus: `python -m frontline.corpus check PATH…`, `… standoff PATH… --data DIR --out FILE`, `… agree DIR DIR`.

`check` says what is wrong with annotated documents and what there is of them, and with the links of their actors where
a path holds such; `standoff` turns annotated passages of real texts, whose head names their `source`, into rows of
offsets and labels without the text; `agree` compares the documents of a second annotator with those of the same keys in
a first folder, and `agree DOCUMENTS LINKS LINKS` two annotations of whom their phrases speak of.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from frontline.corpus.actors import check_links, link_agreement, link_files, read_links
from frontline.corpus.agreement import agreement
from frontline.corpus.document import Document
from frontline.corpus.parse import corpus_files, parse_document, read_corpus
from frontline.corpus.standoff import to_row
from frontline.errors import CorpusError
from frontline.knowledge.shipped import shipped


def check(paths: Sequence[Path]) -> int:
    """Say what is wrong, and what there is; the number of faults."""
    codebook, wrong, documents = shipped().codebook, 0, list[Document]()
    for path in corpus_files([path for path in paths if not link_files(path)]):
        document, faults = parse_document(path.stem, path.read_text(encoding="utf-8"), codebook)
        for fault in faults:
            print(f"{path}:{fault.line}: {fault.text}")
        wrong += len(faults)
        documents += [] if document is None else [document]
    for line in check_links(paths, documents, shipped().registry):
        print(line)
        wrong += 1
    claims = [claim for document in documents for claim in document.claims]
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words, {len(claims)} claims, {wrong} faults")
    print("stances:", *(f"{key} {count}" for key, count in Counter(claim.stance for claim in claims).most_common()))
    print("kinds:", *(f"{key} {count}" for key, count in Counter(claim.kind for claim in claims).most_common()))
    if files := [file for path in paths for file in link_files(path)]:
        print(f"{len(files)} files of links")
    return wrong


def standoff(paths: Sequence[Path], data: Path, out: Path) -> None:
    """Write the annotation of passages, in the order of their keys, without their texts."""
    documents = sorted(read_corpus(paths, shipped().codebook), key=lambda document: document.key)
    rows = [json.dumps(to_row(document, data), ensure_ascii=False) for document in documents]
    out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{out}: {len(rows)} passages")


def agree(first: Path, second: Path) -> None:
    """Print how far the documents of the second folder agree with those of the same keys in the first."""
    codebook = shipped().codebook
    again = read_corpus([second], codebook)
    keys = {document.key for document in again}
    files = [path for path in corpus_files([first]) if path.stem in keys]
    for name, value in agreement(read_corpus(files, codebook), again)._asdict().items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")


def agree_on_links(texts: Path, first: Path, second: Path) -> None:
    """Print how far two folders of links agree on the documents that both have."""
    knowledge = shipped()
    documents = read_corpus([texts], knowledge.codebook)
    links = [read_links(folder, documents, knowledge.registry) for folder in (first, second)]
    for name, value in asdict(link_agreement(*links)).items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the command line says; 0 without faults, 1 with, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m frontline.corpus", description=__doc__)
    parser.add_argument("command", choices=["check", "standoff", "agree"])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, help="standoff: the folder that the sources are in")
    parser.add_argument("--out", type=Path, help="standoff: the file to write")
    options = parser.parse_args(arguments)
    if options.command == "standoff" and not (options.data and options.out):
        parser.error("standoff needs --data and --out")
    if options.command == "agree" and len(options.paths) not in {2, 3}:
        parser.error("agree needs two folders of documents, or one of documents and two of links")
    try:
        if options.command == "standoff":
            standoff(options.paths, options.data, options.out)
            return 0
        if options.command == "agree":
            (agree_on_links if len(options.paths) == 3 else agree)(*options.paths)
            return 0
        return 1 if check(options.paths) else 0
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())

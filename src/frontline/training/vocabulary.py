"""The verbs and nouns that the treebanks know, for undoing inflection: writes language/data/lemmas.txt.

    python -m frontline.training.vocabulary --data DIR

DIR holds `ud_ewt/` and `ud_gum/` with the training parts of UD English EWT and GUM (CC BY-SA 4.0, CC BY 4.0).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from frontline.language.conllu import read

_OUT = Path(__file__).parent.parent / "language" / "data" / "lemmas.txt"
_MINIMUM = {"VERB": 1, "NOUN": 2}


def vocabulary(paths: list[Path], upos: str) -> list[str]:
    """Return the lemmas of a part of speech that stand often enough in the files, sorted."""
    counts = Counter(
        word.lemma.lower()
        for path in paths
        for sentence in read(path)
        for word in sentence.words
        if word.upos == upos and word.lemma.isalpha() and word.lemma.isascii()
    )
    return sorted(lemma for lemma, count in counts.items() if count >= _MINIMUM[upos])


def main() -> None:
    """Write the table: verbs on the first line, nouns on the second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    paths = sorted([*folder.glob("ud_ewt/*train*.conllu"), *folder.glob("ud_gum/*train*.conllu")])
    rows = [" ".join(vocabulary(paths, upos)) for upos in ("VERB", "NOUN")]
    _OUT.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{_OUT.name}: {len(rows[0].split())} verbs, {len(rows[1].split())} nouns")


if __name__ == "__main__":
    main()

"""Regular English inflection undone: "supplied" to "supply", "shelled" to "shell", "recaptured" to "recapture".

The model's script for a lemma is a guess at letters; for words that its training never saw it may cut in the
wrong place. Here every regular base of the form is made, and one that is a known word is taken before the
model's. The known words are those of the treebanks that the model was trained on (data/lemmas.txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from frontline.errors import LanguageError

_TABLE = "data/lemmas.txt"
_ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "NNS": "s"}
_PREFIXES = ("re", "over", "out", "under", "counter", "un", "dis", "de", "mis", "pre")
# Stems that want their e back: "captur", "damag", "surviv", "continu", "isolat", "organis", "settl"; of one
# syllable, those of one vowel and one consonant, which would have doubled it otherwise ("hop" of "hoping").
_SILENT_E = re.compile(
    r"(?:[^aeiou][aiou]r|[^eo]at|[cgvz]|u|[krvu]ad|[aeiou]s|[bcdfgkptz]l|[^aeious]s)$|^[^aeiou]*[aeiou][^aeiouwxy]$"
)
_NO_E = re.compile(r"(?:ss|us|ng|ow|er|or)$")
_SYLLABLE = re.compile(r"[aeiouy]+")


def base_of(form: str, xpos: str, guess: str) -> str:
    """Return the lemma of a regularly inflected verb or plural noun; `guess` where it is no such form.

    A known guess wins, then a known base, then the base that looks likeliest.
    """
    word = form.lower()
    ending = _ENDINGS.get(xpos)
    if ending is None or not word.isalpha() or not word.endswith(ending) or len(word) < len(ending) + 2:
        return guess
    part = "n" if xpos == "NNS" else "v"
    if _is_known(guess, part):
        return guess
    bases = list(_bases(word, ending))
    return next((base for base in bases if _is_known(base, part)), bases[0])


def _bases(word: str, ending: str) -> Iterator[str]:
    """Yield the bases that regular inflection could have made the form from, the likeliest first."""
    stem = word[: -len(ending)]
    if ending == "s":
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith(("ches", "shes", "sses", "xes", "zes")):
            yield word[:-2]
        yield stem
    elif word.endswith("ied"):
        yield word[:-3] + "y"
    elif stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        kept = stem[-1] in "lfsz" and len(_SYLLABLE.findall(stem)) == 1
        yield from (stem, stem[:-1]) if kept else (stem[:-1], stem)
    elif _SILENT_E.search(stem) and not _NO_E.search(stem):
        yield from (stem + "e", stem)
    else:
        yield from (stem, stem + "e")


def _is_known(base: str, part: str) -> bool:
    words = known()[part]
    if base in words or (part == "v" and base in known()["n"]):
        return True
    return any(base.startswith(prefix) and base[len(prefix) :] in words for prefix in _PREFIXES)


@cache
def known() -> dict[str, frozenset[str]]:
    """Return the known verbs ("v") and nouns ("n").

    Raises:
        LanguageError: the table is missing or holds something else.
    """
    try:
        rows = files("frontline.language").joinpath(_TABLE).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise LanguageError(f"{_TABLE}: cannot be read ({error}); install frontline anew") from error
    return {"v": frozenset(rows[0].split()), "n": frozenset(rows[1].split())}

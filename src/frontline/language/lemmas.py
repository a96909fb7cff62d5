"""Lemmas as edit scripts: the model names a script, the script turns the form into the lemma.

A script is `case:cut:ending` (`l:3:y` makes "studies" into "study": lower case, three letters off, "y" on), so a
few hundred scripts cover nearly every English word. Words that no script makes well (be, have, better) are
whole-lemma scripts, written `=:be`.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from frontline.errors import KnowledgeError
from frontline.language.inflection import base_of

KEEP, LOWER, TITLE = "k", "l", "t"
WHOLE = "="
_TABLE = "data/irregular.toml"
_TAGS = {"VBD": "past", "VBN": "past", "NNS": "plural"}


def script_of(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`: the cheapest case that shares a beginning, else the whole lemma."""
    cased = [(KEEP, form), (LOWER, form.lower()), (TITLE, form[:1].upper() + form[1:].lower())]
    options = [(_shared(text, lemma), -order, case, text) for order, (case, text) in enumerate(cased)]
    common, _, case, text = max(options)
    if common == 0 or (len(text) - common > common and common < 3):
        return f"{WHOLE}:{lemma}"
    return f"{case}:{len(text) - common}:{lemma[common:]}"


def apply_script(script: str, form: str) -> str:
    """The lemma that `script` makes of `form`; the form in lower case where the script does not fit it."""
    case, _, rest = script.partition(":")
    if case == WHOLE:
        return rest
    text = form if case == KEEP else form.lower() if case == LOWER else form[:1].upper() + form[1:].lower()
    cut, _, ending = rest.partition(":")
    kept = text[: len(text) - int(cut)]
    return kept + ending if kept or ending else text


@lru_cache(maxsize=1 << 16)
def lemma_of(form: str, upos: str, xpos: str, script: str) -> str:
    """The lemma of a word by its tags and the model's script; lower-case but for proper nouns.

    Irregular forms are looked up before the script, because the training data has few of them, and regular ones are
    checked after it (see `inflection`).
    """
    if upos == "PROPN":
        return apply_script(script, form)
    table = _TAGS.get(xpos)
    known = irregular()[table].get(form.lower()) if table else None
    if known is not None:
        return known
    guess = apply_script(script, form).lower()
    return guess if upos == "NOUN" and xpos != "NNS" else base_of(form, xpos, guess)


@cache
def irregular() -> dict[str, dict[str, str]]:
    """The irregular forms and their lemmas: `past` and `plural`. Raises KnowledgeError where the table is wrong."""
    try:
        found = tomllib.loads(files("frontline.language").joinpath(_TABLE).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{_TABLE}: cannot be read ({error}); install frontline anew") from error
    for name in ("past", "plural"):
        rows = found.get(name)
        if not isinstance(rows, dict) or not all(isinstance(lemma, str) for lemma in rows.values()):
            raise KnowledgeError(f"{_TABLE}: [{name}] must be a table of form = 'lemma'")
    return found


def _shared(text: str, lemma: str) -> int:
    """How many characters the two share at the start."""
    count = 0
    for left, right in zip(text, lemma, strict=False):
        if left != right:
            break
        count += 1
    return count

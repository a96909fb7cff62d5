"""Scripts other than Latin: which one a name is in, and how its letters read in Latin ones (data/scripts.toml).

A name in its own script is looked up as it is first; reading it aloud is for places that the gazetteer has under a
Latin name only. Arabic and Hebrew leave out short vowels, so their names are compared by consonants. Chinese
characters, Thai, Burmese and Khmer are looked up as they are and not read aloud: that takes a dictionary.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from frontline.errors import KnowledgeError
from frontline.knowledge.tables import DATA

_ETHIOPIC = 0x1200
_INDIC = range(0x900, 0xD80)
_LATIN_BLOCKS = ((0x0, 0x370), (0x1D00, 0x2C80), (0xA720, 0xA800), (0xAB30, 0xAB70), (0xFB00, 0xFB07), (0xFF00, 0xFF5B))
_PAIRS = {"\u0578\u0582": "u", "\u03bf\u03c5": "ou"}
"""Armenian and Greek write the sound u with two letters."""
_VOWEL_OF = {"w": "u", "y": "i"}
_FINAL_A = {0x647, 0x5D4}
"""Arabic and Hebrew heh, which end a name on -a."""


class Read(NamedTuple):
    """A name read aloud: its Latin letters, and whether vowels are missing in them."""

    latin: str
    vowelless: bool


class _Tables(NamedTuple):
    consonants: dict[str, str]
    letters: dict[str, str]
    indic: dict[int, str]
    indic_consonants: frozenset[int]


def is_latin(name: str) -> bool:
    """Return whether no letter of `name` is of another script; True for a name without letters."""
    return name.isascii() or all(
        any(first <= ord(letter) < last for first, last in _LATIN_BLOCKS) for letter in name if letter.isalpha()
    )


def romanised(folded: str) -> Read | None:
    """Return how a folded name (frontline.knowledge.names.fold) reads in Latin letters.

    None for a name with letters of a script that frontline cannot read aloud.
    """
    tables = _tables()
    words = []
    vowelless = False
    for word in folded.split():
        read = _word(word, tables)
        if read is None:
            return None
        vowelless = vowelless or read.vowelless
        words.append(read.latin)
    return Read(" ".join(word for word in words if word), vowelless)


def _word(word: str, tables: _Tables) -> Read | None:
    """Return one word read aloud; the marks of Indic scripts change the consonant before them."""
    if word[0] in tables.consonants:
        return _without_vowels(word, tables.consonants)
    for pair, sound in _PAIRS.items():
        word = word.replace(pair, sound)
    latin: list[str] = []
    for letter in word:
        if letter.isascii() or letter in tables.letters:
            latin.append(tables.letters.get(letter, letter))
        elif ord(letter) in _INDIC:
            _indic(letter, latin, tables)
        else:
            return None
    if ord(word[-1]) in _INDIC and len(latin) > 1 and ord(word[-1]) % 0x80 in tables.indic_consonants:
        latin[-1] = latin[-1].removesuffix("a")  # at the end of a word it is written and not spoken
    return Read("".join(latin), vowelless=False)


def _indic(letter: str, latin: list[str], tables: _Tables) -> None:
    """Add a letter of an Indic script; a vowel sign takes the place of the consonant's own a."""
    offset = ord(letter) % 0x80
    sound = tables.indic.get(offset, "")
    if offset in tables.indic_consonants:
        latin.append(sound + "a")
    elif offset >= 0x3E and latin:
        latin[-1] = latin[-1].removesuffix("a") + sound
    else:
        latin.append(sound)


def _without_vowels(word: str, table: dict[str, str]) -> Read | None:
    """Return a word of Arabic or Hebrew letters; w and y are consonants before a vowel and at the start only."""
    latin = []
    for place, letter in enumerate(word):
        if letter not in table:
            return None
        sound, following = table[letter], table.get(word[place + 1], "") if place + 1 < len(word) else ""
        ends = place == len(word) - 1
        if sound in _VOWEL_OF and place and following not in {"a", "w", "y"}:
            sound = _VOWEL_OF[sound]
        elif (sound == "h" and ends and place and ord(letter) in _FINAL_A) or (not sound and not place):
            sound = "a"
        latin.append(sound)
    return Read(re.sub(r"a{2,}", "a", "".join(latin)), vowelless=True)


@cache
def _tables() -> _Tables:
    path = DATA / "scripts.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        consonants = _joined(table["consonants"])
        letters = _joined(table["letters"]) | _kana(table["letters"]["hiragana"]) | _ethiopic(table["ethiopic"])
        indic = {part: _numbered(table["indic"][part]) for part in ("consonants", "vowels", "signs")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error!r}); install frontline again") from error
    every = {**indic["consonants"], **indic["vowels"], **indic["signs"]}
    return _Tables(consonants, letters, every, frozenset(indic["consonants"]))


def _pairs(line: str) -> dict[str, str]:
    cells = line.split()
    return {letter: "" if sound == "-" else sound for letter, sound in zip(cells[::2], cells[1::2], strict=True)}


def _joined(lines: dict[str, str]) -> dict[str, str]:
    return {letter: sound for line in lines.values() for letter, sound in _pairs(line).items()}


def _numbered(line: str) -> dict[int, str]:
    return {int(number, 16): sound for number, sound in _pairs(line).items()}


def _kana(line: str) -> dict[str, str]:
    """Return the katakana, which stand 96 code points after the hiragana, and the mark of a long vowel."""
    return {chr(ord(letter) + 0x60): sound for letter, sound in _pairs(line).items()} | {"ー": ""}


def _ethiopic(table: dict[str, str]) -> dict[str, str]:
    """Return the syllables; the first vowel after a sound of the throat is a, as it is spoken."""
    vowels = ["" if vowel == "-" else vowel for vowel in table["vowels"].split()]
    return {
        chr(_ETHIOPIC + 8 * row + column): consonant.strip("'") + ("a" if column == 0 and consonant in "'h" else vowel)
        for row, consonant in enumerate(table["consonants"].split())
        for column, vowel in enumerate(vowels)
    }

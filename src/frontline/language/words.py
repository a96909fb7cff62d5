"""Words of a raw text by the conventions of the English Universal Dependencies treebanks EWT and GUM.

The text is cut at spaces; each piece between spaces is cut by one pattern, and the result is kept for the next
time the same piece comes. Whether a full stop belongs to its word (`Lt.`, `No. 5`) is said by a table.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from frontline.errors import KnowledgeError

_TABLE = "data/words.toml"
_KEYS = {
    "abbreviations": ("always", "before_number", "inside"),
    "hyphens": ("prefixes",),
    "contractions": ("cut", "elided", "kept"),
    "numbers": ("units",),
    "addresses": ("endings",),
}
_REMEMBERED = 100_000
_LONGEST_REMEMBERED = 40
_LONGEST_PIECE = 600
_WINDOW = 200
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
# Marks and invisible joiners that stay with the letter before them.
_MARKS = (
    "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
)
_CLITIC = re.compile(rf"(n[{_APOSTROPHES}]t|[{_APOSTROPHES}`](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_PIECE = re.compile(r"\S+")


class _Cuts(NamedTuple):
    """Where a piece between spaces is cut, and what joins its last full stop to the word before, if anything."""

    ends: tuple[int, ...]
    joins: str


class WordTable(NamedTuple):
    """The lists of `words.toml`."""

    always: frozenset[str]
    before_number: frozenset[str]
    inside: frozenset[str]
    contractions: dict[str, int]  # letters without the cut -> where it is; 0 for never
    tokens: re.Pattern[str]
    addresses: re.Pattern[str]


def parse_table(content: str, source: str) -> WordTable:
    """Check and compile the table. Raises `KnowledgeError` naming the file and the key."""
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        message = f"{source}: not TOML: {error}."
        raise KnowledgeError(message) from error
    lists = {key: _strings(table, section, key, source) for section, keys in _KEYS.items() for key in keys}
    contractions: dict[str, int] = {}
    for entry in lists["cut"]:
        left, bar, right = entry.partition("|")
        if not (left and bar and right):
            message = f"{source}: contractions.cut: {entry!r} needs one bar between two parts, as in 'can|not'."
            raise KnowledgeError(message)
        contractions[left + right] = len(left)
    contractions |= {name.replace("'", mark).lower(): 0 for name in lists["kept"] for mark in _APOSTROPHES}
    return WordTable(
        frozenset(lists["always"]),
        frozenset(lists["before_number"]),
        frozenset(lists["inside"]),
        contractions,
        _token_pattern(lists),
        _address_pattern(lists["endings"]),
    )


def _strings(table: dict[str, dict[str, list[str]]], section: str, key: str, source: str) -> list[str]:
    values = table.get(section, {}).get(key)
    if not isinstance(values, list) or not values or not all(isinstance(value, str) and value for value in values):
        message = f"{source}: {section}.{key} must be a list of at least one non-empty string."
        raise KnowledgeError(message)
    return values


def _any_of(values: list[str]) -> str:
    return "|".join(sorted(map(re.escape, values), key=len, reverse=True))


def _token_pattern(lists: dict[str, list[str]]) -> re.Pattern[str]:
    letter, mark = rf"(?:[^\W\d_]|[{_MARKS}])", f"[{_MARKS}]"
    part = rf"(?:\w|{mark})+"
    apostrophe = f"[{_APOSTROPHES}]"
    alternatives = (
        r"[:;=]-?[)(DPp]+(?!\w)",  # emoticons
        r"\.{2,}|[!?]{2,}|-{2,}|([=*~+<>#$^|'`\u2019\u2018\u2026\u2013\u2014])\1+",  # runs
        r"[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?",  # U.S., a.m., e.g.
        r"Ph\.D\.?|(?:US|A|C|HK|NZ)\$",
        r"(?<!\w)(?:[^\W\d_]/[^\W\d_]|w/(?:out)?)(?![\w/])",  # b/c, w/out
        rf"{apostrophe}(?:\d\ds?|{_any_of(lists['elided'])})(?!\w)",  # '90s, 'em
        rf"[{_APOSTROPHES}`](?:s|re|ve|ll|d|m)(?!\w)",  # a clitic on its own
        r"(?:\d{3}[/.])?\d{3}-\d{4}(?![\w-])|\d{1,4}-\d{2,4}-\d{2,5}(?:-\d+)*(?![\w-])",  # telephone numbers and dates
        r"\d{5}-\d{4}(?![\w-])|(?<!\w)\+\d+",
        rf"\d+(?:[.,:/]\d+)*+(?:(?:st|nd|rd|th|{apostrophe}?s)(?!\w)|(?!\w|{mark})|(?=(?:{_any_of(lists['units'])})(?!\w)))",
        r"(?<!\w)[.]\d+(?!\w)",
        r"[^\W\d_]{1,4}&[^\W\d_]{1,3}(?!\w)",  # AT&T
        rf"(?<!\w)(?i:{_any_of(lists['prefixes'])})-{letter}(?:\w|{mark})*(?:{apostrophe}{part})*",
        r"(?<!\w)(?i:mid|pre|post)-\d+s?(?!\w)",
        r"(?:[^\W\d_]){1,12}-(?![^,.?!])",  # broken off
        rf"{part}(?:{apostrophe}{part})*",
        rf"[@#]{letter}{part}",
        rf".{mark}*",
    )
    return re.compile("|".join(alternatives), re.DOTALL)


def _address_pattern(endings: list[str]) -> re.Pattern[str]:
    last = r"[^\s<>\"\u201c\u201d]*[^\s<>\"\u201c\u201d'\u2019.,;:!?)\]}]"
    name = rf"[\w-]+(?:\.[\w-]+)*\.(?:{_any_of(endings)})(?!\w)(?:/(?:{last})?)?"
    return re.compile(
        rf"(?:mailto:)?(?<!\w)(?:[\w.+%-]*[\w.])@\w[\w-]*(?:\.\w[\w-]*)*"
        rf"|(?:https?|ftp)://{last}|(?<!\w)www\.{last}|(?<![\w.-])(?:{name}|[a-z]+(?:\.[a-z][a-z-]*){{2,}}(?![\w.]))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _table() -> WordTable:
    content = files("frontline.language").joinpath(_TABLE).read_text(encoding="utf-8")
    return parse_table(content, _TABLE)


def word_offsets(text: str) -> list[tuple[int, int]]:
    """Return start and end of every word, in code points, in order; every non-space character is in exactly one."""
    offsets: list[tuple[int, int]] = []
    pending = ""
    for match in _PIECE.finditer(text):
        start, piece = match.start(), match.group()
        if pending and _joined(pending, piece):
            offsets[-2:] = [(offsets[-2][0], offsets[-1][1])]
        cuts, pending = _cuts(piece) if len(piece) <= _LONGEST_REMEMBERED else _cut(piece)
        previous = start
        for end in cuts:
            offsets.append((previous, start + end))
            previous = start + end
    if pending and _joined(pending, ""):
        offsets[-2:] = [(offsets[-2][0], offsets[-1][1])]
    return offsets


def _joined(condition: str, following: str) -> bool:
    if condition == "before_number":
        return following[:1].isdigit()
    return following != "" and not following[0].isupper()


def _cut(piece: str) -> _Cuts:
    """Cut a piece without spaces into words."""
    if len(piece) > _LONGEST_PIECE:  # no word is like this; windows keep the time linear
        windows = range(0, len(piece), _WINDOW)
        return _Cuts(tuple(at + end for at in windows for end in _cut(piece[at : at + _WINDOW]).ends), "")
    ends: list[int] = []
    position = 0
    if "." in piece or "@" in piece or "://" in piece:
        for match in _table().addresses.finditer(piece):
            _cut_plain(piece, position, match.start(), ends)
            ends.append(match.end())
            position = match.end()
    joins = _cut_plain(piece, position, len(piece), ends)
    return _Cuts(tuple(ends), joins)


_cuts = lru_cache(maxsize=_REMEMBERED)(_cut)


def _cut_plain(piece: str, start: int, stop: int, ends: list[int]) -> str:
    """Add the ends of the words of `piece[start:stop]`; return what joins a last full stop, if it is undecided."""
    table = _table()
    joins = ""
    word = ""
    for match in table.tokens.finditer(piece, start, stop):
        token, end = match.group(), match.end()
        joins = ""
        if match.group() == "." and word:
            if _always(word, table) or (end < len(piece) and word in table.inside):
                ends[-1] = end
                word = ""
                continue
            if end == len(piece) and word in table.before_number:
                joins = "before_number"
            elif word in table.inside:
                joins = "inside"
        word = token if token.isalpha() else ""
        _add(token, match.start(), table, ends)
    return joins if ends and ends[-1] == len(piece) else ""


def _always(word: str, table: WordTable) -> bool:
    if len(word) == 1:
        return word.isupper() and word != "I"
    return word in table.always or (word.isupper() and word.capitalize() in table.always)


def _add(token: str, start: int, table: WordTable, ends: list[int]) -> None:
    if len(token) > 1 and token[0].isalpha():
        cut = table.contractions.get(token.lower())
        if cut is None:
            clitic = _CLITIC.search(token)
            cut = clitic.start() if clitic else 0
        if cut:
            ends.append(start + cut)
    ends.append(start + len(token))

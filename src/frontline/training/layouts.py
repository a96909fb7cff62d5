"""Treebank documents as raw text in the layouts that news comes in, with the places where sentences begin.

The treebanks are web text, one paragraph a block. News adds headings in capitals, datelines, ranks and titles,
quotations over several sentences, hard-wrapped lines, one paragraph a line, and copies that a rewriting tool has
mangled with full stops in mid-sentence. All of it is made here from the treebank's own sentences.
"""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass
from typing import NamedTuple

from frontline.language.conllu import Document, TreebankSentence

TITLES = (
    "Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Lt.", "Lt. Gen.", "Maj. Gen.", "Brig. Gen.", "Col.", "Lt. Col.", "Maj.",
    "Capt.", "Sgt.", "Adm.", "Rear Adm.", "Sen.", "Rep.", "Gov.", "Prof.", "Rev.", "Staff Sgt.", "Cpl.", "Cmdr.", "U.S.",
    "U.N.", "U.S. Gen.", "then-Gen.", "retired Lt. Gen.", "St.", "Deputy U.S.", "Acting U.N.",
    "No. 5", "No. 12", "Messrs.", "Smith vs.", "Corp. vs.", "et al. and",
)  # fmt: skip
CITIES = (
    "BEIRUT", "KYIV", "Khartoum", "GOMA", "Sanaa", "MOGADISHU", "TRIPOLI", "Kabul", "BAGHDAD", "Yangon", "ADDIS ABABA",
    "WASHINGTON", "Moscow", "GAZA CITY", "BOGOTA", "Manila", "Port-au-Prince", "NAIROBI", "ISLAMABAD", "Paris", "TBILISI",
)  # fmt: skip
AGENCIES = ("Reuters", "AP", "AFP", "UPI", "dpa", "Xinhua", "TASS", "EFE", "ANSA", "Kyodo News", "Thomson Reuters")
COUNTRIES = ("Lebanon", "Ukraine", "Sudan", "Congo", "Yemen", "Somalia", "Libya", "Iraq", "Myanmar", "Ethiopia")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
SPEECH = (
    "he said.",
    "he wrote.",
    "said a resident.",
    "they shouted.",
    "she said.",
    "the official said.",
    "a spokesman said on Friday.",
    "they told reporters.",
)
ABBREVIATED_ENDS = ("in the U.S.", "at 5 p.m.", "by 10 a.m.", "in Washington, D.C.", "to the U.N.", "from the U.K.")
ABBREVIATED_MIDDLES = (
    "at 5 a.m.", "at 11 p.m.", "in the U.S.", "for the U.N.", "vs.", "etc.", "i.e.", "e.g.", "et al.", "on Jan. 5", "approx.",
    "of No. 3", "near St. Paul", "Inc.", "Co.", "Ltd.", "in Washington, D.C.,",
)  # fmt: skip
_BULLETS = ("1", "- ", "\N{BULLET} ", "* ")
_QUOTES = (
    ('"', '"'),
    ('"', '"'),
    ("\u201c", "\u201d"),
    ("\u201c", "\u201d"),
    ("\u2018", "\u2019"),
    ("\u00ab", "\u00bb"),
)
_DASHES = ("-", "--", "\N{EN DASH}", "\N{EN DASH}", "\N{EM DASH}")
_ENDS = frozenset('.!?"\u201d')
_LOWER_GAP = re.compile(r"(?<=[a-z]{2}) (?=[a-z])")


class Laid(NamedTuple):
    """A raw text and the offsets at which its sentences begin."""

    text: str
    starts: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Style:
    """How often each thing is done to a document, and how its lines end."""

    mangled: float
    titled: float
    quoted: float
    headed: float
    abbreviated: float
    dateline: bool
    paragraph: str
    space: str
    width: int
    bullets: str


def plain(document: Document) -> Laid:
    """Return the document as it is."""
    return Laid(document.text, frozenset(offset for offset, _ in document.sentences))


def lay_out(document: Document, chance: random.Random) -> Laid:
    """Return the document in a layout drawn by chance."""
    style = _style(chance)
    paragraphs: list[list[str]] = []
    for _, sentence in _stretch(document, chance):
        if sentence.begins or not paragraphs:
            if chance.random() < style.headed:
                _add_heading(paragraphs, sentence, chance)
            else:
                paragraphs.append([])
        paragraphs[-1].append(_dress(sentence, style, chance))
    if style.dateline:
        paragraphs[0][0] = _dateline(chance) + paragraphs[0][0]
    for paragraph in paragraphs:
        if chance.random() < style.quoted:
            _quote(paragraph, chance)
    if style.bullets:
        marks = (f"{n}. " if style.bullets == "1" else style.bullets for n in range(1, len(paragraphs) + 1))
        paragraphs = [[mark + paragraph[0], *paragraph[1:]] for mark, paragraph in zip(marks, paragraphs, strict=True)]
    return _render(paragraphs, style)


def _stretch(document: Document, chance: random.Random) -> tuple[tuple[int, TreebankSentence], ...]:
    """Take all sentences of a document, or as often only a few that stand together."""
    sentences = document.sentences
    if chance.random() < 0.5:
        return sentences
    first = chance.randrange(len(sentences))
    return sentences[first : first + max(len(sentences) // 2, chance.randint(1, 8))]


def _style(chance: random.Random) -> _Style:
    return _Style(
        mangled=chance.choice((0.0, 0.0, 0.1, 0.25, 0.5)),
        titled=chance.choice((0.0, 0.1, 0.3)),
        quoted=chance.choice((0.0, 0.1, 0.4)),
        headed=chance.choice((0.0, 0.0, 0.08, 0.2)),
        abbreviated=chance.choice((0.0, 0.04, 0.08)),
        dateline=chance.random() < 0.5,
        paragraph=chance.choice(("\n\n", "\n", "\n", "\n    ", " \n")),
        space=chance.choice((" ", " ", " ", " ", " ", " ", "  ", "")),
        width=chance.choice((0, 0, 0, 0, 60, 66, 72, 78, 90)),
        bullets=chance.choice(("", "", "", "", "", "", *_BULLETS)),
    )


def _dress(sentence: TreebankSentence, style: _Style, chance: random.Random) -> str:
    """Put titles before names, an abbreviation at the end, and full stops in the middle."""
    text = sentence.text
    words = sentence.words
    for i in range(len(words) - 1, 0, -1):
        word, before = words[i], words[i - 1]
        free = word.upos == "PROPN" and before.upos != "PROPN" and before.end < word.start
        if free and chance.random() < style.titled:
            text = f"{text[: word.start]}{chance.choice(TITLES)} {text[word.start :]}"
    if text.endswith(".") and chance.random() < style.abbreviated:
        text = f"{text[:-1]} {chance.choice(ABBREVIATED_ENDS)}"
    if chance.random() < style.mangled:
        text = _insert(text, chance.choice((".", ".", ".", ". .", "?")), chance)
    if chance.random() < style.abbreviated:
        text = _insert(text, " " + chance.choice(ABBREVIATED_MIDDLES), chance)
    return text


def _insert(text: str, piece: str, chance: random.Random) -> str:
    """Put a piece between two lower-case words."""
    gaps = [match.start() for match in _LOWER_GAP.finditer(text)]
    at = chance.choice(gaps) if gaps else None
    return text if at is None else f"{text[:at]}{piece}{text[at:]}"


def _add_heading(paragraphs: list[list[str]], sentence: TreebankSentence, chance: random.Random) -> None:
    """Add a heading made of the next sentence's words, on its own line or run into its paragraph."""
    nouns = [word.form for word in sentence.words if word.upos in ("NOUN", "PROPN", "ADJ", "VERB")]
    if not nouns:
        paragraphs.append([])
        return
    heading = " ".join(nouns[: chance.randint(1, 5)])
    paragraphs.append([chance.choice((heading.upper(), heading.upper(), heading.title()))])
    if chance.random() > 0.25:
        paragraphs.append([])


def _dateline(chance: random.Random) -> str:
    place = chance.choice(CITIES)
    form = chance.random()
    if form < 0.2:
        place = "/".join(chance.sample(CITIES, chance.randint(2, 3)))
    elif form < 0.5:
        place = f"{place}, {chance.choice(COUNTRIES)}"
    day = f", {chance.choice(MONTHS)} {chance.randint(1, 28)}" if chance.random() < 0.4 else ""
    agency = f" ({chance.choice(AGENCIES)})" if chance.random() < 0.8 else ""
    return f"{place}{day}{agency} {chance.choice(_DASHES)} "


def _quote(paragraph: list[str], chance: random.Random) -> None:
    """Put a quotation around one to three sentences, with who said it after or inside the last."""
    first = chance.randrange(len(paragraph))
    last = min(len(paragraph), first + chance.randint(1, 3)) - 1
    if any(mark in sentence for sentence in paragraph[first : last + 1] for mark in '"\u201c\u201d'):
        return
    left, right = chance.choice(_QUOTES)
    paragraph[first] = left + paragraph[first]
    end = paragraph[last]
    if end.endswith(".") and chance.random() < 0.6:
        paragraph[last] = f"{end[:-1]}{chance.choice(',,,,!?')}{right} {chance.choice(SPEECH)}"
    else:
        paragraph[last] = end + right


def _render(paragraphs: list[list[str]], style: _Style) -> Laid:
    """Join paragraphs and sentences, wrapping lines where the style says so; wrapping keeps the length of the text."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for paragraph in paragraphs:
        if not paragraph:
            continue
        offset = length
        space = style.space if all(sentence[-1] in _ENDS for sentence in paragraph) else " "
        for sentence in paragraph:
            starts.append(offset)
            offset += len(sentence) + len(space)
        text = space.join(paragraph)
        if style.width:
            text = _wrap(text, style.width)
        parts.append(text)
        length += len(text) + len(style.paragraph)
    return Laid(style.paragraph.join(parts), frozenset(starts))


def _wrap(text: str, width: int) -> str:
    """Turn the spaces where lines are full into line ends, character for character."""
    wrapped = textwrap.TextWrapper(
        width, break_long_words=False, break_on_hyphens=False, replace_whitespace=False, drop_whitespace=False
    ).wrap(text)
    return "".join(f"{line[:-1]}\n" if line.endswith(" ") else line for line in wrapped[:-1]) + "".join(wrapped[-1:])

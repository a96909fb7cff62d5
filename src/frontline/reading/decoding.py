"""From bytes to text: nothing is replaced, nothing is normalised, and a wrong byte is said with its place."""

from __future__ import annotations

import codecs
import re

from frontline.reading.problems import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/", "a WARC archive"),
    (b"{\\rtf", "a rich text document"),
)
BINARY_REMEDY = "export it as plain text (.txt) or HTML and read that"


def binary_kind(head: bytes) -> str | None:
    """Return what a file is that begins with `head`, when its first bytes name a kind that is no text."""
    return next((kind for magic, kind in _KINDS if head.startswith(magic)), None)


def mark_of(data: bytes) -> tuple[str | None, int]:
    """Return the encoding that a byte order mark names, and the length of the mark; (None, 0) without one."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), (None, 0))


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return `data` as text. A byte order mark decides and is left out; else `encoding`; else UTF-8.

    Raises:
        UnreadableError: `data` is binary, or a byte of it does not fit the encoding.
    """
    marked, length = mark_of(data)
    name = marked or encoding or "utf-8"
    if not marked and not encoding:
        _refuse_binary(data)
    try:
        text = data[length:].decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(*_wrong_byte(data, error.start + length, name)) from error
    except UnicodeError as error:
        raise UnreadableError(f"not {name} text ({error})", "give the right --encoding") from error
    check_characters(text)
    return text


def check_characters(text: str) -> None:
    """Refuse a text that no person wrote.

    Raises:
        UnreadableError: `text` is empty or blank, holds NUL or many control characters, or half a character.
    """
    if not text.strip():
        raise UnreadableError("empty" if not text else "nothing but white space", "leave it out, or get its text again")
    if half := _SURROGATE.search(text):
        raise UnreadableError(
            f"half a character (a lone surrogate) at character {half.start()}", "write the text again as valid Unicode"
        )
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > max(2, _CONTROL_SHARE * len(text)):
        raise UnreadableError(f"binary, not text (control characters: {controls})", BINARY_REMEDY)


def _refuse_binary(data: bytes) -> None:
    if kind := binary_kind(data):
        raise UnreadableError(f"{kind}, not text", BINARY_REMEDY)
    place = data.find(b"\0")
    if place < 0:
        return
    sample = data[:4096]
    for name, nuls in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(sample) >= 8 and nuls.count(0) > 0.7 * len(nuls):
            raise UnreadableError(f"looks like {name} without a byte order mark", f"read it with --encoding {name}")
    raise UnreadableError(f"binary, not text (a NUL byte at byte {place})", BINARY_REMEDY)


def _wrong_byte(data: bytes, offset: int, name: str) -> tuple[str, str]:
    shown = f"0x{data[offset]:02x}" if offset < len(data) else "the end"
    what = f"not {name.upper()} text: {shown} at byte {offset}"
    if name != "utf-8":
        return what, "give the right --encoding"
    return what, "read it with --encoding cp1252 if it is Western European, or convert it: iconv -f cp1252 -t utf-8"

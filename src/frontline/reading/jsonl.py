"""JSON Lines: one report a line, in constant memory. A broken line is one Problem; the others go on."""

from __future__ import annotations

import json
from collections.abc import Iterator

from frontline.reading.assembly import assemble, canonical_agency
from frontline.reading.byline import parse_names
from frontline.reading.declared import Declared
from frontline.reading.decoding import decode, mark_of
from frontline.reading.options import KeyMapping, ReadingOptions
from frontline.reading.problems import UnreadableError
from frontline.reading.stream import Stream, too_large
from frontline.records import Problem, Report

_SHOWN_KEYS = 12
_OF_CLAIMS = frozenset({"claim", "report", "stance", "evidence"})
_CLAIMS_REMEDY = "give them to frontline control, changes, map, timeline, whatif or conditionals"


class _WrittenClaimsError(UnreadableError):
    """A line is a claim: so are the others of its file."""


def read_json_lines(stream: Stream, path: str, options: ReadingOptions) -> Iterator[Report | Problem]:
    """Yield the report of each line, with path "PATH:LINE", or the Problem of that line.

    Raises:
        UnreadableError: the file has no line that is not blank.
        OSError: reading fails.
    """
    _check_encoding(stream.head, options.encoding)
    lines = 0
    for number, data in stream.lines(options.max_bytes):
        if data is not None and not data.strip():
            continue
        lines += 1
        where = f"{path}:{number}"
        try:
            if data is None:
                raise too_large("the line is longer", options.max_bytes)
            yield from _read_line(data, where, options)
        except _WrittenClaimsError as error:
            yield error.at(path)
            return
        except UnreadableError as error:
            yield error.at(where)
    if not lines:
        raise UnreadableError("empty", "leave it out, or write one JSON object a line")


def _check_encoding(head: bytes, encoding: str | None) -> None:
    """Refuse encodings in which a line end is not one byte, so that lines cannot be told before decoding."""
    name = mark_of(head)[0] or encoding or "utf-8"
    if "\n".encode(name) not in (b"\n", b"\xef\xbb\xbf\n"):
        raise UnreadableError(f"JSON Lines in {name}", f"convert the file: iconv -f {name} -t utf-8")


def _read_line(data: bytes, where: str, options: ReadingOptions) -> Iterator[Report | Problem]:
    row = _parse(decode(data, options.encoding))
    text = _value(row, options.keys.text)
    if not isinstance(text, str):
        if row.keys() >= _OF_CLAIMS:
            raise _WrittenClaimsError("claims that frontline read wrote, not reports", _CLAIMS_REMEDY)
        seen = ", ".join(list(map(str, row))[:_SHOWN_KEYS]) or "none"
        what = f"no text under {' or '.join(options.keys.text)} (keys seen: {seen})"
        raise UnreadableError(what, "name the key that holds the text, as --key text=KEY")
    yield from assemble(text, where, _declared(row, options.keys), options)


def _parse(line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except RecursionError as error:
        raise UnreadableError("JSON nested too deep", "write one flat object a line") from error
    except ValueError as error:
        raise UnreadableError(f"broken JSON ({error})", "mend the line: one JSON object a line") from error
    if not isinstance(row, dict):
        kind = {list: "an array", str: "a string", type(None): "null"}.get(type(row), "a bare value")
        raise UnreadableError(f"{kind}, not a JSON object", 'write {"text": "…"} on one line')
    return row


def _declared(row: dict[str, object], keys: KeyMapping) -> Declared:
    published = _value(row, keys.published)
    agency, byline = _words(row, keys.agency), _value(row, keys.byline)
    people, credit = _people(byline)
    return Declared(
        title=_words(row, keys.title),
        outlet=_words(row, keys.outlet),
        agency=canonical_agency(agency) or credit,
        byline=people,
        published=published if isinstance(published, (str, int, float)) or published is None else json.dumps(published),
        url=_words(row, keys.url),
        language=_words(row, keys.language),
    )


def _value(row: dict[str, object], keys: tuple[str, ...]) -> object:
    """Return the value of the first of `keys` that has one; None when none has."""
    for key in keys:
        value = row.get(key)
        if value is None and "." in key:
            value = _inside(row, key)
        if value is not None and value not in ("", [], {}):
            return value
    # An empty text is said to be empty, not to be missing.
    return "" if any(row.get(key) == "" for key in keys) else None


def _inside(row: object, key: str) -> object:
    for part in key.split("."):
        if not isinstance(row, dict):
            return None
        row = row.get(part)
    return row


def _words(row: dict[str, object], keys: tuple[str, ...]) -> str | None:
    """Return a value that is words, or the name of an object that has one."""
    value = _value(row, keys)
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _people(value: object) -> tuple[tuple[str, ...], str | None]:
    """Return the names and the agency of a byline: a string, or a list of strings or of objects with a name."""
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    agency = None
    for item in items:
        words = item.get("name") if isinstance(item, dict) else item
        if not isinstance(words, str) or not words.strip():
            continue
        found = parse_names(words.strip())
        names.extend(found.names if found else (words.strip(),))
        agency = agency or (found.agency if found else None)
    return tuple(names), agency

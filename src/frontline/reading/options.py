"""What the caller tells the reading room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from frontline.errors import UsageError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class KeyMapping:
    """Which keys of a JSON line hold what: for each member the keys that are tried, in their order.

    The first key whose value is not null and not empty counts. A dot goes into an object: "source.name".
    """

    text: tuple[str, ...] = ("text", "body", "content")
    title: tuple[str, ...] = ("title", "headline")
    published: tuple[str, ...] = ("published", "date", "published_at")
    outlet: tuple[str, ...] = ("outlet", "source", "publisher", "sitename")
    agency: tuple[str, ...] = ("agency",)
    byline: tuple[str, ...] = ("byline", "author", "authors")
    url: tuple[str, ...] = ("url", "link")
    language: tuple[str, ...] = ("language", "lang")

    def having(self, changes: Mapping[str, str | Sequence[str]]) -> KeyMapping:
        """Return the mapping with other keys for some members: `having({"text": "article.body"})`.

        Raises:
            UsageError: a member of `changes` is none of this record's, or has no keys.
        """
        known = [member.name for member in fields(self)]
        for member, keys in changes.items():
            if member not in known or not keys:
                raise UsageError(
                    f"key mapping: {member}={keys!r}; map one of {', '.join(known)} to a key, as text=body"
                )
        tuples = {member: (keys,) if isinstance(keys, str) else tuple(keys) for member, keys in changes.items()}
        return replace(self, **tuples)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the caller knows better than the files, and the limits.

    `published`, `outlet` and `agency` win over what files say. `encoding` is that of plain text, HTML and JSON
    lines without a byte order mark (None: UTF-8, or what an HTML page declares). `max_bytes` is the size of the
    largest report; a JSON Lines file may be larger, each of its lines may not.

    Raises:
        UsageError: the encoding is unknown or is no text encoding, or `max_bytes` is not positive.
    """

    published: date | datetime | None = None
    outlet: str | None = None
    agency: str | None = None
    keys: KeyMapping = field(default_factory=KeyMapping)
    encoding: str | None = None
    max_bytes: int = 10 * MEGABYTE

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise UsageError(f"max_bytes: {self.max_bytes} is no size; give a positive number of bytes")
        if self.encoding is not None:
            _check_encoding(self.encoding)


def _check_encoding(name: str) -> None:
    try:
        b"ab".decode(name)
    except (LookupError, ValueError) as error:
        if not isinstance(error, UnicodeError):
            raise UsageError(
                f'encoding: "{name}" is no known text encoding; try cp1252, iso-8859-1 or utf-16'
            ) from error

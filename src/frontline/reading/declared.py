"""What the metadata of a file says of a report, before it is weighed against the text and the caller."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declared:
    """Each member as the metadata gives it; None, or empty, where it gives nothing.

    `published` is not parsed yet. `unclear` is why the metadata's dates cannot be used, when they contradict
    each other.
    """

    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: tuple[str, ...] = ()
    published: str | float | None = None
    unclear: str | None = None
    url: str | None = None
    language: str | None = None

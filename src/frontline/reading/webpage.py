"""HTML pages: the only place that calls trafilatura, imported when the first page is read, because it is slow.

trafilatura finds the article's text, its title, authors, site name and address. Its dates are not used: they
may come from prose or from an address. The dates are those of `pagehead`.
"""

from __future__ import annotations

import logging
import re
from typing import Any, NamedTuple

from frontline.reading.declared import Declared
from frontline.reading.decoding import decode, mark_of
from frontline.reading.layout import layout
from frontline.reading.pagehead import read_page_head
from frontline.reading.problems import UnreadableError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_AS_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
_HEAD = 4096
_FEWEST_WORDS = 15
_REMEDY = "save the article itself, or copy its text into a .txt file"


class Page(NamedTuple):
    """The article's text and what the page says of it."""

    text: str
    declared: Declared


def read_page(data: bytes, encoding: str | None) -> Page:
    """Return the article of an HTML page.

    Raises:
        UnreadableError: the bytes do not fit the encoding, the page has no article, or it cannot be taken apart.
    """
    markup = _XML_DECLARATION.sub("", decode(data, encoding or _charset(data)))
    head = read_page_head(markup)
    article = _extract(markup)
    text = (article.text or "") if article is not None else ""
    if len(text.split()) < _FEWEST_WORDS or not re.search(r"[.!?…]", text):
        raise UnreadableError("an HTML page without an article", _REMEDY)
    people = tuple(name.strip() for name in (article.author or "").split(";") if name.strip())
    credited = [layout().agency(name) for name in people]
    declared = Declared(
        title=article.title or None,
        outlet=article.sitename or None,
        agency=next((credit for credit in credited if credit), None),
        byline=tuple(name for name, credit in zip(people, credited, strict=True) if not credit),
        published=head.published,
        unclear=head.unclear,
        url=article.url or None,
        language=head.language,
    )
    return Page(text, declared)


def _charset(data: bytes) -> str | None:
    """Return the encoding that the page declares, read as browsers read it; None without one."""
    if mark_of(data)[0]:
        return None
    found = _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.search(data[:_HEAD])
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    name = _AS_BROWSERS.get(name, name)
    try:
        b"ab".decode(name)
    except LookupError as error:
        raise UnreadableError(
            f'the page declares the unknown encoding "{name}"', "give the right --encoding"
        ) from error
    except UnicodeError:
        return None
    return name


def _extract(markup: str) -> Any:  # noqa: ANN401 - a trafilatura Document or None; the library is typed loosely
    import trafilatura  # noqa: PLC0415 - 0.3 s that a run without HTML does not pay

    log = logging.getLogger("trafilatura")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    try:
        return trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False},
        )
    except Exception as error:  # the seam: whatever trafilatura, lxml or htmldate raise is one bad page
        what = f"an HTML page that cannot be taken apart ({type(error).__name__}: {error})"
        raise UnreadableError(what, _REMEDY) from error

"""From a text and its metadata to a Report: what the caller says wins, then the metadata, then the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from frontline.errors import ReadingError
from frontline.reading.dates import read_date
from frontline.reading.declared import Declared
from frontline.reading.decoding import check_characters
from frontline.reading.furniture import read_furniture
from frontline.reading.layout import layout
from frontline.reading.masthead import Stated
from frontline.reading.options import ReadingOptions
from frontline.reading.problems import UnreadableError
from frontline.reading.tongue import ENGLISH, tongue_of
from frontline.records import Problem, Report, report_id

_DATE_REMEDY = 'give --published DATE, so that days such as "Friday" can be placed'
_OWN_DATE_REMEDY = "leave --published out for reports that give their date"
_ONE_DAY = timedelta(days=1)
_ENGLISH_REMEDY = "frontline reads English; translate it first"


class _Publication(NamedTuple):
    """The date taken, and why no date, or not the report's own, was taken, with the way out."""

    published: date | datetime | None
    trouble: str | None = None
    remedy: str = _DATE_REMEDY


def assemble(text: str, path: str, declared: Declared, options: ReadingOptions) -> Iterator[Report | Problem]:
    """Yield the report of `text`, then what is to be said about it (Problems that are not fatal).

    Raises:
        UnreadableError: the text is blank, binary or not English.
    """
    check_characters(text)
    language = _language(text, declared)
    furniture = read_furniture(text, declared.title)
    stated = furniture.stated
    published, trouble, remedy = _publication(declared, stated, options)
    url = declared.url or stated.url
    report = Report(
        id=report_id(text, published, url),
        text=text,
        title=declared.title or stated.title,
        outlet=options.outlet or declared.outlet or stated.outlet,
        agency=options.agency or declared.agency or stated.agency,
        byline=declared.byline or stated.byline,
        dateline=stated.dateline,
        published=published,
        url=url,
        language=language or stated.language,
        path=path,
        furniture=furniture.ranges,
    )
    yield report
    if trouble:
        yield Problem(path, trouble, remedy, report=report.id, fatal=False)


def _language(text: str, declared: Declared) -> str | None:
    """Return "en" for an English text, what the metadata says of one too short to tell.

    Raises:
        UnreadableError: the text is not English, or is too short to tell and its metadata says that it is not.
    """
    tongue = tongue_of(text)
    if tongue == ENGLISH:
        return "en"
    if tongue is not None:
        raise UnreadableError(f"not English (looks like {tongue})" if tongue else "not English", _ENGLISH_REMEDY)
    code = (declared.language or "").strip()
    if code and not code.lower().startswith("en"):
        raise UnreadableError(f'not English (its metadata says "{code}")', _ENGLISH_REMEDY)
    return code or None


def _publication(declared: Declared, stated: Stated, options: ReadingOptions) -> _Publication:
    """Weigh the dates: the caller's, which is said where the report's own is another; else the report's own.

    A day's difference is none: datelines are often of the day before.
    """
    own = _own_publication(declared, stated)
    if options.published is None:
        return own
    if own.published is None or abs(_day(own.published) - _day(options.published)) <= _ONE_DAY:
        return _Publication(options.published)
    told, given = _day(own.published).isoformat(), _day(options.published).isoformat()
    return _Publication(options.published, f"it is dated {told} itself, but was read as of {given}", _OWN_DATE_REMEDY)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _own_publication(declared: Declared, stated: Stated) -> _Publication:
    """Weigh the report's dates: the metadata's, a publication line's, a later change's, the dateline's."""
    trouble = declared.unclear
    if declared.published is not None and not trouble:
        try:
            return _Publication(read_date(declared.published))
        except ReadingError as error:
            trouble = str(error)
    in_text = stated.published or stated.updated or stated.filed
    if in_text is not None:
        note = f"the metadata's date cannot be used ({trouble}); the text's own, {in_text.isoformat()}, was taken"
        return _Publication(in_text, note if trouble else None)
    trouble = trouble or stated.unclear
    if not trouble and stated.yearless:
        trouble = f'the dateline says "{stated.yearless}" without a full year'
    return _Publication(None, f"no publication date: {trouble}" if trouble else "no publication date")


def canonical_agency(name: str | None) -> str | None:
    """Return the short name of a known agency, any other name as it is."""
    return (layout().agency(name) or name) if name else None

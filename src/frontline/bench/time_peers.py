"""Suite `time-peers`: the libraries that read dates in text, beside our grammar, on the same files in the same run.

A library is given one sentence at a time and the day the text was written on. What it returns is made a TIMEX3 value
to the grain that the library itself names (a month for "last month"), so that no library is charged for a day that it
only fills in; a preposition at the front ("on Friday") is not charged either. Each library runs with its options for
text about the past where it has such. A library that is not installed is left out: the extra `bench` has them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from importlib.util import find_spec
from pathlib import Path

from frontline.bench.times import Document, Find, Timex, read_sets, reader, score
from frontline.language import Annotator
from frontline.language.tokens import split as split_words

Seek = Callable[[str, datetime], Iterable[tuple[str, str]]]
"""From a sentence and the moment it was written at to the words found, in their order, and their TIMEX3 values."""

_LEADING = re.compile(r"(?:on|in|at|by|since|until|from|for|of|during|within)\s+", re.IGNORECASE)
_GRAINS = {"year": 4, "month": 7}


def run(data: Path, split: str, annotate: Annotator) -> dict[str, float]:
    """Return `own.<set>.<figure>` and `peer.<library>.<set>.<figure>` for each set of TimeML files below `data`.

    Raises UsageError where there is none, or where a file is not XML.
    """
    del split
    ours = reader(annotate)
    figures: dict[str, float] = {}
    for name, documents in read_sets(data).items():
        figures |= _named(f"own.{name}", documents, ours)
        for peer, seek in peers().items():
            figures |= _named(f"peer.{peer}.{name}", documents, finder(seek))
    return figures


def _named(prefix: str, documents: Sequence[Document], find: Find) -> dict[str, float]:
    return {f"{prefix}.{key}": value for key, value in score(documents, find).items()}


def finder(seek: Seek) -> Find:
    """Make a library's reading of a sentence one of a document: places of its words, without their preposition."""

    def find(document: Document) -> tuple[Timex, ...]:
        if document.written is None:
            return ()
        written = datetime.combine(document.written, time())
        found: list[Timex] = []
        for words in split_words(document.text):
            first, last = words[0][0], words[-1][1]
            found.extend(_placed(document.text[first:last], first, seek(document.text[first:last], written)))
        return tuple(found)

    return find


def _placed(sentence: str, offset: int, found: Iterable[tuple[str, str]]) -> Iterator[Timex]:
    """Find the words in their sentence, each after the one before."""
    place = 0
    for words, value in found:
        start = sentence.find(words, place)
        if start < 0 or not words.strip():
            continue
        place = start + len(words)
        front = _LEADING.match(words)
        yield Timex(offset + start + (front.end() if front else 0), offset + place, value)


def peers() -> Mapping[str, Seek]:
    """Return the libraries that are installed, by name."""
    known: dict[str, tuple[str, Callable[[], Seek]]] = {
        "dateparser": ("dateparser", _dateparser),
        "parsedatetime": ("parsedatetime", _parsedatetime),
        "dateutil": ("dateutil", _dateutil),
        "timefhuman": ("timefhuman", _timefhuman),
        "timexy": ("timexy", _timexy),
    }
    return {name: make() for name, (module, make) in known.items() if find_spec(module) is not None}


def _value(moment: datetime, grain: str) -> str:
    """The TIMEX3 value of a moment, cut to the grain: year, month, week, day or time."""
    if grain == "week":
        return f"{moment:%G-W%V}"
    return moment.isoformat("T", "minutes") if grain == "time" else moment.date().isoformat()[: _GRAINS.get(grain)]


def _dateparser() -> Seek:
    from dateparser.date import DateDataParser  # noqa: PLC0415  only what is installed is loaded, here and below
    from dateparser.search import search_dates  # noqa: PLC0415

    def seek(sentence: str, written: datetime) -> Iterator[tuple[str, str]]:
        wanted = {"RELATIVE_BASE": written, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        for words, moment in search_dates(sentence, languages=["en"], settings=wanted) or ():
            read = DateDataParser(languages=["en"], settings=wanted).get_date_data(words)
            yield words, _value(moment, read.period)

    return seek


def _parsedatetime() -> Seek:
    import parsedatetime  # noqa: PLC0415

    calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)
    said = parsedatetime.pdtContext
    grains = (
        ("time", said.ACU_HALFDAY | said.ACU_HOUR | said.ACU_MIN | said.ACU_SEC),
        ("day", said.ACU_DAY),
        ("week", said.ACU_WEEK),
        ("month", said.ACU_MONTH),
        ("year", said.ACU_YEAR),
    )

    def seek(sentence: str, written: datetime) -> Iterator[tuple[str, str]]:
        for moment, context, _, _, words in calendar.nlp(sentence, written) or ():
            yield words, _value(moment, next((name for name, bits in grains if context.accuracy & bits), "day"))

    return seek


def _dateutil() -> Seek:
    from dateutil import parser  # noqa: PLC0415

    def seek(sentence: str, written: datetime) -> Iterator[tuple[str, str]]:
        other = written.replace(year=written.year - 1, month=written.month % 12 + 1, day=written.day % 28 + 1)
        try:
            moment, left = parser.parse(
                sentence, fuzzy_with_tokens=True, default=written.replace(day=min(written.day, 28))
            )
            again, _ = parser.parse(sentence, fuzzy_with_tokens=True, default=other)
        except (ValueError, OverflowError):  # its way of saying that it found nothing
            return
        told = [name for name in ("year", "month", "day") if getattr(moment, name) == getattr(again, name)]
        words = _between(sentence, [part for part in left if part.strip()])
        yield words, _value(moment, "time" if moment.time() != time() else told[-1] if told else "day")

    return seek


def _between(sentence: str, left: Sequence[str]) -> str:
    """The words from the first to the last character of a sentence that none of the parts left over holds."""
    free = [True] * len(sentence)
    place = 0
    for part in left:
        start = sentence.find(part, place)
        if start >= 0:
            place = start + len(part)
            free[start:place] = [False] * len(part)
    taken = [index for index, one in enumerate(free) if one and not sentence[index].isspace()]
    return sentence[taken[0] : taken[-1] + 1] if taken else ""


def _timefhuman() -> Seek:
    from timefhuman import tfhConfig, timefhuman  # noqa: PLC0415

    def seek(sentence: str, written: datetime) -> Iterator[tuple[str, str]]:
        try:
            found = timefhuman(sentence, tfhConfig(now=written, return_matched_text=True))
        except Exception:  # noqa: BLE001  it raises whatever its parser meets on words that are no dates
            return
        for words, _, read in found if isinstance(found, list) else ():
            yield words, _of_timefhuman(read, written)

    return seek


def _of_timefhuman(read: object, written: datetime) -> str:
    """A moment, a pair of moments (the first counts), or a length of time."""
    first = read[0] if isinstance(read, tuple | list) and read else read
    if isinstance(first, datetime):
        return _value(first, "day" if first.time() in (time(), written.time()) else "time")
    return f"P{first.days}D" if isinstance(first, timedelta) else ""


def _timexy() -> Seek:
    import spacy  # noqa: PLC0415
    import timexy  # noqa: F401, PLC0415  registers the component

    logging.getLogger("timexy").setLevel(logging.ERROR)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    value = re.compile(r'value="([^"]*)"')

    def seek(sentence: str, _: datetime) -> Iterator[tuple[str, str]]:
        for entity in pipeline(sentence).ents:
            marked = value.search(entity.kb_id_)
            yield entity.text, marked[1].removesuffix("T00:00:00") if marked else ""

    return seek

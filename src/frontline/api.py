"""The Python door: `frontline.read` gives the records that `frontline read --format jsonl` writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from frontline import reading
from frontline.errors import UsageError
from frontline.exports.control import control_geojson
from frontline.pipeline.changing import changed
from frontline.pipeline.consequences import answering
from frontline.pipeline.controlling import Told, places_named, tell
from frontline.pipeline.filings import FilingOptions
from frontline.pipeline.jobs import run_jobs
from frontline.pipeline.run import Reading
from frontline.reading import ReadingOptions
from frontline.reading import read as read_reports
from frontline.records import Problem
from frontline.records.control import Control
from frontline.records.wire import Json, claim_to_json
from frontline.situation.changes_json import changes_to_json


class Records(list[Json]):
    """Claims as JSON objects (records/data/claim.schema.json), and the `problems` met on the way."""

    def __init__(self, records: Iterable[Json] = (), problems: Sequence[Problem] = ()) -> None:
        super().__init__(records)
        self.problems = tuple(problems)


class Controls(list[Control]):
    """Control of places, and the `problems` met on the way."""

    def __init__(self, records: Iterable[Control] = (), problems: Sequence[Problem] = ()) -> None:
        super().__init__(records)
        self.problems = tuple(problems)

    def geojson(self) -> Json:
        """Return a GeoJSON FeatureCollection: a point a record, null geometry where no point is honest."""
        return control_geojson(self)

    def frame(self) -> Any:  # noqa: ANN401  geopandas has no types, and is not needed for anything else
        """Return a GeoDataFrame in WGS 84, a row a record.

        Raises:
            UsageError: geopandas is not installed.
        """
        try:
            import geopandas  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415
        except ImportError:
            raise UsageError("frame: geopandas is not installed; pip install geopandas, or take geojson()") from None
        return geopandas.GeoDataFrame.from_features(self.geojson()["features"], crs="EPSG:4326")


def read(
    *paths: str | Path,
    published: str | date | datetime | None = None,
    jobs: int = 1,
    kinds: str | Path | None = None,
    actors: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Read reports (files, folders, globs, "-" for standard input) and return their claims.

    `published` is the date of publication, an ISO 8601 date or instant; it wins over what a file says. `kinds` is a
    file of kinds of your own (docs/codebook.md), `actors` one of actors (docs/actors.md). Further keyword arguments are
    those of `frontline.reading.ReadingOptions`. What cannot be read is in `.problems` of the result, and the rest is read all
    the same.

    Raises:
        UsageError: no path was given, or `published` is no date.
        KnowledgeError: something in the file of kinds or of actors is wrong.
    """
    if not paths:
        raise UsageError('frontline.read: no report given; name a file, a folder or a glob, or "-" for standard input')
    options["published"] = moment(published)
    return _records(run_jobs(read_reports(paths, ReadingOptions(**options)), jobs, _file(kinds), _file(actors)))


def read_text(
    text: str,
    *,
    published: str | date | datetime | None = None,
    kinds: str | Path | None = None,
    actors: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Read one report that is already in memory; otherwise as `read`."""
    options["published"] = moment(published)
    items = reading.read_text(text, ReadingOptions(**options))
    return _records(run_jobs(items, kinds=_file(kinds), actors=_file(actors)))


def control(  # noqa: PLR0913  each is a keyword of its own, as on the command line
    *paths: str | Path,
    at: str | date | None = None,
    first: str | date | None = None,
    last: str | date | None = None,
    place: str | None = None,
    start: str | Path | None = None,
    jobs: int = 1,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Controls:
    """Return who holds each place that reports speak of on the day `at`, with the claims for and against (docs/control.md).

    `paths` are reports (files, folders, globs, "-"), or claims that `frontline read --format jsonl` wrote; which, their
    content tells. `at` is the day of the newest report unless given. With `first` (and `last`, `at` if not given) the
    history: one record a place for each run of days with one holder and state. `place` keeps one place, by any spelling of
    its name; `start` is a file with a starting situation. Further keyword arguments are
    `kinds` and `actors`, as for `read`, and those of `frontline.reading.ReadingOptions`.

    Raises:
        UsageError: no path, no day, no such place, `last` before `first`, or the file of the starting situation is wrong.
    """
    told = _told("control", paths, start, options | {"jobs": jobs})
    places = places_named(told.account, place) if place is not None else None
    end = told.day(day("last", last) or day("at", at))
    begin = day("first", first)
    if begin is None:
        return Controls(told.account.at(end, places), told.problems)
    return Controls(told.account.history(begin, after(begin, end), places), told.problems)


def day(name: str, text: str | date | None) -> date | None:
    """Return an ISO 8601 date; `name` is what an error calls it.

    Raises:
        UsageError: the text is none.
    """
    if text is None or (isinstance(text, date) and not isinstance(text, datetime)):
        return text
    try:
        return text.date() if isinstance(text, datetime) else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{name}: "{text}" is no date; write it as 2024-12-06') from None


def after(first: date, last: date) -> date:
    """Return `last`. Raises UsageError where it lies before `first`."""
    if last < first:
        raise UsageError(f"the last day, {last}, lies before the first, {first}; give them the other way round")
    return last


def whatif(
    supposition: str,
    *paths: str | Path,
    at: str | date | None = None,
    roads: str | Path | None = None,
    start: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Return what follows on the roads if a place changes hands ("HTS takes Homs"), one object a consequence.

    `paths` and `start` are as in `control`; `roads` is a shipped road network or a file, that of the reports' country
    unless given (docs/roads.md). Further keyword arguments are `jobs`, `kinds` and `actors`, as for
    `read`, and those of `frontline.reading.ReadingOptions`.

    Raises:
        UsageError: no path or day, no network for the reports' country, or no change of control in the supposition.
        KnowledgeError: the network's file is wrong.
    """
    found = answering(_told("whatif", paths, start, options), day("at", at), roads)
    return Records(found.whatif(supposition), found.problems)


def conditionals(
    *paths: str | Path,
    at: str | date | None = None,
    roads: str | Path | None = None,
    start: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Return the sentences of reports that say what would follow from a change of control, with the network's answers.

    Each is put to the control of its report's day, or of `at`. Arguments and errors are otherwise those of `whatif`.
    """
    found = answering(_told("conditionals", paths, start, options), day("at", at), roads)
    return Records(found.conditionals(), found.problems)


def corridors(
    *paths: str | Path,
    at: str | date | None = None,
    roads: str | Path | None = None,
    start: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Return each side's ground by road: connected areas, what is cut off, what would part it. As `whatif` otherwise."""
    found = answering(_told("corridors", paths, start, options), day("at", at), roads)
    return Records(found.standings(), found.problems)


def changes(
    *paths: str | Path,
    since: str | date,
    until: str | date | None = None,
    start: str | Path | None = None,
    **options: Any,  # noqa: ANN401  as in ReadingOptions
) -> Records:
    """Return what changed after the day `since` up to `until`, the day of the newest report unless given.

    One object a change, its `change` being control, new, dispute or toll, as `frontline changes --format jsonl` writes them.
    Other arguments are those of `control`.

    Raises:
        UsageError: no path or day, or `until` is not after `since`.
    """
    told = _told("changes", paths, start, options)
    first = day("since", since)
    assert first is not None
    return Records(changes_to_json(changed(told, first, day("until", until))), told.problems)


def _told(name: str, paths: Sequence[str | Path], start: str | Path | None, options: dict[str, Any]) -> Told:
    """Read into an account; `options` are those of `ReadingOptions`, and `jobs`, `kinds` and `actors`."""
    if not paths:
        raise UsageError(f"frontline.{name}: no report given; name files, folders, globs, or written claims")
    jobs, kinds, actors = options.pop("jobs", 1), options.pop("kinds", None), options.pop("actors", None)
    options["published"] = moment(options.get("published"))
    return tell(paths, FilingOptions(ReadingOptions(**options), jobs, _file(kinds), _file(actors)), start)


def _file(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)


def _records(items: Iterable[Reading | Problem]) -> Records:
    records: list[Json] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        problems.extend(item.problems)
        records.extend(claim_to_json(coded, item.report) for coded in item.claims)
    return Records(records, problems)


def moment(text: str | date | datetime | None) -> date | datetime | None:
    """Return an ISO 8601 date or instant.

    Raises:
        UsageError: the text is neither.
    """
    if text is None or isinstance(text, date):
        return text
    try:
        return datetime.fromisoformat(text) if "T" in text or " " in text else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'published: "{text}" is no date; write it as 2024-12-06 or 2024-12-06T14:05+00:00') from None

"""All suites by name, wired to the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from frontline.bench import (
    actors,
    attachment,
    attribution,
    claims,
    control,
    control_noise,
    counts,
    events_at,
    factuality,
    language,
    places,
    relations,
    report,
    sentences,
    speed,
    templates,
    time_peers,
    times,
)
from frontline.corpus import read_all
from frontline.corpus.actors import read_entities, read_links
from frontline.errors import UsageError
from frontline.knowledge.shipped import shipped
from frontline.language import load
from frontline.records.wire import Json

Suite = Callable[[Path, str], Mapping[str, float]]
"""From a folder of data and the name of a split to figures."""

EXAMPLES = Path(__file__).parents[3] / "examples"
"""The example reports of a source checkout."""
CORPUS = Path(__file__).parents[3] / "corpus"
"""The annotated corpus of a source checkout."""
CASES_DAY = date(2024, 12, 6)
"""The day on which the sentences of the suite `sentences` were published."""


def run_suite(name: str, data: Path | None, split: str) -> Mapping[str, float]:
    """Return the figures of one suite over a folder; without a folder, over what a source checkout ships.

    Raises:
        UsageError: there is no such suite, or no data for it.
    """
    suite, shipped = _SUITES[name]
    folder = data or shipped
    if folder is None or not folder.exists():
        raise UsageError(
            f"bench {name}: no data at {folder or '(no folder)'}; name with --data what docs/bench.md describes"
        )
    return suite(folder, split)


def read_file(path: Path, published: date | None) -> list[Json]:
    """Read one report as a user would."""
    from frontline.api import read  # noqa: PLC0415  the model is loaded by what needs it

    return read(path, published=published)


def read_sentence(text: str) -> list[Json]:
    """Read one sentence, published on `CASES_DAY`, into claims."""
    from frontline.api import read_text  # noqa: PLC0415  as above

    return read_text(text, published=CASES_DAY)


def read_message(text: str, published: date | None = None) -> list[Json]:
    """Read one text, of the day it was published on where that is known."""
    from frontline.api import read_text  # noqa: PLC0415  as above

    return read_text(text, published=published)


def _reports(data: Path, _split: str) -> Mapping[str, float]:
    """The reports stand in DIR/reports, in DIR itself, or in ../reports beside DIR."""
    folders = [data / "reports", data.parent / "reports", data]
    return report.run(next(folder for folder in folders if folder.is_dir()), read_file)


def _claims(data: Path, split: str) -> Mapping[str, float]:
    """The corpus of the checkout, or documents in DIR; passages of real texts too, where DIR holds those texts."""
    own = any(data.rglob("*.claims"))
    knowledge = shipped()
    documents = read_all(data if own else CORPUS, None if own else data, knowledge.codebook)
    return claims.run_claims(documents, split, load(), knowledge)


def _actors(data: Path, split: str) -> Mapping[str, float]:
    """The links of the checkout's corpus, or those in DIR/actors or DIR itself, of documents in DIR/dispatches or DIR."""
    knowledge = shipped()
    folder = data / "actors" if (data / "actors").is_dir() else data
    linked = read_links(folder, read_all(data, None, knowledge.codebook), knowledge.registry)
    return actors.run_actors(linked, split, load(), knowledge, read_entities(folder))


def _attachment(data: Path, split: str) -> Mapping[str, float]:
    """The documents that the suite `claims` reads."""
    own = any(data.rglob("*.claims"))
    knowledge = shipped()
    documents = read_all(data if own else CORPUS, None if own else data, knowledge.codebook)
    return attachment.run(documents, split, load(), knowledge)


_SUITES: dict[str, tuple[Suite, Path | None]] = {
    "language": (language.run, None),
    "times": (lambda data, split: times.run(data, split, load()), None),
    "time-peers": (lambda data, split: time_peers.run(data, split, load()), None),
    "attachment": (_attachment, CORPUS),
    "sentences": (
        lambda data, _: sentences.run(data, read_sentence),
        EXAMPLES.parent / "tests" / "extraction" / "cases",
    ),
    "report": (_reports, None),
    "examples": (lambda data, _: report.run_examples(data, read_file), EXAMPLES),
    "claims": (_claims, CORPUS),
    "actors": (_actors, CORPUS),
    "attribution": (lambda data, split: attribution.run(data, split, load(), shipped()), None),
    "factuality": (lambda data, split: factuality.run(load(), data, split), None),
    "relations": (lambda data, _: relations.run(data, load(), shipped()), None),
    "templates": (lambda data, _: templates.run(data, read_message), None),
    "counts": (lambda data, _: counts.run(data, read_message), None),
    "control-noise": (lambda _data, _split: control_noise.run(), EXAMPLES),
    "control": (lambda data, _: control.run(data, read_message, shipped()), None),
    "places": (lambda data, _: places.run(data, load(), shipped()), None),
    "events-at": (lambda data, split: events_at.run(data, split, load(), shipped()), None),
    "speed": (lambda data, _: speed.run(data), EXAMPLES / "reports"),
}
SUITES = tuple(_SUITES)
"""The names of the suites."""

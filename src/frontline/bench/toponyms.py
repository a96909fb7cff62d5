"""Corpora of toponyms: the formats of TR-News and LGL, of GeoVirus, and of GeoWebNews, read into one shape.

All three are XML files with `<articles>` of `<article>`, as Gritta and others gathered them ("A pragmatic guide to
geoparsing evaluation", 2020):

    TR-News, LGL   toponyms/toponym: start, end, phrase, gaztag with geonameid, lat, lon
    GeoVirus       locations/location: name, start, end (both one too high), lat, lon, page
    GeoWebNews     toponyms/toponym: extractedName, start, end, type, modifierType, geonamesID, latitude, longitude
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from frontline.errors import UsageError

_NEAR = 80
"""How many characters a name may stand from where its annotation says."""
_NO_NAMES = ("_Expression", "Demonym", "Homonym", "Language")
"""Types of GeoWebNews whose words are common nouns, people, or a name that means no place."""


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A name of a place that people marked: characters `start:end`, and where it is.

    `geonameid` is None where the corpus gives none, `point` (latitude, longitude in degrees, WGS 84) likewise.
    """

    start: int
    end: int
    name: str
    geonameid: int | None
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Article:
    """A text with the toponyms that people marked in it, in order."""

    text: str
    toponyms: tuple[GoldToponym, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of one file; `name` is its stem in small letters without hyphens, as the keys of figures begin."""

    name: str
    articles: tuple[Article, ...]


def read_corpora(data: Path, is_demonym: Callable[[str], bool]) -> list[Corpus]:
    """Return every corpus of a known format below `data`, by name; names for which `is_demonym` holds are left out.

    Files of another form are passed over. Raises UsageError for a file of a known form that holds something else.
    """
    found = [read_corpus(path, is_demonym) for path in sorted(data.rglob("*.xml"))]
    return [corpus for corpus in found if corpus is not None]


def read_corpus(path: Path, is_demonym: Callable[[str], bool]) -> Corpus | None:
    """Return the corpus of a file, None where the file is none of the formats."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - corpora that the user names, no strangers' files
    except (ET.ParseError, UnicodeDecodeError, OSError):
        return None
    if root.tag != "articles":
        return None
    articles = []
    for number, article in enumerate(root.iter("article"), 1):
        text = article.findtext("text") or ""
        try:
            marked = [_toponym(node, text) for node in _marks(article)]
        except ValueError as error:
            message = f"{path}: article {number}: {error}; start, end and coordinates must be numbers"
            raise UsageError(message) from error
        names = {(one.start, one.end): one for one in marked if not is_demonym(one.name)}
        articles.append(Article(text, tuple(names[key] for key in sorted(names))))
    return Corpus(path.stem.lower().replace("-", ""), tuple(articles))


def _marks(article: ET.Element) -> Iterator[ET.Element]:
    for node in (*article.iter("toponym"), *article.iter("location")):
        kind, modifier = node.findtext("type") or "", node.findtext("modifierType") or ""
        if not any(part in kind for part in _NO_NAMES) and modifier != "Adjective":
            yield node


def _toponym(node: ET.Element, text: str) -> GoldToponym:
    name = next((words for tag in ("phrase", "extractedName", "name") if (words := node.findtext(tag))), "")
    start = _anchored(text, name, int(node.findtext("start") or ""))
    tag = node.find("gaztag")
    place = node if tag is None else tag
    number = place.get("geonameid") or place.findtext("geonamesID")
    latitude = place.findtext("lat") or place.findtext("latitude")
    longitude = place.findtext("lon") or place.findtext("longitude")
    point = (float(latitude), float(longitude)) if latitude and longitude else None
    identifier = int(number) if number and number.strip().isdecimal() else None
    return GoldToponym(start, start + len(name), name, identifier, point)


def _anchored(text: str, name: str, start: int) -> int:
    """Return where the name stands nearest to where its annotation says; `start` where it stands nowhere near."""
    if text.startswith(name, start):
        return start
    after = text.find(name, start, start + _NEAR + len(name))
    before = text.rfind(name, max(0, start - _NEAR), start + len(name))
    places = [at for at in (before, after) if at >= 0]
    return min(places, key=lambda at: abs(at - start), default=start)

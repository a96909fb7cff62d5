"""The `places` suite: are the names of places found, and do they come to the right place of the world?

Every corpus of toponyms below DIR (frontline.bench.toponyms) gives figures under its own name, and the files of UCDP
GED (`ged_*.csv`) under `ged`. What is counted:

- Gold are the names of places that people marked, less adjectives and words for people ("Turkish", "Kurds"), which
  frontline reads as words for a country and never as a place. Names that stand for a government or a team count.
- A name is found where one of ours shares a character with it, each at most once; `recognition_exact_f1` asks for
  the same characters.
- For resolution the gold names take the place of the model's. What is asked is the place chosen for the name, whether
  or not the report's words then make a vague area of it ("northern Canada"). `exact` counts, of the names with a
  GeoNames id, those that came to it; `within_161km`, of the names with a point, those whose point is at most 161 km
  (100 miles) away, or that came to the right id: two gazetteers may put the point of one country far apart. A name that came to nothing is wrong, and half the world away in `median_km`.
- `end_to_end_f1` is recognition where a found name must also be right: by its id, or within 161 km where the corpus
  has no ids. Names that the corpus does not locate are left out, as are ours that meet them.

Datelines and bylines, which the product sets aside, are read too, since people marked places in them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from frontline.bench.gazetteer_load import cold_load
from frontline.bench.toponyms import Article, Corpus, GoldToponym, read_corpora
from frontline.errors import UsageError
from frontline.extraction import Scene, claims
from frontline.extraction.name_spotting import homes, spot_names
from frontline.extraction.places import Atlas
from frontline.knowledge.gazetteer import Candidate, Gazetteer
from frontline.knowledge.place_words import load_place_words
from frontline.knowledge.shipped import Knowledge
from frontline.knowledge.sphere import kilometres
from frontline.language import Annotator
from frontline.language.annotation import Name, Sentence
from frontline.language.tree import Tree
from frontline.reading import read_text
from frontline.records import Maker, Report

HALF_THE_WORLD = 20015.0
"""Kilometres to the other side of the world: how wrong a name is that came to nothing."""
_NEAR_KM = 161.0
_GED_KM, _GED_UNIT_KM = 25.0, 100.0
"""How far a place, and the middle of a unit, of UCDP GED may be from ours: its points are those of several maps."""
_SETTLEMENTS = ("village", "town", "city")
_TIMED = 20
"""How many articles are read in full to see what share of the time the places take."""


class Located(NamedTuple):
    """A name that frontline found: characters `start:end`, and the place it chose, as far as it chose one."""

    start: int
    end: int
    geonameid: int | None
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with the report and the sentences that it was read into."""

    article: Article
    report: Report
    sentences: tuple[Sentence, ...]


def run(data: Path, annotate: Annotator, knowledge: Knowledge) -> dict[str, float]:
    """Return the figures of every corpus below `data`; the splits of the benchmark mean nothing here.

    Raises UsageError where there is nothing to measure on.
    """
    gazetteer = knowledge.gazetteer
    corpora = read_corpora(data, lambda name: is_demonym(gazetteer, name))
    ged = sorted(data.rglob("ged_*.csv"))
    if not corpora and not ged:
        message = (
            f"{data}: no corpus of toponyms (*.xml) and no ged_*.csv here; name a folder with some, as data/geoparsing"
        )
        raise UsageError(message)
    figures: dict[str, float] = {}
    for corpus in corpora:
        texts = [annotated(article, annotate) for article in corpus.articles]
        figures.update({f"{corpus.name}.{key}": value for key, value in score(texts, knowledge).items()})
    if ged:
        figures.update({f"ged.{key}": value for key, value in score_ged(ged, gazetteer).items()})
    if corpora:
        figures["names_per_second"] = names_per_second(corpora)
        figures.update(cold_load())
        figures["share_of_time"] = share_of_time(corpora, annotate, knowledge)
    return figures


def is_demonym(gazetteer: Gazetteer, name: str) -> bool:
    """Say whether a name is an adjective or a word for people of a country, and no name of the country itself."""
    return gazetteer.country(name) is not None and not gazetteer.is_country_name(name)


def annotated(article: Article, annotate: Annotator) -> Annotated:
    """Read one article: its prose and what the product sets aside, each part for itself."""
    report = next((item for item in read_text(article.text) if isinstance(item, Report)), Report("", article.text))
    edges = sorted({0, len(report.text), *(edge for part in report.furniture for edge in part)})
    parts = [(start, end) for start, end in pairwise(edges) if report.text[start:end].strip()]
    return Annotated(
        article,
        report,
        tuple(sentence for start, end in parts for sentence in annotate(report.text[start:end], start)),
    )


def score(texts: Sequence[Annotated], knowledge: Knowledge) -> dict[str, float]:
    """Return the figures of one corpus."""
    made = [located(text.report, text.sentences, knowledge) for text in texts]
    figures = _recognition(texts, made)
    given = [
        pair
        for text in texts
        for pair in given_names(text, located(text.report, with_gold_names(text), knowledge))
        if pair[0].geonameid is not None or pair[0].point is not None
    ]
    named = [(gold, ours) for gold, ours in given if gold.geonameid is not None]
    pointed = [_away(gold, ours) for gold, ours in given if gold.point is not None]
    if named:
        figures["exact"] = _share(
            sum(ours is not None and ours.geonameid == gold.geonameid for gold, ours in named), len(named)
        )
    figures["within_161km"] = _share(sum(away <= _NEAR_KM for away in pointed), len(pointed))
    figures["median_km"] = round(median(pointed), 2) if pointed else HALF_THE_WORLD
    figures["end_to_end_f1"] = _end_to_end(texts, made, by_id=bool(named))
    return figures


def atlas_of(report: Report, sentences: Sequence[Sentence], knowledge: Knowledge) -> Atlas:
    """Return the atlas of a report as `Scene` has it."""
    spots = [spot_names(sentence, knowledge.registry) for sentence in sentences]
    return Atlas.of(
        report, [Tree(sentence) for sentence in sentences], knowledge.gazetteer, homes(spots, knowledge.registry)
    )


def located(report: Report, sentences: Sequence[Sentence], knowledge: Knowledge) -> list[Located]:
    """Return the names of places that frontline finds in a report, in order, each with the place chosen for it."""
    atlas = atlas_of(report, sentences, knowledge)
    found = []
    for number, sentence in enumerate(sentences):
        for mention in atlas.places(number):
            if mention.name is None:
                continue
            first, last = sentence.tokens[mention.name[0]], sentence.tokens[mention.name[1] - 1]
            weighed = atlas.explain(report.span(first.start, last.end)) or atlas.explain(mention.place.span)
            chosen = weighed[0].candidate if weighed else mention.place
            point = None if chosen.lat is None or chosen.lon is None else (chosen.lat, chosen.lon)
            found.append(Located(first.start, last.end, chosen.geonameid, point))
    return sorted(set(found))


def with_gold_names(text: Annotated) -> tuple[Sentence, ...]:
    """Return the sentences with the gold names as their only places; names of other sorts stay where they meet none."""
    return tuple(_with_names(sentence, text.article.toponyms) for sentence in text.sentences)


def _with_names(sentence: Sentence, gold: Iterable[GoldToponym]) -> Sentence:
    places: list[Name] = []
    for one in gold:
        inside = [at for at, token in enumerate(sentence.tokens) if token.start < one.end and one.start < token.end]
        if inside and (not places or places[-1].end <= inside[0]):
            places.append(Name(inside[0], inside[-1] + 1, "LOC"))
    taken = {at for name in places for at in range(name.start, name.end)}
    others = [
        name
        for name in sentence.names
        if name.label != "LOC" and not any(at in taken for at in range(name.start, name.end))
    ]
    return replace(sentence, names=tuple(sorted((*places, *others), key=lambda name: name.start)))


def given_names(text: Annotated, made: Sequence[Located]) -> list[tuple[GoldToponym, Located | None]]:
    """Pair every gold name with what it came to; None where it came to nothing."""
    return [
        (gold, next((one for one in made if one.start < gold.end and gold.start < one.end), None))
        for gold in text.article.toponyms
    ]


def _recognition(texts: Sequence[Annotated], made: Sequence[Sequence[Located]]) -> dict[str, float]:
    found = same = ours = gold = 0
    for text, names in zip(texts, made, strict=True):
        pairs = _paired(text.article.toponyms, names)
        found += len(pairs)
        same += sum((left.start, left.end) == (right.start, right.end) for left, right in pairs)
        ours, gold = ours + len(names), gold + len(text.article.toponyms)
    return {
        "recognition_precision": _share(found, ours),
        "recognition_recall": _share(found, gold),
        "recognition_f1": _f1(found, ours, gold),
        "recognition_exact_f1": _f1(same, ours, gold),
    }


def _end_to_end(texts: Sequence[Annotated], made: Sequence[Sequence[Located]], *, by_id: bool) -> float:
    right = ours = gold = 0
    for text, names in zip(texts, made, strict=True):
        pairs = _paired(text.article.toponyms, names)
        placed = [one for one in text.article.toponyms if (one.geonameid if by_id else one.point) is not None]
        right += sum(_is_right(left, name, by_id=by_id) for left, name in pairs if left in placed)
        ours += len(names) - sum(left not in placed for left, _ in pairs)
        gold += len(placed)
    return _f1(right, ours, gold)


def _is_right(gold: GoldToponym, ours: Located, *, by_id: bool) -> bool:
    return ours.geonameid == gold.geonameid if by_id else _away(gold, ours) <= _NEAR_KM


def _paired(gold: Iterable[GoldToponym], ours: Iterable[Located]) -> list[tuple[GoldToponym, Located]]:
    """Pair names that share a character, each at most once, from left to right."""
    free = list(ours)
    pairs = []
    for one in gold:
        partner = next((name for name in free if name.start < one.end and one.start < name.end), None)
        if partner is not None:
            free.remove(partner)
            pairs.append((one, partner))
    return pairs


def _away(gold: GoldToponym, ours: Located | None) -> float:
    """Return how many kilometres a name came to lie from where it is: none where both say the same GeoNames id."""
    if ours is not None and gold.geonameid is not None and ours.geonameid == gold.geonameid:
        return 0.0
    if gold.point is None or ours is None or ours.point is None:
        return HALF_THE_WORLD
    return kilometres(gold.point, ours.point)


def score_ged(paths: Iterable[Path], gazetteer: Gazetteer) -> dict[str, float]:
    """Return how many places of UCDP GED, each name once, are found by their name alone, and how far ours are.

    A place is found where a candidate is within 25 km, or within 100 km where the data set gives a unit and not a
    place (its precision is 3 or more); it is `first` where the best candidate of the country is, which is that of most of them.
    Only candidates of GeoNames count: names taken over from the data set itself would find themselves.
    """
    known = [(place, _candidates(place, gazetteer)) for place in _ged_places(paths)]
    nearest = [min(each, key=lambda one: _from(place, one), default=None) for place, each in known]
    country = Counter(each.country for each in nearest if each).most_common(1)[0][0] if any(nearest) else None
    best = [next((one for one in each if one.country == country), None) for _, each in known]
    away = [_from(place, each) for (place, _), each in zip(known, nearest, strict=True)]
    met = [
        kilometres_off for (place, _), kilometres_off in zip(known, away, strict=True) if kilometres_off <= place.within
    ]
    towns = [at for at, (place, _) in enumerate(known) if place.settlement]
    return {
        "names": float(len(known)),
        "found": _share(len(met), len(known)),
        "first": _share(
            sum(_from(place, each) <= place.within for (place, _), each in zip(known, best, strict=True)), len(known)
        ),
        "settlements_found": _share(sum(away[at] <= known[at][0].within for at in towns), len(towns)),
        "median_km": round(median(met or [HALF_THE_WORLD]), 2),
    }


class _GedPlace(NamedTuple):
    """A place of UCDP GED: its names, its point, how far (km) ours may be from it, and whether it is a settlement."""

    names: tuple[str, ...]
    point: tuple[float, float]
    within: float
    settlement: bool


def _ged_places(paths: Iterable[Path]) -> list[_GedPlace]:
    places: dict[str, _GedPlace] = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                wording, place = row["where_coordinates"], row["where_prec"] in {"1", "2"}
                point = (float(row["latitude"]), float(row["longitude"]))
                within = _GED_KM if place else _GED_UNIT_KM
                settled = place and wording.endswith(_SETTLEMENTS)
                places.setdefault(wording, _GedPlace(tuple(_ged_names(wording)), point, within, settled))
    return [places[wording] for wording in sorted(places)]


def _ged_names(wording: str) -> Iterator[str]:
    """Yield the names in "Tadmur (Palmyra) town": alternatives apart, without the noun of the place."""
    words = load_place_words()
    for part in re.split(r"[/()]", wording):
        name = part.split()
        while len(name) > 1 and (words.noun(name[-1]) or words.sort(name[-1])):
            name.pop()
        if name:
            yield " ".join(name)


def _candidates(place: _GedPlace, gazetteer: Gazetteer) -> list[Candidate]:
    return [each for name in place.names for each in gazetteer.find(name, 40) if each.geonameid is not None]


def _from(place: _GedPlace, ours: Candidate | None) -> float:
    if ours is None or ours.lat is None or ours.lon is None:
        return HALF_THE_WORLD
    return kilometres(place.point, (ours.lat, ours.lon))


def names_per_second(corpora: Iterable[Corpus]) -> float:
    """Return how many different names a freshly loaded gazetteer looks up in a second of one core."""
    names = sorted({one.name for corpus in corpora for article in corpus.articles for one in article.toponyms})
    gazetteer = Gazetteer.load()
    started = process_time()
    for name in names:
        gazetteer.find(name)
    return round(len(names) / max(process_time() - started, 1e-9), 1)


def share_of_time(corpora: Sequence[Corpus], annotate: Annotator, knowledge: Knowledge) -> float:
    """Return which share of the time of reading articles into claims the places take."""
    places = whole = 0.0
    maker = Maker("bench", "", "", knowledge.codebook.hash)
    for article in [article for corpus in corpora for article in corpus.articles[:_TIMED]]:
        started = process_time()
        text = annotated(article, annotate)
        claims(Scene.of(text.report, text.sentences, knowledge), maker)
        whole += process_time() - started
        started = process_time()
        atlas_of(text.report, text.sentences, knowledge)
        places += process_time() - started
    return _share(places, whole)


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(right: int, made: int, marked: int) -> float:
    return round(2 * right / (made + marked), 4) if made + marked else 0.0

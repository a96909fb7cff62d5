"""Placing: what a sentence states of where something lies, as places with an honest geometry.

| the text | the place |
|---|---|
| "40 km south of X" | a computed point, as far off as rounding and the direction word leave open |
| "12 miles from X" | X's point with that radius, or no point where that is farther than "near" |
| "south of X" | X's point, near, with the bearing |
| "between X and Y", "the X-Y highway" | a line through both, without a point |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from frontline.extraction.places.building import NEAR_KM, anchor, at_home, named_place, unresolved_place
from frontline.extraction.places.checking import Contradiction, is_namesake, map_disagrees, units_disagree
from frontline.extraction.places.compass import bearing
from frontline.extraction.places.descriptions import Description
from frontline.extraction.places.geometry import Point, destination, reach, town_radius
from frontline.extraction.places.page import Page, Toponym
from frontline.extraction.places.relations import Statement, frame_kind, noun_kind, stated_distances, statements
from frontline.extraction.places.resolving import Resolution
from frontline.knowledge.gazetteer import Candidate
from frontline.knowledge.names import plain
from frontline.knowledge.sphere import kilometres
from frontline.records import Anchor, Place, Relation, Report, Span

_DECIMALS = 3
_TOWNS = frozenset({"city", "town", "village"})


@dataclass(frozen=True, slots=True)
class Placing:
    """What the sentence of a page states of places by its toponyms `named`, which came to `resolved`."""

    report: Report
    page: Page
    named: Sequence[Toponym]
    resolved: Mapping[Toponym, Resolution]
    stated: tuple[Statement, ...]

    @classmethod
    def of(
        cls, report: Report, page: Page, named: Sequence[Toponym], resolved: Mapping[Toponym, Resolution]
    ) -> Placing:
        """Read the statements of a sentence."""
        return cls(report, page, named, resolved, statements(page, named))

    def by_name(self, toponym: Toponym) -> tuple[Statement, Place] | None:
        """Return the place for which a toponym stands in a statement, and the statement; None where it means itself.

        A ground stands for what lies there: for the figure, where the sentence names it ("Rastan, 20 km north of Homs").
        A figure that the gazetteer does not have, or only far from where it is said to be, is placed by the statement.
        """
        at = self.named.index(toponym)
        for statement in self.stated:
            if at in statement.grounds:
                place = self._named_figure(statement) or self.place(statement)
                return None if place is None else (statement, place)
            if at in statement.figures[:1] and self._is_elsewhere(statement, toponym):
                place = self.place(statement)
                if place is not None and place.lat is not None:
                    name = unresolved_place(place.span, toponym)
                    return statement, changed(place, name=name.name, feature=name.feature, geonameid=None)
        return None

    def _by_noun(self, head: int) -> Place | None:
        """Return the road or stretch of land that a noun describes by two ends; None where it has none."""
        for statement in self.stated:
            if statement.kind in {"between", "road"} and statement.start <= head < statement.end:
                return self.place(statement)
        return None

    def described(
        self, description: Description, place: Place, links: Sequence[tuple[str, Resolution]], home: str | None
    ) -> Place:
        """Return the place that a noun describes, with the relation that it has to the names in it.

        `home` is the country that the report is about, None where it is about several. A border lies there where it is
        one of its countries, or the other one is named: "the border with Jordan".
        """
        placed = self._by_noun(description.head)
        if placed is not None:
            return placed
        located = self._located(description) if place.lat is None else None
        if located is not None:
            return changed(located, span=place.span, name=place.name, feature=place.feature, geonameid=None)
        kind = noun_kind(self.page, description.head)
        if kind == "border":
            return self._border(description, place, links, home)
        if not links:
            return at_home(place, home)
        anchors = tuple(dict.fromkeys(anchor(resolution.chosen) for _, resolution in links))
        before = (self.page.lower(at) for at in range(description.start, description.head))
        way = next((found for word in before if (found := bearing(word))), None)
        shape = "circle" if place.lat is not None else "part" if kind or place.feature == "area" else "unknown"
        relation = Relation(
            kind or ("near" if place.lat is not None else "part"), shape, anchors, bearing=way.degrees if way else None,
            spread=way.spread / 2 if way else None,
        )  # fmt: skip
        return changed(place, relation=relation)

    def _located(self, description: Description) -> Place | None:
        """Return the place of what is stated right after a noun: "an air base 40 km south of Hama"."""
        for statement in self.stated:
            after = description.end <= statement.start <= description.end + 1
            if after and not statement.figures and statement.kind in {"distance", "direction"}:
                return self.place(statement)
        return None

    def _border(
        self, description: Description, place: Place, links: Sequence[tuple[str, Resolution]], home: str | None
    ) -> Place:
        gazetteer = self.page.gazetteer
        text = self.page.slice(description.start, description.end)
        codes = [
            code for word in re.split(r"[\s\u2013-]+", text) if word[:1].isupper() and (code := gazetteer.country(word))
        ]
        codes.extend(
            each.chosen.country for _, each in links if each.chosen.feature == "country" and each.chosen.country
        )
        codes = list(dict.fromkeys(codes))
        if len(codes) == 1 and home and home not in codes:
            codes.insert(0, home)
        towns = [anchor(each.chosen) for _, each in links if each.chosen.feature != "country"]
        countries = [Anchor(gazetteer.country_name(code), "country", country=code) for code in codes]
        if not (towns or countries):
            return at_home(place, home)
        shape = "circle" if place.lat is not None else "line" if len(countries) > 1 else "unknown"
        inside = place.country or (home if home in codes else None)
        return changed(place, country=inside, relation=Relation("border", shape, (*towns, *countries)))

    def place(self, statement: Statement) -> Place | None:
        """Return the place of which a statement tells; None where its anchors are not known well enough."""
        grounds = [
            self.resolved[self.named[at]].chosen if self.named[at] in self.resolved else None
            for at in statement.grounds
        ]
        if statement.kind in {"between", "road"}:
            return self._line(statement, grounds)
        ground = grounds[0]
        if ground is None or ground.lat is None or ground.lon is None or ground.precision != "exact":
            return self._loose(statement, ground)
        if statement.distance is None:
            return self._towards(statement, ground)
        if statement.bearing is not None and None not in {statement.distance.low, statement.distance.high}:
            return self._computed(statement, ground, (ground.lat, ground.lon))
        return self._around(statement, ground)

    def _line(self, statement: Statement, grounds: Sequence[Candidate | None]) -> Place | None:
        known = [ground for ground in grounds if ground is not None]
        wide = [ground for ground in known if ground.feature == "country"]
        if not known or len(wide) == len(known) or (wide and statement.kind == "between"):
            return None
        anchors = tuple(
            Anchor(self.named[at].name, "unknown") if ground is None else anchor(ground)
            for at, ground in zip(statement.grounds, grounds, strict=True)
        )
        countries = {ground.country for ground in known}
        units = {ground.admin1 for ground in known}
        same = len(known) == len(grounds)
        return Place(
            span=self.span(statement),
            name=self.words(statement),
            feature="road" if statement.kind == "road" else "area",
            precision="region" if same else "unknown",
            country=known[0].country if len(countries) == 1 else None,
            admin1=plain(known[0].admin1, known[0].country) if same and len(units) == 1 and known[0].admin1 else None,
            relation=Relation(statement.kind, "line" if same else "unknown", anchors, low_km=_length(anchors)),
        )

    def _loose(self, statement: Statement, ground: Candidate | None) -> Place | None:
        """Return what lies at a distance from a whole country or region, or from a place that is not known: no point."""
        if statement.distance is None:
            return None
        anchors = (Anchor(self.named[statement.grounds[0]].name, "unknown"),) if ground is None else (anchor(ground),)
        return Place(
            span=self.span(statement),
            name=self.words(statement),
            feature="area",
            precision="unknown" if ground is None else "region",
            country=None if ground is None or ground.feature == "country" else ground.country,
            relation=_relation(statement, "unknown", anchors),
        )

    def _towards(self, statement: Statement, ground: Candidate) -> Place:
        shape = "sector" if statement.bearing else "circle"
        return changed(self._at(statement, ground), relation=_relation(statement, shape, (anchor(ground),)))

    def _around(self, statement: Statement, ground: Candidate) -> Place:
        """Return what lies at a distance without a direction, or within one: the anchor's point if that is near enough."""
        distance = statement.distance
        assert distance is not None
        radius = reach(distance, None, town_radius(ground.population)) if distance.high is not None else None
        shape = "sector" if statement.bearing else "circle" if distance.low is None else "ring"
        relation = _relation(statement, shape, (anchor(ground),))
        place = changed(self._at(statement, ground), relation=relation, radius_km=_rounded(radius))
        if radius is not None and radius <= NEAR_KM + town_radius(ground.population):
            return place
        return changed(
            place, name=self.words(statement), feature="area", precision="region", geonameid=None, lat=None, lon=None,
            admin1=None, radius_km=None,
        )  # fmt: skip

    def _computed(self, statement: Statement, ground: Candidate, start: Point) -> Place:
        distance, way = statement.distance, statement.bearing
        assert distance is not None
        assert way is not None
        lat, lon = destination(start, way.degrees, distance.km)
        radius = reach(distance, way, town_radius(ground.population))
        return Place(
            span=self.span(statement),
            name=self.words(statement),
            feature="area",
            precision="near" if radius <= NEAR_KM else "region",
            lat=round(lat, _DECIMALS),
            lon=round(lon, _DECIMALS),
            country=ground.country,
            radius_km=_rounded(radius),
            relation=_relation(statement, "sector", (anchor(ground),), computed=True),
        )

    def _at(self, statement: Statement, ground: Candidate) -> Place:
        return Place(
            span=self.span(statement),
            name=plain(ground.name, ground.country),
            feature=ground.feature,
            precision="near",
            geonameid=ground.geonameid,
            lat=ground.lat,
            lon=ground.lon,
            country=ground.country,
            admin1=plain(ground.admin1, ground.country) if ground.admin1 else None,
        )

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield where the sentence does not fit the map, or gives a distance in two units that do not agree."""
        base = self.page.sentence.start
        for distance in stated_distances(self.page):
            if distance.disagrees:
                yield units_disagree(distance, self.report.span(base + distance.start, base + distance.end))
        for statement in self.stated:
            ground, figure = self.resolved.get(self.named[statement.grounds[0]]), self.figure(statement)
            if statement.kind in {"distance", "direction"} and ground is not None and figure is not None:
                toponym, resolution = figure
                span = self._span(toponym.start, statement.end)
                found = map_disagrees(statement, candidates(ground), candidates(resolution), span)
                if found is not None:
                    yield found

    def figure(self, statement: Statement) -> tuple[Toponym, Resolution] | None:
        """Return the town or village that a statement puts somewhere; None where it names none that is known."""
        for at in statement.figures:
            toponym = self.named[at]
            resolution = self.resolved.get(toponym)
            if resolution is not None and resolution.chosen.precision == "exact" and not self._is_within(toponym):
                return toponym, resolution
        return None

    def _is_within(self, toponym: Toponym) -> bool:
        """Say whether a name tells of what is around it ("near Rastan") or is part of another name ("the Sea of Azov")."""
        before = (
            self.page.words.noun(self.page.lower(toponym.start - 2))
            if self.page.lower(toponym.start - 1) == "of"
            else None
        )
        return toponym.vicinity or (before is not None and before.feature == "area")

    def span(self, statement: Statement) -> Span:
        """Return the words of a statement as evidence."""
        return self._span(statement.start, statement.end)

    def words(self, statement: Statement) -> str:
        """Return the words of a statement on one line."""
        return self.page.slice(statement.start, statement.end)

    def _is_elsewhere(self, statement: Statement, toponym: Toponym) -> bool:
        """Say whether the gazetteer does not have a figure, or has only a little-known namesake of it elsewhere."""
        resolution, ground = self.resolved.get(toponym), self.resolved.get(self.named[statement.grounds[0]])
        if statement.distance is None or ground is None:
            return False
        if resolution is None:
            return True
        chosen = resolution.chosen
        if not statement.sure or chosen.precision != "exact" or ground.chosen.precision != "exact":
            return False
        return is_namesake(statement, candidates(ground), candidates(resolution))

    def _named_figure(self, statement: Statement) -> Place | None:
        """Return the place of the figure itself, where it lies where the statement puts it."""
        figure = self.figure(statement)
        if figure is None or self._is_elsewhere(statement, figure[0]):
            return None
        toponym, resolution = figure
        kind = frame_kind(self.page, toponym)
        return named_place(self._span(toponym.first, toponym.last), toponym, resolution.chosen, kind)

    def _span(self, start: int, end: int) -> Span:
        tokens = self.page.sentence.tokens
        return self.report.span(tokens[start].start, tokens[end - 1].end)


def candidates(resolution: Resolution) -> tuple[Candidate, ...]:
    """Return the candidates of a name, the chosen one first."""
    return (resolution.chosen, *(each.candidate for each in resolution.weighed))


def _relation(statement: Statement, shape: str, anchors: tuple[Anchor, ...], *, computed: bool = False) -> Relation:
    distance, way = statement.distance, statement.bearing
    return Relation(
        kind=statement.kind,
        shape=shape,
        anchors=anchors,
        bearing=way.degrees if way else None,
        spread=way.spread / 2 if way else None,
        distance_km=_rounded(distance.km) if distance else None,
        low_km=_rounded(distance.low) if distance else None,
        high_km=_rounded(distance.high) if distance else None,
        computed=computed,
    )


def _length(ends: Sequence[Anchor]) -> float | None:
    points = [
        (end.lat, end.lon) for end in ends if end.lat is not None and end.lon is not None and end.feature in _TOWNS
    ]
    return _rounded(kilometres(points[0], points[1])) if len(points) == 2 else None


def _rounded(km: float | None) -> float | None:
    return None if km is None else round(km, 1)

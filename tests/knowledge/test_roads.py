"""Road networks: what ships, what a file may say wrong, and what is drawn from a map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontline.errors import KnowledgeError, UsageError
from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.roads import Network
from frontline.knowledge.roads.extracts import Line, read_lines
from frontline.knowledge.roads.file import ROADS_FOLDER, load_network, look_through, shipped_for, shipped_networks
from frontline.knowledge.roads.joining import JOIN_KM, box_of, joined_network
from frontline.knowledge.roads.paths import Usable, articulation, components, gates, shortest
from frontline.knowledge.roads.write import digest, write_network
from frontline.knowledge.sphere import kilometres
from frontline.records import Place, Span
from frontline.records.control import ControlPlace

EXTRACT = Path(__file__).parent / "cases" / "roads.osm"
SQUARE = """\
network: {id: square, name: a square with a tail, countries: [SYR], capital: a}
towns:
  a: {name: Ayn, at: [35.0, 37.0], geonameid: null}
  b: {name: Bab, at: [35.0, 37.5], geonameid: null}
  c: {name: Cum, at: [35.5, 37.5], geonameid: null}
  d: {name: Dal, at: [35.5, 37.0], geonameid: null}
  e: {name: Ein, at: [36.0, 37.5], geonameid: null}
roads:
  - {number: R1, name: ring, class: motorway, through: [a, b, c]}
  - {number: R2, name: back, class: primary, through: [c, d, a]}
  - {name: tail, class: trunk, through: [c, e]}
bridges:
  ford: {name: Old Ford, between: [c, e]}
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def syria(gazetteer: Gazetteer) -> Network:
    return load_network("syria", gazetteer)


def written(folder: Path, text: str) -> Path:
    path = folder / "roads.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def square(tmp_path: Path, gazetteer: Gazetteer) -> Network:
    return load_network(written(tmp_path, SQUARE), gazetteer)


def test_every_shipped_network_is_compiled_from_its_source_as_it_stands():
    assert "syria" in shipped_networks()
    for name in shipped_networks():
        compiled = json.loads((ROADS_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        assert compiled["network"]["source"] == digest(ROADS_FOLDER / f"{name}.yml"), (
            "run python -m frontline.knowledge.compile_roads"
        )


def test_the_shipped_network_has_nothing_wrong_and_all_its_towns_hang_together(gazetteer):
    read = look_through(ROADS_FOLDER / "syria.json", gazetteer)
    assert read.faults == ()
    assert read.remarks == ()


def test_towns_of_the_shipped_network_lie_where_the_gazetteer_has_them(gazetteer, syria):
    rows = {one.geonameid: one for one in gazetteer.settled((32.0, 35.5, 37.5, 42.5)) if one.geonameid}
    numbered = [town for town in syria.towns.values() if town.geonameid]
    assert len(numbered) > 50
    for town in numbered:
        place = rows[town.geonameid]
        assert kilometres((town.lat, town.lon), (place.lat, place.lon)) < 1, town.id


def test_main_roads_run_as_everybody_knows(syria):
    way = shortest(syria, "damascus", "latakia", Usable(frozenset(syria.towns)))
    assert way is not None
    assert [(leg.road, leg.end) for leg in way.legs] == [("M5", "homs"), ("M1", "latakia")]
    assert 280 < way.km < 360
    assert shipped_for({"IRQ": 0.6, "SYR": 0.4}) == "syria"
    assert shipped_for({"FRA": 1.0}) is None


@pytest.mark.parametrize(
    ("place", "town"),
    [
        (ControlPlace("Ḩimş", 169577, 34.727, 36.723), "homs"),
        (ControlPlace("Rstan", None, 34.93, 36.73), "rastan"),
        (ControlPlace("Sweida", None, None, None), "suwayda"),
        (ControlPlace("Nassib border crossing", None, None, None, feature="crossing"), "nassib"),
        (ControlPlace("Homs", 169575, 34.65, 37.4, feature="region"), None),
        (ControlPlace("Homs", None, 50.0, 4.0), None),
        (ControlPlace("an unheard-of place", None, 34.7271, 36.7231), "homs"),
        (ControlPlace("main police station", None, 34.727, 36.723, feature="facility"), None),
    ],
)
def test_places_of_claims_are_found_in_the_network(syria, place, town):
    found = syria.town(place)
    assert (found.id if found else None) == town


def test_a_mention_is_found_as_a_place_of_control_is(syria):
    mention = Place(Span("r1", 0, 4, "Homs"), "Homs", "city", "exact", geonameid=169577)
    assert syria.town(mention).id == "homs"


def test_areas_are_named_in_the_file_or_are_regions_of_the_first_level(syria):
    assert set(syria.area("the coast").towns) == {"latakia", "jablah", "baniyas", "tartus"}
    assert "nawa" in syria.area("Daraa").towns
    assert syria.area("the moon") is None
    assert syria.bridge("al-Rastan bridge").between == ("hama", "rastan")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("class: motorway", "class: lane", "roads.0.class: 'lane' is not known; use one of motorway, primary, trunk"),
        ("[a, b, c]", "[a, bb, c]", "roads.yml:9: roads.0.through.1: no town 'bb'"),
        ("[a, b, c]", "[a]", "a road joins at least two towns"),
        ("[a, b, c]", "[a, a, c]", "'a' follows itself"),
        ("at: [35.0, 37.5]", "at: [135.0, 37.5]", "roads.yml:4: towns.b.at: [135.0, 37.5] is nowhere on earth"),
        ("at: [35.0, 37.5]", "at: here", "towns.b.at: must be a list"),
        ("between: [c, e]", "between: [a, c]", "must be two towns that follow one another on a road"),
        ("capital: a", "capital: z", "network.capital: no town 'z'"),
        ("name: Bab,", "nam: Bab,", "unknown key"),
        ("countries: [SYR]", "countries: [Syria]", "'Syria' is no country code"),
        ("name: Bab, at: [35.0, 37.5], geonameid: null", "name: Xyzzyville", "the gazetteer has no such town in SYR"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_key(tmp_path, gazetteer, old, new, said):
    with pytest.raises(KnowledgeError) as told:
        load_network(written(tmp_path, SQUARE.replace(old, new, 1)), gazetteer)
    assert said in str(told.value)


def test_all_faults_of_a_file_are_told_at_once_and_the_rest_is_read(tmp_path, gazetteer):
    text = SQUARE.replace("[a, b, c]", "[a, bb, c]").replace("between: [c, e]", "between: [a, c]")
    read = look_through(written(tmp_path, text), gazetteer)
    assert len(read.faults) == 2
    assert len(read.network.roads) == 2
    assert any("towns.b: lies on no road" in remark for remark in read.remarks)


def test_a_town_without_a_point_takes_the_gazetteers(tmp_path, gazetteer):
    text = SQUARE.replace("name: Bab, at: [35.0, 37.5], geonameid: null", "name: Homs")
    town = load_network(written(tmp_path, text), gazetteer).towns["b"]
    assert (town.geonameid, town.admin1) == (169577, "Homs")


def test_no_network_is_told_with_those_that_there_are(gazetteer):
    with pytest.raises(KnowledgeError, match=r"no shipped road network; use one of .*syria"):
        load_network("atlantis", gazetteer)


def test_what_is_written_is_read_again(tmp_path, gazetteer, square):
    again = load_network(written(tmp_path, write_network(square)), gazetteer)
    assert again == square
    assert again.stretches == square.stretches


def test_ways_go_round_and_end_at_what_cannot_be_passed(square):
    everything = Usable(frozenset(square.towns))
    assert shortest(square, "a", "e", everything).towns == ("a", "b", "c", "e")
    assert shortest(square, "a", "e", everything.without(towns=["b"])).towns == ("a", "d", "c", "e")
    assert shortest(square, "a", "e", everything.without(towns=["b", "d"])) is None
    assert shortest(square, "a", "e", everything.without(bridges=["ford"])) is None


def test_gates_are_what_every_way_must_pass(square):
    everything = Usable(frozenset(square.towns))
    found = gates(square, "a", "e", everything)
    assert (found.places, found.bridges) == (("c",), ("ford",))
    assert gates(square, "a", "e", everything.without(towns=["d"])).places == ("b", "c")
    assert articulation(square, everything) == {"c"}
    assert articulation(square, everything.without(towns=["d"])) == {"b", "c"}


def test_articulation_is_what_parts_the_shipped_network(syria):
    everything = Usable(frozenset(syria.towns))
    found = articulation(syria, everything)
    for town in syria.towns:
        parts = components(syria, everything.without(towns=[town]))
        assert (len(parts) > 1) == (town in found), town


def lines() -> list[Line]:
    return list(read_lines(EXTRACT))


def drawn(gazetteer: Gazetteer, found: list[Line], snap: float = 1e-5) -> Network:
    places = [one for one in gazetteer.settled(box_of(found)) if one.feature != "village"]
    return joined_network(found, places, "an extract", snap)


def test_an_extract_of_openstreetmap_becomes_a_network_of_towns(gazetteer):
    network = drawn(gazetteer, lines())
    ids = {town.geonameid: town.id for town in network.towns.values()}
    homs, hama, tartus = ids[169577], ids[170017], ids[163345]
    assert not any("street" in road.name for road in network.roads)
    assert network.countries == ("SYR",)
    everything = Usable(frozenset(network.towns))
    way = shortest(network, hama, tartus, everything.without(towns=[homs]))
    assert way.legs[-1].road == "the hill road"
    main = shortest(network, hama, homs, everything)
    assert {leg.road for leg in main.legs} == {"M5"}
    assert kilometres((35.13, 36.76), (34.73, 36.72)) <= main.km + 2 * JOIN_KM
    bridge = next(iter(network.bridges.values()))
    assert bridge.name == "Invented Bridge"
    assert hama in bridge.between


def test_a_drawn_network_is_read_from_its_file(tmp_path, gazetteer):
    network = drawn(gazetteer, lines())
    assert load_network(written(tmp_path, write_network(network)), gazetteer) == network


def features(natural: bool) -> dict[str, object]:
    grades = {"motorway": "Major Highway", "trunk": "Secondary Highway", "primary": "Road"}
    found = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in line.points]},
            "properties": {"type": grades[line.grade], "name": line.number}
            if natural
            else {"highway": line.grade, "ref": line.number, "name": line.name},
        }
        for line in lines()
    ]
    found.append({"type": "Feature", "geometry": None, "properties": None})
    ferry = {"type": "LineString", "coordinates": [[36.0, 34.0], [36.1, 34.0]]}
    found.append({"type": "Feature", "geometry": ferry, "properties": {"type": "Ferry Route"}})
    return {"type": "FeatureCollection", "features": found}


@pytest.mark.parametrize("natural", [True, False], ids=["natural earth", "openstreetmap"])
def test_geojson_gives_the_towns_and_ways_of_the_same_roads(tmp_path, gazetteer, natural):
    path = tmp_path / "roads.geojson"
    path.write_text(json.dumps(features(natural)), encoding="utf-8")
    found, expected = drawn(gazetteer, list(read_lines(path))), drawn(gazetteer, lines())
    assert found.towns == expected.towns
    assert {(one.a, one.b) for one in found.stretches} == {(one.a, one.b) for one in expected.stretches}


def test_a_shapefile_of_natural_earth_is_read(tmp_path):
    shapefile = pytest.importorskip("shapefile")
    with shapefile.Writer(str(tmp_path / "roads"), shapeType=shapefile.POLYLINE) as writer:
        for field in ("type", "name"):
            writer.field(field, "C")
        for line in lines():
            writer.line([[[lon, lat] for lat, lon in line.points]])
            writer.record("Major Highway", line.number or "")
    found = list(read_lines(tmp_path / "roads.shp"))
    assert [line.points for line in found] == [line.points for line in lines()]
    assert {line.grade for line in found} == {"motorway"}


def test_pbf_gives_the_lines_of_the_same_xml(tmp_path):
    osmium = pytest.importorskip("osmium")
    path = tmp_path / "roads.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for one in osmium.FileProcessor(str(EXTRACT)):
            writer.add(one)
    found, expected = list(read_lines(path)), lines()
    assert [(line.grade, line.number, line.name, line.bridge) for line in found] == [
        (line.grade, line.number, line.name, line.bridge) for line in expected
    ]
    assert all(
        one == pytest.approx(other, abs=1e-6)
        for line, like in zip(found, expected, strict=True)
        for one, other in zip(line.points, like.points, strict=True)
    )


@pytest.mark.parametrize(
    ("name", "text", "error", "said"),
    [
        ("a.osm", "<osm><node", KnowledgeError, "is no OpenStreetMap XML"),
        ("a.osm", "<osm></osm>", KnowledgeError, "has no road of class motorway"),
        ("a.geojson", "[]", KnowledgeError, "is no GeoJSON collection"),
        ("a.geojson", '{"features": [7]}', KnowledgeError, "feature 1 is not as GeoJSON asks"),
        ("a.kml", "", UsageError, "the format is not known by its ending"),
        ("a.osm.pbf", "not a map", KnowledgeError, "is no OpenStreetMap PBF"),
        ("a.shp", "not a map", KnowledgeError, "is no shapefile"),
    ],
)
def test_a_map_that_cannot_be_read_is_told(tmp_path, name, text, error, said):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=said):
        list(read_lines(path))


def test_roads_far_from_towns_make_no_network(gazetteer):
    desert = [Line("trunk", None, None, ((33.0, 40.0), (33.1, 40.1)))]
    with pytest.raises(KnowledgeError, match="no road comes within 3 km of two towns"):
        drawn(gazetteer, desert)

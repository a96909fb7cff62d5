from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest

from frontline.errors import UsageError
from frontline.exports.control import write_control_csv, write_control_geojson
from frontline.knowledge.shipped import shipped
from frontline.records.control import Control, ControlPlace, ControlState, Holder
from frontline.situation.sides import Sides
from frontline.situation.start import StartReader

REBELS = Holder("syria-rebels", "rebels (Syria)")
DAY = date(2024, 12, 6)


@pytest.fixture(scope="module")
def reader() -> StartReader:
    return StartReader(Sides(shipped().registry), shipped().gazetteer)


def test_the_nearest_statement_wins(reader: StartReader) -> None:
    text = """place,country,admin1,feature,holder,day
Syria,SYR,,country,government,2024-11-26
Idlib,SYR,Idlib,region,opposition,2024-11-26
Hama,SYR,,city,syria-hts,2024-12-05
"""
    found = reader.read(text, "start.csv")
    ((hama, _),) = found.places.values()
    hama = replace(hama, name="Hama")
    near = {
        place.name: found.of(place)
        for place in (
            hama,
            ControlPlace("X", 1, country="SYR", admin1="Idlib"),
            ControlPlace("Y", 2, country="SYR", admin1="Homs"),
        )
    }
    assert {name: start and start.holder.id for name, start in near.items()} == {
        "Hama": "syria-rebels", "X": "syria-rebels", "Y": "syria-government",
    }  # fmt: skip
    assert found.of(ControlPlace("Z", 3, country="TUR")) is None


@pytest.mark.parametrize("write", [write_control_csv, write_control_geojson])
def test_what_is_written_can_be_given_back(reader: StartReader, write: object) -> None:
    place = ControlPlace("Upper Nowhere", None, 35.5, 36.5, "village", "SYR", "Hama")
    out = io.StringIO()
    write([Control(place, REBELS, ControlState.HELD, 0.9, DAY, DAY)], out)  # type: ignore[operator]
    start = reader.read(out.getvalue(), "control").of(place)
    assert start is not None
    assert (start.holder, start.day) == (REBELS, DAY)


@pytest.mark.parametrize("state", [ControlState.LOST, ControlState.CONTESTED, ControlState.UNKNOWN])
def test_who_has_lost_a_place_or_may_not_have_it_is_no_start(reader: StartReader, state: ControlState) -> None:
    place = ControlPlace("Upper Nowhere", None, 35.5, 36.5, "village", "SYR", "Hama")
    out = io.StringIO()
    write_control_csv([Control(place, REBELS, state, 0.3, DAY, DAY)], out)
    assert reader.read(out.getvalue(), "control").of(place) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("town,who\nHama,x\n", "place, holder, day"),
        ("place,holder,day\nHama,rebels,yesterday\n", "start:2.*2022-02-23"),
        ("place,holder,day\nQqqzzz,rebels,2024-12-01\n", "start:2.*gazetteer"),
        ("place,holder,day,country\nHama,rebels,2024-12-01,Atlantis\n", "no country"),
        ("place,holder,day,country\nHama,rebels,2024-12-01,xyz\n", "no country"),
        ("place,holder,day,lat,lon\nHama,rebels,2024-12-01,north,36\n", "degrees"),
        ('{"type": "FeatureCollection"}', "FeatureCollection"),
        (json.dumps({"features": [{"properties": {"holder": "x"}}]}), "no place"),
    ],
)
def test_a_wrong_file_is_told_where_and_what_would_work(reader: StartReader, text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        reader.read(text, "start")


MINOVA = ControlPlace("Minova", feature="town")
GOMA = ControlPlace("Goma", 216281, -1.67, 29.22, "city", "COD", "Nord Kivu")


def test_a_name_is_the_place_that_reports_speak_of(reader: StartReader) -> None:
    spoken = replace(reader, spoken=(MINOVA, GOMA))
    found = spoken.read("place,holder,day\nMinova,congo-m23,2025-01-20\nGoma,congo-m23,2025-01-20\n", "start")
    assert {place for place, _ in found.places.values()} == {MINOVA, GOMA}
    assert found.problems == ()


def test_what_is_only_alike_is_offered_and_not_taken(reader: StartReader) -> None:
    with pytest.raises(UsageError, match=r"start:2.*not in the gazetteer; it has .*, Japan"):
        reader.read("place,holder,day\nMinova,congo-m23,2025-01-20\n", "start")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Homs,syria-hts,2025-01-20", "Homs was taken for the one in Syria, of which no report speaks"),
        ("Goma,the martians,2025-01-20", "'the martians' is no actor that frontline knows"),
    ],
)
def test_a_row_that_may_mean_something_else_is_told(reader: StartReader, row: str, what: str) -> None:
    (problem,) = replace(reader, spoken=(GOMA,)).read(f"place,holder,day\n{row}\n", "start").problems
    assert what in problem.what
    assert problem.where == "start:2"
    assert not problem.fatal

import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
import shapely
from tests.pictures.conftest import BRIDGE, FIRST, HAMA, HOMS, NOWHERE, RASTAN, row

from frontline.errors import UsageError
from frontline.pictures.lettering import LEFT, WIDTH, Wording, Words, width_of
from frontline.pictures.map_figure import draw_map, foot, round_length
from frontline.pictures.page import write_page
from frontline.pictures.palette import Palette
from frontline.pictures.sheet import Road, on_day, sheet_of
from frontline.pictures.timeline import Tick, draw_timeline
from frontline.records.control import ControlPlace

DAYS = (FIRST, FIRST + timedelta(days=6))
WORDING = Wording("Who holds what <here>", "An invented week.", foot(30, "no reports"))


def test_a_sheet_holds_every_place_that_has_a_point_and_names_the_others(week):
    sheet = sheet_of(week)
    assert {town.place for town in sheet.towns} == {HOMS, HAMA, RASTAN, BRIDGE}
    assert sheet.unplaced == (NOWHERE.name,)
    west, south, east, north = sheet.frame
    assert all(west < town.x < east and south < town.y < north for town in sheet.towns)
    assert [country for country, _, _ in sheet.names].count("Syria") == 1


def test_a_town_across_the_drawn_border_belongs_to_its_own_country():
    goma = ControlPlace("Goma", 216281, -1.679, 29.228, "city", "COD", "North Kivu")
    sheet = sheet_of([row(goma, None, "unknown")])
    assert sheet.countries == ("Dem. Rep. Congo",)


def test_distances_on_a_sheet_are_kilometres(week):
    towns = {town.place: town for town in sheet_of(week).towns}
    apart = shapely.Point(towns[HOMS].x, towns[HOMS].y).distance(shapely.Point(towns[HAMA].x, towns[HAMA].y))
    assert apart == pytest.approx(44.6, abs=0.5)


def test_a_crossing_has_no_land(week):
    areas = {town.place: town.cell.area for town in sheet_of(week).towns}
    assert areas[BRIDGE] == 0
    assert areas[RASTAN] > 100


def test_without_a_point_there_is_no_map():
    with pytest.raises(UsageError, match="point"):
        sheet_of([row(NOWHERE, None, "unknown")])


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_map_is_the_same_each_time_and_another_on_another_day(week, tmp_path, ending):
    sheet = sheet_of(week, [Road("M5", ((34.73, 36.71), (35.13, 36.75)))])
    palette = Palette.of(week)
    drawn = []
    for number, day in enumerate((0, 0, 5)):
        out = tmp_path / f"{number}.{ending}"
        draw_map(sheet, on_day(week, FIRST + timedelta(days=day)).values(), palette, WORDING, out)
        drawn.append(out.read_bytes())
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert len(drawn[0]) > 10_000


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.found += [value for key, value in attrs if key in {"src", "href"}]


def test_a_page_stands_alone_and_holds_every_day(week, tmp_path):
    out = tmp_path / "page.html"
    write_page(sheet_of(week), week, Palette.of(week), WORDING, out, DAYS)
    page = out.read_text(encoding="utf-8")
    links = _Links()
    links.feed(page)
    assert links.found == []
    assert not re.search(r"@import|url\((?!#)|fetch\(|XMLHttp", page)
    assert "<!--" not in page
    assert "&lt;here&gt;" in page
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])
    assert (data["first"], data["days"]) == ("2031-05-01", 7)
    homs = next(place for place in data["places"] if place["name"] == "Homs")
    assert [(run[0], run[1], data["sides"][run[2]]["name"], run[4]) for run in homs["runs"]] == [
        (0, 2, "Southern Front", "held"),
        (3, 6, "Southern Front", "contested"),
    ]
    assert data["sides"][homs["runs"][1][3]]["name"] == "Northern Army"


def test_text_from_a_report_cannot_end_the_script(week, tmp_path):
    out = tmp_path / "page.html"
    place = HOMS.__class__("</script><b>", None, 34.7, 36.7, "town", "SYR", None)
    write_page(
        sheet_of([row(place, None, "unknown")]), [row(place, None, "unknown")], Palette.of(week), WORDING, out, DAYS
    )
    assert out.read_text(encoding="utf-8").count("</script>") == 2


def test_a_timeline_is_drawn_and_an_empty_one_is_refused(week, tmp_path):
    rows = [one for one in week if one.place == HOMS]
    plain, ticked = tmp_path / "plain.svg", tmp_path / "ticked.svg"
    draw_timeline(rows, [], Palette.of(week), WORDING, plain)
    draw_timeline(rows, [Tick(FIRST, "south", speaks_for=True)], Palette.of(week), WORDING, ticked)
    assert plain.read_bytes() != ticked.read_bytes()
    with pytest.raises(UsageError, match="nothing is told"):
        draw_timeline([], [], Palette.of(week), WORDING, plain)


@pytest.mark.parametrize(("length", "bar"), [(0.3, 1), (1.9, 1), (73, 50), (100, 100), (480, 200)])
def test_a_scale_bar_has_a_round_length(length, bar):
    assert round_length(length) == bar


def test_long_words_are_made_to_fit_the_width():
    wording = Wording("Who holds what " * 12, "As told in reports. " * 12, "Sources: " + "The Harbour Gazette, " * 20)
    words = Words.of(wording)
    plain = Words.of(WORDING)
    inner = WIDTH * (1 - 2 * LEFT)
    for text, size, weight in (
        (words.title, words.size, "bold"),
        (words.about, 9.4, "normal"),
        (words.source, 7.4, "normal"),
    ):
        assert "\n" in text
        assert all(width_of(line, size, weight) <= inner for line in text.split("\n"))
    assert words.size < plain.size
    assert words.above > plain.above
    assert words.below > plain.below

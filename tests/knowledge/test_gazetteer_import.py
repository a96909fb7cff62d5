"""Importing: what is kept of a dump and of a table, going on after a stop, and several gazetteers read as one."""

import zipfile

import pytest

from frontline.errors import KnowledgeError
from frontline.knowledge.gazetteer import SHIPPED, Gazetteer
from frontline.knowledge.gazetteer_file import open_gazetteer
from frontline.knowledge.gazetteer_import import GazetteerImport


@pytest.fixture(scope="module")
def base():
    return open_gazetteer(SHIPPED)


def record(number, name, kind="P.PPL", point=(34.5, 36.5), **more):
    """One line of a dump, as GeoNames writes them; the place is made up."""
    letter, code = kind.split(".")
    others, people = more.get("others", ""), more.get("people", 0)
    cells = [number, name, name, others, *point, letter, code, more.get("country", "SY"), "", more.get("unit", "11")]
    return "\t".join(str(cell) for cell in [*cells, "", "", "", people, "", "", "Asia/Damascus", "2024-01-01"]) + "\n"


DUMP = "".join(
    [
        record(900000001, "Qarzabil", people=1200, others="Karzabeel,قرزبيل,QZB"),
        record(900000002, "Zumruqan", people=250_000),
        record(900000003, "Matar Zumruqan", "S.AIRB", (34.9, 36.9)),
        record(900000004, "Zumruqan Bridge", "S.BDG"),
        record(900000005, "Maxil Street School", "S.SCH"),
        record(900000006, "Jabal Qarzab", "T.MTS"),
        record(900000007, "Nahr Zumruq", "H.STM"),
        record(900000008, "Bab Zumruq", "S.PSTB"),
        record(900000009, "Muhafazat Zumruq", "A.ADM1", unit="77", people=300_000),
    ]
)


def imported(text, folder, base, name="dump.txt", **options):
    source = folder / name
    source.write_text(text, encoding="utf-8")
    out = folder / "out.gazetteer"
    report = GazetteerImport(source, out, base, **options).run()
    return report, Gazetteer.load(beside=[out])


def test_what_a_dump_brings(tmp_path, base):
    report, gazetteer = imported(DUMP, tmp_path, base)
    assert (report.rows, report.left_out, report.faults) == (8, 1, 0)
    place = gazetteer.find("Qarzabil")[0]
    assert (place.geonameid, place.country, place.sort, place.population) == (900000001, "SYR", "village", 1200)
    assert place.admin1 == "Homs"
    assert place.source == 1
    assert gazetteer.find("Zumruqan")[0].feature == "city"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Matar Zumruqan", ("air base", "facility", "exact")),
        ("Zumruqan Bridge", ("bridge", "facility", "exact")),
        ("Jabal Qarzab", ("local mountains", "area", "region")),
        ("Nahr Zumruq", ("local river", "area", "region")),
        ("Bab Zumruq", ("border crossing", "crossing", "exact")),
        ("Muhafazat Zumruq", ("first-order unit", "region", "admin1")),
    ],
)
def test_features_keep_their_sort_and_an_honest_precision(tmp_path, base, name, kind):
    _, gazetteer = imported(DUMP, tmp_path, base)
    best = gazetteer.find(name)[0]
    assert (best.name, best.sort, best.feature, best.precision) == (name, *kind)


def test_other_names_are_found_and_codes_of_airports_are_not(tmp_path, base):
    _, gazetteer = imported(DUMP, tmp_path, base)
    assert gazetteer.find("Karzabeel")[0].geonameid == 900000001
    assert gazetteer.find("قرزبيل")[0].geonameid == 900000001
    assert all(each.geonameid != 900000001 for each in gazetteer.find("QZB"))


def test_a_packed_dump_is_the_same_dump(tmp_path, base):
    plain, _ = imported(DUMP, tmp_path, base)
    packed = tmp_path / "SY.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("readme.txt", "about")
        file.writestr("SY.txt", DUMP)
    assert GazetteerImport(packed, tmp_path / "zip.gazetteer", base).run()[:4] == plain[:4]


class StoppedError(Exception):
    pass


def test_an_import_goes_on_where_it_was_stopped(tmp_path, base):
    many = "".join(record(910000000 + number, f"Tal Numrud {number:04}", people=number) for number in range(100))
    source = tmp_path / "many.txt"
    source.write_text(many, encoding="utf-8")
    steps = []

    def stop(step):
        steps.append(step)
        if len(steps) == 3:
            raise StoppedError

    whole, parts = tmp_path / "whole.gazetteer", tmp_path / "parts.gazetteer"
    GazetteerImport(source, whole, base, every=10).run()
    with pytest.raises(StoppedError):
        GazetteerImport(source, parts, base, every=10).run(stop)
    assert not parts.exists()
    again = GazetteerImport(source, parts, base, every=10)
    assert again.resumed == 30
    assert again.run().rows == 100
    assert parts.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.txt", "parts.gazetteer", "whole.gazetteer"]


def test_another_file_does_not_go_on_with_the_work_of_the_first(tmp_path, base):
    source = tmp_path / "dump.txt"
    source.write_text(DUMP, encoding="utf-8")

    def stop(step):
        raise StoppedError

    with pytest.raises(StoppedError):
        GazetteerImport(source, tmp_path / "out.gazetteer", base, every=2).run(stop)
    source.write_text(DUMP + record(900000010, "Tal Zumruq"), encoding="utf-8")
    assert GazetteerImport(source, tmp_path / "out.gazetteer", base).resumed == 0


def test_other_names_from_a_file_of_their_own(tmp_path, base):
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "1\t900000001\ten\tOld Mill Crossing\t\t\t\t\t\t\n"
        "2\t900000001\tlink\thttps://example.org/Qarzabil\t\t\t\t\t\t\n"
        "3\t900000001\tar\tقرزبيل\t\t\t\t\t\t\n"
        "4\t123\ten\tElsewhere Entirely\t\t\t\t\t\t\n"
        "5\t900000002\ten\tZumrugan\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    report, gazetteer = imported(DUMP, tmp_path, base, alternates=names, every=2)
    assert gazetteer.find("Old Mill Crossing")[0].geonameid == 900000001
    assert gazetteer.find("قرزبيل")[0].geonameid == 900000001
    assert gazetteer.find("Zumrugan")[0].geonameid == 900000002
    assert gazetteer.find("Elsewhere Entirely") == ()
    assert report.labels == 8 + 3


TABLE = """name;lat;lon;country;admin1;feature;population;other_names
Post Nine Ridge;34.1;36.2;SY;Homs;border crossing;;Ninth Post|Hajiz Tisaa
Camp Barzun;34.2;36.3;Syria;;CMP;4000;
Tal Wirq;;;SYR;;sea;;
Broken Hill Post;north;36.3;SY;;village;;
Odd Post;34.2;36.3;SY;;spaceport;;
"""


def test_a_table_of_ones_own(tmp_path, base):
    report, gazetteer = imported(TABLE, tmp_path, base, "posts.csv")
    assert report.rows == 3
    assert [fault.number for fault in report.first_faults] == [4, 5]
    assert "could not convert" in report.first_faults[0].text
    assert "no feature 'spaceport'" in report.first_faults[1].text
    post = gazetteer.find("Ninth Post")[0]
    assert (post.name, post.feature, post.admin1, post.country) == ("Post Nine Ridge", "crossing", "Homs", "SYR")
    assert gazetteer.find("Camp Barzun")[0].sort == "camp"
    assert gazetteer.find("Tal Wirq")[0].lat is None


def test_a_place_of_two_gazetteers_is_one_candidate(tmp_path, base):
    best = Gazetteer.load().find("Palmyra")[0]
    again = record(best.geonameid, "Tadmur", point=(best.lat, best.lon), others="Palmyra,Tadmorvilla", people=51_323)
    _, gazetteer = imported(again, tmp_path, base)
    assert [each.geonameid for each in gazetteer.find("Palmyra", 50)].count(best.geonameid) == 1
    assert gazetteer.find("Palmyra")[0].source == 0
    assert gazetteer.find("Tadmorvilla")[0].geonameid == best.geonameid


@pytest.mark.parametrize("text", ["", "just words\n", "name,where\nX,there\n"])
def test_what_is_no_file_of_places(tmp_path, base, text):
    source = tmp_path / "words.csv"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"neither a dump of GeoNames .* nor a table"):
        GazetteerImport(source, tmp_path / "out", base)


def test_a_file_without_one_place_says_so(tmp_path, base):
    with pytest.raises(KnowledgeError, match=r"no place to import; record 1 .*lat, lon"):
        imported("name,lat,lon\nX,a,b\n", tmp_path, base, "bad.csv")


def test_a_zip_of_several_files_asks_for_one(tmp_path, base):
    packed = tmp_path / "two.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", DUMP)
        file.writestr("b.txt", DUMP)
    with pytest.raises(KnowledgeError, match="holds 2 files"):
        GazetteerImport(packed, tmp_path / "out", base)

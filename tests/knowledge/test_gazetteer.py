"""The shipped gazetteer: the right place is found, first where nothing speaks against it."""

import pytest

from frontline.errors import KnowledgeError
from frontline.knowledge.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


FIRST = [
    ("Rastan", "Ar Rastan", "SYR"),
    ("Rstan", "Ar Rastan", "SYR"),
    ("Talbisa", "Tallbīsah", "SYR"),
    ("Herak", "Al Ḩirāk", "SYR"),
    ("Albu Kamal", "Ālbū Kamāl", "SYR"),
    ("Homs", "Homs", "SYR"),
    ("Hama", None, "SYR"),
    ("Palmyra", "Tadmur", "SYR"),
    ("Kobane", "‘Ayn al ‘Arab", "SYR"),
    ("Kiev", "Kyiv", "UKR"),
    ("Kharkov", "Kharkiv", "UKR"),
    ("Artemivsk", None, "UKR"),
    ("Nikolaev", "Mykolayiv", "UKR"),
    ("Sana'a", "Sanaa", "YEM"),
    ("Hodeidah", "Al Ḩudaydah", "YEM"),
    ("Qandahar", None, "AFG"),
    ("Falluja", "Al Fallūjah", "IRQ"),
    ("Khan Younis", "Khān Yūnis", "PSE"),
    ("El Fasher", "El Fasher", "SDN"),
    ("Mekelle", "Mek'ele", "ETH"),
    ("Timbuktu", "Timbuktu", "MLI"),
    ("Rangoon", "Yangon", "MMR"),
    ("Srebrenica", "Srebrenica", "BIH"),
    ("Stepanakert", "Khankendi", "AZE"),
    ("St. Petersburg", "Saint Petersburg", "RUS"),
    ("New York", "New York City", "USA"),
    ("Syria", "Syria", "SYR"),
    ("Helmand", "Helmand", "AFG"),
    ("Golan Heights", "Golan Heights", "SYR"),
]


@pytest.mark.parametrize(("written", "name", "country"), FIRST)
def test_first_choice(gazetteer, written, name, country):
    best = gazetteer.find(written)[0]
    assert best.country == country
    assert name in (None, best.name)


@pytest.mark.parametrize("written", ["Deir el-Zor", "Deir Ezzor", "Deir al-Zour", "Deir ez-Zor", "Dayr az Zawr"])
def test_deir_ez_zor_is_found_in_any_spelling(gazetteer, written):
    best = gazetteer.find(written)[0]
    assert (best.country, best.feature) == ("SYR", "city")
    assert best.lat == pytest.approx(35.34, abs=0.05)


def test_a_loose_spelling_is_among_the_candidates(gazetteer):
    assert any(each.country == "SYR" and each.admin1 == "Daraa" for each in gazetteer.find("Deraa", 30))


def test_candidates_say_how_they_met(gazetteer):
    assert gazetteer.find("Aleppo")[0].match == "exact"
    assert gazetteer.find("Rastan")[0].match == "article"
    assert gazetteer.find("Talbisa")[0].match == "spelling"
    assert gazetteer.find("Rstan")[0].match == "skeleton"
    assert gazetteer.find("Kramatorrsk")[0].match in {"spelling", "edit"}


def test_scores_are_in_order_and_bounded(gazetteer):
    for written in ("Tripoli", "San Jose", "Bor", "Deraa"):
        scores = [each.score for each in gazetteer.find(written, 50)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_limit_and_nonsense(gazetteer):
    assert len(gazetteer.find("San Antonio", 3)) == 3
    assert gazetteer.find("") == ()
    assert gazetteer.find("...") == ()
    assert gazetteer.find("Xqzzvprtkw") == ()


def test_an_area_has_no_invented_point(gazetteer):
    for written in ("Sahel", "Mediterranean Sea", "Donbas", "Middle East", "Euphrates"):
        best = gazetteer.find(written)[0]
        assert (best.lat, best.lon, best.precision) == (None, None, "region")


def test_units_have_a_middle_and_say_so(gazetteer):
    unit = next(each for each in gazetteer.find("Deraa", 30) if each.precision == "admin1")
    assert unit.country == "SYR"
    assert 32.3 < unit.lat < 33.4
    assert 35.7 < unit.lon < 36.7


def test_every_capital_in_english_is_found_in_its_country(gazetteer):
    capitals = {
        "Damascus": "SYR", "Beirut": "LBN", "Baghdad": "IRQ", "Tehran": "IRN", "Kabul": "AFG", "Moscow": "RUS",
        "Khartoum": "SDN", "Juba": "SSD", "Tripoli": "LBY", "Bamako": "MLI", "Niamey": "NER", "Kinshasa": "COD",
        "Mogadishu": "SOM", "Addis Ababa": "ETH", "Asmara": "ERI", "Yerevan": "ARM", "Baku": "AZE", "Tbilisi": "GEO",
        "Naypyidaw": "MMR", "Vienna": "AUT", "Brussels": "BEL", "Bucharest": "ROU", "Havana": "CUB", "Manila": "PHL",
        "Port-au-Prince": "HTI", "N'Djamena": "TCD", "Ouagadougou": "BFA", "Bangui": "CAF", "Sarajevo": "BIH",
        "Pristina": "XKX", "Dushanbe": "TJK", "Islamabad": "PAK", "Colombo": "LKA", "Kathmandu": "NPL", "Muscat": "OMN",
    }  # fmt: skip
    wrong = {name for name, code in capitals.items() if gazetteer.find(name)[0].country != code}
    assert wrong == set()


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Syria", "SYR"), ("Syrian", "SYR"), ("Syrians", "SYR"), ("US", "USA"), ("U.S.", "USA"), ("UK", "GBR"),
        ("British", "GBR"), ("Dutch", "NLD"), ("Frenchmen", "FRA"), ("the Philippines", "PHL"), ("Filipinos", "PHL"),
        ("Burmese", "MMR"), ("DRC", "COD"), ("Côte d'Ivoire", "CIV"), ("Ivorian", "CIV"), ("Turkish", "TUR"),
        ("Turks", "TUR"), ("Nigerien", "NER"), ("Nigerian", "NGA"), ("South Sudanese", "SSD"), ("Timor-Leste", "TLS"),
    ],
)  # fmt: skip
def test_country_words(gazetteer, word, code):
    assert gazetteer.country(word) == code


def test_words_that_name_no_country(gazetteer):
    for word in ("us", "it", "rebels", "Homs", "", "car"):
        assert gazetteer.country(word) is None


def test_adjectives_are_told_from_names(gazetteer):
    assert gazetteer.is_country_adjective("Syrian")
    assert not gazetteer.is_country_adjective("Syria")
    assert gazetteer.country_name("UKR") == "Ukraine"
    with pytest.raises(KeyError):
        gazetteer.country_name("ZZZ")


def test_a_missing_file_says_what_would_work(tmp_path):
    with pytest.raises(KnowledgeError, match=r"cannot be read.*python -m frontline\.training\.gazetteer"):
        Gazetteer.load(tmp_path / "none.bin")


def test_another_file_is_not_taken_for_a_gazetteer(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"something else entirely, of some length")
    with pytest.raises(KnowledgeError, match="is not a gazetteer"):
        Gazetteer.load(path)


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("حمص", "SYR"), ("دير الزور", "SYR"), ("Київ", "UKR"), ("Киев", "UKR"), ("Краматорск", "UKR"),
        ("חיפה", "ISR"), ("مشهد", "IRN"), ("کرمانشاه", "IRN"), ("መቀሌ", "ETH"), ("Θεσσαλονίκη", "GRC"), ("北京", "CHN"),
        ("서울", "KOR"), ("თბილისი", "GEO"), ("Երևան", "ARM"), ("काठमाडौं", "NPL"),
    ],
)  # fmt: skip
def test_a_name_in_its_own_script_is_found_directly(gazetteer, written, country):
    best = gazetteer.find(written)[0]
    assert (best.country, best.feature) == (country, "city")
    assert best.match in {"exact", "article", "spelling"}


def test_a_name_in_another_script_is_read_aloud_when_it_is_not_there(gazetteer):
    best = gazetteer.find("Стамфордбридж")
    assert all(each.match == "script" for each in best)
    assert gazetteer.find("Раттлснейк") == () or gazetteer.find("Раттлснейк")[0].match == "script"


def test_a_latin_name_never_meets_another_script(gazetteer):
    for written in ("HMS", "Hms", "Rstn", "Dr Zr"):
        assert all(each.written.isascii() or not each.written[0].isalpha() or each.written[0] < "Ͱ"
                   for each in gazetteer.find(written, 100))  # fmt: skip


def test_nearly_every_settlement_has_its_geonames_id(gazetteer):
    names = ("Homs", "Springfield", "San Antonio", "Al Qa", "Ivanivka", "Mardan", "Kayes", "Tessalit", "Amarapura")
    settlements = [
        each
        for name in names
        for each in gazetteer.find(name, 400)
        if each.feature in {"city", "town", "village"} and each.population
    ]
    assert len(settlements) > 50
    assert all(each.geonameid for each in settlements)


def test_small_things_have_a_point_and_large_ones_none(gazetteer):
    peak, island, river = (gazetteer.find(name)[0] for name in ("Mount Elbrus", "Kharg Island", "Dnieper"))
    assert (peak.sort, peak.precision) == ("peak", "exact")
    assert peak.lat == pytest.approx(43.35, abs=0.05)
    assert (island.sort, island.precision) == ("small island", "near")
    assert (river.sort, river.lat) == ("river", None)


def test_a_capital_says_so_and_comes_before_its_namesakes(gazetteer):
    for name, country in (("Paris", "FRA"), ("London", "GBR"), ("Baku", "AZE"), ("Victoria", None)):
        best = gazetteer.find(name)[0]
        assert country in (None, best.country)
    assert gazetteer.find("Paris")[0].sort == "capital"


def test_codes_for_countries(gazetteer):
    assert {gazetteer.country_code(word) for word in ("SY", "sy", "SYR", "Syria", "Syrian")} == {"SYR"}
    assert gazetteer.country_code("Nowhereland") is None


def test_the_settlements_of_a_box(gazetteer):
    found = {each.name for each in gazetteer.settled((34.6, 36.5, 35.0, 36.9))}
    assert {"Homs", "Ar Rastan"} <= found
    assert "Damascus" not in found

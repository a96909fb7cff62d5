"""The registry: look-up by any spelling, states from the table, theatres, and mistakes told where they are."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.errors import KnowledgeError
from frontline.knowledge.actor_check import remarks
from frontline.knowledge.actor_files import COMPILED_PATH, compile_files
from frontline.knowledge.actor_names import NameIndex, key, pieces
from frontline.knowledge.actors import DATA_FOLDER, PARTY_TYPES, Actor, Registry
from frontline.knowledge.party_types import load_party_types
from frontline.knowledge.people import load_people_words
from frontline.knowledge.states import BRANCHES, load_countries

REGISTRY = Registry.load()


def ids(name: str) -> list[str]:
    return [actor.id for actor in REGISTRY.find(name)]


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("HTS", "syria-hts"),
        ("Hay'at Tahrir al-Sham", "syria-hts"),
        ("HAYAT TAHRIR AL SHAM", "syria-hts"),
        ("Abu Mohammad al-Jolani", "syria-hts"),
        ("People’s Protection Units", "syria-ypg"),
        ("Médecins sans frontières", "msf"),
        ("Da'esh", "islamic-state"),
        ("Al Qaida", "al-qaeda"),
        ("the Syrian army", "syria-forces"),
        ("Syria's army", "syria-forces"),
        ("Nepali troops", "nepal-forces"),
        ("South Sudanese government", "south-sudan-government"),
        ("Haitian police", "haiti-police"),
        ("Tehran", "iran-government"),
        ("Volodymyr Zelenskyy", "ukraine-government"),
        ("Tatmadaw", "myanmar-forces"),
        ("FARDC", "democratic-republic-of-the-congo-forces"),
        ("Hemedti", "sudan-rsf"),
    ],
)
def test_a_name_is_found_in_any_spelling(name: str, actor: str) -> None:
    assert ids(name) == [actor]


def test_an_unknown_name_finds_nobody() -> None:
    assert REGISTRY.find("Front of the Seven Hills") == ()
    assert REGISTRY.find("") == ()
    assert REGISTRY.find("Syrian cheese") == ()


def test_every_country_has_a_government_forces_and_police() -> None:
    for country in load_countries():
        for branch, (kind, _) in BRANCHES.items():
            actor = REGISTRY.state(country.alpha3, branch)
            assert actor is not None
            assert (actor.id, actor.country) == (country.actor_id(branch), country.alpha3)
            assert actor.type == kind
            assert REGISTRY.get(actor.id) == actor


def test_a_theatre_file_adds_to_a_state_and_does_not_replace_it() -> None:
    forces = REGISTRY.get("israel-forces")
    assert forces is not None
    assert "IDF" in forces.aliases
    assert forces.country == "ISR"
    assert any(tie.to == "israel" for tie in forces.sides)


def test_the_shipped_actors_keep_the_rules() -> None:
    for name in ("syria-hts", "ukraine-hur", "sudan-rsf", "gaza-qassam", "yemen-houthis", "ethiopia-tdf", "congo-m23",
                 "myanmar-aa", "sahel-jnim", "colombia-eln", "afghanistan-taliban"):  # fmt: skip
        actor = REGISTRY.get(name)
        assert actor is not None
        assert actor.type in PARTY_TYPES
        assert name in next(theatre.actors for theatre in REGISTRY.theatres if theatre.id == actor.theatre)


def test_the_compiled_file_is_that_of_the_sources() -> None:
    sources = sorted(DATA_FOLDER.glob("*.yml"))
    assert json.loads(COMPILED_PATH.read_text(encoding="utf-8")) == json.loads(compile_files(sources)), (
        "run python -m frontline.knowledge.compile_actors"
    )


@pytest.mark.parametrize(
    ("countries", "names", "day", "theatre"),
    [
        ({"SYR": 9, "ISR": 2, "LBN": 3, "IRN": 2}, ["hezbollah", "syria-hts"], date(2024, 12, 6), "syria"),
        ({"ISR": 6, "LBN": 5, "SYR": 1}, ["hezbollah"], date(2024, 10, 1), "israel-gaza-lebanon"),
        ({"UKR": 8, "RUS": 8}, ["russia-forces"], None, "ukraine"),
        ({"MLI": 3, "FRA": 2}, ["sahel-jnim"], date(2022, 5, 1), "sahel"),
        ({"SDN": 4}, [], date(2022, 1, 1), "darfur"),
        ({"SDN": 4}, [], date(2025, 1, 1), "sudan"),
        ({"SDN": 4}, [], None, "sudan"),
        ({"BOL": 5, "PER": 3}, [], date(2030, 6, 10), None),
        ({"PRY": 9}, [], None, None),
        ({}, [], None, None),
    ],
)
def test_the_theatre_is_that_of_the_countries_the_actors_and_the_day(
    countries: dict[str, int], names: list[str], day: date | None, theatre: str | None
) -> None:
    found = REGISTRY.theatre_of(Counter(countries), names, day)
    assert (found.id if found else None) == theatre


def test_what_rebels_means_ends_with_the_war() -> None:
    syria = next(theatre for theatre in REGISTRY.theatres if theatre.id == "syria")
    assert syria.plain_meaning("rebel", "rebels", date(2024, 12, 6)) == "syria-rebels"
    assert syria.plain_meaning("rebel", "rebels", date(2025, 6, 1)) is None
    assert syria.meaning("fighter", "fighters", frozenset({"kurdish"}), date(2024, 12, 6)) == "syria-sdf"
    assert syria.meaning("fighter", "fighters", frozenset({"kurdish"}), date(2014, 1, 1)) == "syria-ypg"
    assert syria.meaning("fighter", "fighters", frozenset({"tall"}), date(2024, 12, 6)) is None


NEW_FILE = """
theatre: {id: ruritania, name: War in Ruritania, countries: [AND], from: 1894}
actors:
  - id: ruritania-red-guard
    name: Red Guard of Strelsau
    aliases: [RGS]
    type: rebel
    country: AND
    leaders: [{name: Rupert of Hentzau, from: 1894-07, to: 1895}]
descriptions:
  - {nouns: [guard], means: ruritania-red-guard}
"""


def write(folder: Path, content: str) -> Path:
    path = folder / "ruritania.yml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_users_file_adds_a_theatre(tmp_path: Path) -> None:
    registry = Registry.load([write(tmp_path, NEW_FILE)])
    [actor] = registry.find("Rupert of Hentzau")
    assert actor.leaders[0].start == date(1894, 7, 1)
    assert actor.leaders[0].end == date(1895, 12, 31)
    assert registry.find("HTS") == REGISTRY.find("HTS")
    assert registry.theatres[-1].plain_meaning("guard", "forces", None) == actor.id


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: rebel", "type: rebels", "ruritania.yml:7: actors.0.type: 'rebels' is not a party type; use one of"),
        ("country: AND", "country: Andorra", "ruritania.yml:8: actors.0.country: 'Andorra' is not a country code"),
        ("country: AND", "country: ANX", "ruritania.yml:8: actors.0.country: 'ANX' is not a country code"),
        ("aliases: [RGS]", "alias: [RGS]", "ruritania.yml:6: actors.0.alias: unknown key; use acled, aliases"),
        ("to: 1895}", "to: soon}", "ruritania.yml:9: actors.0.leaders.0.to: 'soon' is not a date; write 2024-11-27"),
        ("to: 1895}", "to: 1890}", "ruritania.yml:9: actors.0.leaders.0.to: 1890-12-31 is before from: 1894-07-01"),
        ("means: ruritania-red-guard", "means: ruritania-guard", "ruritania.yml:11: descriptions.0.means: no actor"),
        ("aliases: [RGS]", "aliases: [NO]", "ruritania.yml:6: actors.0.aliases.0: False is not text; put it in quotes"),
        ("- id: ruritania-red-guard", "- id: Red Guard", "ruritania.yml:4: actors.0.id: 'Red Guard' is no slug"),
        ("    name: Red Guard of Strelsau\n", "", "ruritania.yml:4: actors.0.id: ruritania-red-guard has no name"),
        ("- id: ruritania-red-guard", "- id: syria-hts", "syria-hts exists already; leave name and type out"),
        ("type: rebel", "type: rebel\n    sectors: [ARMY]", "ruritania.yml:8: actors.0.sectors.0: 'ARMY' is no sector"),
        ("type: rebel", "type: rebel\n    acled: 9", "ruritania.yml:8: actors.0.acled: 9 is no actor type of ACLED"),
        (
            "type: rebel",
            "type: rebel\n    backers: [{actor: strelsau}]",
            "actors.0.backers.0: no actor strelsau; use the id",
        ),
        ("nouns: [guard], ", "classes: [knights], ", "descriptions.0.classes: no class knights; use one of"),
        ("countries: [AND]", "countries: []", "ruritania.yml:2: theatre: countries is empty"),
        ("from: 1894}", "from: 1894", "ruritania.yml:3: not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_way_out(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in NEW_FILE
    path = write(tmp_path, NEW_FILE.replace(old, new, 1))
    with pytest.raises(KnowledgeError) as caught:
        Registry.load([path])
    assert message in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nowhere\.yml: cannot be read"):
        Registry.load([tmp_path / "nowhere.yml"])


def test_a_wrong_row_of_countries_is_told(tmp_path: Path) -> None:
    header = (DATA_FOLDER / "countries.tsv").read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / "countries.tsv"
    path.write_text(f"{header}\nRUR\tRuritania\tRuritanian\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"countries.tsv:2: 3 columns; give 7"):
        load_countries(path)


def test_places_tell_the_wars_of_one_country_apart() -> None:
    def theatre(words: str, country: str, day: date) -> str | None:
        found = REGISTRY.theatre_of(Counter({country: 2}), [], day, REGISTRY.regions([pieces(words)]))
        return found.id if found else None

    assert theatre("shelling near Grozny", "RUS", date(2000, 6, 1)) == "chechnya"
    assert theatre("an ambush near Srinagar", "IND", date(2019, 6, 1)) == "kashmir"
    assert theatre("an ambush in Chhattisgarh", "IND", date(2019, 6, 1)) == "india-insurgencies"


def test_codes_of_plover_and_acled_come_with_the_type_or_from_the_entry() -> None:
    forces, group, spies = (REGISTRY.get(name) for name in ("syria-forces", "syria-hts", "france-intelligence"))
    assert forces is not None
    assert group is not None
    assert spies is not None
    assert (forces.sectors, forces.inter("SYR"), forces.inter("LBN"), forces.inter(None)) == (("MIL",), 1, 8, 1)
    assert (group.sectors, group.inter("LBN")) == (("REB",), 2)
    assert spies.sectors == ("SPY",)
    somaliland = REGISTRY.get("somalia-somaliland")
    assert somaliland is not None
    assert somaliland.sectors == ("GOV", "PRE")


def test_every_party_type_has_codes() -> None:
    types = load_party_types()
    assert tuple(types) == PARTY_TYPES
    assert all(one.sectors and one.about for one in types.values())
    assert [name for name, one in types.items() if one.acled is None] == ["unknown"]


def test_a_table_of_types_without_a_type_is_told(tmp_path: Path) -> None:
    path = tmp_path / "party_types.toml"
    path.write_text('[rebel]\nabout = "x"\nsectors = ["REB"]\nacled = 2\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"party_types\.toml: \[aid-organisation\] is missing or unknown"):
        load_party_types(path)


def test_backers_leaders_and_bonds_carry_dates() -> None:
    group = REGISTRY.get("congo-m23")
    assert group is not None
    assert [(tie.to, tie.start) for tie in group.backers] == [("rwanda-government", date(2012, 4, 1))]
    assert any(leader.name == "Sultani Makenga" for leader in group.leaders)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Angela Merkel", "germany-government"),
        ("Bundeswehr", "germany-forces"),
        ("ENDF", "ethiopia-forces"),
        ("Uganda People's Defence Forces", "uganda-forces"),
        ("Velupillai Prabhakaran", "sri-lanka-ltte"),
        ("Foday Sankoh", "west-africa-ruf"),
        ("Séléka", "car-seleka"),
        ("Viv Ansanm", "haiti-viv-ansanm"),
        ("CJNG", "mexico-cjng"),
        ("Khalifa Hifter", "libya-lna"),
        ("Lashkar-e-Tayyiba", "kashmir-let"),
        ("Kosovo Liberation Army", "balkans-kla"),
        ("Artsakh", "karabakh-artsakh"),
    ],
)
def test_wars_of_all_continents_are_there(name: str, actor: str) -> None:
    assert actor in ids(name)


def test_names_to_mind_are_told_with_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path, NEW_FILE.replace("[RGS]", "[Cartel, HTS, United Nations]"))
    found = remarks(path, Registry.load([path]))
    assert {(one.line, one.actor) for one in found} == {(6, "ruritania-red-guard")}
    assert [one.text.partition(";")[0] for one in found] == [
        "'Cartel' is a common noun",
        "'United Nations' is a name of un too",
    ]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("fighters of HTS said", "HTS", True),
        ("he told us so", "US", False),
        ("the US said", "US", True),
        ("the U.S. said", "US", True),
        ("people who fled", "WHO", False),
        ("Nato said", "NATO", True),
        ("Who said so", "WHO", False),
        ("the base was hit", "Base", False),
        ("ISLAMIC STATE SAYS", "Islamic State", True),
    ],
)
def test_capitals_tell_names_from_words(text: str, name: str, found: bool) -> None:
    hits = NameIndex([(name, 1)]).scan(pieces(text))
    assert bool(hits) is found


def test_the_longest_name_wins() -> None:
    index = NameIndex([("Islamic State", "is"), ("Islamic State Khorasan Province", "iskp"), ("State", "state")])
    [hit] = index.scan(pieces("an Islamic State Khorasan Province cell"))
    assert hit.bearers == ("iskp",)
    assert (hit.start, hit.end) == (1, 5)


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    once = key(text)
    assert key(" ".join(once)) == once


@pytest.mark.parametrize(
    ("word", "lemma", "group", "kind", "number"),
    [
        ("gunmen", "gunman", "fighters", "unidentified-armed", "plural"),
        ("army", "army", "armies", "state-forces", "collective"),
        ("militias", "militia", "militias", "militia", "plural"),
        ("Villagers", "villager", "civilians", "civilians", "plural"),
        ("vice-president", "president", "officials", "government", "singular"),
        ("ministries", "ministry", "governments", "government", "plural"),
        ("police", "police", "police", "police", "collective"),
        ("protester", "protester", "protesters", "protesters", "singular"),
    ],
)
def test_a_noun_has_its_class_number_and_type(word: str, lemma: str, group: str, kind: str, number: str) -> None:
    noun = load_people_words().noun(word)
    assert noun is not None
    assert (noun.lemma, noun.group, noun.type, noun.number) == (lemma, group, kind, number)


def test_things_are_no_people() -> None:
    words = load_people_words()
    assert [word for word in ("week", "town", "clashes", "tomorrow", "bridge", "water") if words.noun(word)] == []


def test_an_actor_is_hashable_and_frozen() -> None:
    actor = Actor("x", "X", "rebel")
    assert {actor: 1}[Actor("x", "X", "rebel")] == 1
    with pytest.raises(AttributeError):
        actor.name = "Y"  # type: ignore[misc]


BRIGADE = "actors:\n  - {id: my-brigade, name: My Brigade, type: rebel, country: SYR, sides: [{SIDE}]}\n"


def test_an_actor_can_be_put_on_a_side_of_a_war_that_ships(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(BRIGADE.replace("SIDE", "side: opposition, theatre: syria"), encoding="utf-8")
    actor = Registry.load([path]).get("my-brigade")
    assert actor is not None
    assert actor.sides_in("syria", None) == ("opposition",)
    assert actor.sides_in("ukraine", None) == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BRIGADE.replace("SIDE", "side: opposition"), "mine.yml:2: actors.0.sides.0: a side is one of a theatre's"),
        (BRIGADE.replace("SIDE", "side: opposition, theatre: syrai"), "no theatre syrai"),
        (
            "theatre: {id: syria, name: Mine, countries: [SYR]}\n",
            "mine.yml:1: theatre.id: syria is the theatre of syria.yml",
        ),
    ],
)
def test_a_side_without_a_war_and_a_war_of_anothers_name_are_refused(
    tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        Registry.load([path])
    assert message in str(caught.value)

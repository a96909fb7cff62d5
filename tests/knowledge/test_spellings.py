"""Spellings as newsrooms and local scripts have them: how many come to their place first (cases/spellings.tsv)."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.sphere import kilometres

CASES = Path(__file__).parent / "cases" / "spellings.tsv"
WITHIN_KM = 30.0
FLOOR = 0.961
"""Share of the spellings that came to their place at rank 1 when this was last measured, cut off after three digits."""


@pytest.fixture(scope="module")
def cases():
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_met(gazetteer, case):
    best = next(iter(gazetteer.find(case["written"])), None)
    if best is None or best.lat is None or best.country != case["country"]:
        return False
    return kilometres((best.lat, best.lon), (float(case["lat"]), float(case["lon"]))) <= WITHIN_KM


def test_the_cases_are_as_wide_as_they_should_be(cases):
    scripts = Counter(unicodedata.name(next(filter(str.isalpha, case["written"]))).split()[0] for case in cases)
    assert len(cases) >= 400
    assert len({case["country"] for case in cases}) >= 40
    assert len(scripts) >= 10
    assert len({(case["written"], case["country"]) for case in cases}) == len(cases)


def test_spellings_come_to_their_place_first(cases):
    gazetteer = Gazetteer.load()
    missed = [f"{case['written']} ({case['country']})" for case in cases if not is_met(gazetteer, case)]
    assert 1 - len(missed) / len(cases) >= FLOOR, missed

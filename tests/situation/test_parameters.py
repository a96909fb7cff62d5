from __future__ import annotations

import copy

import pytest

from frontline.errors import KnowledgeError
from frontline.situation.parameters import parameters_from, parameters_table, shipped_parameters
from frontline.situation.testimony import Interest


def test_the_shipped_parameters_come_back_as_they_went() -> None:
    assert parameters_from(parameters_table(shipped_parameters()), "x") == shipped_parameters()


def test_admission_outweighs_an_outlet_and_an_outlet_the_gainer() -> None:
    trust = shipped_parameters().trust
    assert trust[Interest.ADMISSION] > trust[Interest.OUTLET] > trust[Interest.OWN]


@pytest.mark.parametrize(
    ("section", "key", "value", "told"),
    [
        ("weight", "gain", "much", "must be a number"),
        ("weight", "gian", 1.0, "must hold gain"),
        ("rates", "slip", 1.5, "between 0 and 1"),
        ("extra", "x", 1.0, "sections must be"),
    ],
)
def test_a_wrong_number_is_told(section: str, key: str, value: object, told: str) -> None:
    table = copy.deepcopy(parameters_table(shipped_parameters()))
    table.setdefault(section, {})[key] = value  # type: ignore[assignment]
    with pytest.raises(KnowledgeError, match=told):
        parameters_from(table, "parameters.toml")

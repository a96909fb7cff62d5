from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from frontline.bench import control, control_fit
from frontline.bench.towns import Town, changes, read_towns
from frontline.errors import UsageError
from frontline.knowledge.shipped import shipped
from frontline.records import CodedClaim, Codes, Report, Roles
from frontline.records.wire import Json, claim_to_json
from frontline.situation.parameters import Parameters
from frontline.situation.sides import Sides
from frontline.testing import filing, party, town

TABLE = """observed_date,name,lat,lon,held_by,as_of_on_wikipedia
2022-03-01,Kherson,46.6333,32.6,Ukraine,
2022-03-08,Kherson,,,Contested,
2022-03-12,Kherson,46.6333,32.6,Russia,
2022-11-11,Kherson,46.6333,32.6,Ukraine,
"""


def test_a_page_keeps_its_prose_of_the_year_and_dated_headings_open_paragraphs() -> None:
    page = """---
title: x
---
The town fell in 2022.

## Timeline
### 26 February
Tanks came.

They left.

### Aftermath
Quiet.

## 2014 conflict
Old.

## References
Gone.
"""
    text = control.page_text(page, 2022)
    assert "26 February. Tanks came." in text
    assert "26 February. They left." in text
    assert "\nQuiet." in text
    assert not any(word in text for word in ("title", "Old.", "Gone."))


def test_a_change_lies_between_the_last_day_of_the_old_holder_and_the_first_of_the_new(tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text(TABLE, encoding="utf-8")
    (kherson,) = read_towns(path, Sides(shipped().registry), "UKR")
    first, second = changes(kherson, kherson.known[0].holder, control.BEGIN)
    assert (first.first, first.last, first.holder.id) == (date(2022, 3, 8), date(2022, 3, 12), "russia-government")
    assert (second.first, second.last) == (date(2022, 11, 11), date(2022, 11, 11))


def test_figures_from_pages_to_shares(tmp_path: Path) -> None:
    (tmp_path / "ukraine").mkdir()
    (tmp_path / "ukraine" / "page.md").write_text("Kherson fell.", encoding="utf-8")
    (tmp_path / "towns.csv").write_text(TABLE, encoding="utf-8")
    russia, ukraine = party("russia-forces", kind="state-forces"), party("ukraine-forces", kind="state-forces")
    place = town("Kherson", 706448, country="UKR", admin1="Kherson Oblast")

    def read(_text: str, published: date) -> Iterable[Json]:
        for kind, day, who, words in (
            ("capture", "2022-03-11", russia, "They took it."),
            ("hold", "2022-04-10", russia, "Their flag flew over the town hall all month."),
            ("hold", "2022-06-10", russia, "The occupation went on through the summer."),
            ("hold", "2022-09-10", russia, "It stayed in their hands until autumn."),
            ("capture", "2022-11-11", ukraine, "It was liberated."),
            ("hold", "2022-11-12", ukraine, "Crowds met the soldiers on the square."),
        ):
            one = filing(kind, words, Roles((who,), place=(place,)), day)
            yield claim_to_json(CodedClaim(one.claim, Codes()), Report(one.claim.report, words, published=published))

    found = control.run(tmp_path, read, shipped())
    assert found["places_right"] > 0.85
    assert found["brier"] < 0.1
    assert (found["towns"], found["coverage"]) == (1, 1.0)
    assert {"baseline.places_right", "baseline.brier", "calibration.error", "mean_lag_days"} <= found.keys()


def test_every_town_is_judged_by_a_fit_on_the_towns_of_other_folds(monkeypatch: pytest.MonkeyPatch) -> None:
    fits: list[list[object]] = []

    def fitted(cases: list[object]) -> str:
        fits.append(cases)
        return f"fit {len(fits)}"

    monkeypatch.setattr(control_fit, "fitted", fitted)
    cases = [(Town(f"town {number}", 0.0, 0.0, ()), f"case {number}") for number in range(40)]
    judged = [(fit, town, case) for fit, fold in control_fit.crosswise(cases) for town, case in fold]  # type: ignore[arg-type]
    assert sorted(case for _, _, case in judged) == sorted(case for _, case in cases)
    assert len(fits) == control_fit.FOLDS
    assert not any(case in fits[int(fit.removeprefix("fit ")) - 1] for fit, _, case in judged)  # type: ignore[attr-defined]


def test_written_parameters_can_be_read_back(tmp_path: Path) -> None:
    begin = Parameters.load(control_fit.BEGIN)
    (tmp_path / "p.toml").write_text(control_fit.written(begin), encoding="utf-8")
    assert Parameters.load(tmp_path / "p.toml") == begin


def test_a_folder_without_pages_or_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\*\.md"):
        control.run(tmp_path, lambda _text, _day: [], shipped())
    with pytest.raises(UsageError, match="observed_date"):
        control.table_of(tmp_path)

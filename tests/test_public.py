from __future__ import annotations

import subprocess
import sys

import pytest

import frontline


def test_the_public_names_are_these() -> None:
    assert sorted(frontline.__all__) == [
        "Controls", "FrontlineError", "Records", "__version__", "changes", "conditionals", "control", "corridors", "read", "read_text",
        "whatif",
    ]  # fmt: skip
    for name in frontline.__all__:
        assert getattr(frontline, name)


def test_read_text_gives_what_the_contract_says_and_its_problems() -> None:
    records = frontline.read_text("Rebels captured the town of Bunagana on Friday.")
    assert [record["kind"] for record in records] == ["capture"]
    assert [problem.fatal for problem in records.problems] == [False]


def test_importing_costs_nothing_until_something_is_read() -> None:
    code = "import sys, frontline; print(sorted({'onnxruntime', 'numpy', 'trafilatura', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_date_that_is_none_is_wrong_use() -> None:
    with pytest.raises(frontline.FrontlineError, match="2024-12-06"):
        frontline.read_text("x", published="last Friday")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = frontline.write

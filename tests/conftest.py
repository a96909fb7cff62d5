"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
os.environ["FRONTLINE_GAZETTEER"] = ""  # results must not depend on what this machine's user has imported


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"

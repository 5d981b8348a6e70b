from __future__ import annotations

from pathlib import Path

import pytest

from nextrung.salary.files import load
from nextrung.salary.model import SalaryData

ASSETS = Path(__file__).parents[2] / "assets" / "salary"


@pytest.fixture(scope="session")
def folder() -> Path:
    return ASSETS


@pytest.fixture(scope="session")
def data() -> SalaryData:
    return load(ASSETS)

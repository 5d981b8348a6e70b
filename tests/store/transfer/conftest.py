from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.store.transfer import parcels


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files below, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("transfer")
    parcels.sent(parcels.filled(folder / "full.db"), folder / "all.nextrung")
    parcels.empty(folder / "here.db")
    return folder


@pytest.fixture
def full(made: Path, tmp_path: Path) -> Path:
    """A database with something of everything."""
    return Path(shutil.copy(made / "full.db", tmp_path))


@pytest.fixture
def here(made: Path, tmp_path: Path) -> Path:
    """A database with nobody in it."""
    return Path(shutil.copy(made / "here.db", tmp_path))


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """The data file of ``full``."""
    return Path(shutil.copy(made / "all.nextrung", tmp_path))

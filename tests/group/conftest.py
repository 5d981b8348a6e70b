from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.group.people import Group


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path / "data")
    yield made
    made.workspace.close()

"""An open database in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nextrung.assessment.record import AssessmentRecord
from nextrung.people.person import Person
from nextrung.store import assessments, contents, people
from nextrung.store.database import open_database
from nextrung.store.sqlite import engine as sqlite3

AT = "2026-11-23T09:41:07Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nextrung.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(path)) as opened:
        yield opened


@pytest.fixture
def record(connection: sqlite3.Connection) -> AssessmentRecord:
    """One open assessment ``s1`` of the person ``p1`` on the content ``f1``."""
    people.add(connection, Person("p1", "Jana", None, "seed", sample=False), AT)
    contents.keep_content(connection, "f1", ("ml-manager", "1.0.0"), "{}", AT)
    one = AssessmentRecord("s1", "p1", "f1", "full", None, AT, None)
    return assessments.add(connection, one)

"""A data file of every schema version becomes exactly what a new one is, with its rows as they were."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.old_databases import FOLDER

from nextrung.store import assessments, migrations, own_targets, pay, people, plans
from nextrung.store.database import NEEDED_VERSION, open_database
from nextrung.store.sqlite import engine as sqlite3

VERSIONS = range(1, len(migrations.STEPS) + 1)
Rows = dict[str, list[dict[str, object]]]


def tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [name for (name,) in names if not name.startswith("sqlite_")]


def schema(connection: sqlite3.Connection) -> dict[str, object]:
    """All that makes a schema: statements without their spacing, columns, foreign keys and indexes."""
    statements = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    found: dict[str, object] = {
        f"{kind} {name}": (table, " ".join(str(sql).split())) for kind, name, table, sql in statements
    }
    for table in tables(connection):
        for part in ("table_xinfo", "foreign_key_list", "index_list"):
            found[f"{part} {table}"] = connection.execute(f"PRAGMA {part}('{table}')").fetchall()
    return found


def rows(connection: sqlite3.Connection) -> Rows:
    found: Rows = {}
    for table in tables(connection):
        cursor = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        names = [column[0] for column in cursor.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


@pytest.fixture
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(FOLDER / f"v{request.param}.db", tmp_path / "nextrung.db"))


def test_that_there_is_a_database_of_every_version() -> None:
    assert {path.name for path in FOLDER.glob("v*.db")} == {f"v{version}.db" for version in VERSIONS}


@pytest.mark.parametrize(("version", "old"), [(one, one) for one in VERSIONS], indirect=["old"])
def test_that_an_old_database_has_what_its_version_had(version: int, old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        assert migrations.applied(connection) == set(migrations.STEPS[:version])
        assert all(rows(connection).values()), "every table has rows"


@pytest.mark.parametrize("old", VERSIONS, indirect=True)
def test_that_it_becomes_exactly_the_newest_schema(old: Path, tmp_path: Path) -> None:
    with closing(open_database(old)) as migrated, closing(open_database(tmp_path / "new.db")) as fresh:
        assert schema(migrated) == schema(fresh)
        assert migrations.applied(migrated) == set(migrations.STEPS)


@pytest.mark.parametrize("old", VERSIONS, indirect=True)
def test_that_its_rows_are_as_they_were(old: Path) -> None:
    with closing(sqlite3.connect(old)) as before:
        kept = rows(before)
    with closing(open_database(old)) as migrated:
        found = rows(migrated)
        assert migrated.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert migrated.execute("PRAGMA foreign_key_check").fetchall() == []
    found["setting"] = [row for row in found["setting"] if row["name"] != NEEDED_VERSION]
    found["_sqlite_migrations"] = found["_sqlite_migrations"][: len(kept["_sqlite_migrations"])]
    for table, expected in kept.items():
        columns = expected[0].keys()
        assert [{name: row[name] for name in columns} for row in found[table]] == expected, table


@pytest.mark.parametrize("old", VERSIONS, indirect=True)
def test_that_the_program_reads_it(old: Path) -> None:
    with closing(open_database(old)) as migrated:
        everyone = people.all_people(migrated)
        assert [one.name for one in everyone] == ["Jana Nováková", "", "Alex"]
        taken = [record for one in everyone for record in assessments.of_person(migrated, one.id)]
        assert len(taken) == 3
        assert sum(len(assessments.answers(migrated, record.id)) for record in taken) == 6
        for one in everyone:
            own_targets.of_person(migrated, one.id)
            pay.own_figures(migrated, one.id)
            plans.of_person(migrated, one.id)

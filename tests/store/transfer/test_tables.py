"""The declared list is complete: no table or column of the database is forgotten, in the file or in its description."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from tests import given
from tests.store.transfer import parcels

from nextrung.store import migrations
from nextrung.store.sqlite import engine as sqlite3
from nextrung.store.tables import BY_NAME, LEFT_OUT, LONGEST_TEXT, NEEDED, TABLES, StoredTable
from nextrung.store.transfer import limits

DESCRIPTION = given.PROJECT / "assets" / "help" / "data-file.md"
_CELL = re.compile(r"^\| `(\w+)` \| (.+) \|$")


def described() -> dict[str, dict[str, str]]:
    """Meanings by table and field."""
    found: dict[str, dict[str, str]] = {}
    table = ""
    for line in DESCRIPTION.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            table = line.removeprefix("### ").strip("`")
            found[table] = {}
        elif match := _CELL.match(line):
            found[table][match[1]] = match[2]
    return found


def test_that_every_table_of_the_schema_is_in_a_data_file_or_left_out_for_a_reason(here: Path) -> None:
    with closing(sqlite3.connect(here)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names - {"sqlite_sequence"} == {table.name for table in TABLES} | LEFT_OUT.keys()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_that_every_column_of_the_schema_is_declared_as_it_is(here: Path, table: StoredTable) -> None:
    with closing(sqlite3.connect(here)) as connection:
        columns = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
    assert [column[1] for column in columns] == list(table.names)
    assert sorted(column[1] for column in columns if column[5]) == sorted(table.key)
    types = {"whole": "INTEGER", "flag": "INTEGER", "number": "REAL"}
    for (_, name, kind, not_null, _, in_key), column in zip(columns, table.columns, strict=True):
        assert kind == types.get(column.kind, "TEXT"), name
        assert (column.default is None) == (not not_null and not in_key), name


def test_that_parents_come_before_children(here: Path) -> None:
    with closing(sqlite3.connect(here)) as connection:
        seen: set[str] = set()
        for table in TABLES:
            seen.add(table.name)
            parents = {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
            assert parents <= seen


def test_that_the_columns_that_rules_name_are_there() -> None:
    for table in TABLES:
        named = (*table.key, *table.identity, table.newer, table.closed, table.parent)
        assert {name for name in named if name} <= set(table.names)
        assert table.since in migrations.STEPS


def test_that_a_column_that_came_later_can_be_left_out_by_older_files() -> None:
    first = {"id", "name", "target_role", "option_seed", "sample", "created_at"}
    later = [column for column in BY_NAME["person"].columns if column.name not in first]
    assert later
    assert all(column.default is not NEEDED for column in later)


def test_that_the_test_data_fill_every_table() -> None:
    assert {name for name, rows in parcels.rows().items() if not rows} == {"pay_file"}


def test_that_the_description_names_every_table_and_field_with_a_meaning_and_no_other() -> None:
    found = described()
    assert list(found) == [table.name for table in TABLES]
    for table in TABLES:
        assert list(found[table.name]) == list(table.names)
        assert all(len(meaning) > 10 for meaning in found[table.name].values())


def test_that_the_description_names_the_limits() -> None:
    text = DESCRIPTION.read_text(encoding="utf-8")
    for number in (
        limits.LARGEST_FILE // limits.MEBIBYTE,
        limits.LARGEST_UNPACKED // limits.MEBIBYTE,
        LONGEST_TEXT,
        limits.MOST_ROWS,
        limits.LARGEST_RATIO,
    ):
        assert f"{number:,}" in text

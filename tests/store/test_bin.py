"""The bin: a deleted thing leaves every table, and comes back exactly as it was, or goes for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from tests.store.transfer import parcels

from nextrung.errors import DatabaseError
from nextrung.people.person import Person
from nextrung.store import assessments, bin, people
from nextrung.store.bin import BinError, Kind
from nextrung.store.database import open_database
from nextrung.store.salvage import salvage
from nextrung.store.sequence import next_number
from nextrung.store.sqlite import engine as sqlite3
from nextrung.store.tables import TABLES

AT = "2026-11-23T09:41:07Z"
THINGS: tuple[tuple[Kind, str], ...] = (
    ("person", "p1"),
    ("assessment", "s1"),
    ("assessment", "s2"),
    ("plan_step", "t1"),
    ("coaching_session", "c1"),
    ("work_example", "x1"),
    ("practice_sitting", "ps1"),
    ("prediction", "pr1"),
    ("view_round", "v1"),
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return parcels.filled(tmp_path / "full.db")


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(database)) as opened:
        yield opened


def everything(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the bin, each with its number where it has one."""
    found = {}
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'bin'"):
        try:
            rows = connection.execute(f"SELECT rowid, * FROM {name}").fetchall()  # noqa: S608
        except DatabaseError:
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
        found[name] = rows
    return found


@pytest.mark.parametrize(("kind", "thing"), THINGS)
def test_that_a_deleted_thing_is_gone_and_comes_back_exactly(
    connection: sqlite3.Connection, kind: Kind, thing: str
) -> None:
    before = everything(connection)
    assert all(before[table.name] for table in TABLES if table.name != "pay_file")
    entry = bin.put_in(connection, kind, thing, AT)
    gone = everything(connection)
    assert gone != before
    assert all(thing not in row for rows in gone.values() for row in rows), "no row names it any more"
    (found,) = bin.entries(connection, "p1")
    assert (found.id, found.kind, found.thing, found.deleted_at) == (entry, kind, thing, AT)
    bin.put_back(connection, entry)
    assert everything(connection) == before
    assert bin.entries(connection) == ()
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_that_things_deleted_one_after_the_other_come_back_in_any_order(
    connection: sqlite3.Connection, order: tuple[int, ...]
) -> None:
    before = everything(connection)
    deleted = [bin.put_in(connection, kind, thing, AT) for kind, thing in THINGS[1:5]]
    for at in order:
        bin.put_back(connection, deleted[at])
    assert everything(connection) == before


def test_that_a_reference_survives_that_both_sides_come_and_go(connection: sqlite3.Connection) -> None:
    before = everything(connection)
    first, second = (bin.put_in(connection, "assessment", one, AT) for one in ("s1", "s2"))
    bin.put_back(connection, first)
    first = bin.put_in(connection, "assessment", "s1", AT)
    bin.put_back(connection, second)
    bin.put_back(connection, first)
    assert everything(connection) == before


def test_that_what_belongs_to_a_deleted_person_waits_for_them(connection: sqlite3.Connection) -> None:
    before = everything(connection)
    first = bin.put_in(connection, "assessment", "s1", AT)
    second = bin.put_in(connection, "person", "p1", AT)
    with pytest.raises(BinError, match=r"^The person it belongs to is deleted too; put the person back first\.$"):
        bin.put_back(connection, first)
    bin.put_back(connection, second)
    bin.put_back(connection, first)
    assert everything(connection) == before


def test_that_what_is_here_again_stays_in_the_bin_too(connection: sqlite3.Connection) -> None:
    entry = bin.put_in(connection, "assessment", "s1", AT)
    connection.execute(
        "INSERT INTO assessment (id, person, questionnaire, form, started_at) SELECT 's1', person, questionnaire, form,"
        " started_at FROM assessment WHERE id = 's2'"
    )
    connection.commit()
    before = everything(connection)
    with pytest.raises(BinError, match="here again already"):
        bin.put_back(connection, entry)
    assert everything(connection) == before
    assert [one.id for one in bin.entries(connection)] == [entry]


def test_that_putting_back_what_cannot_be_written_leaves_all_as_it_was(connection: sqlite3.Connection) -> None:
    entry = bin.put_in(connection, "assessment", "s2", AT)
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON answer BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
    before = everything(connection)
    with pytest.raises(DatabaseError):
        bin.put_back(connection, entry)
    assert everything(connection) == before
    connection.execute("DROP TRIGGER full")
    assert bin.put_back(connection, entry).thing == "s2"


def test_that_what_is_not_there_is_said_in_one_sentence(connection: sqlite3.Connection) -> None:
    before = everything(connection)
    with pytest.raises(KeyError):
        bin.put_in(connection, "assessment", "nobody's", AT)
    with pytest.raises(BinError, match="no longer"):
        bin.put_back(connection, 7)
    assert everything(connection) == before
    assert not connection.in_transaction


def test_that_a_number_is_not_given_to_anybody_else(connection: sqlite3.Connection) -> None:
    entry = bin.put_in(connection, "person", "p2", AT)
    assert people.add(connection, Person("p3", "New", None, "seed", sample=False), AT).number == 3
    bin.put_back(connection, entry)
    back = people.by_id(connection, "p2")
    assert back is not None
    assert back.number == 2


def test_that_what_is_done_after_a_deletion_comes_after_it(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE assessment SET sequence = 9999999999 WHERE id = 's1'")
    connection.commit()
    entry = bin.put_in(connection, "assessment", "s1", AT)
    assert next_number(connection, "p1", AT) == 10_000_000_000
    bin.put_back(connection, entry)
    assert [one.id for one in assessments.of_person(connection, "p1")] == ["s2", "s1"]


def test_that_what_goes_for_good_leaves_no_trace_in_the_file(database: Path, connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE coaching_session SET notes = 'unmistakable words'")
    connection.commit()
    for kind, thing in (("assessment", "s1"), ("coaching_session", "c1")):
        bin.put_in(connection, kind, thing, AT)  # type: ignore[arg-type]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"unmistakable" in database.read_bytes()
    assert bin.size(connection)[0] == 2
    assert bin.remove(connection, [one.id for one in bin.entries(connection)]) == 2
    assert bin.size(connection) == (0, 0)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"unmistakable" not in database.read_bytes()


def test_that_a_damaged_file_gives_the_bin_back(database: Path, connection: sqlite3.Connection, tmp_path: Path) -> None:
    entry = bin.put_in(connection, "person", "p1", AT)
    wanted = bin.entries(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    saved = tmp_path / "saved.db"
    assert salvage(database, saved).complete
    with closing(open_database(saved)) as opened:
        assert bin.entries(opened) == wanted
        bin.put_back(opened, entry)
        assert len(assessments.of_person(opened, "p1")) == 2

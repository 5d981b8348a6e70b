"""Whatever goes wrong in a query is said as DatabaseError, and rows are checked before they are used."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.errors import DamagedError, DatabaseError
from nextrung.people.person import Person
from nextrung.store import assessments, contents, own_targets, pay, people, plans
from nextrung.store.connection import things
from nextrung.store.database import open_database, writing
from nextrung.store.sqlite import engine as sqlite3

AT = "2026-11-23T09:41:07Z"


def overwrite_table(path: Path, table: str) -> None:
    """The first page of a table becomes noise, as a bad disk leaves it."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    raw = path.read_bytes()
    path.write_bytes(raw[: 4096 * (page - 1)] + b"\x55" * 4096 + raw[4096 * page :])


def test_that_damage_met_while_reading_is_one_sentence(path: Path) -> None:
    with closing(open_database(path)) as before:
        people.add(before, Person("p1", "Jana", None, "seed", sample=False), AT)
    overwrite_table(path, "person")
    with closing(open_database(path)) as opened:
        for read in (opened.execute, opened.cursor().execute):
            with pytest.raises(DamagedError, match=r"^The data file is damaged: .*\.$"):
                list(read("SELECT * FROM person"))
        with pytest.raises(DamagedError):
            people.all_people(opened)
        with pytest.raises(DamagedError, match="could not be saved"):
            people.add(opened, Person("p2", "", None, "", sample=False), AT)


def test_that_a_statement_that_fails_is_no_damage(connection: sqlite3.Connection) -> None:
    for run in (connection.execute, connection.cursor().execute):
        with pytest.raises(DatabaseError, match="no such table: nowhere") as caught:
            run("SELECT * FROM nowhere")
        assert not isinstance(caught.value, DamagedError)
    with pytest.raises(DatabaseError, match="UNIQUE"):
        connection.executemany("INSERT INTO setting VALUES (?, ?)", [("theme", "a"), ("theme", "b")])


def test_that_text_that_is_no_unicode_is_refused_in_one_sentence(
    connection: sqlite3.Connection, record: AssessmentRecord
) -> None:
    with pytest.raises(DatabaseError, match="could not be saved"):
        assessments.save_answer(connection, record.id, Answer("TL-B1", note="half \ud83d"), None)
    assert assessments.answers(connection, record.id) == {}


def test_that_text_damaged_on_disk_is_said(connection: sqlite3.Connection, record: AssessmentRecord) -> None:
    connection.execute("UPDATE person SET name = CAST(x'4aff61' AS TEXT)")
    with pytest.raises(DamagedError, match="a text in it cannot be read"):
        people.all_people(connection)
    assert record.person == "p1"


def test_that_rows_come_one_by_one_and_all_at_once(connection: sqlite3.Connection) -> None:
    connection.executemany("INSERT INTO setting VALUES (?, ?)", [("a", "1"), ("b", "2"), ("c", "3")])
    rows = connection.execute("SELECT name FROM setting WHERE length(name) = 1 ORDER BY name")
    assert next(rows) == ("a",)
    assert rows.fetchone() == ("b",)
    assert list(rows) == [("c",)]
    with pytest.raises(StopIteration):
        next(rows)


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("UPDATE assessment SET form = 'fuLl'", lambda one: assessments.of_person(one, "p1")),
        ("UPDATE own_profile SET targets = '{'", lambda one: own_targets.of_person(one, "p1")),
        ("UPDATE own_profile SET targets = '{\"TL\": [1]}'", lambda one: own_targets.of_person(one, "p1")),
        ("UPDATE own_profile SET targets = '[[\"TL\"]]'", lambda one: own_targets.of_person(one, "p1")),
        ('UPDATE own_profile SET targets = \'{"TL": ["a", 1, true]}\'', lambda one: own_targets.of_person(one, "p1")),
        ("UPDATE own_figure SET date = '2026-13-01'", lambda one: pay.own_figures(one, "p1")),
        ("UPDATE plan_step SET due = 'soon'", lambda one: plans.of_person(one, "p1")),
        ("UPDATE plan_step SET ticks = '[[1]]'", lambda one: plans.step(one, "st1")),
        ("UPDATE plan_step SET state = 'dona'", lambda one: plans.of_person(one, "p1")),
    ],
)
def test_that_a_row_the_program_never_wrote_is_one_sentence(
    connection: sqlite3.Connection, record: AssessmentRecord, change: str, read: object
) -> None:
    assert record.person == "p1"
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for statement in (
        "INSERT INTO own_profile VALUES ('o1', 'p1', 'Mine', 'senior', '{\"TL\": [3, 2, true]}')",
        "INSERT INTO own_figure VALUES ('f1','p1','senior','US',NULL,1e5,NULL,'2026-01-01','a','USD','2026-01-02')",
        "INSERT INTO plan_step VALUES ('st1','p1','T','1',NULL,'','',0,'',NULL,'[]',NULL,'','','planned',NULL,1,0,'')",
    ):
        connection.execute(statement)
    assert callable(read)
    read(connection)
    connection.execute(change)
    with pytest.raises(DamagedError, match=r"^A row of the data file is damaged: .*\.$") as caught:
        read(connection)
    assert "\n" not in str(caught.value)


def test_that_kinds_are_checked() -> None:
    assert things(tuple, "t", []) == ()
    whole = things(lambda *row: row, "tiRT", [("a", 1, 2.5, None), ("b", 0, 3, "c"), ("c", 1, None, None)])
    assert whole == (("a", 1, 2.5, None), ("b", 0, 3, "c"), ("c", 1, None, None))
    wrong: list[tuple[object, ...]] = [(None, 1, 1, None), ("a", 1.5, 1, None), ("a", 1, "1", None), ("a", 1, 1, b"c")]
    for row in wrong:
        with pytest.raises(DamagedError, match=r"value . is "):
            things(lambda *row: row, "tiRT", [("a", 1, 2.5, None), row])


def test_that_damage_met_in_a_transaction_undoes_it(connection: sqlite3.Connection) -> None:
    contents.keep_setting(connection, "theme", "light")

    def change_and_meet_damage() -> None:
        with writing(connection):
            connection.execute("UPDATE setting SET value = 'dark'")
            things(lambda name: name, "t", [(1,)])

    with pytest.raises(DamagedError, match="A row of the data file is damaged"):
        change_and_meet_damage()
    assert contents.setting(connection, "theme") == "light"


def test_that_a_refused_open_changes_neither_file_nor_log(path: Path) -> None:
    first, last = open_database(path), open_database(path)
    contents.keep_setting(first, "theme", "dark")
    newer = "SELECT 99, migration_set, 'm999_future', applied_at FROM _sqlite_migrations LIMIT 1"
    first.execute(f"INSERT INTO _sqlite_migrations {newer}")
    first.commit()
    kept = {name: path.with_name(name).read_bytes() for name in (path.name, f"{path.name}-wal")}
    first.close()
    last.close()
    for name, raw in kept.items():
        path.with_name(name).write_bytes(raw)
    with pytest.raises(DatabaseError, match="newer Next Rung"):
        open_database(path)
    assert {name: path.with_name(name).read_bytes() for name in kept} == kept


def test_that_a_transaction_left_open_in_an_old_journal_is_undone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
        plain.execute("INSERT INTO setting VALUES ('theme', 'light')")
        plain.execute("PRAGMA cache_size = 1")
        plain.execute("BEGIN")
        plain.execute("DROP TABLE setting")
        plain.execute("CREATE TABLE other (a)")
        plain.executemany("INSERT INTO other VALUES (?)", [("x" * 3000,)] * 50)
        journal = path.with_name(f"{path.name}-journal")
        kept = {one: one.read_bytes() for one in (path, journal)}
    for one, raw in kept.items():
        one.write_bytes(raw)
    with pytest.raises(DatabaseError, match="table setting already exists"):
        open_database(path)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT value FROM setting").fetchall() == [("light",)]

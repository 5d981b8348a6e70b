"""The database file: making, opening, refusing, migrating."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests import given

from nextrung import paths
from nextrung.errors import DatabaseError
from nextrung.store import contents, migrations
from nextrung.store.database import open_copy, open_database, read_beside_others, writing
from nextrung.store.sqlite import engine as sqlite3

TABLES = {"person", "questionnaire", "assessment", "answer", "setting"}


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def refusal(path: Path) -> str:
    with pytest.raises(DatabaseError) as caught:
        open_database(path)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    assert message.endswith(".")
    return message


def python(code: str, *args: object) -> str:
    """What a new process prints."""
    environment = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop")}
    command = [sys.executable, "-W", "error", "-c", code, *map(str, args)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout


def test_that_a_new_database_has_the_newest_schema(connection: sqlite3.Connection) -> None:
    assert tables(connection) >= TABLES
    assert migrations.applied(connection) == set(migrations.STEPS)
    assert not migrations.pending(connection)


def test_that_every_step_is_applied_by_its_name() -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        assert migrations.applied(empty) == set()
        assert migrations.pending(empty)
        migrations.apply(empty)
        assert migrations.applied(empty) == set(migrations.STEPS)


def test_that_writes_are_durable_and_foreign_keys_on(connection: sqlite3.Connection) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    for name, value in wanted.items():
        assert connection.execute(f"PRAGMA {name}").fetchone() == (value,)


def test_that_opening_again_changes_nothing(path: Path) -> None:
    with closing(open_database(path)) as first:
        contents.keep_setting(first, "theme", "dark")
    with closing(open_database(path)) as second:
        assert contents.setting(second, "theme") == "dark"
        assert len(list(second.execute("SELECT * FROM _sqlite_migrations"))) == len(migrations.STEPS)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_that_database_and_folder_are_the_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = paths.data_folder(tmp_path / "home" / "nextrung")
        with closing(open_database(folder / paths.DATABASE)) as connection:
            contents.keep_setting(connection, "theme", "dark")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == dict.fromkeys(("nextrung.db", "nextrung.db-wal", "nextrung.db-shm"), 0o600)


def test_that_the_data_folder_may_be_there_already(tmp_path: Path) -> None:
    assert paths.data_folder(tmp_path) == tmp_path


def test_that_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(DatabaseError, match=r"^The data folder .* cannot be used: .*\. Choose another one\.$"):
            paths.data_folder(place)


def test_that_the_systems_place_is_used_when_none_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    folder = paths.data_folder()
    assert folder.is_dir()
    assert folder.name == "nextrung"


def test_that_a_database_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    with closing(open_database(path)) as connection:
        newer = "SELECT 99, migration_set, 'm999_future', applied_at FROM _sqlite_migrations LIMIT 1"
        connection.execute(f"INSERT INTO _sqlite_migrations {newer}")
        connection.execute("UPDATE setting SET value = '9.4.0' WHERE name = 'needed_version'")
        connection.commit()
    before = path.read_bytes()
    wanted = f"The data file {path} was written by a newer Next Rung; open it with version 9.4.0 or newer."
    assert refusal(path) == wanted
    assert path.read_bytes() == before


@pytest.mark.parametrize("raw", [b"This is not a database, but a text of some length.\n" * 50, b"\x00" * 5000])
def test_that_what_is_no_database_is_refused_and_left_alone(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    assert "cannot be read: file is not a database. Nothing in it was changed." in refusal(path)
    assert path.read_bytes() == raw


def test_that_a_damaged_database_is_refused(path: Path) -> None:
    with closing(open_database(path)):
        pass
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 5000)
    assert "cannot be read" in refusal(path)


def test_that_a_folder_in_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir()
    assert "cannot be" in refusal(path)


def test_that_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened: No such file or directory" in refusal(tmp_path / "nowhere" / "nextrung.db")


def test_that_a_step_that_fails_leaves_nothing_behind(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE answer (something TEXT)")
        other.commit()
    assert "table answer already exists" in refusal(path)
    with closing(sqlite3.connect(path)) as again:
        assert tables(again) & TABLES == {"answer"}
        assert migrations.applied(again) == set()


def test_that_a_write_that_fails_is_undone_as_a_whole(connection: sqlite3.Connection) -> None:
    contents.keep_setting(connection, "theme", "light")

    def write_twice() -> None:
        with writing(connection):
            connection.execute("UPDATE setting SET value = 'dark'")
            connection.execute("INSERT INTO setting (name, value) VALUES ('theme', 'twice')")

    with pytest.raises(DatabaseError, match="Everything saved before is still there") as caught:
        write_twice()
    assert "\n" not in str(caught.value)
    assert contents.setting(connection, "theme") == "light"
    assert not connection.in_transaction


def test_that_a_write_is_undone_when_the_program_fails_in_it(connection: sqlite3.Connection) -> None:
    contents.keep_setting(connection, "theme", "light")

    def write_and_fail() -> None:
        with writing(connection):
            connection.execute("UPDATE setting SET value = 'dark'")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert contents.setting(connection, "theme") == "light"
    contents.keep_setting(connection, "theme", "dark")
    assert contents.setting(connection, "theme") == "dark"


def test_that_a_database_busy_elsewhere_gives_one_sentence(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="could not be saved: database is locked"):
            contents.keep_setting(connection, "theme", "dark")
        other.rollback()
    contents.keep_setting(connection, "theme", "dark")


def test_that_making_a_database_loads_no_data_frames(path: Path) -> None:
    code = """
import sys
from pathlib import Path
from nextrung.store.database import open_database
open_database(Path(sys.argv[1])).close()
print([name for name in sys.modules if name.split(".")[0] in ("pandas", "numpy")])
"""
    assert python(code, path).strip() == "[]"


def test_that_a_step_that_fails_leaves_neither_tables_nor_a_record(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        migrations.apply(connection, stop_before="m004_plan")
        connection.execute("CREATE TABLE evidence (id TEXT)")  # in the way of the second table of that step
        with pytest.raises(sqlite3.OperationalError, match="evidence already exists"):
            migrations.apply(connection)
        assert not connection.in_transaction
        assert migrations.applied(connection) == set(migrations.STEPS[:3])
        assert not list(connection.execute("SELECT * FROM sqlite_master WHERE name = 'plan_step'"))


def save(path: Path, number: int) -> None:
    """What a window does that opens, saves and closes: afterwards there is no log, and the file is another."""
    with closing(open_database(path)) as window:
        contents.keep_setting(window, f"note{number}", "x" * 5_000)


def settings(connection: sqlite3.Connection) -> list[str]:
    return sorted(contents.settings_from(connection, "note"))


def test_that_a_closed_database_that_is_saved_to_meanwhile_is_looked_at_anew(tmp_path: Path) -> None:
    """Nothing locks a closed file that is only looked at: what was read before and after the save was put together."""
    path = tmp_path / paths.DATABASE
    save(path, 0)
    looks: list[list[str]] = []

    def look(connection: sqlite3.Connection) -> list[str]:
        looks.append(settings(connection))
        if len(looks) == 1:
            save(path, 1)
        return settings(connection)

    assert read_beside_others(path, look) == ["note0", "note1"]
    assert looks == [["note0"], ["note0", "note1"]]
    assert sorted(one.name for one in tmp_path.iterdir()) == [paths.DATABASE]


def test_that_a_fault_seen_while_a_window_saved_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / paths.DATABASE
    save(path, 0)
    faults = iter([True, False])

    def look(connection: sqlite3.Connection) -> list[str]:
        if next(faults):
            save(path, 1)
            raise sqlite3.DatabaseError("malformed")
        return settings(connection)

    assert read_beside_others(path, look) == ["note0", "note1"]
    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        read_beside_others(path, lambda _: (_ for _ in ()).throw(sqlite3.DatabaseError("malformed")))


def test_that_a_file_that_is_written_without_end_is_said(tmp_path: Path) -> None:
    path = tmp_path / paths.DATABASE
    save(path, 0)
    numbers = iter(range(1, 100))
    with pytest.raises(sqlite3.OperationalError, match="another program keeps writing"):
        read_beside_others(path, lambda _: save(path, next(numbers)))


def test_that_an_open_database_is_looked_at_once_with_what_lies_in_its_log(tmp_path: Path) -> None:
    path = tmp_path / paths.DATABASE
    with closing(open_database(path)) as window:
        contents.keep_setting(window, "note0", "x")
        looks: list[list[str]] = []

        def look(connection: sqlite3.Connection) -> None:
            looks.append(settings(connection))
            contents.keep_setting(window, "note1", "x")

        read_beside_others(path, look)
        assert looks == [["note0"]]
    with closing(open_copy(path)) as copy:
        assert settings(copy) == ["note0", "note1"]

"""Damage that SQLite does not look for: texts that are no texts. It is found, and never quoted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from nextrung import app, cli, paths, resources
from nextrung.errors import DamagedError, DatabaseError
from nextrung.store import people
from nextrung.store.backups import snapshot
from nextrung.store.database import ask_for_check, open_database
from nextrung.store.sqlite import engine as sqlite3

SECRET = b"Secretly"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a person whose name has one flipped bit, which makes it no UTF-8."""
    data = tmp_path / "data"
    workspace = app.open_workspace(data)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.add_person(SECRET.decode())
    workspace.close()
    database = data / paths.DATABASE
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    raw = database.read_bytes()
    assert raw.count(SECRET) == 1
    database.write_bytes(raw.replace(SECRET, bytes([SECRET[0] | 0x80]) + SECRET[1:]))
    return data


def test_that_sqlite_itself_calls_such_a_file_whole(folder: Path) -> None:
    with closing(sqlite3.connect(folder / paths.DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_that_reading_it_is_damage_and_quotes_nothing(folder: Path) -> None:
    with closing(open_database(folder / paths.DATABASE)) as connection, pytest.raises(DamagedError) as caught:
        people.all_people(connection)
    assert str(caught.value) == "The data file is damaged: a text in it cannot be read."


def test_that_a_check_of_the_whole_file_finds_it(folder: Path) -> None:
    database = folder / paths.DATABASE
    ask_for_check(database)
    before = database.read_bytes()
    with pytest.raises(DamagedError) as caught:
        open_database(database)
    assert "a text in it cannot be read" in str(caught.value)
    assert SECRET[1:].decode() not in str(caught.value)
    assert database.read_bytes() == before


def test_that_no_backup_with_it_is_proven(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DatabaseError, match="a text in it cannot be read"):
        snapshot.prove(folder / paths.DATABASE)
    for arguments in (["backup"], ["verify"], ["verify", str(folder / paths.DATABASE)]):
        assert cli.main(["--data-dir", str(folder), *arguments]) == 1
        said = capsys.readouterr()
        assert "a text in it cannot be read" in said.err
        assert SECRET[1:].decode() not in said.err + said.out
    assert not list((folder / paths.BACKUPS).glob("*.db"))


def test_that_a_reference_to_nothing_is_found(folder: Path) -> None:
    database = folder / paths.DATABASE
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE person SET name = 'Jana'")
        connection.execute("DELETE FROM person WHERE id = (SELECT person FROM assessment)")
        connection.commit()
    ask_for_check(database)
    with pytest.raises(DamagedError, match="belongs to another one that is not there"):
        open_database(database)

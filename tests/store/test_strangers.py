"""Databases that enter: what this program never made in them is refused before any of it runs."""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.old_databases import FOLDER

from nextrung import app, cli, paths, resources
from nextrung.errors import DatabaseError
from nextrung.store import restore, strangers
from nextrung.store.sqlite import engine as sqlite3

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
STRANGE = {
    "trigger": f"CREATE TRIGGER t AFTER INSERT ON person BEGIN INSERT INTO setting {ENDLESS} SELECT i, i FROM n; END",
    "changed trigger": "DROP TRIGGER person_numbered; CREATE TRIGGER person_numbered AFTER INSERT ON person"
    f" BEGIN INSERT INTO setting {ENDLESS} SELECT i, i FROM n; END",
    "view": f"CREATE VIEW everything AS {ENDLESS} SELECT i FROM n",
    "view for a table": f"DROP TABLE setting; CREATE VIEW setting AS {ENDLESS} SELECT i AS name, i AS value FROM n",
    "view for the migrations": "ALTER TABLE _sqlite_migrations RENAME TO gone;"
    f" CREATE VIEW _sqlite_migrations AS {ENDLESS} SELECT 'nextrung' AS migration_set, i AS name FROM n",
    "virtual table": "CREATE VIRTUAL TABLE words USING fts5(word)",
    "index": "CREATE INDEX slow ON person(hex(zeroblob(length(name) * 10000000)))",
    "generated column": "CREATE TABLE more (id INTEGER, large TEXT AS (hex(zeroblob(100000000))))",
}


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A closed data file with one person."""
    data = tmp_path / "there"
    workspace = app.open_workspace(data)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.close()
    return data / paths.DATABASE


@pytest.mark.parametrize("kind", STRANGE)
def test_that_what_we_never_made_is_refused_before_it_runs(
    kind: str, backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.executescript(STRANGE[kind])
    folder = tmp_path / "here"
    app.open_workspace(folder).close()
    before, began = backup.read_bytes(), time.process_time()
    with pytest.raises(DatabaseError, match="is no data file of Next Rung"):
        restore.prepare(backup, folder)
    for command in (["restore", str(backup)], ["restore", str(backup), "--yes"], ["verify", str(backup)]):
        assert cli.main(["--data-dir", str(folder), *command]) == 1
        said = capsys.readouterr()
        assert said.err.count("\n") == 1, said.err
        assert "is no data file of Next Rung" in said.err, said.err
    assert time.process_time() - began < 20, "seconds of the processor"
    assert backup.read_bytes() == before


@pytest.mark.parametrize("version", sorted(FOLDER.glob("*.db")), ids=lambda path: path.stem)
def test_that_what_older_versions_made_is_ours(version: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(version, copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert strangers.is_ours(connection)


def test_that_a_check_that_never_ends_is_ended(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "_PATIENCE", 0.2)
    monkeypatch.setattr(strangers, "_SLOWEST", 1e12)
    with closing(sqlite3.connect(backup)) as connection:
        with (
            pytest.raises(DatabaseError, match="could not be checked in 0 seconds"),
            strangers.bounded(connection, backup),
        ):
            connection.execute(f"{ENDLESS} SELECT count(*) FROM n")
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_that_a_file_that_is_no_database_is_not_opened_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    app.open_workspace(folder).close()
    for number, content in enumerate((b"x" * 5000, b"SQLite format 2" + bytes(5000))):
        source = tmp_path / f"{number}.db"
        source.write_bytes(content)
        with pytest.raises(DatabaseError, match="is damaged or no data file of Next Rung"):
            restore.prepare(source, folder)

"""Going on after damage: nothing is deleted, the ways to go on are whole, and breaking off loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import given

from nextrung import paths, resources
from nextrung.errors import DamagedError, DatabaseError
from nextrung.store import recovery
from nextrung.store.backups.backup_folder import BackupFolder
from nextrung.store.recovery import Recovery
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PAGE = 4096


def now() -> datetime:
    return NOW


def opened(path: Path) -> Workspace:
    return Workspace.open(path, resources.questionnaire_folders(), resources.assets("salary"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two people with an assessment each, of whom only the first is in the backup."""
    path = tmp_path / "data" / paths.DATABASE
    path.parent.mkdir()
    workspace = opened(path)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    BackupFolder(path.parent / paths.BACKUPS).add(path, "asked", NOW)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.close()
    return path


@pytest.fixture
def damaged(database: Path) -> Path:
    """The database with its schema overwritten."""
    raw = bytearray(database.read_bytes())
    raw[100:400] = b"\xff" * 300
    database.write_bytes(raw)
    with pytest.raises(DamagedError):
        opened(database)
    return database


@pytest.fixture
def found(damaged: Path) -> Iterator[Recovery]:
    one = recovery.look_for(damaged)
    yield one
    one.discard()


def test_that_looking_changes_nothing_of_the_damaged_file(damaged: Path) -> None:
    before = contents(damaged.parent)
    recovery.look_for(damaged).discard()
    assert contents(damaged.parent) == before
    assert {path.name for path in damaged.parent.iterdir() if path.is_dir()} == {"backups"}


def test_that_both_ways_are_found_and_what_the_backup_lacks_is_counted(found: Recovery) -> None:
    assert found.recovered is not None
    assert found.backed_up is not None
    assert len(found.recovered.inside.people) == 2
    assert len(found.backed_up.inside.people) == 1
    missing = found.missing()
    assert missing["person"] == 1
    assert missing["assessment"] == 1
    assert missing["answer"] == len(given.sample_answers())


def test_that_what_could_be_read_takes_the_place_and_the_damaged_file_is_kept(found: Recovery, damaged: Path) -> None:
    raw = damaged.read_bytes()
    assert found.recovered is not None
    aside = recovery.use(damaged, found.recovered, now)
    assert (aside / damaged.name).read_bytes() == raw
    workspace = opened(damaged)
    assert len(workspace.people.everyone()) == 2
    latest = workspace.latest()
    assert latest is not None
    assert {item: answer.value for item, answer in latest.answers.items()} == {
        item: answer.value for item, answer in given.sample_answers().items()
    }
    workspace.close()


def test_that_a_backup_can_take_the_place(found: Recovery, damaged: Path) -> None:
    assert found.backed_up is not None
    recovery.use(damaged, found.backed_up, now)
    workspace = opened(damaged)
    assert len(workspace.people.everyone()) == 1
    workspace.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_that_everything_set_aside_is_the_owners_alone(found: Recovery, damaged: Path) -> None:
    assert found.recovered is not None
    aside = recovery.use(damaged, found.recovered, now)
    assert stat.S_IMODE(damaged.stat().st_mode) == 0o600
    for folder in (aside, aside.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_that_a_log_goes_aside_with_its_file(damaged: Path) -> None:
    damaged.with_name("nextrung.db-wal").write_bytes(b"log")
    aside = recovery.begin_empty(damaged, now)
    assert {path.name for path in aside.iterdir()} >= {"nextrung.db", "nextrung.db-wal"}
    assert not list(damaged.parent.glob("nextrung.db*"))


def test_that_two_recoveries_at_one_moment_do_not_meet(database: Path) -> None:
    first = recovery.begin_empty(database, now)
    database.write_bytes(b"another")
    second = recovery.begin_empty(database, now)
    assert first != second
    assert (second / database.name).read_bytes() == b"another"


def test_that_a_file_that_is_gone_is_noticed_when_there_are_backups(database: Path) -> None:
    for change in (database.unlink, lambda: database.write_bytes(b"")):
        change()
        with pytest.raises(DamagedError, match=r"is gone, but there are backups of it\.$"):
            opened(database)
        found = recovery.look_for(database)
        assert found.recovered is None
        assert found.backed_up is not None
        found.discard()
    shutil.rmtree(database.parent / paths.BACKUPS)
    database.unlink()
    opened(database).close()


def test_that_an_emptied_file_is_read_from_its_log(database: Path) -> None:
    workspace = opened(database)
    workspace.add_person("Only in the log")
    crashed = database.parent.parent / "crashed"
    crashed.mkdir()
    shutil.copyfile(database.with_name("nextrung.db-wal"), crashed / "nextrung.db-wal")
    workspace.close()
    emptied = crashed / database.name
    emptied.write_bytes(b"")
    with pytest.raises(DamagedError, match=r"is empty, but its log is not\.$"):
        opened(emptied)
    found = recovery.look_for(emptied)
    assert found.recovered is not None
    assert "Only in the log" in [person.name for person in found.recovered.inside.people]
    found.discard()


def test_that_a_backup_that_is_damaged_too_is_passed_over(database: Path) -> None:
    backup_folder = BackupFolder(database.parent / paths.BACKUPS)
    newest = backup_folder.add(database, "asked", NOW)
    raw = bytearray(newest.path.read_bytes())
    raw[PAGE + 2000] ^= 0xFF
    newest.path.write_bytes(raw)
    database.unlink()
    found = recovery.look_for(database)
    assert found.backup is not None
    assert found.backup.number == newest.number - 1
    found.discard()


def test_that_nothing_but_noise_leaves_the_backup_and_an_empty_start(database: Path) -> None:
    database.write_bytes(os.urandom(20_000))
    found = recovery.look_for(database)
    assert found.recovered is None
    assert found.backed_up is not None
    found.discard()


BROKEN_OFF = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from nextrung.store import recovery
database, at = Path(sys.argv[1]), int(sys.argv[2])
found = recovery.look_for(database)
steps = 0
def step(real):
    def stepped(*arguments):
        global steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments)
    return stepped
Path.replace = step(Path.replace)
recovery.sync_folder = step(recovery.sync_folder)
recovery.use(database, found.recovered, lambda: datetime(2026, 11, 24, tzinfo=UTC))
print("done")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("at", range(1, 7))
def test_that_a_recovery_killed_at_any_step_loses_nothing(damaged: Path, at: int) -> None:
    damaged.with_name("nextrung.db-wal").write_bytes(b"")
    raw = damaged.read_bytes()
    environment = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop")}
    command = [sys.executable, "-c", BROKEN_OFF, str(damaged), str(at)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == (0 if "done" in done.stdout else -signal.SIGKILL), done.stderr
    files = [path.read_bytes() for path in damaged.parent.rglob(damaged.name)]
    assert raw in files, "the damaged file is still there"
    try:
        workspace = opened(damaged)
    except DamagedError:
        assert damaged.read_bytes() == raw
        again = recovery.look_for(damaged)
        assert again.recovered is not None
        recovery.use(damaged, again.recovered, now)
        again.discard()
        workspace = opened(damaged)
    assert len(workspace.people.everyone()) == 2
    workspace.close()
    assert not list(damaged.parent.glob("recovering-*"))


def test_that_a_folder_that_cannot_be_written_is_one_sentence(damaged: Path, found: Recovery) -> None:
    assert found.recovered is not None
    shutil.rmtree(found.recovered.file.parent)
    with pytest.raises(DatabaseError, match="Nothing was lost") as caught:
        recovery.use(damaged, found.recovered, now)
    assert "\n" not in str(caught.value)
    with pytest.raises(DamagedError):
        opened(damaged)


def test_that_a_clean_database_is_not_checked_and_one_left_by_a_crash_is(database: Path) -> None:
    """A page of no table is damaged: only a check of the whole file sees it."""
    with closing(sqlite3.connect(database)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'own_figure_of_person'").fetchone()[
            0
        ]
    raw = bytearray(database.read_bytes())
    raw[(root - 1) * PAGE : (root - 1) * PAGE + 8] = b"\xff" * 8
    database.write_bytes(raw)
    opened(database).close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE person SET name = 'x'")
        connection.commit()
        copy = database.parent.parent / "crashed"
        shutil.copytree(database.parent, copy)
    with pytest.raises(DamagedError):
        opened(copy / database.name)

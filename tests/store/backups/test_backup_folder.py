"""A shelf of backups: numbered, proven, nothing twice, and nothing lost when something is in the way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests import given

from nextrung.errors import DatabaseError
from nextrung.store import contents, migrations
from nextrung.store.backups import backup_folder as shelves
from nextrung.store.backups import snapshot
from nextrung.store.backups.backup_folder import BackupFolder
from nextrung.store.backups.proof import Proof
from nextrung.store.database import open_database
from nextrung.store.sqlite import engine as sqlite3

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
unix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


@pytest.fixture
def backup_folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "backups")


@pytest.fixture
def database(path: Path, connection: sqlite3.Connection) -> Path:
    """A database that stays in use."""
    contents.keep_setting(connection, "one", "1")
    return path


def change(connection: sqlite3.Connection, value: str) -> None:
    contents.keep_setting(connection, "one", value)


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 0xFF
    path.write_bytes(raw)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def sealed(backup_folder: BackupFolder) -> Iterator[Path]:
    """A backup folder that nothing can be written into."""
    backup_folder.folder.mkdir(mode=0o500)
    if os.access(backup_folder.folder, os.W_OK):
        pytest.skip("this account may write everywhere")
    yield backup_folder.folder
    backup_folder.folder.chmod(0o700)


def test_that_a_backup_holds_everything_and_its_proof_says_so(backup_folder: BackupFolder, database: Path) -> None:
    backup = backup_folder.add(database, "asked", NOW)
    assert backup.made_at == NOW
    assert backup.proof == snapshot.prove(backup.path)
    assert names(backup_folder.folder) == [
        "nextrung-000001-20261124T090000Z-asked.db",
        "nextrung-000001-20261124T090000Z-asked.json",
    ]
    with closing(snapshot.closed(backup.path)) as copy:
        assert contents.setting(copy, "one") == "1"


def test_that_nothing_changed_makes_no_second_backup(backup_folder: BackupFolder, database: Path) -> None:
    first = backup_folder.add(database, "start", NOW)
    assert backup_folder.add(database, "start", NOW + timedelta(days=1)) == first
    assert len(backup_folder.backups()) == 1


def test_that_closing_and_opening_is_no_change(tmp_path: Path, backup_folder: BackupFolder) -> None:
    path = tmp_path / "own.db"
    for _ in range(3):
        with closing(open_database(path)) as opened:
            assert opened.execute("SELECT count(*) FROM person").fetchone() == (0,)
        backup_folder.add(path, "start", NOW)
    assert len(backup_folder.backups()) == 1


def test_that_a_change_makes_a_backup_with_the_next_number_whatever_the_clock_says(
    backup_folder: BackupFolder, database: Path, connection: sqlite3.Connection
) -> None:
    backup_folder.add(database, "start", NOW)
    change(connection, "2")
    second = backup_folder.add(database, "asked", NOW - timedelta(days=4000))
    assert [one.number for one in backup_folder.backups()] == [2, 1]
    assert backup_folder.newest_proven() == second


def test_that_a_flipped_byte_in_the_newest_backup_makes_another_one(
    backup_folder: BackupFolder, database: Path
) -> None:
    first = backup_folder.add(database, "start", NOW)
    flip(first.path, first.size - 10)
    assert not first.is_as_proven()
    second = backup_folder.add(database, "start", NOW)
    assert second.number == 2
    assert second.is_as_proven()


def test_that_a_backup_that_cannot_be_read_is_not_taken_for_proven(backup_folder: BackupFolder, database: Path) -> None:
    first = backup_folder.add(database, "start", NOW)
    first.path.unlink()
    first.path.mkdir()  # what no program can read as a file
    assert not first.is_as_proven()
    first.path.rmdir()
    assert not first.is_as_proven()
    assert backup_folder.add(database, "start", NOW).is_as_proven()


def test_that_a_backup_without_a_proof_is_not_taken_for_proven(backup_folder: BackupFolder, database: Path) -> None:
    first = backup_folder.add(database, "start", NOW)
    first.path.with_suffix(".json").unlink()
    (found,) = backup_folder.backups()
    assert found.proof is None
    assert not found.is_as_proven()
    assert backup_folder.newest_proven() is None


@pytest.mark.parametrize("place", [50, 5000, -10])
def test_that_a_copy_of_a_damaged_backup_is_not_taken(
    backup_folder: BackupFolder, database: Path, tmp_path: Path, place: int
) -> None:
    backup = backup_folder.add(database, "start", NOW)
    flip(backup.path, place)
    other = BackupFolder(tmp_path / "stick")
    with pytest.raises(DatabaseError):
        other.add_copy(backup)
    assert names(other.folder) == []


def test_that_a_copy_that_is_not_whole_is_not_kept(
    backup_folder: BackupFolder, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that writes something else than it was given."""
    real = snapshot.prove

    def on_a_bad_disk(path: Path) -> Proof:
        flip(path, 4096 * 3 + 5)
        return real(path)

    monkeypatch.setattr(snapshot, "prove", on_a_bad_disk)
    with pytest.raises(DatabaseError, match=r"damaged|cannot be read"):
        backup_folder.add(database, "start", NOW)
    assert backup_folder.backups() == ()
    assert names(backup_folder.folder) == []


def test_that_a_backup_without_a_readable_proof_is_not_called_proven(
    backup_folder: BackupFolder, database: Path
) -> None:
    backup = backup_folder.add(database, "start", NOW)
    proof = backup.path.with_suffix(".json")
    for text in ("", "[]", "{}", '{"format": "nextrung.backup", "format_version": 2}', "[" * 100_000):
        proof.write_text(text, encoding="utf-8")
        assert [one.proof for one in backup_folder.backups()] == [None]
        assert backup_folder.newest_proven() is None
    proof.unlink()
    assert backup_folder.add(database, "start", NOW).number == 2


def test_that_the_newest_proven_backup_outlives_newer_ones_without_proof(
    backup_folder: BackupFolder, database: Path, connection: sqlite3.Connection
) -> None:
    for number in range(4):
        change(connection, str(number))
        backup_folder.add(database, "start", NOW + timedelta(minutes=number))
    for backup in backup_folder.backups()[:2]:
        backup.path.with_suffix(".json").unlink()
    assert backup_folder.thin() == 1
    assert [one.number for one in backup_folder.backups()] == [4, 2, 1], (
        "the newest, the newest proven, the first of the day"
    )


def test_that_files_of_others_are_left_alone(backup_folder: BackupFolder, database: Path) -> None:
    backup_folder.folder.mkdir()
    others = ("notes.txt", "nextrung-old.db", "nextrung-000007-20261399T000000Z-start.db", "nextrung-1-x.json")
    for name in others:
        (backup_folder.folder / name).write_text("mine", encoding="utf-8")
    (backup_folder.folder / "nextrung-000009-20261124T090000Z-asked.db").mkdir()
    backup_folder.add(database, "start", NOW)
    backup_folder.thin()
    assert all((backup_folder.folder / name).read_text(encoding="utf-8") == "mine" for name in others)
    assert (backup_folder.folder / "nextrung-000009-20261124T090000Z-asked.db").is_dir()


def test_that_unfinished_files_of_a_killed_program_go_when_nobody_writes_to_them(
    backup_folder: BackupFolder, database: Path
) -> None:
    backup_folder.folder.mkdir()
    old, new = (backup_folder.folder / f".nextrung-000001-x.{end}.part" for end in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half")
    hour_ago = time.time() - shelves.LEFT_BEHIND_AFTER - 10
    os.utime(old, (hour_ago, hour_ago))
    backup_folder.add(database, "start", NOW)
    assert not old.exists()
    assert new.exists()


@unix_only
def test_that_backups_and_their_folder_are_the_owners_alone(backup_folder: BackupFolder, database: Path) -> None:
    before = os.umask(0)
    try:
        backup = backup_folder.add(database, "start", NOW)
        copy = BackupFolder(backup_folder.folder.parent / "stick").add_copy(backup)
    finally:
        os.umask(before)
    for one in (backup, copy):
        assert stat.S_IMODE(one.path.parent.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in one.path.parent.iterdir()} == {0o600}


@unix_only
def test_that_a_folder_that_cannot_be_written_is_one_sentence(
    sealed: Path, backup_folder: BackupFolder, database: Path
) -> None:
    with pytest.raises(
        DatabaseError, match=r"^The backup in .* could not be made: .*\. The data itself is not touched\.$"
    ):
        backup_folder.add(database, "start", NOW)
    assert names(sealed) == []


def test_that_a_file_in_place_of_the_folder_is_one_sentence(backup_folder: BackupFolder, database: Path) -> None:
    backup_folder.folder.write_text("mine", encoding="utf-8")
    with pytest.raises(DatabaseError, match=r"^The backup folder .* cannot be read: "):
        backup_folder.add(database, "start", NOW)
    assert backup_folder.folder.read_text(encoding="utf-8") == "mine"


ON_A_FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from nextrung.errors import DatabaseError
from nextrung.store.backups.backup_folder import BackupFolder
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    BackupFolder(Path(sys.argv[2])).add(Path(sys.argv[1]), "asked", datetime(2026, 11, 25, tzinfo=UTC))
except DatabaseError as error:
    print(error)
else:
    print("made")
"""


def python(code: str, *arguments: object) -> str:
    environment = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop")}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
@pytest.mark.parametrize("limit", [0, 100, 5000, 40_000, 100_000])
def test_that_a_full_disk_leaves_the_backup_folder_as_it_was(
    backup_folder: BackupFolder, database: Path, connection: sqlite3.Connection, limit: int
) -> None:
    first = backup_folder.add(database, "start", NOW)
    change(connection, "2" * 200)
    before = {name: (backup_folder.folder / name).read_bytes() for name in names(backup_folder.folder)}
    said = python(ON_A_FULL_DISK, database, backup_folder.folder, limit)
    assert "could not be made" in said
    assert {name: (backup_folder.folder / name).read_bytes() for name in names(backup_folder.folder)} == before
    assert backup_folder.newest_proven() == first


def test_that_a_backup_taken_while_another_program_writes_is_consistent(
    backup_folder: BackupFolder, database: Path, connection: sqlite3.Connection
) -> None:
    """The writer always changes two rows together; no backup may hold one without the other."""
    for name in ("left", "right"):
        contents.keep_setting(connection, name, "0")
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as writer:
            count = 0
            while not stop.is_set():
                count += 1
                writer.execute("BEGIN IMMEDIATE")
                for name in ("left", "right"):
                    writer.execute("UPDATE setting SET value = ? WHERE name = ?", (str(count), name))
                writer.execute("INSERT INTO setting VALUES (?, ?)", (f"filler {count}", "x" * 3000))
                writer.execute("COMMIT")

    writing = threading.Thread(target=write)
    writing.start()
    try:
        seen = set()
        for _ in range(15):
            backup = backup_folder.add(database, "asked", NOW)
            with closing(snapshot.closed(backup.path)) as copy:
                left, right = contents.setting(copy, "left"), contents.setting(copy, "right")
                fillers = copy.execute("SELECT count(*) FROM setting WHERE name LIKE 'filler %'").fetchone()[0]
            assert left == right == str(fillers)
            seen.add(left)
    finally:
        stop.set()
        writing.join()
    assert len(seen) > 1


def test_that_what_is_written_between_two_steps_of_a_backup_is_not_half_in_it(
    backup_folder: BackupFolder, database: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PAGES_A_STEP", 5)
    steps = 0

    def write() -> None:
        nonlocal steps
        steps += 1
        if steps < 20:
            contents.keep_setting(connection, f"step {steps}", "x" * 5000)

    backup = backup_folder.add(database, "asked", NOW, write)
    assert steps > 2
    with closing(snapshot.closed(backup.path)) as copy:
        assert copy.execute("SELECT count(*) FROM setting WHERE name LIKE 'step %'").fetchone() == (0,)


def test_that_work_that_is_stopped_leaves_nothing(backup_folder: BackupFolder, database: Path) -> None:
    def stop() -> None:
        raise DatabaseError("stopped")

    with pytest.raises(DatabaseError, match="stopped"):
        backup_folder.add(database, "asked", NOW, stop)
    assert names(backup_folder.folder) == []


def test_that_an_older_schema_is_backed_up_before_it_changes(tmp_path: Path, backup_folder: BackupFolder) -> None:
    path = tmp_path / "old.db"
    with closing(open_database(path)) as opened:
        contents.keep_setting(opened, "theme", "dark")
        opened.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (list(migrations.STEPS)[-1],))
        opened.commit()
    before: list[int] = []

    def back_up() -> None:
        before.append(backup_folder.add(path, "migration", NOW).number)

    with pytest.raises(DatabaseError):  # the last step finds its tables there already
        open_database(path, back_up)
    assert before == [1]
    (backup,) = backup_folder.backups()
    assert backup.precious
    with closing(snapshot.closed(backup.path)) as copy:
        assert contents.setting(copy, "theme") == "dark"
        assert migrations.applied(copy) == set(list(migrations.STEPS)[:-1])


def test_that_no_backup_means_no_migration(tmp_path: Path, backup_folder: BackupFolder) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        migrations.apply(connection)
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (list(migrations.STEPS)[-1],))
        connection.commit()
    backup_folder.folder.write_text("in the way", encoding="utf-8")

    def back_up() -> None:
        backup_folder.add(path, "migration", NOW)

    with pytest.raises(DatabaseError, match="The backup folder"):
        open_database(path, back_up)
    with closing(sqlite3.connect(path)) as connection:
        assert migrations.applied(connection) == set(list(migrations.STEPS)[:-1])


def test_that_what_is_asked_for_stays_though_the_same_was_backed_up_before(
    backup_folder: BackupFolder, database: Path, connection: sqlite3.Connection
) -> None:
    first = backup_folder.add(database, "start", NOW)
    change(connection, "a")
    second = backup_folder.add(database, "start", NOW + timedelta(minutes=1))
    asked = backup_folder.add(database, "asked", NOW + timedelta(minutes=2))
    assert (asked.number, asked.reason, asked.proof) == (second.number, "asked", second.proof)
    assert asked.is_as_proven()
    assert len(names(backup_folder.folder)) == 4, "two backups, each with its proof"
    change(connection, "b")
    last = backup_folder.add(database, "start", NOW + timedelta(minutes=3))
    backup_folder.thin()
    assert [one.number for one in backup_folder.backups()] == [last.number, asked.number, first.number]
    assert backup_folder.add(database, "start", NOW + timedelta(minutes=4)) == last

"""Restoring: looked into first, then all of it or nothing, and this computer's own settings stay."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import given

from nextrung import paths, resources
from nextrung.errors import DatabaseError
from nextrung.store import contents, restore
from nextrung.store.backups.snapshot import row_counts
from nextrung.store.database import open_database
from nextrung.store.restore import OF_THIS_COMPUTER
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace

unix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals and limits")


def opened(path: Path) -> Workspace:
    return Workspace.open(path, resources.questionnaire_folders(), resources.assets("salary"))


def add_sample(workspace: Workspace) -> None:
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Workspace]:
    """One person with one assessment, open."""
    folder = tmp_path / "data"
    folder.mkdir()
    workspace = opened(folder / paths.DATABASE)
    add_sample(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A closed data file with three people."""
    folder = tmp_path / "other"
    folder.mkdir()
    workspace = opened(folder / paths.DATABASE)
    for _ in range(3):
        add_sample(workspace)
    workspace.keep_setting("backup_folder", "/of/the/other/computer")
    workspace.close()
    return folder / paths.DATABASE


def folder_of(live: Workspace) -> Path:
    return live.safety.folder


def bring_back(live: Workspace, source: Path) -> None:
    prepared = live.safety.prepare_work(source)()
    try:
        live.restore(prepared)
    finally:
        prepared.discard()


def refusal(live: Workspace, source: Path) -> str:
    """Why a file is refused; nothing may have changed and nothing be left."""
    before = live.safety.present()
    with pytest.raises(DatabaseError) as caught:
        live.safety.prepare_work(source)()
    assert live.safety.present() == before
    assert not list(folder_of(live).glob("restoring-*"))
    message = str(caught.value)
    assert "\n" not in message
    assert "restoring-" not in message
    assert message.endswith(".")
    return message


def test_that_what_is_inside_is_seen_before_anything_changes(live: Workspace, source: Path) -> None:
    raw = source.read_bytes()
    prepared = live.safety.prepare_work(source)()
    assert len(prepared.inside.people) == 3
    assert [person.finished for person in prepared.inside.people] == [1, 1, 1]
    assert len(live.safety.present().people) == 1
    prepared.discard()
    assert source.read_bytes() == raw
    assert not list(folder_of(live).glob("restoring-*"))


def test_that_everything_comes_back_and_the_state_before_is_kept(live: Workspace, source: Path) -> None:
    bring_back(live, source)
    assert len(live.people.everyone()) == 3
    latest = live.latest()
    assert latest is not None
    assert {item: answer.value for item, answer in latest.answers.items()} == {
        item: answer.value for item, answer in given.sample_answers().items()
    }
    newest = live.safety.backups()[0]
    assert newest.reason == "restore"
    bring_back(live, newest.path)
    assert len(live.people.everyone()) == 1


def test_that_a_restored_database_is_still_in_wal_mode_and_survives_a_restart(live: Workspace, source: Path) -> None:
    database = live.safety.database
    bring_back(live, source)
    add_sample(live)
    live.close()
    with closing(open_database(database)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert row_counts(connection)["person"] == 4


def test_that_settings_of_this_computer_stay(live: Workspace, source: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    live.safety.choose_second_folder(stick)
    live.safety.back_up("asked")
    before = {name: live.setting(name) for name in OF_THIS_COMPUTER}
    bring_back(live, source)
    assert {name: live.setting(name) for name in OF_THIS_COMPUTER} == before
    assert live.safety.second_folder == stick


def test_that_a_live_copy_with_its_log_is_read_with_what_the_log_holds(
    live: Workspace, source: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copied"
    with closing(open_database(source)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        contents.keep_setting(connection, "in the log", "yes")
        shutil.copytree(source.parent, copied)
    assert (copied / "nextrung.db-wal").stat().st_size > 0
    bring_back(live, copied / "nextrung.db")
    assert live.setting("in the log") == "yes"


def test_that_another_page_size_is_no_hindrance(live: Workspace, source: Path) -> None:
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM")
        assert connection.execute("PRAGMA page_size").fetchone() == (8192,)
    bring_back(live, source)
    assert len(live.people.everyone()) == 3


def test_that_a_damaged_file_is_refused(live: Workspace, source: Path) -> None:
    raw = source.read_bytes()
    for at in range(0, len(raw), 4096 * 5):
        source.write_bytes(raw[:at] + b"\xff" * 4096 + raw[at + 4096 :])
        assert source.name in refusal(live, source)
    source.write_bytes(raw[: len(raw) // 2])
    refusal(live, source)


def test_that_files_that_are_no_backup_are_refused(live: Workspace, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.write_bytes(b"")
    assert refusal(live, empty) == "empty.db is empty, so there is nothing to restore in it."
    text = tmp_path / "letter.txt"
    text.write_text("Dear Jana, " * 500, encoding="utf-8")
    assert "is damaged or no data file of Next Rung" in refusal(live, text)
    assert "is no file" in refusal(live, tmp_path)
    assert "is not there" in refusal(live, tmp_path / "nowhere.db")


def test_that_a_database_of_another_program_is_refused(live: Workspace, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
        connection.commit()
    assert refusal(live, foreign) == "foreign.db is no data file of Next Rung, so it cannot be restored."


def test_that_a_file_with_a_trigger_of_its_own_is_refused(live: Workspace, source: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("CREATE TRIGGER gone AFTER INSERT ON answer BEGIN DELETE FROM person; END")
        connection.commit()
    assert "is no data file of Next Rung" in refusal(live, source)


def test_that_a_file_of_a_newer_version_says_which_it_needs(live: Workspace, source: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        newer = "SELECT 99, migration_set, 'm999_future', applied_at FROM _sqlite_migrations LIMIT 1"
        connection.execute(f"INSERT INTO _sqlite_migrations {newer}")
        connection.execute("UPDATE setting SET value = '9.4.0' WHERE name = 'needed_version'")
        connection.commit()
    assert refusal(live, source).endswith("was written by a newer Next Rung; open it with version 9.4.0 or newer.")


RESTORING = """
import os, resource, signal, sys, threading
from pathlib import Path
from nextrung import resources
from nextrung.errors import DatabaseError
from nextrung.workspace import Workspace
database, source, limit, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
workspace = Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))
workspace.safety.back_up("restore")
prepared = workspace.safety.prepare_work(source)()
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if at:
    timer = threading.Timer(at, lambda: os.kill(os.getpid(), signal.SIGKILL))
    timer.daemon = True
    timer.start()
try:
    workspace.restore(prepared)
except DatabaseError as error:
    print(error, flush=True)
    os._exit(1)
print("restored", flush=True)
os._exit(0)
"""


def try_to_restore(database: Path, source: Path, limit: int = 0, at: float = 0.0) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop")}
    command = [sys.executable, "-c", RESTORING, *map(str, (database, source, limit, at))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def people(database: Path) -> int:
    workspace = opened(database)
    try:
        return len(workspace.people.everyone())
    finally:
        workspace.close()


@unix_only
def test_that_a_restore_killed_in_the_middle_is_whole_or_not_at_all(
    live: Workspace, source: Path, tmp_path: Path
) -> None:
    database = live.safety.database
    live.close()
    with closing(open_database(source)) as connection:  # large enough to be in the middle of
        for number in range(60):
            contents.keep_setting(connection, f"filler {number}", "x" * 100_000)
    seen = set()
    for step in range(7):
        copy = tmp_path / f"try-{step}" / paths.DATABASE
        shutil.copytree(database.parent, copy.parent)
        code, said = try_to_restore(copy, source, at=0.001 + step * 0.02)
        assert code in (0, -signal.SIGKILL)
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            fillers = connection.execute("SELECT count(*) FROM setting WHERE name LIKE 'filler %'").fetchone()[0]
        found = people(copy)
        assert (found, fillers) in ((1, 0), (3, 60))
        assert found == 3 or "restored" not in said
        assert not list(copy.parent.glob("restoring-*")), "what was prepared is removed at the next start"
        seen.add(found)
    assert 1 in seen


@unix_only
@pytest.mark.parametrize("more", [-1_000_000, -5000, 10_000])
def test_that_a_full_disk_changes_nothing(live: Workspace, source: Path, more: int) -> None:
    """Too little room for the backup of the state before; enough for it, but not for what comes in its place."""
    database = live.safety.database
    live.close()
    with closing(open_database(source)) as connection:
        contents.keep_setting(connection, "filler", "x" * 1_000_000)
    code, said = try_to_restore(database, source, max(database.stat().st_size + more, 100))
    assert code == 1, said
    assert ("could not be restored" if more > 0 else "could not be made") in said
    assert people(database) == 1


def test_that_what_cannot_be_prepared_in_the_folder_is_one_sentence(source: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"^The data folder .* cannot be written: .*\.$"):
        restore.prepare(source, tmp_path / "nowhere")

"""Encrypted data: the same services on them, no word of them in any file, and keys that are refused in one sentence."""

from __future__ import annotations

import random
import shutil
import sqlite3 as sqlite_of_the_system
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nextrung import app, paths, resources
from nextrung.errors import DamagedError, DatabaseError
from nextrung.keys import held
from nextrung.keys.refusals import KeysError, KeysFileError, LockedDataError, WrongKeyError
from nextrung.store import restore, sqlite
from nextrung.store.backups import snapshot
from nextrung.store.encryption import entrance, switching
from nextrung.store.salvage import salvage
from nextrung.workspace import Workspace
from nextrung.workspace.recovery import RecoveryService, is_damage
from nextrung.workspace.unlocking import TooSoonError, Unlocking, is_encrypted, is_locked, lock, unlock_file

WORDS, NEW = "Zaun Fünf tulpen", "Birne Kiesel Floh"
MARK = "MARKED-8c1f"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder with the sample person and marked texts, encrypted and closed."""
    data = tmp_path / "data"
    with closing(app.open_workspace(data)) as workspace:
        workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
        workspace.add_person(f"{MARK} Jana")
        workspace.switch(workspace.encryption.encrypt_work(WORDS, workspace.encryption.new_recovery_key()))
        workspace.encryption.delete_plain_copies_work()()
    yield data
    lock(data / paths.DATABASE)


def unlocked(database: Path) -> None:
    if is_encrypted(database):
        Unlocking(database).with_passphrase(WORDS)


def rows(database: Path) -> dict[str, int]:
    with closing(snapshot.read_only(database)) as connection:
        return snapshot.row_counts(connection)


def files_with(mark: str, folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and mark.encode() in one.read_bytes()]


def test_that_encrypted_data_are_what_they_were(tmp_path: Path) -> None:
    data = tmp_path / "data"
    database = data / paths.DATABASE
    with closing(app.open_workspace(data)) as workspace:
        workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
        before = rows(database)
        workspace.switch(workspace.encryption.encrypt_work(WORDS, None))
        assert rows(database) == before
        assert workspace.encryption.is_on
        assert not workspace.encryption.has_recovery_key
        workspace.keep_setting("theme", "dark")
        (plain,) = workspace.encryption.plain_copies()
        assert workspace.encryption.seal_plain_copies_work()() == 1
        assert workspace.encryption.plain_copies() == ()
        assert snapshot.prove(plain).rows == before
        workspace.switch(workspace.encryption.decrypt_work())
        assert workspace.setting("theme") == "dark"
        assert all(copy.read_bytes().startswith(b"SQLite") for copy in (data / "backups").glob("*.db"))
    assert not is_encrypted(database)
    assert not list(data.rglob("*.keys*"))
    with closing(sqlite_of_the_system.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_that_locked_data_are_refused_until_they_are_unlocked(folder: Path) -> None:
    database = folder / paths.DATABASE
    lock(database)
    assert is_locked(database)
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    for opening in (app.open_workspace, lambda one: Workspace.look(one / paths.DATABASE, (), Path())):
        with pytest.raises(LockedDataError, match="are encrypted; they open with their passphrase or recovery key"):
            opening(folder)
    with pytest.raises(WrongKeyError):
        Unlocking(database).with_passphrase("another")
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before
    Unlocking(database).with_passphrase(WORDS)
    assert not is_locked(database)
    app.open_workspace(folder).close()


def test_that_wrong_trials_slow_down(folder: Path) -> None:
    now = 0.0
    trials = Unlocking(folder / paths.DATABASE, lambda: now)
    for _ in range(3):
        with pytest.raises(WrongKeyError):
            trials.with_recovery("0000 " * 8)
    assert trials.wait == 1.0
    with pytest.raises(TooSoonError, match="has to wait: 1 seconds"):
        trials.with_passphrase(WORDS)
    now = 1.0
    trials.with_passphrase(WORDS)
    assert trials.wait == 0.0


@pytest.mark.parametrize("kind", ["missing", "foreign", "truncated", "empty"])
def test_that_keys_that_do_not_fit_are_one_sentence_and_no_damage(folder: Path, tmp_path: Path, kind: str) -> None:
    database, keys = folder / paths.DATABASE, folder / paths.KEYS
    lock(database)
    if kind == "missing":
        keys.unlink()
    elif kind == "foreign":
        with closing(app.open_workspace(tmp_path / "other")) as other:
            other.switch(other.encryption.encrypt_work(WORDS, None))
        shutil.copy(tmp_path / "other" / paths.KEYS, keys)
        lock(tmp_path / "other" / paths.DATABASE)
    else:
        keys.write_bytes(keys.read_bytes()[:200] if kind == "truncated" else b"")
    before = database.read_bytes()
    with pytest.raises(KeysFileError) as caught:
        unlocked(database)
    assert "\n" not in str(caught.value)
    assert database.read_bytes() == before
    with pytest.raises(KeysError):
        app.open_workspace(folder)
    assert sorted(one.name for one in folder.iterdir() if one.name.endswith("-check")) == []


def test_that_no_word_of_encrypted_data_is_in_any_file(folder: Path, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    with closing(app.open_workspace(folder)) as workspace:
        workspace.safety.choose_second_folder(second)
        for number in range(20):
            workspace.add_person(f"{MARK} {number}")
        assert (folder / f"{paths.DATABASE}-wal").stat().st_size
        backup = workspace.safety.back_up("asked")
        assert backup.second_problem == ""
        assert files_with(MARK, tmp_path) == []
        assert files_with("SQLite format", tmp_path) == []
        place = workspace.safety.copy_work(tmp_path / "there")()
        workspace.move(place.parent)
        workspace.add_person(f"{MARK} moved")
        assert files_with(MARK, tmp_path) == []
        erased = workspace.person
        assert erased is not None
        receipt = workspace.erase_work(erased.id, backups=True)()
        assert (receipt.traces, receipt.waiting, receipt.still_held) == ("", "", 0)
    assert files_with(MARK, tmp_path) == []
    assert files_with("SQLite format", tmp_path) == []
    lock(tmp_path / "there" / paths.DATABASE)


def test_that_the_same_content_is_backed_up_once(folder: Path) -> None:
    with closing(app.open_workspace(folder)) as workspace:
        first = workspace.safety.back_up("start").backup
        assert workspace.safety.back_up("start").backup == first
        workspace.add_person("One more")
        assert workspace.safety.back_up("start").backup.number == first.number + 1
    assert first.path.with_suffix(held.ENDING).exists()


def test_that_a_backup_comes_back_between_plain_and_encrypted_data(folder: Path, tmp_path: Path) -> None:
    with closing(app.open_workspace(folder)) as workspace:
        sealed = workspace.safety.back_up("asked").backup.path
        held_rows = workspace.safety.present().rows
    plain = tmp_path / "plain"
    lock(folder / paths.DATABASE)
    with closing(app.open_workspace(plain)) as other:
        with pytest.raises(KeysError, match="is encrypted with a key that nobody has opened here"):
            other.safety.prepare_work(sealed)()
        unlock_file(sealed, WORDS)
        prepared = other.safety.prepare_work(sealed)()
        other.restore(prepared)
        prepared.discard()
        assert other.safety.present().rows["person"] == held_rows["person"]
        assert (plain / paths.DATABASE).read_bytes().startswith(b"SQLite format 3")
        back = other.safety.back_up("asked").backup.path
    held.forget(sealed)
    Unlocking(folder / paths.DATABASE).with_passphrase(WORDS)
    with closing(app.open_workspace(folder)) as workspace:
        prepared = restore.prepare(back, folder)
        workspace.restore(prepared)
        prepared.discard()
    assert not (folder / paths.DATABASE).read_bytes().startswith(b"SQLite")
    assert files_with(MARK, folder) == []


def test_that_a_changed_passphrase_opens_the_data_and_the_old_one_old_backups(folder: Path) -> None:
    database = folder / paths.DATABASE
    with closing(app.open_workspace(folder)) as workspace:
        old = workspace.safety.back_up("asked").backup.path
        workspace.encryption.change_passphrase_work(WORDS, "a new one")()
        with pytest.raises(WrongKeyError):
            workspace.encryption.change_passphrase_work(WORDS, "a newer one")()
    lock(database)
    with pytest.raises(WrongKeyError):
        Unlocking(database).with_passphrase(WORDS)
    unlock_file(old, WORDS)
    assert snapshot.prove(old).rows["person"] == 2
    held.forget(old)
    Unlocking(database).with_passphrase("a new one")


def test_that_a_new_key_opens_data_and_backups_and_the_old_ones_open_nothing(folder: Path, tmp_path: Path) -> None:
    database, stick = folder / paths.DATABASE, tmp_path / "stick"
    stick.mkdir()
    old_key = held.of_folder(folder)
    assert old_key is not None
    with closing(app.open_workspace(folder)) as workspace:
        workspace.safety.choose_second_folder(stick)
        workspace.safety.back_up("asked")
        before = rows(database)
        service = workspace.encryption
        recovery = service.new_recovery_key()
        with pytest.raises(WrongKeyError):
            service.new_key_work("another", NEW, recovery)
        left = workspace.switch(service.new_key_work(WORDS, NEW, recovery))
        assert (left.plain, left.closed, left.out_of_reach) == ((), (), "")
        assert rows(database) == before
        workspace.keep_setting("theme", "dark")
        found = [*folder.rglob("nextrung-0*.db"), *stick.rglob("nextrung-0*.db")]
        for one in found:
            assert not held.opens(old_key, one)
            assert snapshot.prove(one).rows["person"] == 2
        assert len(found) == len(workspace.safety.backups()) + 1
        assert all(one.is_as_proven() for one in workspace.safety.backups())
    lock(database)
    for typed in (WORDS, "another"):
        with pytest.raises(WrongKeyError):
            Unlocking(database).with_either(typed)
        with pytest.raises(WrongKeyError):
            unlock_file(found[0], typed)
    Unlocking(database).with_recovery(recovery)
    lock(database)
    Unlocking(database).with_passphrase(NEW)
    assert files_with(MARK, tmp_path) == []
    assert not [one for one in tmp_path.rglob("*") if "renewed" in one.name or one.name.endswith((".new", ".copies"))]


def test_that_a_new_key_names_what_is_plain_damaged_or_away_and_leaves_it(folder: Path, tmp_path: Path) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    with closing(app.open_workspace(folder)) as workspace:
        workspace.safety.choose_second_folder(stick)
        damaged = workspace.safety.back_up("asked").backup.path
        workspace.add_person("One more")
        plain = workspace.safety.back_up("asked").backup.path
        workspace.add_person("Another")
        sound = workspace.safety.back_up("asked").backup.path
        stick.rename(away)
        raw = bytearray(damaged.read_bytes())
        raw[5_000] ^= 1
        damaged.write_bytes(raw)
        plain.write_bytes(b"SQLite format 3\0" + bytes(4080))
        kept = {one: one.read_bytes() for one in (damaged, plain, *away.rglob("*.db"))}
        left = workspace.switch(workspace.encryption.new_key_work(WORDS, NEW, None))
        assert plain in left.plain
        assert damaged in left.closed
        assert "is not there now" in left.out_of_reach
        assert {one: one.read_bytes() for one in kept} == kept
        away.rename(stick)
        newest = max(stick.rglob("nextrung-0*.db"))
        unlock_file(newest, WORDS)
        assert snapshot.prove(newest).rows == snapshot.prove(sound).rows
        held.forget(newest)
        assert workspace.safety.back_up("asked").second_problem == ""
        assert max(stick.rglob("nextrung-0*.db")) > newest, "the same content, but with the new key"


def test_that_a_new_key_that_comes_to_nothing_changes_nothing(folder: Path) -> None:
    database = folder / paths.DATABASE
    with closing(app.open_workspace(folder)) as workspace:
        work = workspace.encryption.new_key_work(WORDS, NEW, None)
        before = {one: one.read_bytes() for one in folder.rglob("nextrung-0*.*")}
        (folder / entrance.COMING).mkdir()  # no keys can be written there
        with pytest.raises(DatabaseError, match="could not be written anew"):
            workspace.switch(work)
        (folder / entrance.COMING).rmdir()
        assert {one: one.read_bytes() for one in folder.rglob("nextrung-0*.*")} == before
        workspace.keep_setting("theme", "dark")
    lock(database)
    Unlocking(database).with_passphrase(WORDS)
    assert not (folder / entrance.LISTED).exists()


def test_that_a_backup_that_was_away_when_the_key_changed_is_finished_when_it_is_back(folder: Path) -> None:
    database, backups, away = folder / paths.DATABASE, folder / paths.BACKUPS, folder / "away"
    with closing(app.open_workspace(folder)) as workspace:
        kept = workspace.safety.backups()[0].path
        work = workspace.encryption.new_key_work(WORDS, NEW, None)
        kept.with_suffix(held.ENDING).unlink()
        kept.with_suffix(held.ENDING).mkdir()  # the last step of this one fails
        workspace.switch(work)
    lock(database)
    unlock_file(kept, NEW)
    held.forget(kept)
    kept.with_suffix(held.ENDING).rmdir()
    backups.rename(away)
    Unlocking(database).with_passphrase(NEW)
    app.open_workspace(folder).close()
    assert (folder / entrance.LISTED).exists()
    away.rename(backups)
    app.open_workspace(folder).close()
    assert not (folder / entrance.LISTED).exists()
    assert not list(folder.rglob("*.renewed*"))
    lock(database)
    unlock_file(kept, NEW)
    assert snapshot.prove(kept).rows["person"] == 2
    held.forget(kept)


def test_that_of_a_damaged_encrypted_file_the_sound_pages_are_saved(folder: Path, tmp_path: Path) -> None:
    database = folder / paths.DATABASE
    wanted = rows(database)
    with closing(snapshot.read_only(database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answer'").fetchone()
    raw = bytearray(database.read_bytes())
    raw[(page - 1) * 4096 + 100] ^= 0x55
    database.write_bytes(raw)
    into = folder / "saved.db"
    found = salvage(database, into)
    assert (found.unreadable_pages, found.complete) == (1, False)
    saved = {one.name: one.saved for one in found.tables}
    assert {saved[name] - wanted[name] for name in ("person", "assessment", "questionnaire")} == {0}
    assert saved["answer"] == 0
    assert not into.read_bytes().startswith(b"SQLite")
    assert files_with(MARK, tmp_path) == []
    assert not list(folder.glob("*scratch*"))


def test_that_damage_leads_to_recovery_with_the_encrypted_backup(folder: Path) -> None:
    database = folder / paths.DATABASE
    with closing(app.open_workspace(folder)) as workspace:
        workspace.safety.back_up("asked")
    raw = bytearray(database.read_bytes())
    raw[:4096] = bytes(reversed(raw[:4096]))
    database.write_bytes(raw)
    lock(database)
    Unlocking(database).with_passphrase(WORDS)
    with pytest.raises(DatabaseError, match="cannot be read"):
        app.open_workspace(folder)
    with RecoveryService(database) as service:
        found = service.look_work()()
        assert found.backed_up is not None
        service.use_backup(found)
        found.discard()
    with closing(app.open_workspace(folder)) as workspace:
        assert workspace.encryption.is_on
    assert files_with(MARK, folder) == []


def test_that_encrypted_data_are_looked_at_on_a_disk_without_room(folder: Path) -> None:
    from nextrung.store.database import file_of, open_copy, open_reading, open_to_look

    for opening in (open_copy, open_to_look):
        with (
            closing(opening(folder / paths.DATABASE)) as connection,
            closing(open_reading(file_of(connection))) as other,
        ):
            assert other.execute("SELECT count(*) FROM person").fetchone() == (2,)


def test_that_the_key_is_in_no_error(folder: Path) -> None:
    key = held.of_folder(folder)
    assert key is not None
    with pytest.raises(sqlite.Error) as caught, closing(sqlite.connect(folder / paths.DATABASE)) as connection:
        connection.execute("SELECT * FROM nowhere")
    assert key.raw.hex() not in repr(caught.value)


LOCKED = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)  # where SQLite keeps shared locks
    except OSError:
        print("locked")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="locks belong to handles there, not to processes")
@pytest.mark.parametrize("is_encrypted", [False, True])
def test_that_nothing_done_with_open_data_lets_go_of_their_locks(tmp_path: Path, is_encrypted: bool) -> None:
    data = tmp_path / "data"
    with closing(app.open_workspace(data)) as workspace:
        workspace.add_person("Jana")
        if is_encrypted:
            workspace.switch(workspace.encryption.encrypt_work(WORDS, None))
            workspace.encryption.change_passphrase_work(WORDS, "another")()
        workspace.safety.back_up("asked")
        assert workspace.encryption.is_on == is_encrypted
        workspace.encryption.plain_copies()
        prepared = workspace.safety.prepare_work(workspace.safety.backups()[0].path)()
        workspace.restore(prepared)
        prepared.discard()
        workspace.keep_setting("theme", "dark")
        command = [sys.executable, "-c", LOCKED, str(data / paths.DATABASE)]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "locked\n"
    lock(data / paths.DATABASE)


def test_that_a_locked_key_is_held_nowhere_after_a_move(folder: Path, tmp_path: Path) -> None:
    with closing(app.open_workspace(folder)) as workspace:
        place = workspace.safety.copy_work(tmp_path / "there")()
        workspace.move(place.parent)
    lock(place)
    assert held.of_folder(folder) is None
    assert held.of_folder(place.parent) is None


def test_that_a_damaged_plain_file_with_plain_backups_is_damaged_and_not_locked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with closing(app.open_workspace(data)) as workspace:
        workspace.add_person("Jana")
        workspace.safety.back_up("asked")
    noise = random.Random(1).randbytes(40_960)  # noqa: S311
    (data / paths.DATABASE).write_bytes(noise)
    assert not is_encrypted(data / paths.DATABASE)
    with pytest.raises(DamagedError):
        app.open_workspace(data)


def test_that_data_whose_keys_are_gone_say_so_and_go_on_with_a_plain_backup(tmp_path: Path) -> None:
    data = tmp_path / "data"
    database = data / paths.DATABASE
    with closing(app.open_workspace(data)) as workspace:
        workspace.add_person("Jana")
        workspace.switch(workspace.encryption.encrypt_work(WORDS, None))
    lock(database)
    (data / paths.KEYS).unlink()
    encrypted = database.read_bytes()
    for opening in (app.open_workspace, lambda one: Workspace.look(one / paths.DATABASE, (), Path())):
        with pytest.raises(DamagedError, match=r"nextrung\.keys with their keys is not there") as caught:
            opening(data)
        assert is_damage(caught.value)  # what a start then offers
    assert database.read_bytes() == encrypted
    with RecoveryService(database) as service:
        found = service.look_work()()
        assert found.recovered is None
        aside = service.use_backup(found)
        found.discard()
    assert (aside / paths.DATABASE).read_bytes() == encrypted
    with closing(app.open_workspace(data)) as workspace:
        assert [one.name for one in workspace.people.everyone()] == ["Jana"]
        assert not workspace.encryption.is_on


def test_that_work_that_fails_midway_leaves_data_that_open_as_soon_as_they_can(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with closing(app.open_workspace(data)) as workspace:
        workspace.add_person("Jana")

        def work() -> None:
            (data / paths.DATABASE).rename(data / "away")
            (data / paths.DATABASE).mkdir()
            raise DatabaseError("Nothing came of it.")

        with pytest.raises(DatabaseError, match="Nothing came of it"):
            workspace.switch(work)
        with pytest.raises(DatabaseError, match=r"cannot be (read|opened)"):
            workspace.keep_setting("theme", "dark")
        (data / paths.DATABASE).rmdir()
        (data / "away").rename(data / paths.DATABASE)
        workspace.keep_setting("theme", "dark")
        assert [one.name for one in workspace.people.everyone()] == ["Jana"]
        assert workspace.setting("theme") == "dark"


def test_that_keys_that_cannot_be_read_now_are_never_deleted(folder: Path) -> None:
    database = folder / paths.DATABASE
    keys, coming = folder / paths.KEYS, folder / entrance.COMING
    keys.rename(coming)
    sound = coming.read_bytes()
    coming.write_bytes(b"unreadable")
    switching.tidy(database)
    assert coming.exists()
    coming.write_bytes(sound)
    switching.tidy(database)
    assert keys.read_bytes() == sound
    assert not coming.exists()


def test_that_an_encrypted_backup_with_a_text_that_cannot_be_read_is_no_proven_one(folder: Path) -> None:
    with closing(sqlite.connect(folder / paths.DATABASE)) as connection:
        connection.execute("UPDATE person SET name = CAST(x'4aff61' AS TEXT)")
        connection.commit()
        with pytest.raises(DatabaseError, match="a text in it cannot be read"):
            snapshot.take(connection, folder / "copy.db")

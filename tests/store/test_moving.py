"""Moving the data: a proven copy first, the old file renamed, and the next start finds the new place."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from nextrung import app, paths, resources
from nextrung.errors import DamagedError, DatabaseError, InUseError
from nextrung.store import moving
from nextrung.store.lock import FolderLock
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(tmp_path / "old")
    opened.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    opened.safety.back_up("asked")
    yield opened
    with suppress(sqlite3.ProgrammingError):
        opened.close()


@pytest.fixture
def old(workspace: Workspace) -> Path:
    return workspace.safety.folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new"


def move(workspace: Workspace, folder: Path) -> Path:
    workspace.safety.copy_work(folder)()
    return workspace.move(folder)


def refusal(workspace: Workspace, folder: Path) -> str:
    here = workspace.safety.folder
    with pytest.raises(DatabaseError) as caught:
        move(workspace, folder)
    assert workspace.safety.folder == here
    workspace.keep_setting("still", "writable")
    assert len(workspace.people.everyone()) == 1
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_that_the_data_goes_on_in_the_new_folder_and_the_old_file_stays(
    workspace: Workspace, old: Path, new: Path
) -> None:
    renamed = move(workspace, new)
    assert workspace.safety.folder == new
    workspace.keep_setting("after", "moving")
    assert renamed == old / moving.OLD
    assert renamed.is_file()
    assert not (old / paths.DATABASE).exists()
    with closing(sqlite3.connect(new / paths.DATABASE)) as connection:
        assert connection.execute("SELECT value FROM setting WHERE name = 'after'").fetchone() == ("moving",)
    assert len(workspace.safety.backups()) == 1


def test_that_the_next_start_finds_the_new_place(workspace: Workspace, old: Path, new: Path) -> None:
    move(workspace, new)
    workspace.close()
    assert paths.data_folder(old) == new
    again = app.open_workspace(old)
    assert again.safety.folder == new
    assert len(again.people.everyone()) == 1
    again.close()


def test_that_a_move_leaves_no_unfinished_file_where_no_start_looks_any_more(
    workspace: Workspace, old: Path, new: Path
) -> None:
    """As where the system would not take away what SQLite left beside the backup that a move begins with."""
    left = old / paths.BACKUPS / ".nextrung-000001-20261129T120000Z-move.db.a393cba6.part-journal"
    workspace.safety.back_up("asked")
    left.write_bytes(b"everything")
    move(workspace, new)
    assert not left.exists()
    assert list((old / paths.BACKUPS).glob("*.db")), "its backups stay"


def test_that_the_lock_goes_along(workspace: Workspace, old: Path, new: Path) -> None:
    move(workspace, new)
    with pytest.raises(InUseError):
        FolderLock(new).acquire()
    with FolderLock(old):
        pass
    workspace.close()
    with FolderLock(new):
        pass


def test_that_what_was_saved_after_the_copy_comes_along(workspace: Workspace, new: Path) -> None:
    workspace.safety.copy_work(new)()
    workspace.keep_setting("late", "yes")
    workspace.move(new)
    assert workspace.setting("late") == "yes"


def test_that_what_another_connection_saved_after_the_copy_comes_along(workspace: Workspace, new: Path) -> None:
    workspace.safety.copy_work(new)()
    with closing(sqlite3.connect(workspace.safety.database)) as other:
        other.execute("INSERT INTO setting VALUES ('late', 'yes')")
        other.commit()
    workspace.move(new)
    assert workspace.setting("late") == "yes"


def test_that_moving_there_and_back_keeps_every_old_file(workspace: Workspace, old: Path, new: Path) -> None:
    for number, folder in enumerate((new, old, new), start=1):
        workspace.keep_setting("moves", str(number))
        move(workspace, folder)
        assert workspace.safety.folder == folder
        assert workspace.setting("moves") == str(number)
    assert {path.name for path in old.glob("*.db")} == {moving.OLD, "nextrung-before-moving-2.db"}
    workspace.close()
    assert paths.data_folder(old) == new


def test_that_a_folder_with_data_is_refused(workspace: Workspace, new: Path) -> None:
    app.open_workspace(new).close()
    raw = (new / paths.DATABASE).read_bytes()
    assert "There is data of Next Rung in" in refusal(workspace, new)
    assert (new / paths.DATABASE).read_bytes() == raw


def test_that_a_folder_with_files_of_others_is_refused(workspace: Workspace, new: Path) -> None:
    new.mkdir()
    (new / "letter.txt").write_text("mine", encoding="utf-8")
    assert "choose an empty folder" in refusal(workspace, new)
    assert [path.name for path in new.iterdir()] == ["letter.txt"]


def test_that_the_folder_of_the_data_itself_is_refused(workspace: Workspace, old: Path) -> None:
    refusal(workspace, old)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_that_a_folder_that_cannot_be_written_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed"
    sealed.mkdir(mode=0o500)
    if os.access(sealed, os.W_OK):
        pytest.skip("this account may write everywhere")
    assert "It stays where it is." in refusal(workspace, sealed)


def test_that_a_file_in_place_of_the_folder_is_refused(workspace: Workspace, new: Path) -> None:
    new.write_text("mine", encoding="utf-8")
    assert "It stays where it is." in refusal(workspace, new)


def test_that_a_synced_folder_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    assert "choose a folder on this one only" in refusal(workspace, tmp_path / "Dropbox" / "data")
    assert not (tmp_path / "Dropbox").exists()


def test_that_a_move_of_which_no_word_can_be_left_leaves_the_data_where_it_was(
    workspace: Workspace, old: Path, new: Path
) -> None:
    (old / paths.MOVED).mkdir()
    (old / paths.MOVED / "in the way").touch()
    assert "It stays where it is." in refusal(workspace, new)
    assert (old / paths.DATABASE).is_file()
    assert not (new / paths.DATABASE).exists()
    with pytest.raises(InUseError):
        FolderLock(old).acquire()
    (old / paths.MOVED / "in the way").unlink()
    (old / paths.MOVED).rmdir()
    move(workspace, new)
    assert workspace.safety.folder == new


def test_that_a_drive_that_is_not_connected_is_said_and_nothing_new_is_begun(
    workspace: Workspace, old: Path, new: Path, tmp_path: Path
) -> None:
    move(workspace, new)
    workspace.close()
    new.rename(tmp_path / "pulled out")
    for _ in range(2):
        with pytest.raises(DatabaseError, match=r"^The data was moved to .*, where it is not there now; connect it"):
            paths.data_folder(old)
        new.mkdir(exist_ok=True)  # the empty place where a drive is connected
    assert list(new.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"folder": 3}', "[" * 100_000, "\udcff"])
def test_that_word_of_a_move_that_cannot_be_read_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / paths.MOVED).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DatabaseError, match=r"the folder the data was moved to\.$"):
        paths.data_folder(tmp_path)


def test_that_a_circle_of_moves_ends(tmp_path: Path) -> None:
    for here, there in (("a", "b"), ("b", "a")):
        (tmp_path / here / paths.BACKUPS).mkdir(parents=True)
        (tmp_path / here / paths.MOVED).write_text(json.dumps({"folder": str(tmp_path / there)}), encoding="utf-8")
    with pytest.raises(DatabaseError, match="moved in a circle"):
        paths.data_folder(tmp_path / "a")


def copied(workspace: Workspace, new: Path) -> Path:
    """The data copied and nothing handed over yet, as a killed program leaves it; the old folder."""
    workspace.safety.copy_work(new)()
    workspace.keep_setting("after", "the copy")
    workspace.close()
    return workspace.safety.folder


def test_that_a_move_killed_before_the_old_file_was_renamed_is_undone(workspace: Workspace, new: Path) -> None:
    old = copied(workspace, new)
    assert paths.data_folder(old) == old
    again = app.open_workspace(old)
    assert again.setting("after") == "the copy"
    assert not (old / paths.MOVED).exists()
    assert not list(new.rglob("*.db"))
    move(again, new)
    again.close()


def test_that_a_start_in_the_new_folder_before_the_data_was_handed_over_finds_it_in_the_old_one(
    workspace: Workspace, new: Path
) -> None:
    old = copied(workspace, new)
    assert paths.data_folder(new) == old


def test_that_moving_back_and_killed_before_the_end_does_not_show_the_older_copy(
    workspace: Workspace, old: Path, new: Path
) -> None:
    move(workspace, new)
    copied(workspace, old)
    assert paths.data_folder(old) == new
    again = app.open_workspace(old)
    assert again.setting("after") == "the copy"
    assert not (old / paths.DATABASE).exists()
    move(again, old)
    again.close()
    assert paths.data_folder(new) == old


def test_that_a_move_killed_after_the_old_file_was_renamed_is_finished(workspace: Workspace, new: Path) -> None:
    workspace.safety.copy_work(new)()
    workspace.close()
    old = workspace.safety.folder
    moving.hand_over(old / paths.DATABASE)
    assert paths.data_folder(old) == new
    app.open_workspace(old).close()
    assert not (new / paths.ARRIVING).exists()
    assert paths.data_folder(new) == new


def test_that_a_renamed_file_without_word_of_where_the_data_went_is_the_data_again(
    workspace: Workspace, old: Path
) -> None:
    """What 0.1.0 leaves when it is killed between two steps: the backups know less than the renamed file."""
    workspace.keep_setting("after", "the backup")
    workspace.close()
    (old / paths.DATABASE).rename(old / moving.OLD)
    again = app.open_workspace(old)
    assert again.setting("after") == "the backup"
    again.close()


def test_that_a_file_renamed_long_before_the_newest_backup_does_not_come_back(workspace: Workspace, old: Path) -> None:
    workspace.close()
    (old / paths.DATABASE).rename(old / moving.OLD)
    os.utime(old / moving.OLD, (1_000_000_000, 1_000_000_000))
    with pytest.raises(DamagedError, match="there are backups of it"):
        app.open_workspace(old)


def test_that_a_new_file_that_cannot_be_opened_leaves_the_old_one_in_use(workspace: Workspace, new: Path) -> None:
    workspace.safety.copy_work(new)()
    (new / paths.DATABASE).unlink()
    (new / paths.DATABASE).mkdir()
    with pytest.raises(DatabaseError):
        workspace.move(new)
    workspace.keep_setting("still", "writable")
    assert workspace.safety.folder != new


def test_that_everything_left_after_moves_is_deleted_at_once_and_nothing_else(
    workspace: Workspace, old: Path, new: Path, tmp_path: Path
) -> None:
    move(workspace, new)
    move(workspace, old)
    move(workspace, tmp_path / "third")
    (old / "letter.txt").write_text("mine", encoding="utf-8")
    left = workspace.safety.elsewhere_work()().left_behind
    assert {one.folder for one in left} == {old, new}
    assert all(one.size > 0 for one in left)
    backups = len(workspace.safety.backups())
    assert workspace.safety.delete_left_work()() == sum(len(one.files) for one in left)
    assert workspace.safety.elsewhere_work()().left_behind == ()
    assert not [*old.rglob("*.db"), *new.rglob("*.db")]
    assert (old / "letter.txt").exists()
    assert len(workspace.safety.backups()) == backups
    workspace.close()
    assert app.open_workspace(old).safety.folder == tmp_path / "third"


def test_that_data_begun_anew_where_the_old_copy_lies_keeps_its_backups(
    workspace: Workspace, old: Path, new: Path
) -> None:
    move(workspace, new)
    (old / paths.MOVED).unlink()
    other = app.open_workspace(old)  # the renamed file comes back as data of its own
    other.safety.back_up("asked")
    other.close()
    assert workspace.safety.elsewhere_work()().left_behind == ()


def test_that_a_persons_own_questionnaires_come_along(workspace: Workspace, old: Path, new: Path) -> None:
    mine = old / "questionnaires" / "ladder"
    mine.mkdir(parents=True)
    (mine / "questionnaire.yaml").write_text("id: ladder\n", encoding="utf-8")
    workspace.safety.copy_work(new)()
    workspace.move(new)
    assert (new / "questionnaires" / "ladder" / "questionnaire.yaml").read_text(encoding="utf-8") == "id: ladder\n"
    assert workspace.questionnaires.catalogue.find("ladder") is not None

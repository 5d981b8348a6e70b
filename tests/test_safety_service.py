"""Backups as the program makes them: here and in a second folder, thinned in both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import coaching, other_program
from tests.first_start import begun

from nextrung import app, resources
from nextrung.errors import DatabaseError
from nextrung.store.backups import second
from nextrung.workspace import Workspace


@pytest.fixture
def clock() -> coaching.Clock:
    return coaching.Clock(datetime(2026, 1, 1, 9, tzinfo=UTC))


@pytest.fixture
def workspace(tmp_path: Path, clock: coaching.Clock) -> Iterator[Workspace]:
    opened = app.open_workspace(begun(tmp_path / "data").parent, clock)
    opened.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def copies(stick: Path) -> list[str]:
    return sorted(path.name for path in stick.rglob("*.db"))


def change(workspace: Workspace, value: str) -> None:
    workspace.keep_setting("changed", value)


def test_that_every_backup_gets_a_proven_copy_in_the_second_folder(workspace: Workspace, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    done = workspace.safety.back_up("asked")
    assert done.second_problem == ""
    assert copies(stick) == [done.backup.path.name]
    newest = workspace.safety.elsewhere_work()().second_newest
    assert newest is not None
    assert newest.proof == done.backup.proof
    assert newest.is_as_proven()


def test_that_only_closed_files_go_there(workspace: Workspace, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    workspace.safety.back_up("asked")
    assert {path.suffix for path in stick.rglob("*") if path.is_file()} == {".db", ".json"}


def test_that_a_stick_that_is_pulled_out_is_said_and_not_made_anew(workspace: Workspace, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    shutil.rmtree(stick)
    done = workspace.safety.back_up("asked")
    assert done.second_problem == (
        f"The second folder {stick} is not there now, so it has no copy of the newest backup."
    )
    assert not stick.exists()
    assert done.backup.path.is_file()


def test_that_a_stick_that_is_back_gets_its_copy_though_nothing_has_changed(workspace: Workspace, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    stick.rename(stick.with_name("away"))
    backup = workspace.safety.back_up("asked").backup
    stick.with_name("away").rename(stick)
    done = workspace.safety.back_up("start")
    assert done.backup == backup
    assert done.second_problem == ""
    assert copies(stick) == [backup.path.name]


def test_that_two_databases_share_a_stick(workspace: Workspace, stick: Path, tmp_path: Path) -> None:
    other = app.open_workspace(begun(tmp_path / "other").parent)
    try:
        for one in (workspace, other):
            one.safety.choose_second_folder(stick)
            one.safety.back_up("asked")
        assert len(list(stick.iterdir())) == 2
        assert len(copies(stick)) == 2
        for one in (workspace, other):
            with other_program.at_the_data_of(one) as connection:
                chosen = second.chosen(connection)
            assert chosen is not None
            assert len(chosen.backup_folder.backups()) == 1
    finally:
        other.close()


def test_that_both_folders_thin_out(workspace: Workspace, clock: coaching.Clock, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    for day in range(30):
        change(workspace, str(day))
        workspace.safety.back_up("start")
        clock.pass_days(1)
    assert len(workspace.safety.backups()) == len(copies(stick)) < 14


@pytest.mark.parametrize("where", ["data", "data/backups", "nowhere"])
def test_that_a_second_folder_that_is_none_is_refused(workspace: Workspace, tmp_path: Path, where: str) -> None:
    workspace.safety.back_up("asked")
    with pytest.raises(DatabaseError, match=r"must be another one|is not there\.$"):
        workspace.safety.choose_second_folder(tmp_path / where)
    assert workspace.safety.second_folder is None


def test_that_no_second_folder_leaves_what_is_there(workspace: Workspace, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    workspace.safety.back_up("asked")
    workspace.safety.choose_second_folder(None)
    change(workspace, "2")
    workspace.safety.back_up("asked")
    assert len(copies(stick)) == 1


def test_that_a_damaged_backup_here_is_not_copied_there(workspace: Workspace, stick: Path) -> None:
    backup = workspace.safety.back_up("asked").backup
    raw = bytearray(backup.path.read_bytes())
    raw[-10] ^= 0xFF
    backup.path.write_bytes(raw)
    workspace.safety.choose_second_folder(stick)
    done = workspace.safety.back_up("asked")
    assert done.backup.number == backup.number + 1
    assert copies(stick) == [done.backup.path.name]


def test_that_a_danger_of_the_place_is_told_once(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path / "Dropbox" / "data")
    try:
        first = workspace.safety.risk_not_told()
        assert first is not None
        assert first.name == "Dropbox"
        assert workspace.safety.risk_not_told() is None
        assert workspace.safety.risk() == first
    finally:
        workspace.close()


def unplugged(stick: Path) -> Path:
    """Take the stick out: its folder stays, empty, on the disk of the computer; where the stick is now."""
    away = stick.rename(stick.with_name("away"))
    stick.mkdir()
    return away


def test_that_nothing_is_written_where_a_stick_was_unplugged(workspace: Workspace, stick: Path) -> None:
    """The mount point stays: copies there would lie on the computer's own disk, and hide under the stick later."""
    workspace.safety.choose_second_folder(stick)
    workspace.safety.back_up("asked")
    away = unplugged(stick)
    change(workspace, "while it is away")
    done = workspace.safety.back_up("asked")
    assert "another one than was chosen" in done.second_problem
    assert "another one than was chosen" in workspace.safety.elsewhere_work()().second_problem
    assert list(stick.iterdir()) == []
    stick.rmdir()
    away.rename(stick)
    assert workspace.safety.back_up("asked").second_problem == ""
    assert done.backup.path.name in copies(stick)


def test_that_another_stick_in_its_place_gets_nothing_until_it_is_chosen(workspace: Workspace, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    place = stick / next(stick.iterdir()).name
    unplugged(stick)
    place.mkdir()
    (place / "nextrung-second-folder.json").write_text('{"mark": "of another"}', encoding="utf-8")
    assert workspace.safety.back_up("asked").second_problem
    assert copies(stick) == []
    workspace.safety.choose_second_folder(stick)
    assert workspace.safety.back_up("asked").second_problem == ""
    assert len(copies(stick)) == 1


def test_that_a_second_folder_chosen_with_0_1_0_is_known_by_the_copies_there(workspace: Workspace, stick: Path) -> None:
    workspace.safety.choose_second_folder(stick)
    workspace.safety.back_up("asked")
    for mark in stick.rglob("nextrung-second-folder.json"):
        mark.unlink()
    workspace.keep_setting("backup_folder_mark", "")
    change(workspace, "with 0.2")
    done = workspace.safety.back_up("asked")
    assert done.second_problem == ""
    assert done.backup.path.name in copies(stick)

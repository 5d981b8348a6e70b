"""The commands backup, restore and verify."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests.first_start import begun

from nextrung import app, cli, paths, resources
from nextrung.store.sqlite import engine as sqlite3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one person and a backup."""
    data = begun(tmp_path / "data").parent
    workspace = app.open_workspace(data)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.safety.back_up("asked")
    workspace.close()
    return data


def run(folder: Path, *arguments: object) -> int:
    return cli.main(["--data-dir", str(folder), *map(str, arguments)])


def backups(folder: Path) -> list[Path]:
    return sorted((folder / paths.BACKUPS).glob("*.db"))


def people(folder: Path) -> int:
    with closing(sqlite3.connect(folder / paths.DATABASE)) as connection:
        return int(connection.execute("SELECT count(*) FROM person").fetchone()[0])


def add_person(folder: Path) -> None:
    workspace = app.open_workspace(folder)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.close()


def test_that_backup_adds_to_the_backup_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_person(folder)
    assert run(folder, "backup") == 0
    assert len(backups(folder)) == 2
    said = capsys.readouterr().out
    assert str(backups(folder)[1]) in said
    assert "2 people, 2 assessments, 0 plan steps, checked." in said


def test_that_backup_leaves_a_second_copy_on_the_stick_or_says_why_not(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace = app.open_workspace(folder)
    workspace.safety.choose_second_folder(stick)
    workspace.close()
    assert run(folder, "backup") == 0
    (copy,) = stick.rglob("*.db")
    assert f"{copy}: the same, checked there." in capsys.readouterr().out
    assert copy.read_bytes() == backups(folder)[-1].read_bytes()
    shutil.move(stick, tmp_path / "in a pocket")
    add_person(folder)
    assert run(folder, "backup") == 0
    said = capsys.readouterr().out
    assert "checked." in said
    assert f"The second folder {stick} is not there now" in said
    assert not stick.exists()


def test_that_backup_works_while_the_window_is_open(folder: Path) -> None:
    workspace = app.open_workspace(folder)
    try:
        workspace.keep_setting("changed", "yes")
        assert run(folder, "backup") == 0
    finally:
        workspace.close()
    assert len(backups(folder)) == 2


def test_that_backup_writes_one_whole_file_elsewhere(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.db"
    assert run(folder, "backup", "--out", out) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "mine.db"]
    assert run(folder, "verify", out) == 0


def test_that_backup_without_data_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "backup") == 1
    assert capsys.readouterr().err == f"There is no data in {tmp_path} yet.\n"


def test_that_backup_to_nowhere_is_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "backup", "--out", tmp_path / "nowhere" / "x.db") == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "could not be made: No such file or directory." in said


def test_that_restore_shows_what_is_inside_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_person(folder)
    assert run(folder, "restore", backups(folder)[0]) == 1
    said = capsys.readouterr().err
    assert "holds 1 person, 1 assessment, 0 plan steps" in said
    assert "add --yes to restore it" in said
    assert people(folder) == 2
    assert not list(folder.glob("restoring-*"))


def test_that_restore_brings_a_backup_back_and_keeps_what_was_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_person(folder)
    assert run(folder, "restore", backups(folder)[0], "--yes") == 0
    assert people(folder) == 1
    said = capsys.readouterr().out
    newest = backups(folder)[-1]
    assert f"What was there before is kept as {newest.name}." in said
    assert run(folder, "restore", newest, "--yes") == 0
    assert people(folder) == 2
    assert not list(folder.glob("restoring-*"))


def test_that_restore_is_refused_while_the_window_is_open(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = app.open_workspace(folder)
    try:
        assert run(folder, "restore", backups(folder)[0], "--yes") == 1
    finally:
        workspace.close()
    assert "is open already" in capsys.readouterr().err


def test_that_restore_of_what_is_no_backup_is_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path / "nowhere.db", tmp_path, resources.sample_answers()):
        assert run(folder, "restore", path, "--yes") == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
    assert people(folder) == 1


def test_that_verify_says_of_each_that_it_is_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "verify") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[1].split(",")[0] for line in lines] == [" whole", " whole"]


@pytest.mark.parametrize("at", [60, 4096 * 3, -10])
def test_that_verify_notices_a_backup_that_is_not_what_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str], at: int
) -> None:
    (backup,) = backups(folder)
    raw = bytearray(backup.read_bytes())
    raw[at] ^= 0xFF
    backup.write_bytes(raw)
    assert run(folder, "verify") == 1
    assert backup.name in capsys.readouterr().err


def test_that_verify_notices_damage_in_the_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = folder / paths.DATABASE
    raw = database.read_bytes()
    for at in range(4096, len(raw), 4096 * 7):
        database.write_bytes(raw[:at] + b"\xff" * 4096 + raw[at + 4096 :])
        assert run(folder, "verify") == 1
        assert "nextrung.db" in capsys.readouterr().err


def test_that_verify_of_a_file_that_is_not_there_fails(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "verify", tmp_path / "nowhere.db") == 1

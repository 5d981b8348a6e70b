"""Unfinished files: named in the data folder while they are written, and taken away when nobody writes them."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from nextrung import app, parts, paths
from nextrung.whole_file import written_whole

SECRET = b"everything about everybody"


def begin(folder: Path, path: Path) -> None:
    """Write half a file and be killed."""
    parts.note_in(folder)
    with written_whole(path) as beside:
        beside.write_bytes(SECRET)
        beside.with_name(beside.name + "-journal").write_bytes(SECRET)
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    app.open_workspace(folder).close()
    return folder


def killed(data: Path, path: Path) -> None:
    """Leave what a killed program leaves."""
    child = multiprocessing.get_context("spawn").Process(target=begin, args=(data, path))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL


pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


def test_that_what_a_killed_export_left_anywhere_goes_at_the_next_start(data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "documents"
    elsewhere.mkdir()
    mine = elsewhere / ".mine.12345678.part"
    mine.write_bytes(b"of another program")
    killed(data, elsewhere / "all.nextrung")
    assert len(list(elsewhere.iterdir())) == 3
    app.open_workspace(data).close()
    assert list(elsewhere.iterdir()) == [mine]
    assert not list(data.glob(f"{parts.NOTE}*"))


def test_that_what_lies_on_a_stick_that_is_away_goes_when_it_is_back(data: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    killed(data, stick / "all.nextrung")
    away = stick.rename(tmp_path / "away")
    app.open_workspace(data).close()
    assert list(away.iterdir())
    away.rename(stick)
    app.open_workspace(data).close()
    assert not list(stick.iterdir())


def test_that_unfinished_backups_of_0_1_0_go_at_the_next_start(data: Path) -> None:
    """They have no note, and are not an hour old."""
    backups = data / paths.BACKUPS
    backups.mkdir()
    for folder in (data, backups):
        for ending in ("", "-journal"):
            (folder / f".nextrung-000001.db.deadbeef.part{ending}").write_bytes(SECRET)
    app.open_workspace(data).close()
    assert not [path for path in data.rglob("*") if path.is_file() and SECRET in path.read_bytes()]


def test_that_a_file_that_is_being_written_stays(data: Path, tmp_path: Path) -> None:
    parts.note_in(data)
    with written_whole(tmp_path / "all.nextrung") as beside, written_whole(data / "nextrung-own.db") as own:
        beside.write_bytes(SECRET)
        own.write_bytes(SECRET)
        assert parts.sweep(data, own=(data,)) == ()
    assert (tmp_path / "all.nextrung").read_bytes() == SECRET
    assert (data / "nextrung-own.db").read_bytes() == SECRET
    assert not list(data.glob(f"{parts.NOTE}*"))


@pytest.mark.parametrize("text", ["", "[]", '{"part": 3}', '{"part": "/etc/hosts"}', "[" * 100_000, "\udcff"])
def test_that_a_note_that_names_no_unfinished_file_takes_nothing_away(data: Path, text: str) -> None:
    note = data / f"{parts.NOTE}00000000.json"
    note.write_bytes(text.encode("utf-8", "surrogateescape"))
    app.open_workspace(data).close()
    assert not note.exists()
    assert Path("/etc/hosts").exists()

"""A disk that is full at the start: what is there can be looked at, and nothing be saved until there is room."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.hardship import filled, scripted
from tests.hardship.forked import in_a_child
from tests.hardship.modes import MODES, in_mode
from tests.hardship.test_disk_full import limit
from tests.store.releases import FOLDER

from nextrung.assessment.answer import Answer
from nextrung.errors import DatabaseError, DiskFullError
from nextrung.people.person import PersonFields
from nextrung.store import sqlite
from nextrung.store.database import ONLY_TO_LOOK
from nextrung.workspace import Workspace
from nextrung.workspace.tables import Taking

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")


def without_room(work: Callable[[], None]) -> None:
    """Run ``work`` where no file can be written to, as on a full disk."""

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit(0)
        work()

    in_a_child(full)


@pytest.fixture(params=MODES)
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    path = tmp_path / "nextrung.db"
    filled.make(path)
    with in_mode(request.param, path, tmp_path):
        yield path


def bytes_of(database: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in database.parent.iterdir() if path.is_file() and path.stat().st_size
    }


def test_that_what_is_there_can_be_read_and_nothing_be_saved(database: Path) -> None:
    before = bytes_of(database)

    def look() -> None:
        with closing(filled.open_workspace(database)) as workspace:
            assert workspace.only_to_look
            assert filled.read_everything(workspace) > 100
            assert len(workspace.people.facts()) == 2
            assessment = workspace.open_assessment()
            assert assessment is not None
            for change in (
                lambda: workspace.answer(assessment, Answer("TL-B1", value=3)),
                lambda: workspace.keep_setting("theme", "light"),
                lambda: workspace.add_person("Somebody"),
                workspace.remove_person,
                workspace.tables.taking_in_work(Taking(people=(PersonFields("Somebody"),))),
            ):
                with pytest.raises(DatabaseError) as caught:
                    change()
                assert str(caught.value) == ONLY_TO_LOOK

    without_room(look)
    assert bytes_of(database) == before


def test_that_what_stands_in_the_log_is_there_too(database: Path) -> None:
    """As after a crash: what was acknowledged last lies only in the log."""
    with closing(filled.open_workspace(database)) as workspace:
        assessment = workspace.open_assessment()
        assert assessment is not None
        workspace.answer(assessment, Answer("SC-B2", value=5, note="Only in the log"))
        aside = Path(shutil.copytree(database.parent, database.parent / "crashed", ignore=lambda *_: ["crashed"]))
    crashed = aside / database.name
    assert b"Only in the log" not in crashed.read_bytes()

    def look() -> None:
        with closing(filled.open_workspace(crashed)) as workspace:
            assert workspace.only_to_look
            opened = workspace.open_assessment()
            assert opened is not None
            assert opened.answers["SC-B2"].note == "Only in the log"

    without_room(look)
    with closing(filled.open_workspace(crashed)) as workspace:
        opened = workspace.open_assessment()
        assert opened is not None
        assert opened.answers["SC-B2"].note == "Only in the log"


def test_that_a_file_of_an_older_version_can_be_looked_at(tmp_path: Path) -> None:
    old = Path(shutil.copy(FOLDER / "v1.db", tmp_path / "nextrung.db"))
    before = old.read_bytes()

    def look() -> None:
        with closing(filled.open_workspace(old)) as workspace:
            assert workspace.only_to_look
            assert [person.name for person in workspace.people.everyone()] == ["Jana Nováková", "", "Alex"]

    without_room(look)
    assert old.read_bytes() == before


def test_that_work_goes_on_when_there_is_room_again(database: Path) -> None:
    without_room(lambda: _looked(filled.open_workspace(database)))
    with closing(filled.open_workspace(database)) as workspace:
        assert not workspace.only_to_look
        workspace.keep_setting("theme", "light")


def _looked(workspace: Workspace) -> None:
    assert workspace.only_to_look
    workspace.close()


def test_that_a_first_start_says_what_is_in_the_way_and_leaves_nothing(tmp_path: Path) -> None:
    def start() -> None:
        with pytest.raises(DiskFullError, match="The disk is full, so Next Rung cannot begin in "):
            filled.open_workspace(tmp_path / "nextrung.db")

    without_room(start)
    assert not list(tmp_path.glob("*.db*"))


@pytest.mark.parametrize("refused", [PermissionError(1, "Operation not permitted"), OSError(95, "Not supported")])
def test_that_rights_that_cannot_be_set_hinder_nothing(
    tmp_path: Path, refused: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in portals, FUSE and network mounts. A start that fails all the same leaves no empty file."""

    def no_rights(*_arguments: object, **_more: object) -> None:
        raise refused

    monkeypatch.setattr(os, "chmod", no_rights)
    monkeypatch.setattr(Path, "chmod", no_rights)
    path = tmp_path / "nextrung.db"
    scripted.prepare(path)
    assert len(scripted.found(path).answers) == 0


def test_that_a_new_file_that_cannot_be_filled_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_log(*_arguments: object, **_more: object) -> None:
        raise sqlite.OperationalError("locking protocol")

    monkeypatch.setattr(sqlite, "connect", no_log)
    with pytest.raises(DatabaseError, match="locking protocol"):
        filled.open_workspace(tmp_path / "nextrung.db")
    assert not list(tmp_path.glob("*.db*"))

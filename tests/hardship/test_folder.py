"""A data folder that cannot be written, or goes away while the program runs, is one sentence; and it is the owner's."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests import given
from tests.hardship import filled, scripted
from tests.hardship.forked import in_a_child

from nextrung import app, log, paths, resources
from nextrung.assessment.answer import Answer
from nextrung.errors import DatabaseError
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that others may enter, so that a process without rights comes as far as it can."""
    with tempfile.TemporaryDirectory(prefix="nextrung-rights-") as place:
        data = Path(place) / "data"
        data.mkdir()
        for one in (Path(place), data):
            one.chmod(0o755)
        scripted.prepare(data / "nextrung.db")
        yield data


def give_up_rights() -> None:
    """Be nobody from here on: rights do not bind the administrator."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def test_that_a_folder_that_cannot_be_written_is_one_sentence(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)

    def start() -> None:
        give_up_rights()
        with pytest.raises(DatabaseError) as caught:
            filled.open_workspace(folder / "nextrung.db")
        sentence = str(caught.value)
        assert str(folder) in sentence, sentence
        assert sentence.endswith("."), sentence
        assert "\n" not in sentence

    in_a_child(start)
    folder.chmod(0o755)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_that_a_data_file_of_somebody_else_is_one_sentence(folder: Path) -> None:
    folder.chmod(0o777)
    for path in folder.iterdir():
        path.chmod(0o666 if path.suffix == ".lock" else 0o400)
    if os.geteuid() != 0:
        (folder / "nextrung.db").chmod(0)

    def start() -> None:
        give_up_rights()
        with pytest.raises(DatabaseError) as caught:
            filled.open_workspace(folder / "nextrung.db")
        assert "\n" not in str(caught.value)

    in_a_child(start)


def test_that_a_folder_removed_while_running_is_said(tmp_path: Path) -> None:
    """SQLite would go on writing to a file that has no name any more, and say nothing."""
    folder = tmp_path / "data"
    folder.mkdir()
    scripted.prepare(folder / "nextrung.db")
    with closing(filled.open_workspace(folder / "nextrung.db")) as workspace:
        assessment = workspace.open_assessment()
        assert assessment is not None
        assessment = workspace.answer(assessment, Answer("TL-B1", value=3))
        aside = folder.rename(tmp_path / "aside")
        for _ in range(2):
            with pytest.raises(DatabaseError, match=r"could not be saved: .*nextrung.db was removed or replaced"):
                workspace.answer(assessment, Answer("TL-B8", value=3))
        assert len(assessment.answers) == 1
        aside.rename(folder)
        workspace.answer(assessment, Answer("TL-B8", value=4))
    assert set(scripted.found(folder / "nextrung.db").answers) == {"TL-B1", "TL-B8"}


def test_that_a_replaced_file_is_not_written_to(tmp_path: Path) -> None:
    database = tmp_path / "nextrung.db"
    scripted.prepare(database)
    copy = Path(shutil.copy(database, tmp_path / "copy.db"))
    with closing(filled.open_workspace(database)) as workspace:
        assessment = workspace.open_assessment()
        assert assessment is not None
        copy.replace(database)
        with pytest.raises(DatabaseError, match="removed or replaced"):
            workspace.answer(assessment, Answer("TL-B1", value=3))


def words(page: QuestionPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_that_the_question_page_keeps_a_note_that_cannot_be_saved(qtbot: QtBot, tmp_path: Path) -> None:
    """The note stays on screen with the sentence beside it, and is saved when that is possible again."""
    folder = tmp_path / "data"
    workspace = app.open_workspace(folder)
    workspace.start("full")
    window = MainWindow(workspace, Theme(app.make_application(), resources.assets(), "light"))
    qtbot.addWidget(window)
    window.show()
    page = window.current_page()
    assert isinstance(page, QuestionPage)
    page.value_chosen.emit("3")
    aside = folder.rename(tmp_path / "aside")
    page.add_note.click()
    QTest.keyClicks(page.note.field, "Kept on screen")
    QTest.keyClick(page.note.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page() is page
    assert "could not be saved" in words(page)
    assert (page.state.item, page.note.text()) == ("TL-B1", "Kept on screen")
    aside.rename(folder)
    QTest.keyClicks(page.note.field, ", and saved")
    page.note_changed.emit(page.note.text())
    assert "could not be saved" not in words(page)
    opened = workspace.open_assessment()
    assert opened is not None
    assert opened.answers["TL-B1"].note == "Kept on screen, and saved"


@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_that_everything_in_the_data_folder_is_the_owners_alone(tmp_path: Path, mask: int) -> None:
    """Whatever the umask, nobody else can read or list what the program writes: data, log, backups and their proofs."""
    folder = tmp_path / "data"

    def work() -> None:
        os.umask(mask)
        workspace = app.open_workspace(folder)
        workspace.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
        workspace.safety.back_up("asked")
        log.record(folder / paths.LOG, ValueError())
        found = [folder, *folder.rglob("*")]
        for one in found:
            mode = stat.S_IMODE(one.stat().st_mode)
            assert mode == (0o700 if one.is_dir() else 0o600), f"{one.name}: {mode:o}"
        assert {one.name for one in found} >= {paths.DATABASE, f"{paths.DATABASE}-wal", paths.BACKUPS, paths.LOG}
        os._exit(0)

    in_a_child(work)

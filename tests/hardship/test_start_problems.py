"""What keeps a start from its first page is a window with the sentence; without a screen the sentence, and exit 1."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests import given
from tests.hardship.starts import SHOWN

from nextrung import app, paths, resources
from nextrung.answering import within
from nextrung.errors import DamagedError, DatabaseError, DataFolderError, FindingsError, StartError
from nextrung.ui.recovery.failed_start import FailedStart
from nextrung.ui.recovery.problem import StartProblem
from nextrung.ui.shell.failures import Failures
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.unlocking import lock

SENTENCES = {
    "content": "A file that was installed with Next Rung has a mistake: roles.yaml",
    "colours": "tokens.json",
    "style": "style.qss",
    "moved": "where it is not there now",
    "folder": "cannot be used",
    "directory": "cannot be",
    "marker": "does not name the folder",
    "locked": "are encrypted; they open with their passphrase or recovery key",
    "keys": "is damaged or no file with keys",
}
"""What may keep a start from its first page, and words of what is said then."""
CHOSEN_ELSEWHERE = {SENTENCES["moved"], SENTENCES["folder"]}
"""Those that another folder helps with."""
INSTALLED = {
    "content": "questionnaires/ml-manager/roles.yaml",
    "colours": "assets/themes/tokens.json",
    "style": "assets/themes/style.qss",
}
"""The files of the program that are broken."""

BOUND_BY_RIGHTS = (
    ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all", "--"]
    if os.name != "nt" and os.geteuid() == 0
    else []
)
"""Before a command: rights do not bind the administrator, unless these capabilities are given up."""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with what it needs beside it."""
    place = tmp_path_factory.mktemp("installed")
    without = shutil.ignore_patterns("__pycache__", "licences", "packaging", "help")
    for name in ("desktop/nextrung", "questionnaires", "assets"):
        shutil.copytree(given.PROJECT / name, place / name, ignore=without)
    return place


@pytest.fixture(params=SENTENCES)
def broken(request: pytest.FixtureRequest, installation: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A data folder to start on where something is in the way, and words of the sentence."""
    kind, data = request.param, tmp_path / "data"
    workspace = app.open_workspace(data)
    app.add_sample(workspace)
    workspace.close()
    file = installation / INSTALLED.get(kind, "assets/themes/style.qss")
    sound = file.read_bytes()
    if kind == "content":
        file.write_text("version: 1\n", encoding="utf-8")
    elif kind in INSTALLED:
        file.write_bytes(b"\xff\x00 no such file \xff")
    elif kind == "moved":
        (data / paths.MOVED).write_text(json.dumps({"folder": str(tmp_path / "gone")}), encoding="utf-8")
    elif kind == "folder":
        (tmp_path / "file").write_text("", encoding="utf-8")
        data = tmp_path / "file" / "data"
    elif kind == "directory":
        (data / paths.DATABASE).unlink()
        (data / paths.DATABASE).mkdir()
    elif kind in ("locked", "keys"):
        with closing(app.open_workspace(data)) as workspace:
            workspace.switch(workspace.encryption.encrypt_work("Zaun tulpen Velo", None))
        lock(data / paths.DATABASE)
        if kind == "keys":
            (data / paths.KEYS).write_bytes(b"no keys")
    else:
        (data / paths.MOVED).write_text("[]", encoding="utf-8")
    yield data, SENTENCES[kind]
    file.write_bytes(sound)


def environment(installation: Path) -> dict[str, str]:
    """The copy of the program first, then this project for the tests; no screen."""
    here = os.pathsep.join((str(installation / "desktop"), str(given.PROJECT)))
    return {**os.environ, "PYTHONPATH": here, "QT_QPA_PLATFORM": "offscreen"}


def test_that_without_a_screen_it_is_one_sentence(installation: Path, broken: tuple[Path, str]) -> None:
    data, words = broken
    command = [sys.executable, "-m", "nextrung.cli", "--data-dir", str(data)]
    place = environment(installation)
    done = subprocess.run(command, env=place, capture_output=True, text=True, check=False, timeout=90)
    assert done.returncode == 1
    assert words in done.stderr
    assert ("--data-dir" in done.stderr) == (words in CHOSEN_ELSEWHERE), "no option helps with the other problems"
    assert done.stderr.count("\n") == 1


def test_that_a_window_has_a_button_and_names_no_option_of_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / paths.MOVED).write_text(json.dumps({"folder": str(tmp_path / "gone")}), encoding="utf-8")
    for folder in (tmp_path / "file" / "data", tmp_path):
        with pytest.raises(DataFolderError, match=r"another (one|folder)\.$"):
            paths.data_folder(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
def test_that_with_a_screen_it_is_a_window(installation: Path, broken: tuple[Path, str]) -> None:
    """The program starts as it does on a screen, and what is on it is looked at."""
    command = [sys.executable, "-m", "tests.hardship.starts", "once", str(broken[0])]
    done = subprocess.run(command, env=environment(installation), check=False, timeout=90)
    is_locked = broken[1] == SENTENCES["locked"]
    assert SHOWN.get(done.returncode) == ("unlock" if is_locked else "problem")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
@pytest.mark.parametrize(
    "file", ["assets/salary/rungs.yaml", "assets/icons/overview.svg", "assets/icons/next-rung.svg"]
)
def test_that_a_broken_file_that_the_first_page_does_not_need_keeps_nobody_from_it(
    installation: Path, tmp_path: Path, file: str
) -> None:
    workspace = app.open_workspace(tmp_path)
    app.add_sample(workspace)
    workspace.close()
    broken = installation / file
    sound = broken.read_bytes()
    broken.write_bytes(b"\xff\x00 nothing")
    command = [sys.executable, "-m", "tests.hardship.starts", "once", str(tmp_path)]
    done = subprocess.run(command, env=environment(installation), check=False, timeout=90)
    broken.write_bytes(sound)
    assert SHOWN.get(done.returncode) == "window"


def test_that_a_broken_pay_file_is_said_when_pay_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    """The page before stays, and says the sentence."""
    folder = Path(shutil.copytree(given.PROJECT / "assets" / "salary", tmp_path / "salary"))
    (folder / "rungs.yaml").write_text("version: 1\n", encoding="utf-8")
    workspace = Workspace.open(tmp_path / paths.DATABASE, [given.ML_MANAGER], folder)
    app.add_sample(workspace)
    window = MainWindow(workspace, Theme(app.make_application(), resources.assets(), "light"))
    qtbot.addWidget(window)
    failures = Failures(window.theme, tmp_path / paths.LOG, window, window.commands.say_problem, lambda: None)
    window.show()
    qtbot.waitExposed(window)
    before = window.current_page()
    with pytest.raises(FindingsError) as caught:
        window.show_page("salary")
    failures.take(type(caught.value), caught.value, caught.value.__traceback__)
    assert "rungs.yaml" in window.commands.toast.message
    assert window.current_page() is before
    workspace.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_that_a_place_for_data_that_cannot_be_written_is_a_window(installation: Path, tmp_path: Path) -> None:
    """The usual start of an icon: no folder is named, and the system's place is closed."""
    tmp_path.chmod(0o500)
    place = environment(installation) | {"XDG_DATA_HOME": str(tmp_path)}
    start = [sys.executable, "-m", "tests.hardship.starts", "once"]
    try:
        done = subprocess.run([*BOUND_BY_RIGHTS, *start], env=place, check=False, timeout=90)
    finally:
        tmp_path.chmod(0o700)
    assert SHOWN.get(done.returncode) == "problem"
    assert not list(tmp_path.iterdir())


def test_that_a_folder_that_does_not_answer_is_given_up() -> None:
    """As on a dead network mount, where a look never comes back."""
    never = threading.Event()
    with pytest.raises(DatabaseError, match="does not answer"):
        within(0.01, never.wait)
    never.set()
    assert within(60, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(60, lambda: 1 // 0)


# the window


@pytest.fixture
def problem(qtbot: QtBot) -> StartProblem:
    dialog = StartProblem(Theme(app.make_application(), resources.assets(), "light"), "The drive is not connected.")
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_that_it_offers_to_try_again_to_choose_a_folder_and_to_quit(problem: StartProblem) -> None:
    shown = [one for one in problem.findChildren(QPushButton) if one.isVisible()]
    assert {one.text() for one in shown} == {"Choose a folder…", "Quit", "Try again"}
    assert all(one.accessibleName() or one.text() for one in shown)
    problem.accept_button.click()
    assert problem.result() == problem.DialogCode.Accepted
    assert problem.folder is None


def test_that_a_folder_with_data_or_an_empty_one_is_taken_and_no_other(problem: StartProblem, tmp_path: Path) -> None:
    letters, data, empty = tmp_path / "letters", tmp_path / "data", tmp_path / "empty"
    for folder in (letters, empty):
        folder.mkdir()
    (letters / "letter.txt").write_text("Dear", encoding="utf-8")
    app.open_workspace(data).close()
    problem.take_folder(letters)
    assert (problem.folder, problem.isVisible()) == (None, True)
    problem.take_folder(data)
    assert (problem.folder, problem.isVisible()) == (data, False)
    problem.take_folder(empty)
    assert (problem.folder, problem.isVisible()) == (empty, False)


def test_that_what_was_not_foreseen_is_one_sentence_that_quotes_nothing(tmp_path: Path) -> None:
    for failure, kind in (
        (ValueError("Jana's secret"), DamagedError),
        (PermissionError(13, "Permission denied"), StartError),
        (MemoryError(), StartError),
    ):
        failed = FailedStart(failure, tmp_path / paths.DATABASE, was_open=True)
        assert type(failed.problem) is kind
        assert "secret" not in str(failed.problem)
        assert str(failed.problem).endswith(".")
    assert "Jana" not in (tmp_path / paths.LOG).read_text(encoding="utf-8")

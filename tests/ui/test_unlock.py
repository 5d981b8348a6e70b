"""Encrypted data open on a page of their own, before anything of them is on the screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests import given
from tests.ui import coach

from nextrung import app, paths, resources
from nextrung.keys import held
from nextrung.ui.shell.unlock import UnlockPage, data_words
from nextrung.ui.theme.theme import Theme
from nextrung.workspace.encryption import EncryptionService

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
WORDS = "four geese under one roof"
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(given.PROJECT / "desktop"), str(given.PROJECT)]),
    "QT_QPA_PLATFORM": "offscreen",
}


def encrypted(folder: Path, *, recovery: str | None = None) -> Path:
    """A folder with the sample person, encrypted, whose key nobody holds."""
    workspace = app.open_workspace(folder)
    app.add_sample(workspace)
    workspace.switch(workspace.encryption.encrypt_work(WORDS, recovery))
    workspace.safety.back_up("asked")
    workspace.close()
    held.forget(folder)
    return folder


def driven(folder: Path, steps: str, file: Path | None = None, code: int = 0, bus: str = "unix:path=/nowhere") -> str:
    """What the steps print, done in the program with a data folder."""
    script = folder.parent / "steps"
    script.write_text(steps, encoding="utf-8")
    files = [str(file)] if file else []
    command = [sys.executable, "-m", "tests.ui.driven", str(folder), str(script), *files]
    environment = {**ENVIRONMENT, "DBUS_SYSTEM_BUS_ADDRESS": bus}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return encrypted(tmp_path / "data")


def test_that_a_start_asks_first_and_opens_with_the_passphrase(folder: Path) -> None:
    said = driven(
        folder,
        f"""
shown(UnlockWindow); print(on_screen())
enter("lock-passphrase")
assert "first" in on_screen()
write("lock-passphrase", "five geese"); enter("lock-passphrase")
assert "opens nothing here" in on_screen()
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
ready(); print("open")
assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, UnlockWindow)]
ready().close()
""",
    )
    assert "Open your data" in said
    assert "Alex" not in said
    assert str(folder) not in said
    assert said.endswith("open\n")


def test_that_quitting_changes_nothing(folder: Path) -> None:
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    driven(folder, 'shown(UnlockWindow); press("lock-quit")')
    after = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    assert {name: after[name] for name in before} == before


def test_that_further_wrong_trials_wait_and_the_seconds_are_counted_down(folder: Path) -> None:
    wrong = """
part("unlock").isEnabled() or part("none")
write("lock-passphrase", "five geese"); enter("lock-passphrase")
assert not part("lock-passphrase").isReadOnly() and "opens nothing here" in on_screen()
"""
    said = driven(
        folder,
        f"""
shown(UnlockWindow)
{wrong * 4}
assert "possible in 2 seconds" in on_screen(); assert not part("unlock").isEnabled()
assert "possible in 1 second." in on_screen()
part("unlock").isEnabled() or part("none")
assert "possible in" not in on_screen()
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
ready().close(); print("open")
""",
    )
    assert said == "open\n"


def test_that_the_recovery_key_opens_the_same_field(tmp_path: Path) -> None:
    recovery = EncryptionService.new_recovery_key()
    folder = encrypted(tmp_path / "data", recovery=recovery)
    typed = recovery.lower().replace(" ", "-")
    steps = f'write("lock-passphrase", {typed!r}); enter("lock-passphrase")\nready().close(); print("open")'
    assert driven(folder, steps) == "open\n"


def test_that_keys_that_are_gone_are_one_sentence_and_no_damage(folder: Path) -> None:
    (folder / paths.KEYS).unlink()
    said = driven(folder, "shown(StartProblem); print(on_screen())\npress('dialog-cancel')", code=1)
    assert "the file nextrung.keys with their keys is not there" in said
    assert not (folder / paths.SET_ASIDE).exists()


def test_that_damaged_keys_are_one_sentence_and_no_damage(folder: Path) -> None:
    keys = folder / paths.KEYS
    keys.write_bytes(keys.read_bytes()[:100])
    steps = "shown(StartProblem); print(on_screen())\npress('dialog-cancel')"
    assert "is damaged or no file with keys" in driven(folder, steps, code=1)


def test_that_a_locked_window_gives_way_to_the_page_and_comes_again_where_it_was(folder: Path) -> None:
    said = driven(
        folder,
        f"""
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
ready().show_page("results")
ready().show_page("plan")
ready().resize(789, 678); print(ready().size().toTuple())
ready().shortcuts.lock.lock()
shown(UnlockWindow); print(on_screen())
assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
print("held", held.of_folder(FOLDER)); print(shown(UnlockWindow).size().toTuple())
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
print(ready()._here, ready().size().toTuple())
ready().close()
""",
    )
    assert "held None" in said
    sizes = re.findall(r"\(\d+, \d+\)", said)
    assert len(sizes) == 3
    assert len(set(sizes)) == 1
    assert "plan (" in said
    assert "Alex" not in said


def test_that_it_locks_by_itself_after_the_idle_time(folder: Path) -> None:
    said = driven(
        folder,
        f"""
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
print(ready().shortcuts.lock.locks_in > 500_000)
ready().shortcuts.lock._timer.start(1)
shown(UnlockWindow); print("locked")
press("lock-quit")
""",
    )
    assert said == "True\nlocked\n"


def test_that_text_which_cannot_be_saved_keeps_the_window(folder: Path) -> None:
    said = driven(
        folder,
        f"""
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
ready()._controller("plan").has_unsaved = lambda: True
ready().shortcuts.lock.lock(); ready().shortcuts.lock.lock()
print("nothing was locked" in on_screen(), ready().workspace.is_open)
del ready()._controller("plan").has_unsaved
ready().close()
""",
    )
    assert said == "True True\n"


def test_that_a_file_waits_for_the_data_to_be_open(folder: Path) -> None:
    file = resources.sample_answers()
    said = driven(
        folder,
        f"""
shown(UnlockWindow); print(file_shown())
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
assert file_shown(); print("shown")
ready().close()
""",
        file,
    )
    assert said == "False\nshown\n"


def test_that_a_second_start_shows_the_page_and_its_file_waits_there(folder: Path) -> None:
    file = resources.sample_answers()
    said = driven(
        folder,
        f"""
assert shown(UnlockWindow)._listener
start({str(file)!r})
assert shown(UnlockWindow).file
write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")
assert file_shown(); print("shown")
ready().close()
""",
    )
    assert said == "shown\n"


def test_that_capital_letters_are_said_where_they_come_without_shift(qtbot: QtBot, theme: Theme) -> None:
    page = UnlockPage(theme, data_words())
    qtbot.addWidget(page)
    page.show()
    for key, modifier, is_said in (("A", NONE, True), ("a", NONE, False), ("A", SHIFT, False)):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, key)
        QApplication.sendEvent(page.field, event)
        assert ("Caps Lock" in coach.words_of(page)) == is_said

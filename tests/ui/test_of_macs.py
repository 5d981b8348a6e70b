"""The ways of macOS that can be had elsewhere: files that come as events, the names of keys, the key that deletes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from nextrung.ui import language
from nextrung.ui.key_names import KeyNames, on_this_system
from nextrung.ui.shell import keys
from nextrung.ui.shell.application import Application
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import frame_scheme
from nextrung.ui.widgets.keystroke import delete_keys


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    monkeypatch.setattr(sys, "platform", "darwin")
    language.settle(qapp)
    yield
    for translator in qapp.findChildren(KeyNames):
        qapp.removeTranslator(translator)
        translator.setParent(None)


def opened(path: Path) -> None:
    application = QApplication.instance()
    assert application is not None
    assert QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(str(path))))


@pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)
def test_that_files_opened_with_the_program_reach_the_window_as_soon_as_it_is_there(
    window: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert isinstance(qapp, Application)
    taken: list[Path] = []
    monkeypatch.setattr(window.arrivals, "open_file", taken.append)
    opened(tmp_path / "Ünlike names.nextrung")
    qapp.file_opened.connect(window.come_forward)
    assert taken == []
    qapp.hand_over_files()
    assert taken == [tmp_path / "Ünlike names.nextrung"]
    opened(tmp_path / "second.json")
    assert taken[1:] == [tmp_path / "second.json"]
    qapp.file_opened.disconnect(window.come_forward)


def test_that_an_address_is_no_file(qapp: QApplication, qtbot: QtBot) -> None:
    assert isinstance(qapp, Application)
    qapp.hand_over_files()
    with qtbot.assertNotEmitted(qapp.file_opened):
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/all.nextrung")))


@pytest.mark.usefixtures("mac")
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Put it back (Ctrl+Z)", "Put it back (⌘Z)"),
        ("Only this client's charts (Ctrl+Shift+W)", "Only this client's charts (⇧⌘W)"),
        ("Ctrl+Enter goes back to the question.", "⌘Enter goes back to the question."),
        ("Pick two with Ctrl or Shift to compare them.", "Pick two with ⌘ or Shift to compare them."),
        ("Enter opens, Ctrl+Right and Ctrl+Left move", "Enter opens, ⌘Right and ⌘Left move"),
        ("Control what others see + Shift+", "Control what others see + Shift+"),
    ],
)
def test_that_every_text_names_keys_as_they_are_called_on_a_mac(written: str, shown: str) -> None:
    assert QCoreApplication.translate("anything", written) == shown
    assert on_this_system(written) == shown


@pytest.mark.usefixtures("mac")
def test_that_the_sheet_of_keys_finds_those_of_a_mac(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    inner = QPushButton(button)
    inner.setToolTip(QCoreApplication.translate("anything", "Put it back (Ctrl+Z)"))
    button.show()
    assert keys.of_tooltips(button) == (keys.Key("⌘Z", "Put it back"),)


def test_that_the_key_that_deletes_is_the_one_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert delete_keys() == (Qt.Key.Key_Delete,)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert Qt.Key.Key_Backspace in delete_keys()


def test_that_texts_stay_as_they_are_elsewhere(qapp: QApplication) -> None:
    language.settle(qapp)
    assert not qapp.findChildren(KeyNames)
    assert on_this_system("Put it back (Ctrl+Z)") == "Put it back (Ctrl+Z)"


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [(None, "Unknown"), ("light", "Light"), ("dark", "Dark"), ("contrast", "Light"), ("contrast_dark", "Dark")],
)
def test_that_the_frame_of_a_window_follows_the_chosen_scheme(scheme: str | None, expected: str) -> None:
    assert frame_scheme(scheme).name == expected  # type: ignore[arg-type]  # the words of the parameters

"""What was written can be opened, or shown in its folder, from the message that says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from tests.ui.person import click

from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.buttons import Button


class Opened(QObject):
    """Stands in for the programs of the system: takes note of what it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []

    @Slot(QUrl)
    def take(self, place: QUrl) -> None:
        self.places.append(place.toLocalFile())


@pytest.fixture
def opened() -> Iterator[Opened]:
    handler = Opened()
    QDesktopServices.setUrlHandler("file", handler, "take")  # type: ignore[arg-type]  # the stub asks for bytes, the library for a text
    yield handler
    QDesktopServices.unsetUrlHandler("file")


def offered(window: MainWindow) -> list[str]:
    """What the message offers beside closing it."""
    names = [button.objectName() for button in window.commands.toast.findChildren(Button) if button.isVisible()]
    return [name for name in names if name != "toast-close"]


def test_that_a_file_is_opened_and_shown_in_its_folder(window: MainWindow, opened: Opened, tmp_path: Path) -> None:
    window.commands.say_saved("Saved as report.pdf.", tmp_path / "report.pdf")
    assert offered(window) == ["toast-open", "toast-show-file"]
    click(window, "toast-open")
    click(window, "toast-show-file")
    assert opened.places == [str(tmp_path / "report.pdf"), str(tmp_path)]


def test_that_a_message_about_no_file_offers_neither(window: MainWindow, tmp_path: Path) -> None:
    window.commands.say_saved("Saved.", tmp_path / "a.pdf")
    window.commands.say("Backed up.")
    assert offered(window) == []

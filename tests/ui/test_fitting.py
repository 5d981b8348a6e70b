"""Windows and dialogs never reach beyond the screen they stand on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.fitting import ScreenFit, room_for
from nextrung.ui.widgets.text import TextLabel


def test_that_a_window_larger_than_its_screen_is_maximised_and_may_be_smaller(window: MainWindow) -> None:
    assert window.width() > room_for(window).width()  # the screen of the tests is small
    ScreenFit(window)
    assert window.isMaximized()
    assert window.minimumSize().boundedTo(room_for(window)) == window.minimumSize()


def test_that_a_window_that_fits_stays_as_it_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(300, 200)
    window.resize(400, 300)
    ScreenFit(window)
    assert not window.isMaximized()
    assert (window.size(), window.minimumSize()) == (QSize(400, 300), QSize(300, 200))


def test_that_a_dialog_is_no_larger_than_the_screen(qtbot: QtBot, theme: Theme, window: MainWindow) -> None:
    dialog = Dialog(theme, "Large", "Done", 3000, window, height=2000)
    qtbot.addWidget(dialog)
    room = room_for(window)
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()


def test_that_a_dialog_coming_up_stays_in_the_middle_whatever_place_the_system_tells_of(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(100, 100, 500, 500)
    window.show()
    dialog = Dialog(theme, "In the middle", "Done", 300, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    dialog.show()
    middle, height = dialog.geometry().center(), dialog.height()
    # a window manager putting its frame around a dialog has it at the top left of the frame for a moment
    dialog.move(0, 0)
    dialog.column.addWidget(TextLabel("Words that make it higher. " * 20, "muted"))
    qtbot.waitUntil(lambda: dialog.height() > height)
    assert dialog.geometry().center().x() == middle.x()
    assert abs(dialog.geometry().center().y() - middle.y()) <= 1

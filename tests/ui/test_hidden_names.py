"""With names hidden, no page and no dialog of the window names anybody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import coach

from nextrung.tour import coach as tour_coach
from nextrung.ui.safety.erase_dialog import EraseDialog
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

NAMES = ("Amara Okafor", "Ben Lind", "Chen Wei")


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    """The window of a coach with three people, a backup of them, and hidden names."""
    shown = coach.opened(qtbot, workspace, theme, tour_coach.people(3, assessments=1))
    workspace.safety.back_up("asked")
    shown.toggle_names()
    return shown


def cells(model: QAbstractItemModel) -> list[str]:
    places = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return [str(place.data()) for place in places]


def everything_said(widget: QWidget) -> str:
    texts = [coach.words_of(widget), widget.windowTitle()]
    texts += [box.itemText(at) for box in widget.findChildren(QComboBox) for at in range(box.count())]
    texts += [field.text() for field in widget.findChildren(QLineEdit)]
    for view in widget.findChildren(QTableView):
        texts += cells(view.model())
    texts += [child.accessibleName() for child in widget.findChildren(QWidget) if child.isVisibleTo(widget)]
    return "\n".join(texts)


def test_that_no_place_names_anybody(qtbot: QtBot, window: MainWindow) -> None:
    places = ("overview", "assess", "results", "salary", "role", "plan", "history", "people", "sessions", "group")
    for place in (*places, "settings"):
        window.show_page(place)
        qtbot.wait(50)
        said = everything_said(window)
        assert not [name for name in NAMES if name in said], place


def test_that_a_backup_is_looked_into_without_names(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.restore()
    dialog = window.findChildren(RestoreDialog)[-1]
    dialog.table.selectRow(0)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=20_000)
    said = everything_said(dialog)
    assert "Person 02" in said
    assert not [name for name in NAMES if name in said]
    dialog.reject()


def test_that_erasing_asks_by_the_pseudonym_and_comes_back_to_the_people(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.show_page("people")
    page = coach.people_page(window)
    page.table.erase_requested.emit(workspace.people.everyone()[1].id)
    dialog = window.findChildren(EraseDialog)[-1]
    said = everything_said(dialog)
    assert "Erase Person 02?" in said
    assert not [name for name in NAMES if name in said]
    assert not dialog.accept_button.isEnabled()
    dialog.typed.setText("Person 02")
    assert dialog.accept_button.isEnabled()
    with qtbot.waitSignal(window.commands.replaced):
        dialog.accept_button.click()
    qtbot.waitUntil(lambda: coach.names(coach.people_page(window)) == ["Person 01", "Person 03"])
    assert [person.name for person in workspace.people.everyone()] == ["Amara Okafor", "Chen Wei"]

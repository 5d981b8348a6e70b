"""Little patience: few keys to the first question, one sheet of keys, looks and window remembered, files dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.person import press, question

from nextrung import resources
from nextrung.ui import appearance
from nextrung.ui.appearance import Appearance
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.pseudo import pseudo
from nextrung.ui.shell import help as help_sheets
from nextrung.ui.shell import remembered
from nextrung.ui.shell.places import places
from nextrung.ui.shell.sheet import SheetDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, Segments
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.choice_box import ChoiceBox
from nextrung.ui.widgets.markdown_view import MarkdownView
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import BREAK, TextLabel
from nextrung.workspace import Workspace


def sheet(window: MainWindow) -> SheetDialog:
    return next(one for one in window.findChildren(SheetDialog) if one.isVisible())


def cells(shown: SheetDialog) -> set[str]:
    found: set[str] = set()
    for table in shown.findChildren(TextTable):
        model = table.model()
        size = (model.rowCount(), model.columnCount())
        found |= {str(model.index(row, column).data()) for row in range(size[0]) for column in range(size[1])}
    return found


def test_that_one_or_two_keys_lead_from_the_first_start_to_the_first_question(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)
    assert isinstance(window.current_page(), QuestionPage)
    assert question(window).state.number == 1


def test_that_the_help_sheet_names_the_key_of_every_command(window: MainWindow) -> None:
    window.menus.command("keys").trigger()
    told = cells(sheet(window))
    for action in window.menus.commands():
        if action.isVisible() and not action.shortcut().isEmpty():
            assert action.shortcut().toString() in told
    assert {"Backspace", "Esc"} <= told


def rows_of(shown: SheetDialog) -> dict[str, dict[str, str]]:
    """What each table of a sheet says, by its heading, in order."""
    found: dict[str, dict[str, str]] = {}
    for table in shown.findChildren(TextTable):
        model = table.model()
        for row in range(model.rowCount()):
            does, key = (str(model.index(row, at).data()) for at in (0, 1))
            found.setdefault(table.accessibleName(), {})[does] = key
    return found


def test_that_the_keys_sheet_begins_with_answering_and_then_has_each_place_in_order(window: MainWindow) -> None:
    window.commands.page_requested.emit("settings")
    window.menus.command("keys").trigger()
    told = rows_of(sheet(window))
    assert list(told)[:2] == ["While answering", "Pages"]
    entries = [one for one in window.findChildren(Button) if one.objectName().startswith("nav-") and one.isVisible()]
    assert len(entries) > 5
    names = {one.id: one.name for one in places()}
    entries.sort(key=lambda one: one.mapTo(window, QPoint(0, 0)).y())
    assert list(told["Pages"]) == [names[one.objectName().removeprefix("nav-")] for one in entries]
    for entry in entries:
        name = names[entry.objectName().removeprefix("nav-")]
        shortcuts = [one.key().toString() for one in entry.findChildren(QShortcut)]
        assert told["Pages"][name] == (shortcuts or ["Ctrl+," if name == "Settings" else "Ctrl+K, then its name"])[0]
    rest = [key for heading, keys in told.items() if heading != "Pages" for key in keys.items()]
    assert not set(told["Pages"].items()) & set(rest)


def test_that_a_page_of_the_help_has_its_title_once(window: MainWindow) -> None:
    window.help.show_evidence()
    (page,) = sheet(window).findChildren(MarkdownView)
    assert page.document().firstBlock().text().startswith("Evidence holds what you did")
    sheet(window).close()
    window.help.show_explanation("evidence", window.workspace.installed.questionnaire.scoring)
    (page,) = sheet(window).findChildren(MarkdownView)
    assert page.document().firstBlock().text().startswith("Examples are the ones")  # it has no title


def test_that_about_names_versions_and_licences(window: MainWindow) -> None:
    window.help.show_about()
    told = cells(sheet(window))
    assert {name for name, _, _ in help_sheets.parts()} <= told
    assert all(name and licence for name, _, licence in help_sheets.parts())


def test_that_what_the_data_file_holds_is_told(window: MainWindow) -> None:
    window.help.show_data_file()
    assert sheet(window).windowTitle() == "What the data file holds"


def test_that_what_keeps_the_data_and_what_does_not_is_told(window: MainWindow) -> None:
    window.menus.command("keeping").trigger()
    assert sheet(window).windowTitle() == "Keeping your data safe"
    (page,) = sheet(window).findChildren(MarkdownView)
    told = page.toPlainText()
    for word in (
        "It is no encryption",
        "nobody can open the data",
        "A forgotten passphrase",
        "Deleted is not erased",
        "does not reach",
        "broken off",
    ):
        assert word in told, word


def test_that_the_text_grows_and_shrinks_by_command_and_stays_so(
    window: MainWindow, workspace: Workspace, theme: Theme
) -> None:
    command = window.menus.command
    command("text-larger").trigger()
    command("text-larger").trigger()
    assert theme.text_scale == 1.5
    command("text-smaller").trigger()
    assert appearance.of(workspace) == Appearance("light", 1.25)
    command("text-normal").trigger()
    assert theme.text_scale == 1.0


@pytest.mark.parametrize("scheme", ["dark", "contrast", "contrast_dark"])
def test_that_a_theme_is_chosen_in_the_menu_at_once(
    window: MainWindow, workspace: Workspace, theme: Theme, scheme: str
) -> None:
    actions = {one.data(): one for one in window.looks.schemes}
    actions[scheme].trigger()
    assert theme.scheme == scheme
    assert actions[scheme].isChecked()
    assert appearance.of(workspace).scheme == scheme


def test_that_the_window_comes_back_where_it_was(window: MainWindow, workspace: Workspace) -> None:
    window.resize(960, 701)
    remembered.keep(window, workspace, "overview")
    window.resize(1280, 832)
    remembered.restore(window, workspace)
    assert (window.width(), window.height()) == (960, 701)


def test_that_answers_dropped_on_the_window_are_shown_before_any_is_kept(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    workspace.add_person("Alex")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(resources.sample_answers()))])
    enter = QDragEnterEvent(
        QPoint(200, 200), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)  # the system says first that something is over the window
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, drop)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), TablePage), timeout=20_000)
    assert workspace.latest() is None


def test_that_undo_in_the_menu_takes_back_what_the_page_would(window: MainWindow) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_3)
    assert question(window).state.answered == 1
    window.menus.command("undo").trigger()
    assert question(window).state.answered == 0


def test_that_a_screen_reader_chooses_as_the_mouse_does(qtbot: QtBot, theme: Theme) -> None:
    segments = Segments(theme, "View", [("chart", "Chart"), ("table", "Table")])
    qtbot.addWidget(segments)
    segments.choose("chart")
    heard: list[str] = []
    segments.chosen.connect(heard.append)
    actions = QAccessible.queryAccessibleInterface(segments.buttons()[1]).actionInterface()
    actions.doAction(actions.toggleAction())
    assert heard == ["table"]
    segments.buttons()[0].click()
    segments.buttons()[0].click()
    assert heard == ["table", "chart", "chart"]


def test_that_a_screen_reader_names_a_list_without_a_label(qtbot: QtBot, theme: Theme) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    box = ChoiceBox()
    box.setAccessibleName("Area on the chart")
    card.body.addWidget(box)
    relations = QAccessible.queryAccessibleInterface(box).relations()
    assert [one.text(QAccessible.Text.Name) for one, _ in relations] == ["Area on the chart"]


def test_that_a_long_path_may_break_and_is_read_as_given(qtbot: QtBot, tmp_path: Path) -> None:
    path = str(tmp_path / "a-very-long-name-of-a-file-that-has-no-spaces.nextrung")
    text = TextLabel(path)
    qtbot.addWidget(text)
    assert text.text() == path
    assert BREAK in super(TextLabel, text).text()


def test_that_the_make_believe_language_keeps_places_and_is_longer() -> None:
    text = "About {0} of {1:d} minutes left"
    strange = pseudo(text)
    assert "{0}" in strange
    assert "{1:d}" in strange
    assert len(strange) >= 1.4 * len(text)
    assert pseudo("d MMM yyyy") == "d MMM yyyy"

"""With names hidden, no page and no dialog of the window names anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests import other_program
from tests.ui import coach

from nextrung.people.person import Person, PersonFields
from nextrung.tour import coach as tour_coach
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.masking import masking
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.safety.erase_dialog import EraseDialog
from nextrung.ui.safety.restore_dialog import RestoreDialog
from nextrung.ui.sessions.summary_page import SummaryPage
from nextrung.ui.shell.current_person import CurrentPersonButton
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

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
    texts += [field.text() for field in widget.findChildren(QLineEdit) if field.isVisibleTo(widget)]
    for view in widget.findChildren(QTableView):
        texts += cells(view.model())
    texts += [child.accessibleName() for child in widget.findChildren(QWidget) if child.isVisibleTo(widget)]
    return "\n".join(texts)


def test_that_no_place_names_anybody(qtbot: QtBot, window: MainWindow) -> None:
    places = (
        "overview",
        "assess",
        "results",
        "salary",
        "role",
        "plan",
        "evidence",
        "history",
        "people",
        "sessions",
        "group",
    )
    for place in (*places, "settings"):
        window.show_page(place)
        qtbot.wait(50)
        said = everything_said(window)
        assert not [name for name in NAMES if name in said], place


TELLING = ("Zebedee", "Quux", "Falconer", "velvet", "heron", "badger", "Umber")
"""Pieces of the names, the occupation, the tags, the private notes and the reasons that are in the data below."""


@pytest.fixture
def telling(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    """A window of a coach with two people about whom everything tells who they are, in a session; names are hidden."""
    tour_coach.people(2, assessments=1)(workspace)
    first, second = workspace.people.everyone()
    for person, name in ((first, "Zebedee Quux"), (second, "Zebedee Umber")):
        workspace.people.edit(person.id, name=name, tags=("velvet group",), occupation="Falconer")
        workspace.people.save_notes(person.id, "Likes herons")
    workspace.switch_person(first.id)
    rating = workspace.rating.start()
    for item in workspace.rating.items(rating):
        rating = workspace.rating.rate(rating, item.id, 3.0)
    workspace.rating.finish(rating)
    session = workspace.sessions.start()
    workspace.sessions.mark(session.id, "match", "unsure", "saw a badger")
    workspace.sessions.write(session.id, notes="Saw a heron", decided="Umber and ZEBEDEE  QUUX write one page.")
    workspace.sessions.add_point(session.id, "What Umber said")
    workspace.plan.add_own(OwnStep("Ask Zebedee Umber", if_then="If Quux agrees, then I begin."))
    workspace.plan.delete(workspace.plan.drop(workspace.plan.add_own(OwnStep("Write to Umber")).id).id)
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def said_anywhere(window: MainWindow) -> str:
    """Every text of what is on show: of windows, models, menus, fields, tooltips, and what is read out."""
    texts = [everything_said(one) for one in QApplication.topLevelWidgets() if one.isVisible()]
    for part in window.findChildren(QWidget):
        if part.isVisible():
            texts += [part.toolTip(), part.accessibleName(), part.accessibleDescription(), part.windowTitle()]
            texts += [part.toPlainText()] if isinstance(part, QPlainTextEdit) else []
            texts += [part.placeholderText()] if isinstance(part, QLineEdit) else []
        if isinstance(part, QAbstractItemView) and part.isVisible() and part.model() is not None:
            texts += told_by(part.model())
    texts += [action.text() for action in window.findChildren(QAction)]
    menu = window.findChildren(CurrentPersonButton)[0].menu_of_people()
    texts += [action.text() for action in menu.actions()]
    delete(menu)
    texts += [f"{entry.name} {entry.kind} {entry.words}" for entry in window.shortcuts.entries()]
    return "\n".join(texts)


def told_by(model: QAbstractItemModel) -> list[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    places = [model.index(row, column) for row in range(model.rowCount()) for column in range(columns)]
    return [str(place.data(role) or "") for place in places for role in roles]


def walk(qtbot: QtBot, window: MainWindow) -> Iterator[tuple[str, str]]:
    """Every place, and the pages behind the coach's ones, with all that is said there."""
    places = (
        "overview",
        "assess",
        "results",
        "salary",
        "role",
        "plan",
        "evidence",
        "history",
        "people",
        "group",
        "settings",
    )
    for place in (*places, "sessions"):
        window.show_page(place)
        wait_until_idle(window)
        yield place, said_anywhere(window)
    for behind in ("end-session", "back-to-session", "back-to-client", "both-views", "back-to-client"):
        tour_coach.press(window, behind)
        qtbot.wait(10)
        yield behind, said_anywhere(window)


def test_that_nothing_anywhere_tells_who_it_is_while_names_are_hidden(qtbot: QtBot, telling: MainWindow) -> None:
    shown = {piece for _, said in walk(qtbot, telling) for piece in TELLING if piece in said}
    assert shown == set(TELLING), "with names on show the walk sees all of it"
    telling.toggle_names()
    found = [
        (place, line)
        for place, said in walk(qtbot, telling)
        for line in said.splitlines()
        if any(piece in line for piece in TELLING)
        and not line.startswith("Tag: ")  # a choice of the group page, where small groups are withheld
    ]
    assert found == []


def test_that_a_summary_hides_the_name_by_its_key_and_is_kept_whole(
    qtbot: QtBot, telling: MainWindow, workspace: Workspace
) -> None:
    telling.show_page("sessions")
    tour_coach.press(telling, "end-session")
    page = telling.current_page()
    assert isinstance(page, SummaryPage)
    page.text.setPlainText(page.text.toPlainText() + "\nZebedee agreed")
    page.copy.setFocus()
    QTest.keyClick(page.copy, Qt.Key.Key_H)
    qtbot.waitUntil(page.text.isReadOnly)
    assert "Person 01 agreed" in page.text.toPlainText()
    assert "Zebedee" not in page.text.toPlainText()
    running = workspace.sessions.running()
    page.end.click()
    assert running is not None
    assert "Zebedee Quux" in workspace.sessions.session(running.id).summary
    assert "Zebedee agreed" in workspace.sessions.session(running.id).summary
    assert "Zebedee" not in page.text.toPlainText()


def test_that_hidden_names_sort_by_their_numbers(qtbot: QtBot, workspace: Workspace, theme: Theme) -> None:
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(1, assessments=0))
    workspace.people.add_all([PersonFields(f"{letter}. Name {number}") for number in range(55) for letter in "ZA"])
    window.show_page("people")
    window.toggle_names()
    assert coach.names(coach.people_page(window)) == [f"Person {number:02d}" for number in range(1, 112)]


def test_that_while_names_are_hidden_nobody_is_renamed_or_imported(window: MainWindow, workspace: Workspace) -> None:
    window.show_page("people")
    page = coach.people_page(window)
    wait_until_idle(window)
    page.table.edit_requested.emit(workspace.people.everyone()[0].id)
    assert "Names are hidden. Show them (H) to change who somebody is." in coach.words_of(page)
    page.import_requested.emit()
    assert window.current_page() is page
    assert "Names are hidden. Show them (H) to import people." in coach.words_of(page)


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


def test_that_examples_within_answers_hide_names(telling: MainWindow, workspace: Workspace) -> None:
    other_program.change(workspace, "UPDATE answer SET note = 'Helped Umber'")
    workspace.forget()
    telling.show_page("results")
    results = telling.current_page()
    assert isinstance(results, ResultsPage)
    results.answers.click()
    answers = telling.current_page()
    assert isinstance(answers, AnswersPage)
    telling.show_thing("results", "TL")
    for seen in ("Helped Umber", "Helped Person 02"):
        wait_until_idle(telling)
        assert seen in said_anywhere(telling)
        assert {row.note for row in answers.list.answers.rows if isinstance(row, AnswerRow)} <= {seen, ""}
        telling.toggle_names()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("will WILL smith go, Will?", "will Person 01 go, Person 01?"),
        ("Will\nSmith and May Smith", "Person 01 and Person 02"),
        ("May's plan, maybe in may", "Person 02's plan, maybe in may"),
        ("Smithers, Ω, (Ø)", "Smithers, Ω, (Person 03)"),
    ],
)
def test_that_the_names_of_everybody_known_give_way_in_a_text(text: str, seen: str) -> None:
    names = ("Will Smith", "May Smith", "Ø")
    people = [Person(name, name, None, "", sample=False, number=at) for at, name in enumerate(names, 1)]
    assert masking(people)(text) == seen

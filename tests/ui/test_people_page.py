"""The people page: everybody found, sorted, added, changed, archived and brought in from a file."""

from __future__ import annotations

from math import floor
from pathlib import Path

import pytest
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests import other_program
from tests.ui import coach
from tests.ui.person import click

from nextrung.people.person import PersonFields
from nextrung.tour import coach as tour_coach
from nextrung.tour.draw import View
from nextrung.tour.draw import opened as opened_stop
from nextrung.tour.stops import STOPS
from nextrung.ui.people.controller import PeopleController
from nextrung.ui.people.dialogs import PersonDialog
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.people.state import COLUMNS
from nextrung.ui.people.table import PeopleTable
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.shell.navigation import Navigation
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.empty import EmptyPage
from nextrung.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def fourteen(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    """The window of a coach with fourteen people, at the people page, with all levels worked out."""
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(14, assessments=2))
    window.show_page("people")
    page = coach.people_page(window)
    qtbot.waitUntil(lambda: not any(row.waiting for row in page.table.people.rows))
    return window


def dialog(window: MainWindow) -> PersonDialog:
    return window.findChildren(PersonDialog)[-1]


def field(window: MainWindow, name: str) -> QLineEdit:
    found = dialog(window).findChild(QLineEdit, name)
    assert found is not None
    return found


def choose(page: PeoplePage, name: str, words: str) -> None:
    box = page.findChild(QComboBox, name)
    assert box is not None
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_that_one_person_alone_sees_no_coach_pages(window: MainWindow, workspace: Workspace) -> None:
    workspace.add_person("Alex")
    window.show_page("assess")
    for place in ("people", "sessions"):
        button = window.findChild(QWidget, f"nav-{place}")
        assert button is None or not button.isVisible()
    assert "COACH" not in coach.words_of(window)
    coach.key(Qt.Key.Key_8, CONTROL)
    assert not isinstance(window.current_page(), PeoplePage | EmptyPage)
    workspace.people.add(PersonFields("Omar"))
    window.show_page("assess")
    assert "COACH" in coach.words_of(window)
    coach.key(Qt.Key.Key_8, CONTROL)
    assert coach.names(coach.people_page(window)) == ["Alex", "Omar"]


def test_that_nobody_yet_means_one_step_that_adds_somebody(qtbot: QtBot, workspace: Workspace, theme: Theme) -> None:
    window = coach.opened(qtbot, workspace, theme, tour_coach.coach_mode)
    assert isinstance(window.current_page(), EmptyPage)
    click(window, "empty-step")
    coach.write("Jana Novak")
    coach.key(Qt.Key.Key_Return)
    assert coach.names(coach.people_page(window)) == ["Jana Novak"]
    assert workspace.people.everyone()[0].name == "Jana Novak"


def test_that_the_table_says_what_is_known_of_everybody(fourteen: MainWindow, workspace: Workspace) -> None:
    page = coach.people_page(fourteen)
    facts = {fact.person.name: fact for fact in workspace.people.facts()}
    assert sorted(coach.names(page)) == sorted(facts)
    for name, fact in facts.items():
        shown = coach.cells(page, name)
        assert shown["Tags"] == ", ".join(fact.person.tags)
        assert shown["Plan"] == (f"{fact.live_steps} live" if fact.live_steps else "–")
        assert (shown["Next session"] == "–") == (fact.next_session is None)
        workspace.switch_person(fact.person.id)
        latest = workspace.latest()
        if latest is None:
            assert shown["Match"] == "no assessment"
            assert shown["Last assessed"] == "not yet"
        else:
            assert shown["Match"] == str(floor(latest.result(workspace.role).match.value or 0))


def test_that_the_role_chosen_compares_everybody_with_it(
    qtbot: QtBot, fourteen: MainWindow, workspace: Workspace
) -> None:
    page = coach.people_page(fourteen)
    choose(page, "people-role", workspace.installed.questionnaire.role("director").name)
    qtbot.waitUntil(lambda: not any(row.waiting for row in page.table.people.rows))
    for row in page.table.people.rows:
        workspace.switch_person(row.id)
        latest = workspace.latest()
        if latest is not None:
            role = workspace.installed.questionnaire.role("director")
            assert row.match == pytest.approx(latest.result(role).match.value)


def test_that_whoever_was_not_assessed_for_half_a_year_is_marked(fourteen: MainWindow) -> None:
    page = coach.people_page(fourteen)
    stale = [row.name for row in page.table.people.rows if row.stale]
    assert stale
    at = coach.names(page).index(stale[0])
    tip = page.table.people.index(at, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Not assessed for six months"


def test_that_a_heading_sorts_and_sorts_the_other_way(fourteen: MainWindow) -> None:
    page = coach.people_page(fourteen)
    page.table.order_chosen.emit("match")
    values = [row.match for row in page.table.people.rows]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert values[len(known) :] == [None] * (len(values) - len(known))
    page.table.order_chosen.emit("match")
    values = [row.match for row in page.table.people.rows]
    assert values[: len(known)] == sorted(known)
    assert values[len(known) :] == [None] * (len(values) - len(known))


def test_that_a_search_finds_names_tags_and_notes_by_every_word(
    qtbot: QtBot, fourteen: MainWindow, workspace: Workspace
) -> None:
    workspace.people.save_notes(workspace.people.everyone()[2].id, "Talked about *Kubernetes*")
    fourteen.show_page("people")
    page = coach.people_page(fourteen)
    for typed, wanted in (
        ("kubernetes", ["Chen Wei"]),
        ("chen we", ["Chen Wei"]),
        ("chen baum", []),
    ):
        coach.key(Qt.Key.Key_F, CONTROL)
        coach.write(typed)
        qtbot.waitUntil(lambda wanted=wanted: coach.names(page) == wanted)  # type: ignore[misc]
    assert "Nobody fits this search." in coach.words_of(page)
    coach.key(Qt.Key.Key_F, CONTROL)
    coach.write("start-up")
    qtbot.waitUntil(lambda: len(coach.names(page)) > 1)
    assert all("start-up" in row.tags for row in page.table.people.rows)


def test_that_a_tag_narrows_the_table(fourteen: MainWindow) -> None:
    page = coach.people_page(fourteen)
    choose(page, "people-tag", "bank")
    assert page.table.people.rows
    assert all("bank" in row.tags for row in page.table.people.rows)
    choose(page, "people-tag", "all")
    assert len(page.table.people.rows) == 14


def test_that_enter_opens_the_sessions_of_the_picked_person(fourteen: MainWindow, workspace: Workspace) -> None:
    page = coach.people_page(fourteen)
    page.table.setFocus()
    page.table.pick_row(0)
    coach.key(Qt.Key.Key_Down)
    second = coach.names(page)[1]
    coach.key(Qt.Key.Key_Return)
    assert isinstance(fourteen.current_page(), ClientPage)
    assert workspace.person is not None
    assert workspace.person.name == second
    assert second in coach.words_of(fourteen)


def test_that_a_person_is_changed_by_keyboard_and_stays_picked(fourteen: MainWindow, workspace: Workspace) -> None:
    page = coach.people_page(fourteen)
    page.table.setFocus()
    page.table.pick(workspace.people.everyone()[1].id)
    coach.key(Qt.Key.Key_F2)
    field(fourteen, "person-name").setText("Benedikt Lind")
    field(fourteen, "person-tags").setText("bank;  new   tag, Bank")
    coach.key(Qt.Key.Key_Return)
    changed = workspace.people.everyone()[1]
    assert (changed.name, changed.tags) == ("Benedikt Lind", ("bank", "new tag"))
    assert page.table.picked() == changed.id
    assert coach.focused() is page.table


def test_that_a_refused_name_keeps_the_form_open_with_what_was_typed(
    fourteen: MainWindow, workspace: Workspace
) -> None:
    click(fourteen, "add-person")
    coach.write("   ")
    coach.key(Qt.Key.Key_Return)
    assert dialog(fourteen).isVisible()
    assert "Give the person a name" in coach.words_of(dialog(fourteen))
    assert workspace.people.count() == 14


def test_that_archiving_is_undone_and_archived_people_are_found_and_brought_back(
    fourteen: MainWindow, workspace: Workspace
) -> None:
    page = coach.people_page(fourteen)
    page.table.setFocus()
    page.table.pick_row(3)
    gone = coach.names(page)[3]
    coach.key(Qt.Key.Key_Delete)
    assert gone not in coach.names(page)
    assert "13 people" in coach.words_of(page)
    coach.key(Qt.Key.Key_Z, CONTROL)
    assert gone in coach.names(page)
    coach.key(Qt.Key.Key_Delete)
    page.archived.click()
    assert coach.names(page) == [gone]
    assert page.archive.text() == "Bring back"
    page.table.setFocus()
    coach.key(Qt.Key.Key_Delete)
    page.archived.click()
    assert gone in coach.names(page)
    assert all(person.archived_at is None for person in workspace.people.everyone())


def test_that_one_key_hides_names_in_table_search_navigation_and_titles(
    qtbot: QtBot, fourteen: MainWindow, workspace: Workspace
) -> None:
    everyone = workspace.people.everyone()
    page = coach.people_page(fourteen)
    page.table.setFocus()
    coach.key(Qt.Key.Key_H)
    assert sorted(coach.names(page)) == [f"Person {number:02d}" for number in range(1, 15)]
    for place in ("people", "sessions", "overview", "settings"):
        fourteen.show_page(place)
        shown = coach.words_of(fourteen)
        turn = fourteen.findChild(QWidget, "turn")
        assert turn is not None
        for person in everyone:
            assert person.name not in shown, (place, person.name)
            assert person.name not in turn.accessibleName()
    fourteen.show_page("people")
    coach.key(Qt.Key.Key_F, CONTROL)
    coach.write("Amara")
    qtbot.waitUntil(lambda: coach.names(page) == [])
    coach.key(Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(coach.names(page)) == 2)


def test_that_without_names_no_column_and_no_choice_stands_empty(fourteen: MainWindow) -> None:
    page = coach.people_page(fourteen)
    tags, choice = COLUMNS.index("tags"), page.findChild(QComboBox, "people-tag")
    assert choice is not None
    assert not page.table.isColumnHidden(tags)
    assert choice.isVisible()
    coach.key(Qt.Key.Key_H)
    assert page.table.isColumnHidden(tags)
    assert not choice.isVisible()


@pytest.mark.parametrize("height", [640, 700, 832])
def test_that_the_last_row_in_sight_is_whole(qtbot: QtBot, fourteen: MainWindow, height: int) -> None:
    table = coach.people_page(fourteen).table
    fourteen.resize(1280, height)
    qtbot.waitUntil(lambda: fourteen.height() == height)
    QApplication.processEvents()
    tall = table.rowHeight(0)
    assert table.viewport().height() % tall < table.viewport().height() // tall, (
        "less than a pixel for each row is left"
    )


def test_that_typing_an_h_into_the_search_hides_nothing(fourteen: MainWindow, workspace: Workspace) -> None:
    coach.key(Qt.Key.Key_F, CONTROL)
    coach.write("hugo")
    assert coach.people_page(fourteen).search.text() == "hugo"
    assert not workspace.privacy.names_hidden


def test_that_pseudonyms_stay_with_people_when_others_go(fourteen: MainWindow, workspace: Workspace) -> None:
    fourteen.toggle_names()
    everyone = workspace.people.everyone()
    workspace.people.archive(everyone[0].id)
    workspace.people.add(PersonFields("Newcomer"))
    fourteen.show_page("people")
    page = coach.people_page(fourteen)
    by_id = {row.id: row.name for row in page.table.people.rows}
    assert by_id[everyone[1].id] == "Person 02"
    assert "Person 15" in by_id.values()


# from a file


def preview(qtbot: QtBot, window: MainWindow, file: Path) -> TablePage:
    click(window, "import-people")
    page = window.current_page()
    assert isinstance(page, TablePage)
    controller = window.findChild(PeopleController)
    assert controller is not None
    controller.read_file(str(file))
    qtbot.waitUntil(lambda: "will be shown here" not in coach.words_of(page))
    return page


def test_that_bad_rows_come_first_in_the_preview_and_nothing_is_added_unasked(
    qtbot: QtBot, fourteen: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"name,role\nNora,\n,king\nAmara Okafor,\n{'x' * 300},\nOla,director\n", encoding="cp1252")
    page = preview(qtbot, fourteen, file)
    problems = [(row.number, bool(row.problem)) for row in page.preview.rows.rows]
    assert problems == [(3, True), (4, True), (5, True), (2, False), (6, False)]
    assert "2 people can be added. 3 rows stay out" in coach.words_of(page)
    assert workspace.people.count() == 14
    assert page.accept.text() == "Add 2 people"
    page.accept.setFocus()
    coach.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(fourteen.current_page(), PeoplePage))
    added = [person.name for person in workspace.people.everyone()][14:]
    assert added == ["Nora", "Ola"]


def test_that_what_is_wrong_with_a_row_stands_in_it_in_full(qtbot: QtBot, fourteen: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"name\nNora Haug\n{'x' * 300}\nIvo Marek\n", encoding="utf-8")
    page = preview(qtbot, fourteen, file)
    rows = page.preview.rows
    last = rows.columnCount() - 1
    assert rows.index(0, last).data() == rows.rows[0].problem == "name: Give the person a name of 1 to 120 characters."
    qtbot.waitUntil(lambda: page.preview.rowHeight(0) >= page.preview.sizeHintForRow(0))
    assert rows.index(1, last).data() == ""


def test_that_leaving_the_preview_adds_nobody(
    qtbot: QtBot, fourteen: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name\nNora\n", encoding="utf-8")
    preview(qtbot, fourteen, file)
    coach.key(Qt.Key.Key_Escape)
    assert isinstance(fourteen.current_page(), PeoplePage)
    assert workspace.people.count() == 14


def test_that_a_file_that_is_no_table_is_refused_in_one_sentence(
    qtbot: QtBot, fourteen: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    for raw, sentence in (
        (b"colour,size\nA,B\n", "No column names people"),
        (b"\x00\x01", "not a plain table"),
        (b"", "empty"),
    ):
        file.write_bytes(raw)
        page = preview(qtbot, fourteen, file)
        assert sentence in coach.words_of(page)
        assert not page.accept.isVisible()
        coach.key(Qt.Key.Key_Escape)
    assert workspace.people.count() == 14


def test_that_a_database_that_cannot_be_written_adds_nobody_and_keeps_the_preview(
    qtbot: QtBot, fourteen: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name\nNora\nOla\n", encoding="utf-8")
    page = preview(qtbot, fourteen, file)
    other_program.change(
        workspace, "CREATE TRIGGER full BEFORE INSERT ON person BEGIN SELECT raise(ABORT, 'full'); END"
    )
    page.accept.click()
    qtbot.waitUntil(lambda: "could not be saved" in coach.words_of(page))
    assert page.accept.isEnabled()
    assert workspace.people.count() == 14


def test_that_the_drawn_cells_show_no_name_outside_the_first_column(fourteen: MainWindow) -> None:
    page = coach.people_page(fourteen)
    QApplication.processEvents()
    assert not page.table.grab().isNull()
    row = page.table.people.rows[0]
    others = [str(page.table.people.index(0, at).data()) for at in range(1, 7)]
    assert all(row.name not in text for text in others)
    QTest.keyClick(page.table, Qt.Key.Key_End)


@pytest.mark.parametrize("width", [1024, 1366])
def test_that_all_columns_of_the_people_are_in_sight_without_scrolling_sideways(theme: Theme, width: int) -> None:
    stop = next(one for one in STOPS if one[0] == "9-people")
    with opened_stop(stop, theme, View(size=(width, 640))) as window:
        stop[3](window)
        (table,) = window.findChildren(PeopleTable)
        assert table.horizontalScrollBar().maximum() == 0
        for entry in window.findChildren(Navigation)[0].findChildren(Button, QRegularExpression("nav-.*")):
            if entry.isVisible():
                assert entry.visibleRegion().boundingRect() == entry.rect(), entry.objectName()

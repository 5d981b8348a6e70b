"""The page of a table: every case as a journey, what its columns mean, what is asked, and what is remembered."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from tests.tables.reading import CASES
from tests.ui.coach import words_of

from nextrung import resources
from nextrung.tables.layouts import Kind
from nextrung.tables.outcome import short
from nextrung.ui import labels
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.controller import TableController
from nextrung.ui.tables.page import TablePage
from nextrung.ui.tables.state import ANSWERS_SHOWN
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.workspace import Workspace

TAKEN = {
    "two-sams.csv": 1,
    "answers-labelled-mira.xlsx": 0,
    "pay-aijobs-mapped.csv": 5,
    "pay-aijobs.csv": 1,
    "pay-bls-oews.csv": 0,
    "pay-short-row.csv": 1,
}
"""Rows that are ticked at first, where that is not all of them; answers wait for a person."""


def controller_of(kind: Kind, window: MainWindow, workspace: Workspace) -> TableController:
    controller = TableController(workspace, window.theme, kind, window)
    window.commands.page_opened.emit(controller.page)
    controller.begin()
    return controller


def choice(page: TablePage, name: str) -> DropDown:
    """The choice of how the table is read."""
    (found,) = page.findChildren(DropDown, f"table-{name}")
    return found


def first_cells(page: TablePage) -> list[str]:
    """The names of the columns of the table."""
    model = page.columns.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def settled(page: TablePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy)


def brought(controller: TableController, path: Path, qtbot: QtBot) -> TablePage:
    controller.read_file(str(path))
    settled(controller.page, qtbot)
    return controller.page


def pick(box: QComboBox, words: str) -> None:
    at = box.findText(words)
    assert at >= 0, [box.itemText(one) for one in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*")), ids=lambda path: path.name)
def test_that_every_case_is_shown_as_it_would_come_in(
    path: Path, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    kind: Kind = "people" if path.parent.name == "people" else "pay" if path.parent.name == "pay" else "answers"
    page = brought(controller_of(kind, window, workspace), path, qtbot)
    rows = page.preview.rows.rows
    if path.name == "surveyjs-result.json":
        assert rows == ()
        assert first_cells(page) == ["question1", "question2.Row 1"]
        return
    assert rows
    waiting = kind == "answers"
    assert len(page.preview.rows.taken) == TAKEN.get(path.name, 0 if waiting else len(rows))
    assert page.accept.isVisibleTo(page) == (page.has_questions or any(row.can for row in rows))
    # what waits for an answer is not called ready
    assert page.accept.property("kind") == ("plain" if page.has_questions else "primary")
    assert page.accept.isEnabled() == bool(page.preview.rows.taken)
    if page.has_questions:
        assert page.accept.toolTip() == "Rows that wait for an answer stay out."
        assert page.questions.list.hasFocus()
    if waiting:
        assert page.questions.isVisibleTo(page)
        pick(page.questions.box, "A new person")
        qtbot.waitUntil(lambda: bool(page.preview.rows.taken))
    before = workspace.people.count()
    if page.preview.rows.taken:
        page.accept.click()
        qtbot.waitUntil(lambda: workspace.people.count() > before)


def test_that_a_column_is_given_another_meaning_by_keyboard_and_it_is_remembered(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Kontakt,Firma\nMira Okafor,Acme\n", encoding="utf-8")
    controller = controller_of("people", window, workspace)
    page = brought(controller, file, qtbot)
    assert page.preview.rows.rows[0].cells[1] == ""
    page.columns.list.setFocus()
    QTest.keyClick(page.columns.list, Qt.Key.Key_Down)
    box = page.columns.box
    QTest.keyClick(page.columns.list, Qt.Key.Key_Tab)
    assert box.hasFocus()
    pick(box, "Tags")
    qtbot.waitUntil(lambda: page.preview.rows.rows[0].cells[1] == "Acme")
    page.accept.click()
    qtbot.waitUntil(lambda: workspace.people.count() == 1)
    file.write_text("Kontakt,Firma\nJonas Weber,Globex\n", encoding="utf-8")
    page = brought(controller, file, qtbot)
    assert page.preview.rows.rows[0].cells[:2] == ("Jonas Weber", "Globex")


def test_that_the_choice_stands_in_the_row_that_it_is_for(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Kontakt,Firma\nMira Okafor,Acme\n", encoding="utf-8")
    page = brought(controller_of("people", window, workspace), file, qtbot)
    lines, box = page.columns.list, page.columns.box
    for at in (0, 1):
        lines.selectRow(at)
        cell = lines.visualRect(lines.model().index(at, 2))
        assert box.parentWidget() is lines.viewport()
        assert cell.contains(box.geometry())


def test_that_another_encoding_is_chosen_beside_an_example(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    page = brought(controller_of("people", window, workspace), CASES / "people" / "pl-excel-cp1250.csv", qtbot)
    assert "The encoding is a guess. Line 2 reads: Łukasz Wiśniewski;inżynier" in words_of(page)
    box = choice(page, "encoding")
    assert box.currentData() == "cp1250"
    pick(box, "Western Europe (Windows)")
    qtbot.waitUntil(lambda: str(page.preview.rows.rows[0].cells[0]).startswith("£ukasz"))
    assert "Line 2: £ukasz" in words_of(page)


def test_that_rows_are_taken_and_left_one_by_one(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = brought(controller_of("people", window, workspace), CASES / "people" / "two-sams.csv", qtbot)
    assert page.accept.text() == "Add 1 person"
    assert "Another person of that name?" in page.preview.rows.rows[0].problem
    page.preview.selectRow(0)
    page.preview.setFocus()
    QTest.keyClick(page.preview, Qt.Key.Key_Space)
    assert page.accept.text() == "Add 2 people"
    page.accept.click()
    qtbot.waitUntil(lambda: workspace.people.count() == 2)


def test_that_a_table_can_be_pasted(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = controller_of("people", window, workspace).page
    QGuiApplication.clipboard().clear()
    page.paste.click()
    assert "There is no text to paste" in words_of(page)
    QGuiApplication.clipboard().setText("Name\tLabels\nMira Okafor\tCoaching\n")
    page.paste.click()
    qtbot.waitUntil(lambda: bool(page.preview.rows.rows))
    assert page.preview.rows.rows[0].cells[:2] == ("Mira Okafor", "Coaching")


def test_that_the_date_of_a_table_without_dates_is_asked(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    page = brought(controller_of("pay", window, workspace), CASES / "pay" / "pay-bls-oews.csv", qtbot)
    assert page.day.isVisibleTo(page)
    page.day.setFocus()
    QTest.keyClicks(page.day, "2024-05")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.preview.rows.taken))
    page.accept.click()
    qtbot.waitUntil(lambda: len(workspace.pay.own()) == 4)


def test_that_days_to_come_in_are_written_as_on_all_pages(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    page = brought(controller_of("pay", window, workspace), CASES / "pay" / "pay-short-row.csv", qtbot)
    rows = page.preview.rows
    places = [rows.index(at, column) for at in range(rows.rowCount()) for column in range(rows.columnCount())]
    shown = {str(place.data()) for place in places}
    assert labels.day(date(2026, 3, 31)) in shown
    assert not any("2026-03-31" in text for text in shown)


def test_that_everybody_who_is_not_here_is_added_by_one_answer(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "forms.csv"
    file.write_text("Name,TL-B1,PM-B1\nMira Okafor,3,4\nJonas Weber,2,n/a\n", encoding="utf-8")
    page = brought(controller_of("answers", window, workspace), file, qtbot)
    pick(page.questions.box, "Yes, add them")
    qtbot.waitUntil(lambda: len(page.preview.rows.taken) == 2)
    page.accept.click()
    qtbot.waitUntil(lambda: workspace.people.count() == 2)
    assert [one.name for one in workspace.people.everyone()] == ["Mira Okafor", "Jonas Weber"]


def test_that_the_row_of_the_headings_is_chosen_by_keyboard(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name,Labels\nKontakt,Gruppe\nMira Okafor,Acme\n", encoding="utf-8")
    page = brought(controller_of("people", window, workspace), file, qtbot)
    assert [row.cells[0] for row in page.preview.rows.rows] == ["Kontakt", "Mira Okafor"]
    box = choice(page, "header")
    assert box.currentText() == "row 1: Name · Labels"
    pick(box, "row 2: Kontakt · Gruppe")
    qtbot.waitUntil(lambda: [row.cells[0] for row in page.preview.rows.rows] == ["Mira Okafor"])
    assert box.currentText() == "row 2: Kontakt · Gruppe"


def test_that_a_list_without_headings_comes_in_whole(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Mira Okafor\nJonas Weber\n", encoding="utf-8")
    page = brought(controller_of("people", window, workspace), file, qtbot)
    assert "has no headings, say so" in words_of(page)
    pick(choice(page, "header"), "no headings")
    qtbot.waitUntil(lambda: [row.cells[0] for row in page.preview.rows.rows] == ["Mira Okafor", "Jonas Weber"])
    assert choice(page, "header").currentText() == "no headings"


def test_that_reasons_stand_whole_and_empty_columns_stay_away(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    page = brought(
        controller_of("people", window, workspace), resources.assets("sample") / "people-with-mistakes.csv", qtbot
    )
    table = page.preview
    headings = [table.rows.headings[at] for at in range(table.rows.columnCount()) if not table.isColumnHidden(at)]
    assert headings == ["Row", "Name", "Tags", "Occupation", "Role", "What to know"]
    assert any(row.problem for row in table.rows.rows)

    def is_whole(at: int) -> bool:
        # Qt takes the heights of rows into its scroll bar when events go on, so the first try may not get there
        table.scrollTo(table.rows.index(at, 0))
        return table.rowHeight(at) >= table.sizeHintForRow(at)

    for at in range(table.rowAt(0), table.rows.rowCount()):
        qtbot.waitUntil(partial(is_whole, at))


def test_that_a_wrong_answer_is_said_with_the_words_of_its_question_and_no_id_twice(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = json.loads(resources.sample_answers().read_text(encoding="utf-8"))
    wrong = next(one for one in raw["answers"] if "value" in one)
    wrong["value"] = 7
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    page = brought(controller_of("answers", window, workspace), path, qtbot)
    (row,) = page.preview.rows.rows
    item = workspace.editions[0].content.items_by_id[wrong["item"]]
    assert row.problem.startswith(f"“{short(item.question)}” ({item.id}): the value “7” is out of range")


def test_that_each_thing_that_is_wrong_in_a_row_has_a_line_of_its_own(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = json.loads(resources.sample_answers().read_text(encoding="utf-8"))
    wrong = [one for one in raw["answers"] if "value" in one][:3]
    for one in wrong:
        one["value"] = 7
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    page = brought(controller_of("answers", window, workspace), path, qtbot)
    (row,) = page.preview.rows.rows
    lines = row.problem.split("\n")
    assert [one["item"] in line for one, line in zip(wrong, lines, strict=False)] == [True] * 3


def test_that_rows_of_one_name_are_one_person_when_said_so(
    tmp_path: Path, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    file = tmp_path / "twice.csv"
    file.write_text("Timestamp,Name,TL-B1,TL-B8\n2026-01-05,Ann Lee,2,3\n2026-06-05,Ann Lee,10,4\n", encoding="utf-8")
    before = len(workspace.people.everyone())
    page = brought(controller_of("answers", window, workspace), file, qtbot)
    for answer in ("Yes, take in those that are points", "Yes, add them", "The same person each time"):
        assert page.preview.rows.taken == frozenset()
        pick(page.questions.box, answer)
        settled(page, qtbot)
    assert [row.cells[3] for row in page.preview.rows.rows if row.can] == ["1", "2"]
    page.accept.click()
    qtbot.waitUntil(lambda: len(workspace.people.everyone()) == before + 1)


def test_that_answers_are_shown_as_they_were_read_before_they_come_in(
    tmp_path: Path, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    """Only their number was shown, so that nobody saw what would be kept."""
    file = tmp_path / "forms.csv"
    file.write_text("Name,TL-B1,TL-F2,TL-B8,TL-S1\nAnn Lee,3 - Independent,half,n/a,b\n", encoding="utf-8")
    page = brought(controller_of("answers", window, workspace), file, qtbot)
    (row,) = page.preview.rows.rows
    assert row.cells[2:] == ("full, open", "4", "TL-B1 3 · TL-F2 0.5 · TL-B8 no chance yet · TL-S1 B")
    items = [one.id for one in workspace.editions[0].content.items_by_id.values() if one.kind.points][:12]
    file.write_text(f"Name,{','.join(items)}\nAnn Lee{',1' * 12}\n", encoding="utf-8")
    page = brought(controller_of("answers", window, workspace), file, qtbot)
    shown = str(page.preview.rows.rows[0].cells[4])
    assert shown.count(" · ") == ANSWERS_SHOWN
    assert shown.endswith(" more")

"""Did it come true? Noted and looked back on by keyboard; a picture from ten on and not before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.ui.person import press

from nextrung.evidence.prediction import PredictionFields
from nextrung.ui.evidence.page import EvidencePage
from nextrung.ui.practice.page import PracticePage
from nextrung.ui.predictions.form import OutcomeDialog, PredictionDialog
from nextrung.ui.predictions.page import PredictionsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace


def page_of(window: MainWindow) -> PredictionsPage:
    window.show_page("evidence")
    evidence = window.current_page()
    assert isinstance(evidence, EvidencePage)
    evidence.predict.setFocus()
    press(Qt.Key.Key_Space)
    page = window.current_page()
    assert isinstance(page, PredictionsPage)
    return page


def dialog(page: PredictionsPage) -> QDialog:
    (found,) = [one for one in page.findChildren(QDialog) if one.isVisible()]
    return found


def note(workspace: Workspace, sure: int, came: str, title: str = "The pilot") -> None:
    noted = workspace.predictions.note(PredictionFields("project", title, "It ends in May", sure))
    if came:
        workspace.predictions.settle(noted.id, came, "")


def test_that_an_expectation_is_noted_and_settled_by_keyboard(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    page = page_of(window)
    page.add.setFocus()
    press(Qt.Key.Key_Space)
    form = dialog(page)
    assert isinstance(form, PredictionDialog)
    qtbot.waitUntil(form.kind.hasFocus)
    form.name.setFocus()
    QTest.keyClicks(form.name, "Second round")
    form.expected.field.setFocus()
    QTest.keyClicks(form.expected.field, "They make an offer")
    form.accept_button.setFocus()
    press(Qt.Key.Key_Space)
    assert form._problem.text() == "Choose how sure you are."
    form.sure.setFocus()
    for _ in range(4):
        press(Qt.Key.Key_Down)
    form.accept_button.setFocus()
    press(Qt.Key.Key_Space)
    (noted,) = workspace.predictions.predictions()
    assert (noted.title, noted.expected, noted.sure, noted.kind) == (
        "Second round",
        "They make an offer",
        70,
        "interview",
    )
    page.list.setFocus()
    qtbot.waitUntil(page.list.hasFocus)
    press(Qt.Key.Key_Return)
    asked = dialog(page)
    assert isinstance(asked, OutcomeDialog)
    qtbot.waitUntil(asked.came.hasFocus)
    press(Qt.Key.Key_Down)
    asked.outcome.field.setFocus()
    QTest.keyClicks(asked.outcome.field, "With less pay")
    asked.accept_button.setFocus()
    press(Qt.Key.Key_Space)
    (settled,) = workspace.predictions.predictions()
    assert (settled.came, settled.outcome) == ("yes", "With less pay")
    assert not page.edit.isVisible(), "what was expected stays as it was"
    assert page.predictions.index(0, 2).data() == "came true"


def test_that_a_half_filled_form_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.add.click()
    form = dialog(page)
    assert isinstance(form, PredictionDialog)
    QTest.keyClicks(form.name, "Begun")
    qtbot.waitUntil(lambda: window.workspace.draft("prediction").fields().get("prediction-title") == "Begun")
    form.hide()
    form.deleteLater()
    page.add.click()
    again = dialog(page)
    assert isinstance(again, PredictionDialog)
    assert again.name.text() == "Begun"


def test_that_a_picture_comes_from_ten_on(window: MainWindow, workspace: Workspace) -> None:
    for at in range(9):
        note(workspace, 90, "yes" if at % 2 else "no")
    note(workspace, 90, "untold")
    page = page_of(window)
    assert not page.steps.isVisible()
    assert page._said.text() == "Of 9 you know what came; from 10 on, how sure is compared with how right."
    note(workspace, 30, "no")
    page = page_of(window)
    assert page.steps.isVisible()
    rows = page.steps.steps
    assert [[rows.index(at, column).data() for column in range(2)] for at in range(2)] == [
        ["30 %", "0 of 1 · 0–63 %"],
        ["90 %", "4 of 9 · 25–65 %"],
    ]
    spoken = rows.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Said 90 %, came true 4 of 9, likely range ")
    assert "You were surer than what came supports" in page._said.text()


def test_that_open_ones_come_first(window: MainWindow, workspace: Workspace) -> None:
    for title, came in (("Old", ""), ("Known", "yes"), ("New", "")):
        note(workspace, 50, came, title)
    page = page_of(window)
    assert [one.title for one in page.predictions.rows] == ["New", "Old", "Known"]


def test_that_deleting_is_undone_by_key(window: MainWindow, workspace: Workspace) -> None:
    note(workspace, 50, "")
    page = page_of(window)
    page.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert workspace.predictions.predictions() == ()
    page.add.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.predictions.predictions()) == 1


def test_that_hidden_names_are_hidden_in_what_was_expected(window: MainWindow, workspace: Workspace) -> None:
    note(workspace, 50, "", "Zebedee leaves")
    assert workspace.person is not None
    workspace.people.edit(workspace.person.id, name="Zebedee Quux")
    page = page_of(window)
    assert page.predictions.rows[0].title == "Zebedee leaves"
    window.toggle_names()
    assert "Zebedee" not in page.predictions.rows[0].title
    assert "Zebedee" not in page._title.text()


def test_that_ctrl_k_finds_both_pages(window: MainWindow) -> None:
    entries = {one.name: one for one in window.shortcuts.entries()}
    entries["Did it come true?"].go()
    assert isinstance(window.current_page(), PredictionsPage)
    entries["Practise likely questions"].go()
    assert isinstance(window.current_page(), PracticePage)


def test_that_esc_leads_back_to_evidence(window: MainWindow) -> None:
    page = page_of(window)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert isinstance(window.current_page(), EvidencePage)

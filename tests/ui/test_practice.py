"""Practice: questions answered by keyboard, marked and noted; what was given is kept whatever happens then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.person import press

from nextrung.errors import DatabaseError
from nextrung.store import practice as kept_practice
from nextrung.ui.evidence.page import EvidencePage
from nextrung.ui.practice import words
from nextrung.ui.practice.page import PracticePage
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace


def page_of(window: MainWindow) -> PracticePage:
    window.show_page("evidence")
    evidence = window.current_page()
    assert isinstance(evidence, EvidencePage)
    evidence.practise.setFocus()
    press(Qt.Key.Key_Space)
    page = window.current_page()
    assert isinstance(page, PracticePage)
    return page


def begin(page: PracticePage, count: int = 3) -> None:
    page.length.setCurrentIndex(page.length.findData(count))
    page.begin.setFocus()
    press(Qt.Key.Key_Space)


def test_that_a_sitting_is_led_through_by_keyboard(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = page_of(window)
    assert not page.earlier.list.isVisible()
    begin(page)
    asking = page.asking
    qtbot.waitUntil(asking.done.hasFocus)
    assert asking._at.text().startswith("Question 1 of 3 · ")
    assert not asking.note.isVisible()
    press(Qt.Key.Key_Space)
    assert asking.note.isVisible()
    qtbot.waitUntil(asking._ticks[0].hasFocus)
    press(Qt.Key.Key_Space)
    asking.note.field.setFocus()
    QTest.keyClicks(asking.note.field, "Say the number first")
    asking.next.setFocus()
    press(Qt.Key.Key_Space)
    (sitting,) = workspace.practice.sittings()
    (first,) = sitting.answers
    assert (first.missing, first.note) == (first.good[:1], "Say the number first")
    assert asking._at.text().startswith("Question 2 of 3 · ")
    qtbot.waitUntil(asking.done.hasFocus)
    asking.skip.setFocus()
    press(Qt.Key.Key_Space)
    assert (asking.done.isVisible(), asking.note.text()) == (True, "")
    asking.done.click()
    assert asking.next.text() == "Finish"
    asking.next.click()
    assert [one.place for one in workspace.practice.sittings()[0].answers] == [1, 2]
    assert [one.count for one in page.earlier.sittings.rows] == [2]
    assert page.earlier.answers.index(0, 0).data() == first.ask
    assert page.earlier.note.text() == "Your notes: Say the number first"
    page.earlier.questions.setFocus()
    press(Qt.Key.Key_Down)
    assert not page.earlier.note.isVisible()


def test_that_esc_ends_the_sitting_first_and_then_leads_back(window: MainWindow, workspace: Workspace) -> None:
    page = page_of(window)
    begin(page)
    page.asking.done.click()
    page.asking.note.field.setFocus()
    QTest.keyClicks(page.asking.note.field, "Half a tho")
    press(Qt.Key.Key_Escape)
    assert workspace.practice.sittings()[0].answers[0].note == "Half a tho"
    assert page.begin.hasFocus()
    press(Qt.Key.Key_Escape)
    assert isinstance(window.current_page(), EvidencePage)


def test_that_a_note_outlasts_another_place(window: MainWindow, workspace: Workspace) -> None:
    page = page_of(window)
    begin(page)
    page.asking.done.click()
    page.asking.note.field.setFocus()
    QTest.keyClicks(page.asking.note.field, "Slower")
    window.show_page("overview")
    assert workspace.practice.sittings()[0].answers[0].note == "Slower"


def test_that_what_cannot_be_saved_stays_on_the_page(
    window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    begin(page)
    with monkeypatch.context() as broken:

        def full(*_: object) -> None:
            raise DatabaseError("The disk is full.")

        broken.setattr(kept_practice, "save", full)
        page.asking.done.click()
        page.asking.note.set_text("Slower")
        page.asking.next.click()
        assert page._problem is not None
        assert page._problem.text() == "The disk is full."
        assert page.asking.next.isVisible(), "the question is still on"
        assert page.asking.note.text() == "Slower"
        page.end.click()
        assert page.asking.note.isVisible()
    page.asking.next.click()
    assert [one.note for one in workspace.practice.sittings()[0].answers] == ["Slower"]
    assert page.asking.done.isVisible()


def test_that_a_sitting_is_deleted_and_put_back_by_key(window: MainWindow, workspace: Workspace) -> None:
    page = page_of(window)
    begin(page)
    page.asking.done.click()
    page.end.click()
    page.earlier.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert workspace.practice.sittings() == ()
    page.begin.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.practice.sittings()) == 1
    assert page.earlier.list.isVisible()


def test_that_only_questions_of_the_chosen_area_are_asked(window: MainWindow, workspace: Workspace) -> None:
    page = page_of(window)
    page.area.setCurrentIndex(page.area.findData("SC"))
    begin(page, 0)
    page.asking.done.click()
    assert "Stakeholder communication" in page.asking._at.text()
    assert workspace.practice.sittings()[0].answers[0].facet.startswith("SC")


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00"), (59.9, "0:59"), (61.2, "1:01"), (3_601, "60:01")])
def test_that_a_time_is_said_in_minutes_and_seconds(seconds: float, said: str) -> None:
    assert words.clock(seconds) == said

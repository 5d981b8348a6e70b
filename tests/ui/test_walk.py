"""The walk through an assessment: breaks, the check of all answers, undo, kind words, evidence, explanations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.person import click, digit, go_on, press, question

from nextrung.questionnaire.kinds import Kind
from nextrung.ui.answers import state as answers_state
from nextrung.ui.answers.list import AnswerList
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.assess.assessment_controller import AssessmentController
from nextrung.ui.assess.part_break import BreakPage
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Assessment, Workspace


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def controller(
    qtbot: QtBot, workspace: Workspace, theme: Theme, clock: Clock
) -> Callable[[Assessment], AssessmentController]:
    holder = QStackedWidget()
    qtbot.addWidget(holder)

    def opened(assessment: Assessment) -> AssessmentController:
        made = AssessmentController(workspace, theme, holder, clock)
        for page in (made.question, made.part_break, made.check):
            holder.addWidget(page)
        made.page_opened.connect(holder.setCurrentWidget)
        holder.show()
        made.open(assessment)
        return made

    return opened


def labels_of(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just added to a page is shown with the next events
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def answer_all(window: MainWindow, pick: Callable[[Kind], int]) -> None:
    """Answer to the end by keyboard."""
    while not isinstance(window.current_page(), AnswersPage):
        state = question(window).state
        if state.kind is Kind.EVIDENCE:
            digit(1)
        else:
            digit(pick(state.kind))
            if state.confidence:
                press(Qt.Key.Key_Return)
                digit(2)
        go_on(window)


def test_that_the_full_form_is_taken_by_keyboard_with_evidence_where_ratings_are_high(
    window: MainWindow, workspace: Workspace
) -> None:
    click(window, "start-full")
    answer_all(window, lambda kind: 5 if kind is Kind.RATING else 1)
    press(Qt.Key.Key_Return)
    assert isinstance(window.current_page(), ResultsPage)
    latest = workspace.latest()
    assert latest is not None
    kinds = [item.kind for item in latest.items]
    assert (kinds.count(Kind.EVIDENCE), len(kinds)) == (9, 83)
    assert all(item.id in latest.answers for item in latest.items)
    assert latest.answers["TL-E1"].evidence == ("document",)


def test_that_low_ratings_ask_for_no_evidence(window: MainWindow, workspace: Workspace) -> None:
    click(window, "start-full")
    answer_all(window, lambda _kind: 2)
    opened = workspace.open_assessment()
    assert opened is not None
    assert len(opened.items) == 74


def test_that_a_full_form_is_taken_with_the_mouse(window: MainWindow, workspace: Workspace) -> None:
    click(window, "start-quick")
    while not isinstance(window.current_page(), AnswersPage):
        page = question(window)
        page.choices.cards[2].click()
        if page.state.confidence:
            page.taps.taps[0].click()
        page.next.click()
        if isinstance(window.current_page(), BreakPage):
            click(window, "break-go-on")
    click(window, "finish")
    latest = workspace.latest()
    assert latest is not None
    assert len(latest.answers) == 30


def test_that_a_screen_reader_can_answer_a_question(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    click(window, "start-quick")
    page = question(window)
    group = QAccessible.queryAccessibleInterface(page.choices)
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == page.state.question
    choice = QAccessible.queryAccessibleInterface(page.choices.cards[3])
    assert choice.role() == QAccessible.Role.RadioButton
    assert page.state.choices[3].text in choice.text(QAccessible.Text.Name)
    choice.actionInterface().doAction("Press")  # pressed for a moment, then released
    qtbot.waitUntil(lambda: page.state.choices[3].chosen)
    opened = workspace.open_assessment()
    assert opened is not None
    assert opened.answers[page.state.item].value == 4
    assert choice.state().checked


def test_that_a_rating_shows_key_and_statement_and_no_name_that_judges(
    window: MainWindow, workspace: Workspace
) -> None:
    click(window, "start-quick")
    page = question(window)
    state = page.state
    assert state.kind is Kind.RATING
    assert [choice.label for choice in state.choices] == [""] * 5
    assert all(choice.text for choice in state.choices)
    digit(3)
    opened = workspace.open_assessment()
    assert opened is not None
    shown = answers_state.build(opened).rows[0]
    assert (shown.answer, shown.anchor) == (state.choices[2].text, "")


def test_that_a_break_comes_between_the_parts_and_says_what_is_left(window: MainWindow) -> None:
    click(window, "start-quick")
    while not isinstance(window.current_page(), BreakPage):
        digit(1)
        if question(window).state.confidence:
            press(Qt.Key.Key_Return)
            digit(1)
        press(Qt.Key.Key_Return)
    assert "12 questions" in labels_of(window.current_page())
    press(Qt.Key.Key_Return)
    assert question(window).state.item == "AN-B1"


def test_that_undo_takes_changes_back_one_after_another(window: MainWindow, workspace: Workspace) -> None:
    click(window, "start-quick")
    digit(2)
    digit(4)
    press(Qt.Key.Key_Return)
    digit(5)
    undo = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    values: list[dict[str, float | None]] = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, *undo)
        opened = workspace.open_assessment()
        assert opened is not None
        values.append({item: answer.value for item, answer in opened.answers.items()})
    assert values == [{"TL-B1": 4.0}, {"TL-B1": 2.0}, {}]
    assert question(window).state.item == "TL-B1"


def test_that_skipped_answers_can_be_found_and_changed_before_finishing(
    window: MainWindow, workspace: Workspace
) -> None:
    click(window, "start-quick")
    press(Qt.Key.Key_S)
    answer_all(window, lambda _kind: 3)
    page = window.current_page()
    assert isinstance(page, AnswersPage)
    assert "1 skipped" in labels_of(page)
    click(window, "segment-skipped")
    assert page.list.answers.rowCount() == 2  # the area, and the question
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    assert question(window).state.item == "TL-B1"
    digit(5)
    press(Qt.Key.Key_Return)
    assert window.current_page() is page
    assert "0 skipped" in labels_of(page)
    opened = workspace.open_assessment()
    assert opened is not None
    assert not opened.complete


def test_that_explanations_are_hidden_before_finishing_and_shown_after(window: MainWindow) -> None:
    click(window, "start-quick")
    answer_all(window, lambda _kind: 1)
    page = window.current_page()
    assert isinstance(page, AnswersPage)
    assert "best answer" not in said(page.list, "TL-S1")
    click(window, "finish")
    click(window, "answers")
    finished = window.current_page()
    assert isinstance(finished, AnswersPage)
    words = said(finished.list, "TL-S1")
    assert "best answer" in words
    assert "seeks the cause" in words


def said(answers: AnswerList, item: str) -> str:
    """What is read out of the row of an item that is opened."""
    answers.open_answer(item)
    return str(answers.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_that_very_fast_answers_bring_one_kind_word(
    controller: Callable[[Assessment], AssessmentController], workspace: Workspace, clock: Clock
) -> None:
    made = controller(workspace.start("quick"))
    page = made.question
    prompts = []
    for _ in range(12):
        clock.now += 1
        page.value_chosen.emit("0.5" if page.state.kind is Kind.FREQUENCY else page.state.choices[1].value)
        if page.state.confidence:
            page.confidence_chosen.emit("certain")
        page.next_requested.emit()
        prompts.append("Take your time" in labels_of(page))
    assert prompts.count(True) == 1


def test_that_the_same_point_many_times_brings_one_kind_word(
    controller: Callable[[Assessment], AssessmentController], workspace: Workspace, clock: Clock
) -> None:
    made = controller(workspace.start("full"))
    page = made.question
    seen = 0
    while page.state.item != "FW-B1":
        clock.now += 60
        if page.state.kind is Kind.RATING:
            page.value_chosen.emit("3")
            page.next_requested.emit()
            seen += "all the same point" in labels_of(page)
        else:
            page.skip_requested.emit()
        if made.part_break.isVisible():
            made.part_break.continue_requested.emit()
    assert seen == 1


def test_that_a_long_pause_does_not_count_as_time_on_a_question(
    controller: Callable[[Assessment], AssessmentController], workspace: Workspace, clock: Clock
) -> None:
    made = controller(workspace.start("quick"))
    clock.now += 12
    made.question.value_chosen.emit("2")
    clock.now += 3600
    made.question.value_chosen.emit("3")
    opened = workspace.open_assessment()
    assert opened is not None
    assert opened.answers["TL-B1"].seconds == 12


def test_that_nothing_yet_excludes_other_evidence(
    controller: Callable[[Assessment], AssessmentController], workspace: Workspace
) -> None:
    assessment = workspace.start("full")
    made = controller(assessment)
    page = made.question
    while page.state.kind is not Kind.EVIDENCE:
        if page.state.kind is Kind.RATING:
            page.value_chosen.emit("5")
            page.next_requested.emit()
        else:
            page.skip_requested.emit()
    for ticked, kept in ((["document"], ("document",)), (["document", "nothing"], ("nothing",))):
        page.evidence_changed.emit(ticked)
        opened = workspace.open_assessment()
        assert opened is not None
        assert opened.answers["TL-E1"].evidence == kept
    page.evidence_changed.emit(["metric", "nothing"])
    opened = workspace.open_assessment()
    assert opened is not None
    assert opened.answers["TL-E1"].evidence == ("metric",)


def test_that_deepening_asks_nothing_twice(window: MainWindow, workspace: Workspace) -> None:
    click(window, "start-quick")
    answer_all(window, lambda _kind: 3)
    press(Qt.Key.Key_Return)
    click(window, "nav-assess")
    click(window, "deepen")
    asked = []
    while not isinstance(window.current_page(), AnswersPage):
        page = question(window)
        if page.state.item in asked:
            break
        asked.append(page.state.item)
        page.skip.click()
        if isinstance(window.current_page(), BreakPage):
            click(window, "break-go-on")
    quick = {item.id for item in workspace.installed.questionnaire.form_items("quick")}
    assert len(asked) == 44
    assert not quick & set(asked)


def test_that_the_outline_jumps_to_a_competency(window: MainWindow) -> None:
    click(window, "start-quick")
    page = question(window)
    page.jump_requested.emit("DS-B6")
    assert page.state.item == "DS-B6"

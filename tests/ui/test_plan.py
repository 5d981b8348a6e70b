"""The plan page: choosing, moving by key and by mouse, ticking, finishing with evidence, typing, undoing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests import given
from tests.ui.person import click, press, question

from nextrung.plan.step import PlanStep
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.plan.cards import StepCardView, mime
from nextrung.ui.plan.column import StateColumn
from nextrung.ui.plan.detail import StepPage
from nextrung.ui.plan.dialogs import FinishDialog, OwnStepDialog, StartDialog
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.coming import ComingCard
from nextrung.ui.widgets.typing import SAVE_AFTER
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def plan_window(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    """The window over the sample person, far from a role."""
    workspace.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
    workspace.choose_role("director")
    shown = MainWindow(workspace, theme)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    return shown


def open_plan(window: MainWindow) -> PlanPage:
    click(window, "nav-plan")
    page = window.current_page()
    assert isinstance(page, PlanPage)
    return page


def detail(window: MainWindow) -> StepPage:
    page = window.current_page()
    assert isinstance(page, StepPage)
    return page


def key(widget: QWidget, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, code, modifier)


def card(page: PlanPage, step: PlanStep) -> StepCardView:
    found = page.card_of(step.id)
    assert found is not None
    return found


def words_of(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def own(workspace: Workspace, title: str = "Ask Sam", **fields: object) -> PlanStep:
    return workspace.plan.add_own(OwnStep(title, **fields))  # type: ignore[arg-type]


def finish_dialog(window: MainWindow) -> FinishDialog:
    return window.findChildren(FinishDialog)[-1]


def test_that_the_empty_plan_says_what_will_be_there_and_offers_the_assessment(window: MainWindow) -> None:
    window.show_page("plan")
    page = window.current_page()
    assert isinstance(page, PlanPage)
    words = words_of(page)
    assert "Actions that fit your result will be suggested here after your first assessment." in words
    assert len([one for one in page.findChildren(ComingCard) if one.isVisible()]) == 3
    click(window, "go-assess")
    assert not isinstance(window.current_page(), PlanPage)


def test_that_an_offer_is_chosen_and_started_by_keyboard(
    qtbot: QtBot, plan_window: MainWindow, workspace: Workspace
) -> None:
    page = open_plan(plan_window)
    offers = workspace.plan.offers(*latest(workspace))
    button = page.findChild(QWidget, f"choose-{offers[0].action.id}")
    assert button is not None
    key(button, Qt.Key.Key_Space)
    (dialog,) = plan_window.findChildren(StartDialog)
    assert dialog.start.text() == offers[0].start != ""
    suggested = [action.start for one in latest(workspace)[1].questionnaire.competencies for action in one.actions]
    widest = max(dialog.start.fontMetrics().horizontalAdvance(start) for start in suggested)
    assert widest < dialog.start.width() - 16  # the frame and the margins of the field
    assert workspace.plan.steps() == ()
    dialog.start.setText("If it is noon, then I ask.")
    key(dialog.start, Qt.Key.Key_Return)
    (step,) = workspace.plan.steps()
    assert (step.start, step.if_then) == ("If it is noon, then I ask.", offers[0].action.if_then)
    qtbot.waitUntil(lambda: card(page, step).hasFocus())
    press_with(Qt.Key.Key_Right)
    assert workspace.plan.step(step.id).state == "doing"
    qtbot.waitUntil(lambda: card(page, step).hasFocus())
    press_with(Qt.Key.Key_Left)
    assert workspace.plan.step(step.id).state == "planned"


def press_with(code: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    key(focused, code, CONTROL)


def latest(workspace: Workspace) -> tuple:  # type: ignore[type-arg]
    found = workspace.latest()
    assert found is not None
    return found, found.result(workspace.role)


def test_that_a_full_plan_offers_nothing_more_and_says_why(plan_window: MainWindow, workspace: Workspace) -> None:
    for _ in range(3):
        own(workspace)
    page = open_plan(plan_window)
    assert "Your plan is full" in words_of(page)
    assert not any(view.isEnabled() for view in page.offers.findChildren(QWidget) if "choose" in view.objectName())
    click(plan_window, "add-own")
    assert "3 steps are in your plan already; finish or drop one" in words_of(page)
    assert not plan_window.findChildren(OwnStepDialog)


def test_that_a_step_is_dragged_to_another_column(plan_window: MainWindow, workspace: Workspace) -> None:
    step = own(workspace)
    page = open_plan(plan_window)
    drop(page.doing, step.id)
    assert workspace.plan.step(step.id).state == "doing"
    drop(page.done, step.id)
    assert workspace.plan.step(step.id).state == "doing", "done only with evidence"
    dialog = finish_dialog(plan_window)
    dialog.line.setText("the page")
    dialog.accept_button.click()
    assert workspace.plan.step(step.id).state == "done"


def drop(column: StateColumn, step: str) -> None:
    data = mime(step)
    rest = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(1, 1).toPoint(), *rest)
    column.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert column.property("target") is True
    column.dropEvent(QDropEvent(QPointF(1, 1), *rest))
    assert column.property("target") is False


def test_that_finishing_needs_a_line_and_cancelling_changes_nothing(
    plan_window: MainWindow, workspace: Workspace
) -> None:
    step = own(workspace)
    workspace.plan.move(step.id, "doing")
    open_plan(plan_window)
    click(plan_window, "step-forward")
    dialog = finish_dialog(plan_window)
    key(dialog.line, Qt.Key.Key_Return)
    assert "Say in one line" in words_of(dialog)
    assert dialog.isVisible()
    dialog.cancel_button.click()
    assert workspace.plan.step(step.id).state == "doing"


def test_that_undo_by_keyboard_takes_a_drop_back(qtbot: QtBot, plan_window: MainWindow, workspace: Workspace) -> None:
    step = own(workspace)
    page = open_plan(plan_window)
    card(page, step).setFocus()
    press(Qt.Key.Key_Delete)
    assert workspace.plan.step(step.id).state == "dropped"
    assert page.card_of(step.id) is None
    qtbot.waitUntil(page.own.hasFocus)
    press_with(Qt.Key.Key_Z)
    assert workspace.plan.step(step.id).state == "planned"
    assert page.card_of(step.id) is not None


def test_that_dropped_steps_are_shown_on_request_and_taken_up_again(
    plan_window: MainWindow, workspace: Workspace
) -> None:
    step = own(workspace)
    workspace.plan.drop(step.id)
    page = open_plan(plan_window)
    assert page.card_of(step.id) is None
    click(plan_window, "show-dropped")
    forward = card(page, step).forward
    assert forward is not None
    forward.click()
    assert workspace.plan.step(step.id).state == "planned"


def test_that_the_navigation_counts_what_is_due(plan_window: MainWindow, workspace: Workspace) -> None:
    step = own(workspace, due=workspace.clock.today() + timedelta(days=2))
    page = open_plan(plan_window)
    entry = plan_window.findChild(QWidget, "nav-plan")
    assert entry is not None
    assert entry.accessibleName() == "Plan, 1 due"
    card(page, step).setFocus()
    press(Qt.Key.Key_Delete)
    assert entry.accessibleName() == ""


def test_that_an_own_step_is_added_by_its_form(plan_window: MainWindow, workspace: Workspace) -> None:
    page = open_plan(plan_window)
    key(page.own, Qt.Key.Key_N, CONTROL)
    (dialog,) = plan_window.findChildren(OwnStepDialog)
    dialog.accept_button.click()
    assert "Name the step" in words_of(dialog)
    dialog.name.setText("Run the planning meeting")
    dialog.facet.setCurrentIndex(2)
    dialog.ticks.setPlainText("Invite\n\nHold it")
    dialog.due.box.setChecked(True)
    dialog.accept_button.click()
    (step,) = workspace.plan.steps()
    assert (step.title, step.competency, step.facet) == ("Run the planning meeting", "TL", "TL2")
    assert [tick.text for tick in step.ticks] == ["Invite", "Hold it"]
    assert step.due == dialog.due.value()
    assert page.card_of(step.id) is not None


def test_that_typing_is_on_disk_within_a_second(qtbot: QtBot, plan_window: MainWindow, workspace: Workspace) -> None:
    assert SAVE_AFTER < 1000
    step = own(workspace)
    page = open_plan(plan_window)
    qtbot.waitUntil(lambda: card(page, step).hasFocus())
    press(Qt.Key.Key_Return)
    notes = detail(plan_window).notes
    notes.setFocus()
    QTest.keyClicks(notes, "asked her")
    qtbot.waitUntil(lambda: workspace.plan.step(step.id).notes == "asked her", timeout=1000)
    QTest.keyClicks(notes, " twice")
    assert notes.toPlainText() == "asked her twice"
    assert workspace.plan.step(step.id).notes == "asked her"
    key(notes, Qt.Key.Key_Escape)
    assert workspace.plan.step(step.id).notes == "asked her twice"
    assert isinstance(plan_window.current_page(), PlanPage)


@pytest.mark.parametrize("leave", ["nav-history", "nav-plan", "close"])
def test_that_what_was_typed_last_is_kept_when_the_page_is_left(
    plan_window: MainWindow, workspace: Workspace, leave: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = own(workspace)
    open_plan(plan_window)
    click(plan_window, "step-details")
    QTest.keyClicks(detail(plan_window).notes, "in a hurry")
    monkeypatch.setattr(workspace, "close", lambda: None)
    if leave == "close":
        plan_window.close()
    else:
        click(plan_window, leave)
    assert workspace.plan.step(step.id).notes == "in a hurry"


def test_that_losing_the_focus_saves(plan_window: MainWindow, workspace: Workspace) -> None:
    step = own(workspace)
    open_plan(plan_window)
    click(plan_window, "step-details")
    page = detail(plan_window)
    page.notes.setFocus()
    QTest.keyClicks(page.notes, "soon")
    page.back.setFocus()
    assert workspace.plan.step(step.id).notes == "soon"


def test_that_an_empty_title_is_refused_and_the_rest_is_saved(plan_window: MainWindow, workspace: Workspace) -> None:
    step = own(workspace)
    open_plan(plan_window)
    click(plan_window, "step-details")
    page = detail(plan_window)
    page.name.selectAll()
    key(page.name, Qt.Key.Key_Delete)
    QTest.keyClicks(page.notes, "kept")
    page.save()
    assert "Name the step" in words_of(page)
    kept = workspace.plan.step(step.id)
    assert (kept.title, kept.notes) == ("Ask Sam", "kept")


def test_that_every_field_of_a_step_is_changed_in_detail(plan_window: MainWindow, workspace: Workspace) -> None:
    step = own(workspace, ticks=("Call",))
    open_plan(plan_window)
    click(plan_window, "step-details")
    page = detail(plan_window)
    page.name.selectAll()
    QTest.keyClicks(page.name, "Ask Kim")
    page.start.setPlainText("If it is noon, then I ask.")
    page.if_then.setPlainText("If Monday, then call.")
    page.done_means.setPlainText("A note")
    page.hours.setValue(3)
    page.due.box.click()
    QTest.keyClicks(page.new_tick, "Meet")
    key(page.new_tick, Qt.Key.Key_Return)
    first = page.findChild(QCheckBox, "tick-0")
    assert first is not None
    first.click()
    kept = workspace.plan.step(step.id)
    assert (kept.title, kept.if_then, kept.evidence_of_done) == ("Ask Kim", "If Monday, then call.", "A note")
    assert kept.start == "If it is noon, then I ask."
    assert (kept.effort_hours, kept.due) == (3, page.due.value())
    assert [(tick.text, tick.done) for tick in kept.ticks] == [("Call", True), ("Meet", False)]
    assert kept.state == "doing"


def test_that_undoing_the_adding_leaves_the_detail_page(plan_window: MainWindow, workspace: Workspace) -> None:
    own(workspace)
    open_plan(plan_window)
    click(plan_window, "step-details")
    click(plan_window, "detail-undo")
    assert isinstance(plan_window.current_page(), PlanPage)
    assert workspace.plan.steps() == ()


def test_that_long_texts_never_widen_the_page(plan_window: MainWindow, workspace: Workspace) -> None:
    own(
        workspace,
        "A very long title " * 6,
        start="long " * 60,
        if_then="long " * 60,
        ticks=("many words " * 20,),
        evidence_of_done="x " * 99,
    )
    (step,) = workspace.plan.steps()
    workspace.plan.tick(step.id, 0, done=True)
    plan_window.resize(960, 640)
    page = open_plan(plan_window)
    QApplication.processEvents()
    view = card(page, step)
    assert view.mapTo(page, view.rect().topRight()).x() <= page.width()


def test_that_only_the_newest_finished_steps_are_shown_at_first(plan_window: MainWindow, workspace: Workspace) -> None:
    for number in range(10):
        workspace.plan.finish(own(workspace, f"Step {number}").id, "document", "a page")
    page = open_plan(plan_window)
    assert len(page.cards()) == 8
    click(plan_window, "more-done")
    assert len(page.cards()) == 10


def test_the_journey_from_a_result_to_the_evidence_beside_the_item(
    qtbot: QtBot, plan_window: MainWindow, workspace: Workspace
) -> None:
    """By keyboard: add a step from a result, tick it, finish it with evidence, see it in the next assessment."""
    plan_window.show_page("results")
    focus = latest(workspace)[1].focus[0]
    add = plan_window.findChild(QWidget, "add-step-1")
    assert add is not None
    add.setFocus()
    key(add, Qt.Key.Key_Space)
    (step,) = workspace.plan.steps()
    assert step.competency == focus
    plan_window.show_page("plan")
    page = plan_window.current_page()
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: card(page, step).hasFocus())
    press_with(Qt.Key.Key_Right)
    box = card(page, step).findChild(QCheckBox, "tick-0")
    assert box is not None
    box.setFocus()
    press(Qt.Key.Key_Space)
    assert workspace.plan.step(step.id).ticks[0].done
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QCheckBox))
    press_with(Qt.Key.Key_Right)
    dialog = finish_dialog(plan_window)
    kind, line = dialog.findChild(QComboBox, "evidence-kind"), dialog.findChild(QLineEdit, "evidence-line")
    assert kind is not None
    assert line is not None
    QTest.keyClicks(line, "the page, signed by Sam")
    key(line, Qt.Key.Key_Return)
    assert workspace.plan.step(step.id).state == "done"
    assessment = workspace.start("full")
    item = next(one for one in assessment.items if one.facet == step.facet)
    workspace.look_at(assessment, item.id)
    plan_window.show_page("assess")
    shown = plan_window.current_page()
    assert isinstance(shown, QuestionPage)
    assert question(plan_window).state.evidence_kept == ("the page, signed by Sam",)
    assert "You noted: the page, signed by Sam" in words_of(shown)
    press(Qt.Key.Key_3)


def test_that_at_most_two_notes_stand_beside_an_item_and_none_beside_a_scenario(
    plan_window: MainWindow, workspace: Workspace
) -> None:
    for number in range(3):
        step = own(workspace, competency="TL", facet="TL1")
        workspace.plan.finish(step.id, "document", f"line {number}")
    workspace.start("full")
    plan_window.show_page("assess")
    page = question(plan_window)
    seen = {}
    for item in workspace.installed.questionnaire.competencies_by_id["TL"].items():
        if "full" in item.forms and item.kind != "evidence":
            page.jump_requested.emit(item.id)
            seen[item.id] = (item.facet, item.kind, page.state.evidence_kept)
    for facet, kind, kept in seen.values():
        self_report = kind in ("rating", "frequency")
        assert len(kept) == (2 if self_report and facet == "TL1" else 0)

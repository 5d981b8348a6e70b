"""What is typed is on disk a second later at most, and when the field, the page, the window or the session is left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests import other_program
from tests.ui import coach, person

from nextrung.store.sqlite import engine as sqlite3
from nextrung.tour import coach as tour_coach
from nextrung.ui.plan.detail import StepPage
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.settings.name_card import NameCard
from nextrung.ui.shell.navigation import Navigation
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.typing import SAVE_AFTER
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

SECOND = 1000


def on_disk(window: MainWindow, query: str) -> str:
    """What another program finds."""
    with closing(sqlite3.connect(window.workspace.safety.database)) as connection:
        row = connection.execute(query).fetchone()
    return "" if row is None else str(row[0])


def note_on_disk(window: MainWindow) -> str:
    return on_disk(window, "SELECT note FROM answer WHERE note <> ''")


def step_notes_on_disk(window: MainWindow) -> str:
    return on_disk(window, "SELECT notes FROM plan_step")


@contextmanager
def refusing(workspace: Workspace) -> Iterator[None]:
    """Nothing typed can be saved, which the file says at once; of a lock it would say so only after two seconds."""
    tables = {"answer": "INSERT", "plan_step": "UPDATE", "finding_mark": "INSERT", "person": "UPDATE"}
    for table, change in tables.items():
        refused = "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        other_program.change(workspace, f"CREATE TRIGGER no_{table} BEFORE {change} ON {table} {refused}")
    yield
    for table in tables:
        other_program.change(workspace, f"DROP TRIGGER no_{table}")


@pytest.fixture
def at_question(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The first question of the quick form, its example about to be typed."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    person.click(window, "start-quick")
    QTest.keyClick(person.question(window), Qt.Key.Key_E)
    qtbot.waitUntil(person.question(window).note.field.hasFocus)
    return window


@pytest.fixture
def at_step(window: MainWindow) -> MainWindow:
    """A step of the plan in detail."""
    window.workspace.add_person("Jana")
    step = window.workspace.plan.add_own(OwnStep("Lead a retro", "TL", "TL1"))
    window.show_page("plan")
    page = window.current_page()
    assert isinstance(page, PlanPage)
    page.step_opened.emit(step.id)
    detail_of(window).notes.setFocus()
    return window


def detail_of(window: MainWindow) -> StepPage:
    page = window.current_page()
    assert isinstance(page, StepPage)
    return page


def test_that_no_typing_waits_longer_than_a_second() -> None:
    assert SAVE_AFTER < SECOND


def test_that_an_example_is_saved_while_it_is_typed(qtbot: QtBot, at_question: MainWindow) -> None:
    note = person.question(at_question).note.field
    QTest.keyClicks(note, "a retro")
    assert note_on_disk(at_question) == ""
    for _ in range(8):  # keys that never stop do not put it off
        qtbot.wait(SAVE_AFTER // 6)
        QTest.keyClicks(note, ".")
    assert note_on_disk(at_question).startswith("a retro")
    assert note.hasFocus()
    assert note.toPlainText() == "a retro........"


def test_that_typing_on_is_one_step_to_undo(qtbot: QtBot, at_question: MainWindow) -> None:
    page = person.question(at_question)
    for text in ("one", " two", " three"):
        QTest.keyClicks(page.note.field, text)
        page.save_note()
    assert note_on_disk(at_question) == "one two three"
    page.choices.focus_first()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: note_on_disk(at_question) == "")


@pytest.mark.parametrize("way", ["focus", "page", "session", "close", "back", "pause"])
def test_that_an_example_is_saved_when_it_is_left(qtbot: QtBot, at_question: MainWindow, way: str) -> None:
    window = at_question
    page = person.question(window)
    database = window.workspace.safety.database
    QTest.keyClicks(page.note.field, "a retro")
    assert page.has_unsaved()
    if way == "focus":
        page.choices.focus_first()
    elif way == "page":
        window.show_page("settings")
    elif way == "session":
        qtbot.addWidget(window)
        window.keep_typing()
    elif way == "close":
        window.close()
    else:
        getattr(page, way).setEnabled(True)
        getattr(page, way).click()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT note FROM answer").fetchall() == [("a retro",)]


def test_that_the_notes_of_a_step_are_saved_while_typed_and_when_the_window_closes(
    qtbot: QtBot, at_step: MainWindow
) -> None:
    notes = detail_of(at_step).notes
    QTest.keyClicks(notes, "first")
    qtbot.waitUntil(lambda: step_notes_on_disk(at_step) == "first", timeout=SECOND)
    QTest.keyClicks(notes, " second")
    database = at_step.workspace.safety.database
    at_step.close()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT notes FROM plan_step").fetchall() == [("first second",)]


def test_that_a_small_step_that_was_not_entered_is_kept_when_it_is_left(at_step: MainWindow) -> None:
    detail = detail_of(at_step)
    detail.new_tick.setFocus()
    QTest.keyClicks(detail.new_tick, "Ask Petr")
    detail.notes.setFocus()
    (step,) = at_step.workspace.plan.steps()
    assert [tick.text for tick in step.ticks] == ["Ask Petr"]


@pytest.mark.parametrize("where", ["at_question", "at_step"])
def test_that_what_cannot_be_saved_keeps_the_window_open_once(where: str, request: pytest.FixtureRequest) -> None:
    window: MainWindow = request.getfixturevalue(where)
    field = person.question(window).note.field if where == "at_question" else detail_of(window).notes
    with refusing(window.workspace):
        QTest.keyClicks(field, "a retro")
        window.close()
        assert window.isVisible()
        assert "could not be saved" in window.commands.toast.message
        assert field.toPlainText() == "a retro", "it stays on the screen"
        window.close()
    assert not window.isVisible()


@pytest.fixture
def at_title(at_step: MainWindow) -> tuple[MainWindow, QLineEdit, str]:
    """The title of a step of the plan."""
    return at_step, detail_of(at_step).name, "SELECT title FROM plan_step"


@pytest.fixture
def at_reason(qtbot: QtBot, workspace: Workspace, theme: Theme) -> tuple[MainWindow, QPlainTextEdit, str]:
    """The reason for how a finding was taken in a session."""
    window = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=2))
    for session in workspace.sessions.sessions():
        workspace.sessions.remove(session.id)
    window.show_page("sessions")
    person.click(window, "start-session")
    finding = coach.session_page(window).finding("match")
    agree = finding.findChild(QPushButton, "segment-agree")
    assert agree is not None
    agree.click()
    return window, finding.reason.field, "SELECT reason FROM finding_mark"


@pytest.fixture
def at_name(window: MainWindow) -> tuple[MainWindow, QLineEdit, str]:
    """The own name in the settings."""
    window.workspace.add_person("Jana")
    window.show_page("settings")
    card = window.findChild(NameCard)
    assert isinstance(card, NameCard)
    return window, card.name, "SELECT name FROM person"


@pytest.mark.parametrize("where", ["at_title", "at_reason", "at_name"])
def test_that_a_line_that_could_not_be_saved_is_saved_with_the_next_try(
    where: str, request: pytest.FixtureRequest
) -> None:
    window, line, query = request.getfixturevalue(where)
    with refusing(window.workspace):
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, "Lead two retros")
        window.close()
        assert window.isVisible(), "it stays open, so that the line can be copied elsewhere"
        shown = line.toPlainText() if isinstance(line, QPlainTextEdit) else line.text()
        assert shown == "Lead two retros"
    window.keep_typing()
    assert on_disk(window, query) == "Lead two retros"


def test_that_notes_that_could_not_be_saved_stay_with_their_step(at_step: MainWindow) -> None:
    second = at_step.workspace.plan.add_own(OwnStep("Run a planning round", "PM", "PM1"))
    (first,) = (step for step in at_step.workspace.plan.steps() if step.id != second.id)
    with refusing(at_step.workspace):
        QTest.keyClicks(detail_of(at_step).notes, "a retro")
        at_step.show_thing("plan", second.id)
        assert detail_of(at_step).notes.toPlainText() == "", "not in the notes of another step"
        QTest.keyClicks(detail_of(at_step).notes, "a round")
        at_step.show_thing("plan", first.id)
        assert detail_of(at_step).notes.toPlainText() == "a retro", "still there"
    at_step.keep_typing()
    found = {step.id: step.notes for step in at_step.workspace.plan.steps()}
    assert found == {first.id: "a retro", second.id: "a round"}


def test_that_what_cannot_be_saved_keeps_the_person_open_once(at_step: MainWindow) -> None:
    workspace = at_step.workspace
    jana = workspace.person
    assert jana is not None
    ben = workspace.add_person("Ben")
    workspace.switch_person(jana.id)
    with refusing(workspace):
        QTest.keyClicks(detail_of(at_step).notes, "a retro")
        at_step.switch_person(ben.id, "plan")
        assert workspace.person == jana
        assert "could not be saved" in at_step.commands.toast.message
        assert detail_of(at_step).notes.toPlainText() == "a retro", "it stays on the screen"
        at_step.switch_person(ben.id, "plan")
        assert workspace.person == ben
    at_step.switch_person(jana.id, "plan")
    assert workspace.person == jana, "nothing waits any more"


def test_that_what_cannot_be_saved_keeps_the_questionnaire_once(qtbot: QtBot, at_step: MainWindow) -> None:
    service = at_step.workspace.questionnaires
    before = service.chosen()
    chosen = at_step.findChildren(Navigation)[0].questionnaire_chosen
    with refusing(at_step.workspace):
        QTest.keyClicks(detail_of(at_step).notes, "a retro")
        chosen.emit("first-time-manager")
        qtbot.waitUntil(lambda: "could not be saved" in at_step.commands.toast.message)
        assert service.chosen() == before
        assert detail_of(at_step).notes.toPlainText() == "a retro", "it stays on the screen"
        chosen.emit("first-time-manager")
        qtbot.waitUntil(lambda: service.chosen() == "first-time-manager")


def test_that_a_choice_that_could_not_be_kept_is_said(qtbot: QtBot, at_step: MainWindow) -> None:
    before = at_step.workspace.questionnaires.chosen()
    refused = "BEGIN SELECT RAISE(ABORT, 'no room'); END"
    other_program.change(at_step.workspace, f"CREATE TRIGGER no_setting BEFORE INSERT ON setting {refused}")
    at_step.findChildren(Navigation)[0].questionnaire_chosen.emit("first-time-manager")
    qtbot.waitUntil(lambda: "no room" in at_step.commands.toast.message)
    assert at_step.workspace.questionnaires.chosen() == before
    other_program.change(at_step.workspace, "DROP TRIGGER no_setting")


def test_that_a_name_that_could_not_be_saved_is_never_given_to_another_person(
    at_name: tuple[MainWindow, QLineEdit, str],
) -> None:
    window, line, _query = at_name
    workspace = window.workspace
    jana = workspace.person
    assert jana is not None
    with refusing(workspace):
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, "Jana K.")
        window.keep_typing()
    ben = workspace.add_person("Ben")
    window.keep_typing()
    assert workspace.people.person(jana.id).name == "Jana K."
    assert workspace.people.person(ben.id).name == "Ben"

"""Sessions: planned, started with an agenda, written down as typed, findings marked, ended with a page."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests import other_program
from tests.test_questionnaire_service import own, take
from tests.ui import coach
from tests.ui.person import click

from nextrung.people.person import PersonFields
from nextrung.store.sqlite import engine as sqlite3
from nextrung.tour import coach as tour_coach
from nextrung.ui.plan.dialogs import OwnStepDialog
from nextrung.ui.sessions import state as session_state
from nextrung.ui.sessions import words
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.sessions.controller import SessionsController
from nextrung.ui.sessions.handout import summary_of
from nextrung.ui.sessions.session_page import SessionPage
from nextrung.ui.sessions.summary_page import SummaryPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.markdown_view import MarkdownView
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

ZEBRA = "zebra-secret"


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    """The window of a coach with two people, at the sessions of the first one, who was assessed."""
    shown = coach.opened(qtbot, workspace, theme, tour_coach.people(2, assessments=2))
    for session in workspace.sessions.sessions():
        workspace.sessions.remove(session.id)
    shown.show_page("sessions")
    return shown


@pytest.fixture
def session(window: MainWindow) -> SessionPage:
    """A session that has just been started."""
    click(window, "start-session")
    return coach.session_page(window)


def kept(tmp_path: Path, column: str) -> list[str]:
    """What another program finds in the file."""
    with closing(sqlite3.connect(tmp_path / "data" / "nextrung.db")) as other:
        return [value for (value,) in other.execute(f"SELECT {column} FROM coaching_session WHERE started_at > ''")]  # noqa: S608


def mark(page: SessionPage, finding: str, which: str) -> None:
    button = page.finding(finding).findChild(QPushButton, f"segment-{which}")
    assert button is not None
    button.click()


def test_that_a_session_is_planned_and_shows_in_the_table(window: MainWindow, workspace: Workspace) -> None:
    page = coach.client_page(window)
    page.at.setDateTime(QDateTime.currentDateTime().addDays(3))
    click(window, "plan-session")
    (planned,) = workspace.sessions.sessions()
    assert planned.state == "planned"
    assert "(planned)" in str(page.timeline.model().index(0, 0).data())
    window.show_page("people")
    people = coach.people_page(window)
    assert people.table.people.rows[0].next_session == planned.planned_at


def test_that_a_removed_session_is_brought_back(window: MainWindow, workspace: Workspace) -> None:
    click(window, "plan-session")
    click(window, "remove-session")
    assert workspace.sessions.sessions() == ()
    click(window, "undo-session")
    assert len(workspace.sessions.sessions()) == 1


def test_that_starting_offers_an_agenda_to_tick_and_to_add_to(session: SessionPage, workspace: Workspace) -> None:
    said = coach.words_of(session)
    assert "To work on first: " in said
    session.points()[0].box.click()
    session.new_point.setFocus()
    coach.write("The new job")
    coach.key(Qt.Key.Key_Return)
    running = workspace.sessions.running()
    assert running is not None
    assert running.agenda[0].covered
    assert running.agenda[-1].text == "The new job"
    assert "The new job" in coach.words_of(session)
    assert session.new_point.text() == ""
    assert session.new_point.hasFocus()


def test_that_notes_are_on_disk_within_a_second_of_typing(qtbot: QtBot, session: SessionPage, tmp_path: Path) -> None:
    session.notes.text.setFocus()
    coach.write("# seen today")
    qtbot.waitUntil(lambda: kept(tmp_path, "notes") == ["# seen today"], timeout=1000)
    assert "Saved " in coach.words_of(session)


@pytest.mark.parametrize("how", ["focus", "back", "page", "close"])
def test_that_nothing_typed_is_lost_when_the_field_is_left(
    window: MainWindow, session: SessionPage, tmp_path: Path, how: str
) -> None:
    session.decided.text.setFocus()
    coach.write("Write the page")
    if how == "focus":
        session.notes.text.setFocus()
    elif how == "back":
        click(window, "back-to-client")
    elif how == "page":
        window.show_page("plan")
    else:
        window.close()
    assert kept(tmp_path, "decided") == ["Write the page"]


def test_that_notes_that_cannot_be_saved_stay_in_the_field_and_are_tried_again(
    qtbot: QtBot, session: SessionPage, workspace: Workspace, tmp_path: Path
) -> None:
    trigger = "CREATE TRIGGER full BEFORE UPDATE ON coaching_session BEGIN SELECT raise(ABORT, 'disk full'); END"
    other_program.change(workspace, trigger)
    session.notes.text.setFocus()
    coach.write("keep me")
    qtbot.waitUntil(lambda: "could not be saved" in coach.words_of(session))
    assert session.notes.text.toPlainText() == "keep me"
    other_program.change(workspace, "DROP TRIGGER full")
    session.save()
    assert kept(tmp_path, "notes") == ["keep me"]


def test_that_markdown_is_read_as_it_is_meant_and_loads_nothing(session: SessionPage, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"no picture")
    session.notes.set_text(f"# Head\n\n*soft* ![x]({picture.as_uri()}) <b>raw</b>")
    read = session.notes.findChild(QPushButton, "segment-read")
    assert read is not None
    read.click()
    (reader,) = session.notes.findChildren(MarkdownView)
    shown = reader.toPlainText()
    assert "Head" in shown
    assert "#" not in shown
    assert bytes(reader.document().resource(2, picture.as_uri()).data()) == b""
    assert session.notes.text.toPlainText().startswith("# Head")


def test_that_findings_are_marked_with_a_reason_and_unmarked(session: SessionPage, workspace: Workspace) -> None:
    running = workspace.sessions.running()
    assert running is not None
    assert not session.finding("match").reason.isVisible()
    mark(session, "match", "unsure")
    session.finding("match").reason.setFocus()
    coach.write("a new team")
    coach.key(Qt.Key.Key_Tab)
    kept_mark = workspace.sessions.marks(running.id)["match"]
    assert (kept_mark.mark, kept_mark.reason) == ("unsure", "a new team")
    mark(session, "match", "disagree")
    kept_mark = workspace.sessions.marks(running.id)["match"]
    assert (kept_mark.mark, kept_mark.reason) == ("disagree", "a new team")
    mark(session, "match", "disagree")
    assert workspace.sessions.marks(running.id) == {}
    checked = [button for button in session.finding("match").findChildren(QPushButton) if button.isChecked()]
    assert checked == []


def test_that_a_long_reason_stands_whole_below_its_mark(qtbot: QtBot, window: MainWindow, session: SessionPage) -> None:
    window.resize(1024, 640)
    mark(session, "match", "disagree")
    field = session.finding("match").reason.field
    field.setFocus()
    coach.write("the page was not seen by anybody yet, and two of the owners are away until the end of the month")
    lines = round(field.document().size().height())
    assert lines > 1
    # the page around it gives it the room when it is laid out next
    qtbot.waitUntil(lambda: field.viewport().height() >= lines * field.fontMetrics().lineSpacing())
    mark(session, "match", "disagree")
    assert not session.finding("match").reason.isVisible()


def test_that_every_area_is_a_finding_the_widest_gap_first(session: SessionPage, workspace: Workspace) -> None:
    latest = workspace.latest()
    assert latest is not None
    result = latest.result(workspace.role)
    rows = session_state.findings(result, {})
    areas = [row.id.removeprefix("level:") for row in rows if row.id.startswith("level:")]
    assert areas == list(result.order)
    assert rows[0].id == "match"
    said = coach.words_of(session)
    assert all(words.finding(row) in said for row in rows)


def test_that_steps_are_decided_together(window: MainWindow, session: SessionPage, workspace: Workspace) -> None:
    click(window, "session-add-step")
    dialog = window.findChildren(OwnStepDialog)[-1]
    dialog.name.setText("Write the stop rule together")
    dialog.accept_button.click()
    assert "Write the stop rule together" in coach.words_of(session)
    assert workspace.plan.steps()[-1].title == "Write the stop rule together"


def end(window: MainWindow) -> SummaryPage:
    click(window, "end-session")
    page = window.current_page()
    assert isinstance(page, SummaryPage)
    return page


def test_that_the_page_handed_over_says_what_was_decided_and_nothing_private(
    window: MainWindow, session: SessionPage, workspace: Workspace
) -> None:
    person = workspace.person
    assert person is not None
    workspace.people.save_notes(person.id, f"{ZEBRA} person")
    session.notes.text.setPlainText(f"{ZEBRA} session")
    session.decided.text.setPlainText("Write the page\n- Ask Sam")
    mark(session, "match", "unsure")
    session.finding("match").reason.field.setPlainText(f"{ZEBRA} reason")
    session.points()[0].box.click()
    page = end(window)
    text = page.text.toPlainText()
    assert "• Write the page\n• Ask Sam" in text
    assert person.name in text
    assert "What stays open" in text
    assert "What was talked about" in text
    assert "Made for your own development." in text
    assert ZEBRA not in text
    running = workspace.sessions.running()
    assert running is not None
    assert ZEBRA in running.notes
    assert workspace.sessions.marks(running.id)["match"].reason == f"{ZEBRA} reason"


def test_that_a_session_ends_with_its_page_which_is_copied_and_kept(
    window: MainWindow, session: SessionPage, workspace: Workspace
) -> None:
    session.decided.text.setPlainText("Write the page")
    page = end(window)
    page.text.appendPlainText("One more line.")
    click(window, "end-with-summary")
    assert workspace.sessions.running() is None
    (ended,) = workspace.sessions.sessions()
    assert ended.summary == page.text.toPlainText()
    assert ended.summary.endswith("One more line.")
    click(window, "copy-summary")
    assert QApplication.clipboard().text() == ended.summary
    coach.key(Qt.Key.Key_Escape)
    timeline = coach.client_page(window).timeline
    assert str(timeline.model().index(0, 2).data()) == "Write the page"


def test_that_the_page_is_set_like_others_and_stays_plain_text(window: MainWindow, session: SessionPage) -> None:
    session.decided.text.setPlainText("Write the page")
    page = end(window)
    lines = page.text.toPlainText().splitlines()
    sizes = {}
    block = page.text.document().begin()
    while block.isValid():
        spans = block.layout().formats()  # each format lives as long as its span
        sizes[block.text()] = max((span.format.fontPointSize() for span in spans), default=0.0)
        block = block.next()
    assert sizes[lines[0]] > sizes["What was decided"] > page.text.font().pointSizeF()
    assert sizes["• Write the page"] <= page.text.font().pointSizeF()
    assert not page.text.document().isUndoAvailable()  # looks are no changes of the text


def test_that_an_ended_session_opens_as_it_was_and_can_be_gone_on_with(
    window: MainWindow, session: SessionPage, workspace: Workspace
) -> None:
    session.notes.text.setPlainText("private")
    end(window)
    click(window, "end-with-summary")
    click(window, "back-to-session")
    timeline = coach.client_page(window).timeline
    timeline.setFocus()
    timeline.selectRow(0)
    coach.key(Qt.Key.Key_Return)
    assert coach.session_page(window).notes.text.toPlainText() == "private"
    end(window)
    click(window, "reopen-session")
    assert workspace.sessions.running() is not None
    assert isinstance(window.current_page(), SessionPage)


def test_that_a_session_going_on_is_found_again_after_other_pages(window: MainWindow, session: SessionPage) -> None:
    window.show_page("results")
    window.show_page("sessions")
    assert window.current_page() is session
    click(window, "back-to-client")
    assert isinstance(window.current_page(), ClientPage)
    assert coach.client_page(window).start.text() == "Go on with the session"


def test_that_hidden_names_are_hidden_in_session_and_summary(
    window: MainWindow, session: SessionPage, workspace: Workspace
) -> None:
    person = workspace.person
    assert person is not None
    session.points()[0].box.setFocus()
    coach.key(Qt.Key.Key_H)
    assert workspace.privacy.names_hidden
    assert session.title.text() == "Person 01"
    assert person.name not in coach.words_of(window)
    assert person.name not in end(window).text.toPlainText()


def test_that_private_notes_about_a_person_are_saved_as_typed(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    person = workspace.person
    assert person is not None
    page = coach.client_page(window)
    page.notes.text.setFocus()
    coach.write("prefers mornings")
    qtbot.waitUntil(lambda: workspace.people.notes(person.id) == "prefers mornings", timeout=1000)
    coach.write(", always")
    QTest.keyClick(page.notes.text, Qt.Key.Key_Tab)
    assert workspace.people.notes(person.id) == "prefers mornings, always"


def test_that_notes_typed_a_moment_ago_stay_with_their_person(window: MainWindow, workspace: Workspace) -> None:
    first, second = workspace.people.everyone()
    page = coach.client_page(window)
    page.notes.text.setFocus()
    coach.write("about the first")
    window.switch_person(second.id, "sessions")
    assert workspace.people.notes(first.id) == "about the first"
    assert workspace.people.notes(second.id) == ""
    shown = coach.client_page(window)
    assert shown.notes.text.toPlainText() == ""
    assert window.findChild(QWidget, "person-notes") is shown.notes.text


def test_that_the_page_goes_out_as_pdf_as_it_was_changed(
    qtbot: QtBot, window: MainWindow, session: SessionPage, tmp_path: Path
) -> None:
    session.decided.text.setPlainText("Write the page")
    page = end(window)
    changed = page.text.toPlainText().replace("• Write the page", "• Write the page by Friday\n- Ask Sam")
    page.text.setPlainText(f"{changed}\nSee you at the fair.")
    controller = window.findChild(SessionsController)
    assert controller is not None
    summary = summary_of(page.text.toPlainText(), "Person 01", "Senior ML manager", date(2026, 11, 24))
    assert summary.decided == ["Write the page by Friday", "Ask Sam"]
    assert summary.summary == "See you at the fair."
    path = tmp_path / "page.pdf"
    controller.summary().handout.write(summary, "a4", path)
    qtbot.waitUntil(lambda: window.commands.toast.message == "Saved as page.pdf.", timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")


def test_that_a_pdf_that_cannot_be_written_is_one_sentence_and_the_page_stays(
    qtbot: QtBot, window: MainWindow, session: SessionPage, tmp_path: Path
) -> None:
    assert session.isVisible()
    page = end(window)
    controller = window.findChild(SessionsController)
    assert controller is not None
    summary = summary_of(page.text.toPlainText(), "Jana", "Senior", date(2026, 11, 24))
    controller.summary().handout.write(summary, "a4", tmp_path / "nowhere" / "page.pdf")
    qtbot.waitUntil(lambda: "is not there; choose another one" in coach.words_of(page), timeout=20_000)


def test_that_a_page_is_read_back_part_by_part(window: MainWindow, session: SessionPage, workspace: Workspace) -> None:
    session.decided.text.setPlainText("One\n* Two\n- Three")
    mark(session, "match", "unsure")
    session.points()[0].box.click()
    workspace.plan.add_own(OwnStep("Do it", due=date(2027, 1, 31)))
    text = end(window).text.toPlainText()
    summary = summary_of(text, "Jana", "Senior", date(2026, 11, 24))
    assert summary.decided == ["One", "Two", "Three"]
    assert summary.steps[-1].title == "Do it, due 31 Jan 2027"
    assert len(summary.agenda) == 1
    assert [said for _, said in summary.findings] == ["Unsure"]
    assert summary.summary == ""


def test_that_the_fields_for_notes_grow_with_the_text(session: SessionPage, theme: Theme) -> None:
    before = session.notes.minimumHeight()
    theme.choose("light", 2.0)
    assert session.notes.minimumHeight() == 2 * before


def test_that_all_coming_sessions_stand_in_one_list_that_leads_to_each_person(
    window: MainWindow, workspace: Workspace
) -> None:
    moment = workspace.clock.now()
    here = workspace.person
    assert here is not None
    for days, name in ((9, "Ben"), (2, "Chen")):
        person = workspace.people.add(PersonFields(name))
        workspace.switch_person(person.id)
        workspace.sessions.plan(moment + timedelta(days=days))
    archived = workspace.people.add(PersonFields("Gone"))
    workspace.switch_person(archived.id)
    workspace.sessions.plan(moment + timedelta(days=1))
    workspace.people.archive(archived.id)
    workspace.switch_person(here.id)
    window.show_page("sessions")
    page = window.current_page()
    assert isinstance(page, ClientPage)
    rows = page.coming.model()
    names = [rows.index(row, 1).data() for row in range(rows.rowCount())]
    assert [one for one in names if one in ("Ben", "Chen", "Gone")] == ["Chen", "Ben"]
    page.coming.row_picked.emit(names.index("Ben"))
    assert workspace.person is not None
    assert workspace.person.name == "Ben"
    assert isinstance(window.current_page(), ClientPage)


def test_that_both_pages_say_who_made_a_questionnaire_of_somebody_else(
    qtbot: QtBot, workspace: Workspace, theme: Theme, tmp_path: Path
) -> None:
    own(tmp_path / "data")
    workspace.own_questionnaires.settle()
    shown = coach.opened(qtbot, workspace, theme, tour_coach.people(1, assessments=0))
    workspace.choose_questionnaire("ladder")
    take(workspace)
    shown.show_page("sessions")
    said = "Questionnaire made by Jana, not reviewed by Next Rung."
    assert footnote(shown).startswith(said)
    click(shown, "start-session")
    assert footnote(shown).startswith(said)


def footnote(window: MainWindow) -> str:
    found = window.current_page().findChild(TextLabel, "footnote")
    return found.text() if found is not None else ""

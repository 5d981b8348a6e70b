"""A coach's afternoon by keyboard alone: ten people brought in, three sessions held, names hidden, one look back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests import coaching
from tests.ui import coach

from nextrung.tour import coach as tour_coach
from nextrung.ui.group.page import GroupPage
from nextrung.ui.people.controller import PeopleController
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.rating.page import RatingPage
from nextrung.ui.rating.views_page import ViewsPage
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.sessions.session_page import SessionPage
from nextrung.ui.sessions.summary_page import SummaryPage
from nextrung.ui.shell.jump import JumpDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAMES = ("Amara", "Ben", "Chen", "Dana", "Elif", "Farid", "Greta", "Hugo", "Imani", "Jonas")


def test_that_a_coachs_afternoon_runs_by_keyboard_alone(
    qtbot: QtBot, workspace: Workspace, theme: Theme, tmp_path: Path
) -> None:
    window = coach.opened(qtbot, workspace, theme, tour_coach.coach_mode)
    bring_in_ten(qtbot, window, workspace, tmp_path / "people.csv")
    for person in workspace.people.everyone()[:3]:  # the clients have taken theirs at home, on their own
        workspace.switch_person(person.id)
        coaching.assess(workspace, -1.0)
    for number, name in enumerate(NAMES[:3]):
        hold_session(qtbot, window, workspace, name, number)
    rate_somebody(window, workspace)
    review_group(qtbot, window)
    look_back(qtbot, window, workspace)


def bring_in_ten(qtbot: QtBot, window: MainWindow, workspace: Workspace, file: Path) -> None:
    """One by the form, nine from a file."""
    coach.key(Qt.Key.Key_8, CONTROL)
    coach.press_button("empty-step")
    coach.write(NAMES[0])
    coach.key(Qt.Key.Key_Tab)
    coach.write("Data scientist")
    coach.key(Qt.Key.Key_Tab)
    coach.write("spring group")
    coach.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), PeoplePage))
    file.write_text("name,tags\n" + "\n".join(f"{name},own client" for name in NAMES[1:]), encoding="utf-8")
    coach.press_button("import-people")
    assert isinstance(window.current_page(), TablePage)
    controller = window.findChild(PeopleController)
    assert controller is not None
    controller.read_file(str(file))  # the file dialog is the system's own
    qtbot.waitUntil(lambda: "9 people can be added" in coach.words_of(window.current_page()))
    coach.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.current_page(), PeoplePage))
    assert [person.name for person in workspace.people.everyone()] == list(NAMES)


def go_to(window: MainWindow, typed: str) -> None:
    coach.key(Qt.Key.Key_K, CONTROL)
    assert window.findChildren(JumpDialog)
    coach.write(typed)
    coach.key(Qt.Key.Key_Return)


def hold_session(qtbot: QtBot, window: MainWindow, workspace: Workspace, name: str, number: int) -> None:
    go_to(window, name)
    assert workspace.person is not None
    assert workspace.person.name == name
    go_to(window, "sessions")
    assert isinstance(window.current_page(), ClientPage)
    coach.press_button("start-session")
    page = window.current_page()
    assert isinstance(page, SessionPage)
    assert coach.focused().objectName() == "session-notes"
    coach.write(f"private about {name}")
    coach.tab_to("session-decided")
    coach.write(f"{name} writes one page")
    coach.press_button("session-add-step")
    coach.write(f"Write one page {number}")
    coach.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: f"Write one page {number}" in coach.words_of(page))
    coach.press_button("point-0")
    coach.press_button("segment-agree")
    running = workspace.sessions.running()
    assert running is not None
    assert workspace.sessions.marks(running.id)["match"].mark == "agree"
    coach.tab_to("reason-match")
    coach.write("a new team")
    coach.press_button("end-session")
    summary = window.current_page()
    assert isinstance(summary, SummaryPage)
    assert coach.focused().objectName() == "end-with-summary"
    assert f"{name} writes one page" in summary.text.toPlainText()
    assert f"Write one page {number}" in summary.text.toPlainText()
    assert "private" not in summary.text.toPlainText().splitlines()
    assert f"private about {name}" not in summary.text.toPlainText()
    assert "a new team" not in summary.text.toPlainText()
    coach.key(Qt.Key.Key_Space)
    assert workspace.sessions.running() is None
    coach.key(Qt.Key.Key_Escape)
    client = window.current_page()
    assert isinstance(client, ClientPage)
    coach.press_button("plan-session")
    kept = workspace.sessions.sessions()
    assert [session.state for session in kept] == ["ended", "planned"]
    assert kept[0].notes == f"private about {name}"


def rate_somebody(window: MainWindow, workspace: Workspace) -> None:
    """The coach's own view of the third client, right after the session."""
    coach.press_button("rate")
    assert isinstance(window.current_page(), RatingPage)
    rating = workspace.rating.unfinished()
    assert rating is not None
    for number in range(len(workspace.rating.items(rating))):
        coach.key(Qt.Key.Key_0 if number % 8 == 7 else Qt.Key.Key_4)
        coach.key(Qt.Key.Key_Return)
    assert isinstance(window.current_page(), ViewsPage)
    assert workspace.rating.latest() is not None
    coach.key(Qt.Key.Key_Escape)
    assert isinstance(window.current_page(), ClientPage)


def review_group(qtbot: QtBot, window: MainWindow) -> None:
    """The three who were assessed, person by area."""
    go_to(window, "group")
    page = window.current_page()
    assert isinstance(page, GroupPage)
    qtbot.waitUntil(lambda: "People: 10, assessed: 3" in coach.words_of(page), timeout=20_000)
    qtbot.waitUntil(page.to_sheet.isEnabled, timeout=20_000)
    coach.tab_to("heat")
    coach.key(Qt.Key.Key_Down)


def look_back(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    """Everybody in the table, names hidden, one archived and brought back."""
    coach.key(Qt.Key.Key_8, CONTROL)
    page = window.current_page()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: not any(row.waiting for row in page.table.people.rows))
    for name in NAMES[:3]:
        shown = coach.cells(page, name)
        assert shown["Match"].isdigit()
        assert shown["Plan"] == "1 live"
        assert shown["Next session"] != "–"
    coach.key(Qt.Key.Key_H, CONTROL | SHIFT)
    assert coach.names(page) == [f"Person {number:02d}" for number in range(1, 11)]
    coach.tab_to("people-table")
    coach.key(Qt.Key.Key_Delete)
    coach.key(Qt.Key.Key_Z, CONTROL)
    assert all(person.archived_at is None for person in workspace.people.everyone())
    assert workspace.people.sessions_this_week() >= 3

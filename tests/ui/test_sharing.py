"""In the window: a client shares, the coach says whose it is and takes it in, and the plan goes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from tests import coaching
from tests.first_start import begun
from tests.ui.coach import words_of

from nextrung import app
from nextrung.people.person import PersonFields
from nextrung.sealing.check_number import check_number
from nextrung.sealing.sealed import is_sealed
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.sessions.client_page import ClientPage
from nextrung.ui.sharing.prepared_dialog import PreparedDialog
from nextrung.ui.sharing.share_dialog import USUAL_DAYS, ShareDialog
from nextrung.ui.sharing.whose_dialog import WhoseDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.transfer.preview_dialog import PreviewDialog
from nextrung.ui.widgets.question import QuestionDialog
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.sharing import USUAL_PARTS

D = TypeVar("D", bound=QDialog)
NAME, SECRET = "Jana Nováková", "zebra-note"


@pytest.fixture
def other(tmp_path: Path, workspace: Workspace) -> Iterator[Workspace]:
    """The data folder of the other side."""
    with closing(app.open_workspace(begun(tmp_path / "other").parent, coaching.Clock(workspace.clock.now()))) as opened:
        yield opened


def fill(client: Workspace) -> None:
    client.add_person(NAME)
    coaching.assess(client)
    step = client.plan.add_own(OwnStep("Hand the weekly report over"))
    client.plan.edit(step.id, notes=SECRET)


def share_of(client: Workspace, coach: Workspace, path: Path, days: int = 30) -> Path:
    until = client.clock.today() + timedelta(days=days)
    prepared = client.sharing.share_work(USUAL_PARTS, until, coach.views.coach.public_key())()
    return client.sharing.sealing_work(prepared, path)()


def seen(window: MainWindow, qtbot: QtBot, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(kind)))
    return next(one for one in window.findChildren(kind) if one.isVisible())


def save(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    files = window.findChild(QFileDialog)
    assert files is not None
    files.fileSelected.emit(str(path))
    files.done(1)
    qtbot.waitUntil(lambda: "Nobody else can open it" in window.commands.toast.message)


def test_that_a_client_sees_what_the_coach_will_see_and_only_that_leaves(
    window: MainWindow, workspace: Workspace, other: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(workspace)
    window.commands.sharing.share()
    asking = seen(window, qtbot, ShareDialog)
    assert [part for part, box in asking.parts.items() if box.isChecked()] == list(USUAL_PARTS)
    for key, said in (("", "no public key"), (workspace.views.coach.public_key(), "this data folder itself")):
        asking.public_key.setText(key)
        asking.accept_button.click()
        assert said in words_of(asking)
    key = other.views.coach.public_key()
    asking.public_key.setText(key)
    for box in asking.parts.values():
        box.setChecked(False)
    asking.accept_button.click()
    assert "at least one thing" in words_of(asking)
    asking.parts["plan"].setChecked(True)
    asking.accept_button.click()
    first = seen(window, qtbot, PreparedDialog)
    told = words_of(first)
    assert "Not in it: results, evidence, adverts, practice and predictions, pay, notes." in told
    assert "a promise, not a lock" in told
    assert check_number(key) in told
    first.reject()  # back to what is shared
    assert asking.isVisible()
    asking.parts["results"].setChecked(True)
    asking.accept_button.click()
    qtbot.waitUntil(lambda: sum(one.isVisible() for one in window.findChildren(PreparedDialog)) == 1)
    shown = next(one for one in window.findChildren(PreparedDialog) if one.isVisible())
    shared = [[_cell(shown.part.things, row, at) for at in range(3)] for row in range(2)]
    assert [row[0] for row in shared] == ["Assessment", "Step"]
    assert shared[1][1] == "Hand the weekly report over"
    path = tmp_path / "share.nextrung"
    shown.accept_button.click()
    assert not asking.isVisible()
    save(window, qtbot, path)
    assert is_sealed(path.read_bytes())
    arrival = other.transfer.reading_work(path)().preview.arrival
    assert arrival is not None
    assert [thing.kind for thing in arrival.things] == ["assessment", "plan_step"]
    assert arrival.until == (workspace.clock.today() + timedelta(days=USUAL_DAYS)).isoformat()


def _cell(table: object, row: int, column: int) -> str:
    model = table.model()  # type: ignore[attr-defined]
    return str(model.index(row, column).data())


def test_that_the_coach_says_whose_it_is_and_the_plan_goes_back(
    window: MainWindow, workspace: Workspace, other: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(other)
    workspace.privacy.set_coach_mode(on=True)
    known = workspace.people.add(PersonFields(NAME, notes="private of the coach"))
    workspace.people.add(PersonFields("Omar Other"))
    file = share_of(other, workspace, tmp_path / "share.nextrung")
    window.commands.transfer.import_file(file)
    asking = seen(window, qtbot, WhoseDialog)
    asking.accept_button.click()
    assert "Choose who it is" in words_of(asking)
    assert [asking.choice.itemText(at) for at in range(3)] == ["Somebody new", NAME, "Omar Other"]
    asking.choice.setCurrentIndex(1)
    asking.accept_button.click()
    preview = seen(window, qtbot, PreviewDialog)
    told = words_of(preview)
    assert f"Shared by {NAME} until" in told
    assert "a promise, not a lock" in told
    assert workspace.assessments() == ()
    with qtbot.waitSignal(window.commands.transfer.imported):
        preview.accept_button.click()
    assert len(workspace.people.everyone()) == 2
    assert workspace.people.notes(known.id) == "private of the coach"

    window.switch_person(known.id, "sessions")
    page = window.findChild(ClientPage)
    assert page is not None
    assert page.share.isVisible()
    assert not page.share.erase.isVisible()
    workspace.plan.add_own(OwnStep("Ask two peers for a review"))
    page.share.send.click()
    shown = seen(window, qtbot, PreparedDialog)
    assert check_number(other.views.coach.public_key()) in words_of(shown)
    assert "what your client will see" in words_of(shown)
    shown.accept_button.click()
    back = tmp_path / "plan.nextrung"
    save(window, qtbot, back)
    other.transfer.take_in(other.transfer.reading_work(back)())
    assert [one.title for one in other.plan.steps()] == ["Hand the weekly report over", "Ask two peers for a review"]
    assert other.plan.steps()[0].notes == SECRET

    # nobody is asked a second time
    window.commands.transfer.import_file(share_of(other, workspace, tmp_path / "again.nextrung"))
    seen(window, qtbot, PreviewDialog).reject()
    assert not [one for one in window.findChildren(WhoseDialog) if one.isVisible()]


def test_that_a_day_that_has_passed_is_said_and_nothing_goes_by_itself(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    before = workspace.clock.now() - timedelta(days=40)
    with closing(app.open_workspace(begun(tmp_path / "long-ago").parent, coaching.Clock(before))) as client:
        fill(client)
        file = share_of(client, workspace, tmp_path / "share.nextrung", days=30)
    workspace.privacy.set_coach_mode(on=True)
    workspace.transfer.take_in(workspace.transfer.reading_work(file)())
    (jana,) = workspace.people.everyone()
    window.switch_person(jana.id, "sessions")
    page = window.findChild(ClientPage)
    assert page is not None
    assert "that day has passed. Nothing goes by itself" in words_of(page.share)
    window.show_page("people")
    people = window.findChild(PeoplePage)
    assert people is not None
    assert f"shared until a day that has passed: {NAME}" in words_of(people)
    workspace.privacy.hide_names(hidden=True)
    window.show_page("people")
    assert "Jana" not in words_of(people)
    assert "a day that has passed: Person 01" in words_of(people)
    workspace.privacy.hide_names(hidden=False)
    window.show_page("sessions")
    page.share.remove.click()
    question = seen(window, qtbot, QuestionDialog)
    assert "assessments (1), plan steps (1)" in words_of(question)
    question.reject()
    assert len(workspace.plan.steps()) == 1
    page.share.erase.click()
    asking = next(one for one in window.findChildren(QDialog) if one.isVisible())
    asking.reject()
    assert len(workspace.people.everyone()) == 1
    page.share.remove.click()
    seen(window, qtbot, QuestionDialog).accept()
    assert workspace.plan.steps() == ()
    assert workspace.latest() is None
    assert len(workspace.people.everyone()) == 1
    qtbot.waitUntil(lambda: "What was shared is removed" in window.commands.toast.message)


def test_that_hidden_names_hold_where_a_share_comes_in(
    window: MainWindow, workspace: Workspace, other: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(other)
    other.plan.add_own(OwnStep("Talk to Tomáš Dvořák"))
    workspace.people.add(PersonFields(NAME))
    workspace.privacy.hide_names(hidden=True)
    window.commands.transfer.import_file(share_of(other, workspace, tmp_path / "share.nextrung"))
    asking = seen(window, qtbot, WhoseDialog)
    listed = [asking.choice.itemText(at) for at in range(asking.choice.count())]
    assert listed == ["Somebody new", "Person 01"]
    assert "Jana" not in words_of(asking)
    asking.choice.setCurrentIndex(1)
    asking.accept_button.click()
    preview = seen(window, qtbot, PreviewDialog)
    told = words_of(preview)
    assert "Person 01" in told
    assert "Jana" not in told
    assert "Tomáš" not in told


def test_that_hidden_names_hold_in_a_plan_that_is_looked_at_before_it_goes_back(
    window: MainWindow, workspace: Workspace, other: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(other)
    workspace.people.add(PersonFields("Omar Other"))
    file = share_of(other, workspace, tmp_path / "share.nextrung")
    workspace.transfer.take_in(workspace.transfer.reading_work(file)())
    jana = next(one for one in workspace.people.everyone() if one.name == NAME)
    workspace.switch_person(jana.id)
    workspace.plan.add_own(OwnStep("Meet Omar Other with Jana Nováková"))
    workspace.privacy.hide_names(hidden=True)
    window.commands.sharing.send_plan(jana.id)
    shown = seen(window, qtbot, PreparedDialog)
    titles = [_cell(shown.part.things, row, 1) for row in range(2)]
    assert titles[1] == "Meet Person 01 with Person 02"
    shown.reject()


def test_that_a_page_of_somebody_who_shares_nothing_says_nothing_of_it(
    window: MainWindow, workspace: Workspace
) -> None:
    workspace.privacy.set_coach_mode(on=True)
    person = workspace.people.add(PersonFields(NAME))
    window.switch_person(person.id, "sessions")
    page = window.findChild(ClientPage)
    assert page is not None
    assert not page.share.isVisible()
    window.commands.sharing.send_plan(person.id)
    assert "Nothing was shared by this person" in window.commands.toast.message

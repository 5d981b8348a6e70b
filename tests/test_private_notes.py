"""What a coach keeps for themselves leaves in no file that was not asked to hold it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests import coaching, given
from tests.report import poppler

from nextrung import resources
from nextrung.people.person import Person
from nextrung.report.audience import AUDIENCES, PARTS, contents
from nextrung.report.build import build
from nextrung.report.calendar import CalendarError
from nextrung.report.formats import FORMATS, ExportFormat, rendered
from nextrung.report.pdf import as_pdf
from nextrung.report.session import session_document
from nextrung.store.database import open_database
from nextrung.ui.client import state as client_state
from nextrung.ui.sessions import state as session_state
from nextrung.ui.sessions import words
from nextrung.ui.sessions.handout import summary_of
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

PRIVATE = "quetzal"
"""Stands in everything private, and nowhere else."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Three assessed people; about the first one there are private notes of every kind, and a session is going on."""
    connection = open_database(tmp_path / "nextrung.db")
    clock = coaching.Clock(datetime(2026, 11, 23, 12, tzinfo=UTC))
    space = Workspace(connection, [given.ML_MANAGER], resources.assets("salary"), clock)
    people = []
    for name in ("Jana", "Omar", "Zoe"):
        people.append(space.add_person(name))
        coaching.assess(space)
    space.switch_person(people[0].id)
    fill(space, people[0])
    yield space
    space.close()


def fill(space: Workspace, person: Person) -> None:
    space.people.save_notes(person.id, f"{PRIVATE} about her")
    session = space.sessions.start()
    space.sessions.write(session.id, notes=f"{PRIVATE} today", decided="Write the page")
    space.sessions.mark(session.id, "match", "unsure", f"{PRIVATE} reason")
    space.sessions.add_point(session.id, f"{PRIVATE} point that was not talked about")
    space.sessions.cover(session.id, 0, covered=True)
    space.plan.add_own(OwnStep("Write the page", due=date(2026, 12, 24)))
    rating = space.rating.start()
    for item in space.rating.items(rating):
        rating = space.rating.rate(rating, item.id, 3.0)
    space.rating.finish(rating)


def opened(content: bytes) -> bytes:
    """The file, and what is packed inside it."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return content + b"".join(packed.read(name) for name in packed.namelist())


@poppler.needed
@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_that_no_report_holds_private_notes_even_with_every_part_ticked(
    workspace: Workspace, tmp_path: Path, kind: ExportFormat
) -> None:
    assessment = workspace.latest()
    assert assessment is not None
    material = workspace.reports.material(assessment, workspace.role)
    for audience in AUDIENCES:
        try:
            content = rendered(build(material, contents(audience, more=PARTS)), kind, workspace.clock.now())
        except CalendarError:  # this audience gets no plan, so there is nothing for a calendar
            continue
        assert PRIVATE.encode() not in opened(content)
        if kind.name == "pdf":
            assert PRIVATE not in poppler.text(content, tmp_path)


@poppler.needed
def test_that_the_page_of_a_session_holds_none_as_text_or_as_pdf(
    workspace: Workspace, tmp_path: Path, qapp: QApplication
) -> None:
    assert qapp is not None  # the words of the page are Qt's
    running = workspace.sessions.running()
    assert running is not None
    state = session_state.session(workspace, running.id, "Jana")
    assert PRIVATE in repr(state)
    text = words.summary(state, workspace.role.name)
    assert "Write the page" in text
    assert PRIVATE not in text
    pdf = as_pdf(session_document(summary_of(text, "Jana", workspace.role.name, date(2026, 11, 23))))
    assert PRIVATE not in poppler.text(pdf, tmp_path)


def test_that_the_sheet_of_the_group_holds_none(workspace: Workspace, tmp_path: Path) -> None:
    seen = workspace.group.reader().read().view(workspace.role)
    change = workspace.group.change_reader(workspace.group.usual_dates()).read().of(seen.members)
    names = {person.id: person.name for person in workspace.people.everyone()}
    path = workspace.group.save_sheet(seen, change, names, tmp_path / "group.xlsx")
    content = opened(path.read_bytes())
    assert b"Jana" in content
    assert PRIVATE.encode() not in content


def test_that_the_window_of_the_client_holds_none(workspace: Workspace) -> None:
    assert PRIVATE not in repr(client_state.build(workspace))


def test_that_only_the_export_of_everything_holds_them_all(workspace: Workspace, tmp_path: Path) -> None:
    exported = workspace.transfer.export_work(tmp_path / workspace.transfer.suggested_name())()
    content = opened(exported.path.read_bytes())
    assert content.count(PRIVATE.encode()) >= 4

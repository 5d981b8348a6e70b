"""Examples are gathered, told, deleted and put back; they leave, come in, and go with a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nextrung import app
from nextrung.assessment.answer import Answer
from nextrung.evidence.example import ExampleError, ExampleFields
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

TOLD = ExampleFields(
    "Paired interviews", "TL2", situation="Two hires left.", day="2026-05-01", link="/a/b.odt", level="4.0"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(tmp_path / "one")
    yield opened
    opened.close()


def _noted(workspace: Workspace) -> None:
    assessment = workspace.answer(workspace.start("quick"), Answer("TL-B1", value=4.0, note="Coached Sam"))
    quick = workspace.finish(assessment)
    workspace.start("full", deepen=quick)


def test_that_notes_and_steps_stand_there_without_retyping(workspace: Workspace) -> None:
    assert workspace.evidence.examples() == ()
    _noted(workspace)
    step = workspace.plan.add_own(OwnStep("Hold a review", "TL", "TL1"))
    workspace.plan.finish(step.id, "document", "the minutes")
    note, done = workspace.evidence.examples()
    assert (note.title, note.level, done.title, done.confirmed_by) == (
        "Coached Sam",
        4.0,
        "Hold a review",
        "the minutes",
    )
    with pytest.raises(ExampleError, match="goes with the assessment or the step"):
        workspace.evidence.remove(note.id)


def test_that_telling_more_of_a_note_keeps_it_and_leaves_the_answer(workspace: Workspace) -> None:
    _noted(workspace)
    (note,) = workspace.evidence.examples()
    fields = ExampleFields("Coached Sam", note.facet, note=note.note, result="Sam leads now", level="4.0")
    saved = workspace.evidence.save(fields, note.id)
    assert workspace.evidence.examples() == (saved,)
    assert (saved.note, saved.result, saved.origin) == ("Coached Sam", "Sam leads now", note.origin)
    latest = workspace.latest()
    assert latest is not None
    assert latest.answers["TL-B1"].note == "Coached Sam"
    workspace.evidence.remove(saved.id)
    (again,) = workspace.evidence.examples()
    assert again == note, "deleting what was made of a note brings the note back"


def test_that_an_example_is_deleted_into_the_bin_and_undone(workspace: Workspace) -> None:
    saved = workspace.evidence.save(TOLD)
    changed = workspace.evidence.save(ExampleFields("Other", "TL1"), saved.id)
    assert (changed.id, changed.added_at, changed.situation) == (saved.id, saved.added_at, "")
    workspace.evidence.remove(saved.id)
    assert workspace.evidence.examples() == ()
    assert [one.name for one in workspace.bin.deleted()] == ["Other"]
    assert workspace.evidence.can_undo()
    workspace.evidence.undo()
    assert workspace.evidence.examples() == (changed,)
    assert not workspace.evidence.can_undo()
    with pytest.raises(ExampleError, match="no longer here"):
        workspace.evidence.save(TOLD, "gone")


def test_that_examples_leave_and_come_in_with_everything(workspace: Workspace, tmp_path: Path) -> None:
    saved = workspace.evidence.save(TOLD)
    file = tmp_path / "all.nextrung"
    workspace.transfer.export_work(file)()
    other = app.open_workspace(tmp_path / "two")
    other.transfer.taking_in_work(other.transfer.reading_work(file)())()
    other.forget()
    assert other.evidence.examples() == (saved,)
    other.close()


def test_that_erasing_a_person_erases_every_example_and_draft(workspace: Workspace, tmp_path: Path) -> None:
    workspace.evidence.save(ExampleFields("Paired interviews", "TL2", situation="unmistakable words"))
    workspace.draft("example").keep({"example-situation": "unmistakable draft"})
    deleted = workspace.evidence.save(ExampleFields("Another", "TL2", action="unmistakable act"))
    workspace.evidence.remove(deleted.id)
    assert workspace.person is not None
    receipt = workspace.erase_work(workspace.person.id, backups=True)()
    assert receipt.rows["work_example"] == 1
    workspace.close()
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            assert b"unmistakable" not in path.read_bytes(), path.name

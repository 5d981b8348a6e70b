"""Practice and predictions are kept, deleted and put back; they leave, come in, and go with a person. Never scored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import given

from nextrung import app
from nextrung.evidence.practice import PracticeError, PracticeSitting
from nextrung.evidence.prediction import PredictionError, PredictionFields
from nextrung.evidence.questions import AskedQuestion
from nextrung.workspace import Workspace

EXPECTED = PredictionFields("interview", "Second round", "They make an offer", 70, "2026-12-04")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = app.open_workspace(tmp_path / "one")
    yield opened
    opened.close()


def _asked(workspace: Workspace) -> tuple[AskedQuestion, ...]:
    return workspace.evidence.questions(workspace.installed.questionnaire, workspace.role)


def _practised(workspace: Workspace, note: str = "Too long") -> PracticeSitting:
    first, second = _asked(workspace)[:2]
    sitting = workspace.practice.answered(workspace.practice.begin(workspace.role), first, 61.24)
    missing = frozenset(first.question.good[1:])
    sitting = workspace.practice.marked(sitting, first.question.id, missing, note)
    return workspace.practice.answered(sitting, second, 30)


def test_that_a_sitting_is_kept_with_its_words_and_marks(workspace: Workspace) -> None:
    workspace.practice.begin(workspace.role)
    assert workspace.practice.sittings() == (), "one without answers is none"
    assert workspace.person is None, "to begin writes nothing"
    sitting = _practised(workspace)
    assert workspace.practice.sittings() == (sitting,)
    one, other = sitting.answers
    asked = _asked(workspace)[0]
    assert (one.place, one.ask, one.good) == (1, asked.question.ask, asked.question.good)
    assert (one.missing, one.note, one.seconds) == (asked.question.good[1:], "Too long", 61.2)
    assert (other.place, other.missing, other.note) == (2, (), "")


def test_that_a_mark_is_taken_back_and_long_notes_are_refused(workspace: Workspace) -> None:
    sitting = _practised(workspace)
    question = sitting.answers[0].question
    changed = workspace.practice.marked(sitting, question, frozenset({"said by nobody"}), "")
    assert changed.answers[0].missing == ()
    with pytest.raises(PracticeError, match="10,000"):
        workspace.practice.marked(changed, question, frozenset(), "x" * 10_001)
    with pytest.raises(PracticeError, match="no longer part"):
        workspace.practice.marked(changed, "gone", frozenset(), "")
    assert workspace.practice.sittings() == (changed,)


def test_that_a_sitting_is_deleted_into_the_bin_and_undone(workspace: Workspace) -> None:
    sitting = _practised(workspace)
    workspace.practice.remove(sitting.id)
    assert workspace.practice.sittings() == ()
    assert workspace.practice.can_undo()
    workspace.practice.undo()
    assert workspace.practice.sittings() == (sitting,)
    assert not workspace.practice.can_undo()
    with pytest.raises(PracticeError, match="no longer here"):
        workspace.practice.remove("gone")


def test_that_what_was_expected_stays_once_it_is_known_what_came(workspace: Workspace) -> None:
    noted = workspace.predictions.note(EXPECTED)
    changed = workspace.predictions.note(PredictionFields("promotion", "Spring round", "It goes through", 30), noted.id)
    assert (changed.id, changed.noted_at, changed.sure, changed.day) == (noted.id, noted.noted_at, 30, None)
    settled = workspace.predictions.settle(noted.id, "no", "They wait a year")
    assert (settled.came, settled.outcome, settled.expected) == ("no", "They wait a year", "It goes through")
    mended = workspace.predictions.settle(noted.id, "untold", "Called off")
    assert (mended.came, mended.settled_at) == ("untold", settled.settled_at)
    with pytest.raises(PredictionError, match="stays as it was"):
        workspace.predictions.note(EXPECTED, noted.id)
    with pytest.raises(PredictionError, match="no longer here"):
        workspace.predictions.settle("gone", "yes", "")
    assert workspace.predictions.predictions() == (mended,)


def test_that_a_prediction_is_deleted_into_the_bin_and_undone(workspace: Workspace) -> None:
    noted = workspace.predictions.note(EXPECTED)
    workspace.predictions.remove(noted.id)
    assert workspace.predictions.predictions() == ()
    assert [one.name for one in workspace.bin.deleted()] == ["Second round"]
    assert workspace.predictions.can_undo()
    workspace.predictions.undo()
    assert workspace.predictions.predictions() == (noted,)


def test_that_both_leave_and_come_in_with_everything(workspace: Workspace, tmp_path: Path) -> None:
    sitting, noted = _practised(workspace), workspace.predictions.note(EXPECTED)
    settled = workspace.predictions.settle(noted.id, "yes", "With less pay")
    file = tmp_path / "all.nextrung"
    workspace.transfer.export_work(file)()
    other = app.open_workspace(tmp_path / "two")
    other.transfer.taking_in_work(other.transfer.reading_work(file)())()
    other.forget()
    assert other.practice.sittings() == (sitting,)
    assert other.predictions.predictions() == (settled,)
    other.close()


def test_that_erasing_a_person_erases_both(workspace: Workspace, tmp_path: Path) -> None:
    _practised(workspace, "unmistakable note")
    deleted = workspace.predictions.note(PredictionFields("other", "unmistakable title", "E", 50))
    workspace.predictions.remove(deleted.id)
    workspace.predictions.note(PredictionFields("other", "T", "unmistakable hope", 50))
    assert workspace.person is not None
    receipt = workspace.erase_work(workspace.person.id, backups=True)()
    assert (receipt.rows["practice_sitting"], receipt.rows["practice_answer"], receipt.rows["prediction"]) == (1, 2, 1)
    workspace.close()
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            assert b"unmistakable" not in path.read_bytes(), path.name


def test_that_neither_changes_a_level(workspace: Workspace) -> None:
    workspace.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
    before = _levels(workspace)
    _practised(workspace)
    workspace.predictions.note(EXPECTED)
    workspace.forget()
    assert _levels(workspace) == before


def _levels(workspace: Workspace) -> dict[str, float | None]:
    latest = workspace.latest()
    assert latest is not None
    return {name: one.level for name, one in latest.result(workspace.role).competencies.items()}

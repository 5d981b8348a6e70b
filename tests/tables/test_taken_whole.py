"""What a table brings in comes in whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextrung import app
from nextrung.assessment.answer import Answer
from nextrung.errors import DatabaseError
from nextrung.tables.answer_rows import AnswersRow
from nextrung.tables.whose import NEW
from nextrung.workspace.tables import Taking


def test_that_nobody_new_stays_of_answers_that_could_not_be_kept(tmp_path: Path) -> None:
    workspace = app.open_workspace(tmp_path)
    answers = {"TL-B1": Answer("TL-B1", value=3)}
    rows = tuple(
        AnswersRow(number, label, "", person, "quick", complete=False, answers=answers)
        for number, label, person in ((1, "Kim", NEW), (2, "Lee", "somebody who was erased meanwhile"))
    )
    with pytest.raises(DatabaseError):
        workspace.tables.taking_in_work(Taking(answers=rows, edition=workspace.editions[0]))()
    assert workspace.people.count() == 0
    workspace.close()

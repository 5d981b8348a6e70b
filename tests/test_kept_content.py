"""Kept content that was damaged: the installed one is read from its files, any other is said to be damaged."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from tests.hardship import filled

from nextrung.errors import DamagedError
from nextrung.questionnaire import files
from nextrung.store.sqlite import engine as sqlite3


def test_that_kept_content_that_was_changed_on_disk_is_read_from_the_files(tmp_path: Path) -> None:
    """One flipped bit in a question would otherwise be asked and shown as if somebody had written it so."""
    database = tmp_path / "nextrung.db"
    with closing(filled.open_workspace(database)) as workspace:
        assessment = workspace.start("quick")
        text = assessment.content.competencies[0].name
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE questionnaire SET content = replace(content, ?, ?)", (text, text.swapcase()))
        assert connection.total_changes == 1
        connection.commit()
    with closing(filled.open_workspace(database)) as workspace:
        again = workspace.open_assessment()
        assert again is not None
        assert again.content.competencies[0].name == text
        as_installed = files.to_json(workspace.installed.questionnaire)
    with closing(sqlite3.connect(database)) as connection:
        (kept,) = connection.execute("SELECT content FROM questionnaire").fetchone()
        assert kept == as_installed, "and is mended"


def test_that_other_content_that_cannot_be_read_is_damage_and_quotes_nothing(tmp_path: Path) -> None:
    database = tmp_path / "nextrung.db"
    with closing(filled.open_workspace(database)) as workspace:
        workspace.start("quick")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE questionnaire SET fingerprint = 'f1', content = '{\"secret\": 1}'")
        connection.execute("UPDATE assessment SET questionnaire = 'f1'")
        connection.commit()
    with closing(filled.open_workspace(database)) as workspace, pytest.raises(DamagedError) as caught:
        workspace.open_assessment()
    assert str(caught.value) == "The questionnaire kept with an assessment is damaged."

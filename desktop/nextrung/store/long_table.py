"""Every answer of every finished form, a row each: ids, choices and times, no names and nothing that was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nextrung.lazy import lazy
from nextrung.store import sqlite

if TYPE_CHECKING:
    import sqlite_utils
else:
    sqlite_utils = lazy("sqlite_utils")

_ROWS = """
    SELECT person.id AS person, assessment.id AS sitting, assessment.form, assessment.completed_at,
        assessment.questionnaire AS fingerprint, questionnaire.id AS questionnaire, questionnaire.version,
        answer.item, answer.value, answer.choice, answer.confidence, answer.no_chance, answer.skipped, answer.seconds
    FROM answer
    JOIN assessment ON assessment.id = answer.assessment
    JOIN person ON person.id = assessment.person
    JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
    WHERE assessment.completed_at IS NOT NULL AND person.sample = 0
    ORDER BY person.id, assessment.sequence, answer.item
"""


def rows(connection: sqlite.Connection) -> Iterator[dict[str, Any]]:
    """The rows in a fixed order, by column; people of the sample data are left out. Raises sqlite.Error."""
    # Else the library would switch recursive triggers on in a connection that belongs to the caller.
    yield from sqlite_utils.Database(connection, recursive_triggers=False).query(_ROWS)

"""What is worked with: who is in the group, their finished assessments, and all their answers. No data frames here."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from nextrung.assessment.columns import AnswerColumns
from nextrung.assessment.record import AssessmentRecord
from nextrung.people.person import Person
from nextrung.questionnaire.model import Questionnaire


class GroupData(Struct, frozen=True):
    """A whole group as it was read.

    ``latest`` holds the newest finished assessment of each person by person id; who has none is missing. ``columns``
    holds the answers of all these, ``contents`` the exact content by fingerprint. ``newest`` is the content on show:
    its competencies are the columns of everything. ``now`` is the moment of reading (ISO 8601, UTC).
    """

    members: tuple[Person, ...]
    latest: Mapping[str, AssessmentRecord]
    columns: AnswerColumns
    contents: Mapping[str, Questionnaire]
    newest: Questionnaire
    now: str


class ChangeData(Struct, frozen=True):
    """The people who have an assessment at a first day and a newer one at a second, with both.

    ``pairs`` holds the earlier and the later assessment by person id; the rest is as in ``GroupData``.
    """

    pairs: Mapping[str, tuple[AssessmentRecord, AssessmentRecord]]
    columns: AnswerColumns
    contents: Mapping[str, Questionnaire]
    newest: Questionnaire

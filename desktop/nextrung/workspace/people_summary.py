"""What a table of everybody shows: levels, scored in batches in a thread and kept in memory alone, and sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from nextrung.assessment.record import AssessmentRecord
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring.levels import CompetencyScore, score_competency
from nextrung.scoring.match import Match, fitting_role, match
from nextrung.store import assessments, sessions, sqlite
from nextrung.store.database import file_of, open_reading

BATCH = 100
"""Assessments scored in one go: some tens of milliseconds of work."""

Scores = Mapping[str, CompetencyScore]


class PeopleSummary:
    """Knows the scores of finished assessments, which stay as they are, so that each is scored once."""

    def __init__(self, connection: sqlite.Connection, content: Callable[[str], Questionnaire]) -> None:
        """Work on an open database; ``content`` finds what a fingerprint stands for."""
        self._connection = connection
        self._content = content
        self._scores: dict[str, Scores] = {}
        self._matches: dict[tuple[str, str], tuple[Role, Match]] = {}

    def finished(self) -> dict[str, tuple[AssessmentRecord, ...]]:
        """The finished assessments of everybody by person, the oldest first."""
        found: dict[str, list[AssessmentRecord]] = {}
        for record in assessments.finished_of_all(self._connection):
            found.setdefault(record.person, []).append(record)
        return {person: tuple(records) for person, records in found.items()}

    def next_sessions(self) -> dict[str, str]:
        """When the next planned session with each person is, by person; moments are ISO 8601, UTC."""
        return sessions.next_planned(self._connection)

    def sessions_between(self, first: str, last: str) -> int:
        """How many sessions with anybody are planned for, or took place, from one moment up to another."""
        return sessions.planned_between(self._connection, first, last)

    def next_batch(self, wanted: Iterable[AssessmentRecord]) -> tuple[AssessmentRecord, ...]:
        """The first of the assessments that are not scored yet; none when all are."""
        batch: list[AssessmentRecord] = []
        for record in wanted:
            if record.id not in self._scores:
                batch.append(record)
                if len(batch) == BATCH:
                    break
        return tuple(batch)

    def scoring_of(self, batch: Sequence[AssessmentRecord]) -> Callable[[], dict[str, Scores]]:
        """A plain function that scores a batch; it may run in any thread. ``keep`` takes what it returns."""
        contents = {one: self._content(one) for one in {record.questionnaire for record in batch}}
        return partial(_score, file_of(self._connection), tuple(batch), contents)

    def keep(self, scores: Mapping[str, Scores]) -> None:
        """Remember scores by assessment id; nothing of them is written, so that a new start scores again."""
        self._scores |= scores

    def content_of(self, record: AssessmentRecord) -> Questionnaire:
        """The content that an assessment was taken with."""
        return self._content(record.questionnaire)

    def match(self, record: AssessmentRecord, role: Role) -> Match | None:
        """The match of a finished assessment to a role; None while it is not scored."""
        scores = self._scores.get(record.id)
        if scores is None:
            return None
        known = self._matches.get((record.id, role.id))
        if known is not None and known[0] == role:  # targets of one's own can change under the same id
            return known[1]
        content = self._content(record.questionnaire)
        found = match(scores, fitting_role(content, role), content.scoring)
        self._matches[record.id, role.id] = (role, found)
        return found


def _score(path: Path, batch: Sequence[AssessmentRecord], contents: Mapping[str, Questionnaire]) -> dict[str, Scores]:
    with closing(open_reading(path)) as connection:
        # In a connection of its own: one of SQLite's belongs to the thread that opened it, and this may run in another.
        answers = assessments.self_reports(connection, [record.id for record in batch])
    return {
        record.id: {
            one.id: score_competency(one, record.form, answers[record.id], contents[record.questionnaire])
            for one in contents[record.questionnaire].competencies
        }
        for record in batch
    }

"""The finished assessments of a person over time: all of them at once, removed and put back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from nextrung.assessment.answer import Answer
from nextrung.assessment.known import carried, known
from nextrung.assessment.record import AssessmentRecord
from nextrung.errors import NextRungError
from nextrung.people.person import Person
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.store import assessments, sqlite
from nextrung.store.sequence import of_moment
from nextrung.workspace.assessment import Assessment, seen_by_each
from nextrung.workspace.bin import BinService


class HistoryService:
    """What the history page does. ``undo`` puts the last removed assessment back, until the next one or the close."""

    def __init__(
        self,
        connection: sqlite.Connection,
        person: Callable[[], Person | None],
        content: Callable[[str], Questionnaire],
        hidden: Callable[[], frozenset[str]],
        deleted: BinService,
    ) -> None:
        """Work on an open database for the current person.

        ``content`` finds what a fingerprint stands for, ``hidden`` are the contents of questionnaires
        whose assessments are not shown.
        """
        self._connection = connection
        self._person = person
        self._content = content
        self._hidden = hidden
        self._deleted = deleted
        self._removed = 0

    def finished(self) -> tuple[Assessment, ...]:
        """The finished assessments on the questionnaire that is looked at, with their answers, the latest last."""
        person = self._person()
        if person is None:
            return ()
        answers = assessments.answers_of_person(self._connection, person.id)
        hidden = self._hidden()
        records = [
            record
            for record in assessments.of_person(self._connection, person.id)
            if record.questionnaire not in hidden
        ]
        asked = {key: {item: answer.skipped for item, answer in given.items()} for key, given in answers.items()}
        return tuple(
            self._assessment(record, answers, seen)
            for record, seen in zip(records, seen_by_each(records, asked), strict=True)
            if record.completed_at is not None
        )

    def _assessment(
        self, record: AssessmentRecord, answers: Mapping[str, Mapping[str, Answer]], seen: frozenset[str]
    ) -> Assessment:
        content = self._content(record.questionnaire)
        own = known(answers.get(record.id, {}), content)
        return Assessment(record, content, own, carried(own, answers.get(record.deepens or "", {})), seen)

    def keep(
        self, questionnaire: str, form: FormId, answers: Mapping[str, Answer], moments: tuple[str, str]
    ) -> Assessment:
        """Keep a finished assessment that was taken elsewhere, for the current person.

        ``questionnaire`` is the fingerprint of its content, ``moments`` say when it was started and finished; among
        those taken here it stands where these moments place it. Raises NextRungError when there is no person or the
        content is not known, DatabaseError when it cannot be written.
        """
        person = self._person()
        if person is None:
            raise NextRungError("There is no person yet to keep an assessment for.")
        content = self._content(questionnaire)
        record = AssessmentRecord(uuid.uuid4().hex, person.id, questionnaire, form, None, *moments)
        # By its own moment: an assessment from elsewhere may be older than those taken here.
        number = of_moment(moments[1])
        kept = assessments.add(self._connection, replace(record, sequence=number), answers.values())
        return Assessment(kept, content, answers)

    def remove(self, assessment: str) -> None:
        """Delete an assessment with its answers into the bin; ``undo`` puts it back. Raises KeyError, DatabaseError."""
        self._removed = self._deleted.put_in("assessment", assessment)

    @property
    def removed_at(self) -> str | None:
        """When the assessment that ``undo`` would put back was finished; None when there is none to put back."""
        person = self._person()
        if not self._removed or person is None:
            return None
        found = self._deleted.deleted(person.id, "assessment")
        return next((one.moment for one in found if one.id == self._removed), None)

    def undo(self) -> str | None:
        """Put the last removed assessment back as it was; its id, or None when there is none. Raises DatabaseError."""
        # Asked anew, since the bin may have been emptied, or the thing put back from its list, in the meantime.
        if self.removed_at is None:
            return None
        restored, self._removed = self._deleted.put_back(self._removed).thing, 0
        return restored

"""Examples of work: gathered from what is there, written, changed, deleted, and laid on the map of a role."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment.record import AssessmentRecord
from nextrung.clock import Clock
from nextrung.evidence import gathering
from nextrung.evidence.coverage import AreaCoverage, coverage
from nextrung.evidence.example import ExampleError, ExampleFields, WorkExample, checked
from nextrung.evidence.gathering import NotedStep
from nextrung.evidence.questions import AskedQuestion, asked, questions_for
from nextrung.people.person import Person
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.store import examples, plans, sqlite
from nextrung.workspace.bin import BinService
from nextrung.workspace.last_deleted import LastDeleted


class EvidenceSources(Struct, frozen=True):
    """Where a service of evidence asks for what others know, each time anew."""

    person: Callable[[], Person | None]
    records: Callable[[], tuple[AssessmentRecord, ...]]
    """The assessments on the questionnaire that is looked at."""
    content: Callable[[str], Questionnaire]
    add_person: Callable[[], Person]
    deleted: Callable[[], BinService]


class EvidenceService:
    """Everything about the current person's examples; every change is on disk when its method returns."""

    def __init__(self, connection: sqlite.Connection, sources: EvidenceSources, clock: Clock) -> None:
        """Work on an open database."""
        self._connection = connection
        self._sources = sources
        self._clock = clock
        self._last_deleted = LastDeleted("work_example", sources.person, sources.deleted)

    def examples(self) -> tuple[WorkExample, ...]:
        """All examples of the person: saved ones, then those gathered from notes and from finished steps."""
        person = self._sources.person()
        if person is None:
            return ()
        kept = examples.of_person(self._connection, person.id)
        noted = examples.noted_answers(self._connection, person.id)
        # of the questionnaire that is looked at: an id of another one would mean another question
        records = {one.id: one.questionnaire for one in self._sources.records()}
        here = [one for one in noted if one.assessment in records]
        items: dict[str, Item] = {}
        for content in dict.fromkeys(records[one.assessment] for one in here):
            items |= self._sources.content(content).items_by_id
        return gathering.gathered(person.id, kept, here, self._steps(person.id), items)

    def _steps(self, person: str) -> list[NotedStep]:
        lines = plans.evidence_of_person(self._connection, person)
        titles = {step.id: step.title for step in plans.of_person(self._connection, person)} if lines else {}
        return [NotedStep(titles[one.step], one) for one in lines]

    def example(self, example: str) -> WorkExample:
        """The example with this id, saved or gathered. Raises ExampleError when it is gone."""
        found = next((one for one in self.examples() if one.id == example), None)
        if found is None:
            raise ExampleError("This example is no longer here.")
        return found

    def coverage(self, content: Questionnaire, role: Role) -> tuple[AreaCoverage, ...]:
        """The map of a role: its areas with the examples for each."""
        return coverage(self.examples(), content.competencies, role)

    @staticmethod
    def questions(content: Questionnaire, role: Role) -> tuple[AskedQuestion, ...]:
        """What is likely to be asked for a role; nothing where no questions are known. Raises FindingsError."""
        return asked(questions_for(content.id), content.competencies, role)

    def save(self, fields: ExampleFields, example: str = "") -> WorkExample:
        """Keep what a form says as a new example, or in place of the one with this id. Raises ExampleError.

        One that was only gathered is kept from now on; the note or the step that it came from stays as it is.
        """
        values = checked(fields, self._clock.today())
        person = self._sources.person() or self._sources.add_person()
        moment = self._clock.moment()
        if example:
            before = self.example(example)
            fresh = before if before.is_kept else replace(before, id=uuid.uuid4().hex, added_at=moment)
        else:
            fresh = WorkExample(uuid.uuid4().hex, person.id, fields.title, added_at=moment)
        saved = replace(fresh, **values, changed_at=moment)
        examples.save(self._connection, saved)
        return saved

    def remove(self, example: str) -> None:
        """Delete a saved example into the bin; ``undo`` puts it back. Raises ExampleError, DatabaseError."""
        if not self.example(example).is_kept:
            raise ExampleError("This stands where it was written: it goes with the assessment or the step.")
        self._last_deleted.delete(example)

    def can_undo(self) -> bool:
        """Whether the example that was deleted last can be put back."""
        return self._last_deleted.can_undo()

    def undo(self) -> None:
        """Put the example that was deleted last back. Raises BinError, DatabaseError."""
        self._last_deleted.undo()

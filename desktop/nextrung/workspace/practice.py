"""Practice of the current person: sittings kept answer by answer, looked at, deleted and put back."""

from __future__ import annotations

import uuid

from msgspec.structs import replace

from nextrung.clock import Clock
from nextrung.evidence.practice import PracticeAnswer, PracticeError, PracticeSitting, checked_note
from nextrung.evidence.questions import AskedQuestion
from nextrung.questionnaire.model import Role
from nextrung.store import practice, sqlite
from nextrung.workspace.last_deleted import LastDeleted, OwnSources


class PracticeService:
    """Everything about practice; every change is on disk when its method returns."""

    def __init__(self, connection: sqlite.Connection, sources: OwnSources, clock: Clock) -> None:
        """Work on an open database."""
        self._connection = connection
        self._sources = sources
        self._clock = clock
        self._last_deleted = LastDeleted("practice_sitting", sources.person, sources.deleted)

    def sittings(self) -> tuple[PracticeSitting, ...]:
        """All sittings of the person, the newest first."""
        person = self._sources.person()
        return practice.of_person(self._connection, person.id)[::-1] if person is not None else ()

    def begin(self, role: Role) -> PracticeSitting:
        """A sitting for the questions of a role; it is kept with its first answer, so that none is ever empty."""
        person = self._sources.person()
        name = role.name if role.targets else ""
        # whose it is where nobody is here yet is known with the first answer
        return PracticeSitting(uuid.uuid4().hex, person.id if person is not None else "", name, self._clock.moment())

    def answered(self, sitting: PracticeSitting, asked: AskedQuestion, seconds: float) -> PracticeSitting:
        """Keep that a question was answered aloud; the sitting as it is then. Raises DatabaseError."""
        if not sitting.person:
            sitting = replace(sitting, person=(self._sources.person() or self._sources.add_person()).id)
        given = PracticeAnswer(
            sitting=sitting.id,
            question=asked.question.id,
            place=len(sitting.answers) + 1,
            ask=asked.question.ask,
            facet=asked.facet,
            good=asked.question.good,
            seconds=round(seconds, 1),
            at=self._clock.moment(),
        )
        return self._keep(sitting, given)

    def marked(self, sitting: PracticeSitting, question: str, missing: frozenset[str], note: str) -> PracticeSitting:
        """Keep what was missing from an answer, and a note on it. Raises PracticeError, DatabaseError."""
        before = next((one for one in sitting.answers if one.question == question), None)
        if before is None:
            raise PracticeError("This question is no longer part of the sitting.")
        points = tuple(one for one in before.good if one in missing)
        changed = replace(before, missing=points, note=checked_note(note), at=self._clock.moment())
        return self._keep(sitting, changed) if changed != replace(before, at=changed.at) else sitting

    def _keep(self, sitting: PracticeSitting, answer: PracticeAnswer) -> PracticeSitting:
        practice.save(self._connection, sitting, answer)
        others = tuple(one for one in sitting.answers if one.question != answer.question)
        return replace(sitting, answers=tuple(sorted((*others, answer), key=lambda one: one.place)))

    def remove(self, sitting: str) -> None:
        """Delete a sitting into the bin; ``undo`` puts it back. Raises PracticeError, DatabaseError."""
        if sitting not in [one.id for one in self.sittings()]:
            raise PracticeError("This sitting is no longer here.")
        self._last_deleted.delete(sitting)

    def can_undo(self) -> bool:
        """Whether the sitting that was deleted last can be put back."""
        return self._last_deleted.can_undo()

    def undo(self) -> None:
        """Put the sitting that was deleted last back. Raises BinError, DatabaseError."""
        self._last_deleted.undo()

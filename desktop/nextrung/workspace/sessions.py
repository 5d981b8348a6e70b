"""Coaching sessions of the current person: planned, started with an agenda, written down, ended."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from nextrung.clock import Clock, as_moment, local_day
from nextrung.people.agenda import Facts, agenda
from nextrung.people.person import Person
from nextrung.people.session import (
    LONGEST_TEXT,
    AgendaPoint,
    CoachingSession,
    FindingMark,
    Mark,
    SessionError,
    checked_line,
)
from nextrung.plan.step import PlanStep
from nextrung.questionnaire.model import Role
from nextrung.store import sessions, sqlite
from nextrung.store.sequence import next_number
from nextrung.workspace.assessment import Assessment
from nextrung.workspace.bin import BinService
from nextrung.workspace.last_deleted import LastDeleted
from nextrung.workspace.session_facts import facts


class Sources(Struct, frozen=True):
    """Where a session finds what is known of the person: all of it for the current person."""

    person: Callable[[], Person | None]
    role: Callable[[], Role]
    finished: Callable[[], Sequence[Assessment]]
    steps: Callable[[], Sequence[PlanStep]]


class SessionService:
    """Everything about sessions; every change is on disk when its method returns."""

    def __init__(self, connection: sqlite.Connection, sources: Sources, clock: Clock, deleted: BinService) -> None:
        """Work on an open database."""
        self._connection = connection
        self._sources = sources
        self._clock = clock
        self._last_deleted = LastDeleted("coaching_session", sources.person, lambda: deleted)

    # looking

    def sessions(self) -> tuple[CoachingSession, ...]:
        """All sessions of the person, the oldest first."""
        person = self._sources.person()
        return sessions.of_person(self._connection, person.id) if person else ()

    def session(self, session_id: str) -> CoachingSession:
        """The session with this id. Raises SessionError when it is gone."""
        found = sessions.session(self._connection, session_id)
        if found is None:
            raise SessionError("This session is no longer here.")
        return found

    def running(self) -> CoachingSession | None:
        """The session that is going on, if there is one."""
        return next((one for one in reversed(self.sessions()) if one.state == "running"), None)

    def due(self) -> CoachingSession | None:
        """The oldest planned session whose local day has come."""
        today = self._clock.today()
        planned = (one for one in self.sessions() if one.state == "planned")
        return next((one for one in planned if one.planned_at and local_day(one.planned_at) <= today), None)

    def marks(self, session_id: str) -> dict[str, FindingMark]:
        """The marks of a session by finding."""
        return {mark.finding: mark for mark in sessions.marks(self._connection, session_id)}

    def steps_of(self, session: CoachingSession) -> tuple[PlanStep, ...]:
        """The plan steps that were added while a session was going on."""
        return tuple(step for step in self._sources.steps() if session.saw(step.sequence))

    def coming(self) -> list[tuple[str, str, str]]:
        """Every planned session with anybody: its id, the person's, and the moment; the first to come first."""
        return sessions.coming(self._connection)

    # planning

    def plan(self, at: datetime) -> CoachingSession:
        """Plan a session at a local or zoned moment."""
        session = CoachingSession(uuid.uuid4().hex, self._require_person().id, planned_at=as_moment(at))
        sessions.save(self._connection, session)
        return session

    def move(self, session_id: str, at: datetime) -> CoachingSession:
        """Plan a session for another moment. Raises SessionError once it has begun."""
        session = self.session(session_id)
        if session.state != "planned":
            raise SessionError("A session that has begun cannot be moved.")
        return self._save(replace(session, planned_at=as_moment(at)))

    def remove(self, session_id: str) -> None:
        """Delete a session with its notes and marks into the bin; ``undo`` puts it back."""
        self._last_deleted.delete(self.session(session_id).id)

    def can_undo(self) -> bool:
        """Whether a session of this person can be put back."""
        return self._last_deleted.can_undo()

    def undo(self) -> None:
        """Put the last removed session back as it was. Raises BinError, DatabaseError."""
        self._last_deleted.undo()

    # the session itself

    def start(self, session_id: str | None = None) -> CoachingSession:
        """Start a planned session, or one that was not planned, with the agenda offered for now.

        A session that is going on is gone on with: nobody is in two sessions at once.
        """
        running = self.running()
        if running is not None:
            return running
        if session_id is None:
            session = CoachingSession(uuid.uuid4().hex, self._require_person().id)
        else:
            session = self.session(session_id)
        moment = self._clock.moment()
        number = next_number(self._connection, session.person, moment)
        return self._save(replace(session, started_at=moment, started_sequence=number, agenda=agenda(self.facts())))

    def facts(self) -> Facts:
        """What is known before the next session."""
        before = [one for one in self.sessions() if one.state == "ended"]
        last = before[-1] if before else None
        marks = sessions.marks(self._connection, last.id) if last else ()
        sources = self._sources
        return facts(last, marks, sources.finished(), sources.role(), sources.steps(), today=self._clock.today())

    def write(self, session_id: str, *, notes: str | None = None, decided: str | None = None) -> CoachingSession:
        """Keep what was written: private notes, what was decided. Raises SessionError, DatabaseError."""
        session = self.session(session_id)
        for text in (notes, decided):
            if text is not None and len(text) > LONGEST_TEXT:
                raise SessionError(f"Notes hold at most {LONGEST_TEXT:,} characters.")
        changed = replace(
            session,
            notes=session.notes if notes is None else notes,
            decided=session.decided if decided is None else decided,
        )
        return session if changed == session else self._save(changed)

    def add_point(self, session_id: str, text: str) -> CoachingSession:
        """Put a point of one's own on the agenda. Raises SessionError."""
        line = checked_line(text)
        if not line:
            raise SessionError("Say in a few words what to talk about.")
        return self._save(self.session(session_id).with_point(AgendaPoint("own", text=line)))

    def cover(self, session_id: str, at: int, *, covered: bool) -> CoachingSession:
        """Tick a point of the agenda, or take the tick away. Raises IndexError."""
        return self._save(self.session(session_id).covering(at, covered=covered))

    def mark(self, session_id: str, finding: str, mark: Mark, reason: str = "") -> FindingMark:
        """Keep how a finding was taken, with a reason. Raises SessionError, DatabaseError."""
        one = FindingMark(session_id, finding, mark, checked_line(reason), self._clock.moment())
        sessions.save_mark(self._connection, one)
        return one

    def unmark(self, session_id: str, finding: str) -> None:
        """Delete the mark on a finding; nothing happens without one. Raises DatabaseError."""
        sessions.remove_mark(self._connection, session_id, finding)

    def finish(self, session_id: str, summary: str) -> CoachingSession:
        """End a session with the page that is handed over. Raises SessionError when it is not going on."""
        session = self.session(session_id)
        if session.state != "running":
            raise SessionError("Only a session that is going on can be ended.")
        moment = self._clock.moment()
        number = next_number(self._connection, session.person, moment)
        return self._save(replace(session, ended_at=moment, ended_sequence=number, summary=summary))

    def reopen(self, session_id: str) -> CoachingSession:
        """Go on with a session that was ended. Raises SessionError when another one is going on."""
        if self.running() is not None:
            raise SessionError("Another session is going on; end it first.")
        # The page was of a session that had ended; it is written anew at the next end.
        return self._save(replace(self.session(session_id), ended_at=None, ended_sequence=0, summary=""))

    # inside

    def _require_person(self) -> Person:
        person = self._sources.person()
        if person is None:
            raise SessionError("A session begins with a person.")
        return person

    def _save(self, session: CoachingSession) -> CoachingSession:
        sessions.save(self._connection, session)
        return session

"""Coaching sessions: when, what was on the agenda, what was said and decided, and how findings were taken."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.errors import NextRungError

Mark = Literal["agree", "unsure", "disagree"]
MARKS: tuple[Mark, ...] = ("agree", "unsure", "disagree")
PointKind = Literal["change", "step_done", "step_due", "gap", "unsure", "calibration", "own"]
State = Literal["planned", "running", "ended"]
LONGEST_TEXT = 100_000
LONGEST_LINE = 300
"""Characters of a point of one's own on the agenda, and of the reason for a mark."""


class SessionError(NextRungError):
    """Something about a session that is refused, in one sentence."""


class AgendaPoint(Struct, frozen=True):
    """One point to talk about; what it says on screen is made from its kind.

    ``subject`` is the id of what it is about (a competency, a plan step, a finding), ``text`` its name or the words
    of a point of one's own. ``value`` is in levels for a change (after minus before) and a gap, and in points for
    calibration (plus: surer than right).
    """

    kind: PointKind
    subject: str = ""
    text: str = ""
    value: float | None = None
    covered: bool = False


class FindingMark(Struct, frozen=True):
    """How a finding was taken in a session. ``finding`` is *match*, *calibration*, or *level:* and a competency."""

    session: str
    finding: str
    mark: Mark
    reason: str
    at: str


class CoachingSession(Struct, frozen=True):
    """One session with a person. Moments are ISO 8601, UTC; ``notes`` are private to the coach.

    ``decided`` is what was agreed, in words that may be handed over; ``summary`` is the page handed over, written when
    the session ends.
    """

    id: str
    person: str
    planned_at: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    agenda: tuple[AgendaPoint, ...] = ()
    notes: str = ""
    decided: str = ""
    summary: str = ""
    started_sequence: int = 0
    """Higher for what happened later, whatever the clock said; 0 before it has begun, as ``ended_sequence`` before its
    end."""
    ended_sequence: int = 0

    @property
    def state(self) -> State:
        """Whether it is still to come, going on, or over."""
        if self.ended_at is not None:
            return "ended"
        return "planned" if self.started_at is None else "running"

    @property
    def moment(self) -> str:
        """When it took place, or is to take place."""
        return self.started_at or self.planned_at or ""

    def saw(self, sequence: int) -> bool:
        """Whether something with this sequence happened while it was going on."""
        begun = self.started_at is not None and self.started_sequence <= sequence
        # By sequence: a clock set back during a session would put its own steps before it.
        return begun and (self.ended_at is None or sequence <= self.ended_sequence)

    def with_point(self, point: AgendaPoint) -> CoachingSession:
        """The session with one more point at the end of its agenda."""
        return replace(self, agenda=(*self.agenda, point))

    def covering(self, at: int, *, covered: bool) -> CoachingSession:
        """The session with the point at ``at`` talked about, or not yet. Raises IndexError."""
        changed = replace(self.agenda[at], covered=covered)
        return replace(self, agenda=(*self.agenda[:at], changed, *self.agenda[at + 1 :]))


def level_finding(competency: str) -> str:
    """The id of the finding about the level of a competency."""
    return f"level:{competency}"


def checked_line(line: str) -> str:
    """One line without spaces around it. Raises SessionError when it is too long."""
    line = " ".join(line.split())
    if len(line) > LONGEST_LINE:
        raise SessionError(f"Say it in one line of at most {LONGEST_LINE} characters.")
    return line

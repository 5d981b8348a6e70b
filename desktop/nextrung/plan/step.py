"""A step of a plan, the evidence it leaves, and the rules that hold a plan small."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from nextrung.errors import NextRungError

State = Literal["planned", "doing", "done", "dropped"]
Due = Literal["none", "overdue", "soon", "later"]
LIVE: tuple[State, ...] = ("planned", "doing")
"""The states in which a step takes up one of the places of the plan."""
MOST_LIVE = 3
"""Most steps that are live at once (content C8)."""
SOON_DAYS = 7
"""Days ahead within which a step counts as due."""
LONGEST_TITLE = 120
LONGEST_LINE = 200
"""Characters of a line of evidence."""


class PlanError(NextRungError):
    """A change of the plan that is refused, in one sentence."""


class ChecklistItem(Struct, frozen=True):
    """One small step to tick."""

    text: str
    done: bool = False


class PlanStep(Struct, frozen=True):
    """One step of a person's plan.

    ``action`` is the id of the development action it came from, None for a step of one's own; ``competency`` and
    ``facet`` are ids, empty for a step that belongs to no area. ``chance`` marks a step that makes a chance where there
    was none. ``start`` says when, where and with what it starts, ``if_then`` what to do later on. Moments are ISO 8601,
    UTC; ``finished_at`` is set while the state is *done*.
    """

    id: str
    person: str
    title: str
    added_at: str
    action: str | None = None
    competency: str = ""
    facet: str = ""
    chance: bool = False
    start: str = ""
    if_then: str = ""
    due: date | None = None
    ticks: tuple[ChecklistItem, ...] = ()
    effort_hours: int | None = None
    evidence_of_done: str = ""
    notes: str = ""
    state: State = "planned"
    finished_at: str | None = None
    sequence: int = 0
    """Higher for a step that was added later, whatever the clock said; 0 while it is not kept yet."""
    finished_sequence: int = 0
    """The same for finishing; 0 while it is not done."""

    @property
    def live(self) -> bool:
        """Whether it takes up one of the places of the plan."""
        return self.state in LIVE

    def ticked(self, at: int, *, done: bool) -> PlanStep:
        """The step with the tick at ``at`` set or taken away. Raises IndexError."""
        changed = replace(self.ticks[at], done=done)
        return replace(self, ticks=(*self.ticks[:at], changed, *self.ticks[at + 1 :]))

    def moved(self, state: State) -> PlanStep:
        """The step in another state than *done*."""
        # Reports print the day of finishing wherever there is one, so a step that is taken up again must lose it.
        return replace(self, state=state, finished_at=None, finished_sequence=0)

    def finished(self, moment: str, sequence: int) -> PlanStep:
        """The step as it is when it was done at a moment."""
        return replace(self, state="done", finished_at=moment, finished_sequence=sequence)


class KeptEvidence(Struct, frozen=True):
    """One line of evidence for a facet, left by a finished step; ``kind`` is the id of a kind of evidence."""

    id: str
    person: str
    step: str
    facet: str
    kind: str
    line: str
    at: str
    sequence: int = 0
    """That of the finishing of its step."""


def live_count(steps: Iterable[PlanStep]) -> int:
    """How many steps take up a place."""
    return sum(step.live for step in steps)


def require_place(live: int) -> None:
    """Raise PlanError, in one sentence, when ``live`` steps leave no place for another."""
    if live >= MOST_LIVE:
        raise PlanError(f"{MOST_LIVE} steps are in your plan already; finish or drop one, then take up another.")


def due_of(step: PlanStep, today: date) -> Due:
    """How near the due date of a step is on a day; *none* without one, or when the step is not live."""
    if step.due is None or not step.live:
        # Live steps alone: a finished or dropped one cannot be late.
        return "none"
    if step.due < today:
        return "overdue"
    return "soon" if step.due <= soon(today) else "later"


def soon(today: date) -> date:
    """The last day that counts as soon."""
    return today + timedelta(days=SOON_DAYS)


def checked_title(title: str) -> str:
    """A title without spaces around it. Raises PlanError when it is empty or too long."""
    # Line breaks out of pasted text become spaces: titles stand in one-line rows, cells and calendar entries.
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise PlanError(f"Name the step in 1 to {LONGEST_TITLE} characters.")
    return title


def checked_line(line: str) -> str:
    """A line of evidence without spaces around it. Raises PlanError when it is empty or too long."""
    line = " ".join(line.split())
    if not line or len(line) > LONGEST_LINE:
        raise PlanError(f"Say in one line of 1 to {LONGEST_LINE} characters what you could show.")
    return line

"""The plan of the current person: steps taken on, moved, ticked, finished with evidence, and undone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from nextrung.clock import Clock
from nextrung.lazy import lazy
from nextrung.people.person import Person
from nextrung.plan.step import (
    ChecklistItem,
    KeptEvidence,
    PlanError,
    PlanStep,
    State,
    checked_line,
    checked_title,
    require_place,
    soon,
)
from nextrung.scoring.result import Result
from nextrung.store import plans, sqlite
from nextrung.store.sequence import next_number
from nextrung.workspace.assessment import Assessment

if TYPE_CHECKING:
    from nextrung.plan import offers as offering
    from nextrung.plan.offers import Offer
    from nextrung.workspace.bin import BinService
else:
    offering = lazy("nextrung.plan.offers")

EDITABLE = frozenset({"title", "start", "if_then", "due", "ticks", "effort_hours", "evidence_of_done", "notes"})
MOST_UNDONE = 100
"""Changes that can be undone one after another."""


class OwnStep(Struct, frozen=True):
    """What a person says about a step of their own."""

    title: str
    competency: str = ""
    facet: str = ""
    if_then: str = ""
    due: date | None = None
    ticks: tuple[str, ...] = ()
    evidence_of_done: str = ""
    start: str = ""


class _Before(Struct, frozen=True):
    """How a step was before a change: None when it was not there. ``field`` is what was edited, to join typing up."""

    step_id: str
    person: str
    step: PlanStep | None
    evidence: tuple[KeptEvidence, ...]
    field: str = ""
    binned: int = 0
    """What it is put back by from the bin, when the change was deleting it."""


class PlanService:
    """Everything about plan steps; every change is on disk when its method returns and can be undone."""

    def __init__(
        self,
        connection: sqlite.Connection,
        person: Callable[[], Person | None],
        clock: Clock,
        deleted: Callable[[], BinService],
    ) -> None:
        """Work on an open database for whoever ``person`` names; ``deleted`` is where deleted steps go."""
        self._connection = connection
        self._person = person
        self._clock = clock
        self._deleted = deleted
        self._undo: list[_Before] = []

    # looking

    def steps(self) -> tuple[PlanStep, ...]:
        """All steps of the person, dropped ones too, in the order they were added."""
        person = self._person()
        return plans.of_person(self._connection, person.id) if person else ()

    def step(self, step_id: str) -> PlanStep:
        """The step with this id. Raises PlanError when it is gone."""
        found = plans.step(self._connection, step_id)
        if found is None:
            raise PlanError("This step is no longer in the plan.")
        return found

    def live_competencies(self) -> frozenset[str]:
        """Ids of the competencies with a live step."""
        return frozenset(step.competency for step in self.steps() if step.live and step.competency)

    def due_count(self, by: date | None = None) -> int:
        """How many live steps are due on a day or before; without a day, within the next week."""
        person = self._person()
        return plans.due_count(self._connection, person.id, by or soon(self._clock.today())) if person else 0

    def evidence_of(self, facet: str) -> tuple[KeptEvidence, ...]:
        """The evidence kept for a facet, the newest first."""
        person = self._person()
        return plans.evidence_of_facet(self._connection, person.id, facet) if person else ()

    def evidence(self) -> tuple[KeptEvidence, ...]:
        """All the evidence of the person, the oldest first."""
        person = self._person()
        return plans.evidence_of_person(self._connection, person.id) if person else ()

    def offers(self, assessment: Assessment, result: Result) -> tuple[Offer, ...]:
        """What is offered for a result: one action for each focus area without a live step, and ways to a chance."""
        steps = self.steps()
        live = {step.competency for step in steps if step.live}
        known = {step.action for step in steps if step.action}
        # Of dropped and finished steps as well: what somebody has put aside is not offered to them again.
        found = offering.offers(result, assessment.answers, known)
        return tuple(offer for offer in found if offer.competency not in live)

    # taking on

    def add(self, offer: Offer, start: str | None = None) -> PlanStep:
        """Take an offer on as a planned step; ``start`` is how the person starts it, None for what is suggested.

        Raises PlanError when three steps are live.
        """
        person = self._require_place()
        said = None if start is None else start.strip()
        return self._add(offer.step(uuid.uuid4().hex, person.id, self._clock.today(), self._clock.moment(), said))

    def add_for(self, assessment: Assessment, result: Result, competency: str) -> PlanStep:
        """Take on the best action for a competency. Raises PlanError when three steps are live or none is left."""
        known = {step.action for step in self.steps() if step.action}
        offer = offering.offer_for(result, assessment.answers, competency, known)
        if offer is None:
            has_some = any(one.id == competency and one.actions for one in assessment.content.competencies)
            none_left = (
                "All actions for this area are in your plan" if has_some else "There are no actions for this area"
            )
            raise PlanError(f"{none_left}; add a step of your own.")
        return self.add(offer)

    def add_action(self, assessment: Assessment, result: Result, action: str) -> PlanStep:
        """Take on one action by its id. Raises PlanError when three steps are live or it is in the plan already."""
        offer = offering.offer_of(result, assessment.answers, action)
        if offer is None or action in {step.action for step in self.steps()}:
            raise PlanError("This action is in your plan already.")
        return self.add(offer)

    def add_own(self, own: OwnStep) -> PlanStep:
        """Take on a step of one's own. Raises PlanError for a bad title or when three steps are live."""
        title = checked_title(own.title)
        person = self._require_place()
        step = PlanStep(
            id=uuid.uuid4().hex,
            person=person.id,
            title=title,
            added_at=self._clock.moment(),
            competency=own.competency,
            facet=own.facet,
            start=own.start.strip(),
            if_then=own.if_then.strip(),
            due=own.due,
            ticks=tuple(ChecklistItem(text.strip()) for text in own.ticks if text.strip()),
            evidence_of_done=own.evidence_of_done.strip(),
        )
        return self._add(step)

    # changing

    def edit(self, step_id: str, **fields: Any) -> PlanStep:
        """Change fields of a step, those of ``EDITABLE``. Raises PlanError for a bad title; typing undoes as one."""
        unknown = fields.keys() - EDITABLE
        if unknown:
            raise TypeError(f"not to be edited: {sorted(unknown)}")
        if "title" in fields:
            fields["title"] = checked_title(fields["title"])
        before = self.step(step_id)
        after = replace(before, **fields)
        return before if after == before else self._save(after, field=" ".join(sorted(fields)))

    def tick(self, step_id: str, at: int, *, done: bool) -> PlanStep:
        """Set or take away the tick at ``at``; the first one moves a planned step to *doing*."""
        before = self.step(step_id)
        after = before.ticked(at, done=done)
        # Whoever has done a part of a step is at it; taking the tick away again does not make it untouched.
        if done and before.state == "planned":
            after = after.moved("doing")
        return self._save(after)

    def move(self, step_id: str, state: State) -> PlanStep:
        """Move a step to *planned*, *doing* or *dropped*; finishing needs ``finish``.

        A step that comes back from *done* takes its evidence off the list. Raises PlanError when it would be the
        fourth live one.
        """
        if state == "done":
            raise PlanError("A step is done when you could show it to someone; say what you could show.")
        before = self.step(step_id)
        if before.state == state:
            return before
        if not before.live and state != "dropped":
            self._require_place()
        kept = () if before.state == "done" else plans.evidence_of_step(self._connection, step_id)
        return self._save(before.moved(state), kept)

    def drop(self, step_id: str) -> PlanStep:
        """Put a step aside; it can be taken up again."""
        return self.move(step_id, "dropped")

    def delete(self, step_id: str) -> None:
        """Delete a dropped step into the bin. Raises PlanError for any other, DatabaseError."""
        before = self.step(step_id)
        if before.state != "dropped":
            raise PlanError("Drop the step first; then it can be deleted.")
        kept = plans.evidence_of_step(self._connection, step_id)
        binned = self._deleted().put_in("plan_step", step_id)
        self._remember(_Before(step_id, before.person, before, kept, binned=binned))

    def finish(self, step_id: str, kind: str, line: str) -> PlanStep:
        """Finish a step with one line of evidence, which joins the list of its facet. Raises PlanError for no line."""
        before = self.step(step_id)
        moment, said = self._clock.moment(), checked_line(line)
        number = next_number(self._connection, before.person, moment)
        one = KeptEvidence(uuid.uuid4().hex, before.person, step_id, before.facet, kind, said, moment, number)
        return self._save(before.finished(moment, number), (one,))

    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._last_change() is not None

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        at = self._last_change()
        if at is None:
            return False
        before = self._undo[at]
        if before.binned:
            self._deleted().put_back(before.binned)
        elif before.step is None:
            plans.remove(self._connection, before.step_id)
        else:
            plans.save(self._connection, before.step, before.evidence)
        del self._undo[at]
        return True

    # inside

    def _last_change(self) -> int | None:
        """Where the last change of the person's plan that can be taken back stands.

        Changes of a step that is deleted wait until it is put back, from the list of what was deleted or by undoing.
        """
        person = self._person()
        mine = [at for at, one in enumerate(self._undo) if person is not None and one.person == person.id]
        if not any(self._undo[at].binned for at in mine):
            return mine[-1] if mine else None
        binned = {one.id: one.thing for one in self._deleted().deleted(person.id if person else "", "plan_step")}
        for at in reversed(mine):
            one = self._undo[at]
            # A deletion can be undone while its entry lies in the bin, any other change while its step does not.
            if (one.binned in binned) if one.binned else (one.step_id not in binned.values()):
                return at
        return None

    def _require_place(self) -> Person:
        person = self._person()
        if person is None:
            raise PlanError("A plan begins with a first assessment.")
        require_place(plans.live_count(self._connection, person.id))
        return person

    def _add(self, step: PlanStep) -> PlanStep:
        step = replace(step, sequence=next_number(self._connection, step.person, step.added_at))
        plans.save(self._connection, step, ())
        self._remember(_Before(step.id, step.person, None, ()))
        return step

    def _save(self, after: PlanStep, evidence: tuple[KeptEvidence, ...] | None = None, *, field: str = "") -> PlanStep:
        before = self.step(after.id)
        kept = plans.evidence_of_step(self._connection, after.id)
        plans.save(self._connection, after, kept if evidence is None else evidence)
        last = self._undo[-1] if self._undo else None
        # Every pause in typing is saved, but one "undo" takes the whole of it back.
        if not (field and last and (last.step_id, last.field) == (after.id, field)):
            self._remember(_Before(after.id, after.person, before, kept, field))
        return after

    def _remember(self, before: _Before) -> None:
        self._undo.append(before)
        del self._undo[:-MOST_UNDONE]

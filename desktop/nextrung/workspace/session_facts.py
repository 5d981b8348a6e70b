"""Gathers what is known about a person before a session. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from nextrung import rounding
from nextrung.people.agenda import ChangeFact, Facts, GapFact, StepFact, UnsureFact
from nextrung.people.session import CoachingSession, FindingMark
from nextrung.plan.step import PlanStep, due_of
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring.change import change
from nextrung.scoring.levels import level_of
from nextrung.scoring.match import fitting_role
from nextrung.workspace.assessment import Assessment
from nextrung.workspace.comparison import compared_with


def facts(
    last: CoachingSession | None,
    marks: Sequence[FindingMark],
    finished: Sequence[Assessment],
    role: Role,
    steps: Sequence[PlanStep],
    *,
    today: date,
) -> Facts:
    """What is worth knowing: ``last`` is the session before with its ``marks``; ``finished`` are the oldest first."""
    # By sequence, not by moment: the clock may have been set back since the last session.
    since = last.started_sequence if last else 0
    newest = finished[-1] if finished else None
    result = newest.result(fitting_role(newest.content, role)) if newest else None
    gap = None
    if result is not None and newest is not None and result.focus:
        first = result.focus[0]
        shown = rounding.gap(result.gaps[first].target, result.competencies[first].level or 0.0)
        gap = GapFact(first, newest.content.competencies_by_id[first].name, shown)
    calibration = None
    if result is not None and result.calibration.message is not None:
        calibration = result.calibration.overconfidence
    return Facts(
        changes=tuple(_changes(finished, since)),
        steps_done=tuple(
            StepFact(step.id, step.title) for step in steps if step.state == "done" and step.finished_sequence > since
        ),
        steps_due=tuple(StepFact(step.id, step.title) for step in steps if due_of(step, today) in ("overdue", "soon")),
        gap=gap,
        unsure=tuple(
            UnsureFact(mark.finding, _about(mark.finding, newest.content if newest else None))
            for mark in marks
            if mark.mark == "unsure"
        ),
        calibration=calibration,
    )


def _changes(finished: Sequence[Assessment], since: int) -> Iterator[ChangeFact]:
    """Changes beyond noise from what was known at the last session (or the one before) to the newest assessment."""
    known = [one for one in finished[:-1] if not since or one.record.sequence <= since]
    # What was newest last time has been talked about then.
    if not known or (since and finished[-1].record.sequence <= since):
        return
    newest = finished[-1]
    earlier = compared_with(newest, known)
    if earlier is None:
        return
    for competency, shift in change(earlier, newest).competencies.items():
        if shift.call in ("clear", "probable") and shift.before is not None and shift.after is not None:
            levels = rounding.change(level_of(shift.before), level_of(shift.after))
            yield ChangeFact(competency, newest.content.competencies_by_id[competency].name, levels)


def _about(finding: str, content: Questionnaire | None) -> str:
    """The name of the competency that a finding is about; empty for a finding about none."""
    competency = finding.partition(":")[2]
    known = content.competencies_by_id if content else {}
    return known[competency].name if competency in known else ""

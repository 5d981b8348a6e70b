"""What the overview shows: continue, match and trend, first gap, pay, next steps, how sure and how right. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from nextrung.lazy import lazy
from nextrung.plan.step import Due, due_of
from nextrung.questionnaire.model import Role
from nextrung.scoring.judgement import Calibration
from nextrung.scoring.levels import level_of
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Result
from nextrung.scoring.statements import NoFocus, Sureness, is_draft, no_focus, sureness
from nextrung.workspace import Assessment, Workspace

if TYPE_CHECKING:
    from nextrung.scoring import change as scoring_change
    from nextrung.scoring.change import Call
    from nextrung.ui.assess import home as assess_home
    from nextrung.ui.assess.home import OpenState
    from nextrung.ui.salary import state as salary_state
    from nextrung.ui.salary.state import SalaryState
    from nextrung.workspace import comparison
else:
    scoring_change = lazy("nextrung.scoring.change")
    assess_home = lazy("nextrung.ui.assess.home")
    salary_state = lazy("nextrung.ui.salary.state")
    comparison = lazy("nextrung.workspace.comparison")

MOST_POINTS = 8
"""Assessments in the trend."""
MORNING, NOON, EVENING = 5, 12, 18
"""Hours at which morning, afternoon and evening begin; evening lasts until the next morning."""

PartOfDay = Literal["morning", "afternoon", "evening"]


class TrendPoint(Struct, frozen=True):
    """The match at one assessment with its likely range, all from 0 to 100."""

    completed_at: str
    value: float
    low: float
    high: float


class GapEntry(Struct, frozen=True):
    """The competency to work on first."""

    name: str
    level: float
    low: float
    high: float
    target: float


class StepEntry(Struct, frozen=True):
    """One live step of the plan."""

    title: str
    area: str
    due: date | None
    urgency: Due
    today: date


class OverTime(Struct, frozen=True):
    """The match at the newest assessments, and how the overall level has changed since the one compared with."""

    trend: tuple[TrendPoint, ...] = ()
    before: float | None = None
    after: float | None = None
    call: Call | None = None
    since: str = ""


class OverviewState(Struct, frozen=True):
    """Everything on the overview; parts that do not exist yet are None or empty."""

    name: str
    part_of_day: PartOfDay
    role: Role
    roles: tuple[Role, ...]
    opened: OpenState | None
    to_deepen: int
    """How many questions turn the newest assessment, a quick one, into a full one; 0 where that is not offered."""
    assessed: bool
    match: float | None
    match_range: tuple[float, float] | None
    match_notes: MatchNotes | None
    gap: GapEntry | None
    steps: tuple[StepEntry, ...]
    calibration: Calibration | None
    judged: int
    """How many situations and checks were answered in the newest assessment."""
    judged_enough: bool
    """Whether they are enough for judgement and calibration to be reported."""
    sureness: Sureness | None
    least_judged: int
    """Situations and checks, and confidences, from which that is so."""
    no_focus: NoFocus | None
    """Why nothing is named to work on; None where something is, or nothing has been assessed."""
    draft: bool
    """Whether no pilot has tested the questions or constants behind the levels yet."""
    has_pay: bool = True
    """Whether pay is shown for the roles."""
    has_checks: bool = True
    """Whether anything is said of how sure and how right the person was."""


def part_of_day(hour: int) -> PartOfDay:
    """What to greet with at an hour from 0 to 23."""
    if MORNING <= hour < NOON:
        return "morning"
    return "afternoon" if NOON <= hour < EVENING else "evening"


def build(workspace: Workspace, now: datetime) -> OverviewState:
    """The state for the current person, against their role, at a moment of their clock."""
    latest = workspace.latest()
    role = workspace.role
    result = latest.result(role) if latest else None
    opened = workspace.open_assessment()
    content = latest.content if latest else workspace.installed.questionnaire
    return OverviewState(
        name=workspace.person.name if workspace.person and not workspace.privacy.names_hidden else "",
        part_of_day=part_of_day(now.hour),
        role=role,
        roles=workspace.roles,
        opened=_opened(opened) if opened else None,
        to_deepen=workspace.to_deepen(),
        assessed=latest is not None,
        **of_result(result),
        steps=_steps(workspace, now.date()),
        has_pay=content.has_pay,
        has_checks=content.has_checks,
    )


def of_result(result: Result | None) -> dict[str, Any]:
    """The fields that say what a result says; without one, that there is none."""
    return {
        "match": result.match.value if result else None,
        "match_range": result.match.range if result else None,
        "match_notes": match_notes(result.match, result.questionnaire) if result else None,
        "gap": _gap(result) if result else None,
        "calibration": result.calibration if result else None,
        "judged": len(result.responses) if result else 0,
        "judged_enough": bool(result and result.judgement.score is not None),
        "sureness": sureness(result.judgement, result.calibration, result.questionnaire) if result else None,
        "least_judged": result.questionnaire.scoring.calibration.minimum_items if result else 0,
        "no_focus": _no_focus(result) if result else None,
        "draft": result is not None and is_draft(result.questionnaire),
    }


def build_over_time(workspace: Workspace) -> OverTime:
    """What several assessments say together; it scores each of them."""
    latest = workspace.latest()
    if latest is None:
        return OverTime()
    finished = workspace.history.finished()
    trend = _trend(workspace, finished[-MOST_POINTS:])
    earlier = comparison.compared_with(latest, finished)
    if earlier is None:
        return OverTime(trend)
    moved = scoring_change.change(earlier, latest).overall
    before, after = (None if score is None else level_of(score) for score in (moved.before, moved.after))
    return OverTime(trend, before, after, moved.call, earlier.record.completed_at or "")


def build_pay(workspace: Workspace) -> SalaryState | None:
    """Pay against the newest result: reads the pay data, which takes longer than the rest of the overview."""
    latest = workspace.latest()
    if latest is None or not latest.content.has_pay:
        return None
    return salary_state.build(workspace.salary, latest.result(workspace.role).matches)


def _opened(assessment: Assessment) -> OpenState:
    return assess_home.open_state(assessment)


def _trend(workspace: Workspace, records: Sequence[Assessment]) -> tuple[TrendPoint, ...]:
    points = []
    for assessment in records:
        one = assessment.result(workspace.role).match
        if one.value is not None and one.range is not None:
            points.append(TrendPoint(assessment.record.completed_at or "", one.value, *one.range))
    return tuple(points)


def _gap(result: Result) -> GapEntry | None:
    if not result.focus:
        return None
    competency = result.focus[0]
    score = result.competencies[competency]
    if score.level is None or score.level_range is None:
        return None
    name = result.questionnaire.competencies_by_id[competency].name
    return GapEntry(name, score.level, *score.level_range, result.gaps[competency].target)


def _no_focus(result: Result) -> NoFocus | None:
    if result.focus:
        return None
    return no_focus([one.status for one in result.competencies.values()], asked=result.match.asked)


def _steps(workspace: Workspace, today: date) -> tuple[StepEntry, ...]:
    # steps without a day come last
    live = sorted((step for step in workspace.plan.steps() if step.live), key=lambda step: step.due or date.max)
    return tuple(
        StepEntry(step.title, workspace.questionnaires.area_name(step.competency), step.due, due_of(step, today), today)
        for step in live
    )

"""What the session pages show, built from the workspace. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from nextrung.people.person import Person
from nextrung.people.session import AgendaPoint, CoachingSession, FindingMark, level_finding
from nextrung.people.session import State as SessionState
from nextrung.plan.step import PlanStep
from nextrung.scoring.levels import Status
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Result
from nextrung.scoring.statements import is_draft
from nextrung.ui.sharing import state as sharing_state
from nextrung.ui.sharing.state import ShareFacts
from nextrung.ui.views import state as views_state
from nextrung.ui.views.state import OtherViewsState
from nextrung.workspace import Workspace, fitting_role


class SessionEntry(Struct, frozen=True):
    """One session on the timeline: ``line`` is the first line of what was decided, ``agreed`` counts of marks."""

    id: str
    state: SessionState
    moment: str
    line: str
    marks: tuple[int, int, int]
    """How many findings were marked agree, unsure, disagree."""
    steps: int


class ComingEntry(Struct, frozen=True):
    """A session that is planned with somebody."""

    person: str
    name: str
    moment: str


class ClientPageState(Struct, frozen=True):
    """One person as their coach sees them: sessions, the newest first, private notes, and what can be done."""

    person: str
    name: str
    occupation: str
    tags: tuple[str, ...]
    role: str
    assessed_at: str | None
    match: float | None
    match_notes: MatchNotes | None
    notes: str
    entries: tuple[SessionEntry, ...]
    running: str | None
    """The id of the session that is going on."""
    rated_at: str | None
    """When the coach's newest round of ratings was finished."""
    rating_going_on: bool
    can_undo: bool
    today: date
    draft: bool = False
    """Whether no pilot has tested the questions or constants behind the levels yet."""
    author: str = ""
    """Who made the questionnaire behind the levels; empty for what comes with the program."""
    coming: tuple[ComingEntry, ...] = ()
    """The planned sessions with everybody, the first to come first."""
    share: ShareFacts | None = None
    """Until when the person shares from their own data folder; None where they do not."""


class FindingRow(Struct, frozen=True):
    """One finding to talk about: a competency with level, range and target, or the match or calibration.

    Levels are 1.0 to 5.0; the match and calibration carry points in ``value``.
    """

    id: str
    area: str
    status: Status
    level: float | None
    likely: tuple[float, float] | None
    target: float | None
    value: float | None
    mark: FindingMark | None
    notes: MatchNotes | None = None
    """The band of the match and why it is no higher; None for a finding that is no match."""


class SessionPageState(Struct, frozen=True):
    """One session: agenda, findings with their marks, notes, what was decided, the steps taken on together."""

    session: CoachingSession
    name: str
    agenda: tuple[AgendaPoint, ...]
    findings: tuple[FindingRow, ...]
    steps: tuple[PlanStep, ...]
    next_session: str | None
    today: date
    draft: bool = False
    """Whether no pilot has tested the questions or constants behind the levels yet."""
    author: str = ""
    """Who made the questionnaire behind the levels; empty for what comes with the program."""
    others: OtherViewsState | None = None
    """What is shown of the newest round of other views; None before anybody was asked."""


def client(workspace: Workspace, person: Person, name_of: Callable[[Person], str]) -> ClientPageState:
    """The state of the page about the current person; ``name_of`` says what somebody is called on screen."""
    service, rating = workspace.sessions, workspace.rating
    assessment = workspace.latest()
    result = assessment.result(fitting_role(assessment.content, workspace.role)) if assessment else None
    newest = rating.latest()
    sessions = service.sessions()
    steps = workspace.plan.steps()
    running = next((one.id for one in sessions if one.state == "running"), None)
    return ClientPageState(
        person=person.id,
        name=name_of(person),
        occupation=person.occupation,
        tags=person.tags,
        role=workspace.role.name,
        assessed_at=assessment.record.completed_at if assessment else None,
        match=result.match.value if result else None,
        match_notes=match_notes(result.match, result.questionnaire) if result else None,
        notes=workspace.people.notes(person.id),
        entries=tuple(_entry(one, service.marks(one.id), steps) for one in reversed(sessions)),
        running=running,
        rated_at=newest.completed_at if newest else None,
        rating_going_on=rating.unfinished() is not None,
        can_undo=service.can_undo(),
        today=workspace.clock.today(),
        draft=assessment is not None and is_draft(assessment.content),
        author=assessment.content.blueprint.author if assessment is not None else "",
        coming=_coming(workspace, name_of),
        share=sharing_state.facts(workspace, person.id),
    )


def _coming(workspace: Workspace, name_of: Callable[[Person], str]) -> tuple[ComingEntry, ...]:
    planned = workspace.sessions.coming()
    people = {person: workspace.people.person(person) for _, person, _ in planned}
    return tuple(
        ComingEntry(person, name_of(somebody), moment)
        for _, person, moment in planned
        if (somebody := people[person]) is not None
    )


def _entry(session: CoachingSession, marks: Mapping[str, FindingMark], steps: tuple[PlanStep, ...]) -> SessionEntry:
    given = [mark.mark for mark in marks.values()]
    # the first line that says anything, without the signs with which Markdown begins one
    line = next((line.strip(" #-*") for line in session.decided.splitlines() if line.strip(" #-*")), "")
    # told by the sequence and not by dates: steps added on the day of a session need not be of it
    added = sum(session.saw(step.sequence) for step in steps)
    counts = (given.count("agree"), given.count("unsure"), given.count("disagree"))
    return SessionEntry(session.id, session.state, session.moment, line, counts, added)


def session(workspace: Workspace, session_id: str, name: str) -> SessionPageState:
    """The state of the page of one session with the current person."""
    service = workspace.sessions
    found = service.session(session_id)
    assessment = workspace.latest()
    result = assessment.result(fitting_role(assessment.content, workspace.role)) if assessment else None
    planned = [one for one in service.sessions() if one.state == "planned" and one.planned_at]
    return SessionPageState(
        session=found,
        name=name,
        agenda=found.agenda,
        findings=findings(result, service.marks(session_id)) if result else (),
        steps=service.steps_of(found),
        next_session=planned[0].planned_at if planned else None,
        today=workspace.clock.today(),
        draft=assessment is not None and is_draft(assessment.content),
        author=assessment.content.blueprint.author if assessment is not None else "",
        others=_others(workspace),
    )


def _others(workspace: Workspace) -> OtherViewsState | None:
    """Nobody who was asked is named here: a client may look at the page."""
    rounds = workspace.views.rounds()
    if not rounds:
        return None
    of = rounds[-1]
    return views_state.build(
        of, (), workspace.views.picture(of), workspace.views.content_of(of), coach=workspace.views.coach.of(of)
    )


def findings(result: Result, marks: Mapping[str, FindingMark]) -> tuple[FindingRow, ...]:
    """What a result says, finding by finding: the match, the areas by what to work on first, calibration."""
    found, beside = result.match, match_notes(result.match, result.questionnaire)
    rows = [FindingRow("match", "", "scored", None, found.range, None, found.value, marks.get("match"), beside)]
    for competency in result.order:
        score, name = result.competencies[competency], result.questionnaire.competencies_by_id[competency].name
        one = level_finding(competency)
        gap = result.gaps[competency]
        target = gap.target if gap.asked else None
        rows.append(FindingRow(one, name, score.status, score.level, score.level_range, target, None, marks.get(one)))
    if result.calibration.message is not None:
        value = result.calibration.overconfidence
        rows.append(FindingRow("calibration", "", "scored", None, None, None, value, marks.get("calibration")))
    return tuple(rows)

"""The pages beside the results, each as the texts in sight for the smallest state that a sentence can be asked of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget
from tests import given
from tests.given import Answers
from tests.report import made
from tests.truth import ways

from nextrung import resources
from nextrung.assessment.record import AssessmentRecord
from nextrung.group.view import GroupPersonRow, GroupView
from nextrung.people.person import Person
from nextrung.people.rating import CoachRating
from nextrung.people.session import AgendaPoint, CoachingSession, FindingMark
from nextrung.plan.offers import Offer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.group import group_summary
from nextrung.salary.model import PayChoice
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.scoring.match import match
from nextrung.scoring.reasons import match_notes
from nextrung.scoring.statements import is_draft
from nextrung.ui.client.state import ClientState
from nextrung.ui.client.window import ClientWindow
from nextrung.ui.group import words as group_words
from nextrung.ui.group.figures import GroupFigures
from nextrung.ui.group.state import GroupChoice, GroupState
from nextrung.ui.history import compare_state
from nextrung.ui.history import state as history_state
from nextrung.ui.history.compare_page import ComparePage
from nextrung.ui.history.page import HistoryPage
from nextrung.ui.overview import state as overview_state
from nextrung.ui.overview.page import OverviewPage
from nextrung.ui.people import state as people_state
from nextrung.ui.people import words as people_words
from nextrung.ui.people.page import PeoplePage
from nextrung.ui.people.state import PeopleState, Wanted
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.plan.state import PlanState, offer_card
from nextrung.ui.plan.state import card as step_card
from nextrung.ui.rating import state as rating_state
from nextrung.ui.rating.views_page import ViewsPage
from nextrung.ui.results import state as results_state
from nextrung.ui.salary import state as salary_state
from nextrung.ui.salary import what_if_state
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.salary.what_if import WhatIfCard
from nextrung.ui.sessions import words as session_words
from nextrung.ui.sessions.state import SessionPageState, findings
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Assessment
from nextrung.workspace.group import Dates

Shown = Callable[[], str]
"""What a page says, when it is asked."""
TODAY = made.NOW.date()
FULL = given.answered("full", 3, 0.5)


@cache
def _page(kind: type[Any]) -> Any:
    """One page of each kind for all states, as in the program: what an earlier one left on it would show."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return kind(Theme(application, resources.assets(), "light"))


def _said(page: QWidget) -> str:
    return ways.words_of(page)


def assessment(answers: Answers, form: FormId = "full", day: str = "2026-01-01", **more: Any) -> Assessment:
    """A finished assessment; its id is its day."""
    content = more.pop("content", given.questionnaire())
    moment = f"{day}T10:00:00Z"
    return Assessment(AssessmentRecord(day, "p", content.version, form, None, moment, moment, **more), content, answers)


def mixed(level: float = 3, form: FormId = "full") -> Answers:
    """Ratings around a level, so that nothing in their pattern calls for care."""
    answers = given.answered(form, level, (level - 1) / 4)
    ratings = [key for key in answers if key[3] == "B"]
    return given.valued(answers, {key: min(5, max(1, level + at % 3 - 1)) for at, key in enumerate(ratings)})


def careful(form: FormId = "full") -> Answers:
    return given.answered(form, 3, 0.5, seconds=0.5)


def without(answers: Answers, area: str) -> Answers:
    """No chance in one area."""
    return given.no_chance(dict(answers), [key for key in answers if key[:2] == area and key[3] in "BF"])


def reviewed() -> Questionnaire:
    """The content as it would be after a pilot."""
    content = given.questionnaire()
    scoring = replace(content.blueprint.scoring, status="reviewed")
    return replace(content, blueprint=replace(content.blueprint, status="reviewed", scoring=scoring))


def history(*records: Assessment, area: str = "overall", careful: bool = False, both: bool = False) -> Shown:
    def said() -> str:
        content = given.questionnaire()
        measured = [history_state.measure(one) for one in records]
        role = content.role("senior")
        state = history_state.build(measured, content, role, area, careful_shown=careful, both_forms=both)
        page: HistoryPage = _page(HistoryPage)
        page.show_state(state)
        return _said(page)

    return said


def compare(first: Assessment, second: Assessment) -> Shown:
    def said() -> str:
        content = given.questionnaire()
        records = (first, second)
        state = history_state.build([history_state.measure(one) for one in records], content, content.role("senior"))
        page: ComparePage = _page(ComparePage)
        page.show_state(compare_state.build(state, records, first.record.id, second.record.id))
        return _said(page)

    return said


def views(ratings: Mapping[str, float | None], own: Assessment | None) -> Shown:
    """A coach's ratings beside a person's own answers."""

    def said() -> str:
        content = own.content if own else given.questionnaire()
        result = own.result(content.role("first-line")) if own else None
        round_ = CoachRating("r", "p", content.version, None, "2026-01-02T10:00:00Z", "2026-01-02T11:00:00Z", ratings)
        state = rating_state.views(round_, content, result, own.record.completed_at if own else None, "Ann")
        page: ViewsPage = _page(ViewsPage)
        page.show_state(state, names_hidden=False)
        page.views.choose("table")
        page.both.set_view(chart=True, table=True)
        cells = "\n".join(" | ".join(row) for row in ways.cells_of(page.both.table))
        return f"{_said(page)}\n{page.both.chart.accessibleDescription()}\n{cells}"

    return said


def rated(value: float | None) -> dict[str, float | None]:
    """The same rating for every item of the full form."""
    return {key: value for key in given.answered("full") if key[3] == "B"}


def plan(
    focus: tuple[str, ...] | None, *, offers: int = 0, live: int = 0, own: int = 0, planned: bool = False
) -> Shown:
    """A plan with as many offers, live steps for the areas to work on first and of one's own, and one on show."""

    def said() -> str:
        content = given.questionnaire()
        action = content.competencies[0].actions[0]
        card = offer_card(Offer(action, content.competencies[0].id, action.facets[0], chance=False), content)
        state = PlanState(
            planned=(step_card(made.steps()[1], (), content, TODAY),) if planned else (),
            doing=(),
            done=(),
            dropped=(),
            offers=(card,) * offers,
            live=live + own,
            most=3,
            assessed=focus is not None,
            focus_planned=bool(focus) and live >= len(focus or ()),
            can_undo=False,
        )
        page: PlanPage = _page(PlanPage)
        page.show_state(state)
        return _said(page)

    return said


def salary(answers: Answers | None, *own: OwnFigure, content: Questionnaire | None = None, **choice: Any) -> Shown:
    """The page of pay, with its table, beside a result or without one."""

    def said() -> str:
        data, own_content = made.salary(), content or given.questionnaire()
        record = assessment(answers, content=own_content) if answers is not None else None
        matches = record.result(own_content.role("first-line")).matches if record else None
        kept = [KeptFigure(str(at), one) for at, one in enumerate(own)]
        taken_with = own_content if record else None
        state = salary_state.build(data, matches, PayChoice(**choice), own=kept, today=TODAY, content=taken_with)
        page: SalaryPage = _page(SalaryPage)
        page.show_state(state, salary_state.options(data))
        return "\n".join([_said(page), *(" | ".join(row) for row in ways.cells_of(page.table))])

    return said


def figure(currency: str = "USD", role: str = "senior") -> OwnFigure:
    return OwnFigure(role, None, 200_000.0, None, TODAY, "Offer", currency)


def what_if(answers: Answers, role: str = "", **levels: float) -> Shown:
    """The card that tries levels out; ``role`` is the only one that asks for little, so that it is matched."""

    def said() -> str:
        content = given.questionnaire()
        if role:
            one = content.role(role)
            little = replace(one, targets={key: replace(each, level=1.5) for key, each in one.targets.items()})
            content = replace(content, roles=tuple(little if each.id == role else each for each in content.roles))
        result = assessment(answers, content=content).result(content.roles[0])
        card: WhatIfCard = _page(WhatIfCard)
        card.show_state(what_if_state.build(made.salary(), result, levels))
        return _said(card)

    return said


def overview(answers: Answers | None, shift: tuple[float, float, Any] | None = None, **more: Any) -> Shown:
    """The overview of somebody with these answers, and a change of the overall level since an earlier assessment."""

    def said() -> str:
        content = more.get("content", given.questionnaire())
        record = assessment(answers, content=content) if answers is not None else None
        result = record.result(content.role("first-line")) if record else None
        state = overview_state.OverviewState(
            name="",
            part_of_day="morning",
            role=content.role("first-line"),
            roles=content.roles,
            opened=None,
            to_deepen=more.get("to_deepen", 0),
            assessed=result is not None,
            **overview_state.of_result(result),
            steps=(),
        )
        page: OverviewPage = _page(OverviewPage)
        page.show_state(state)
        page.show_pay(salary_state.build(made.salary(), result.matches) if result else None)
        point = overview_state.TrendPoint("2026-01-01T10:00:00Z", 50.0, 40.0, 60.0)
        before, after, call = shift or (None, None, None)
        since = "2026-01-01T10:00:00Z"
        page.show_over_time(overview_state.OverTime((point,) if result else (), before, after, call, since))
        return _said(page)

    return said


def point(kind: Any, value: float) -> Shown:
    return lambda: session_words.point(AgendaPoint(kind, "TL", "Team leadership", value))


def session(answers: Answers, *unsure: str, content: Questionnaire | None = None) -> Shown:
    """The findings of a session one below the other, and the page that is handed over."""

    def said() -> str:
        record = assessment(answers, content=content or given.questionnaire())
        result = record.result(record.content.role("first-line"))
        marks = {one: FindingMark("s", one, "unsure", "", "2026-01-03T10:00:00Z") for one in unsure}
        rows = findings(result, marks)
        draft = content is None
        held = CoachingSession("s", "p", started_at="2026-01-03T10:00:00Z")
        state = SessionPageState(held, "Ann", (), rows, (), None, TODAY, draft)
        return "\n".join(["FINDINGS", *map(session_words.finding, rows), session_words.summary(state, "the role")])

    return said


def client(answers: Answers) -> Shown:
    def said() -> str:
        record = assessment(answers)
        found = results_state.build(record, record.result(record.content.role("first-line")))
        window: ClientWindow = _page(ClientWindow)
        window.show_state(
            ClientState(
                found.role.name,
                found.completed_at,
                found.match,
                found.match_range,
                found.match_notes,
                found.rows,
                found.rows,
                found.draft,
            )
        )
        return _said(window)

    return said


def people(answers: Answers | None, *, scored: bool = True, content: Questionnaire | None = None) -> Shown:
    """The table with one person: the words of the cell with the match, and what stands on the page."""

    def said() -> str:
        base = people_state.PersonRow(
            id="p",
            name="Ann",
            tags=(),
            archived=False,
            assessed_at=None if answers is None else "2026-01-01T10:00:00Z",
            form=None if answers is None else "full",
            stale=False,
            waiting=answers is not None,
            match=None,
            match_notes=None,
            trend=(),
            live_steps=0,
            next_session=None,
            words="ann",
            draft=False,
            order=("ann", 1),
        )
        row = (
            _standing(base, assessment(answers, content=content or given.questionnaire()))
            if answers and scored
            else base
        )
        page: PeoplePage = _page(PeoplePage)
        page.show_state(PeopleState((row,), Wanted(), 1, 0, 0, (), (), names_hidden=False, can_undo=False, today=TODAY))
        return f"{people_words.match(row)}\n{_said(page)}"

    return said


def _standing(row: people_state.PersonRow, record: Assessment) -> people_state.PersonRow:
    role = record.content.role("first-line")
    found = match(history_state.measure(record).competencies, role, record.content.scoring)
    content = record.content
    return replace(
        row,
        waiting=False,
        match=found.value,
        match_notes=match_notes(found, content),
        draft=is_draft(content),
    )


def group(*levels: float | None) -> Shown:
    """People with these levels in one area that asks for 3.0: figures on top, each cell in words, and the report."""

    def said() -> str:
        content = given.questionnaire()
        first = content.competencies[0]
        role = content.role("first-line")
        target = replace(role.targets[first.id], level=3.0)
        role = replace(role, targets=role.targets | {first.id: target})
        view = _view(made.view(), levels, first.id)
        choice = GroupChoice(role, None, Dates(TODAY, TODAY), hidden=False)
        state = GroupState(replace(view, role=role), None, choice, (role,), (), content, withheld=False)
        figures: GroupFigures = _page(GroupFigures)
        figures.show_state(state)
        cells = [group_words.cell(state, row, 0) for row in state.view.rows]
        names = {row.member.id: row.member.name for row in state.view.rows}
        return "\n".join([_said(figures), *cells, *group_summary(state.view, content, names, TODAY).notes])

    return said


def _view(base: GroupView, levels: tuple[float | None, ...], area: str) -> GroupView:
    known = [3.0 - one for one in levels if one is not None]
    mean = sum(max(0.0, one) for one in known) / len(known) if known else None
    rows = tuple(_row(base.rows[0], at, level) for at, level in enumerate(levels))
    gap = replace(base.gaps[0], competency=area, mean=mean, likely=0, scored=len(known))
    return replace(base, columns=(area,), rows=rows, gaps=(gap,), waiting=())


def _row(base: GroupPersonRow, at: int, level: float | None) -> GroupPersonRow:
    member: Person = replace(base.member, id=str(at), name=f"Person {at}")
    return replace(
        base,
        member=member,
        levels=(level,),
        differences=(None if level is None else level - 3.0,),
        statuses=("no_chance" if level is None else "scored",),
        unscored=(),
        caps=(),
    )

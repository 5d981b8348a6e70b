"""The stops of the tour: every page and state with sample data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QWidget

from nextrung import app, resources
from nextrung.assessment.answer import LONGEST_EXAMPLE, Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import editions
from nextrung.questionnaire.kinds import Kind
from nextrung.salary.model import PayChoice
from nextrung.salary.own import OwnFigure
from nextrung.tour import (
    adverts,
    authoring,
    coach,
    deleted,
    evidence,
    extremes,
    first_team,
    group,
    history,
    locked,
    plan,
    report,
    safety,
    sharing,
    starting,
    transfer,
    views,
    wide,
)
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.role.demand_cards import DemandCard
from nextrung.ui.role.page import RolePage
from nextrung.ui.salary.own_page import OwnPage
from nextrung.ui.salary.page import SalaryPage
from nextrung.ui.salary.sources import SourceSheet
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.page import ScrollBody
from nextrung.workspace import Assessment, Workspace, read_answers_file

Prepare = Callable[[Workspace], None]
Stop = tuple[str, str, Prepare, Callable[[MainWindow], None]]
"""Name, id of the place to go to, what lies in the data, and the last step, taken again for each picture."""


def _empty(_workspace: Workspace) -> None:
    """A first start."""


def _sample(workspace: Workspace) -> None:
    app.add_sample(workspace)


def _stop_at(form: FormId, kind: Kind, competency: str, *, chosen: bool = True) -> Prepare:
    """An assessment answered up to the first item of a kind in a competency."""

    def prepare(workspace: Workspace) -> None:
        workspace.add_person("Alex")
        _answer_up_to(workspace, workspace.start(form), kind, competency, chosen=chosen)

    return prepare


def _answer_up_to(workspace: Workspace, assessment: Assessment, kind: Kind, competency: str, *, chosen: bool) -> None:
    sample = sample_answers(assessment)
    for item in assessment.items:
        stop = item.kind is kind and assessment.content.competency_of[item.id].id == competency
        if item.id in sample and (chosen or not stop):
            assessment = workspace.answer(assessment, sample[item.id])
        if stop:
            workspace.look_at(assessment, item.id)
            return


def sample_answers(assessment: Assessment) -> dict[str, Answer]:
    """The sample answers to the items of an assessment."""
    text = resources.sample_answers().read_text(encoding="utf-8")
    answers = read_answers_file(text, editions(resources.questionnaire_folders()))[1]
    return {item: answer for item, answer in answers.items() if item in {one.id for one in assessment.items}}


def _quick_done(workspace: Workspace) -> None:
    workspace.add_person("Alex")
    assessment = workspace.start("quick")
    for answer in sample_answers(assessment).values():
        assessment = workspace.answer(assessment, answer)
    workspace.finish(assessment)


def _no_chance(workspace: Workspace) -> None:
    workspace.add_person("Alexandra-Konstantina Papadopoulou-Featherstonehaugh")
    assessment = workspace.start("quick")
    for item in assessment.items:
        assessment = workspace.answer(assessment, _little_chance(item.id, item.kind))
    workspace.finish(assessment)


def _little_chance(item: str, kind: Kind) -> Answer:
    if kind is Kind.SCENARIO:
        return Answer(item, skipped=True)
    return Answer(item, no_chance=True) if item[:2] in ("TL", "SP", "PM") else Answer(item, value=1.0)


def _busy(workspace: Workspace) -> None:
    """Three assessments, a plan, and a fourth assessment under way."""
    _again(workspace)
    latest = workspace.latest()
    if latest is not None:
        result = latest.result(workspace.role)
        for competency in result.focus:
            workspace.plan.add_for(latest, result, competency)
    _answer_up_to(workspace, workspace.start("full"), Kind.RATING, "SC", chosen=True)


def _again(workspace: Workspace) -> None:
    """A full assessment finished today, after two lower ones of the last fourteen months."""
    workspace.add_person("Alex")
    workspace.choose_role("senior")
    for days, lower in ((420, 1.1), (230, 0.6)):
        history.keep(workspace, workspace.clock.now() - timedelta(days=days), "full", lower)
    assessment = workspace.start("full")
    for answer in sample_answers(assessment).values():
        assessment = workspace.answer(assessment, answer)
    workspace.finish(assessment)


def _all_at_five(workspace: Workspace) -> None:
    """A full form with the highest answer everywhere."""
    workspace.add_person("Alex")
    workspace.choose_role("director")
    assessment = workspace.start("full")
    highest = {Kind.RATING: 5.0, Kind.FREQUENCY: 1.0}
    for item, answer in sample_answers(assessment).items():
        value = highest.get(assessment.content.items_by_id[item].kind)
        assessment = workspace.answer(assessment, replace(answer, value=value))
    workspace.finish(assessment)


def _no_chance_at_all(workspace: Workspace) -> None:
    """A quick form with no chance anywhere."""
    workspace.add_person("Alex")
    assessment = workspace.start("quick")
    for item in assessment.items:
        given = Answer(item.id, skipped=True) if item.kind is Kind.SCENARIO else Answer(item.id, no_chance=True)
        assessment = workspace.answer(assessment, given)
    workspace.finish(assessment)


def _area_left_out(workspace: Workspace) -> None:
    """A full form with nothing answered in one competency."""
    workspace.add_person("Alex")
    assessment = workspace.start("full")
    for item, answer in sample_answers(assessment).items():
        if not item.startswith("SC-"):
            assessment = workspace.answer(assessment, answer)
    workspace.finish(assessment)


def _compared(window: MainWindow) -> None:
    """Compare with the earlier assessment."""
    page = window.current_page()
    if isinstance(page, QWidget):
        for box in page.findChildren(QComboBox, "comparison"):
            box.setCurrentIndex(1)
            box.activated.emit(1)


def _competency(window: MainWindow) -> None:
    """Open the competency to work on first."""
    _press(window, "competency-1")


def _radar(window: MainWindow) -> None:
    """Show the radar."""
    _press(window, "segment-radar")


def _details(window: MainWindow) -> None:
    """Show the answers by facet."""
    _press(window, "segment-details")


def _press(window: MainWindow, name: str) -> None:
    for button in window.findChildren(Button, name):
        if button.isVisible():
            button.click()


def _table(window: MainWindow) -> None:
    """Show the table twin of the chart."""
    _press(window, "segment-table")


def _stop_at_evidence(workspace: Workspace) -> None:
    """A full form with high ratings, at the first evidence prompt."""
    workspace.add_person("Alex")
    assessment = workspace.start("full")
    for item in assessment.items:
        if item.kind is Kind.RATING:
            assessment = workspace.answer(assessment, Answer(item.id, value=4.0))
    evidence = Answer("TL-E1", evidence=("document", "feedback"), note="Coaching notes since March, shared with Sam")
    assessment = workspace.answer(assessment, evidence)
    workspace.look_at(assessment, "TL-E1")


def _stop_at_long_example(workspace: Workspace) -> None:
    """A full form at a question with an example as long as one can be typed."""
    workspace.add_person("Alex")
    assessment = workspace.start("full")
    item = assessment.items[0].id
    sentence = "We agreed on the goals of the quarter with each of the four teams that use the model. "
    note = (sentence * (LONGEST_EXAMPLE // len(sentence)))[:LONGEST_EXAMPLE]
    assessment = workspace.answer(assessment, Answer(item, value=3.0, note=note))
    workspace.look_at(assessment, item)


def _all_answered(workspace: Workspace) -> None:
    """A quick form answered to the last question, with a skip and a missing chance."""
    workspace.add_person("Alex")
    assessment = workspace.start("quick")
    for item, answer in sample_answers(assessment).items():
        assessment = workspace.answer(assessment, answer)
        if item == "PM-F4":
            assessment = workspace.answer(assessment, Answer(item, skipped=True))
        if item == "SP-B1":
            assessment = workspace.answer(assessment, Answer(item, no_chance=True))


def _forward(window: MainWindow) -> None:
    """Go on from the question on show."""
    page = window.current_page()
    if isinstance(page, QuestionPage):
        page.next.click()


def _kind_word(window: MainWindow) -> None:
    """Show the word that comes once when answers are very fast."""
    page = window.current_page()
    if isinstance(page, QuestionPage):
        page.show_prompt("fast")


def _explanations(window: MainWindow) -> None:
    """Show what was best in the first situation, and why."""
    for button in window.findChildren(Button, "answers"):
        button.click()
    page = window.current_page()
    if isinstance(page, AnswersPage):
        page.list.open_answer("TL-S1")


def _full_matching_none(workspace: Workspace) -> None:
    """A full form with low ratings."""
    workspace.add_person("Alex")
    assessment = workspace.start("full")
    for item in assessment.items:
        if item.kind in (Kind.RATING, Kind.FREQUENCY):
            value = 2.0 if item.kind is Kind.RATING else 0.25
            assessment = workspace.answer(assessment, Answer(item.id, value=value))
    workspace.finish(assessment)


def _pay_in_california(workspace: Workspace) -> None:
    """Place and sector that both raise pay, and prices brought forward."""
    _sample(workspace)
    workspace.pay.choose(PayChoice(place="CA", sector="51", prices="latest"))


def _pay_in(country: str) -> Callable[[Workspace], None]:
    """At the prices of a country, with the adverts that were found there."""

    def fill(workspace: Workspace) -> None:
        _sample(workspace)
        workspace.pay.choose(PayChoice(country=country))

    return fill


def _own_pay(workspace: Workspace) -> None:
    """Own figures of several kinds, an old one and one far beyond the others too."""
    _sample(workspace)
    for role, place, amount, day, source in (
        ("senior", "CA", 310_000.0, date(2026, 5, 4), "Offer, Example Robotics"),
        ("first-line", "TX", 205_000.0, date(2026, 9, 30), "Payslip"),
        ("first-line", None, 160_000.0, date(2023, 2, 1), "Payslip, first job as a lead"),
        ("director", "NY", 950_000.0, date(2026, 8, 1), "A talk at a conference"),
    ):
        workspace.pay.add_own([OwnFigure(role, place, amount, None, day, source, "USD")])


def _own_figures(window: MainWindow) -> None:
    page = window.current_page()
    if isinstance(page, SalaryPage):
        page.own.click()


def _pay_sources(window: MainWindow) -> None:
    """Open the sheet of sources, with the formulas."""
    page = window.current_page()
    if isinstance(page, SalaryPage):
        page.sources.click()
        for sheet in window.findChildren(SourceSheet):
            sheet.curious.show_open(opened=True)


def _figure_card(window: MainWindow) -> None:
    """Trace the senior rung."""
    page = window.current_page()
    if isinstance(page, SalaryPage):
        page.figure_chosen.emit("senior")


def _try_levels(window: MainWindow) -> None:
    """Move three areas up."""
    page = window.current_page()
    if isinstance(page, SalaryPage):
        for slider in page.what_if.sliders[:3]:
            # Sliders count in tenths of a level.
            slider.setValue(40)


def _to_demand(window: MainWindow) -> None:
    """Scroll to employment and projected growth."""
    page = window.current_page()
    if isinstance(page, RolePage):
        for area in page.findChildren(ScrollBody):
            for card in page.findChildren(DemandCard):
                area.ensureWidgetVisible(card, 0, 60)


def _to_the_rungs(window: MainWindow) -> None:
    """Scroll to the roles side by side."""
    page = window.current_page()
    if isinstance(page, RolePage):
        for area in page.findChildren(ScrollBody):
            area.ensureWidgetVisible(page.rungs, 0, 200)


def _role_items(window: MainWindow) -> None:
    """Show the levels and questions of one area."""
    page = window.current_page()
    if isinstance(page, RolePage):
        page.area_opened.emit("TO")


def _nothing(_window: MainWindow) -> None:
    """Leave the page as it opens."""


def _pay_table(window: MainWindow) -> None:
    """A table of pay out of a survey, with a row that cannot come in."""
    _own_figures(window)
    page = window.current_page()
    if isinstance(page, OwnPage):
        page.table_dropped.emit(str(resources.assets("sample") / "pay-from-a-survey.csv"))
    wait_until_idle(window)


STOPS: tuple[Stop, ...] = (
    ("0-welcome", "", _empty, _nothing),
    ("1-overview", "overview", _busy, _nothing),
    ("1-overview-empty", "overview", _empty, _nothing),
    ("1-overview-quick", "overview", _quick_done, _nothing),
    ("2-assess-empty", "assess", _empty, _nothing),
    ("2-assess-after-quick", "assess", _quick_done, _nothing),
    ("2-question-rating", "", _stop_at("full", Kind.RATING, "SC"), _nothing),
    ("2-question-frequency", "", _stop_at("quick", Kind.FREQUENCY, "TO", chosen=False), _nothing),
    ("2-question-scenario", "", _stop_at("quick", Kind.SCENARIO, "TL"), _nothing),
    ("2-question-knowledge", "", _stop_at("full", Kind.KNOWLEDGE, "AN", chosen=False), _nothing),
    ("2-question-evidence", "", _stop_at_evidence, _nothing),
    ("2-question-long-example", "", _stop_at_long_example, _nothing),
    ("2-question-kind-word", "", _stop_at("quick", Kind.RATING, "PM"), _kind_word),
    ("2-break", "", _stop_at("quick", Kind.SCENARIO, "TO"), _forward),
    ("2-check", "", _all_answered, _forward),
    ("2-explanations", "results", _sample, _explanations),
    ("3-results", "results", _sample, _nothing),
    ("3-results-table", "results", _sample, _table),
    ("3-results-radar", "results", _sample, _radar),
    ("3-results-details", "results", _sample, _details),
    ("3-results-compared", "results", _again, _compared),
    ("3-results-all-at-five", "results", _all_at_five, _nothing),
    ("3-competency", "results", _sample, _competency),
    ("3-results-quick", "results", _quick_done, _nothing),
    ("3-results-little-chance", "results", _no_chance, _nothing),
    ("3-results-no-chance-at-all", "results", _no_chance_at_all, _nothing),
    ("3-results-area-left-out", "results", _area_left_out, _nothing),
    ("3-results-empty", "results", _empty, _nothing),
    ("4-salary", "salary", _sample, _nothing),
    ("4-salary-table", "salary", _sample, _table),
    ("4-salary-empty", "salary", _empty, _nothing),
    ("4-salary-quick", "salary", _quick_done, _try_levels),
    ("4-salary-none-matched", "salary", _full_matching_none, _nothing),
    ("4-salary-california", "salary", _pay_in_california, _nothing),
    ("4-salary-california-card", "salary", _pay_in_california, _figure_card),
    ("4-salary-abroad", "salary", _pay_in("DE"), _nothing),
    ("4-salary-abroad-london", "salary", _pay_in("GB"), _nothing),
    ("4-salary-sources", "salary", _sample, _pay_sources),
    ("4-salary-own-marks", "salary", _own_pay, _nothing),
    ("4-salary-own", "salary", _own_pay, _own_figures),
    ("4-salary-import", "salary", _own_pay, _pay_table),
    ("5-role", "role", _sample, _nothing),
    ("5-role-demand", "role", _sample, _to_demand),
    ("5-role-rungs", "role", _sample, _to_the_rungs),
    ("5-role-items", "role", _sample, _role_items),
    ("5-role-empty", "role", _empty, _nothing),
    ("6-plan", "plan", plan.sample_plan, _nothing),
    ("6-plan-empty", "plan", _empty, _nothing),
    ("6-plan-suggested", "plan", plan.suggested, _nothing),
    ("6-plan-detail", "plan", plan.sample_plan, plan.detail),
    ("6-plan-many-long-texts", "plan", plan.long_plan, plan.dropped),
    ("7-history", "history", history.some, _nothing),
    ("7-history-empty", "history", _empty, _nothing),
    ("7-history-one", "history", history.one, _nothing),
    ("7-history-two-on-one-day", "history", history.two_on_one_day, _nothing),
    ("7-history-quick-only", "history", history.quick_only, _nothing),
    ("7-history-all-at-five", "history", _all_at_five, _nothing),
    ("7-history-compare", "history", history.some, history.compare),
    ("7-history-many", "history", history.many, history.show_all),
    ("7-history-undo", "history", history.some, history.delete),
    ("7-history-table", "history", history.some, _table),
    *adverts.STOPS,
    *views.STOPS,
    *evidence.STOPS,
    *first_team.STOPS,
    *wide.STOPS,
    *authoring.STOPS,
    *safety.STOPS,
    *starting.STOPS,
    *locked.STOPS,
    *coach.STOPS,
    *deleted.STOPS,
    *transfer.STOPS,
    *sharing.STOPS,
    *group.STOPS,
    *report.STOPS,
    *extremes.STOPS,
)

"""The overview: useful from the first minute, and the same numbers as everywhere."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.person import click

from nextrung import resources
from nextrung.scoring.reasons import match_notes
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.overview import state as overview_state
from nextrung.ui.overview.page import OverviewPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Assessment, Workspace

NOON = time(12)
NOW = datetime(2026, 11, 23, 9, 30)


@pytest.fixture
def sample(workspace: Workspace) -> Assessment:
    return workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


def opened(qtbot: QtBot, workspace: Workspace, theme: Theme) -> MainWindow:
    window = MainWindow(workspace, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def texts(page: QWidget) -> str:
    assert isinstance(page, OverviewPage)
    return "\n".join(label.text() for label in page.findChildren(type(page.title)))


def test_that_a_newcomer_is_led_to_the_first_assessment(window: MainWindow) -> None:
    window.show_page("overview")
    assert "Begin with an assessment" in texts(window.current_page())
    click(window, "overview-start")
    assert not isinstance(window.current_page(), OverviewPage)


def test_that_a_start_after_an_assessment_lands_here(
    qtbot: QtBot, workspace: Workspace, theme: Theme, sample: Assessment
) -> None:
    assert sample.complete
    window = opened(qtbot, workspace, theme)
    words = texts(window.current_page())
    assert "95" in words
    assert "likely 91–100" in words
    assert "Project management" in words
    assert "77 % sure" in words


def test_that_pay_follows_the_first_look_at_the_page(
    qtbot: QtBot, workspace: Workspace, theme: Theme, sample: Assessment
) -> None:
    assert sample.complete
    window = MainWindow(workspace, theme)
    qtbot.addWidget(window)
    window.show()
    assert "$" not in texts(window.current_page())
    qtbot.waitUntil(lambda: "$170k–$265k" in texts(window.current_page()))
    window.show_page("plan")
    window.show_page("overview")
    assert "$170k–$265k" in texts(window.current_page())


def test_that_the_numbers_are_those_of_the_result(workspace: Workspace, sample: Assessment) -> None:
    workspace.choose_role("senior")
    state = overview_state.build(workspace, NOW)
    result = sample.result(workspace.role)
    assert (state.match, state.match_range) == (result.match.value, result.match.range)
    assert state.match_notes == match_notes(result.match, result.questionnaire)
    assert state.gap is not None
    assert (state.gap.name, state.gap.target) == ("Strategic planning", 3.5)
    assert state.gap.level == result.competencies["SP"].level
    (point,) = overview_state.build_over_time(workspace).trend
    assert (point.value, (point.low, point.high)) == (result.match.value, result.match.range)


def test_that_the_first_reason_stands_beside_the_match_with_how_many_more_there_are(
    qtbot: QtBot, workspace: Workspace, theme: Theme, sample: Assessment
) -> None:
    assert sample.complete
    workspace.choose_role("senior")
    words = texts(opened(qtbot, workspace, theme).current_page())
    assert "Building: Project management is critical and 1.4 below its target, and 2 more areas" in words
    assert "Stakeholder communication is critical" not in words


def test_that_a_change_is_called_what_it_is(workspace: Workspace, sample: Assessment) -> None:
    again = workspace.start("full")
    for answer in sample.answers.values():
        higher = None if answer.value is None else min(5.0, answer.value + 1) if "-B" in answer.item else 1.0
        again = workspace.answer(again, replace(answer, value=higher))
    workspace.finish(again)
    state = overview_state.build_over_time(workspace)
    assert state.call == "clear"
    assert state.before is not None
    assert state.after is not None
    assert state.after - state.before > 0.9
    assert len(state.trend) == 2


def test_that_an_open_assessment_can_be_continued(
    qtbot: QtBot, workspace: Workspace, theme: Theme, sample: Assessment
) -> None:
    assessment = workspace.start("quick")
    workspace.answer(assessment, sample.answers["TL-B1"])
    window = opened(qtbot, workspace, theme)
    window.show_page("overview")
    click(window, "go-on")
    assert isinstance(window.current_page(), QuestionPage)


def test_that_steps_of_the_plan_show_with_their_urgency(workspace: Workspace, sample: Assessment) -> None:
    step = workspace.plan.add_for(sample, sample.result(workspace.role), "PM")
    assert step.due is not None
    state = overview_state.build(workspace, datetime.combine(step.due, NOON))
    assert [(entry.area, entry.urgency) for entry in state.steps] == [("Project management", "soon")]
    late = overview_state.build(workspace, datetime(step.due.year + 1, 1, 1))
    assert late.steps[0].urgency == "overdue"


def test_that_too_few_situations_give_no_figures_of_being_right(workspace: Workspace, sample: Assessment) -> None:
    quick = workspace.start("quick")
    for item in quick.items:
        quick = workspace.answer(quick, sample.answers[item.id])
    workspace.finish(quick)
    state = overview_state.build(workspace, NOW)
    assert (state.judged, state.judged_enough) == (3, False)


def test_that_a_quick_assessment_is_followed_by_the_way_to_a_full_one(
    qtbot: QtBot, workspace: Workspace, theme: Theme, sample: Assessment
) -> None:
    def offered() -> bool:
        window = opened(qtbot, workspace, theme)
        window.show_page("overview")
        page = window.current_page()
        return isinstance(page, OverviewPage) and page.start.isVisible() and "44 more questions" in texts(page)

    assert not offered()
    quick = workspace.start("quick")
    for item in quick.items:
        quick = workspace.answer(quick, sample.answers[item.id])
    assert not offered()
    workspace.finish(quick)
    assert offered()
    workspace.start("full", deepen=workspace.latest())
    assert not offered()


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (4, "evening"),
        (5, "morning"),
        (11, "morning"),
        (12, "afternoon"),
        (17, "afternoon"),
        (18, "evening"),
        (0, "evening"),
    ],
)
def test_that_the_greeting_follows_the_hour(hour: int, part: str) -> None:
    assert overview_state.part_of_day(hour) == part


def test_that_the_greeting_knows_the_name(qtbot: QtBot, workspace: Workspace, theme: Theme, sample: Assessment) -> None:
    page = OverviewPage(theme)
    qtbot.addWidget(page)
    page.show_state(overview_state.build(workspace, NOW))
    assert sample.complete
    assert workspace.person is not None
    assert page.title.text() == f"Good morning, {workspace.person.name}"

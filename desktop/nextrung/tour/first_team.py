"""The stops with the questionnaire for a first team: chosen, taken, and looked at beside the other one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.kinds import Item
from nextrung.tour.history import keep
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.questionnaires.list_card import QuestionnaireListCard
from nextrung.ui.settings.page import SettingsPage
from nextrung.workspace import Workspace

ID = "first-time-manager"
_POINTS = (2.0, 3.0, 4.0, 3.0, 2.0)
"""Ratings that are given in turn, so that areas differ."""
_SHARES = (0.5, 0.75, 0.25)


def _given(item: Item, number: int) -> Answer:
    if item.kind.answered_by == "option":
        best = max(item.judged(), key=lambda option: option.credit)
        return Answer(item.id, choice=best.key if number % 2 else "A")
    values = _SHARES if item.kind.is_share else _POINTS
    return Answer(item.id, value=values[number % len(values)])


def _begun(workspace: Workspace) -> None:
    """The other one finished, and this one chosen."""
    workspace.add_person("Alex")
    keep(workspace, workspace.clock.now() - timedelta(days=200), "full", 0.3)
    workspace.choose_questionnaire(ID)


def _at_question(workspace: Workspace) -> None:
    _begun(workspace)
    assessment = workspace.start("quick")
    for number, item in enumerate(assessment.items[:5]):
        assessment = workspace.answer(assessment, _given(item, number))
    workspace.look_at(assessment, assessment.items[5].id)


def _taken(workspace: Workspace) -> None:
    _begun(workspace)
    workspace.choose_role("manager")
    assessment = workspace.start("full")
    for number, item in enumerate(one for one in assessment.items if one.kind.scored):
        assessment = workspace.answer(assessment, _given(item, number))
    assessment = workspace.finish(assessment)
    result = assessment.result(workspace.role)
    for competency in result.focus:
        workspace.plan.add_for(assessment, result, competency)


def _listed(workspace: Workspace) -> None:
    """Two copies of one's own beside those of the program; one was taken, the other removed."""
    _begun(workspace)
    service = workspace.own_questionnaires
    made = [service.copy_work(ID, title)() for title in ("Our engineering ladder", "A first draft")]
    service.settle()
    workspace.choose_questionnaire(made[0])
    keep(workspace, workspace.clock.now() - timedelta(days=20), "quick", 0.3)
    service.remove_work(made[1])()
    service.settle()


def _at_list(window: QWidget) -> None:
    """The list in view, with the own one picked."""
    wait_until_idle(window)
    (card,) = window.findChildren(QuestionnaireListCard)
    card.table.selectRow(2)
    (page,) = window.findChildren(SettingsPage)
    page.reveal(card)


def _as_it_is(_window: QWidget) -> None:
    """The page as it opens."""


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[QWidget], None]], ...] = (
    ("first-team-assess", "assess", _begun, _as_it_is),
    ("first-team-question", "", _at_question, _as_it_is),
    ("first-team-overview", "overview", _taken, _as_it_is),
    ("first-team-results", "results", _taken, _as_it_is),
    ("first-team-role", "role", _taken, _as_it_is),
    ("first-team-plan", "plan", _taken, _as_it_is),
    ("first-team-history", "history", _taken, _as_it_is),
    ("first-team-questionnaires", "settings", _listed, _at_list),
)

"""A questionnaire of 24 areas, the most that fit, as a ladder of others comes in: for pictures, tests, benchmarks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from nextrung.assessment.answer import Answer
from nextrung.clock import as_moment
from nextrung.questionnaire import writing
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.drafting import building
from nextrung.questionnaire.drafting.building import Made
from nextrung.questionnaire.drafting.draft import DraftArea, DraftItem, DraftRole, DraftTarget, FrameworkDraft
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import MOST_COMPETENCIES, Blueprint
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.widgets.page import ScrollBody
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.questionnaire_intake import ComingQuestionnaire

TITLE = "Engineering ladder of 24 areas"
FILE = "ladder-2026.xlsx"
NEWEST = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
_SUBJECTS = ("Delivery", "Architecture and system design", "Hiring", "Incidents", "Security and privacy", "Direction")
_SIDES = ("day to day", "across teams", "with partners", "over years")
_SCALE = ("Aware", "Working", "Practised", "Leading", "Shaping")
_DEEDS = (
    "I do my own part of {0} when somebody shows me how.",
    "I plan my own {0} and say early when it slips.",
    "I lead {0} for one piece of work from start to end.",
    "I set up {0} for several teams, who keep to it.",
    "Other groups took over how I set up {0}.",
)
_SKILLS = ("plans", "habits", "reviews")
_ROLES = {"Tech lead": 2, "Engineering manager": 3, "Director of engineering": 4}
"""Each role with the level that it asks for in most areas."""


def made(base: Blueprint) -> Made:
    """The questionnaire with the names of its files; ``base`` lends what a ladder does not say."""
    names = [f"{subject}, {side}" for side in _SIDES for subject in _SUBJECTS][:MOST_COMPETENCIES]
    areas = tuple(DraftArea(name, tuple(_item(name, skill) for skill in _SKILLS)) for name in names)
    roles = tuple(
        DraftRole(role, {name: DraftTarget(level + at % 2, 1 + at % 5) for at, name in enumerate(names)})
        for role, level in _ROLES.items()
    )
    draft = FrameworkDraft(TITLE, areas, _SCALE, roles, "en", "Jana Novak")
    return building.questionnaire_of(draft, building.slug(TITLE, ""), FILE, base)


def _item(area: str, skill: str) -> DraftItem:
    what = f"{skill} of {area.lower()}"
    return DraftItem(f"How I handle {what}", tuple(deed.format(what) for deed in _DEEDS))


def install(workspace: Workspace) -> str:
    """Add it to a person's own, look at it, and return its id."""
    found = made(workspace.installed.questionnaire.blueprint)
    texts = {name: text.encode() for name, text in writing.folder_texts(found.questionnaire, found.files).items()}
    coming = ComingQuestionnaire(FILE, found.questionnaire, texts)
    every = range(1, len(found.questionnaire.items_by_id) + 1)
    workspace.questionnaire_intake.adding_work(coming, every)()
    workspace.questionnaire_intake.settle()
    workspace.choose_questionnaire(found.questionnaire.id)
    return found.questionnaire.id


def answer(item: Item, number: int) -> Answer:
    """What somebody says who differs from area to area; ``number`` is which item it is."""
    return Answer(item.id, value=float(1 + (number * 7 + number // 3) % 5), seconds=20.0, at=as_moment(NEWEST))


def take(workspace: Workspace, days_ago: int = 0, form: FormId = "full", shift: int = 0) -> None:
    """Let the current person finish an assessment of it; another ``shift`` gives other answers."""
    installed = workspace.installed
    items = installed.questionnaire.scored_items[form]
    answers = {item.id: answer(item, number + shift) for number, item in enumerate(items)}
    finished = NEWEST - timedelta(days=days_ago)
    moments = as_moment(finished - timedelta(minutes=30)), as_moment(finished)
    workspace.history.keep(installed.fingerprint, form, answers, moments)


def taken(workspace: Workspace) -> None:
    """Somebody who has taken it twice, with a step of their own: such a ladder brings no actions along."""
    workspace.add_person("Alex")
    install(workspace)
    take(workspace, 220, shift=1)
    take(workspace)
    areas = workspace.installed.questionnaire.competencies
    workspace.plan.add_own(OwnStep("Show two others how I plan", areas[0].id))


def group(workspace: Workspace, people: int = 9) -> None:
    """A coach with so many people who have taken it."""
    workspace.privacy.set_coach_mode(on=True)
    taken(workspace)
    for number in range(1, people):
        workspace.add_person(f"Person {number}")
        workspace.choose_questionnaire(building.slug(TITLE, ""))
        take(workspace, number, shift=number)


def _begun(workspace: Workspace) -> None:
    workspace.add_person("Alex")
    install(workspace)
    assessment = workspace.start("quick")
    workspace.look_at(assessment, assessment.items[40].id)


def _shown(window: QWidget) -> None:
    wait_until_idle(window)


def _below(window: QWidget) -> None:
    """The lower end of the page, where a long table ends."""
    wait_until_idle(window)
    for body in window.findChildren(ScrollBody):
        if body.isVisible():
            body.verticalScrollBar().setValue(body.verticalScrollBar().maximum())


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[QWidget], None]], ...] = (
    ("wide-question-of-24-areas", "", _begun, _shown),
    ("wide-overview-of-24-areas", "overview", taken, _shown),
    ("wide-results-of-24-areas", "results", taken, _shown),
    ("wide-results-of-24-areas-below", "results", taken, _below),
    ("wide-role-of-24-areas", "role", taken, _shown),
    ("wide-plan-of-24-areas", "plan", taken, _shown),
    ("wide-history-of-24-areas", "history", taken, _shown),
    ("wide-group-of-24-areas", "group", group, _shown),
)

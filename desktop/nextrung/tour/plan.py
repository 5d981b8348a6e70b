"""The plans that the tour shows."""

from __future__ import annotations

from datetime import timedelta

from nextrung import app
from nextrung.plan.step import PlanStep
from nextrung.ui.plan.page import PlanPage
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

LONG = (
    "Agree with the heads of three departments, in writing, which of the seven forecasting models are kept or switched"
)
LONGER = (
    "If the discussion turns to whose model is the better one, then I put the page with the costs, the errors and the "
    "dates of the last retraining on the table before anybody says anything about people."
)


def sample_plan(workspace: Workspace) -> None:
    """The sample person with two live steps and three finished ones."""
    app.add_sample(workspace)
    workspace.choose_role("senior")
    evidence = (
        ("document", "written review, two changes closed"),
        ("feedback", "the brief; a note from the owner"),
        ("metric", "score sheet before and after"),
    )
    for competency, (kind, line) in zip(("TL", "CM", "TO"), evidence, strict=True):
        workspace.plan.finish(_add(workspace, competency).id, kind, line)
    today = workspace.clock.today()
    latest = workspace.latest()
    focus = latest.result(workspace.role).focus if latest else ()
    for competency, days in zip(focus[:2], (4, 19), strict=False):
        step = _add(workspace, competency)
        workspace.plan.edit(step.id, due=today + timedelta(days=days))
        workspace.plan.tick(step.id, 0, done=True)


def long_plan(workspace: Workspace) -> None:
    """Three live steps with long texts, one overdue, many finished and some dropped."""
    app.add_sample(workspace)
    today = workspace.clock.today()
    for number in range(12):
        step = workspace.plan.add_own(OwnStep(f"{number + 1}. {LONG}", "SP", "SP1"))
        # Finished or dropped at once: no more than three steps may be live.
        if number % 4:
            workspace.plan.finish(step.id, "document", LONGER[:190])
        else:
            workspace.plan.drop(step.id)
    for number, days in enumerate((-3, 0, 40)):
        due = today + timedelta(days=days)
        ticks = (LONGER, LONG, "Short")
        step = workspace.plan.add_own(OwnStep(LONG, "SC", "SC4", LONGER, due, ticks, LONGER))
        if number < 2:
            workspace.plan.tick(step.id, 0, done=True)


def suggested(workspace: Workspace) -> None:
    """The sample person before a first step, far from a role."""
    app.add_sample(workspace)
    workspace.choose_role("director")


def detail(window: MainWindow) -> None:
    """Open the first step."""
    page = window.current_page()
    if isinstance(page, PlanPage):
        page.step_opened.emit(page.cards()[0].card.id)


def dropped(window: MainWindow) -> None:
    """Show the dropped steps too."""
    page = window.current_page()
    if isinstance(page, PlanPage) and not page.dropped.isVisible():
        page.show_dropped.click()


def _add(workspace: Workspace, competency: str) -> PlanStep:
    latest = workspace.latest()
    if latest is None:
        raise ValueError("the sample has a finished assessment")
    return workspace.plan.add_for(latest, latest.result(workspace.role), competency)

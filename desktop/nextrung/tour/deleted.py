"""The stops of the tour at what was deleted: on the pages that it was deleted from, and in the settings."""

from __future__ import annotations

from nextrung.tour import coach, history, plan
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep


def assessments(workspace: Workspace) -> None:
    """Two of six assessments are deleted."""
    history.some(workspace)
    for one in workspace.history.finished()[1:3]:
        workspace.history.remove(one.record.id)


def steps(workspace: Workspace) -> None:
    """A step is deleted from a plan."""
    plan.sample_plan(workspace)
    for step in workspace.plan.steps():
        if step.state == "dropped":
            workspace.plan.delete(step.id)
    live = next(step for step in workspace.plan.steps() if step.live)
    workspace.plan.drop(live.id)
    workspace.plan.delete(live.id)


def people(workspace: Workspace) -> None:
    """A person, a session, an assessment and a step of another are deleted."""
    coach.coached(workspace)
    current = workspace.person
    others = [one for one in workspace.people.everyone() if current is None or one.id != current.id]
    workspace.people.archive(others[0].id)
    workspace.people.delete(others[0].id)
    workspace.sessions.remove(workspace.sessions.sessions()[0].id)
    workspace.history.remove(workspace.history.finished()[0].record.id)
    for step in workspace.plan.steps():
        if step.live:
            workspace.plan.drop(step.id)
    step = workspace.plan.add_own(OwnStep("Ask two peers how the last planning meeting went for them"))
    workspace.plan.drop(step.id)
    workspace.plan.delete(step.id)


def nobody(workspace: Workspace) -> None:
    """Nothing was deleted."""
    history.one(workspace)


def listed(window: MainWindow) -> None:
    """Show the list, once the levels of the people above it are worked out: a note on them makes the page longer."""
    coach.press(window, "bin-toggle")
    wait_until_idle(window)


def timeline(window: MainWindow) -> None:
    """Show the list below the sessions."""
    coach.timeline(window)
    coach.press(window, "bin-toggle")


def _nothing(_window: MainWindow) -> None:
    """Leave the page as it opens."""


STOPS = (
    ("5-plan-deleted", "plan", steps, listed),
    ("7-history-deleted", "history", assessments, listed),
    ("8-people-deleted", "people", people, listed),
    ("8-sessions-deleted", "sessions", people, timeline),
    ("9-settings-deleted", "settings", people, _nothing),
    ("9-settings-nothing-deleted", "settings", nobody, _nothing),
)

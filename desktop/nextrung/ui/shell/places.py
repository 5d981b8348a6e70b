"""The places in the navigation, in order. What opens a place is loaded when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from nextrung.lazy import lazy
from nextrung.ui.shell.page_controller import PageController
from nextrung.workspace import Workspace

if TYPE_CHECKING:
    from nextrung.ui.assess import controller as assess_controller
    from nextrung.ui.evidence import controller as evidence_controller
    from nextrung.ui.group import controller as group_controller
    from nextrung.ui.history import controller as history_controller
    from nextrung.ui.overview import controller as overview_controller
    from nextrung.ui.people import controller as people_controller
    from nextrung.ui.plan import controller as plan_controller
    from nextrung.ui.results import controller as results_controller
    from nextrung.ui.role import controller as role_controller
    from nextrung.ui.salary import controller as salary_controller
    from nextrung.ui.sessions import controller as sessions_controller
    from nextrung.ui.settings import controller as settings_controller
    from nextrung.ui.views import controller as views_controller
else:
    assess_controller = lazy("nextrung.ui.assess.controller")
    evidence_controller = lazy("nextrung.ui.evidence.controller")
    group_controller = lazy("nextrung.ui.group.controller")
    history_controller = lazy("nextrung.ui.history.controller")
    overview_controller = lazy("nextrung.ui.overview.controller")
    people_controller = lazy("nextrung.ui.people.controller")
    plan_controller = lazy("nextrung.ui.plan.controller")
    results_controller = lazy("nextrung.ui.results.controller")
    role_controller = lazy("nextrung.ui.role.controller")
    salary_controller = lazy("nextrung.ui.salary.controller")
    sessions_controller = lazy("nextrung.ui.sessions.controller")
    settings_controller = lazy("nextrung.ui.settings.controller")
    views_controller = lazy("nextrung.ui.views.controller")

Section = Literal["main", "coach", "foot"]
"""Where a place stands in the navigation: with the others, under a heading of its own, or at the lower end."""
PRACTICE, PREDICTIONS = "practice", "predictions"
"""Pages of evidence that are opened as its things are, by these ids; no example is called so."""
MOST_NUMBERED = 9
"""Places that Ctrl and a digit lead to."""


def _no_badge(_workspace: Workspace) -> str:
    return ""


def _always(_workspace: Workspace) -> bool:
    return True


def _has_pay(workspace: Workspace) -> bool:
    return workspace.installed.questionnaire.has_pay


def _coaching(workspace: Workspace) -> bool:
    return workspace.privacy.coaching


class NavigationPlace(Struct, frozen=True):
    """A place: its id (also that of its icon), its name on screen, and how to load what opens it."""

    id: str
    name: str
    load: Callable[[], type[PageController]]
    section: Section = "main"
    badge: Callable[[Workspace], str] = _no_badge
    """A short count beside the name; asked often, so it must be cheap and load no page."""
    in_sight: Callable[[Workspace], bool] = _always
    """Whether the place is offered; asked often too."""
    personal: bool = True
    """Whether it shows the current person, so that nothing of it may stay when that changes."""
    charts: bool = False
    """Whether to open it loads the charts, which takes a while."""
    numbered: bool = True
    """Whether Ctrl and a digit lead there; a place that came later leaves those that people know as they are."""


def _overview() -> type[PageController]:
    return overview_controller.OverviewController


def _assess() -> type[PageController]:
    return assess_controller.AssessController


def _results() -> type[PageController]:
    return results_controller.ResultsController


def _views() -> type[PageController]:
    return views_controller.OtherViewsController


def _has_views(workspace: Workspace) -> bool:
    """A coach takes rounds of clients in, who may have no result here."""
    return workspace.has_finished() or workspace.privacy.coach_mode


def _replies_in(workspace: Workspace) -> str:
    """How many replies have come, as long as one is awaited."""
    answered, asked = workspace.replies_in()
    if answered == asked:
        return ""
    return QCoreApplication.translate("places", "{0} of {1}").format(answered, asked)


def _salary() -> type[PageController]:
    return salary_controller.SalaryController


def _role() -> type[PageController]:
    return role_controller.RoleController


def _history() -> type[PageController]:
    return history_controller.HistoryController


def _plan() -> type[PageController]:
    return plan_controller.PlanController


def _evidence() -> type[PageController]:
    return evidence_controller.EvidenceController


def _people() -> type[PageController]:
    return people_controller.PeopleController


def _sessions() -> type[PageController]:
    return sessions_controller.SessionsController


def _people_count(workspace: Workspace) -> str:
    return str(workspace.people.count_active())


def _settings() -> type[PageController]:
    return settings_controller.SettingsController


def _group() -> type[PageController]:
    return group_controller.GroupController


def _steps_due(workspace: Workspace) -> str:
    count = workspace.plan.due_count()
    return QCoreApplication.translate("places", "{0} due").format(count) if count else ""


def digit_keys(of: Sequence[NavigationPlace]) -> dict[str, str]:
    """The key of each place that Ctrl and a digit lead to, by id; settings, at the lower end, have one of their own."""
    numbered = [place.id for place in of if place.numbered and place.section != "foot"]
    return {place: f"Ctrl+{digit}" for digit, place in enumerate(numbered[:MOST_NUMBERED], start=1)}


def places() -> tuple[NavigationPlace, ...]:
    """All places."""
    return (*_own_places(), *_coach_places(), *_foot_places())


def _own_places() -> tuple[NavigationPlace, ...]:
    return (
        NavigationPlace("overview", QCoreApplication.translate("places", "Overview"), _overview),
        NavigationPlace("assess", QCoreApplication.translate("places", "Assess"), _assess),
        NavigationPlace("results", QCoreApplication.translate("places", "Results"), _results, charts=True),
        NavigationPlace(
            "views",
            QCoreApplication.translate("places", "Other views"),
            _views,
            badge=_replies_in,
            in_sight=_has_views,
            charts=True,
            numbered=False,
        ),
        NavigationPlace(
            "salary", QCoreApplication.translate("places", "Salary"), _salary, in_sight=_has_pay, charts=True
        ),
        NavigationPlace("role", QCoreApplication.translate("places", "The role"), _role),
        NavigationPlace("plan", QCoreApplication.translate("places", "Plan"), _plan, badge=_steps_due),
        NavigationPlace("evidence", QCoreApplication.translate("places", "Evidence"), _evidence, numbered=False),
        NavigationPlace("history", QCoreApplication.translate("places", "History"), _history, charts=True),
    )


def _coach_places() -> tuple[NavigationPlace, ...]:
    people = QCoreApplication.translate("places", "People")
    sessions = QCoreApplication.translate("places", "Sessions")
    return (
        NavigationPlace("people", people, _people, "coach", _people_count, _coaching, personal=False),
        NavigationPlace("sessions", sessions, _sessions, "coach", in_sight=_coaching, charts=True),
        NavigationPlace(
            "group",
            QCoreApplication.translate("places", "Group"),
            _group,
            "coach",
            _no_badge,
            _coaching,
            personal=False,
        ),
    )


def _foot_places() -> tuple[NavigationPlace, ...]:
    return (NavigationPlace("settings", QCoreApplication.translate("places", "Settings"), _settings, "foot"),)

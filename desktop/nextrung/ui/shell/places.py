"""The places in the navigation, in order. What opens a place is loaded when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from nextrung.ui.shell.page_controller import PageController
from nextrung.workspace import Workspace

Section = Literal["main", "coach", "foot"]
"""Where a place stands in the navigation: with the others, under a heading of its own, or at the lower end."""


def _no_badge(_workspace: Workspace) -> str:
    return ""


def _always(_workspace: Workspace) -> bool:
    return True


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


def _overview() -> type[PageController]:
    from nextrung.ui.overview.controller import OverviewController  # noqa: PLC0415  (loaded when first needed)

    return OverviewController


def _assess() -> type[PageController]:
    from nextrung.ui.assess.controller import AssessController  # noqa: PLC0415  (loaded when first needed)

    return AssessController


def _results() -> type[PageController]:
    from nextrung.ui.results.controller import ResultsController  # noqa: PLC0415  (loads the charts)

    return ResultsController


def _salary() -> type[PageController]:
    from nextrung.ui.salary.controller import SalaryController  # noqa: PLC0415  (loads the charts)

    return SalaryController


def _role() -> type[PageController]:
    from nextrung.ui.role.controller import RoleController  # noqa: PLC0415  (loaded when first needed)

    return RoleController


def _history() -> type[PageController]:
    from nextrung.ui.history.controller import HistoryController  # noqa: PLC0415  (loads the charts)

    return HistoryController


def _plan() -> type[PageController]:
    from nextrung.ui.plan.controller import PlanController  # noqa: PLC0415  (loaded when first needed)

    return PlanController


def _people() -> type[PageController]:
    from nextrung.ui.people.controller import PeopleController  # noqa: PLC0415  (loaded when first needed)

    return PeopleController


def _sessions() -> type[PageController]:
    from nextrung.ui.sessions.controller import SessionsController  # noqa: PLC0415  (loaded when first needed)

    return SessionsController


def _people_count(workspace: Workspace) -> str:
    return str(workspace.people.count_active())


def _settings() -> type[PageController]:
    from nextrung.ui.settings.controller import SettingsController  # noqa: PLC0415  (loaded when first needed)

    return SettingsController


def _group() -> type[PageController]:
    from nextrung.ui.group.controller import GroupController  # noqa: PLC0415  (loaded when first needed)

    return GroupController


def _steps_due(workspace: Workspace) -> str:
    count = workspace.plan.due_count()
    return QCoreApplication.translate("places", "{0} due").format(count) if count else ""


def places() -> tuple[NavigationPlace, ...]:
    """All places."""
    return (*_own_places(), *_coach_places(), *_foot_places())


def _own_places() -> tuple[NavigationPlace, ...]:
    return (
        NavigationPlace("overview", QCoreApplication.translate("places", "Overview"), _overview),
        NavigationPlace("assess", QCoreApplication.translate("places", "Assess"), _assess),
        NavigationPlace("results", QCoreApplication.translate("places", "Results"), _results, charts=True),
        NavigationPlace("salary", QCoreApplication.translate("places", "Salary"), _salary, charts=True),
        NavigationPlace("role", QCoreApplication.translate("places", "The role"), _role),
        NavigationPlace("plan", QCoreApplication.translate("places", "Plan"), _plan, badge=_steps_due),
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

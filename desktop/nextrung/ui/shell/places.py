"""The places in the navigation, in order. What opens a place is loaded when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from nextrung.ui.shell.visit import Visit
from nextrung.workspace import Workspace

Section = Literal["main", "coach", "foot"]
"""Where a place stands in the navigation: with the others, under a heading of its own, or at the lower end."""


def _no_badge(_workspace: Workspace) -> str:
    return ""


def _always(_workspace: Workspace) -> bool:
    return True


def _coaching(workspace: Workspace) -> bool:
    return workspace.room.coaching


class Place(Struct, frozen=True):
    """A place: its id (also that of its icon), its name on screen, and how to load what opens it."""

    id: str
    name: str
    load: Callable[[], type[Visit]]
    section: Section = "main"
    badge: Callable[[Workspace], str] = _no_badge
    """A short count beside the name; asked often, so it must be cheap and load no page."""
    in_sight: Callable[[Workspace], bool] = _always
    """Whether the place is offered; asked often too."""
    personal: bool = True
    """Whether it shows the person whose turn it is, so that nothing of it may stay when that changes."""
    charts: bool = False
    """Whether to open it loads the charts, which takes a while."""


def _overview() -> type[Visit]:
    from nextrung.ui.overview.visit import OverviewVisit  # noqa: PLC0415  (loaded when first needed)

    return OverviewVisit


def _assess() -> type[Visit]:
    from nextrung.ui.assess.visit import AssessVisit  # noqa: PLC0415  (loaded when first needed)

    return AssessVisit


def _results() -> type[Visit]:
    from nextrung.ui.results.visit import ResultsVisit  # noqa: PLC0415  (loads the charts)

    return ResultsVisit


def _salary() -> type[Visit]:
    from nextrung.ui.salary.visit import SalaryVisit  # noqa: PLC0415  (loads the charts)

    return SalaryVisit


def _role() -> type[Visit]:
    from nextrung.ui.role.visit import RoleVisit  # noqa: PLC0415  (loaded when first needed)

    return RoleVisit


def _history() -> type[Visit]:
    from nextrung.ui.history.visit import HistoryVisit  # noqa: PLC0415  (loads the charts)

    return HistoryVisit


def _plan() -> type[Visit]:
    from nextrung.ui.plan.visit import PlanVisit  # noqa: PLC0415  (loaded when first needed)

    return PlanVisit


def _people() -> type[Visit]:
    from nextrung.ui.people.visit import PeopleVisit  # noqa: PLC0415  (loaded when first needed)

    return PeopleVisit


def _sessions() -> type[Visit]:
    from nextrung.ui.sessions.visit import SessionsVisit  # noqa: PLC0415  (loaded when first needed)

    return SessionsVisit


def _people_count(workspace: Workspace) -> str:
    return str(workspace.people.count_active())


def _settings() -> type[Visit]:
    from nextrung.ui.settings.visit import SettingsVisit  # noqa: PLC0415  (loaded when first needed)

    return SettingsVisit


def _group() -> type[Visit]:
    from nextrung.ui.group.visit import GroupVisit  # noqa: PLC0415  (loaded when first needed)

    return GroupVisit


def _steps_due(workspace: Workspace) -> str:
    count = workspace.plan.due_count()
    return QCoreApplication.translate("places", "{0} due").format(count) if count else ""


def places() -> tuple[Place, ...]:
    """All places."""
    return (*_own_places(), *_coach_places(), *_foot_places())


def _own_places() -> tuple[Place, ...]:
    return (
        Place("overview", QCoreApplication.translate("places", "Overview"), _overview),
        Place("assess", QCoreApplication.translate("places", "Assess"), _assess),
        Place("results", QCoreApplication.translate("places", "Results"), _results, charts=True),
        Place("salary", QCoreApplication.translate("places", "Salary"), _salary, charts=True),
        Place("role", QCoreApplication.translate("places", "The role"), _role),
        Place("plan", QCoreApplication.translate("places", "Plan"), _plan, badge=_steps_due),
        Place("history", QCoreApplication.translate("places", "History"), _history, charts=True),
    )


def _coach_places() -> tuple[Place, ...]:
    people = QCoreApplication.translate("places", "People")
    sessions = QCoreApplication.translate("places", "Sessions")
    return (
        Place("people", people, _people, "coach", _people_count, _coaching, personal=False),
        Place("sessions", sessions, _sessions, "coach", in_sight=_coaching, charts=True),
        Place(
            "group",
            QCoreApplication.translate("places", "Group"),
            _group,
            "coach",
            _no_badge,
            _coaching,
            personal=False,
        ),
    )


def _foot_places() -> tuple[Place, ...]:
    return (Place("settings", QCoreApplication.translate("places", "Settings"), _settings, "foot"),)

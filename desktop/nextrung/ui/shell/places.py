"""The places in the navigation, in order. What opens a place is loaded when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nextrung.ui.shell.visit import Visit


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its id (also that of its icon), its name on screen, and how to load what opens it."""

    id: str
    name: str
    load: Callable[[], type[Visit]]


def _assess() -> type[Visit]:
    from nextrung.ui.assess.visit import AssessVisit  # noqa: PLC0415  (loaded when first needed)

    return AssessVisit


def _results() -> type[Visit]:
    from nextrung.ui.results.visit import ResultsVisit  # noqa: PLC0415  (loads the charts)

    return ResultsVisit


def _salary() -> type[Visit]:
    from nextrung.ui.salary.visit import SalaryVisit  # noqa: PLC0415  (loads the charts)

    return SalaryVisit


def places() -> tuple[Place, ...]:
    """All places."""
    return (
        Place("assess", QCoreApplication.translate("places", "Assess"), _assess),
        Place("results", QCoreApplication.translate("places", "Results"), _results),
        Place("salary", QCoreApplication.translate("places", "Salary"), _salary),
    )

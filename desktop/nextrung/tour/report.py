"""The stops of the tour at reports and at answers that come in."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from nextrung import resources
from nextrung.tour import history, plan
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.report.export_dialog import ExportDialog
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.tables.page import TablePage
from nextrung.workspace import Workspace

LONG = "Alexandra-Konstantina Papadopoulou-Featherstonehaugh of the department of very long names and titles"


def everything(workspace: Workspace) -> None:
    """A history and a plan."""
    plan.sample_plan(workspace)


def long_name(workspace: Workspace) -> None:
    """A history of somebody with a long name."""
    history.some(workspace)
    if workspace.person is not None:
        workspace.people.edit(workspace.person.id, name=LONG)


def export(window: MainWindow) -> None:
    """Open the export dialog and wait for its preview."""
    if not _shown(window):
        window.commands.reports.export_report()
    wait_until_idle(window)


def _as_kind(kind: str) -> Callable[[MainWindow], None]:
    """The export dialog with another kind of file."""

    def adjust(window: MainWindow) -> None:
        export(window)
        for dialog in window.findChildren(ExportDialog):
            dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
            dialog.kind.activated.emit(dialog.kind.currentIndex())
        wait_until_idle(window)

    return adjust


def _import(window: MainWindow) -> None:
    """Answers that fit."""
    if not _shown(window):
        window.commands.import_answers(resources.sample_answers())
    wait_until_idle(window)


def _import_wrong(window: MainWindow) -> None:
    """Answers some of which do not fit."""
    if _shown(window):
        return
    raw = json.loads(resources.sample_answers().read_text(encoding="utf-8"))
    raw["answers"][3]["value"] = 7
    # A question that there is not, and one answered twice: one mistake of each kind that the preview tells apart.
    raw["answers"] += [{"item": "XX-B1", "value": 2}, raw["answers"][0]]
    with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as folder:
        path = Path(folder) / "answers from the workshop.json"
        path.write_text(json.dumps(raw), encoding="utf-8")
        window.commands.import_answers(path)
        wait_until_idle(window)


def _shown(window: MainWindow) -> bool:
    """In the second scheme the page is there already."""
    return isinstance(window.current_page(), TablePage)


def _import_many(window: MainWindow) -> None:
    """Answers of several people out of a survey tool, some of whom are not here."""
    if not isinstance(window.current_page(), TablePage):
        window.commands.import_answers(resources.assets("sample") / "answers-of-many.csv")
    wait_until_idle(window)


def _framework(window: MainWindow) -> None:
    """A framework of others, in which texts of levels are missing."""
    if not _shown(window):
        levels = ",".join(f"Level {number}" for number in range(1, 5))
        rows = (
            "Delivery,Planning,I plan my own tasks with dates,I split work into steps,I plan stages of a project,,3",
            ",Risk,I name what may go wrong,,I plan for what may go wrong,Other teams use my lists of risks,2",
            "People,Feedback,I ask for feedback,I give feedback when asked,I give it each week,I teach others to,4",
        )
        with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as folder:
            path = Path(folder) / "team-lead.csv"
            path.write_text("\n".join((f"Area,Skill,{levels},Target: Team lead", *rows)), encoding="utf-8")
            window.commands.import_questionnaire(path)
            wait_until_idle(window)
    wait_until_idle(window)


STOPS = (
    ("9-report", "results", everything, export),
    ("9-report-long-name", "results", long_name, export),
    ("9-report-text", "results", everything, _as_kind("md")),
    ("9-report-spreadsheet", "results", everything, _as_kind("xlsx")),
    ("9-report-answers", "results", everything, _import),
    ("9-report-answers-wrong", "results", everything, _import_wrong),
    ("9-answers-of-many", "results", everything, _import_many),
    ("9-questionnaire-from-file", "results", everything, _framework),
)

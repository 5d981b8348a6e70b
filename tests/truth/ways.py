"""Every way in which a result leaves the program, as text: report, Markdown, terminal, and the pages of the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from tests import given
from tests.given import Answers
from tests.report import made

from nextrung.assessment.record import AssessmentRecord
from nextrung.commands import summary
from nextrung.questionnaire.constants import FormId
from nextrung.report.audience import PARTS
from nextrung.report.markdown import as_markdown
from nextrung.report.material import Material
from nextrung.report.pages import report_document
from nextrung.scoring.result import Result
from nextrung.ui.results import state as results_state
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.salary import state as salary_state
from nextrung.workspace import Assessment


def record(answers: Answers, form: FormId = "quick", role: str = "first-line", **more: Any) -> Material:
    """A finished assessment compared with a role."""
    content = more.pop("content", given.questionnaire())
    done = msgspec.structs.replace(made.finished(answers, form), content=content)
    return made.material(finished=done, role=content.role(role), **more)


def assessment(source: Material) -> Assessment:
    """The same as the workspace gives it to pages."""
    done = source.finished
    kept = AssessmentRecord("a", "p", "f", done.form, None, done.started_at, done.completed_at)
    return Assessment(kept, done.content, done.answers)


def result_of(source: Material) -> Result:
    return assessment(source).result(source.role)


def files(source: Material) -> dict[str, str]:
    """The texts of the ways without a window; those of the document are one below the other."""
    model = made.report(source, PARTS)
    return {
        "report": "\n".join(_texts(msgspec.to_builtins(report_document(model)))),
        "markdown": as_markdown(model).replace("\\", ""),
        "terminal": summary.as_text(result_of(source), made.salary()),
    }


def show(page: ResultsPage, source: Material) -> ResultsPage:
    """The page of results with a assessment on it."""
    content, matches = source.finished.content, result_of(source).matches
    page.show_state(
        results_state.build(assessment(source), result_of(source)),
        salary_state.build(made.salary(), matches, content=content),
    )
    return page


def words_of(page: QWidget) -> str:
    """All labels that would be in sight."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def cells_of(table: Any) -> list[list[str]]:
    """The texts of a table."""
    model = table.model()
    role = Qt.ItemDataRole.DisplayRole
    return [
        [str(model.index(row, column).data(role) or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from _texts(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from _texts(value)

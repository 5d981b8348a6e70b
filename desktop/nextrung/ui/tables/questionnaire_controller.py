"""Adds a questionnaire from a file: the page, and the threads that read it and keep what is ticked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from nextrung.paths import QUESTIONNAIRE_ENDING
from nextrung.report import framework_template
from nextrung.report.saving import WriteError, save
from nextrung.tables.frameworks.reading import FrameworkPicked
from nextrung.ui import labels
from nextrung.ui.tables import questionnaire_state
from nextrung.ui.tables.file_controller import IncomingFileController
from nextrung.ui.tables.page import TablePage
from nextrung.ui.tables.state import TableState
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.questionnaire_intake import ComingQuestionnaire

Reading = tuple[ComingQuestionnaire, TableState]


class QuestionnaireFileController(IncomingFileController):
    """The page on which a questionnaire comes in, and what carries it out."""

    added = Signal(str)
    """A questionnaire was added: what it is called."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Make the page, which is shown by whoever asks for it."""
        super().__init__(TablePage(theme, "questionnaire"), parent)
        self._workspace = workspace
        self._picked = FrameworkPicked()
        self._coming: ComingQuestionnaire | None = None
        self.page.answered.connect(self._on_page_answered)
        self.page.template_requested.connect(self._on_page_template_requested)

    # reading

    def _asked_for(self) -> tuple[str, str]:
        kinds = self.tr(
            "Frameworks and questionnaires (*{0} *.csv *.tsv *.txt *.xlsx *.xls *.ods *.json);;All files (*)"
        )
        return self.tr("Choose a file"), kinds.format(QUESTIONNAIRE_ENDING)

    def _forget_choices(self) -> None:
        self._coming, self._picked = None, FrameworkPicked()

    def _read(self) -> None:
        service = self._workspace.questionnaire_intake
        self.page.show_busy()
        if self._path is not None:
            work = service.reading_work(self._path, self._picked)
        else:
            work = service.pasted_work(self._text, self._picked)

        order = self._picked.order

        def build() -> Reading:
            one = work()
            return one, questionnaire_state.build(one, labels.made_by(one.questionnaire.blueprint.author), order)

        self._reads.run(build)

    @Slot(object)
    def _on_reads_finished(self, found: Reading) -> None:
        first = self._coming is None
        self._coming, shown = found
        self._show(shown, first=first)

    @Slot()
    def _on_reads_broken_off(self) -> None:
        """Nothing of what was shown before holds for another file; a choice that does not fit changes nothing."""
        if self._coming is None:
            self.page.show_state(None)

    # choosing

    def _again(self, change: Callable[[FrameworkPicked], FrameworkPicked]) -> None:
        self._picked = change(self._picked)
        self._read()

    @Slot(str, str)
    def _on_page_setting_changed(self, name: str, value: str) -> None:
        if name in ("encoding", "delimiter"):
            # read otherwise, the table has other sheets and columns, and what was picked of them means nothing
            self._again(lambda now: FrameworkPicked(replace(now.how, **{name: value})))
        elif name == "sheet":
            self._again(lambda now: FrameworkPicked(now.how, value))
        elif name == "header":
            self._again(lambda now: FrameworkPicked(now.how, now.sheet, int(value)))
        elif name == "order":
            self._on_page_answered(name, value)

    @Slot(str, str)
    def _on_page_answered(self, _question: str, value: str) -> None:
        """The order of the levels is all that is ever asked."""
        self._again(lambda now: replace(now, order=value))

    @Slot(int, str)
    def _on_page_column_changed(self, line: int, field: str) -> None:
        table = self._coming.reading.table if self._coming and self._coming.reading else None
        if table is None:
            return
        # texts of levels and what roles ask for stand in several columns; any other field belongs to one
        shared = field in ("level text", "target")
        fields = {
            column.heading: "" if meant == field and field and not shared else meant
            for column in table.columns
            for meant in (questionnaire_state.field_of(column),)
        }
        fields[table.columns[line].heading] = field
        self._again(lambda now: replace(now, header=table.header + 1, fields=fields))

    # keeping

    @Slot()
    def _on_page_accepted(self) -> None:
        if self._coming is None:
            return
        kept = frozenset(self.page.preview.rows.taken)
        self.page.show_busy()
        self._keeping.run(self._workspace.questionnaire_intake.adding_work(self._coming, kept))

    @Slot(object)
    def _on_keeping_finished(self, one: ComingQuestionnaire) -> None:
        self._coming = None
        self._workspace.questionnaire_intake.settle()
        self.left.emit()
        self.added.emit(one.questionnaire.title)

    @Slot()
    def _on_page_template_requested(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self.page, self.tr("Save a template"), framework_template.NAME, self.tr("Spreadsheet (*.xlsx)")
        )
        if path:
            self.save_template(Path(path))

    def save_template(self, path: Path) -> None:
        """Write the spreadsheet to fill in."""
        try:
            # a page of cells: far below a frame
            save(path, framework_template.as_framework_template())
        except WriteError as error:
            self.page.show_problem(str(error))

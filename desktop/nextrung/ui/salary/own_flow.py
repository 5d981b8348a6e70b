"""What happens on the page of own figures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from nextrung.errors import NextRungError
from nextrung.salary import files
from nextrung.salary.own import KeptFigure, OwnFigure, Reading
from nextrung.ui.background import Background
from nextrung.ui.salary import own_state
from nextrung.ui.salary.own_page import OwnPage
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.pay import NewerFiles


class OwnFlow(QObject):
    """Adds, previews, removes; reads tables and checks data files without holding the window up."""

    left = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the page."""
        super().__init__(parent)
        self._workspace = workspace
        self.page = OwnPage(theme)
        self._read: tuple[OwnFigure, ...] = ()
        self._removed: KeptFigure | None = None
        self._tables = Background(self)
        self._data = Background(self)
        page = self.page
        page.back_requested.connect(self.left)
        page.submitted.connect(self._on_page_submitted)
        page.table_requested.connect(self._on_page_table_requested)
        page.table_dropped.connect(self._on_page_table_dropped)
        page.table_accepted.connect(self._on_page_table_accepted)
        page.table_refused.connect(self._on_page_table_refused)
        page.removal_requested.connect(self.remove)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.data_requested.connect(self._on_page_data_requested)
        page.data_dropped.connect(self._on_page_data_dropped)
        page.data_reset_requested.connect(self._on_page_data_reset_requested)
        self._tables.finished.connect(self._on_tables_finished)
        self._tables.failed.connect(self._on_tables_failed)
        self._data.finished.connect(self._on_data_finished)
        self._data.failed.connect(self._on_data_failed)

    def open(self) -> OwnPage:
        """The page, without what was left from last time."""
        self._removed = None
        self._on_page_table_refused()
        self.page.show_data_message("", "")
        self._show()
        return self.page

    def _show(self) -> None:
        pay = self._workspace.pay
        versions = files.versions(pay.data)
        state = own_state.build(pay.data, pay.own(), pay.newer_files, versions, self._workspace.clock.today())
        self.page.show_state(state, can_undo=self._removed is not None)

    @Slot(dict)
    def _on_page_submitted(self, fields: dict[str, str]) -> None:
        figure, problems = self._workspace.pay.parse(fields)
        try:
            if figure is not None:
                self._workspace.pay.add_own([figure])
        except NextRungError as error:
            problems = (str(error),)
        self.page.form.show_problems(problems)
        self._show()

    @Slot(str)
    def remove(self, figure: str) -> None:
        """Remove an own figure; it can be brought back until the page is opened again."""
        pay = self._workspace.pay
        self._removed = next((kept for kept in pay.own() if kept.id == figure), None)
        pay.remove_own(figure)
        self._show()

    @Slot()
    def _on_page_undo_requested(self) -> None:
        if self._removed is not None:
            self._workspace.pay.restore_own(self._removed)
            self._removed = None
        self._show()

    # tables

    @Slot()
    def _on_page_table_requested(self) -> None:
        kinds = self.tr("Tables (*.csv *.txt);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self.page, self.tr("Choose a CSV file"), "", kinds)
        if path:
            self._on_page_table_dropped(path)

    @Slot(str)
    def _on_page_table_dropped(self, path: str) -> None:
        self._tables.run(self._workspace.pay.table_reading(Path(path)))

    @Slot(object)
    def _on_tables_finished(self, reading: Reading) -> None:
        pay = self._workspace.pay
        self._read = reading.accepted
        self.page.show_preview(own_state.preview(pay.data, reading, self._workspace.clock.today()))

    @Slot(Exception)
    def _on_tables_failed(self, error: Exception) -> None:
        self._read = ()
        if not isinstance(error, NextRungError):
            raise error
        self.page.show_table_problem(str(error))

    @Slot()
    def _on_page_table_accepted(self) -> None:
        try:
            self._workspace.pay.add_own(self._read)
        except NextRungError as error:
            self.page.show_table_problem(str(error))
            return
        self._on_page_table_refused()
        self._show()

    @Slot()
    def _on_page_table_refused(self) -> None:
        self._tables.cancel()
        self._read = ()
        self.page.show_preview(None)

    # data files

    @Slot()
    def _on_page_data_requested(self) -> None:
        kinds = self.tr("Pay data (*.yaml);;All files (*)")
        paths, _ = QFileDialog.getOpenFileNames(self.page, self.tr("Choose data files"), "", kinds)
        if paths:
            self._on_page_data_dropped(paths)

    @Slot(list)
    def _on_page_data_dropped(self, paths: list[str]) -> None:
        self._data.run(self._workspace.pay.newer_check([Path(path) for path in paths]))

    @Slot(object)
    def _on_data_finished(self, newer: NewerFiles) -> None:
        try:
            self._workspace.pay.use_newer(newer)
        except NextRungError as error:
            self.page.show_data_message("", str(error))
            return
        words = self.tr("Checked and in use: {0}.").format(", ".join(sorted(newer.texts)))
        self.page.show_data_message(words, "")
        self._show()

    @Slot(Exception)
    def _on_data_failed(self, error: Exception) -> None:
        if not isinstance(error, NextRungError):
            raise error
        self.page.show_data_message(self.tr("Nothing was changed."), str(error))

    @Slot()
    def _on_page_data_reset_requested(self) -> None:
        self._workspace.pay.forget_newer()
        self.page.show_data_message(self.tr("The data of the program are in use again."), "")
        self._show()

"""What happens on the page of own figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.salary import files, own_bands
from nextrung.salary.own import KeptFigure
from nextrung.ui.background import Background
from nextrung.ui.own_figures import OwnFigures
from nextrung.ui.salary import own_state
from nextrung.ui.salary.own_page import OwnPage
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace
from nextrung.workspace.pay import AT_ONCE, NewerFiles

if TYPE_CHECKING:
    from nextrung.ui.tables import controller as tables_controller
    from nextrung.ui.tables.controller import TableController
else:
    tables_controller = lazy("nextrung.ui.tables.controller")


class OwnPayController(QObject):
    """Adds, previews, removes; reads tables and checks data files without holding the window up."""

    left = Signal()
    page_opened = Signal(QWidget)
    """Another page is to be shown, or this one again."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Build the page."""
        super().__init__(parent)
        self._workspace = workspace
        self.page = OwnPage(theme)
        self._removed: tuple[KeptFigure, ...] = ()
        self._coming_back: tuple[KeptFigure, ...] = ()
        self._theme = theme
        self._tables: TableController | None = None
        self._data = Background(self)
        self._figures = OwnFigures(workspace.pay, self)
        self._figures.read.connect(self._on_figures_read)
        self._removing, self._restoring = Background(self), Background(self)
        self._removing.finished.connect(self._on_removing_finished)
        self._restoring.finished.connect(self._on_restoring_finished)
        self._restoring.broken_off.connect(self._on_restoring_broken_off)
        for work in (self._removing, self._restoring):
            work.failed.connect(self._on_work_failed)
        page = self.page
        page.back_requested.connect(self.left)
        page.submitted.connect(self._on_page_submitted)
        page.table_requested.connect(self._on_page_table_requested)
        page.table_dropped.connect(self.preview)
        page.removal_requested.connect(self.remove)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.data_requested.connect(self._on_page_data_requested)
        page.data_dropped.connect(self._on_page_data_dropped)
        page.data_reset_requested.connect(self._on_page_data_reset_requested)
        self._data.finished.connect(self._on_data_finished)
        self._data.failed.connect(self._on_data_failed)

    def open(self) -> OwnPage:
        """The page, without what was left from last time."""
        self._removed = ()
        self.page.show_data_message("", "")
        self._show()
        # only here: shown anew in between, the form keeps what is in it
        self.page.form.begin(self._workspace.draft("figure"))
        return self.page

    @Slot()
    def _on_figures_read(self) -> None:
        self._show()

    def _show(self) -> None:
        pay, figures = self._workspace.pay, self._figures.shown()
        versions = files.versions(pay.data)
        state = own_state.build(pay.data, figures, pay.newer_files, versions, self._workspace.clock.today())
        self.page.show_state(state, can_undo=bool(self._removed), is_reading=self._figures.is_reading)

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
        if own_bands.is_band(figure):  # a whole survey may stand behind it
            self._removing.run(pay.removal_work(figure))
        else:
            self._on_removing_finished(pay.remove_own(figure))

    @Slot(object)
    def _on_removing_finished(self, removed: tuple[KeptFigure, ...]) -> None:
        self._removed = removed
        self._show()

    @Slot()
    def _on_page_undo_requested(self) -> None:
        pay = self._workspace.pay
        self._coming_back, self._removed = self._removed, ()
        if len(self._coming_back) > AT_ONCE:
            self._restoring.run(pay.restoring_work(self._coming_back))
        else:
            try:
                pay.restore_own(self._coming_back)
            except NextRungError as error:
                self._on_restoring_broken_off()
                self._on_work_failed(error)
        self._show()

    @Slot(object)
    def _on_restoring_finished(self, _nothing: object) -> None:
        self._show()

    @Slot()
    def _on_restoring_broken_off(self) -> None:
        # still to be undone, unless something else was removed meanwhile: there is one step back
        self._removed = self._removed or self._coming_back

    @Slot(Exception)
    def _on_work_failed(self, error: Exception) -> None:
        self.page.form.show_problems((str(error),))
        self._show()

    # tables

    @Slot()
    def _on_page_table_requested(self) -> None:
        self.page_opened.emit(self._table().page)
        self._table().begin()
        self._table().page.choose.setFocus()

    @Slot(str)
    def preview(self, path: str) -> None:
        """Show what a table of pay holds before anything of it is kept."""
        self._on_page_table_requested()
        self._table().read_file(path)

    def _table(self) -> TableController:
        if self._tables is None:
            self._tables = tables_controller.TableController(self._workspace, self._theme, "pay", self)
            self._tables.left.connect(self._on_tables_left)
        return self._tables

    @Slot()
    def _on_tables_left(self) -> None:
        self.page_opened.emit(self.open())

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
        self.page.show_data_message(self.tr("Nothing was changed."), str(error))

    @Slot()
    def _on_page_data_reset_requested(self) -> None:
        self._workspace.pay.forget_newer()
        self.page.show_data_message(self.tr("The data of the program are in use again."), "")
        self._show()

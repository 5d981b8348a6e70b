"""Takes people in from a table: its preview, and the threads that read it and add them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from nextrung.errors import NextRungError
from nextrung.people.table import PeopleReading
from nextrung.ui.background import Background
from nextrung.ui.people.import_page import ImportPage
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace


class ImportFlow(QObject):
    """The import page, and what carries it out."""

    left = Signal()
    """The page is done with: people were added, or it is left."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject) -> None:
        """Make the page, which is shown by whoever asks for it."""
        super().__init__(parent)
        self._workspace = workspace
        self._reading: PeopleReading | None = None
        self.page = ImportPage(theme)
        self.page.back_requested.connect(self.go_back)
        self.page.file_requested.connect(self._on_page_file_requested)
        self.page.file_dropped.connect(self.read_file)
        self.page.accepted.connect(self._on_page_accepted)
        self._files = Background(self)
        self._files.finished.connect(self._on_files_finished)
        self._files.failed.connect(self._on_work_failed)
        self._adding = Background(self)
        self._adding.finished.connect(self._on_adding_finished)
        self._adding.failed.connect(self._on_work_failed)

    def begin(self) -> None:
        """Show no file yet."""
        self._reading = None
        self.page.show_reading(None)

    @Slot()
    def go_back(self) -> None:
        """Leave the page, and drop what is being read."""
        self._files.cancel()
        self.left.emit()

    @Slot()
    def _on_page_file_requested(self) -> None:
        kinds = self.tr("Tables (*.csv *.txt *.tsv);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self.page, self.tr("Choose a CSV file"), "", kinds)
        if path:
            self.read_file(path)

    @Slot(str)
    def read_file(self, path: str) -> None:
        """Read a file and preview it."""
        self._reading = None
        self.page.show_busy()
        self._files.run(self._workspace.people.table_reading(Path(path)))

    @Slot(object)
    def _on_files_finished(self, reading: PeopleReading) -> None:
        self._reading = reading
        self.page.show_reading(reading)
        if reading.good:
            self.page.accept.setFocus()

    @Slot()
    def _on_page_accepted(self) -> None:
        if self._reading is not None:
            self.page.show_busy()
            self._adding.run(self._workspace.people.adding(self._reading.good))

    @Slot(object)
    def _on_adding_finished(self, _count: int) -> None:
        self._reading = None
        self._workspace.people.taken_over()
        self.left.emit()

    @Slot(Exception)
    def _on_work_failed(self, error: Exception) -> None:
        if not isinstance(error, NextRungError):
            raise error
        self.page.show_problem(str(error))

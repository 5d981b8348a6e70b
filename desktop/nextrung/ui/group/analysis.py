"""Everybody's answers as tables for analysis: read first, so that a group that is too small is refused at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from nextrung.sealing.sealed import Sealing
from nextrung.ui.background import Background
from nextrung.ui.group.page import GroupPage
from nextrung.ui.sealing.seal_dialog import SealDialog
from nextrung.workspace.analysis import AnalysisTables
from nextrung.workspace.group import GroupService


class AnalysisFiles(QObject):
    """Asks in which folder the tables go, and writes them into a new one in there."""

    saved = Signal(str, object)
    """What was written, in words, and the folder."""
    failed = Signal(str)

    def __init__(self, page: GroupPage, service: GroupService) -> None:
        """Serve a page."""
        super().__init__(page)
        self._page = page
        self._service = service
        self._made: AnalysisTables | None = None
        self._seal: Sealing | None = None
        self._readings, self._writes = Background(self), Background(self)
        self._readings.finished.connect(self._on_readings_finished)
        self._writes.finished.connect(self._on_writes_finished)
        for background in (self._readings, self._writes):
            background.failed.connect(self._on_background_failed)
        page.analysis_requested.connect(self._on_page_analysis_requested)

    @Slot()
    def _on_page_analysis_requested(self) -> None:
        self._readings.run(self._service.analysis_work())

    @Slot(object)
    def _on_readings_finished(self, made: AnalysisTables) -> None:
        self._made = made
        plain = self.tr("The tables hold no names, but a pattern of answers can tell somebody to those who know them.")
        sealing = SealDialog(self._page.theme, self._page, plain)
        sealing.wish_given.connect(self._on_sealing_wish_given)
        sealing.open()

    @Slot(object)
    def _on_sealing_wish_given(self, seal: Sealing | None) -> None:
        self._seal = seal
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asking = QFileDialog(self._page, self.tr("Folder for the tables"), documents)
        # a folder, as several tables are written at once into one of their own
        asking.setFileMode(QFileDialog.FileMode.Directory)
        asking.setOption(QFileDialog.Option.ShowDirsOnly)
        self._page.theme.apply_style(asking)
        asking.fileSelected.connect(self.save_in)
        # a dialog that is only closed stays alive as long as its parent
        asking.finished.connect(asking.deleteLater)
        # ``exec`` would run an event loop of its own here; after ``open`` the answer comes as a signal
        asking.open()

    @Slot(str)
    def save_in(self, place: str) -> None:
        """Write the tables that were read into a new folder in ``place``; ``saved`` or ``failed`` follows."""
        if self._made is not None:
            self._writes.run(partial(self._service.save_analysis, self._made, Path(place), self._seal))
            # written once only: what was read is people's answers, and is let go of as soon as it is handed over
            self._made, self._seal = None, None

    @Slot(object)
    def _on_writes_finished(self, written: tuple[Path, str]) -> None:
        folder, words = written
        self.saved.emit(self.tr("Saved in {0}: {1}").format(folder.name, words), folder)

    @Slot(Exception)
    def _on_background_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))

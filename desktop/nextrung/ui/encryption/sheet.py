"""The page with a recovery key: saved as a file or sent to a printer, in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from nextrung.clock import Clock
from nextrung.report.blocks import Document
from nextrung.report.pdf import as_pdf, as_pictures
from nextrung.report.recovery_sheet import recovery_document
from nextrung.report.saving import safe_name, save
from nextrung.ui.background import Background
from nextrung.ui.paper import paper
from nextrung.ui.report.work import dots_of, print_pictures
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.save_dialog import SaveDialog


class RecoverySheet(QObject):
    """Takes one key out of the program, as often as it is wanted."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, theme: Theme, recovery: str, clock: Clock, parent: QWidget) -> None:
        """Ask over ``parent``."""
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self._document: Document = recovery_document(recovery, clock.today())
        self._printer: QPrinter | None = None
        self._writes, self._prints = Background(self), Background(self)
        self._writes.finished.connect(self._on_writes_finished)
        self._prints.finished.connect(self._on_prints_finished)
        for background in (self._writes, self._prints):
            background.failed.connect(self._on_background_failed)

    @Slot()
    def ask_file(self) -> None:
        """Ask where the page goes, and write it there."""
        name = safe_name(self.tr("Recovery key"), suffix=".pdf")
        asking = SaveDialog(self._theme, self._parent, self.tr("Save the recovery key"), self.tr("PDF (*.pdf)"), name)
        asking.file_named.connect(self.save_to)
        asking.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the page."""
        self._writes.run(partial(_write, self._document, Path(path)))

    @Slot(object)
    def _on_writes_finished(self, path: Path) -> None:
        words = self.tr("Saved as {0}. Print it, or put it where this computer is not, then delete it here.")
        self.said.emit(words.format(path.name))

    @Slot()
    def ask_printer(self) -> None:
        """Ask for a printer, and print the page."""
        # in the dots of the printer; the other mode draws with those of a screen
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._document.title)
        size = QPageSize.PageSizeId.A4 if paper() == "a4" else QPageSize.PageSizeId.Letter
        printer.setPageSize(QPageSize(size))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        # the print dialog only borrows the printer
        self._printer = printer
        asking = QPrintDialog(printer, self._parent)
        asking.accepted.connect(self._on_asking_accepted)
        asking.finished.connect(asking.deleteLater)
        # the method of the base class: in PySide that of QPrintDialog wants a receiver and a slot
        QDialog.open(asking)

    @Slot()
    def _on_asking_accepted(self) -> None:
        if self._printer is not None:
            self._prints.run(partial(_print, self._document, self._printer))

    @Slot(object)
    def _on_prints_finished(self, _pages: int) -> None:
        self.said.emit(self.tr("The page went to the printer."))

    @Slot(Exception)
    def _on_background_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))


def _write(document: Document, path: Path) -> Path:
    save(path, as_pdf(document, paper()))
    return path


def _print(document: Document, printer: QPrinter) -> int:
    return print_pictures(as_pictures(document, paper(), dots_of(printer)), printer, _go_on)


def _go_on(_share: float) -> None:
    """Print to the end: it is one page."""

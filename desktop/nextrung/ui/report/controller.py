"""Takes reports out and answers in: dialogs, work in threads, and what is said in the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from nextrung.errors import NextRungError
from nextrung.questionnaire.constants import FormId
from nextrung.report.build import build
from nextrung.report.formats import FORMATS, file_name, known_format
from nextrung.report.markdown import as_markdown
from nextrung.report.material import Material
from nextrung.ui import labels
from nextrung.ui.background import Background
from nextrung.ui.encryption import offer
from nextrung.ui.own_figures import OwnFigures
from nextrung.ui.paper import paper
from nextrung.ui.report import state, work
from nextrung.ui.report.export_dialog import ExportDialog
from nextrung.ui.report.state import Wish
from nextrung.ui.theme.theme import Theme
from nextrung.ui.transfer.file_controller import FileController
from nextrung.workspace import Workspace, fitting_role


class ReportController(FileController):
    """What the report commands do. ``assessment`` is the id of a finished one; empty stands for the newest."""

    encrypting_requested = Signal()
    """The person wants to encrypt the data."""
    person_renamed = Signal()
    """Somebody without a name gave theirs."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        """Open dialogs over ``parent``."""
        super().__init__(workspace, theme, parent)
        self._material: Material | None = None
        self._wish = state.first_wish(FORMATS[0], paper())
        self._dialog: ExportDialog | None = None
        self._printer: QPrinter | None = None
        self._figures = OwnFigures(workspace.pay, self)
        self._figures.read.connect(self._on_figures_read)
        self._again: Callable[[], None] | None = None
        # a look drops the look before it; a file that is being written must not go with it
        self._looks, self._writes, self._prints = (Background(self) for _ in range(3))
        self._looks.finished.connect(self._on_looks_finished)
        self._looks.failed.connect(self._on_looks_failed)
        self._writes.finished.connect(self._on_writes_finished)
        self._prints.finished.connect(self._on_prints_finished)
        for background in (self._writes, self._prints):
            background.broken_off.connect(self._stop_waiting)
            background.failed.connect(self._on_work_failed)

    # what is reported

    def _waits(self, again: Callable[[], None]) -> bool:
        """Whether very many own figures are read in a thread first; what was asked for is done ``again`` then."""
        self._again = again if self._figures.waits() else None
        return self._again is not None

    @Slot()
    def _on_figures_read(self) -> None:
        again, self._again = self._again, None
        if again is not None:
            again()

    def _take(self, assessment: str) -> Material | None:
        """The material of an assessment; says so when there is none to report."""
        chosen = self._workspace.assessment(assessment) if assessment else self._workspace.latest()
        if chosen is None or not chosen.complete:
            self.failed.emit(self.tr("There is no finished assessment yet, so there is nothing to report."))
            return None
        role = fitting_role(chosen.content, self._workspace.role)
        material = self._workspace.reports.material(chosen, role)
        person = self._workspace.person
        if person is not None and self._workspace.privacy.names_hidden:
            material = replace(material, person=labels.person_name(person, hidden=True))
        return material

    # out

    @Slot()
    def export_report(self, assessment: str = "") -> None:
        """Ask who it is for and what is in it, with a preview; then save or print."""
        if self._waits(partial(self.export_report, assessment)):
            return
        material = self._take(assessment)
        if material is None:
            return
        self._material = material
        dialog = ExportDialog(self._theme, state.build(material), self._wish, self._window)
        dialog.wish_changed.connect(self._look)
        dialog.name_given.connect(self._on_dialog_name_given)
        dialog.save_requested.connect(self._on_dialog_save_requested)
        dialog.print_requested.connect(self._on_dialog_print_requested)
        dialog.finished.connect(self._on_dialog_finished)
        if offer.is_due(self._workspace, "report"):
            note = offer.EncryptionOffer(self._theme)
            note.wanted.connect(self._on_note_wanted)
            dialog.form.addWidget(note)
        self._dialog = dialog
        dialog.open()
        self._look()

    @Slot()
    def _on_note_wanted(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        self.encrypting_requested.emit()

    @Slot(str)
    def _on_dialog_name_given(self, name: str) -> None:
        if self._material is None or self._dialog is None or name == self._material.person:
            return
        try:
            person = self._workspace.rename(name)
        except NextRungError as error:
            self._dialog.show_problem(str(error))
            return
        self._material = replace(self._material, person=person.name)
        self.person_renamed.emit()
        self._look()

    @Slot()
    def print_report(self, assessment: str = "") -> None:
        """Print the newest report for oneself through the system's dialog."""
        if self._waits(partial(self.print_report, assessment)):
            return
        material = self._take(assessment)
        if material is not None:
            self._material = material
            self._ask_printer(replace(self._wish, kind=FORMATS[0]))

    @Slot()
    def copy_summary(self, assessment: str = "") -> None:
        """Put a summary as Markdown on the clipboard."""
        if self._waits(partial(self.copy_summary, assessment)):
            return
        material = self._take(assessment)
        if material is not None:
            # the paper means nothing in a text
            wish = state.first_wish(known_format("md"), "a4")
            QGuiApplication.clipboard().setText(as_markdown(build(material, wish.contents)))
            self.said.emit(self.tr("The summary is on the clipboard, as text."))

    @Slot()
    def export_calendar(self, assessment: str = "") -> None:
        """Save the steps with their due dates as a calendar file."""
        if self._waits(partial(self.export_calendar, assessment)):
            return
        material = self._take(assessment)
        if material is None:
            return
        if not state.has_dates(material):
            self.failed.emit(self.tr("No step that you are doing or have planned has a due date yet."))
        else:
            self._material = material
            self._wish = state.first_wish(known_format("ics"), self._wish.paper)
            self._ask_file(self._wish)

    @Slot()
    def _look(self) -> None:
        """Have the preview made anew; what an older wish gives is dropped."""
        dialog, material = self._dialog, self._material
        if dialog is not None and material is not None:
            dialog.preview.show_busy(busy=True)
            self._looks.run(partial(work.look, material, dialog.wish, dialog.preview.dots()))

    @Slot(object)
    def _on_looks_finished(self, found: work.Looked) -> None:
        if self._dialog is not None:
            self._dialog.show_look(found)

    @Slot(Exception)
    def _on_looks_failed(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(str(error))

    @Slot()
    def _on_dialog_save_requested(self) -> None:
        if self._dialog is not None:
            self._ask_file(self._dialog.wish)

    @Slot()
    def _on_dialog_print_requested(self) -> None:
        if self._dialog is not None:
            self._wish = self._dialog.wish
            self._ask_printer(self._wish)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._looks.cancel()
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    # saving

    def _ask_file(self, wish: Wish) -> None:
        if self._material is None:
            return
        name = file_name(build(self._material, wish.contents), wish.kind)
        files = self._files_to_save(self.tr("Save the report"), labels.format_filter(wish.kind), name)
        files.file_named.connect(self.save_to)
        files.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the chosen report to ``path``, in the background."""
        if self._dialog is not None:
            self._wish = self._dialog.wish
        if self._material is not None:
            watch = self._wait(self.tr("Writing the report"))
            self._writes.run(partial(work.write, self._material, self._wish, Path(path), watch))

    @Slot(object)
    def _on_writes_finished(self, path: Path) -> None:
        self._stop_waiting()
        if self._dialog is not None:
            self._dialog.accept()
        self.saved.emit(self.tr("Saved as {0}.").format(path.name), path)

    # printing

    def _ask_printer(self, wish: Wish) -> None:
        # in the dots of the printer; the other mode draws with those of a screen
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(file_name(build(self._material, wish.contents), wish.kind) if self._material else "")
        size = QPageSize.PageSizeId.A4 if wish.paper == "a4" else QPageSize.PageSizeId.Letter
        printer.setPageSize(QPageSize(size))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        self._wish = wish
        # the print dialog only borrows the printer
        self._printer = printer
        asking = QPrintDialog(printer, self._window)
        asking.accepted.connect(self._on_asking_accepted)
        asking.finished.connect(asking.deleteLater)
        # the method of the base class: in PySide that of QPrintDialog wants a receiver and a slot
        QDialog.open(asking)

    @Slot()
    def _on_asking_accepted(self) -> None:
        if self._printer is not None:
            self.print_to(self._printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send the chosen report to a printer, in the background."""
        if self._material is not None:
            self._printer = printer  # kept until the pages are out
            watch = self._wait(self.tr("Printing the report"))
            self._prints.run(partial(work.print_pages, self._material, self._wish, printer, watch))

    @Slot(object)
    def _on_prints_finished(self, pages: int) -> None:
        self._stop_waiting()
        if self._dialog is not None:
            self._dialog.accept()
        one, many = self.tr("1 page went to the printer."), self.tr("{0} pages went to the printer.")
        self.said.emit(labels.counted(pages, one, many))

    # in

    @Slot()
    def export_template(self, form: FormId = "full") -> None:
        """Save an empty spreadsheet to answer outside the app."""
        name = self._workspace.reports.template_name(form)
        kinds = labels.format_filter(known_format("xlsx"))
        files = self._files_to_save(self.tr("Save a spreadsheet to answer"), kinds, name)
        # goes along with the dialog, whose signal names the file alone
        files.setProperty("form", form)
        files.file_named.connect(self._on_template_file_named)
        files.open()

    @Slot(str)
    def _on_template_file_named(self, path: str) -> None:
        files = self.sender()
        form: FormId = "quick" if files is not None and files.property("form") == "quick" else "full"
        self._wait(self.tr("Writing the spreadsheet"))
        self._writes.run(self._workspace.reports.template_work(form, Path(path)))

    # around them

    def _front(self) -> QWidget:
        return self._dialog or self._window

    @Slot(Exception)
    def _on_work_failed(self, error: Exception) -> None:
        problem = self._end(error)
        if problem and self._dialog is not None:
            self._dialog.show_problem(problem)
        elif problem:
            self.failed.emit(problem)

"""What can be done from everywhere, and what carries it out: loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from nextrung.lazy import lazy
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.workspace import Workspace

if TYPE_CHECKING:
    from nextrung.tables.layouts import Kind
    from nextrung.ui import background
    from nextrung.ui.report import controller as report_controller
    from nextrung.ui.report.controller import ReportController
    from nextrung.ui.safety import controller as safety_controller
    from nextrung.ui.safety.controller import SafetyController
    from nextrung.ui.sharing import controller as sharing_controller
    from nextrung.ui.sharing.controller import SharingController
    from nextrung.ui.tables import controller as tables_controller
    from nextrung.ui.tables import questionnaire_controller
    from nextrung.ui.tables.controller import TableController
    from nextrung.ui.tables.questionnaire_controller import QuestionnaireFileController
    from nextrung.ui.transfer import controller as transfer_controller
    from nextrung.ui.transfer.controller import TransferController
    from nextrung.ui.widgets import toast as widgets_toast
    from nextrung.ui.widgets.toast import Toast
else:
    background = lazy("nextrung.ui.background")
    report_controller = lazy("nextrung.ui.report.controller")
    safety_controller = lazy("nextrung.ui.safety.controller")
    questionnaire_controller = lazy("nextrung.ui.tables.questionnaire_controller")
    sharing_controller = lazy("nextrung.ui.sharing.controller")
    tables_controller = lazy("nextrung.ui.tables.controller")
    transfer_controller = lazy("nextrung.ui.transfer.controller")
    widgets_toast = lazy("nextrung.ui.widgets.toast")

FIRST_BACKUP_AFTER = 1500
"""Milliseconds after the window is up: the start is not held up by a backup."""


class Commands(QObject):
    """The flows that work from everywhere, and what they say."""

    page_requested = Signal(str)
    replaced = Signal()
    """All that was read from the database is out of date."""
    page_opened = Signal(QWidget)
    """A page of a command is to be shown."""
    file_chosen = Signal(str)
    """A file is to come in, whatever it holds."""
    page_left = Signal()
    """The page of the command may be left: its work is done, or was given up."""
    answered = Signal()
    """Assessments came in from a file, so that results and counts are out of date."""
    backed_up = Signal()
    """There may be a newer backup."""
    questionnaire_added = Signal()
    """There is another questionnaire to take."""
    encrypting_requested = Signal()
    """The person wants to encrypt the data."""
    person_renamed = Signal()
    """Somebody without a name gave theirs."""

    def __init__(self, workspace: Workspace, theme: Theme, window: QMainWindow) -> None:
        """Work for ``window``."""
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._safety: SafetyController | None = None
        self._transfer: TransferController | None = None
        self._sharing: SharingController | None = None
        self._reports: ReportController | None = None
        self._answers: TableController | None = None
        self._questionnaire: QuestionnaireFileController | None = None
        self.replaced.connect(self._on_replaced)

    @cached_property
    def toast(self) -> Toast:
        """The message over the window; made when something is first said."""
        return widgets_toast.toast_over(self._theme, self._window)

    @property
    def safety(self) -> SafetyController:
        """Backups, restoring, erasing and moving; made when it is first asked for."""
        if self._safety is None:
            self._safety = safety_controller.SafetyController(self._workspace, self._theme, self._window)
            self._safety.said.connect(self.say)
            self._safety.failed.connect(self.say_problem)
            self._safety.replaced.connect(self.replaced)
            self._safety.backed_up.connect(self.backed_up)
        return self._safety

    @property
    def transfer(self) -> TransferController:
        """Export and import of all data; made when it is first asked for."""
        if self._transfer is None:
            self._transfer = transfer_controller.TransferController(self._workspace, self._theme, self._window)
            self._transfer.said.connect(self.say)
            self._transfer.saved.connect(self.say_saved)
            self._transfer.failed.connect(self.say_problem)
            self._transfer.file_chosen.connect(self.file_chosen)
            self._transfer.restore_requested.connect(self._on_transfer_restore_requested)
            # first the pages go, which show what is out of date, and then the line about the backup is written anew
            self._transfer.imported.connect(self.replaced)
            self._transfer.imported.connect(self.backed_up)
        return self._transfer

    @Slot(object)
    def _on_transfer_restore_requested(self, path: Path) -> None:
        self.safety.restore_from(path)

    @property
    def sharing(self) -> SharingController:
        """Sealed files between a client and a coach; made when it is first asked for."""
        if self._sharing is None:
            self._sharing = sharing_controller.SharingController(self._workspace, self._theme, self._window)
            self._sharing.said.connect(self.say)
            self._sharing.saved.connect(self.say_saved)
            self._sharing.failed.connect(self.say_problem)
            self._sharing.removed.connect(self.replaced)
        return self._sharing

    @property
    def reports(self) -> ReportController:
        """Reports, printing, calendar and the spreadsheet to answer; made when it is first asked for."""
        if self._reports is None:
            self._reports = report_controller.ReportController(self._workspace, self._theme, self._window)
            self._reports.said.connect(self.say)
            self._reports.saved.connect(self.say_saved)
            self._reports.person_renamed.connect(self.person_renamed)
            self._reports.encrypting_requested.connect(self.encrypting_requested)
            self._reports.failed.connect(self.say_problem)
        return self._reports

    @property
    def answers(self) -> TableController:
        """The page on which answers of one person or many come in; made anew after the data was replaced."""
        if self._answers is None:
            self._answers = tables_controller.TableController(self._workspace, self._theme, "answers", self._window)
            self._answers.left.connect(self.page_left)
            self._answers.taken_in.connect(self._on_answers_taken_in)
        return self._answers

    def table_kind_work(self, path: Path) -> Callable[[], Kind]:
        """Work that tells what a table is of; it may run in another thread."""
        return self._workspace.tables.kind_work(path)

    def import_answers(self, path: Path | None = None) -> None:
        """Show the page on which answers are taken in, with those of a file."""
        # the page is in the window before anything in it takes the focus
        self.page_opened.emit(self.answers.page)
        self.answers.begin()
        self.answers.page.choose.setFocus()
        if path is not None:
            self.answers.read_file(str(path))

    @property
    def questionnaire(self) -> QuestionnaireFileController:
        """The page on which a questionnaire comes in; made anew after the data was replaced."""
        if self._questionnaire is None:
            made = questionnaire_controller.QuestionnaireFileController(self._workspace, self._theme, self._window)
            made.left.connect(self.page_left)
            made.added.connect(self._on_questionnaire_added)
            self._questionnaire = made
        return self._questionnaire

    def import_questionnaire(self, path: Path | None = None) -> None:
        """Show the page on which a questionnaire is added, with that of a file."""
        # the page is in the window before anything in it takes the focus
        self.page_opened.emit(self.questionnaire.page)
        self.questionnaire.begin()
        self.questionnaire.page.choose.setFocus()
        if path is not None:
            self.questionnaire.read_file(str(path))

    @Slot(str)
    def _on_questionnaire_added(self, title: str) -> None:
        self.questionnaire_added.emit()
        self.say(self.tr("“{0}” was added. It is chosen where an assessment starts.").format(title))

    @Slot()
    def _on_replaced(self) -> None:
        """Forget the page of answers: the window takes all pages away when the data is replaced."""
        if self._answers is not None:
            self._answers.deleteLater()
            self._answers = None
        if self._questionnaire is not None:
            self._questionnaire.deleteLater()
            self._questionnaire = None

    @Slot(int)
    def _on_answers_taken_in(self, count: int) -> None:
        self.answered.emit()
        one, many = self.tr("1 assessment was taken in."), self.tr("{0} assessments were taken in.")
        self.say(labels.counted(count, one, many))

    def begin(self) -> None:
        """Finish an erasing that was broken off, and back up a moment after the start when something has changed.

        On a full disk say so instead.
        """
        if self._workspace.only_to_look:
            self.say_full()
            return
        if any(self._workspace.erasing_left):
            self.safety.finisher.finished.connect(self._on_first_timeout)  # a backup before that would keep traces
            self.safety.finisher.begin()
        else:
            QTimer.singleShot(FIRST_BACKUP_AFTER, self._on_first_timeout)

    def say_full(self) -> None:
        """Say that the disk is full: nothing can be saved."""
        self._window.setWindowTitle(self.tr("Only to look, the disk is full"))
        full = self.tr(
            "The disk is full. You can look at everything, but nothing can be saved. Make room on it, then start"
            " Next Rung again."
        )
        self.say_problem(full)

    def stop(self) -> None:
        """The window closes: what is under way gives up; its files are whole, or gone, when this returns."""
        flows = [controller for controller in (self._transfer, self._reports, self._safety) if controller is not None]
        for controller in flows:
            controller.stop()
        if flows:
            background.wait_for_all()

    @Slot()
    def _on_first_timeout(self) -> None:
        # without a person the bin may still hold somebody whose days in it are over
        if self._workspace.is_open and (self._workspace.person is not None or self._workspace.bin.size()[0]):
            self.safety.begin()
            self.safety.warn_of_place()

    @Slot()
    def back_up_now(self) -> None:
        """Back up because the person wants it."""
        self.safety.back_up_now()

    @Slot()
    def restore(self) -> None:
        """Choose a backup to bring back."""
        self.safety.restore()

    @Slot(str)
    def export_report(self, assessment: str) -> None:
        """Export a report on a finished assessment; an empty id stands for the newest."""
        self.reports.export_report(assessment)

    @Slot()
    def on_milestone_reached(self) -> None:
        """Something was finished: back it up."""
        self.safety.back_up("assessment")

    @Slot(str)
    def say(self, message: str) -> None:
        """Say what was done."""
        self.toast.show_message(message)

    @Slot(str, object)
    def say_saved(self, message: str, file: Path) -> None:
        """Say where a file is, which can be opened from there."""
        self.toast.show_message(message, file=file)

    @Slot(str)
    def say_problem(self, message: str) -> None:
        """Say what could not be done."""
        self.toast.show_message(message, problem=True)

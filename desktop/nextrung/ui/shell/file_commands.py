"""The File menu: backups, export, import, reports, settings and the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from nextrung.ui.shell.commands import Commands
from nextrung.ui.shell.menus import Menus

StandardKey = QKeySequence.StandardKey


class FileCommands(QObject):
    """Adds its commands to the File menu and hands them on to what carries them out."""

    def __init__(self, commands: Commands, menus: Menus, window: QWidget) -> None:
        """Add the commands."""
        super().__init__(window)
        self._commands = commands
        add = menus.add
        add("file", "back-up", self.tr("&Back up now"), self._commands.back_up_now)
        add("file", "restore", self.tr("&Restore a backup…"), self._commands.restore)
        menus.add_separator("file")
        add("file", "export-all", self.tr("&Export all data…"), self._on_export_all_triggered)
        add("file", "export-person", self.tr("Export &one person…"), self._on_export_person_triggered)
        add("file", "share", self.tr("S&hare with a coach…"), self._on_share_triggered)
        add("file", "import", self.tr("&Import…"), self._on_import_triggered)
        menus.add_separator("file")
        add("file", "export-report", self.tr("Export a re&port…"), self._on_export_report_triggered, keys="Ctrl+E")
        add("file", "print-report", self.tr("Prin&t the report…"), self._on_print_triggered, keys=StandardKey.Print)
        add("file", "copy-summary", self.tr("&Copy a summary"), self._on_copy_summary_triggered)
        add("file", "export-calendar", self.tr("Plan as a c&alendar…"), self._on_export_calendar_triggered)
        files = menus.add_inner("file", self.tr("Files of answers an&d questions"))
        add(files, "import-answers", self.tr("Import a&nswers…"), self._on_import_answers_triggered)
        add(files, "import-questionnaire", self.tr("Add a q&uestionnaire…"), self._on_import_questionnaire_triggered)
        add(files, "template", self.tr("A spreadsheet to ans&wer…"), self._on_template_triggered)
        menus.add_separator("file")
        preferences = QAction.MenuRole.PreferencesRole
        add("file", "settings", self.tr("&Settings"), self._on_settings_triggered, keys="Ctrl+,", role=preferences)
        menus.add_separator("file")
        quitting = QAction.MenuRole.QuitRole
        add("file", "quit", self.tr("&Quit"), window.close, keys=StandardKey.Quit, role=quitting)

    @Slot()
    def _on_export_all_triggered(self) -> None:
        self._commands.transfer.export_all()

    @Slot()
    def _on_export_person_triggered(self) -> None:
        self._commands.transfer.export_person()

    @Slot()
    def _on_share_triggered(self) -> None:
        self._commands.sharing.share()

    @Slot()
    def _on_import_triggered(self) -> None:
        self._commands.transfer.import_file()

    @Slot()
    def _on_export_report_triggered(self) -> None:
        self._commands.reports.export_report()

    @Slot()
    def _on_print_triggered(self) -> None:
        self._commands.reports.print_report()

    @Slot()
    def _on_copy_summary_triggered(self) -> None:
        self._commands.reports.copy_summary()

    @Slot()
    def _on_export_calendar_triggered(self) -> None:
        self._commands.reports.export_calendar()

    @Slot()
    def _on_import_answers_triggered(self) -> None:
        self._commands.import_answers()

    @Slot()
    def _on_import_questionnaire_triggered(self) -> None:
        self._commands.import_questionnaire()

    @Slot()
    def _on_template_triggered(self) -> None:
        self._commands.reports.export_template()

    @Slot()
    def _on_settings_triggered(self) -> None:
        self._commands.page_requested.emit("settings")

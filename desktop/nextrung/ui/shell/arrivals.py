"""Files that come to the window: dropped on it, or opened with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from nextrung.lazy import lazy
from nextrung.paths import QUESTIONNAIRE_ENDING, REPLY_ENDING
from nextrung.ui.shell.commands import Commands
from nextrung.ui.shell.lock import Lock
from nextrung.ui.widgets.page import dropped_files

if TYPE_CHECKING:
    from nextrung.tables.layouts import Kind
    from nextrung.ui import background
else:
    background = lazy("nextrung.ui.background")

TABLES = (".csv", ".tsv", ".txt", ".vcf", ".json", ".xlsx", ".xls", ".ods")
"""Endings of tables; every other file is taken for exported data, and refused in words when it is none."""


class Arrivals(QObject):
    """Takes a file to what reads it; only a reply, which shows nothing by itself, is kept before it was seen."""

    table_arrived = Signal(str, str)
    """The place of the navigation where a table of people or pay is previewed, and its path."""
    reply_arrived = Signal(str)
    """The path of a sealed reply to a form, to be taken in."""

    def __init__(self, commands: Commands, lock: Lock, window: QMainWindow) -> None:
        """Let files be dropped on ``window``; while it is locked the newest one waits."""
        super().__init__(window)
        self._commands = commands
        self._lock = lock
        self._waiting: Path | None = None
        self._table = Path()
        self._kinds = background.Background(self)
        self._kinds.finished.connect(self._on_kinds_finished)
        commands.file_chosen.connect(self._on_commands_file_chosen)
        lock.unlocked.connect(self._on_lock_unlocked)
        window.setAcceptDrops(True)
        # the window gets what no page or field under the pointer takes
        window.installEventFilter(self)

    def open_file(self, path: Path) -> None:
        """Read a file, at once or when the screen is unlocked."""
        if self._lock.is_locked:
            self._waiting = path
        elif path.suffix.lower() == QUESTIONNAIRE_ENDING:
            self._commands.import_questionnaire(path)
        elif path.suffix.lower() == REPLY_ENDING:
            self.reply_arrived.emit(str(path))
        elif path.suffix.lower() in TABLES:
            self._table = path
            self._kinds.run(self._commands.table_kind_work(path))
        else:
            self._commands.transfer.import_file(path)

    @Slot(object)
    def _on_kinds_finished(self, kind: Kind) -> None:
        if self._lock.is_locked:
            self._waiting = self._table
        elif kind == "answers":
            self._commands.import_answers(self._table)
        else:
            self.table_arrived.emit("salary" if kind == "pay" else "people", str(self._table))

    @Slot(str)
    def _on_commands_file_chosen(self, path: str) -> None:
        self.open_file(Path(path))

    @Slot()
    def _on_lock_unlocked(self) -> None:
        path, self._waiting = self._waiting, None
        if path is not None:
            self.open_file(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept one file at a time."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            files = dropped_files(event)
            if len(files) == 1:
                # accepted on entering, or Qt sends no drop
                event.acceptProposedAction()
                # a drag that enters is a drop event by its class, but nothing was let go yet
                if not isinstance(event, QDragEnterEvent):
                    self.open_file(Path(files[0]))
                return True
        return super().eventFilter(watched, event)

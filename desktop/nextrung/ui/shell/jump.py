"""Ctrl+K: go to any page, person, area, action, step or command by typing a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from nextrung.folded import folded
from nextrung.ui.shell.jump_entry import JumpEntry
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.fitting import FittedDialog, open_within
from nextrung.ui.widgets.text import TextLabel

WIDTH = 520
"""Width at a text size of 100 %."""
ROWS, LEAST_ROWS = 9, 3
"""Rows of the list when it opens, and those it keeps in a small window."""
MOST_SHOWN = 60
"""Entries listed at once; typing narrows them down."""

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def matching(entries: Sequence[JumpEntry], typed: str) -> list[JumpEntry]:
    """The entries that have every typed word, those whose name begins with it first; otherwise in the given order."""
    wanted = folded(typed).split()
    if not wanted:
        return list(entries[:MOST_SHOWN])
    ranked: list[tuple[int, int, JumpEntry]] = []
    for at, entry in enumerate(entries):
        name = folded(entry.name)
        # kind and further words are looked in too, but only a name puts its entry in front
        everything = f"{name} {folded(entry.kind)} {folded(entry.words)}"
        if all(word in everything for word in wanted):
            begins = name.startswith(wanted[0])
            inside = any(part.startswith(wanted[0]) for part in name.split())
            ranked.append((0 if begins else 1 if inside else 2, at, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda one: one[:2])[:MOST_SHOWN]]


class EntryModel(QAbstractListModel):
    """The entries found."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.entries: Sequence[JumpEntry] = ()

    def set_entries(self, entries: Sequence[JumpEntry]) -> None:
        """Show other entries in place of those before."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Name and kind."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.name}   ·   {entry.kind}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.kind}"
        return None


class JumpDialog(FittedDialog):
    """A field and what fits it; Enter goes to the chosen entry, the arrow keys choose another."""

    chosen = Signal(JumpEntry)

    def __init__(self, theme: Theme, entries: Sequence[JumpEntry], parent: QWidget | None = None) -> None:
        """List the entries."""
        super().__init__(parent)
        self.setObjectName("page")
        theme.apply_style(self)
        self.setWindowTitle(self.tr("Go to"))
        self._all = entries
        self.field = QLineEdit()
        self.field.setObjectName("jump-field")
        self.field.setAccessibleName(self.tr("Find a page, a person, an area, an action, a step or a command"))
        self.field.setPlaceholderText(self.tr("A page, person, area, action, step or command"))
        self.field.installEventFilter(self)
        self._model = EntryModel(self)
        self.list = QListView()
        self.list.setObjectName("jump-list")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setModel(self._model)
        # one row is measured for all of them
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setMinimumHeight(LEAST_ROWS * self._row_height())
        self._none = TextLabel(self.tr("Nothing here has this name."), "muted")
        layout = QVBoxLayout(self)
        space = theme.space("l")
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(theme.space("s"))
        for part in (self.field, self.list, self._none):
            layout.addWidget(part)
        more = (ROWS - LEAST_ROWS) * self._row_height()
        open_within(self, QSize(theme.em(WIDTH), self.minimumSizeHint().height() + more), parent)
        self.field.textChanged.connect(self._on_field_changed)
        self.field.returnPressed.connect(self._go)
        self.list.activated.connect(self._on_list_activated)
        self.list.clicked.connect(self._on_list_activated)
        self._on_field_changed("")

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 14

    def shown(self) -> list[str]:
        """Names of the entries on show, in order."""
        return [entry.name for entry in self._model.entries]

    @Slot(str)
    def _on_field_changed(self, typed: str) -> None:
        found = matching(self._all, typed)
        self._model.set_entries(found)
        self._none.setVisible(not found)
        if found:
            # so that Enter goes to the first one without an arrow key
            self.list.setCurrentIndex(self._model.index(0))

    @Slot()
    def _go(self) -> None:
        self._on_list_activated(self.list.currentIndex())

    @Slot(QModelIndex)
    def _on_list_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self._model.entries[index.row()]
            # closed first: what is gone to may open a dialog of its own or take the focus
            self.accept()
            self.chosen.emit(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while the field has the focus."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES
        if watched is self.field and pressed:
            # the focus stays in the field, so that typing goes on
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

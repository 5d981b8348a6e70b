"""All questionnaires beside the one that is written: a click, or Enter, goes on with another one of a person's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from nextrung.ui.authoring.words import state_words
from nextrung.ui.widgets.hint import in_lines
from nextrung.workspace.own_questionnaires import ListedQuestionnaire

ID = Qt.ItemDataRole.UserRole
"""Under this role an entry has the id of its questionnaire."""
_SHOWN = ("writing", "draft", "reviewed")


class BesideList(QListView):
    """Shows each with who made it and its version; those of the program are shown and cannot be written on."""

    wanted = Signal(str)
    """Another one is to be written on, by id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setObjectName("authoring-questionnaires")
        self.setAccessibleName(self.tr("Questionnaires"))
        self.setModel(self._model)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # arrows alone must open nothing: they pass by what is not meant
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def show_rows(self, rows: Sequence[ListedQuestionnaire], written: str, title: str) -> None:
        """Show these; ``written`` is the id of the one on the page, with its title as it is typed now."""
        self._model.clear()
        for row in rows:
            if row.state not in _SHOWN:
                continue
            name = title if row.id == written else row.title
            entry = QStandardItem(f"{name}\n{state_words(row)}")
            entry.setData(row.id, ID)
            entry.setToolTip(in_lines(name))
            entry.setEnabled(row.own)
            self._model.appendRow(entry)
            if row.id == written:
                self.setCurrentIndex(entry.index())

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.wanted.emit(str(index.data(ID)))

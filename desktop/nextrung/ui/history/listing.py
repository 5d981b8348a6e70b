"""The list of all finished assessments, as model and view, with what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from nextrung.ui import labels
from nextrung.ui.history import words
from nextrung.ui.history.state import HistoryEntry, HistoryState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.column_widths import fit_columns
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.keystroke import delete_keys
from nextrung.ui.widgets.rows import MEASURED, ROW_AIR, Index, RowsModel, WheelToPageFirst, read_by_rows, rows_in_view
from nextrung.ui.widgets.text import TextLabel

ROWS = 8
"""Rows of a long list in view."""
BELOW = 4
"""Room under the last row, so that rounding scrolls nothing."""
NUMBERS = (4, 5)
"""The columns that stand to the right."""


class HistoryModel(RowsModel[HistoryEntry]):
    """One row an assessment, the newest first; texts are made when a row comes into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__((), parent)
        self.headings = (
            self.tr("Date"),
            self.tr("Form"),
            self.tr("Answers"),
            self.tr("Version"),
            self.tr("Overall"),
            self.tr("Match"),
        )

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers, which stand to the right: level and match do."""
        return column in NUMBERS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, the reason for care, and the sentence for screen readers."""
        if not index.isValid():
            return None
        entry = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            # a reader speaks one cell at a time, so each says which assessment it belongs to
            return f"{words.day(entry)}, {self.headings[index.column()]}: {self._text(entry, index.column())}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return in_lines("\n".join(words.beside(entry))) or None
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _text(self, entry: HistoryEntry, column: int) -> str:
        match = words.NONE if entry.match is None else labels.match(entry.match)
        level = words.level(entry.level)
        return (words.day(entry), words.form(entry.form), words.grade(entry.grade), entry.version, level, match)[column]


class HistoryTable(WheelToPageFirst, QTableView):
    """The list. Enter or a double click opens, Delete deletes; Ctrl or Shift picks two."""

    open_requested = Signal()
    removal_requested = Signal()
    picks_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._widths: list[int] = []
        self.setObjectName("history-list")
        self.setAccessibleName(self.tr("All assessments"))
        self.entries = HistoryModel(self)
        self.setModel(self.entries)
        read_by_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # Qt measures up to 1,000 rows for the width of a column, which a long list would be slow with
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        theme.changed.connect(self._fit)

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these assessments; what was picked stays picked, or what now stands in its place."""
        kept, place = self.picked(), max(0, self.currentIndex().row())
        self.entries.set_rows(entries)
        if self.isVisible():  # otherwise it is fitted when it is shown
            self._fit()
        ids = [entry.id for entry in entries]
        at = next((ids.index(one) for one in kept if one in ids), min(place, len(ids) - 1) if kept else 0)
        if entries:
            self.pick_row(at)

    def picked(self) -> list[str]:
        """Ids of the picked assessments, the newest first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.entries.rows[at].id for at in rows if at < len(self.entries.rows)]

    def pick_row(self, at: int) -> None:
        """Pick one row alone, whatever keys are held (``selectRow`` would add to the picks while Ctrl is down)."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.entries.index(at, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def pick(self, assessment: str) -> None:
        """Pick one assessment and bring it into view."""
        for at, entry in enumerate(self.entries.rows):
            if entry.id == assessment:
                self.pick_row(at)
                self.scrollTo(self.entries.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit()
        elif event.key() in delete_keys():
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns to the style, which is put on with the first look and brings its font."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns spread over the width of the view."""
        super().resizeEvent(event)
        # at another width the heights stay as they are
        self._fit_columns()

    @Slot()
    def _fit(self) -> None:
        """Rows as high as the text, some of them in view; columns as wide as theirs."""
        header = self.horizontalHeader()
        columns = range(header.count())
        # the header counts too: a heading may be longer than all texts below it
        self._widths = [max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in columns]
        tall = self.fontMetrics().height() + ROW_AIR
        self.verticalHeader().setDefaultSectionSize(tall)
        rows = rows_in_view(len(self.entries.rows), ROWS)
        self._fit_columns()
        too_wide = sum(self._widths) > self.viewport().width()
        # a scroll bar lies inside the view and would cover the last row
        bar = self.horizontalScrollBar().sizeHint().height() if too_wide else 0
        # a view asks for the same height whatever is in it (``QAbstractScrollArea::sizeHint``)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * tall + bar + BELOW)

    def _fit_columns(self) -> None:
        if not self._widths:
            return
        # in one line each: where they do not fit, the list scrolls sideways
        fit_columns(self, self._widths, self._widths.__getitem__, last_grows=False)

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.open_requested.emit()

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _picked: QItemSelection, _dropped: QItemSelection) -> None:
        self.picks_changed.emit()


class ListCard(Card):
    """The list with its actions."""

    open_requested = Signal(str)
    removal_requested = Signal(str)
    comparison_requested = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.open_result = Button(theme, self.tr("Open result"), "primary")
        self.open_result.setObjectName("history-open")
        self.compare = Button(theme, self.tr("Compare"))
        self.compare.setObjectName("history-compare")
        self.remove = Button(theme, self.tr("Delete"))
        self.remove.setObjectName("history-delete")
        self.remove.setToolTip(self.tr("Delete the picked assessment (Del); this can be undone"))
        self.table = HistoryTable(theme)
        self._words = TextLabel("", "muted")
        heading = TextLabel(self.tr("All assessments"), "heading")
        self.body.addLayout(beside(theme, (heading, self._words), self.open_result, self.compare, self.remove))
        self._why = TextLabel("", "small")
        self.body.addWidget(self.table)
        self.body.addWidget(self._why)
        self.table.open_requested.connect(self._on_open_requested)
        self.table.removal_requested.connect(self._on_removal_requested)
        self.table.picks_changed.connect(self._on_table_picks_changed)
        self.open_result.clicked.connect(self._on_open_requested)
        self.remove.clicked.connect(self._on_removal_requested)
        self.compare.clicked.connect(self._on_compare_clicked)

    def show_state(self, state: HistoryState) -> None:
        """Show all assessments."""
        text = self.tr("Match is to {0}. Pick two with Ctrl or Shift to compare them.")
        if not state.asked:
            text = self.tr("Pick two with Ctrl or Shift to compare them.")
        self._words.setText(text.format(state.role))
        self.table.show_entries(state.entries)
        self._on_table_picks_changed()

    def _pair(self) -> tuple[str, str] | None:
        """The two to compare, the earlier first: those picked, or the picked one and the newest other."""
        # rows are sorted from the newest down, so the later of two comes first
        picked, entries = self.table.picked(), self.table.entries.rows
        if len(picked) == 2:
            return picked[1], picked[0]
        if len(picked) != 1 or len(entries) < 2:
            return None
        newest = entries[0].id
        return (entries[1].id, newest) if picked[0] == newest else (picked[0], newest)

    @Slot()
    def _on_table_picks_changed(self) -> None:
        picked, entries = self.table.picked(), self.table.entries.rows
        self.open_result.setEnabled(len(picked) == 1)
        self.remove.setEnabled(len(picked) == 1)
        self.compare.setEnabled(self._pair() is not None)
        beside = [text for entry in entries if picked == [entry.id] for text in words.beside(entry)]
        self._why.setText(" ".join(beside))
        self._why.setVisible(bool(beside))
        if len(picked) == 2:
            self.compare.setText(self.tr("Compare these two"))
        elif entries and picked == [entries[0].id]:
            self.compare.setText(self.tr("Compare with the one before"))
        else:
            self.compare.setText(self.tr("Compare with the newest"))

    @Slot()
    def _on_open_requested(self) -> None:
        picked = self.table.picked()
        if len(picked) == 1:
            self.open_requested.emit(picked[0])

    @Slot()
    def _on_removal_requested(self) -> None:
        picked = self.table.picked()
        if len(picked) == 1:
            self.removal_requested.emit(picked[0])

    @Slot()
    def _on_compare_clicked(self) -> None:
        pair = self._pair()
        if pair is not None:
            self.comparison_requested.emit(*pair)

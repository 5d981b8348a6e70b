"""Parts of the page of a table: rows to tick, and lists in which the chosen line is given a meaning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from nextrung.ui import labels
from nextrung.ui.tables.state import ComingRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.column_widths import fit_columns
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.rows import (
    MEASURED,
    ROW_AIR,
    WHOLE,
    Index,
    RowsModel,
    WheelToPageFirst,
    read_by_rows,
    rows_in_view,
)
from nextrung.ui.widgets.table import WrappingDelegate
from nextrung.ui.widgets.text import TextLabel

PREVIEW_HEIGHT = 300
"""Least height of the rows to come, at a text size of 100 %."""
LINES = 8
"""Lines of a long list of columns or questions in view."""
BELOW = 4
"""Device-independent pixels under the last row, so that rounding scrolls nothing."""
TICK_AIR = 14
"""Device-independent pixels beside a number and its tick."""
AROUND_CHOICE = 2
"""Device-independent pixels of its row above and below the choice that stands in it."""
_CHECK = Qt.ItemDataRole.CheckStateRole


def _shown(cell: str | date) -> str:
    """What a cell says: a day that was read as days are written on all pages, anything else as it is."""
    return labels.day(cell) if isinstance(cell, date) else cell


class ComingModel(RowsModel[ComingRow]):
    """The rows to come, each with a tick; texts are made when a row comes into view."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__((), parent)
        self.taken: set[int] = set()
        self.used: tuple[int, ...] = ()
        """The columns that have something in some row; that of the numbers always has."""

    def show_rows(self, headings: Sequence[str], rows: Sequence[ComingRow], filled: Collection[int]) -> None:
        """Show other rows; those that come in are ticked. ``filled`` are the places of cells that hold something."""
        self.headings = (self.tr("Row"), *headings, self.tr("What to know"))
        self.taken = {one.number for one in rows if one.comes}
        # the number comes before the cells
        self.used = (0, *(at + 1 for at in sorted(filled)))
        self.set_rows(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number with its tick, the cells, and what there is to say."""
        if not index.isValid():
            return None
        one, column = self.rows[index.row()], index.column()
        if role == _CHECK and column == 0 and one.can:
            return Qt.CheckState.Checked if one.number in self.taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            return self._sentence(one)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self.text(one, column)
        return in_lines(text) if column and role == Qt.ItemDataRole.ToolTipRole else text

    def text(self, one: ComingRow, column: int) -> str:
        """What a cell of a row says."""
        if column == 0:
            return str(one.number)
        return _shown(one.cells[column - 1]) if column <= len(one.cells) else one.problem

    def _sentence(self, one: ComingRow) -> str:
        taken = self.tr("comes in") if one.number in self.taken else self.tr("stays out")
        said = filter(None, (*map(_shown, one.cells), one.problem))
        return self.tr("Row {0}, {1}: {2}").format(one.number, taken, ", ".join(said))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Make the first cell of a row that can come in checkable; a row with a mistake has no box."""
        flags = super().flags(index)
        can = index.isValid() and index.column() == 0 and self.rows[index.row()].can
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set the tick of a row to ``value``, a check state; returns whether there is one to set."""
        if role != _CHECK or not index.isValid() or not self.rows[index.row()].can:
            return False
        self._tick(index.row(), taken=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def toggle(self, at: int) -> None:
        """Take a row, or leave it."""
        if 0 <= at < len(self.rows) and self.rows[at].can:
            self._tick(at, taken=self.rows[at].number not in self.taken)

    def _tick(self, at: int, *, taken: bool) -> None:
        number = self.rows[at].number
        self.taken = self.taken | {number} if taken else self.taken - {number}
        # this cell alone: a reset would measure and draw all rows, and lose the place
        self.dataChanged.emit(self.index(at, 0), self.index(at, 0))
        self.ticked.emit()


class ComingTable(WheelToPageFirst, QTableView):
    """The rows to come; it scrolls by itself, so that a hundred thousand open at once. Space takes or leaves one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setObjectName("import-preview")
        self.setAccessibleName(self.tr("Rows as they would come in"))
        self.rows = ComingModel(self)
        self.setModel(self.rows)
        read_by_rows(self)
        self.setWordWrap(True)
        self.setItemDelegate(WrappingDelegate(self))
        self._measured: set[int] = set()
        # A page takes many sizes while it is laid out: rows are measured once, at the last of them.
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._unmeasured)
        self._theme = theme
        self._fit()
        theme.changed.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take or leave the chosen row."""
        if event.key() == Qt.Key.Key_Space:
            self.rows.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out another width, or measure the rows that came into view."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()
        elif not self._settled.isActive():
            self._fit_rows()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Measure the rows that come into view."""
        super().scrollContentsBy(across, down)
        if not self._settled.isActive():
            self._fit_rows()

    @Slot()
    def _fit(self) -> None:
        self._fit_height()
        self.fit_columns()

    def fit_columns(self) -> None:
        """The number and its tick first, then what each column needs; what there is to say wraps where it must."""
        columns = self.rows.columnCount()
        # the number and what there is to say, and no cells yet: nothing was read
        if columns < 3:
            return
        for at in range(columns):
            self.setColumnHidden(at, at not in self.rows.used)
        # numbers of six digits, and beside them the box to tick
        first = self.fontMetrics().horizontalAdvance("000000") + 3 * TICK_AIR
        wholes = [first, *(self._whole(at) for at in range(1, columns))]
        # never narrower than its heading: rather the table scrolls sideways
        least = self.horizontalHeader().sectionSizeHint
        fit_columns(self, wholes, least, last_grows=True)
        self._settled.start()

    def _whole(self, column: int) -> int:
        """The width at which the texts of the first rows stand in one line; 0 for a column without any."""
        if column not in self.rows.used:
            return 0
        advance = self.fontMetrics().horizontalAdvance
        rows = self.rows.rows[:MEASURED]
        texts = [max(map(advance, self.rows.text(one, column).split("\n"))) for one in rows]
        # what the style puts beside a text is the same in all cells
        beside = self.sizeHintForIndex(self.rows.index(0, column)).width() - texts[0] if texts else 0
        return max(max(texts, default=0) + beside, self.horizontalHeader().sectionSizeHint(column))

    @Slot()
    def _unmeasured(self) -> None:
        """Give all rows one height, and those in view the one that their texts need at the widths of now."""
        # rows out of view have one height, so that Qt does not measure a hundred thousand of them
        usual = self.fontMetrics().height() + ROW_AIR
        if self.verticalHeader().defaultSectionSize() != usual:  # Qt goes through all rows, whatever is there
            self.verticalHeader().setDefaultSectionSize(usual)
        # heights that were set for single rows outlive another default
        measured, self._measured = self._measured, set()
        for at in measured:
            self.setRowHeight(at, usual)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Make rows in view as high as their texts are in lines, so that each reason can be read where it stands."""
        count = self.rows.rowCount()
        at, below = self.rowAt(0), self.viewport().height()
        while 0 <= at < count and (count <= WHOLE or self.rowViewportPosition(at) < below):
            if at not in self._measured:
                self._measured.add(at)  # first, as another height comes back here
                self.setRowHeight(at, self.sizeHintForRow(at))
            at += 1
        self._fit_height()

    @Slot()
    def _fit_height(self) -> None:
        """High enough for a few rows; a page with few of them scrolls alone."""
        least = self._theme.em(PREVIEW_HEIGHT)
        if self.rows.rowCount() <= WHOLE:
            bar = self.horizontalScrollBar()
            beside = self.horizontalHeader().height() + (bar.sizeHint().height() if bar.maximum() else 0) + BELOW
            least = max(least, self.verticalHeader().length() + beside)
        self.setMinimumHeight(least)


class LinesModel(RowsModel[tuple[str, ...]]):
    """Lines of ready texts."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self.rows[index.row()][index.column()]
        return in_lines(text) if role == Qt.ItemDataRole.ToolTipRole else text


class _MeaningTable(WheelToPageFirst, QTableView):
    """The lines."""


class MeaningList(Card):
    """Lines, and in the chosen one its choice, where what was chosen stands in the others: one control for all."""

    chosen = Signal(int, str)
    """The place of a line, and what was chosen for it."""

    def __init__(
        self, theme: Theme, name: str, heading: str, headings: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Make it empty; ``name`` is that of the choice for tests."""
        super().__init__(theme, parent)
        self._theme = theme
        self.words = TextLabel(heading, "heading")
        self.body.addWidget(self.words)
        self.list = _MeaningTable()
        self.list.setObjectName(f"{name}-lines")
        self.list.setAccessibleName(heading)
        self._model = LinesModel(headings, self.list)
        self.list.setModel(self._model)
        read_by_rows(self.list)
        self.box = DropDown(self.list.viewport())
        self.box.setObjectName(name)
        self.box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # so much of a meaning that most can be read; the longest are cut with dots
        self.box.setMinimumContentsLength(18)
        self.box.setAccessibleName(headings[-1])
        self.body.addWidget(self.list)
        # Qt measures up to a thousand lines for the width of a column
        self.list.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self._choices: Sequence[Sequence[tuple[str, str]]] = ()
        self._values: Sequence[str] = ()
        self.list.selectionModel().currentRowChanged.connect(self._on_list_row_changed)
        self.list.activated.connect(self._on_list_activated)
        self.list.clicked.connect(self._on_list_row_changed)
        self.list.verticalScrollBar().valueChanged.connect(self._place)
        self.list.horizontalScrollBar().valueChanged.connect(self._place)
        self.box.activated.connect(self._on_box_activated)
        self._fit()
        theme.changed.connect(self._fit)

    def show_lines(
        self,
        lines: Sequence[tuple[str, ...]],
        choices: Sequence[Sequence[tuple[str, str]]],
        values: Sequence[str],
    ) -> None:
        """Show lines, what can be chosen for each (id and words), and what is chosen; the place in the list stays."""
        at = self.list.currentIndex().row()
        self._choices, self._values = choices, values
        self._model.set_rows(lines)
        if lines:
            self.list.selectRow(min(max(at, 0), len(lines) - 1))
        self._offer()
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Share out the width when there is another."""
        done = super().event(event)
        if event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return done

    @Slot()
    def _fit(self) -> None:
        height = max(self.list.fontMetrics().height() + ROW_AIR, self.box.sizeHint().height() + 2 * AROUND_CHOICE)
        self.list.verticalHeader().setDefaultSectionSize(height)
        shown = rows_in_view(self._model.rowCount(), LINES)
        self.list.setFixedHeight(shown * height + self.list.horizontalHeader().sizeHint().height() + BELOW)
        self._fit_columns()

    def _fit_columns(self) -> None:
        table, last = self.list, self._model.columnCount() - 1
        least = table.horizontalHeader().sectionSizeHint
        wholes = [max(table.sizeHintForColumn(at), least(at)) for at in range(last + 1)]
        wholes[last] = max(wholes[last], self.box.sizeHint().width())
        leasts = [*map(least, range(last)), self.box.minimumSizeHint().width()]
        fit_columns(table, wholes, leasts.__getitem__, last_grows=True)
        self._place()

    @Slot()
    def _place(self) -> None:
        """Put the choice where the chosen line says what it means."""
        current = self.list.currentIndex()
        self.box.setVisible(current.isValid())
        cell = self.list.visualRect(current.siblingAtColumn(self._model.columnCount() - 1))
        self.box.setGeometry(cell.adjusted(0, AROUND_CHOICE, -AROUND_CHOICE, -AROUND_CHOICE))

    def _offer(self) -> None:
        at = self.list.currentIndex().row()
        self.box.clear()
        self.box.setEnabled(0 <= at < len(self._choices))
        if not self.box.isEnabled():
            return
        for value, words in self._choices[at]:
            self.box.addItem(words, value)
        # ``findData`` says -1 for a value that is not on offer, which leaves the box blank
        self.box.setCurrentIndex(self.box.findData(self._values[at]))

    @Slot()
    def _on_list_row_changed(self, *_index: QModelIndex) -> None:
        self._offer()
        self._place()

    @Slot()
    def _on_list_activated(self, *_index: QModelIndex) -> None:
        self.box.setFocus()
        self.box.showPopup()

    @Slot(int)
    def _on_box_activated(self, at: int) -> None:
        line = self.list.currentIndex().row()
        # what is chosen already has nothing read anew
        if 0 <= line < len(self._values) and self.box.itemData(at) != self._values[line]:
            self.chosen.emit(line, str(self.box.itemData(at)))

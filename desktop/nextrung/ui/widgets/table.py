"""The table twin of a chart: the same numbers, reachable by keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nextrung.ui.widgets.column_widths import AIR_LINES, column_widths
from nextrung.ui.widgets.rows import NO_VALUE, Index, RowsModel, WheelToPageFirst, read_by_rows, rows_in_view

BELOW = 4
"""Room under the last row, so that rounding scrolls nothing."""
LAST_SHARE = 0.46
"""Part of the width that the last column of texts gets."""


class TextTableModel(RowsModel[Sequence[str]]):
    """Rows of ready texts under headings; numbers stand to the right."""

    def __init__(
        self, headings: Sequence[str], parent: QWidget | None = None, *, words: Collection[int] = (), once: int = 0
    ) -> None:
        """Make an empty table with headings; beside the first, the columns ``words`` hold words.

        Of rows that begin alike, only the first shows its first ``once`` cells; a screen reader says them with each.
        """
        super().__init__(headings, parent)
        self._words = frozenset({0, *words})
        self._once = once

    def is_number(self, column: int) -> bool:
        """All that do not hold words."""
        return column not in self._words

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment and the sentence for screen readers."""
        if not index.isValid():
            return None
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if self._goes_on(index) else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.rows[index.row()][0]}, {self.headings[index.column()]}: {text}"
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def is_empty(self, column: int) -> bool:
        """Whether a column has no value in any row, and so says nothing; the first one names the rows."""
        return column > 0 and bool(self.rows) and all(row[column] in ("", NO_VALUE) for row in self.rows)

    def _goes_on(self, index: Index) -> bool:
        """Whether a cell only repeats how the row above begins."""
        at, first = index.row(), self._once
        return index.column() < first and at > 0 and self.rows[at - 1][:first] == self.rows[at][:first]


class WrappingDelegate(QStyledItemDelegate):
    """Asks for the height that a text needs between the paddings of its cell; Qt measures without them.

    The dash of a cell without a value is muted, so that values stand out.
    """

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Mute the dash."""
        super().initStyleOption(option, index)
        if option.text == NO_VALUE:
            calm = option.palette.color(QPalette.ColorRole.PlaceholderText)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, calm)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a cell as wide as its column."""
        text = str(index.data() or "")
        whole = super().sizeHint(_one_line(option), index)
        lines = text.split("\n")
        # what stands beside the text in its cell: the paddings of the style
        beside = whole.width() - max(option.fontMetrics.horizontalAdvance(line) for line in lines)
        # so high that no text is cut off when it is measured
        room = QRect(0, 0, max(1, option.rect.width() - beside), 100_000)
        if not option.rect.isValid() or whole.width() <= option.rect.width():
            return whole
        tall = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        # Qt has counted the lines that the text itself has; those that it wraps into come on top
        return QSize(whole.width(), whole.height() + tall - option.fontMetrics.height() * len(lines))


def _one_line(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """The option for a cell in which everything has room."""
    roomy = QStyleOptionViewItem(option)
    roomy.rect = QRect()
    roomy.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
    return roomy


class TextTable(WheelToPageFirst, QTableView):
    """A table that shows all its rows, or scrolls them, and is read row by row. Enter or a double click picks a row."""

    row_picked = Signal(int)
    air_lines = AIR_LINES

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        parent: QWidget | None = None,
        *,
        words: Collection[int] = (),
        texts: bool = False,
        shares: Sequence[float] = (),
        rows_in_view: int = 0,
        once: int = 0,
    ) -> None:
        """Make an empty table called ``name``; the first column and those of ``words`` hold words, the others numbers.

        With ``texts`` all hold words, and the last one sentences, which wrap; ``shares`` are the parts of the width
        that the columns get then. With ``rows_in_view`` it asks for the height of so many rows at the most and scrolls
        the others, so that what stands beside a long list stays in view. Rows that begin alike in the first ``once``
        columns say it once.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._texts = texts
        self._parts = shares
        self._in_view = rows_in_view
        # a change of style comes to each part of the table in turn, and is whole only when the event loop goes on
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self._on_refit_timeout)
        self._fitted_for: tuple[str, int, QSize] | None = None
        self._fitted_width = -1
        self._model = TextTableModel(headings, self, words=range(len(headings)) if texts else words, once=once)
        self.setModel(self._model)
        read_by_rows(self)
        if not rows_in_view:
            # all rows are in view and the page scrolls: a bar of its own would catch the wheel on the way
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setItemDelegate(WrappingDelegate(self))
        self.doubleClicked.connect(self._on_double_clicked)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the same ones again stay as they are, measured and chosen."""
        wanted = tuple(map(tuple, rows))
        if wanted != self._model.rows:
            self._model.set_rows(wanted)
            for column in range(self._model.columnCount()):
                self.setColumnHidden(column, self._model.is_empty(column))
            self._fit_in_sight()

    def _fit_in_sight(self) -> None:
        """Fit now, or when the table is shown: measuring every cell of the hidden twin of a chart takes long."""
        self._fitted_for = None
        # One that only waits for its card to be shown must have its height by then; one that has no size yet is fitted
        # to the first one that it gets.
        if not self.isHidden() and not self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit what changed out of sight."""
        super().showEvent(event)
        if self._fitted_for is None:
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as its rows: a scrolling area wants more than a table of two rows fills."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_picked.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_picked.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all columns in view when there is room; another height alone changes nothing of what is measured."""
        super().resizeEvent(event)
        if self._fitted_for is None or self._fitted_width != self.viewport().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text size changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and not self._refit.isActive():
            self._refit.start()  # once for the many changes that a new theme brings

    @Slot()
    def _on_refit_timeout(self) -> None:
        if self._measure() != self._fitted_for:
            self._fit_in_sight()

    def _measure(self) -> tuple[str, int, QSize]:
        """What a style that only colours leaves as it was: the font, and the room of a heading and of a cell."""
        first = self.sizeHintForIndex(self._model.index(0, 0))
        return self.font().key(), self.horizontalHeader().sectionSizeHint(0), first

    @Slot()
    def _fit(self) -> None:
        """Columns as wide as their texts, the rest of the width shared out; all rows in view, so the page scrolls."""
        header = self.horizontalHeader()
        self._fitted_for, self._fitted_width = self._measure(), self.viewport().width()
        widths = self._shares() if self._parts else self._shared_out()
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        # after the widths, which decide in how many lines a text wraps
        self.resizeRowsToContents()
        rest = self.viewport().width() - sum(widths)
        bar = self.horizontalScrollBar().sizeHint().height() if rest < 0 else 0
        count = self._model.rowCount()
        shown = min(count, rows_in_view(count, self._in_view or count))
        rows = sum(map(self.verticalHeader().sectionSize, range(shown)))
        self.setMinimumHeight(header.sizeHint().height() + rows + bar + BELOW)

    def _shared_out(self) -> list[int]:
        wholes = [self._width_of(at) for at in range(self._model.columnCount())]
        shown = [at for at, whole in enumerate(wholes) if whole]
        air = self.air_lines * self.fontMetrics().height()
        grows = bool(shown) and not self._model.is_number(shown[-1])
        return column_widths(wholes, self.viewport().width(), air, self._least_of, last_grows=grows)

    def _least_of(self, column: int) -> int:
        """A number is never broken; words wrap between them."""
        return self._width_of(column) if self._model.is_number(column) else self._longest_word(column)

    def _width_of(self, column: int) -> int:
        """The width of a column's texts in one line; none when it is hidden."""
        if self.isColumnHidden(column):
            return 0
        return max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))

    def _longest_word(self, column: int = 0) -> int:
        """The width under which a column must not shrink; its texts wrap between their words."""
        heading = self.horizontalHeader().sectionSizeHint(column)
        if not self._model.rowCount():
            return heading
        wide = self.fontMetrics().horizontalAdvance
        # what stands beside a text is the same in all cells of a column: asking each for its size would take long
        first = self._model.index(0, column)
        beside = self.sizeHintForIndex(first).width() - max(map(wide, str(first.data() or "").split("\n")))
        words = {word for row in self._model.rows for word in row[column].split()}
        return max(max(map(wide, words), default=0) + beside, heading)

    def _shares(self) -> list[int]:
        """Widths of columns of texts: as asked for, else nearly half to the last one, the rest in equal parts."""
        others = self._model.columnCount() - 1
        width = self.viewport().width()
        parts = self._parts or [(1 - LAST_SHARE) / others] * others
        hint = self.horizontalHeader().sectionSizeHint
        widths = [max(round(width * parts[at]), hint(at)) for at in range(others)]
        widths.append(max(width - sum(widths), hint(others)))
        for at in range(others):
            # what is too wide for the page is taken from where words still have room
            lacking, spare = sum(widths) - width, widths[at] - self._longest_word(at)
            widths[at] -= max(0, min(lacking, spare))
        return widths

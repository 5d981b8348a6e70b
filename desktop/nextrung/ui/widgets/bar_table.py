"""A table of which one column is drawn as bars: chart and accessible table in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.rows import MEASURED, Index, RowsModel, WheelToPageFirst, read_by_rows, rows_in_view

AIR = 16
"""Device-independent pixels above and below the text of a row, together."""
THICK = 18
"""Thickness of a bar at a text size of 100 %."""
BAR_WIDTH = 90
"""Least width of the column of bars at a text size of 100 %."""
FIRST_SHARE = 0.45
"""Part of the width that the first column gets at most where its longest text would leave bars too little."""
BAR_SHARE = 1 / 6
"""Part of the width that bars keep beside a first column that stands whole."""
FIRST_LEAST = 110
"""Width under which the first column is not cut short, at a text size of 100 %."""


class Segment(Struct, frozen=True):
    """A part of a bar: its share of the whole width (0 to 1), its colour, and a number that stands in it."""

    share: float
    color: str
    ink: str = ""
    text: str = ""
    hatched: bool = False
    """Drawn with lines across instead of a plain ground."""


class BarRow(Struct, frozen=True):
    """One row: its texts, without the column of bars, the parts of its bar, and what the bar says in words."""

    texts: tuple[str, ...]
    bar: tuple[Segment, ...] = ()
    words: str = ""


class BarModel(RowsModel[BarRow]):
    """Rows of texts and bars under headings."""

    def __init__(self, headings: Sequence[str], bar_at: int | None, parent: QWidget | None = None) -> None:
        """Make an empty table; ``bar_at`` is the column of bars, None for a table of texts alone."""
        super().__init__(headings, parent)
        self.bar_at = bar_at

    def is_number(self, column: int) -> bool:
        """All but the first column and that of bars."""
        return column not in (0, self.bar_at)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, the whole text where it may be cut short, and the sentence for screen readers."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == self.bar_at else self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = row.words if column == self.bar_at else self._text(row, column)
            return f"{row.texts[0]}, {self.headings[column]}: {text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return in_lines(row.words if column == self.bar_at else row.texts[0] if column == 0 else "")
        return self.alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _text(self, row: BarRow, column: int) -> str:
        after = self.bar_at is not None and column > self.bar_at
        return row.texts[column - 1 if after else column]


class _BarDelegate(QStyledItemDelegate):
    """Draws the parts of a bar side by side."""

    def __init__(self, theme: Theme, parent: BarTable) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = parent.bars

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for a bar."""
        # rows have a fixed height, so only the width counts
        return QSize(self._theme.em(BAR_WIDTH), 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground of the cell, then the bar."""
        super().paint(painter, option, index)
        # air to the columns beside; in low rows a bar leaves 4 pixels free, so that two do not touch
        box = QRectF(option.rect).adjusted(10, 0, -10, 0)
        tall = min(self._theme.em(THICK), box.height() - 4)
        left, top = box.left(), box.center().y() - tall / 2
        painter.save()
        painter.setFont(self._theme.font("small"))
        metrics = QFontMetrics(painter.font())
        for part in self._rows.rows[index.row()].bar:
            wide = part.share * box.width()
            if wide <= 0:
                continue
            # a pixel of ground between two parts, and at least one of colour, so that a small part is there at all
            where = QRectF(left, top, max(1.0, wide - 1), tall)
            painter.fillRect(where, self._theme.color(part.color))
            if part.hatched:
                painter.fillRect(where, QBrush(self._theme.color("line"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(self._theme.color("control"))
            # a pen of one pixel draws the right and the lower edge outside of the box
            painter.drawRect(where.adjusted(0, 0, -1, -1))
            # a number that would be cut off is left out: the sentence of the row has it
            if part.text and metrics.horizontalAdvance(part.text) + 4 <= where.width():
                painter.setPen(self._theme.color(part.ink))
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, part.text)
            left += wide
        painter.restore()


class BarTable(WheelToPageFirst, QTableView):
    """The table. It shows some rows and scrolls the rest; all its rows are as high."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        headings: Sequence[str],
        parent: QWidget | None = None,
        *,
        bar_at: int | None = None,
        most_rows: int = 12,
    ) -> None:
        """Make an empty table called ``name`` that shows ``most_rows`` rows at once when it is long."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._most = most_rows
        self.bars = BarModel(headings, bar_at, self)
        self.setModel(self.bars)
        read_by_rows(self)
        # Qt measures up to a thousand rows of a column for its width, and again whenever the table is fitted
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        if bar_at is not None:
            self.setItemDelegateForColumn(bar_at, _BarDelegate(theme, self))
        theme.changed.connect(self._fit)

    def set_rows(self, rows: Sequence[BarRow]) -> None:
        """Show other rows."""
        self.bars.set_rows(rows)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rest of the width to the bars; another width may bring the scroll bar below the rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @Slot()
    def _fit(self) -> None:
        tall = self.fontMetrics().height() + AIR
        self.verticalHeader().setDefaultSectionSize(tall)
        self._fit_columns()
        rows = rows_in_view(len(self.bars.rows), self._most)
        too_wide = self.horizontalHeader().length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if too_wide else 0
        # a view asks for the same height whatever is in it (``QAbstractScrollArea::sizeHint``)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * tall + bar + self._theme.space("xs"))

    def _fit_columns(self) -> None:
        """The first column as wide as its texts up to a share, the others as theirs, the rest for the bars."""
        header, width = self.horizontalHeader(), self.viewport().width()
        widths = [max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in range(header.count())]
        # without a column of bars the first one takes what is left
        rest = self.bars.bar_at or 0
        if rest:
            beside = sum(widths) - widths[0] - widths[rest]
            if widths[0] + beside + round(width * BAR_SHARE) > width:
                widths[0] = min(widths[0], round(width * FIRST_SHARE))
        # when all are too wide together the first one gives way, but not below its least
        widths[0] = max(min(widths[0], self._theme.em(FIRST_LEAST)), widths[0] - max(0, sum(widths) - width))
        widths[rest] += max(0, width - sum(widths))
        for at, wide in enumerate(widths):
            self.setColumnWidth(at, wide)

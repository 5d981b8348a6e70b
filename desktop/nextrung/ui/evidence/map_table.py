"""The map: areas with a dot for each example, how old the newest is, and where there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from nextrung.ui.evidence import words
from nextrung.ui.evidence.state import ALL, CoverageRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.rows import Index
from nextrung.ui.widgets.table import TextTable, WrappingDelegate

COUNT, NEWEST = 1, 2
"""The columns beside the name."""
SHARES = (0.37, 0.22, 0.41)
MOST_DOTS = 5
"""More examples than that are told by their number."""
DOT, GAP = 11, 4
"""In device-independent pixels at a text size of 100 %."""


class CoverageDelegate(WrappingDelegate):
    """Draws dots for a few examples, and what is missing in the colour of a gap."""

    def __init__(self, theme: Theme, table: MapTable) -> None:
        """Draw the cells of ``table``."""
        super().__init__(table)
        self._theme = theme
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for dots, and say what is missing so that it stands out."""
        super().initStyleOption(option, index)
        row = self._table.row_at(index.row())
        if row is None:
            return
        if index.column() == COUNT and self._has_dots(row):
            option.text = ""
        if index.column() == NEWEST and row.missing:
            option.palette.setColor(QPalette.ColorRole.Text, self._theme.color("gap_text"))
            option.palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.color("gap_text"))

    @staticmethod
    def _has_dots(row: CoverageRow) -> bool:
        return row.id != ALL and row.count <= MOST_DOTS

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        super().paint(painter, option, index)
        row = self._table.row_at(index.row())
        if index.column() == COUNT and row is not None and self._has_dots(row):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_dots(painter, QRect(option.rect), row.count)
            painter.restore()

    def _paint_dots(self, painter: QPainter, box: QRect, count: int) -> None:
        size, step = self._theme.em(DOT), self._theme.em(DOT + GAP)
        padding = self._theme.space("m")
        if count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
        else:
            painter.setPen(QPen(self._theme.color("control"), 1.4, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        for at in range(max(1, count)):
            along = padding + size / 2 + at * step
            x = box.right() - along if self._table.isRightToLeft() else box.left() + along
            painter.drawEllipse(QPointF(x, box.center().y() + 0.5), size / 2, size / 2)


class MapTable(TextTable):
    """The rows of the map; to move in it is to choose an area."""

    area_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        self._areas: Sequence[CoverageRow] = ()
        said = QCoreApplication.translate
        headings = (said("MapTable", "Area"), said("MapTable", "Examples"), said("MapTable", "Newest"))
        super().__init__(said("MapTable", "What you can show"), headings, parent, texts=True, shares=SHARES)
        self.setObjectName("evidence-map")
        self.setItemDelegate(CoverageDelegate(theme, self))
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def row_at(self, at: int) -> CoverageRow | None:
        """The row at a place; None outside of the table."""
        return self._areas[at] if 0 <= at < len(self._areas) else None

    def show_areas(self, areas: Sequence[CoverageRow], chosen: str, today: date) -> None:
        """Show the map with one of its rows chosen; nobody is told."""
        self._areas = areas
        blocked = self.blockSignals(True)
        self.set_rows([(words.area(one), f"{one.count}", words.newest(one, today)) for one in areas])
        at = next((at for at, one in enumerate(areas) if one.id == chosen), 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(at, 0), flags.ClearAndSelect | flags.Rows)
        self.blockSignals(blocked)
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.row_at(now.row())
        if row is not None:
            self.area_chosen.emit(row.id)

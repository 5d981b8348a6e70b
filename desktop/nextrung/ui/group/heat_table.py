"""The heat map as a table: chart and accessible table in one, drawn cell by cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nextrung.ui.group.heat_model import HeatModel, Index
from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.rows import WheelToPageFirst

AIR = 14
"""Device-independent pixels above and below the number of a cell, together, its gap to the next one included."""
GAP = 2
"""Device-independent pixels on each side of a cell."""
MOST_ROWS = 14
"""Rows in view before the map scrolls."""
CELL = 58
"""Least width of a cell at a text size of 100 %."""
NAMES = 180
"""Greatest width of the names at a text size of 100 %."""
MEASURED = 60
"""Names looked at to find how wide their column must be."""
HEADING_LINES = 3


class HeatDelegate(QStyledItemDelegate):
    """Draws one cell: its colour, its number, and the ring of the keyboard."""

    def __init__(self, theme: Theme, heat: HeatModel, parent: QObject | None = None) -> None:
        """Draw cells of a map in a theme."""
        super().__init__(parent)
        self._theme = theme
        self._map = heat
        theme.changed.connect(self._on_theme_changed)
        # fonts are made once for each theme; ``paint`` runs for each cell in view
        self._on_theme_changed()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell."""
        text, color, ink = self._map.look(index.row(), index.column())
        # the gap lies inside the cell, because a table has no space between cells
        box = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        if color:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(color))
            painter.drawRoundedRect(box, self._radius, self._radius)
        painter.setPen(self._theme.color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # an edge under the ring: its colour alone would not stand out from each colour of a cell (WCAG 1.4.11)
            painter.setPen(QPen(self._theme.color("surface"), 4))
            painter.drawRoundedRect(box, self._radius, self._radius)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            # the ring lies outside of the box, so its corners are as much rounder as it is larger
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), self._radius + 1, self._radius + 1)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._font = self._theme.font("body")
        self._radius = self._theme.radius("tag") - 1


class HeatTable(WheelToPageFirst, QTableView):
    """The map. Arrow keys reach every cell; Enter or a double click picks a person."""

    cell_reached = Signal(str)
    """What the cell that the keys act on says, in words."""
    person_picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("heat")
        self.setAccessibleName(self.tr("Differences to the target, person by area"))
        self.map = HeatModel(self)
        self.setModel(self.map)
        self.setItemDelegate(HeatDelegate(theme, self.map, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        # by whole rows, as most styles have it, a touchpad moves the map in jumps
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        # Tab leaves the map, which is one stop; inside the arrow keys move (WCAG 2.1.2, no keyboard trap)
        self.setTabKeyNavigation(False)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            # widths follow from the view; dragged by hand they would be undone at the next resize
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        # pseudonyms differ at their end, names at their beginning: both stay
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._fit)

    def show_state(self, state: GroupState | None) -> None:
        """Show a group; the cell that the keys act on stays where it is, as far as there is one."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.map.set_state(state)
        self.selectionModel().clear()
        self._fit()
        if self.map.rowCount():
            last = (self.map.rowCount() - 1, self.map.columnCount() - 1)
            self.setCurrentIndex(self.map.index(min(max(row, 0), last[0]), min(max(column, 0), last[1])))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks the person."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_double_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the areas."""
        super().resizeEvent(event)
        self._fit_columns()

    @Slot()
    def _fit(self) -> None:
        """Rows as high as the text, some of them in view; names as wide as they need up to a limit."""
        metrics = self._theme.font_metrics("body")
        tall = metrics.height() + AIR
        self.verticalHeader().setDefaultSectionSize(tall)
        state = self.map.state
        # a group may have hundreds of people, and the column has a greatest width anyway
        names = [self.map.headerData(at, Qt.Orientation.Vertical) for at in range(min(self.map.rowCount(), MEASURED))]
        wide = max((metrics.horizontalAdvance(str(name)) for name in names), default=0) + 2 * self._theme.space("m")
        self.verticalHeader().setFixedWidth(min(wide, self._theme.em(NAMES)))
        self.horizontalHeader().setFixedHeight(HEADING_LINES * self._theme.font_metrics("tiny").height() + AIR)
        # a header of another width moves the cells only when the table is laid out anew, which nothing else does
        self.updateGeometries()
        self._fit_columns()
        rows = min(len(state.view.rows), MOST_ROWS) if state else 0
        too_wide = self.horizontalHeader().length() > self.viewport().width()
        # a scroll bar lies inside the view and would cover the last row
        bar = self.horizontalScrollBar().sizeHint().height() if too_wide else 0
        # a view asks for the same height whatever is in it (``QAbstractScrollArea::sizeHint``)
        self.setFixedHeight(self.horizontalHeader().height() + rows * tall + bar + self._theme.space("xs"))

    def _fit_columns(self) -> None:
        """Columns alike where there is room; where there is little, as wide as the longest word of their heading."""
        count = self.map.columnCount()
        if not count:
            return
        least = [max(self._theme.em(CELL), self._longest_word(at)) for at in range(count)]
        width = self.viewport().width()
        # headings that need more than their part get it; the others share what is left over
        alike = max(width // count, *least)
        spare = max(0, width - sum(least)) // count
        for at, own in enumerate(least):
            self.setColumnWidth(at, alike if alike * count <= width else own + spare)

    def _longest_word(self, column: int) -> int:
        """Width of the longest word of a heading, so that no word is cut."""
        metrics = self._theme.font_metrics("tiny")
        heading = str(self.map.headerData(column, Qt.Orientation.Horizontal))
        return max(metrics.horizontalAdvance(word) for word in heading.split()) + self._theme.space("s")

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.cell_reached.emit(self.map.sentence(current))

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid() and self.map.state is not None:
            self.person_picked.emit(self.map.state.view.rows[index.row()].member.id)

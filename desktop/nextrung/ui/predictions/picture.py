"""How sure and how right, step by step: a table of which one column is drawn, the chart and its twin in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nextrung.evidence.prediction import SureStep
from nextrung.ui.evidence.lines_table import LinesTable
from nextrung.ui.predictions import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.rows import Index, RowsModel

DRAWN = 2
"""The column that is drawn."""
DOT, DIAMOND, RANGE = 5, 6, 8
"""From the middle of a mark to its edge, and the thickness of the range, at a text size of 100 %."""


class StepLine(Struct, frozen=True):
    """One step as a row."""

    step: SureStep

    @property
    def id(self) -> str:
        """Names the row."""
        return str(self.step.sure)


class StepsModel(RowsModel[StepLine]):
    """Steps of how sure, with what came."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__((), parent)
        self.headings = (self.tr("Said"), self.tr("Came true"), self.tr("0 to 100 %"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell and the sentence for screen readers; the drawn one has no text to see."""
        if not index.isValid():
            return None
        step, column = self.rows[index.row()].step, index.column()
        texts = (words.sure(step.sure), f"{words.counted(step)} · {words.in_range(step)}")
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[column] if column < DRAWN else ""
        said = self.tr("Said {0}, came true {1}, likely range {2}").format(
            texts[0], words.counted(step), words.in_range(step)
        )
        if role == Qt.ItemDataRole.ToolTipRole:
            return in_lines(said)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said if column == DRAWN else f"{texts[0]}, {self.headings[column]}: {texts[column]}"
        return self.alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


class StepDelegate(QStyledItemDelegate):
    """Draws what was said, what came, and the range in which what comes is likely to lie."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        """Draw in the colours of the theme."""
        super().__init__(table)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground of the cell, then rail, range, dot and diamond."""
        super().paint(painter, option, index)
        rows = index.model()
        if not isinstance(rows, StepsModel):
            return
        theme, step = self._theme, rows.rows[index.row()].step
        mark = theme.em(DIAMOND)
        box = QRectF(option.rect).adjusted(mark + 10, 0, -mark - 10, 0)
        y = box.center().y()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft

        def x(share: float) -> float:
            return box.left() + box.width() * (1 - share if mirrored else share)

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 2))
        painter.drawLine(QPointF(x(0), y), QPointF(x(1), y))
        thick = theme.em(RANGE)
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.setBrush(theme.color("accent_soft"))
        left, right = sorted((x(step.low), x(step.high)))
        painter.drawRoundedRect(QRectF(left, y - thick / 2, right - left, thick), thick / 2, thick / 2)
        self._paint_diamond(painter, QPointF(x(step.sure / 100), y), mark)
        painter.setPen(QPen(theme.color("surface"), 1))
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QPointF(x(step.share), y), theme.em(DOT), theme.em(DOT))
        painter.restore()

    def _paint_diamond(self, painter: QPainter, at: QPointF, size: float) -> None:
        corners = [QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0)]
        painter.setPen(QPen(self._theme.color("other"), 2))
        painter.setBrush(self._theme.color("surface"))
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))


class StepsTable(LinesTable[StepLine]):
    """The picture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        name = QCoreApplication.translate("StepsTable", "How sure, how right, step by step")
        self.steps = StepsModel()
        super().__init__(theme, self.steps, name, parent)
        self.setObjectName("prediction-steps")
        self.setItemDelegateForColumn(DRAWN, StepDelegate(theme, self))

    def show_steps(self, steps: Sequence[SureStep]) -> None:
        """Show these steps."""
        self.show_lines([StepLine(step) for step in steps], "")

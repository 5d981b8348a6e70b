"""The card of the heat map, with the scale of its colours and the cell in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nextrung.ui.group.heat_model import heat_color, heat_ink
from nextrung.ui.group.heat_table import HeatTable
from nextrung.ui.group.state import STEP, STEPS, GroupState
from nextrung.ui.group.words import signed
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.text import TextLabel

AIR = 6
"""Around a number, in both directions."""


class HeatScale(QWidget):
    """The colours of the map with the differences they stand for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the scale."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Colours from 2 levels below the target to 2 above"))
        # never wider than the numbers need, and narrower where the heading beside it needs the room
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        # the hint rests on the metrics of the font, which a layout asks for again only when told
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for a number in each colour."""
        metrics = self._theme.font_metrics("tiny")
        return QSize((2 * STEPS + 1) * (metrics.horizontalAdvance("+0.0") + AIR), metrics.height() + AIR)

    def minimumSizeHint(self) -> QSize:
        """Half of the width asked for: there, every second number is left out."""
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colours side by side."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("tiny"))
        wide = self.width() / (2 * STEPS + 1)
        # where the numbers would touch, every second one is left out; the colours stay
        every = 1 if self.width() >= self.sizeHint().width() else 2
        for at, step in enumerate(range(-STEPS, STEPS + 1)):
            box = QRectF(at * wide, 0, wide, self.height())
            painter.fillRect(box, self._theme.color(heat_color(step)))
            if step % every == 0:
                painter.setPen(self._theme.color(heat_ink(step)))
                text = signed(step * STEP)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class HeatCard(Card):
    """People by area."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        heading = QVBoxLayout()
        heading.setSpacing(theme.space("hair"))
        self._name, self._order = TextLabel("", "heading"), TextLabel("", "muted")
        heading.addWidget(self._name)
        heading.addWidget(self._order)
        self.scale = HeatScale(theme)
        below, above = (
            TextLabel(self.tr("below"), "small", wrap=False),
            TextLabel(self.tr("above target"), "small", wrap=False),
        )
        self._scale_parts = (below, self.scale, above)
        scale = row(below, self.scale, above, None, spacing=theme.space("s"))
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.addLayout(heading, 1)
        self.top.addLayout(scale)
        self.table = HeatTable(theme)
        self._cell = TextLabel("", "small")
        self.body.addLayout(self.top)
        self.body.addWidget(self.table)
        self.body.addWidget(self._cell)
        self.table.cell_reached.connect(self._on_table_cell_reached)

    def show_state(self, state: GroupState | None) -> None:
        """Show a group; None shows nothing."""
        asked = state is None or bool(state.view.role.targets)
        self._name.setText(
            self.tr("Level minus target, person by area") if asked else self.tr("Levels, person by area")
        )
        words = self.tr(
            "The lowest match band first, which a wide gap holds down; within a band, alike gaps stand together."
        )
        self._order.setText(words if asked else self.tr("There are no targets, so no colour tells a distance."))
        for part in self._scale_parts:
            part.setVisible(asked)
        self.table.show_state(state)

    @Slot(str)
    def _on_table_cell_reached(self, words: str) -> None:
        self._cell.setText(words)

"""The column beside the question: the way through all competencies, and why the question is asked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from nextrung.ui.assess.state import OutlinePart, OutlineRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.text import Text

MARK = 16
GAP = 10
WIDTH = 200
AIR = 12
"""Above and below a line, together."""
LEAST = 28
"""Height of an entry, however small the text."""


class OutlineButton(QPushButton):
    """One competency: a mark for its progress, its name, and how many of its questions are done. Jumps there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty entry."""
        super().__init__(parent)
        self._theme = theme
        self._row: OutlineRow | None = None
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_state(self, entry: OutlineRow) -> None:
        """Show an entry."""
        self._row = entry
        progress = {
            "done": self.tr("done"),
            "current": self.tr("you are here"),
            "open": self.tr("to do"),
        }[entry.progress]
        counted = self.tr("{0} of {1} answered").format(entry.done, entry.total)
        self.setAccessibleName(f"{entry.name}, {counted}, {progress}")
        self.setToolTip(self.tr("Go to {0}").format(entry.name))
        self.update()

    def item(self) -> str:
        """The item to jump to."""
        return self._row.first_item if self._row else ""

    def sizeHint(self) -> QSize:
        """One line high."""
        metrics = QFontMetrics(self._theme.font("body"))
        return QSize(WIDTH, max(metrics.height() + AIR, LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, name and count."""
        entry, theme = self._row, self._theme
        if entry is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - MARK - 4 if right_to_left else 4
        self._paint_mark(painter, QRectF(left, (self.height() - MARK) / 2, MARK, MARK), entry)
        count = f"{entry.done} / {entry.total}" if entry.done else str(entry.total)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        width = QFontMetrics(painter.font()).horizontalAdvance(count) + 4
        count_left = 4 if right_to_left else self.width() - width - 4
        painter.drawText(QRectF(count_left, 0, width, self.height()), int(Qt.AlignmentFlag.AlignVCenter), count)
        current = entry.progress == "current"
        painter.setFont(theme.font("compact", QFont.Weight.DemiBold if current else QFont.Weight.Normal))
        painter.setPen(theme.color("text" if current else "muted"))
        room = self.width() - MARK - GAP - width - 16
        name_left = 4 + width + 4 if right_to_left else 4 + MARK + GAP
        name = QFontMetrics(painter.font()).elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(QRectF(name_left, 0, room, self.height()), int(align), name)

    def _paint_mark(self, painter: QPainter, box: QRectF, entry: OutlineRow) -> None:
        theme = self._theme
        full = entry.done == entry.total
        inner = box.adjusted(1, 1, -1, -1)
        if full:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("good"))
            painter.drawEllipse(inner)
            painter.setPen(QPen(theme.color("surface"), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            x, y = box.x(), box.y()
            painter.drawPolyline([QPointF(x + 4.6, y + 8.3), QPointF(x + 7.1, y + 10.8), QPointF(x + 11.6, y + 5.6)])
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            current = entry.progress == "current"
            width = 4.5 if current else 1.6
            painter.setPen(QPen(theme.color("accent" if current else "control"), width))
            painter.drawEllipse(inner.adjusted(width / 2, width / 2, -width / 2, -width / 2))


class Outline(QWidget):
    """The whole column."""

    jump_requested = Signal(str)
    """The id of the item to go to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space("hair"))
        self._layout.addWidget(Text(self.tr("Your way through"), "heading"))
        self._entries = QVBoxLayout()
        self._entries.setSpacing(theme.space("hair"))
        self._layout.addLayout(self._entries)
        self._layout.addSpacing(theme.space("l"))
        card = Card(theme, inset=True)
        card.body.setSpacing(theme.space("xs"))
        card.body.addWidget(Text(self.tr("Why we ask"), "strong"))
        self._why = Text("", "small")
        card.body.addWidget(self._why)
        self._layout.addWidget(card)
        self._layout.addStretch(1)
        self._parts: list[tuple[Text, list[OutlineButton]]] = []

    def show_state(self, parts: tuple[OutlinePart, ...], why: str) -> None:
        """Show the outline and the reason."""
        shape = [len(part.rows) for part in parts]
        if shape != [len(buttons) for _, buttons in self._parts]:
            self._rebuild(shape)
        for part, (heading, buttons) in zip(parts, self._parts, strict=True):
            heading.setText(part.name.upper())
            for entry, button in zip(part.rows, buttons, strict=True):
                button.show_state(entry)
        self._why.setText(why)

    def _rebuild(self, shape: list[int]) -> None:
        for heading, buttons in self._parts:
            for widget in (heading, *buttons):
                self._entries.removeWidget(widget)
                widget.deleteLater()
        self._parts = []
        for count in shape:
            heading = Text("", "kicker")
            around = [self._theme.space(one) for one in ("xs", "s", "hair")]
            heading.setContentsMargins(around[0], around[1], 0, around[2])
            self._entries.addWidget(heading)
            buttons = []
            for _ in range(count):
                button = OutlineButton(self._theme)
                button.clicked.connect(self._on_entry_clicked)
                self._entries.addWidget(button)
                buttons.append(button)
            self._parts.append((heading, buttons))

    @Slot()
    def _on_entry_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, OutlineButton):
            self.jump_requested.emit(button.item())

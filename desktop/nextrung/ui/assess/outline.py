"""The column beside the question: the way through all competencies, and why the question is asked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nextrung.ui.assess.state import OutlinePart, OutlineRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.lines import Lines
from nextrung.ui.widgets.mirrored_margins import set_mirrored_margins
from nextrung.ui.widgets.text import TextLabel

MARK = 16
"""Diameter of the mark of progress, in device-independent pixels."""
GAP = 8
WIDTH = 200
"""The width asked for, in device-independent pixels; the column gives it more or less."""
EDGE = 4
"""Distance of mark and count from the edges."""
AIR = 12
"""Above and below the name, together."""
LEAST = 28
"""Least height of an entry."""


class OutlineButton(QPushButton):
    """One competency: a mark for its progress, its name, and how many of its questions are done. Jumps there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty entry."""
        super().__init__(parent)
        self._theme = theme
        self._row: OutlineRow | None = None
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        # a layout asks a widget for its height at a width only if its policy says so
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
        self.setToolTip(in_lines(self.tr("Go to {0}").format(entry.name)))
        # a layout asks for the hint again only when told
        self.updateGeometry()
        self.update()

    def item(self) -> str:
        """The item to jump to."""
        return self._row.first_item if self._row else ""

    def sizeHint(self) -> QSize:
        """The width asked for, and one line with its air or the least height, in device-independent pixels."""
        metrics = QFontMetrics(self._theme.font("body"))
        return QSize(WIDTH, max(metrics.height() + AIR, LEAST))

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word and the count."""
        metrics = QFontMetrics(self._name_font())
        words = self._row.name.split() if self._row else []
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return QSize(widest + self._beside(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """The height at a width: a long name goes on in the next line."""
        return max(self.sizeHint().height(), self._name(width).height + AIR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, name and count."""
        entry, theme = self._row, self._theme
        if entry is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            # half of the ring's pen would be cut off at the edge
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - MARK - EDGE if right_to_left else EDGE
        self._paint_mark(painter, QRectF(left, (self.height() - MARK) / 2, MARK, MARK), entry)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        width = self._count_width()
        count_left = EDGE if right_to_left else self.width() - width - EDGE
        box = QRectF(count_left, 0, width, self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._count())
        painter.setPen(theme.color("text" if entry.progress == "current" else "muted"))
        name = self._name(self.width())
        name_left = EDGE + width + GAP if right_to_left else EDGE + MARK + GAP
        name.paint(painter, name_left, (self.height() - name.height) // 2)

    def _name(self, width: int) -> Lines:
        """The name as it breaks at a width of the whole entry."""
        text = self._row.name if self._row else ""
        return Lines(text, self._name_font(), width - self._beside(), self.layoutDirection())

    def _name_font(self) -> QFont:
        current = self._row is not None and self._row.progress == "current"
        return self._theme.font("compact", QFont.Weight.DemiBold if current else QFont.Weight.Normal)

    def _count(self) -> str:
        entry = self._row
        if entry is None:
            return ""
        return f"{entry.done} / {entry.total}" if entry.done else str(entry.total)

    def _count_width(self) -> int:
        # two pixels more: letters may be a fraction wider than the whole pixels that they are measured in
        return QFontMetrics(self._theme.font("small")).horizontalAdvance(self._count()) + 2

    def _beside(self) -> int:
        """The mark, the count, and the distances between them and the name."""
        return 2 * EDGE + MARK + 2 * GAP + self._count_width()

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
            # a tick within the 16 pixels of the mark, so that done differs from open not by colour alone (WCAG 1.4.1)
            painter.drawPolyline([QPointF(x + 4.6, y + 8.3), QPointF(x + 7.1, y + 10.8), QPointF(x + 11.6, y + 5.6)])
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            current = entry.progress == "current"
            # a thicker ring where somebody is, so that it differs not by colour alone (WCAG 1.4.1)
            width = 4.5 if current else 1.6
            painter.setPen(QPen(theme.color("accent" if current else "control"), width))
            # a pen draws half of its width outside of the line
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
        self._layout.addWidget(TextLabel(self.tr("Your way through"), "heading"))
        self._entries = QVBoxLayout()
        self._entries.setSpacing(theme.space("hair"))
        self._layout.addLayout(self._entries)
        self._layout.addSpacing(theme.space("l"))
        card = Card(theme, inset=True)
        card.body.setSpacing(theme.space("xs"))
        card.body.addWidget(TextLabel(self.tr("Why we ask"), "strong"))
        self._why_card = card
        self._why = TextLabel("", "small")
        card.body.addWidget(self._why)
        self._layout.addWidget(card)
        self._layout.addStretch(1)
        self._parts: list[tuple[TextLabel, list[OutlineButton]]] = []

    def show_state(self, parts: tuple[OutlinePart, ...], why: str) -> None:
        """Show the outline and the reason."""
        shape = [len(part.rows) for part in parts]
        # questions of one form have the same outline: buttons that stay keep the focus, and cost nothing
        if shape != [len(buttons) for _, buttons in self._parts]:
            self._rebuild(shape)
        for part, (heading, buttons) in zip(parts, self._parts, strict=True):
            heading.setText(part.name.upper())
            # some screen readers spell out what is all capitals
            heading.setAccessibleName(part.name)
            for entry, button in zip(part.rows, buttons, strict=True):
                button.show_state(entry)
        self._why.setText(why)
        self._why_card.setVisible(bool(why))

    def _rebuild(self, shape: list[int]) -> None:
        for heading, buttons in self._parts:
            for widget in (heading, *buttons):
                self._entries.removeWidget(widget)
                widget.deleteLater()
        self._parts = []
        for count in shape:
            heading = TextLabel("", "kicker")
            theme = self._theme
            set_mirrored_margins(heading, start=theme.space("xs"), top=theme.space("s"), bottom=theme.space("hair"))
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
        # one slot for all entries, each of which knows its item
        button = self.sender()
        if isinstance(button, OutlineButton):
            self.jump_requested.emit(button.item())

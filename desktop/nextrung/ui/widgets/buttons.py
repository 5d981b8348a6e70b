"""Buttons, with the key that presses them shown inside, and segmented choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from nextrung.lazy import lazy
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.ampersand import as_sign, from_sign
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.folding import FoldingRow
from nextrung.ui.widgets.hint import in_lines
from nextrung.ui.widgets.lines import Lines
from nextrung.ui.widgets.pick_group import NONE, PickGroup

if TYPE_CHECKING:
    from nextrung.ui.widgets import textless
else:
    textless = lazy("nextrung.ui.widgets.textless")

Kind = Literal["plain", "primary", "link", "name", "nav", "segment", "chip"]
ICON = 18
"""Size of an icon in device-independent pixels at a text size of 100 %."""
NAV_ICON_WIDTH = 27
"""Wider than the icon, so that there is air between it and the text."""
CAP_PADDING = 6
"""Device-independent pixels beside the letters of a key cap."""
CAP_GAP = 8
"""Device-independent pixels between the text and its key cap."""


class Button(QPushButton):
    """A button; ``key`` names the key that does the same and is drawn as a key cap."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: Kind = "plain",
        parent: QWidget | None = None,
        *,
        key: str = "",
        icon: str = "",
    ) -> None:
        """Make a button of a kind, with an icon of the set. One primary button a screen."""
        super().__init__(as_sign(text), parent)
        self._theme = theme
        self._key = key
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if key:
            # the sheet of keys reads tooltips of this form
            self.setToolTip(f"{text} ({key})")
        if icon:
            self._icon = icon
            theme.changed.connect(self._on_theme_changed)
            self._on_theme_changed()

    def setText(self, text: str) -> None:
        """Show a text with all of its ampersands: none is a key, for names and areas of anybody's may have them."""
        super().setText(as_sign(text))

    def text(self) -> str:
        """The text as it is shown."""
        return from_sign(super().text())

    def setToolTip(self, words: str) -> None:
        """Say more where the pointer rests."""
        super().setToolTip(in_lines(words))

    def sizeHint(self) -> QSize:
        """Room for the text and the key cap."""
        hint = super().sizeHint()
        if self.property("kind") in ("segment", "chip"):  # a chosen one is bold, and must not be cut off
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            plain = self.fontMetrics().horizontalAdvance(self.text())
            hint.setWidth(hint.width() + max(0, QFontMetrics(bold).horizontalAdvance(self.text()) - plain))
        return QSize(hint.width() + self._cap_width() + (CAP_GAP if self._key else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        """As wide as wanted: a push button squeezed by a layout would cut its text off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and, to the right of its text, the key cap."""
        if not self._key:
            super().paintEvent(event)
            return
        text = self.text()
        painter = textless.paint_textless(self)
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(text)
        start = (self.width() - width - CAP_GAP - self._cap_width()) // 2
        color = self._theme.color("on_accent" if self.property("kind") == "primary" else "text")
        painter.setPen(color if self.isEnabled() else self._theme.color("muted"))
        painter.setFont(self.font())
        cap = start + width + CAP_GAP
        # where reading ends the cap comes last too: mirrored, it stands left of the text
        if self.isRightToLeft():
            start, cap = start + self._cap_width() + CAP_GAP, start
        # two pixels more: letters may be a fraction wider than the whole pixels that they are measured in
        rest = QRect(start, 0, width + 2, self.height())
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignCenter), text)
        self._paint_cap(painter, cap)

    @Slot()
    def _on_theme_changed(self) -> None:
        nav = self.property("kind") == "nav"
        size = QSize(self._theme.em(NAV_ICON_WIDTH if nav else ICON), self._theme.em(ICON))
        self.setIconSize(size)
        self.setIcon(self._theme.icon(self._icon, "muted" if nav else "text", width=size.width()))

    def _cap_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font("tiny"))

    def _cap_width(self) -> int:
        # the edge takes a pixel at both sides
        return self._cap_metrics().horizontalAdvance(self._key) + 2 * CAP_PADDING + 2 if self._key else 0

    def _paint_cap(self, painter: QPainter, left: int) -> None:
        font = self._theme.font("tiny", QFont.Weight.DemiBold)
        height = self._cap_metrics().height() + 3
        cap = QRect(left, (self.height() - height) // 2, self._cap_width(), height)
        primary = self.property("kind") == "primary"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("on_accent" if primary else "line"), 1))
        # a line of one pixel is sharp when it runs through the middle of pixels
        painter.drawRoundedRect(cap.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(self._theme.color("on_accent" if primary else "muted"))
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class WrappedLink(Button):
    """A link in a narrow place: its text goes on in the next line when it must."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Make a link."""
        super().__init__(theme, "", "link", parent)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # a layout asks a widget for its height at a width only if its policy says so
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word."""
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(widest + self._beside(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width, in device-independent pixels."""
        if width >= self.sizeHint().width():
            return self.sizeHint().height()
        return self.sizeHint().height() + max(0, self._lines(width).height - self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in as many lines as it needs."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter = textless.paint_textless(self)
        painter.setPen(self._theme.color("accent"))
        lines = self._lines(self.width())
        lines.paint(painter, self._beside() // 2, (self.height() - lines.height) // 2)

    def _lines(self, width: int) -> Lines:
        return Lines(self.text(), self.font(), width - self._beside(), self.layoutDirection())

    def _beside(self) -> int:
        """What stands to the left and right of the text."""
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())


class Segments(QWidget):
    """A row of buttons of which one is chosen; joined ones switch views, chips pick what a list shows."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        entries: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        joined: bool = True,
    ) -> None:
        """Offer ``entries`` of id and text; ``name`` says what is chosen here."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = PickGroup(self)
        self._ids: list[str] = []
        layout = FoldingRow(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0 if joined else theme.space("s"))
        for number, (entry, text) in enumerate(entries):
            button = Button(theme, text, "segment" if joined else "chip", self)
            button.setCheckable(True)
            button.setObjectName(f"segment-{entry}")
            self._group.addButton(button, number)
            self._ids.append(entry)
            layout.addWidget(button)
        if not joined:
            layout.addStretch(1)
        self._round_ends()
        self._group.picked.connect(self._on_group_picked)

    def _round_ends(self) -> None:
        """The first and the last entry on offer have round corners."""
        # ``isVisible`` is false for all of them until the page is shown
        offered = [button for button in self.buttons() if not button.isHidden()]
        if self.isRightToLeft():
            offered.reverse()
        last = len(offered) - 1
        for number, button in enumerate(offered):
            # style sheets know no first and last button of a row, so a property tells them
            place = "only" if last == 0 else "first" if number == 0 else "last" if number == last else "middle"
            set_styled(button, "place", place)

    def choose(self, entry: str) -> None:
        """Show ``entry`` as chosen, without a signal; an empty one shows none as chosen."""
        self._group.show_chosen(self._ids.index(entry) if entry else NONE)

    def relabel(self, entry: str, text: str) -> None:
        """Give an entry other words."""
        self._group.button(self._ids.index(entry)).setText(text)

    def entries(self) -> tuple[str, ...]:
        """The ids of what is on offer, in order."""
        # ``isVisible`` is false for all of them until the page is shown
        return tuple(one for at, one in enumerate(self._ids) if not self._group.button(at).isHidden())

    def offer(self, entry: str, *, offered: bool) -> None:
        """Offer an entry, or take it out of sight."""
        self._group.button(self._ids.index(entry)).setVisible(offered)
        self._round_ends()

    def buttons(self) -> list[QAbstractButton]:
        """The buttons, in order."""
        return self._group.buttons()

    @Slot(int)
    def _on_group_picked(self, number: int) -> None:
        self.chosen.emit(self._ids[number])

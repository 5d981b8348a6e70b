"""Large answer choices: a key, a bold label and a wrapped text; one of several (radio) or any of several (check)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.lines import Lines

KEY_SIZE = 26
"""Side of the box of a key at the least, in device-independent pixels; it grows with the text."""
GAP = 14
"""Device-independent pixels between the box of the key and the text."""
WIDTH, NARROWEST = 560, 220
"""The width asked for, a comfortable line of text, and the least one, in device-independent pixels."""
PADDING_X = 16
PADDING_Y = 13
BETWEEN = 3
"""Between the label and the text."""

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object


class _Choice(_Base):
    """What radio and check choices share: content, size and painting. Mixed into a Qt button class."""

    _theme: Theme
    _key = ""
    _label = ""
    _words = ""

    def _set_up(self, theme: Theme) -> None:
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        # a layout asks a widget for its height at a width only if its policy says so
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # the style decides this for buttons otherwise; a choice takes keys after a click everywhere
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_content(self, key: str, label: str, words: str) -> None:
        """Show the key that chooses it, a bold label and a text; label or text may be empty."""
        self._key, self._label, self._words = key, label, words
        name = ". ".join(part for part in (label, words) if part)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Key {0}").format(key))
        self.setToolTip("")
        # a layout asks for the hint again only when told
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height at a width, in device-independent pixels."""
        label, words = self._lines(width)
        return max(self._tall(label, words), self._key_size()) + 2 * PADDING_Y

    def sizeHint(self) -> QSize:
        """A comfortable width and its height."""
        return QSize(WIDTH, self.heightForWidth(WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Narrow, one line high; the layout asks ``heightForWidth``."""
        return QSize(NARROWEST, self._key_size() + 2 * PADDING_Y)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card can be clicked."""
        return self.rect().contains(pos)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint, as a choice under the pointer has another edge."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        # the focus has to be seen on a chosen one as well, whose edge has the accent already (WCAG 2.4.7)
        edge = "text" if chosen and focused else "accent" if chosen or focused or self.underMouse() else "edge"
        thick = 2 if focused else 1
        painter.setPen(QPen(theme.color(edge), thick))
        painter.setBrush(theme.color("accent_soft" if chosen else "surface"))
        # half of a pen is drawn outside of its line, where the widget would cut it off
        half = thick / 2
        radius = theme.radius("choice")
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), radius, radius)
        self._paint_key(painter, chosen=chosen)
        self._paint_words(painter)

    def _paint_key(self, painter: QPainter, *, chosen: bool) -> None:
        theme, size = self._theme, self._key_size()
        box = QRect(self._mirrored(PADDING_X, size), PADDING_Y, size, size)
        painter.setPen(QPen(theme.color("accent" if chosen else "control"), 1))
        painter.setBrush(theme.color("accent") if chosen else Qt.BrushStyle.NoBrush)
        # a line of one pixel is sharp when it runs through the middle of pixels
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.setPen(theme.color("on_accent" if chosen else "muted"))
        painter.setFont(theme.font("body", QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def _paint_words(self, painter: QPainter) -> None:
        label, words = self._lines(self.width())
        inner = label.width if label else words.width if words else 0
        left = self._mirrored(self._text_left(), inner)
        painter.setPen(self._theme.color("text"))
        top = PADDING_Y
        # one text alone stands beside the middle of its key; two begin at the top of it
        if not (label and words):
            top += max(0, (self.height() - 2 * PADDING_Y - self._tall(label, words)) // 2)
        if label:
            label.paint(painter, left, top)
            top += label.height + BETWEEN
        if words:
            words.paint(painter, left, top)

    def _lines(self, width: int) -> tuple[Lines | None, Lines | None]:
        """Label and text as they break at a width; None for an empty one."""
        # a layout may ask for any width; in less than this every letter would be a line of its own
        inner = max(40, width - self._text_left() - PADDING_X)
        label = self._broken(self._label, self._label_font(), inner)
        return label, self._broken(self._words, self._theme.font("body"), inner)

    def _broken(self, text: str, font: QFont, width: int) -> Lines | None:
        return Lines(text, font, width, self.layoutDirection()) if text else None

    @staticmethod
    def _tall(label: Lines | None, words: Lines | None) -> int:
        between = BETWEEN if label and words else 0
        return (label.height if label else 0) + between + (words.height if words else 0)

    def _label_font(self) -> QFont:
        return self._theme.font("body", QFont.Weight.DemiBold if self._words else QFont.Weight.Normal)

    def _key_size(self) -> int:
        return max(KEY_SIZE, QFontMetrics(self._theme.font("body")).height() + 6)

    def _text_left(self) -> int:
        return PADDING_X + self._key_size() + GAP

    def _mirrored(self, left: int, width: int) -> int:
        """``left`` from the side where reading begins."""
        return self.width() - left - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else left


class RadioChoice(_Choice, QRadioButton):
    """One of several."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty choice."""
        QRadioButton.__init__(self, parent)
        self._set_up(theme)


class CheckChoice(_Choice, QCheckBox):
    """Any of several."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty choice."""
        QCheckBox.__init__(self, parent)
        self._set_up(theme)

"""A public key as a QR code: dark on white in every theme, since cameras look for that."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nextrung.sealing.qr_code import QUIET_ZONE, qr_rows
from nextrung.ui.theme.theme import Theme

MODULE = 5
"""Pixels of a module at a text size of 100 %: over a millimetre, which a phone sees at arm's length."""


class KeyPicture(QWidget):
    """Draws one key, as large as it has to be; it is empty until there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setObjectName("key-picture")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("QR code of the public key"))
        self.setAccessibleDescription(self.tr("It holds the same letters as the line with the key."))

    def show_key(self, key: str) -> None:
        """Show a key; an empty one leaves nothing."""
        self._rows = qr_rows(key) if key else ()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Whole pixels for each module, and the quiet zone around them."""
        side = self._module() * (len(self._rows) + 2 * QUIET_ZONE) if self._rows else 0
        return QSize(side, side)

    def _module(self) -> int:
        return max(MODULE, self._theme.em(MODULE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every module as a square of its own."""
        if not self._rows:
            return
        side = self._module()
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for down, row in enumerate(self._rows, start=QUIET_ZONE):
            for along, dark in enumerate(row, start=QUIET_ZONE):
                if dark:
                    painter.fillRect(QRect(along * side, down * side, side, side), Qt.GlobalColor.black)
        # where the card is white too, its edge would stand nowhere
        painter.setPen(self._theme.color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

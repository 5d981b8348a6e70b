"""A share in percent as a named bar with its number."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from nextrung import rounding
from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.text import TextLabel


class ShareBar(QWidget):
    """Renders one share."""

    def __init__(self, theme: Theme, name: str, kind: str, parent: QWidget | None = None) -> None:
        """Make an empty bar; ``kind`` names its colour."""
        super().__init__(parent)
        self._number = TextLabel("", "strong", wrap=False)
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setProperty("kind", kind)
        self._bar.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("xs"))
        layout.addLayout(row(TextLabel(name, wrap=False), None, self._number, spacing=theme.space("s")))
        layout.addWidget(self._bar)

    def show_share(self, percent: float) -> None:
        """Show a share from 0 to 100."""
        self._bar.setValue(rounding.points(percent))
        self._number.setText(self.tr("{0} %").format(labels.points(percent)))

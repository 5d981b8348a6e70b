"""Cards and rules."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.folding import FoldingRow


class Card(QFrame):
    """A surface with a thin border; its parts are stacked in ``body``."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, accented: bool = False, inset: bool = False
    ) -> None:
        """Make an empty card; ``accented`` marks the one to look at first, ``inset`` a quiet note."""
        super().__init__(parent)
        self.setObjectName("inset" if inset else "card")
        self.setProperty("accented", accented)
        self.body = QVBoxLayout(self)
        wide = theme.space("m_wide") if inset else theme.space("xl")
        tall = theme.space("m_wide") if inset else theme.space("l_wide")
        self.body.setContentsMargins(wide, tall, wide, tall)
        self.body.setSpacing(theme.space("s"))


class Rule(QFrame):
    """A thin line across, or upright."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        """Make the line."""
        super().__init__(parent)
        self.setObjectName("upright" if upright else "rule")


def row(*parts: QWidget | int | None, spacing: int) -> FoldingRow:
    """Parts side by side while they fit; a number is a fixed distance, None a stretch."""
    layout = FoldingRow()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)
    return layout

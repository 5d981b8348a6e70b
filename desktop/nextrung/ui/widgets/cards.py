"""Cards and rules."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.flow_layout import FlowLayout
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


def beside(theme: Theme, words: Sequence[QWidget], *controls: QWidget) -> FoldingRow:
    """Words, and beside them, where reading ends, what is done about them; below them where there is no room."""
    about = QVBoxLayout()
    about.setSpacing(theme.space("xs"))
    # one line alone stands beside the middle of the controls
    if len(words) == 1:
        about.addStretch(1)
    for line in words:
        about.addWidget(line)
    about.addStretch(1)
    layout = row(spacing=theme.space("l"))
    layout.keep_words_wide(theme)
    layout.addLayout(about, 1)
    if controls:
        flow = FlowLayout(theme.space("s"), theme.space("s"))
        for control in controls:
            flow.addWidget(control)
        layout.addLayout(flow)
    return layout


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

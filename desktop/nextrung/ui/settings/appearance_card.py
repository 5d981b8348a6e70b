"""Light, dark or high contrast, and the size of texts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui.appearance import SIZES, Appearance
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Segments
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.text import TextLabel


class AppearanceCard(Card):
    """Both take effect at once."""

    scheme_chosen = Signal(str)
    size_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Appearance"), "heading"))
        schemes = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
            ("contrast_dark", self.tr("High contrast, dark")),
        )
        self.schemes = Segments(theme, self.tr("Colours"), schemes)
        self.sizes = Segments(theme, self.tr("Text size"), [(f"{one:g}", f"{round(one * 100)} %") for one in SIZES])
        for words, segments in ((self.tr("Colours"), self.schemes), (self.tr("Text size"), self.sizes)):
            self.body.addLayout(beside(theme, (TextLabel(words, "strong"),), segments))
        self.schemes.chosen.connect(self.scheme_chosen)
        self.sizes.chosen.connect(self.size_chosen)

    def show_state(self, appearance: Appearance) -> None:
        """Show what is chosen."""
        self.schemes.choose(appearance.scheme or "system")
        self.sizes.choose(f"{appearance.nearest_size:g}")

"""Something more behind a link, in place; built when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row


class Fold(QWidget):
    """A link, and below it, once it is open, what ``build`` makes."""

    def __init__(
        self,
        theme: Theme,
        words: tuple[str, str],
        build: Callable[[], QWidget],
        parent: QWidget | None = None,
        *,
        about: str = "",
        lead: QWidget | None = None,
    ) -> None:
        """``words`` of the link while it is closed and while it is open; ``about`` says to readers what is folded.

        Behind a ``lead`` the link stands at the end of its line.
        """
        super().__init__(parent)
        self._words = words
        self._build = build
        self._about = about
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("xs"))
        self.link = Button(theme, "", "link")
        self.link.setProperty("fine", True)
        line = row(self.link, None, spacing=0) if lead is None else row(lead, self.link, spacing=theme.space("m"))
        line.setStretch(0, 0 if lead is None else 1)
        self._column.addLayout(line)
        self.link.clicked.connect(self._on_link_clicked)
        self._name()

    @property
    def is_open(self) -> bool:
        """Whether what is folded is on show."""
        # ``isVisible`` is false for every part while the page itself is not shown
        return self._inside is not None and not self._inside.isHidden()

    def show_open(self, *, opened: bool) -> None:
        """Open or close it."""
        if opened and self._inside is None:
            self._inside = self._build()
            self._column.addWidget(self._inside)
        if self._inside is not None:
            self._inside.setVisible(opened)
        self._name()

    def _name(self) -> None:
        words = self._words[self.is_open]
        self.link.setText(words)
        self.link.setAccessibleName(f"{words}: {self._about}" if self._about else words)

    @Slot()
    def _on_link_clicked(self) -> None:
        self.show_open(opened=not self.is_open)

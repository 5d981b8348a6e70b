"""One column of the plan: a heading, a count, and cards; a step can be dropped on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.plan.step import State
from nextrung.ui.plan import words
from nextrung.ui.plan.cards import MIME
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.text import TagLabel, TagLook, TextLabel


class CardList(QWidget):
    """A heading with a tag, and cards below it."""

    def __init__(self, theme: Theme, title: str, look: TagLook, parent: QWidget | None = None) -> None:
        """Make the list empty."""
        super().__init__(parent)
        self.setAccessibleName(title)
        self.tag = TagLabel("", look)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space("s_wide"))
        self.column.addLayout(row(TextLabel(title, "heading", wrap=False), self.tag, None, spacing=theme.space("s")))
        self.views: list[QWidget] = []

    def show_cards(self, cards: Sequence[QWidget], tag: str) -> None:
        """Show these cards in place of the earlier ones, and ``tag`` beside the heading unless it is empty.

        A card that was shown before stays the same widget.
        """
        kept = set(cards)
        for old in self.views:
            self.column.removeWidget(old)
            if old not in kept:
                old.hide()  # not parentless: a window of its own would take the focus along
                old.deleteLater()
        self.views = list(cards)
        for card in cards:
            self.column.addWidget(card)
            card.setVisible(True)  # at once, so that it can take the focus
        self.tag.setText(tag)
        self.tag.setVisible(bool(tag))


class StateColumn(CardList):
    """The steps in one state; a step dropped here is to have it."""

    step_dropped = Signal(str, str)

    def __init__(self, theme: Theme, state: State, look: TagLook, parent: QWidget | None = None) -> None:
        """Make the column empty."""
        super().__init__(theme, words.state(state), look, parent)
        self._state = state
        self.setObjectName("planColumn")
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take steps only, and show where they would land."""
        if event.mimeData().hasFormat(MIME):
            # accepted on entering, or Qt sends no drop
            event.acceptProposedAction()
            self._mark(target=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The step goes elsewhere."""
        self._mark(target=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the state of this column."""
        # first of all: the drop may make the page anew, and this column with it
        self._mark(target=False)
        step = bytes(event.mimeData().data(MIME).data()).decode()
        event.acceptProposedAction()
        self.step_dropped.emit(step, self._state)

    def _mark(self, *, target: bool) -> None:
        set_styled(self, "target", target)

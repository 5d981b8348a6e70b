"""The list of what was deleted, to put back; in the settings also to let go for good."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.bin import words
from nextrung.ui.bin.state import BinState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, beside, row
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel


class BinCard(Card):
    """Shows deleted things as rows; Enter, a double click or the button puts one back."""

    back_requested = Signal(int)
    removal_requested = Signal(int)
    emptying_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, removes: bool = False) -> None:
        """Build the card empty; with ``removes`` it offers to let things go for good."""
        super().__init__(theme, parent)
        self._ids: tuple[int, ...] = ()
        self._removes = removes
        self._about = TextLabel("", "muted")
        self.back = Button(theme, self.tr("Put back"))
        self.back.setObjectName("bin-back")
        self.remove = Button(theme, self.tr("Delete for good"))
        self.remove.setObjectName("bin-remove")
        self.empty = Button(theme, self.tr("Empty"))
        self.empty.setObjectName("bin-empty")
        self.empty.setAccessibleName(self.tr("Delete everything in this list for good"))
        heading = TextLabel(self.tr("Recently deleted"), "heading")
        self.body.addLayout(beside(theme, (heading, self._about), self.back, self.remove, self.empty))
        headings = [self.tr("What"), self.tr("Deleted"), self.tr("Kept until")]
        self.table = TextTable(self.tr("Recently deleted"), headings, words=(1, 2))
        self.table.setObjectName("bin-list")
        self.body.addWidget(self.table)
        self.back.clicked.connect(self._on_back_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.empty.clicked.connect(self.emptying_requested)
        self.table.row_picked.connect(self._on_table_row_picked)

    def show_state(self, state: BinState) -> None:
        """Show what was deleted; the same row stays picked, or the one that now stands in its place."""
        picked, place = self._picked(), self.table.currentIndex().row()
        self._ids = tuple(one.deleted.id for one in state.rows)
        self.table.set_rows(
            [
                (
                    words.what(one, names_hidden=state.names_hidden),
                    labels.day(one.deleted.deleted_at),
                    labels.day(one.goes_on),
                )
                for one in state.rows
            ]
        )
        if self._ids:
            # other rows leave the table without a current one, and the keys with nothing to act on
            at = self._ids.index(picked) if picked in self._ids else min(max(place, 0), len(self._ids) - 1)
            self.table.selectRow(at)
        some = bool(state.rows)
        self.table.setVisible(some)
        self.back.setVisible(some)
        self.remove.setVisible(some and self._removes)
        self.empty.setVisible(some and self._removes)
        self._about.setText(self._sentence(state))

    def _sentence(self, state: BinState) -> str:
        if not state.rows:
            return self.tr("Nothing was deleted in the last 30 days.")
        said = self.tr("Kept for 30 days in your data file, then gone for good. It counts nowhere and is in no export.")
        if state.size is None:
            return said
        held = self.tr("{0}, about {1}.").format(
            words.things(len(state.rows)), QLocale().formattedDataSize(state.size, 0)
        )
        return f"{held} {said}"

    def _picked(self) -> int:
        """The number of the picked thing; 0 when there is none."""
        at = self.table.currentIndex().row()
        # numbers of rows begin at 1
        return self._ids[at] if 0 <= at < len(self._ids) else 0

    @Slot()
    def _on_back_clicked(self) -> None:
        if self._picked():
            self.back_requested.emit(self._picked())

    @Slot()
    def _on_remove_clicked(self) -> None:
        if self._picked():
            self.removal_requested.emit(self._picked())

    @Slot(int)
    def _on_table_row_picked(self, at: int) -> None:
        self.back_requested.emit(self._ids[at])


class FoldedBin(QWidget):
    """The list behind a button that says how long it is; nothing at all while it is empty and closed."""

    back_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build it empty and closed."""
        super().__init__(parent)
        self._theme = theme
        self._open = False
        self._state = BinState((), names_hidden=False)
        self._card: BinCard | None = None
        self.toggle = Button(theme, "", "link")
        self.toggle.setObjectName("bin-toggle")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s"))
        self._column.addLayout(row(self.toggle, None, spacing=0))
        self.toggle.clicked.connect(self._on_toggle_clicked)
        self._fold()

    @property
    def card(self) -> BinCard:
        """The list, made when it is first opened: most people never do, and every page would wait for it."""
        if self._card is None:
            self._card = BinCard(self._theme)
            self._card.back_requested.connect(self.back_requested)
            self._card.show_state(self._state)
            self._column.addWidget(self._card)
        return self._card

    def show_state(self, state: BinState) -> None:
        """Show what was deleted."""
        self._state = state
        self._fold()
        if self._card is not None:
            self._card.show_state(state)

    def _fold(self) -> None:
        said = self.tr("Hide what was deleted") if self._open else self.tr("Recently deleted ({0})")
        self.toggle.setText(said.format(len(self._state.rows)))
        if self._open or self._card is not None:
            self.card.setVisible(self._open)
        self.setVisible(self._open or bool(self._state.rows))

    @Slot()
    def _on_toggle_clicked(self) -> None:
        self._open = not self._open
        self._fold()
        if self._open:
            self.card.table.setFocus()

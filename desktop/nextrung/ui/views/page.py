"""The page of other views: how others see the same work, beside the own levels."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.views import words
from nextrung.ui.views.cards import AskedCard, GroupsCard, TalkCard, private_card
from nextrung.ui.views.coach_card import CoachKeyCard
from nextrung.ui.views.shown_card import ShownCard
from nextrung.ui.views.state import OtherViewsState
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.coming import Coming, ComingParts
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.drop_page import DropPage
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.undo_bar import UndoBar

FOLD_BELOW = 900
"""Page width at a text size of 100 % under which the cards stand one below the other."""
SHARES = (5, 3)


class OtherViewsPage(DropPage):
    """Renders one round and says what the person wants; a reply may be dropped anywhere on it."""

    ask_requested = Signal()
    round_requested = Signal()
    choose_requested = Signal()
    paste_requested = Signal()
    round_chosen = Signal(str)
    """Another round is to be looked at, by id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.title.setText(self.tr("Other views"))
        self._about = TextLabel("", "muted")
        self.under_title.addWidget(self._about, 1)
        self.rounds = DropDown()
        self.rounds.setObjectName("rounds")
        self.rounds.setAccessibleName(self.tr("Which round is shown"))
        self.rounds.activated.connect(self._on_rounds_activated)
        self.under_title.addWidget(self.rounds)
        self.explain("views")
        self._build_actions()
        self._nothing = self._build_nothing()
        self.undo_bar = UndoBar(theme, self, "round-undo")
        self.column.addWidget(self.undo_bar)
        self.column.addWidget(self._nothing)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.space("l"))
        self.shown = ShownCard(theme)
        self.asked = AskedCard(theme)
        self.asked.hide()
        self._state: OtherViewsState | None = None
        self._begun_to_show = self._was_seen = False
        self.groups = GroupsCard(theme)
        self.talk = TalkCard(theme)
        side = QVBoxLayout()
        side.setSpacing(theme.space("m_wide"))
        self.coach_key = CoachKeyCard(theme)
        for part in (self.groups, self.talk, self.coach_key, private_card(theme)):
            side.addWidget(part)
        side.addStretch(1)
        self._pair.addWidget(self.shown, SHARES[0])
        self._pair.addLayout(side, SHARES[1])
        self.column.addLayout(self._pair, 1)
        self.column.addWidget(self.asked)
        self.column.addStretch(0)
        self.fold_below(FOLD_BELOW, self._pair)

    def _build_nothing(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.space("m_wide"))
        words = self.tr(
            "How others see the same work will stand here, beside your own levels: each gets one file, opens it in a"
            " browser without a network, and sends a sealed file back."
        )
        parts: tuple[Coming, ...] = (
            ("bars", self.tr("Your level in each area, beside each group’s; a group is shown from three replies on")),
            ("cards", self.tr("What they wrote, and what to talk about")),
        )
        column.addWidget(TextLabel(words, "lead"))
        column.addWidget(ComingParts(self.theme, parts))
        return holder

    def _build_actions(self) -> None:
        theme = self.theme
        self.choose = Button(theme, self.tr("Take a reply in…"))
        self.choose.setObjectName("take-reply")
        self.paste = Button(theme, self.tr("Paste a reply"))
        self.paste.setObjectName("paste-reply")
        self.paste.setToolTip(self.tr("Take in the text of a reply that was copied from a message (Ctrl+V)"))
        self.another = Button(theme, self.tr("New round…"))
        self.another.setObjectName("new-round")
        self.ask = Button(theme, self.tr("Ask someone…"), "primary")
        self.ask.setObjectName("ask-someone")
        self.set_actions(self.choose, self.paste, self.another, self.ask)
        self.choose.clicked.connect(self.choose_requested)
        self.paste.clicked.connect(self.paste_requested)
        self.another.clicked.connect(self.round_requested)
        self.ask.clicked.connect(self.ask_requested)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.paste_requested)

    def add_deleted(self, view: QWidget) -> None:
        """Show what was deleted below the cards."""
        # the last item is the stretch that keeps everything at the top
        self.column.insertWidget(self.column.count() - 1, view)

    def show_state(self, state: OtherViewsState) -> None:
        """Show a round, or what will be here."""
        self.hide_problem()
        begun = bool(state.asked)
        self._about.setText(words.about(state))
        self._nothing.setVisible(not begun)
        for action in (self.choose, self.paste):
            action.setVisible(begun or bool(state.coach_key))
        self.another.setVisible(state.round is not None)
        self.shown.setVisible(state.round is not None)
        self._state = state
        self._show_asked()
        self._show_rounds(state)
        self.groups.show_groups(state.groups, state.reader)
        self.coach_key.show_key(state.coach_key)
        self.talk.show_rows(state.talk)
        if state.round is not None:
            self.shown.show_state(state)

    def _show_asked(self) -> None:
        """Show who is asked; where that stands below a chart, the first look does not wait for a row each."""
        state = self._state
        if state is None:
            return
        if self._was_seen or state.round is None:
            self.asked.show_rows(state.asked, state.reader, has_round=state.round is not None)
        elif not self._begun_to_show:
            self._begun_to_show = True
            after_first_paint(self, self._on_first_painted)

    def _on_first_painted(self) -> None:
        self._was_seen = True
        self._show_asked()

    def _show_rounds(self, state: OtherViewsState) -> None:
        self.rounds.clear()
        for one in state.rounds:
            self.rounds.addItem(words.round_of(one), one.id)
        if state.round is not None:
            self.rounds.setCurrentIndex(self.rounds.findData(state.round.id))
        self.rounds.setVisible(len(state.rounds) > 1)

    @Slot()
    def _on_rounds_activated(self) -> None:
        self.round_chosen.emit(str(self.rounds.currentData()))

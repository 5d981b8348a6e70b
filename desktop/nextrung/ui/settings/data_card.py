"""Where the data lies, how it is backed up, and what can be done about both."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.safety import words
from nextrung.ui.settings.state import SafetyState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, beside
from nextrung.ui.widgets.text import TextLabel


class DataCard(Card):
    """Shows backups and offers to back up, restore, copy elsewhere and move."""

    backup_requested = Signal()
    restore_requested = Signal()
    second_folder_requested = Signal()
    second_folder_forgotten = Signal()
    move_requested = Signal()
    delete_left_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty; ``show_state`` fills it."""
        super().__init__(theme, parent)
        self._theme = theme
        self.body.addWidget(TextLabel(self.tr("Data and backups"), "heading"))
        self._risk = Card(theme, inset=True)
        self._risk_words = TextLabel("", "problem")
        self._risk.body.addWidget(self._risk_words)
        self.body.addWidget(self._risk)
        self.last = TextLabel("", "strong")
        self.last.setObjectName("last-proven")
        self._all = TextLabel("", "muted")
        self.back_up = self._button(self.tr("Back up now"), "back-up-now")
        self.restore = self._button(self.tr("Restore…"), "restore")
        self.body.addLayout(beside(theme, (self.last, self._all), self.back_up, self.restore))
        self._add_rule()
        second = TextLabel(self.tr("A second copy elsewhere"), "strong")
        self._second = TextLabel("", "muted")
        self.choose = self._button(self.tr("Choose a folder…"), "second-folder")
        self.forget = self._button(self.tr("No second copy"), "no-second-folder")
        self.body.addLayout(beside(theme, (second, self._second), self.choose, self.forget))
        self._add_rule()
        self.where = TextLabel("", "muted")
        self.move_data = self._button(self.tr("Move it…"), "move-data")
        lies = TextLabel(self.tr("Where your data lies"), "strong")
        self.body.addLayout(beside(theme, (lies, self.where), self.move_data))
        self._left = Card(theme, inset=True)
        self._about_left = TextLabel("", "muted")
        self.delete_left = self._button(self.tr("Delete what was left there"), "delete-left")
        self._left.body.addLayout(beside(theme, (self._about_left,), self.delete_left))
        self.body.addWidget(self._left)
        self.back_up.clicked.connect(self.backup_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.choose.clicked.connect(self.second_folder_requested)
        self.forget.clicked.connect(self.second_folder_forgotten)
        self.move_data.clicked.connect(self.move_requested)
        self.delete_left.clicked.connect(self.delete_left_requested)

    def _button(self, text: str, name: str) -> Button:
        button = Button(self._theme, text)
        button.setObjectName(name)
        return button

    def _add_rule(self) -> None:
        """Add a line across the card, with air above and below it."""
        self.body.addSpacing(self._theme.space("xs"))
        self.body.addWidget(Rule())
        self.body.addSpacing(self._theme.space("xs"))

    def show_state(self, state: SafetyState) -> None:
        """Show where things stand."""
        self._risk.setVisible(state.risk is not None)
        if state.risk is not None:
            self._risk_words.setText(words.risk(state.risk))
        if state.last_proven is not None:
            self.last.setText(self.tr("Last checked backup: {0}").format(labels.moment(state.last_proven.made_at)))
        else:
            self.last.setText(self.tr("No checked backup yet"))
        self._all.setText(self._about_all(state))
        self._second.setText(self._about_second(state))
        self.forget.setVisible(state.second_folder is not None)
        self.where.setText(self._about_place(state))
        left = state.elsewhere.left_behind if state.elsewhere is not None else ()
        self._left.setVisible(bool(left))
        if left:
            self._about_left.setText(words.left_behind(left))

    def _about_place(self, state: SafetyState) -> str:
        if not state.open_to_others:
            return str(state.folder)
        unprotected = self.tr(
            "Other accounts on this computer may be able to read it: the place keeps no rights that would hinder them."
        )
        return f"{state.folder}\n{unprotected}"

    def _about_all(self, state: SafetyState) -> str:
        if state.problem:
            return state.problem
        plain = self.tr(
            "Made at a start after changes and after each finished assessment, and checked; old ones grow fewer."
        )
        if state.last_proven is None or state.last_proven.proof is None:
            return plain
        count = labels.counted(len(state.backups), self.tr("1 backup"), self.tr("{0} backups"))
        holds = self.tr("It holds {0}. {1}, {2}.").format(
            words.holds(state.last_proven.proof.rows), count, words.size(state.size)
        )
        return f"{holds} {plain}"

    def _about_second(self, state: SafetyState) -> str:
        if state.second_folder is None:
            return self.tr(
                "A USB stick or a synced folder can get a copy of every backup. Only closed copies go there, never the"
                " file in use. They are encrypted where your data are."
            )
        if state.elsewhere is None:
            return self.tr("{0}: looking for the newest copy there…").format(state.second_folder)
        problem, newest = state.elsewhere.second_problem, state.elsewhere.second_newest
        if problem:
            return self.tr("{0} It gets its copy with the next backup after it is back.").format(problem)
        if newest is None:
            return self.tr("{0} has no copy yet.").format(state.second_folder)
        checked = self.tr("{0}: newest copy {1}, checked there.")
        return checked.format(state.second_folder, labels.moment(newest.made_at))

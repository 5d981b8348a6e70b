"""Says what happened to the data file, and offers the ways to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QProgressBar, QRadioButton, QWidget

from nextrung.ui import labels
from nextrung.ui.recovery.state import BackupState, RecoveredState, RecoveryState, Way
from nextrung.ui.safety import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import TextLabel

WIDTH = 680
WAYS: tuple[Way, ...] = ("recovered", "backup", "empty")


class RecoveryDialog(Dialog):
    """Shows what could be read and the newest backup; nothing changes before a way is chosen."""

    way_chosen = Signal(str)

    def __init__(self, theme: Theme, problem: str, parent: QWidget | None = None) -> None:
        """Say what is wrong; ``show_state`` offers the ways to go on."""
        super().__init__(theme, self.tr("Your data file needs help"), self.tr("Go on"), WIDTH, parent)
        self.column.addWidget(TextLabel(problem, "strong"))
        kept = self.tr("The file is set aside, never deleted. Nothing changes before you choose how to go on.")
        self.column.addWidget(TextLabel(kept, "muted"))
        self._waiting = TextLabel(self.tr("Reading everything that can be read…"))
        self._progress = QProgressBar()
        # a range of nothing makes a bar that moves without a share: how long the reading takes is not known
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(self._waiting.text())
        self.column.addWidget(self._waiting)
        self.column.addWidget(self._progress)
        self._group = QButtonGroup(self)
        self._cards: dict[Way, Card] = {}
        self._texts: dict[Way, TextLabel] = {}
        names = (self.tr("What could be read"), self.tr("The newest backup"), self.tr("Begin with nothing"))
        for number, (way, name) in enumerate(zip(WAYS, names, strict=True)):
            self.column.addWidget(self._build_way(number, way, name))
        self.column.addStretch(1)
        self.cancel_button.setText(self.tr("Quit, change nothing"))
        self.accept_button.setEnabled(False)
        self.accept_button.clicked.connect(self._on_accept_clicked)

    def _build_way(self, number: int, way: Way, name: str) -> Card:
        card = Card(self.theme)
        choice = QRadioButton(name)
        choice.setObjectName(f"way-{way}")
        self._group.addButton(choice, number)
        text = TextLabel("", "muted")
        card.body.addWidget(choice)
        card.body.addWidget(text)
        card.setVisible(False)
        self._cards[way], self._texts[way] = card, text
        return card

    def show_state(self, state: RecoveryState) -> None:
        """Offer the ways to go on, the best one chosen."""
        self._waiting.setVisible(False)
        self._progress.setVisible(False)
        if state.recovered is not None:
            self._offer("recovered", self._about_recovered(state.recovered))
        if state.backup is not None:
            self._offer("backup", self._about_backup(state.backup))
        nothing = self.tr("A new, empty file. The damaged one stays set aside, and the backups stay.")
        self._offer("empty", nothing)
        best = self._group.button(WAYS.index(state.best))
        best.setChecked(True)
        best.setFocus()
        self.accept_button.setEnabled(True)

    def show_found_nothing(self, message: str) -> None:
        """Say why not even looking was possible."""
        self._waiting.setVisible(False)
        self._progress.setVisible(False)
        self.show_problem(message)

    def _offer(self, way: Way, text: str) -> None:
        self._texts[way].setText(text)
        # a reader that comes to a choice says what it means, which stands beside it as a text of its own
        self._group.button(WAYS.index(way)).setAccessibleDescription(text)
        self._cards[way].setVisible(True)

    def _about_recovered(self, state: RecoveredState) -> str:
        lines = [self.tr("{0}; newest entry {1}.").format(words.holds(state.inside.rows), words.newest(state.inside))]
        if state.complete:
            lines.append(self.tr("Nothing is known to be missing."))
        if state.lost:
            lost = labels.counted(state.lost, self.tr("1 entry is lost."), self.tr("{0} entries are lost."))
            lines.append(lost)
        if state.stand_ins:
            lines.append(self.tr("Where an entry was lost that others belong to, a stand-in was made for it."))
        if state.unreadable_pages:
            lines.append(self.tr("Some places of the file cannot be read, so more may be missing than is counted."))
        return " ".join(lines)

    def _about_backup(self, state: BackupState) -> str:
        made = self.tr("Made {0}: {1}; newest entry {2}.")
        lines = [made.format(labels.moment(state.made_at), words.holds(state.inside.rows), words.newest(state.inside))]
        if state.missing:
            lines.append(self.tr("Against what could be read, it lacks: {0}.").format(words.counts(state.missing)))
        return " ".join(lines)

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.way_chosen.emit(WAYS[self._group.checkedId()])

"""What was finished on other questionnaires: a line each, which leads there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.text import TextLabel
from nextrung.workspace.questionnaires import TakenElsewhere


class ElsewhereCard(Card):
    """A line for each questionnaire but the one on show; out of sight where there is none."""

    chosen = Signal(str)
    """The id of the one to look at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build it empty and out of sight."""
        super().__init__(theme, parent)
        self._theme = theme
        self.body.addWidget(TextLabel(self.tr("On other questionnaires"), "heading"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("xs"))
        self.body.addLayout(self._lines)
        self._shown: list[QWidget] = []
        self.hide()

    def show_lines(self, lines: Sequence[TakenElsewhere]) -> None:
        """Show what was finished."""
        discard(self._shown)
        self._shown = [self._line(one) for one in lines]
        for line in self._shown:
            self._lines.addWidget(line)
        self.setVisible(bool(lines))

    def _line(self, one: TakenElsewhere) -> QWidget:
        alone, many = self.tr("1 assessment, of {1}"), self.tr("{0} assessments, the newest of {1}")
        words = labels.counted(one.finished, alone, many, labels.day(one.newest))
        look = Button(self._theme, self.tr("Look at it"), "link")
        look.setAccessibleName(self.tr("Look at {0}").format(one.title))
        look.setProperty("questionnaire", one.id)
        look.clicked.connect(self._on_look_clicked)
        holder = QWidget()
        # a line as others: name, what there is, and the way to it
        line = row(TextLabel(one.title, "strong", wrap=False), TextLabel(words, "muted"), look, spacing=12)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        return holder

    @Slot()
    def _on_look_clicked(self) -> None:
        # one slot for all lines: the sender says which of them it was
        self.chosen.emit(self.sender().property("questionnaire"))

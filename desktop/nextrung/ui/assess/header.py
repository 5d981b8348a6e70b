"""The head of a question page: which form and part it is, how far along, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from nextrung.ui.assess.state import QuestionState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.folding import FoldingRow
from nextrung.ui.widgets.text import OneLineLabel, TextLabel

MINUTES = 88
"""Minutes that are as wide as any that a form takes."""


class QuestionHeader(FoldingRow):
    """Where the person is, as words and as a bar, beside how long the rest takes; and *Pause*."""

    def __init__(self, theme: Theme) -> None:
        """Build it empty; ``show_state`` fills it."""
        super().__init__()
        self._state: QuestionState | None = None
        self._wide = True
        self._where = TextLabel("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        left = QVBoxLayout()
        left.setSpacing(theme.space("s"))
        left.addWidget(self._where)
        left.addWidget(self._bar)
        self._count = OneLineLabel("", "muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pause = Button(theme, self.tr("Pause"))
        self.pause.setToolTip(self.tr("Stop here; everything is saved (Esc)"))
        self.setSpacing(theme.space("l"))
        self.addLayout(left, 1)
        self.addWidget(self._count)
        self.addWidget(self.pause)

    def show_state(self, state: QuestionState) -> None:
        """Show how far the person is."""
        self._state = state
        self._show_where()
        self._bar.setRange(0, state.total)
        self._bar.setValue(state.number)
        self._bar.setAccessibleDescription(self.tr("{0} of {1} answered").format(state.answered, state.total))
        self._count.setText(self._count_text(state))
        # as wide as it gets in this form: the bar beside it would end elsewhere at each question
        texts = (self._count_words(state.total, state.total, minutes) for minutes in (0, MINUTES))
        self._count.setMinimumWidth(max(self._count.fontMetrics().horizontalAdvance(text) for text in texts))

    def show_width(self, *, wide: bool) -> None:
        """Name the form as well, or the part alone where there is little width."""
        self._wide = wide
        self._show_where()

    def _show_where(self) -> None:
        if self._state is not None:
            form = self.tr("Quick assessment") if self._state.form == "quick" else self.tr("Full assessment")
            self._where.setText(f"{form} · {self._state.part}" if self._wide else self._state.part)

    def _count_text(self, state: QuestionState) -> str:
        return self._count_words(state.number, state.total, round(state.minutes_left))

    def _count_words(self, number: int, total: int, minutes: int) -> str:
        left = self.tr("about {0} min left").format(minutes) if minutes >= 1 else self.tr("less than a minute left")
        return f"{self.tr('{0} of {1}').format(number, total)} · {left}"

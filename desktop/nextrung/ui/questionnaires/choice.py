"""The choice of a questionnaire, where an assessment starts."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.questionnaires.state import ChoiceState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.field import Field
from nextrung.ui.widgets.text import TextLabel

WIDE = 420
"""Greatest width of the choice at a text size of 100 %."""


class QuestionnaireChoice(QWidget):
    """All that can be taken, and why something cannot; with a single one it is out of sight."""

    chosen = Signal(str)
    """The id of another one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build it empty and out of sight."""
        super().__init__(parent)
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("xs"))
        self.field = Field(theme, self.tr("Questionnaire"), "questionnaire")
        self._words = TextLabel("", "small")
        layout.addWidget(self.field)
        layout.addWidget(self._words)
        self._current = ""
        # ``activated`` comes from the person alone: filling the box asks for nothing
        self.field.box.activated.connect(self._on_box_activated)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def show_state(self, state: ChoiceState) -> None:
        """Show what can be chosen and what is."""
        self._current = state.current
        self.setVisible(state.several)
        self.field.offer([(one.id, one.title) for one in state.options], state.current)
        made_by = (labels.made_by(state.author),) if state.author else ()
        words = "\n".join((*made_by, *state.problems))
        self._words.setText(words)
        self._words.setVisible(bool(words))

    @Slot(int)
    def _on_box_activated(self, _index: int) -> None:
        if self.field.chosen() != self._current:
            self.chosen.emit(self.field.chosen())

    @Slot()
    def _fit(self) -> None:
        self.field.setMaximumWidth(self._theme.em(WIDE))

"""The head of the page of one area: the level in figures and on its scale, against the target of the role."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.questionnaire.model import is_asked
from nextrung.ui import labels
from nextrung.ui.competency.state import CompetencyState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.level_scale import LevelScale, ScaleMarks
from nextrung.ui.widgets.text import TextLabel

WORDS = 210
"""Width of the figures beside the scale, at a text size of 100 %."""
SCALE, SCALE_WIDTH = 74, 260
"""Height of the scale, and its least width, at a text size of 100 %; it goes below the figures without it."""


class HeadCard(Card):
    """The level, likely range and target of one area: figures, and beside them the scale, in one row."""

    def __init__(self, theme: Theme, state: CompetencyState, parent: QWidget | None = None) -> None:
        """Show where an area stands."""
        super().__init__(theme, parent)
        self._theme = theme
        self._figures = figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        # air above and below keeps the figures in the middle of the scale beside them
        column.addStretch(1)
        if state.level is not None and state.low is not None and state.high is not None:
            likely = self.tr("likely {0}").format(labels.level_range(state.low, state.high))
            line = row(
                TextLabel(labels.level(state.level), "figure", wrap=False),
                TextLabel(likely, "aside", wrap=False),
                None,
                spacing=theme.space("s"),
            )
            column.addLayout(line)
        asked = TextLabel(self._asked(state), "muted")
        column.addWidget(asked)
        column.addStretch(1)
        self._scale = scale = LevelScale(theme, SCALE)
        across = row(figures, scale, spacing=theme.space("xxl"))
        # most of the width is for the scale, which names its levels only where all names fit
        across.setStretch(0, 2)
        across.setStretch(1, 7)
        self.body.addLayout(across)
        standing = ScaleMarks(state.level, state.low, state.high, state.target)
        # only now that it has a parent: shown without one it would be a window, and take the focus
        scale.show_standing(standing, f"{state.name}. {self._said(state)}", [step.label for step in state.ladder])
        theme.changed.connect(self._set_widths)
        self._set_widths()

    @Slot()
    def _set_widths(self) -> None:
        # a least width is in pixels, and does not grow with the text by itself
        self._figures.setMinimumWidth(self._theme.em(WORDS))
        self._scale.setMinimumWidth(self._theme.em(SCALE_WIDTH))

    def _asked(self, state: CompetencyState) -> str:
        """What the role asks for, and how far away that is."""
        target = labels.target_level(state.target)
        if not is_asked(state.target):
            no_target = self.tr("No target is asked for here.")
            return f"{self._missing(state)} {no_target}" if state.level is None else no_target
        if state.level is None:
            return self.tr("{0} The role asks for {1}.").format(self._missing(state), target)
        if state.reached:
            return self.tr("The role asks for {0}: at or above target").format(target)
        gap = labels.gap(state.target, state.level)
        text = self.tr("The role asks for {0} · gap {1}, {2}")
        return text.format(target, gap, labels.verdict(state.verdict))

    def _missing(self, state: CompetencyState) -> str:
        """Why there is no level."""
        if state.status is None:
            return self.tr("No assessment yet.")
        if state.status == "no_chance":
            return self.tr("No level: you have had little chance to do this yet.")
        return self.tr("No level: too few answers.")

    def _said(self, state: CompetencyState) -> str:
        """Level, range and target for whoever cannot see the scale."""
        if state.level is None or state.low is None or state.high is None:
            return self._asked(state)
        text = self.tr("Your level is {0}, likely {1}. {2}")
        return text.format(labels.level(state.level), labels.level_range(state.low, state.high), self._asked(state))

"""The situations and knowledge checks of an area: which option was picked, and behind a link what was best and why."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.answers.explained import explained_option, outcome_tag
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.competency.state import CompetencyState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card, Rule, row
from nextrung.ui.widgets.fold import Fold
from nextrung.ui.widgets.text import TextLabel


class SituationsCard(Card):
    """All situations and checks of an area; they have no number of their own here, for there are too few."""

    def __init__(self, theme: Theme, state: CompetencyState, parent: QWidget | None = None) -> None:
        """Show what was picked."""
        super().__init__(theme, parent)
        self._theme = theme
        best = sum(one.outcome == "best" for one in state.situations)
        line = row(
            TextLabel(self.tr("Situations and checks"), "heading"),
            TextLabel(self.tr("best option in {0} of {1}").format(best, len(state.situations)), "small", wrap=False),
            spacing=theme.space("s"),
        )
        line.setStretch(0, 1)
        self.body.addLayout(line)
        if state.worth_checking:
            words = self.tr("The level is high and these answers were not: worth talking through with someone.")
            self.body.addWidget(TextLabel(words, "problem"))
        for one in state.situations:
            self.body.addWidget(Rule())
            self._add(one)

    def _add(self, one: AnswerRow) -> None:
        answer = TextLabel(one.answer or self.tr("Not answered"))
        tag = outcome_tag(one.outcome)
        self.body.addWidget(TextLabel(one.passage, "muted"))
        self.body.addWidget(TextLabel(one.question, "strong"))
        line = row(answer, spacing=self._theme.space("m"))
        line.setStretch(0, 1)
        if tag is not None:
            line.addWidget(tag)
        self.body.addLayout(line)
        words = (self.tr("All options, and why"), self.tr("Fewer"))
        self.body.addWidget(Fold(self._theme, words, partial(explained, self._theme, one), about=one.question))


def explained(theme: Theme, one: AnswerRow) -> QWidget:
    """All options of a situation or check, with reasons."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space("s"))
    for option in one.explained:
        for part in explained_option(theme, option):
            column.addWidget(part)
    if one.explanation:
        column.addWidget(TextLabel(one.explanation, "muted"))
    return holder

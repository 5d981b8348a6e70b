"""The four figures on top of the group page."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QWidget

from nextrung import rounding
from nextrung.group.view import SharedGap
from nextrung.ui import labels
from nextrung.ui.group import words
from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.text import TextLabel

WIDER = (9, 7)
"""Shares of the width for the figure that is a name, and for each of the others."""


class GroupFigure(Card):
    """A number with its name, and what it counts out of."""

    def __init__(self, theme: Theme, name: str, *, words: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty figure called ``name``; ``words`` holds a text instead of a number."""
        super().__init__(theme, parent)
        self.body.setSpacing(theme.space("xs"))
        self.body.addWidget(TextLabel(name, "muted"))
        self._value = TextLabel("", "heading" if words else "figure", wrap=words)
        self._rest = TextLabel("", "small" if words else "muted", wrap=words)
        if words:
            self.body.addWidget(self._value)
            self.body.addWidget(self._rest)
        else:
            line = row(self._value, self._rest, None, spacing=theme.space("s"))
            self.body.addLayout(line)
        self.body.addStretch(1)
        self._name = name

    def show_value(self, value: str, rest: str = "") -> None:
        """Show the number."""
        self._value.setText(value)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.setAccessibleName(f"{self._name}: {value} {rest}".strip())


class GroupFigures(QWidget):
    """Median match, how many match, the widest shared gap, who was not assessed for long."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the figures empty."""
        super().__init__(parent)
        self.median = GroupFigure(theme, self.tr("Median match"))
        self.matching = GroupFigure(theme, self.tr("Match the profile"))
        self.widest = GroupFigure(theme, self.tr("Widest shared gap"), words=True)
        self.waiting = GroupFigure(theme, self.tr("Not assessed for 6 months"))
        self._all = (self.median, self.matching, self.widest, self.waiting)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space("l"))
        self._across = 0
        self.set_across(len(self._all))

    def set_across(self, number: int) -> None:
        """How many figures stand side by side."""
        if number == self._across:
            # asked for at every resize, and putting the figures in anew would lay the page out anew
            return
        self._across = number
        for at, figure in enumerate(self._all):
            self._grid.removeWidget(figure)
            self._grid.addWidget(figure, at // number, at % number)
        # a grid keeps its columns when they are empty, and one with a stretch goes on taking its part of the width
        for column in range(len(self._all)):
            # the name of an area needs more width than a number, but only where all stand in one line
            wide = WIDER[0] if number == len(self._all) and self._all[column] is self.widest else WIDER[1]
            self._grid.setColumnStretch(column, wide if column < number else 0)

    def show_state(self, state: GroupState) -> None:
        """Show the figures of a group."""
        view, count = state.view, QLocale().toString
        # without targets only who waits is left, which has a card of its own
        self.setVisible(bool(view.gaps))
        self.waiting.show_value(count(len(view.waiting)), self.tr("of {0}").format(count(view.people)))
        if view.gaps:
            self._show_match(view.gaps[0], state)

    def _show_match(self, widest: SharedGap, state: GroupState) -> None:
        view, count = state.view, QLocale().toString
        median = words.NONE if view.median_match is None else labels.match(view.median_match)
        self.median.show_value(median, self.tr("of 100") if view.median_match is not None else "")
        self.matching.show_value(count(view.bands[-1][1]), self.tr("of {0}").format(count(view.matched)))
        if widest.mean is None:
            self.widest.show_value(words.NONE, self.tr("nobody has a level yet"))
        # a gap that rounds to 0.0 would be named as the widest and shown as none
        elif rounding.level(widest.mean):
            rest = self.tr("mean {0} below the target, likely for {1} of {2}")
            size = labels.level(widest.mean)
            rest = rest.format(size, count(widest.likely), count(widest.scored))
            self.widest.show_value(state.competency(widest.competency), rest)
        else:
            rest = self.tr("less than 0.1 on the mean") if widest.mean else self.tr("nobody lies below a target")
            self.widest.show_value(self.tr("None"), rest)

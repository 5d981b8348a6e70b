"""The three cards on top of the results: match, areas at target, rungs matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from nextrung.scoring.statements import lack
from nextrung.ui import labels, match_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.text import TagLabel, TagLook, TextLabel

if TYPE_CHECKING:
    from nextrung.ui.results.state import ResultsState
    from nextrung.ui.salary.state import SalaryState


ALIKE = (1, 1, 1)
"""Shares of the width for the three cards."""
WITH_REASON = (6, 2, 3)
"""The same where a reason stands in the first: in a narrow card it would push the chart below out of sight."""


class FigureCard(Card):
    """A name, a large figure with what it is out of, tags, and a line below."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, stacked: bool = False) -> None:
        """Make a card called ``name``; ``stacked`` puts the tags below the figure and not beside it."""
        super().__init__(theme, parent)
        self._theme = theme
        self._compact = self._needed = False
        self.body.setSpacing(theme.space("xs"))
        self.figure = TextLabel("", "figure", wrap=False)
        self.aside = TextLabel("", "aside")
        self.tag = TagLabel("", "accent")
        self.change = TagLabel("", "plain")
        self.change.hide()
        self.below = TextLabel("", "small")
        line = row(self.figure, self.aside, spacing=theme.space("s"))
        line.setStretch(1, 1)
        line.keep_words_wide(theme)
        self.head = row(TextLabel(name, "muted", wrap=False), None, spacing=theme.space("s"))
        self.body.addLayout(self.head)
        self.body.addLayout(line)
        if stacked:
            # tags go on in the next line of a narrow card
            tags = FlowLayout(theme.space("s"), theme.space("xs"))
            tags.addWidget(self.tag)
            tags.addWidget(self.change)
            self.body.addLayout(tags)
        else:
            line.addWidget(self.tag)
        self.body.addWidget(self.below)
        self.body.addStretch(1)

    def show_compact(self, *, compact: bool) -> None:
        """Be one low row: less air, and no line below but one that says why a band is held down."""
        tall = self._theme.space("s" if compact else "m_wide")
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(margins.left(), tall, margins.right(), tall)
        self._compact = compact
        self._show_line()

    def _show_line(self) -> None:
        self.below.setVisible(bool(self.below.text()) and (self._needed or not self._compact))

    def show_below(self, tag: str, words: str, *, needed: bool = False) -> None:
        """Show a tag and a line; empty ones take no room. One that is ``needed`` stays where there is little room."""
        self._needed = needed
        self.tag.setText(tag)
        self.tag.setVisible(bool(tag))
        self.below.setText(words)
        self._show_line()

    def show_change(self, change: str, look: TagLook) -> None:
        """Show beside the tag how the figure has changed; without words nothing."""
        self.change.setText(change)
        self.change.set_look(look)
        self.change.setVisible(bool(change))


class SummaryCards(QWidget):
    """The three cards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build them empty."""
        super().__init__(parent)
        self._match = FigureCard(theme, self.tr("Match to the role"))
        self._reached = FigureCard(theme, self.tr("At or above target"))
        self._rungs = FigureCard(theme, self.tr("Rungs you match now"))
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.columns.setSpacing(theme.space("l"))
        for card in (self._match, self._reached, self._rungs):
            self.columns.addWidget(card)
        self._share_width(ALIKE)

    def show_state(self, state: ResultsState, salary: SalaryState | None) -> None:
        """Show a result and, where pay is shown, that of its rungs."""
        self._show_match(state)
        for card in (self._reached, self._rungs):
            card.setVisible(state.match_notes.asked)
        self._reached.figure.setText(str(state.reached))
        self._reached.aside.setText(labels.counted(state.with_target, self.tr("of 1 area"), self.tr("of {0} areas")))
        words = self.tr("{0} within reach, {1} likely below").format(state.within_reach, state.likely_below)
        if state.without_level:
            words += self.tr(", {0} without a level").format(state.without_level)
        self._reached.show_below("", words)
        self._show_rungs(state, salary)

    def _show_match(self, state: ResultsState) -> None:
        notes = state.match_notes
        if state.match is None or state.match_range is None or notes.band is None:
            self._match.figure.setText("–")
            why = lack(state.statuses)
            self._match.aside.setText(match_words.lack(why) if why else "")
            below = [match_words.unscored_words(notes)]
            if state.chances:
                below.append(self.tr("The chances to ask for are listed below."))
            self._match.show_below("", " ".join(below), needed=True)
            self._share_width(ALIKE)
            return
        self._match.figure.setText(labels.match(state.match))
        self._match.aside.setText(self.tr("likely {0} of 100").format(labels.match_range(*state.match_range)))
        held = match_words.beside(notes)
        self._match.show_below(labels.band(notes.band), held, needed=bool(held))
        self._share_width(WITH_REASON if held else ALIKE)

    def show_compact(self, *, compact: bool) -> None:
        """Take one low row, so that the chart below is in sight in a low window."""
        for card in (self._match, self._reached, self._rungs):
            card.show_compact(compact=compact)

    def _share_width(self, shares: tuple[int, ...]) -> None:
        for at, share in enumerate(shares):
            self.columns.setStretch(at, share)

    def _show_rungs(self, state: ResultsState, salary: SalaryState | None) -> None:
        """The highest rung of the ladder that is matched; roles beside the ladder stand below it.

        Without pay there is no ladder: the last of the roles that are matched stands there.
        """
        held = list[str]()
        matched = _matched(state, salary)
        if matched is not None:
            self._rungs.figure.setText(matched[0])
            self._rungs.aside.setText(labels.match(matched[1]))
        elif salary is not None and salary.matched_beside:
            self._rungs.figure.setText(self.tr("None yet"))
            self._rungs.aside.setText(self.tr("on the ladder"))
        elif state.closest_role:
            name, value = state.closest_role
            self._rungs.figure.setText(self.tr("None yet"))
            self._rungs.aside.setText(self.tr("closest: {0}, {1} of 100").format(name, labels.match(value)))
            if state.closest_notes is not None:
                held.append(match_words.beside(state.closest_notes))
        else:
            self._rungs.figure.setText("–")
            self._rungs.aside.setText("")
        parts = (*held, *(self._of_pay(state, salary) if salary is not None else ()))
        self._rungs.show_below("", "\n".join(part for part in parts if part))

    def _of_pay(self, state: ResultsState, salary: SalaryState) -> tuple[str, str]:
        beside = (state.short_names.get(rung.role, rung.name) for rung in salary.matched_beside)
        also = self.tr("also: {0}").format(", ".join(beside))
        return self._pay_in_short(salary), also if salary.matched_beside else ""

    def _pay_in_short(self, salary: SalaryState) -> str:
        parts = [salary.matched_in_short]
        if salary.following:
            parts.append(self.tr("next: {0}").format(salary.following_in_short))
        return " · ".join(part for part in parts if part)


def _matched(state: ResultsState, salary: SalaryState | None) -> tuple[str, float] | None:
    """Short name and match of the highest rung, or without pay of the last role, that is matched."""
    if salary is None:
        return state.matched_role
    rung = salary.matched
    if rung is None or rung.match is None:
        return None
    return state.short_names.get(rung.role, rung.name), rung.match

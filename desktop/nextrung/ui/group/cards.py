"""What else a group shows: matches by band, shared gaps, who waits, how far items go together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from nextrung.group.view import FEWEST, Consistency
from nextrung.ui import labels
from nextrung.ui.group import words
from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.bar_table import BarRow, BarTable, Segment
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.text import TextLabel


class MatchCard(Card):
    """How many people have each match band."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Match to the role"), "heading"))
        told = self.tr(
            "An area far below its target, or without a level, holds the band down: a critical one at Building, any "
            "other at Close."
        )
        self.body.addWidget(TextLabel(told, "muted"))
        headings = [self.tr("Band"), self.tr("Share"), self.tr("People")]
        self.table = BarTable(theme, self.tr("Match to the role, by band"), headings, bar_at=1)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_state(self, state: GroupState) -> None:
        """Show the bands, the highest first."""
        view, count = state.view, QLocale().toString
        # bands are kept from the lowest up
        entries = [(labels.band(band), number, "accent") for band, number in reversed(view.bands)]
        without = len(view.rows) - view.matched
        if without:
            entries.append((self.tr("No match yet"), without, "line"))
        rows = [
            BarRow(
                (name, count(number)),
                # a group may have nobody with a result, and a share of nobody is 0
                (Segment(number / max(1, len(view.rows)), color),),
                labels.counted(len(view.rows), self.tr("{1} of 1 person"), self.tr("{1} of {0} people"), count(number)),
            )
            for name, number, color in entries
        ]
        self.table.set_rows(rows)


class GapsCard(Card):
    """The mean gap of each area, the widest first."""

    area_picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Widest shared gaps"), "heading"))
        told = self.tr("Mean levels below the target; whoever is at or above it counts as 0.")
        self.body.addWidget(TextLabel(told, "muted"))
        headings = [self.tr("Area"), self.tr("Mean gap"), self.tr("Levels"), self.tr("Likely")]
        self.table = BarTable(theme, self.tr("Widest shared gaps"), headings, bar_at=1)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_state(self, state: GroupState) -> None:
        """Show the gaps."""
        count = QLocale().toString
        # bars are shares of the widest gap; with no gap at all there is nothing to divide by
        widest = max((gap.mean or 0.0 for gap in state.view.gaps), default=0.0) or 1.0
        rows = []
        for gap in state.view.gaps:
            name = state.competency(gap.competency)
            if gap.mean is None:
                rows.append(BarRow((name, words.NONE, words.NONE), (), self.tr("nobody has a level here")))
                continue
            size = labels.level(gap.mean)
            likely = self.tr("{0} of {1}").format(count(gap.likely), count(gap.scored))
            told = self.tr("mean gap {0} levels").format(size)
            rows.append(BarRow((name, size, likely), (Segment(gap.mean / widest, "gap"),), told))
        self.table.set_rows(rows)


class WaitingCard(Card):
    """Who was not assessed for six months."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Not assessed for 6 months"), "heading"))
        self._none = TextLabel(self.tr("Everyone here was assessed within the last six months."), "muted")
        self.body.addWidget(self._none)
        headings = [self.tr("Person"), self.tr("Last assessed")]
        self.table = BarTable(theme, self.tr("Not assessed for 6 months"), headings, most_rows=9)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_state(self, state: GroupState) -> None:
        """Show who waits, those never assessed first."""
        never = self.tr("never")
        rows = [
            BarRow((words.name(state, one.member), labels.day(one.completed_at) if one.completed_at else never))
            for one in state.view.waiting
        ]
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows)


class ConsistencyCard(Card):
    """How far the items of each area go together over the group."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("How well the questions of an area go together"), "heading"))
        told = self.tr(
            "Cronbach’s alpha over the people who answered all questions of an area, n in brackets. From about 0.6 the "
            "questions point the same way; it says something about the questions in this group, not about anybody."
        )
        self.body.addWidget(TextLabel(told, "muted"))
        headings = [self.tr("Area"), self.tr("Full"), self.tr("Quick")]
        self.table = BarTable(theme, self.tr("Internal consistency of each area"), headings)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_state(self, state: GroupState) -> None:
        """Show the figures, in the order of the questionnaire."""
        forms = [found for _, found in state.view.consistency]
        self.table.set_rows(
            [
                BarRow((state.competency(found[0].competency), *self._figures(found)))
                for found in zip(*forms, strict=True)
            ]
        )

    def _figures(self, found: Sequence[Consistency]) -> list[str]:
        count = QLocale().toString
        figures = []
        for one in found:
            # alpha over very few people moves by chance more than by the questions
            if one.people < FEWEST:
                figures.append(self.tr("too few people: {0}").format(count(one.people)))
            # alpha divides by the spread of the sums, which is 0 when all answered alike
            elif one.alpha is None:
                figures.append(self.tr("all answered alike ({0})").format(count(one.people)))
            else:
                figures.append(f"{QLocale().toString(one.alpha, 'f', 2)} ({count(one.people)})")
        return figures

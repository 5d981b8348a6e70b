"""The cards on demand: employment by year with projected growth, and claims that name no source."""

from __future__ import annotations

from nextrung.ui.role.demand import DemandState
from nextrung.ui.role.parts import SourceNotes
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.bar_table import BarRow, BarTable, Segment
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.text import TextLabel


class DemandCard(Card):
    """How many IT managers there are in the United States, year by year, and what is projected."""

    def __init__(self, theme: Theme, state: DemandState) -> None:
        """Show years as bars that are a table too."""
        super().__init__(theme)
        first, last, growth = state.years[0], state.years[-1], state.growth
        notes = SourceNotes()
        cited = [notes.number_of(one.source, one.period) for one in state.sources]
        self.body.addWidget(TextLabel(self.tr("Demand"), "heading"))
        words = self.tr(
            "IT managers employed in the United States: {0} in {1}, {2} in {3}. Not only those of ML teams."
        )
        said = words.format(f"{first.people:,}", first.period, f"{last.people:,}", last.period)
        # the last source is that of the growth, which has a sentence of its own below
        self.body.addWidget(TextLabel(f"{said}{notes.marked(cited[:-1])}", "muted"))
        headings = [self.tr("When"), self.tr("Employed, as a bar"), self.tr("Employed")]
        self.years = BarTable(theme, self.tr("IT managers employed in the United States"), headings, bar_at=1)
        # bars are shares of the year with most people, so that the axis begins at none
        most = max(one.people for one in state.years)
        self.years.set_rows(
            [
                BarRow(
                    (one.period, f"{one.people:,}"),
                    (Segment(one.people / most, "accent"),),
                    self.tr("{0} people").format(f"{one.people:,}"),
                )
                for one in state.years
            ]
        )
        self.body.addWidget(self.years)
        words = self.tr("Projected growth from {0} to {1}: {2} %.")
        said = words.format(growth.first, growth.last, f"{growth.percent:g}")
        self.body.addWidget(TextLabel(f"{said}{notes.marked(cited[-1:])}"))
        self.body.addWidget(TextLabel(notes.words(), "small"))
        self.body.addStretch(1)


class ClaimsCard(Card):
    """Claims that are passed on, called what they are."""

    def __init__(self, theme: Theme, state: DemandState) -> None:
        """Show the claims, and where they stand."""
        super().__init__(theme)
        self.body.addWidget(TextLabel(self.tr("Claims that name no source"), "heading"))
        words = self.tr("They are passed on as they stand in the {0}. Nothing in this app rests on them.")
        self.body.addWidget(TextLabel(words.format(state.claims_from.split(";")[0]), "muted"))
        for claim in state.claims:
            self.body.addWidget(TextLabel(f"• {claim.text}"))
        self.body.addStretch(1)

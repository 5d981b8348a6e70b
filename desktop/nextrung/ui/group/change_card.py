"""What has changed between two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.group.view import AreaChange
from nextrung.ui.group import words
from nextrung.ui.group.state import GroupState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.bar_table import BarRow, BarTable, Segment
from nextrung.ui.widgets.cards import Card, row
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.inputs import DateBox
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.workspace.group import Dates

COLORS = (
    ("heat_below_4", "heat_strong_ink"),
    ("heat_below_2", "heat_calm_ink"),
    ("line", "text"),
    ("heat_above_2", "heat_calm_ink"),
    ("heat_above_4", "heat_strong_ink"),
)
"""Colours from clearly lower to clearly higher."""


class ChangeCard(Card):
    """Each person's change called clear, probable or within noise, and the mean change of the group."""

    dates_chosen = Signal(Dates)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Change between two days"), "heading"))
        self.before, self.after = DateBox(), DateBox()
        # with large text the second day goes on in the next line, but never without its name
        line = FlowLayout(theme.space("l"), theme.space("s"))
        for field, name, key in (
            (self.before, self.tr("From"), "group-before"),
            (self.after, self.tr("To"), "group-after"),
        ):
            field.setObjectName(key)
            field.setAccessibleName(name)
            label = Caption(name, field, "muted")
            together = QWidget()
            together.setLayout(row(label, field, spacing=theme.space("s")))
            line.addWidget(together)
            field.editingFinished.connect(self._on_date_edited)
        self.body.addLayout(line)
        self._told = TextLabel("", "muted")
        self.body.addWidget(self._told)
        headings = [self.tr("Area"), self.tr("People by change"), self.tr("Mean"), self.tr("The mean is")]
        self.table = BarTable(theme, self.tr("Change between two days, by area"), headings, bar_at=1)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self._shown: Dates | None = None

    def show_state(self, state: GroupState) -> None:
        """Show the change of a group."""
        change, dates = state.change, state.choice.dates
        self._shown = dates
        for field, day in ((self.before, dates.before), (self.after, dates.after)):
            field.setDate(QDate(day.year, day.month, day.day))
        self.table.setVisible(bool(change and change.people))
        if change is None:
            self._told.setText(self.tr("The change is read after the rest of the page."))
            return
        if not change.people:
            self._told.setText(self.tr("Nobody here has an assessment by the first day and a newer one by the second."))
            return
        told = self.tr(
            "People with an assessment by the first day and a newer one by the second: {0}. From left to right: "
            "clearly lower, probably lower, within noise, probably higher, clearly higher."
        )
        self._told.setText(told.format(QLocale().toString(change.people)))
        rows = [self._row(state, one) for one in (change.overall, *change.areas)]
        self.table.set_rows(rows)

    def _row(self, state: GroupState, one: AreaChange) -> BarRow:
        count = QLocale().toString
        parts = zip(COLORS, one.counts, strict=True)
        bar = [Segment(number / max(1, one.people), *color, count(number)) for color, number in parts]
        names = (
            self.tr("clearly lower"),
            self.tr("probably lower"),
            self.tr("within noise"),
            self.tr("probably higher"),
            self.tr("clearly higher"),
        )
        told = "; ".join(f"{name}: {count(number)}" for name, number in zip(names, one.counts, strict=True))
        area = self.tr("Overall") if one.competency is None else state.competency(one.competency)
        return BarRow((area, words.signed(one.mean), words.call(one.call)), tuple(bar), told)

    @Slot()
    def _on_date_edited(self) -> None:
        first, second = (_day(field.date()) for field in (self.before, self.after))
        # days may be chosen in either order; the change always runs from the earlier to the later
        chosen = Dates(min(first, second), max(first, second))
        # the signal comes when a field is left too, whether its day is another or not
        if chosen != self._shown:
            self._shown = chosen
            self.dates_chosen.emit(chosen)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())

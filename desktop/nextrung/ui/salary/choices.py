"""The choices on top of the salary page: place, sector, prices, and what amounts are shown in."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from nextrung.salary.model import PayChoice
from nextrung.ui.salary.state import Options
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.field import Field

DOLLARS, POWER = "dollars", "power"


class ChoiceBar(QWidget):
    """Four choices side by side, or two by two."""

    choice_changed = Signal(PayChoice)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the choices empty."""
        super().__init__(parent)
        self.place = Field(theme, self.tr("Place"), "place")
        self.sector = Field(theme, self.tr("Sector"), "sector")
        self.prices = Field(theme, self.tr("Prices"), "prices")
        self.shown_in = Field(theme, self.tr("Shown in"), "shown-in")
        self._fields = (self.place, self.sector, self.prices, self.shown_in)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space("m"))
        self._across = 0
        self.set_across(4)
        for field in self._fields:
            # ``activated`` comes from the person alone: filling the boxes asks for nothing
            field.box.activated.connect(self._on_box_activated)

    def set_across(self, number: int) -> None:
        """How many choices stand side by side."""
        # asked for at every resize, and putting the fields in anew would lay the page out anew
        if number == self._across:
            return
        self._across = number
        for at, field in enumerate(self._fields):
            self._grid.removeWidget(field)
            self._grid.addWidget(field, at // number, at % number)
        # a grid keeps its columns when they are empty, and one with a stretch goes on taking its part of the width
        for column in range(len(self._fields)):
            self._grid.setColumnStretch(column, 1 if column < number else 0)

    def most_across(self, room: int) -> int:
        """How many stand side by side in a width without cutting off what is chosen."""
        widest = max(field.whole_width() for field in self._fields)
        gap = self._grid.horizontalSpacing()
        # never three: the fourth choice would stand alone in its line
        return next((number for number in (4, 2) if number * (widest + gap) - gap <= room), 1)

    def show_state(self, options: Options, choice: PayChoice) -> None:
        """Show what can be chosen and what is."""
        missing = {"": "{0}", "mean": self.tr("{0} (mean only)"), "none": self.tr("{0} (no pay published)")}
        places = [(one, missing[kind].format(name)) for one, name, kind in options.places]
        self.place.offer([("", self.tr("All United States")), *places], choice.place or "")
        self.sector.offer([("", self.tr("All sectors")), *options.sectors], choice.sector or "")
        latest = self.tr("Of {0}").format(_month(options.last_month))
        self.prices.offer([("published", self.tr("As published")), ("latest", latest)], choice.prices)
        shown = [(DOLLARS, self.tr("US dollars"))]
        # buying power divides by the price level of a place; without a place there is none
        if choice.place:
            shown.append((POWER, self.tr("US dollars, buying power")))
        at_prices = self.tr("{0} prices ({1})")
        shown += [(one, at_prices.format(name, currency)) for one, name, currency in options.countries]
        self.shown_in.offer(shown, choice.country or (POWER if choice.buying_power else DOLLARS))

    @Slot(int)
    def _on_box_activated(self, _index: int) -> None:
        shown = self.shown_in.chosen()
        self.choice_changed.emit(
            PayChoice(
                place=self.place.chosen() or None,
                sector=self.sector.chosen() or None,
                prices="latest" if self.prices.chosen() == "latest" else "published",
                country=None if shown in (DOLLARS, POWER) else shown,
                # the box still shows buying power while its place was just given up
                buying_power=shown == POWER and bool(self.place.chosen()),
            )
        )


def _month(month: str) -> str:
    year, number = month.split("-")[:2]
    return f"{QLocale().standaloneMonthName(int(number))} {year}"

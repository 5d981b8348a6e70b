"""What the adverts that own targets were made from say they pay, beside the published figures and never in them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from nextrung.advert.kept_pay import PayInAdvert
from nextrung.ui import labels
from nextrung.ui.pay_in_adverts import pay_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.text import TextLabel


class KeptAdvertsCard(Card):
    """A line for each kept advert that names pay; not in sight while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("In job adverts that you kept"), "heading"))
        self.lines = TextLabel("")
        about = self.tr("As each advert says it: not checked, not converted, and no part of the figures above.")
        self.body.addWidget(self.lines)
        self.body.addWidget(TextLabel(about, "small"))
        self.show_pay(())

    @Slot(object)
    def show_pay(self, found: tuple[PayInAdvert, ...]) -> None:
        """Show pay, as it was kept."""
        self.lines.setText("\n".join(map(self._line, found)))
        self.setVisible(bool(found))

    def _line(self, one: PayInAdvert) -> str:
        head = one.heading
        named = ", ".join(part for part in (head.title, head.employer, head.place) if part)
        words = self.tr("{0}: {1}; kept on {2}")
        return words.format(named or self.tr("An advert"), pay_words(one.pay), labels.day(one.added_at))

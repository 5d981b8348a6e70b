"""The sheet “Sources and method”: every source of pay as a table, and the formulas for the curious."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nextrung.salary.model import SalaryData
from nextrung.ui.salary.model_text import model_text
from nextrung.ui.salary.source_links import SourceLinks, site
from nextrung.ui.shell.sheet import SheetDialog
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.fold import Fold
from nextrung.ui.widgets.markdown_view import MarkdownView
from nextrung.ui.widgets.text import TextLabel

WIDE = 1150
"""Width of the sheet at a text size of 100 %: five columns of sentences and addresses."""
TALL_TEXT = 420
"""Least height of the formulas at a text size of 100 %."""
SHARES = (0.26, 0.17, 0.18, 0.20, 0.19)
"""Parts of the width that the columns get."""
LINK = 4
"""The column of addresses."""


def source_rows(data: SalaryData) -> list[tuple[str, str, str, str, str]]:
    """Source, year, who was asked, how sure, and the site of every source."""
    return [(one.source, one.period, one.asked, one.sure, site(one.address or "")) for one in data.provenances.values()]


class SourceSheet(SheetDialog):
    """Opens over the salary page."""

    def __init__(self, theme: Theme, data: SalaryData, parent: QWidget) -> None:
        """Fill it from the pay data in use."""
        super().__init__(theme, self.tr("Sources and method"), parent, width=WIDE)
        self._data = data
        for words in (
            self.tr("Your answers do not set your pay: the rungs matched are those whose work they describe."),
            self.tr(
                "The published figures are of 2025. “Typical” was published as the average, but lies where the median "
                "of the others lies. “Entry” describes another group of people."
            ),
            data.ladder.steps,
            self.tr("No survey of ML managers exists, so official figures of all IT managers stand beside the rungs."),
            self.tr("No effect of the employer is offered, because no data support one."),
        ):
            self.column.addWidget(TextLabel(words))
        columns = (
            self.tr("Source"),
            self.tr("Year"),
            self.tr("Who was asked"),
            self.tr("How sure"),
            self.tr("Link"),
        )
        self.table = self.add_table(self.tr("Where the figures come from"), columns, source_rows(data), shares=SHARES)
        addresses = [one.address or "" for one in data.provenances.values()]
        self.links = SourceLinks(theme, self.table, LINK, addresses)
        self.column.addWidget(self.links)
        self.curious = Fold(theme, (self.tr("For the curious"), self.tr("Hide the formulas")), self._formulas)
        self.column.addWidget(self.curious)
        self.column.addStretch(1)

    def _formulas(self) -> QWidget:
        text = MarkdownView()
        text.setAccessibleName(self.tr("The formulas of the pay model"))
        text.show_markdown(model_text(self._data))
        # a scrolling text asks for the same small height whatever is in it
        text.setMinimumHeight(self.theme.em(TALL_TEXT))
        return text

"""The building blocks of the role page: a part with its links, and the sources of a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.questionnaire.role_guide import GuideSource
from nextrung.ui import labels
from nextrung.ui.role.state import AreaLink, DutyState, PassageState
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import row
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.text import TagLabel, TextLabel

HARD_SPACE = "\u00a0"
"""A no-break space: a mark of a source stays in the line of the word before it."""


class AreaButton(Button):
    """A competency with the person's own level; leads to its levels and items."""

    opened = Signal(str)

    def __init__(self, theme: Theme, area: AreaLink, parent: QWidget | None = None) -> None:
        """Show name and level."""
        super().__init__(theme, area_words(area), "link", parent)
        self._area = area.id
        self.setObjectName(f"area-{area.id}")
        name = self.tr("{0}, levels and questions") if area.level is None else self.tr("{0}, your level {1}")
        self.setAccessibleName(name.format(area.name, "" if area.level is None else labels.level(area.level)))
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.opened.emit(self._area)


class PlaceButton(Button):
    """A link to another place."""

    opened = Signal(str)

    def __init__(self, theme: Theme, place: str, words: str, parent: QWidget | None = None) -> None:
        """Offer to go to ``place``."""
        super().__init__(theme, words, "link", parent)
        self._place = place
        self.setObjectName(f"to-{place}")
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.opened.emit(self._place)


class PartView(QWidget):
    """A heading, a text with the numbers of its sources, and links to the competencies it is about."""

    area_opened = Signal(str)
    place_opened = Signal(str)

    def __init__(
        self, theme: Theme, part: PassageState, notes: SourceNotes, parent: QWidget | None = None, *, number: int = 0
    ) -> None:
        """Show a part, its sources as numbers of ``notes``; ``number`` 0 is none."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        if part.heading:
            heading = TextLabel(part.heading, "strong")
            line = row(spacing=theme.space("s"))
            if number:
                line.addWidget(TagLabel(str(number), "accent"))
            line.addWidget(heading, 1)
            column.addLayout(line)
        column.addWidget(TextLabel(part.text + notes.numbers(part.sources), "muted" if part.heading else "body"))
        if part.areas or part.place:
            links = QWidget()
            # links flow: side by side they would make the card as wide as all their names together
            flow = FlowLayout(theme.space("l"), 0, links)
            for area in part.areas:
                button = AreaButton(theme, area)
                button.opened.connect(self.area_opened)
                flow.addWidget(button)
            if part.place:
                place = PlaceButton(theme, part.place, self.tr("All figures on the Salary page"))
                place.opened.connect(self.place_opened)
                flow.addWidget(place)
            column.addWidget(links)
        column.addStretch(1)


class DutyView(QWidget):
    """A competency in the role, and what level 3 looks like."""

    area_opened = Signal(str)

    def __init__(self, theme: Theme, duty: DutyState, parent: QWidget | None = None) -> None:
        """Show a competency."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        button = AreaButton(theme, duty.area)
        button.opened.connect(self.area_opened)
        # in a flow of its own, so that the button is as wide as its text and no more of the line can be pressed
        links = QWidget()
        FlowLayout(0, 0, links).addWidget(button)
        column.addWidget(links)
        column.addWidget(TextLabel(duty.text))
        column.addWidget(TextLabel(self.tr("Level 3: {0}").format(duty.level_three), "muted"))


class SourceNotes:
    """The sources of a card, each named once at its foot and by its number where it is used."""

    def __init__(self) -> None:
        """Begin without any."""
        self._names: list[str] = []

    def numbers(self, sources: Sequence[GuideSource]) -> str:
        """The numbers of these sources in brackets, which stay with the word before them; nothing for none."""
        return self.marked([self.number_of(source.source, labels.month_of_source(source.date)) for source in sources])

    def number_of(self, source: str, date: str) -> int:
        """The number of a source with its date, which is named at the foot from now on."""
        name = f"{source}, {date}"
        if name not in self._names:
            self._names.append(name)
        return self._names.index(name) + 1

    def marked(self, numbers: Sequence[int]) -> str:
        """These numbers in brackets; nothing for none."""
        return f"{HARD_SPACE}({','.join(str(one) for one in sorted(set(numbers)))})" if numbers else ""

    def words(self) -> str:
        """All sources with their dates and numbers; empty when there is none."""
        return "   ".join(f"({number}){HARD_SPACE}{name}" for number, name in enumerate(self._names, start=1))


def area_words(area: AreaLink) -> str:
    """A competency, with the level where there is one."""
    return area.name if area.level is None else f"{area.name} {labels.level(area.level)}"
